import Language

/// The source of a notebook's cell as a session can run it: without what only IPython understands.
///
/// `%time statement` runs its statement; what is set up for IPython alone (`%matplotlib inline`), help and measured
/// times are dropped; commands (`!ls`, `%cd data`) are dropped and named; a cell in another language is not run at all.
/// Every line keeps its place.
struct RunnableSource {
  private(set) var text: String
  /// The magics that are left out though later cells may miss what they do.
  private(set) var leftOut: [String] = []
  /// The statements that are run without the magic that measures them.
  private var timed: [String] = []
  /// All that a person who typed the lines misses, in order.
  private(set) var notes: [String] = []
  /// Why the cell is not run.
  private(set) var refusal: String?
  /// Whether the cell shows how long something took, which no replay shows again.
  private(set) var isTimed = false
  /// Whether the cell hides what it shows.
  private(set) var hidesOutput = false

  /// - Parameter isScript: whether magics stand behind `# `; then only one that opens the cell counts, and no line
  ///   changes.
  init(_ source: String, isScript: Bool = false) {
    text = source
    guard source.utf8.contains(where: { $0 == 0x25 || $0 == 0x21 || $0 == 0x3F }) else { return }
    var lines = source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    guard let place = lines.firstIndex(where: { !trimmed($0).isEmpty }) else { return }
    if isScript {
      if lines[place].hasPrefix("# %%") { readCellMagic(lines[place].dropFirst(4)) }
      return
    }
    if lines[place].hasPrefix("%%") {
      readCellMagic(lines[place].dropFirst(2))
      lines[place] = "# " + lines[place]
    }
    if refusal == nil { readLines(&lines) }
    text = lines.joined(separator: "\n")
  }

  // MARK: The first line

  private mutating func readCellMagic(_ line: Substring) {
    let magic = Self.word(line)
    switch magic {
    case "": return
    case "time", "prun": isTimed = true
    case "capture": hidesOutput = true
    case "timeit": refusal = "nbsh does not run %%timeit, whose times are never the same"
    default: refusal = "nbsh does not run %%\(magic)"
    }
  }

  // MARK: Other lines

  private mutating func readLines(_ lines: inout [String]) {
    var scanner = QuoteScanner()
    var isCommand = false
    for place in lines.indices {
      let line = lines[place]
      if isCommand {
        lines[place] = "# " + line
      } else if scanner.isInsideStatement || !Magics.isMagic(line) || trimmed(line).hasPrefix("#") {
        scanner.read(line)
        continue
      } else {
        lines[place] = replacement(line)
        scanner.read(lines[place])
      }
      // A command goes on behind a backslash.
      isCommand = trimmed(line).hasSuffix("\\") && !scanner.isInsideStatement
    }
  }

  private mutating func replacement(_ line: String) -> String {
    // What people show by its name is a value, though a command may be called so.
    if !trimmed(line).utf8.contains(where: { !($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }) { return line }
    let indent = String(line.prefix { $0 == " " || $0 == "\t" })
    let magic = trimmed(line)
    // Jupyter shows no value before a magic, which is a statement of its own.
    let nothing = indent + "pass  # " + magic
    if magic.hasPrefix("%") {
      let name = Self.word(magic.drop { $0 == "%" })
      let rest = trimmed(magic.drop { $0 == "%" }.dropFirst(name.count))
      switch name {
      case "time", "prun":
        isTimed = true
        if rest.isEmpty || rest.hasPrefix("-") { return nothing }
        timed.append(Self.shortened(magic))
        notes.append("\(Self.shortened(magic)): the statement runs, its time is not shown")
        return indent + rest
      case "timeit":
        isTimed = true
        notes.append(Self.shortened(magic))
        return nothing
      case "precision": return nothing
      case let name where Parser.jupyterSettings.contains(name): return nothing
      default: break
      }
    } else if magic.hasSuffix("?") || magic.hasPrefix("?") {
      notes.append(Self.shortened(magic))
      return nothing
    }
    leftOut.append(Self.shortened(magic))
    notes.append(Self.shortened(magic))
    return nothing
  }

  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 200 ? text : String(text.prefix(120)) + "…"
  }

  private static func word(_ text: Substring) -> String {
    String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "!" })
  }

  // MARK: Conversion

  /// The magics that do something in a notebook and nothing in a script.
  var becomesComment: [String] { leftOut + timed }

  // MARK: What was recorded

  /// The recorded lines without those in which IPython says how long something took.
  func withoutTimes(_ lines: [String]) -> [String] {
    guard isTimed else { return lines }
    return lines.filter { line in
      let text = trimmed(line)
      return !["CPU times: ", "Wall time: "].contains { text.hasPrefix($0) }
        && !(find(" per loop (mean ± std. dev. of ", in: text) != nil
          || find(" loops, best of ", in: text) != nil)
    }
  }
}
