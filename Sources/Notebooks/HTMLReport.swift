/// A script as one page to read: code, markdown, what was shown, the figures inside, what the last replay found.
///
/// The page holds no script and loads nothing; its content security policy forbids both.
struct HTMLReport {
  private let document: Document
  /// The script's path, which names the page where no heading does.
  private let path: String
  private let picture: (FigureLine) -> [UInt8]?
  private let replay: LastReplay?
  /// Whether the last replay was one of this very text.
  private let isReplayCurrent: Bool
  /// The attachments of each cell of the document, where it has any.
  private let attachments: [[JSON.Member]]
  private var markdown = Markdown()

  /// - Parameters:
  ///   - bytes: the file as it is, to tell whether it is the one that was replayed.
  ///   - attachments: what markdown cells of a notebook have attached, cell by cell.
  ///   - picture: gives the file that a figure line names.
  init(
    _ document: Document, path: String, bytes: [UInt8], replay: LastReplay?,
    attachments: [[JSON.Member]] = [], picture: @escaping (FigureLine) -> [UInt8]?
  ) {
    self.attachments = attachments
    self.document = document
    self.path = path
    self.picture = picture
    self.replay = replay
    isReplayCurrent = replay?.fingerprint == Notebook.hash(bytes)
  }

  /// The page.
  mutating func text() -> String {
    var body = ""
    var number = 0
    var pictures = EmbeddedPictures(folder: Files.folder(of: path))
    for (index, cell) in document.cells.enumerated() {
      switch cell.kind {
      case .code:
        number += 1
        if cell.source.isEmpty, !cell.hasRecord, cell.title.isEmpty { continue }
        body += code(cell, number)
      case .markdown:
        pictures.attachments = attachments.indices.contains(index) ? attachments[index] : []
        markdown.picture = pictures.address
        body += "<section class=\"text\">\n" + markdown.html(prose(cell)) + "</section>\n"
      case .raw: body += "<pre class=\"raw\">" + HTML.escaped(prose(cell)) + "</pre>\n"
      }
    }
    let title = markdown.headings.first { $0.level == 1 }?.text ?? Files.name(of: path)
    return Self.head(title) + Self.contents(markdown.headings) + "<main>\n" + verdict + body
      + "</main>\n</body>\n</html>\n"
  }

  // MARK: The last replay

  /// What the last replay found, in one line.
  private var verdict: String {
    guard let replay else { return "" }
    let words = replay.problem.map { "not replayed: \($0)" } ?? replay.summary
    let since = isReplayCurrent ? "" : " The script has changed since."
    return "<p class=\"replay \(replay.hasPassed ? "good" : "bad")\">Last replay \(replay.timeText): "
      + "\(HTML.escaped(words)).\(since)</p>\n"
  }

  /// What the last replay found about one code cell, its number counted from 1.
  private func verdict(_ number: Int) -> String {
    guard let replay, isReplayCurrent, replay.cells.indices.contains(number - 1) else { return "" }
    let cell = replay.cells[number - 1]
    let time = shortSeconds(cell.seconds)
    switch cell.status {
    case .passed:
      let words = cell.seconds < 0.005 ? "replayed" : "replayed in \(time)"
      return "<p class=\"verdict good\">\(words)</p>\n"
    case .skipped:
      let reason = cell.summary.isEmpty ? "" : ": \(HTML.escaped(cell.summary))"
      return "<p class=\"verdict\">skipped in the last replay\(reason)</p>\n"
    case .failed:
      let details = cell.details.map(OutputLine.visible).joined(separator: "\n")
      return
        "<p class=\"verdict bad\">failed in the last replay: \(HTML.escaped(cell.summary)) (\(time))</p>\n"
        + (details.isEmpty ? "" : "<pre class=\"details\">\(HTML.escaped(details))</pre>\n")
    }
  }

  // MARK: Cells

  private mutating func code(_ cell: Cell, _ number: Int) -> String {
    var out = "<section class=\"cell\">\n"
    if !cell.title.isEmpty {
      let anchor = markdown.addHeading(cell.title, level: 3)
      out += "<h3 class=\"title\" id=\"\(HTML.escaped(anchor))\">\(HTML.escaped(cell.title))</h3>\n"
    }
    if !cell.tags.isEmpty {
      out +=
        "<p class=\"tags\">" + cell.tags.map { "<span>\(HTML.escaped($0))</span>" }.joined(separator: " ")
        + "</p>\n"
    }
    let source = document.text(of: cell.source)
    if !source.isEmpty { out += "<pre class=\"source\">\(CodeHighlighter.html(source))</pre>\n" }
    var text: [String] = []
    func flush() {
      if !text.isEmpty {
        out += "<pre class=\"output\">\(HTML.escaped(text.joined(separator: "\n")))</pre>\n"
      }
      text = []
    }
    for line in document.record(of: cell) {
      guard let figure = FigureLine(line) else {
        text.append(line)
        continue
      }
      flush()
      out += image(figure, "Figure of cell \(number)")
    }
    flush()
    return out + verdict(number) + "</section>\n"
  }

