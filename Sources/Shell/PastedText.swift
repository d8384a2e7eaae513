/// The text without the prompts of Python, IPython and Jupyter that a copied session begins its lines with.
///
/// `>>> `, `... `, `In [3]: ` and `   ...: ` go when the first line that is not blank has such a prompt; of a
/// session with outputs between the cells, only the lines with a prompt stay. Indentation is kept; an indentation
/// that all lines share (a cell copied out of a page) goes too.
public func strippingPrompts(_ text: String) -> String { pastedLines(text).joined(separator: "\n") }

func pastedLines(_ text: String) -> [String] {
  var lines = text.lines.map(String.init)
  guard let first = lines.first(where: { !$0.isBlank }) else { return lines }
  if let prompt = PastedPrompt(of: first), prompt.begins {
    lines = lines.compactMap { line in
      if let prompt = PastedPrompt(of: line) { return prompt.rest }
      // A continuation that kept its line but lost its prompt, or an output: only blank lines are harmless.
      return line.isBlank ? "" : nil
    }
  }
  return droppingSharedIndentation(lines)
}

/// A prompt at the beginning of a line, and what follows it.
private struct PastedPrompt {
  var rest: String
  /// True for the prompt of a cell's first line.
  var begins: Bool

  init?(of line: String) {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    for (mark, begins) in [(">>>", true), ("...", false)] where trimmed.hasPrefix(mark) {
      let after = trimmed.dropFirst(3)
      if after.isEmpty || after.first == " " {
        self.init(rest: String(after.dropFirst()), begins: begins)
        return
      }
    }
    if trimmed.hasPrefix("...:") {
      self.init(rest: String(trimmed.dropFirst(4).dropPrefixSpace()), begins: false)
      return
    }
    guard trimmed.hasPrefix("In [") else { return nil }
    let number = trimmed.dropFirst(4).prefix { $0.isNumber || $0 == " " || $0 == "*" }
    let after = trimmed.dropFirst(4 + number.count)
    guard after.hasPrefix("]:") else { return nil }
    self.init(rest: String(after.dropFirst(2).dropPrefixSpace()), begins: true)
  }

  private init(rest: String, begins: Bool) {
    self.rest = rest
    self.begins = begins
  }
}

extension Substring {
  /// Without the one space that belongs to a prompt.
  fileprivate func dropPrefixSpace() -> Substring { first == " " ? dropFirst() : self }
}

private func droppingSharedIndentation(_ lines: [String]) -> [String] {
  var shared: Substring?
  for line in lines where !line.isBlank {
    let indentation = line.prefix { $0 == " " || $0 == "\t" }
    guard let before = shared else {
      shared = indentation
      continue
    }
    var common = before.startIndex
    var here = indentation.startIndex
    while common < before.endIndex, here < indentation.endIndex, before[common] == indentation[here] {
      common = before.index(after: common)
      here = indentation.index(after: here)
    }
    shared = before[..<common]
  }
  guard let shared, !shared.isEmpty else { return lines }
  return lines.map { $0.hasPrefix(shared) ? String($0.dropFirst(shared.count)) : $0 }
}
