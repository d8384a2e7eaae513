import CEditLine

/// How a terminal can show a picture.
public enum PictureProtocol: String, Sendable {
  case kitty, iterm2, sixel
  /// Two pixels a character, for any terminal with colours.
  case halfBlocks
  /// Not at all: a pipe, or a terminal without colours.
  case none

  /// Finds out what the terminal behind two descriptors can do, from what it calls itself and, where that says
  /// nothing, from its answers, for which it has `milliseconds`. Asked when the first figure is shown, not before.
  public static func probe(input: Int32 = 0, output: Int32 = 1, milliseconds: Int = 150) -> PictureProtocol {
    guard Terminal.isTerminal(output), !Terminal.isDumb else { return .none }
    if let known = known(Terminal.environment) { return known }
    guard Terminal.isTerminal(input) else { return .halfBlocks }
    var answer = [CChar](repeating: 0, count: 512)
    let isNested = isMultiplexed(Terminal.environment)
    let question = isNested ? "\u{1B}[c" : "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c"
    let count = cel_ask_terminal(input, output, question, Int32(milliseconds), &answer, answer.count)
    return understand(String(decoding: answer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// What the environment alone tells.
  public static func known(_ environment: (String) -> String?) -> PictureProtocol? {
    // Inside tmux or screen the variables are those of the terminal outside, which cannot be reached.
    if isMultiplexed(environment) { return nil }
    let program = environment("TERM_PROGRAM") ?? environment("LC_TERMINAL") ?? ""
    let name = environment("TERM") ?? ""
    if environment("KITTY_WINDOW_ID") != nil || name == "xterm-kitty" || name == "xterm-ghostty" {
      return .kitty
    }
    if program == "iTerm.app" || program == "iTerm2" || program == "WezTerm" { return .iterm2 }
    if program == "Apple_Terminal" || name == "linux" { return .halfBlocks }
    return nil
  }

  private static func isMultiplexed(_ environment: (String) -> String?) -> Bool {
    let name = environment("TERM") ?? ""
    return environment("TMUX") != nil || name.hasPrefix("screen") || name.hasPrefix("tmux")
  }

  /// Reads the answers to Kitty's query (`ESC _Gi=31;OK ESC \`) and to the request for device attributes
  /// (`ESC [?62;4;22c`, where 4 stands for Sixel).
  public static func understand(_ answer: String) -> PictureProtocol {
    if answer.contains("\u{1B}_Gi=31;OK") { return .kitty }
    guard let start = answer.range(of: "\u{1B}[?") else { return .halfBlocks }
    let attributes = answer[start.upperBound...].prefix { $0 != "c" }.split(separator: ";")
    return attributes.dropFirst().contains("4") ? .sixel : .halfBlocks
  }
}

extension String {
  /// The first place of a text, in scalars, without Foundation.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var at = startIndex
    while at < endIndex {
      if let end = index(at, offsetBy: text.count, limitedBy: endIndex), self[at..<end] == text {
        return at..<end
      }
      at = index(after: at)
    }
    return nil
  }
}
