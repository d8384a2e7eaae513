/// Cells in another language: `%%bash` in a notebook, `language="bash"` and comments in a script.
enum CellLanguage {
  /// The cell magics that jupytext takes for languages.
  private static let names: Set<String> = {
    let names: [String] = [
      "R", "bash", "c#", "c++", "clojure", "coconut", "cs", "csharp", "cython", "f#", "fs", "fsharp",
      "gnuplot",
      "go", "groovy", "haskell", "html", "idl", "java", "javascript", "jenner", "js", "julia", "latex",
      "logtalk",
      "lua", "markdown", "matlab", "maxima", "ocaml", "octave", "perl", "powershell", "pypy", "python",
      "python2",
      "python3", "q", "robotframework", "ruby", "rust", "sage", "sas", "scala", "scheme", "script", "sh",
      "sos",
      "spark", "sql", "stata", "svg", "tcl", "typescript", "wolfram language", "xonsh",
    ]
    return Set(names)
  }()

  /// Whether a script keeps cells in this language as comments.
  static func isKnown(_ name: String) -> Bool { names.contains(name) }

  /// The language and the rest of the first line, if the source begins with such a magic.
  static func split(_ source: String) -> (language: String, arguments: String)? {
    guard source.hasPrefix("%%") else { return nil }
    let line = source.prefix { $0 != "\n" && $0 != "\r\n" }.dropFirst(2)
    let name = line.prefix { !$0.isWhitespace }
    guard names.contains(String(name)) else { return nil }
    return (String(name), trimmed(line.dropFirst(name.count)))
  }
}

/// Cells that are code in a notebook and comments in a script: `active="ipynb"`, the tag `active-ipynb`, or frozen.
enum CellActivity {
  static func isInScripts(_ metadata: (String) -> JSON?) -> Bool {
    if metadata("run_control")?["frozen"]?.boolValue == true { return false }
    let tags = (metadata("tags")?.arrayValue ?? []).compactMap(\.stringValue)
    if let tag = tags.first(where: { $0.hasPrefix("active-") }) {
      return tag.split(separator: "-").contains("py")
    }
    guard let endings = metadata("active")?.stringValue else { return true }
    return endings.split { $0 == "." || $0 == "," }.contains("py")
  }
}