  private func image(_ line: FigureLine, _ name: String) -> String {
    guard let png = picture(line), RenderedFigure(png: png) != nil else {
      return "<p class=\"missing\">\(HTML.escaped(line.text)) is missing</p>\n"
    }
    return
      "<figure><img src=\"data:image/png;base64,\(Base64.encode(png))\" width=\"\(line.width)\" height=\"\(line.height)\""
      + " alt=\"\(HTML.escaped(name))\"></figure>\n"
  }

  /// A cell's text without comment marks or quotes.
  private func prose(_ cell: Cell) -> String {
    Notebook(
      script: Document(
        hasByteOrderMark: false,
        lines: Array(document.lines[(cell.headerLine ?? cell.body.lowerBound)..<cell.body.upperBound]))
    ) { _ in nil }
    .cells.first?.source ?? ""
  }

  // MARK: Frame

  private static func head(_ title: String) -> String {
    let digest = Base64.encode(SHA256.digest(Array(style.utf8)))
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(HTML.escaped(title))</title>
      <style>\(style)</style>
      </head>
      <body>

      """
  }

  private static func contents(_ headings: [Markdown.Heading]) -> String {
    guard headings.count > 1 else { return "" }
    let items = headings.map { heading in
      "<li class=\"level\(heading.level)\"><a href=\"#\(HTML.escaped(heading.anchor))\">\(HTML.escaped(heading.text))</a></li>\n"
    }
    return "<nav aria-label=\"Contents\">\n<details open>\n<summary>Contents</summary>\n<ul>\n"
      + items.joined()
      + "</ul>\n</details>\n</nav>\n"
  }

  private static let style = """

    :root { --ink: #1f2328; --paper: #ffffff; --soft: #f5f6f8; --line: #d8dce2; --faint: #5f6770;
      --key: #8a2be2; --text: #0a6b3b; --number: #0b57b0; --link: #0b57b0; --wrong: #b3261e; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e3e6ea; --paper: #16181c; --soft: #1f2227;
      --line: #363b43; --faint: #9aa3ad; --key: #c79bff; --text: #7fd6a2; --number: #86b8ff; --link: #86b8ff;
      --wrong: #ff8f85; } }
    * { box-sizing: border-box; }
    body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.55 system-ui, sans-serif; }
    main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word; }
    nav { font-size: 0.9rem; max-width: 54rem; margin: 0 auto; padding: 1rem 1rem 0; }
    nav ul { list-style: none; margin: 0.5rem 0 0; padding: 0; }
    nav li { margin: 0.15rem 0; }
    nav summary { cursor: pointer; color: var(--faint); }
    .level2 { padding-left: 1rem; } .level3 { padding-left: 2rem; } .level4, .level5, .level6 { padding-left: 3rem; }
    @media (max-width: 79.99rem) { nav ul { max-height: 40vh; overflow: auto; } }
    @media (min-width: 80rem) {
      nav { position: fixed; top: 0; left: 0; width: 17rem; height: 100vh; overflow: auto; padding: 1.5rem 1rem; }
      main { margin-left: max(18rem, calc(50vw - 27rem)); }
    }
    a { color: var(--link); }
    h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 0.5em; }
    h3.title { margin-bottom: 0.3em; }
    pre, code, .math { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.875rem; }
    pre { margin: 0; padding: 0.7rem 0.9rem; overflow-x: auto; line-height: 1.45; }
    pre.source { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; }
    pre.output { border-left: 3px solid var(--line); margin: 0.5rem 0 0; }
    pre.raw { color: var(--faint); }
    code { background: var(--soft); padding: 0.1em 0.3em; border-radius: 4px; }
    .cell { margin: 1.2rem 0; }
    .tags { margin: 0 0 0.3rem; } .tags span { font-size: 0.75rem; color: var(--faint); border: 1px solid var(--line);
      border-radius: 1em; padding: 0.05rem 0.6rem; }
    .display { display: block; margin: 0.6rem 0; overflow-x: auto; } th.right, .right { text-align: right; } th.middle, .middle { text-align: center; }
    math { font-size: 1.1em; } math[display=block] { margin: 0.6rem 0; overflow-x: auto; overflow-y: hidden; }
    .boxed { border: 1px solid; padding: 0.2em; } mtd.left { text-align: left; } mtd.right { text-align: right; padding-right: 0; } mtd.after { text-align: left; padding-left: 0; }
    .missing { color: var(--faint); }
    .replay { border: 1px solid var(--line); border-left: 4px solid var(--faint); border-radius: 6px; margin: 0 0 1.5rem;
      padding: 0.5rem 0.9rem; font-size: 0.9rem; }
    .replay.good { border-left-color: var(--text); } .replay.bad { border-left-color: var(--wrong); }
    .verdict { margin: 0.3rem 0 0; font-size: 0.8rem; color: var(--faint); }
    .verdict.bad { color: var(--wrong); } pre.details { border-left: 3px solid var(--wrong); }
    figure { margin: 0.7rem 0; } img { max-width: 100%; height: auto; background: #ffffff; }
    table { border-collapse: collapse; display: block; overflow-x: auto; }
    th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; } th { text-align: left; }
    blockquote { margin: 1rem 0; padding: 0 1rem; border-left: 3px solid var(--line); color: var(--faint); }
    .k { color: var(--key); } .s { color: var(--text); } .n { color: var(--number); } .c { color: var(--faint); font-style: italic; }
    @media print { nav { display: none; } pre { white-space: pre-wrap; } }

    """
}
