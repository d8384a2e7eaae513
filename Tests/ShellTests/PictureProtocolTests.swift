import Shell
import Testing

@Suite struct PictureProtocolTests {
  @Test(arguments: [
    (["TERM": "xterm-kitty"], PictureProtocol.kitty),
    (["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"], .kitty),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .iterm2),
    (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .iterm2),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], .halfBlocks),
    (["TERM": "xterm-256color"], nil),
    (["TERM": "tmux-256color", "TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"], nil),
  ]) func namesThatTell(_ environment: [String: String], _ kind: PictureProtocol?) {
    #expect(PictureProtocol.known { environment[$0] } == kind)
  }

  @Test(arguments: [
    ("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;c", PictureProtocol.kitty),
    ("\u{1B}_Gi=31;ENOENT: no such\u{1B}\\\u{1B}[?62;4c", .sixel),
    ("\u{1B}[?62;4;22c", .sixel), ("\u{1B}[?1;2c", .halfBlocks), ("\u{1B}[?4;1c", .halfBlocks),
    ("", .halfBlocks),
    ("\u{1B}[?62", .halfBlocks),
  ]) func answersThatTell(_ answer: String, _ kind: PictureProtocol) {
    #expect(PictureProtocol.understand(answer) == kind)
  }
}
