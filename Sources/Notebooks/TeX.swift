/// Turns the mathematics of markdown into MathML, which browsers show without a script.
///
/// It knows what notebooks use: scripts, fractions, roots, accents, alphabets, brackets that grow, sums, matrices, cases and
/// aligned lines. What it does not know it leaves alone: there is no half of a formula.
struct TeX {
  private struct Unknown: Error {}

  private enum Token: Equatable {
    case command(String)
    case character(Unicode.Scalar)
    case number(String)
  }

  private var tokens: [Token] = []
  private var place = 0
  private var depth = 0
  /// The alphabet that `\\bf` or one of its kind chose for the rest of the group.
  private var alphabetInForce: String?
  private static let lengthLimit = 10_000
  private static let depthLimit = 60

  /// The formula as a `math` element; nothing where it holds what is not known here.
  static func mathML(_ text: String, isDisplay: Bool) -> String? {
    guard text.utf8.count <= lengthLimit, var parser = TeX(text) else { return nil }
    guard let row = try? parser.lines() else { return nil }
    return "<math\(isDisplay ? " display=\"block\"" : "")><semantics><mrow>\(row)</mrow>"
      + "<annotation encoding=\"application/x-tex\">\(HTML.escaped(text))</annotation></semantics></math>"
  }

  // MARK: Tokens

  /// Nothing where a backslash ends the text.
  private init?(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "\\" {
        guard index < scalars.count else { return nil }
        var name = String(scalars[index])
        let isWord = isLetter(scalars[index])
        index += 1
        while isWord, index < scalars.count, isLetter(scalars[index]) {
          name.unicodeScalars.append(scalars[index])
          index += 1
        }
        tokens.append(.command(name == "\n" ? " " : name == "cr" ? "\\" : name))
      } else if scalar == "%" {
        while index < scalars.count, scalars[index] != "\n" { index += 1 }
      } else if isDigit(scalar) {
        var number = String(scalar)
        while index < scalars.count,
          isDigit(scalars[index])
            || scalars[index] == "." && index + 1 < scalars.count && isDigit(scalars[index + 1])
        {
          number.unicodeScalars.append(scalars[index])
          index += 1
        }
        tokens.append(.number(number))
      } else {
        // Blanks count inside `\text` alone.
        tokens.append(.character(scalar.properties.isWhitespace ? " " : scalar))
      }
    }
  }

  private var next: Token? { place < tokens.count ? tokens[place] : nil }

  private mutating func skipBlanks() { while next == .character(" ") { place += 1 } }

  private mutating func take(_ token: Token) -> Bool {
    skipBlanks()
    guard next == token else { return false }
    place += 1
    return true
  }

  // MARK: Rows

  /// The whole formula, which may break its lines.
  private mutating func lines() throws -> String {
    var rows: [String] = []
    repeat { rows.append(try row { $0 == .command("\\") }) } while take(.command("\\"))
    guard place == tokens.count else { throw Unknown() }
    if rows.count == 1 { return rows[0] }
    return "<mtable displaystyle=\"true\">\(rows.map { "<mtr><mtd>\($0)</mtd></mtr>" }.joined())</mtable>"
  }

  /// Elements up to a token that ends them, which stays.
  private mutating func row(until isEnd: (Token) -> Bool) throws -> String {
    var out = ""
    skipBlanks()
    while let token = next, !isEnd(token) {
      if token == .command("choose") || token == .command("over") {
        place += 1
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else { throw Unknown() }
        let below = try row(until: isEnd)
        return token == .command("over")
          ? "<mfrac><mrow>\(out)</mrow><mrow>\(below)</mrow></mfrac>"
          : "<mo>(</mo><mfrac linethickness=\"0\"><mrow>\(out)</mrow><mrow>\(below)</mrow></mfrac><mo>)</mo>"
      }
      out += try scripted()
      skipBlanks()
    }
    return out
  }

  /// `{…}`, or the one thing that comes next.
  private mutating func argument() throws -> String {
    skipBlanks()
    guard next == .character("{") else { return try element().text }
    return "<mrow>\(try group())</mrow>"
  }

  private mutating func group() throws -> String {
    guard take(.character("{")) else { throw Unknown() }
    let outside = alphabetInForce
    defer { alphabetInForce = outside }
    let text = try row { $0 == .character("}") }
    guard take(.character("}")) else { throw Unknown() }
    return text
  }

  /// The characters between braces, as they are, or one letter.
  private mutating func words() throws -> String {
    skipBlanks()
    if case .character(let scalar)? = next, scalar.properties.isAlphabetic {
      place += 1
      return String(scalar)
    }
    guard take(.character("{")) else { throw Unknown() }
    var text = ""
    while let token = next, token != .character("}") {
      place += 1
      switch token {
      case .character("{"), .character("$"): throw Unknown()
      case .character(let scalar): text.unicodeScalars.append(scalar)
      case .number(let number): text += number
      case .command(let name):
        guard name.unicodeScalars.count == 1, name != "(", name != "[" else { throw Unknown() }
        text += name
      }
    }
    guard take(.character("}")) else { throw Unknown() }
    return text
  }

  // MARK: Scripts

  private mutating func scripted() throws -> String {
    let base = try element()
    var below: String?
    var above: String?
    while true {
      if take(.character("_")) {
        guard below == nil else { throw Unknown() }
        below = try argument()
      } else if take(.character("^")) {
        guard above == nil else { throw Unknown() }
        above = try argument()
      } else if take(.character("'")) {
        guard above == nil else { throw Unknown() }
        var primes = "′"
        while take(.character("'")) { primes += "′" }
        above = "<mo>\(primes)</mo>"
        if take(.character("^")) { above = "<mrow>\(above ?? "")\(try argument())</mrow>" }
      } else if take(.command("limits")) || take(.command("nolimits")) {
        continue
      } else {
        break
      }
    }
    let names = base.hasLimits ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup")
    switch (below, above) {
    case (nil, nil): return base.text
    case (let below?, nil): return "<\(names.0)>\(base.text)\(below)</\(names.0)>"
    case (nil, let above?): return "<\(names.1)>\(base.text)\(above)</\(names.1)>"
    case (let below?, let above?): return "<\(names.2)>\(base.text)\(below)\(above)</\(names.2)>"
    }
  }

  // MARK: Elements

  private mutating func element() throws -> (text: String, hasLimits: Bool) {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit, let token = next else { throw Unknown() }
    switch token {
    case .number(let number):
      place += 1
      return ("<mn>\(number)</mn>", false)
    case .character("{"): return ("<mrow>\(try group())</mrow>", false)
    case .character("^"), .character("_"), .character("'"):
      // A script may stand before any base.
      return ("<mrow></mrow>", false)
    case .character("}"), .character("&"), .character("$"), .character("#"): throw Unknown()
    case .character(let scalar):
      place += 1
      return (character(scalar), false)
    case .command(let name):
      place += 1
      return try command(name)
    }
  }

  private func character(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case _ where alphabetInForce == "rm" && scalar.properties.isAlphabetic:
      "<mi mathvariant=\"normal\">\(scalar)</mi>"
    case _ where alphabetInForce != nil && scalar.properties.isAlphabetic:
      "<mi>\(TeXSymbols.letter(scalar, in: alphabetInForce ?? ""))</mi>"
    case "-": "<mo>−</mo>"
    case "*": "<mo>∗</mo>"
    case "~": "<mspace width=\"0.25em\"></mspace>"
    case _ where scalar.properties.isAlphabetic: "<mi>\(scalar)</mi>"
    // A bracket grows between `\\left` and `\\right` alone.
    case "(", ")", "[", "]", "|": "<mo stretchy=\"false\">\(scalar)</mo>"
    default: "<mo>\(HTML.escaped(String(scalar)))</mo>"
    }
  }

  private mutating func command(_ name: String) throws -> (text: String, hasLimits: Bool) {
    if let letter = TeXSymbols.letters[name] { return ("<mi>\(letter)</mi>", false) }
    if let sign = TeXSymbols.operators[name] {
      return ("<mo stretchy=\"false\">\(HTML.escaped(sign))</mo>", false)
    }
    if let sign = TeXSymbols.large[name] {
      return (
        sign.utf8.count > 3 || name == sign || sign.contains(" ")
          ? "<mo movablelimits=\"true\">\(sign)</mo>" : "<mo>\(sign)</mo>", true
      )
    }
    if TeXSymbols.functions.contains(name) {
      return ("<mi>\(name)</mi><mspace width=\"0.17em\"></mspace>".wrapped, false)
    }
    if let width = TeXSymbols.spaces[name] { return ("<mspace width=\"\(width)em\"></mspace>", false) }
    if TeXSymbols.silent.contains(name) { return ("<mrow></mrow>", false) }
    if let accent = TeXSymbols.accents[name] {
      return (
        "<mover accent=\"true\">\(try argument())<mo stretchy=\"\(name.count > 5)\">\(accent)</mo></mover>",
        false
      )
    }
    if let alphabet = TeXSymbols.switches[name], next != .character("{") {
      alphabetInForce = alphabet
      return ("<mrow></mrow>", false)
    }
    if TeXSymbols.isAlphabet(name) { return (try alphabet(name), false) }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      return ("<mfrac>\(try argument())\(try argument())</mfrac>", false)
    case "binom":
      let (top, bottom) = (try argument(), try argument())
      return ("<mrow><mo>(</mo><mfrac linethickness=\"0\">\(top)\(bottom)</mfrac><mo>)</mo></mrow>", false)
    case "sqrt":
      guard take(.character("[")) else { return ("<msqrt>\(try argument())</msqrt>", false) }
      let degree = try row { $0 == .character("]") }
      guard take(.character("]")) else { throw Unknown() }
      return ("<mroot>\(try argument())<mrow>\(degree)</mrow></mroot>", false)
    case "text", "textrm", "textbf", "textit", "mbox", "texttt":
      return ("<mtext>\(HTML.escaped(Self.keepingBlanks(try words())))</mtext>", false)
    case "mathrm", "operatorname", "rm", "mathit", "bf", "it", "sf", "tt", "cal":
      return (try upright(), false)
    case "boxed", "fbox": return ("<mrow class=\"boxed\">\(try argument())</mrow>", false)
    case "color", "textcolor":
      _ = try words()
      skipBlanks()
      return (next == .character("{") ? try argument() : "<mrow></mrow>", false)
    case "underbrace", "overbrace":
      let brace = name == "underbrace" ? ("munder", "⏟") : ("mover", "⏞")
      return ("<\(brace.0)>\(try argument())<mo>\(brace.1)</mo></\(brace.0)>", true)
    case "underset", "overset", "stackrel":
      let (script, base) = (try argument(), try argument())
      let tag = name == "underset" ? "munder" : "mover"
      return ("<\(tag)>\(base)\(script)</\(tag)>", false)
    case "left": return (try brackets(), false)
    case "begin": return (try environment(), false)
    default: throw Unknown()
    }
  }

  /// Words with blanks that MathML does not drop at their ends.
  private static func keepingBlanks(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == " " { scalars[0] = "\u{A0}" }
    if scalars.last == " " { scalars[scalars.count - 1] = "\u{A0}" }
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func upright() throws -> String {
    skipBlanks()
    guard next == .character("{") else { throw Unknown() }
    let start = place
    if let text = try? words(), !text.isEmpty {
      return "<mi mathvariant=\"normal\">\(HTML.escaped(text))</mi>"
    }
    place = start
    return try argument()
  }

  private mutating func alphabet(_ name: String) throws -> String {
    skipBlanks()
    if case .character(let scalar)? = next, scalar != "{" {
      place += 1
      return "<mi>\(HTML.escaped(TeXSymbols.letter(scalar, in: name)))</mi>"
    }
    let start = place
    if let text = try? words(), text.unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isAlphabetic }) {
      return "<mi>\(text.unicodeScalars.map { TeXSymbols.letter($0, in: name) }.joined())</mi>"
    }
    // Greek letters and numbers keep their look.
    place = start
    return try argument()
  }

  // MARK: Brackets and tables

  private mutating func bracket() throws -> String {
    skipBlanks()
    guard let token = next else { throw Unknown() }
    place += 1
    switch token {
    case .character("."): return ""
    case .character(let scalar) where "()[]|/<>".unicodeScalars.contains(scalar):
      return "<mo stretchy=\"true\">\(scalar == "<" ? "⟨" : scalar == ">" ? "⟩" : String(scalar))</mo>"
    case .command(let name):
      guard let sign = TeXSymbols.operators[name] else { throw Unknown() }
      return "<mo stretchy=\"true\">\(HTML.escaped(sign))</mo>"
    default: throw Unknown()
    }
  }

  private mutating func brackets() throws -> String {
    let left = try bracket()
    let inner = try row { $0 == .command("right") }
    guard take(.command("right")) else { throw Unknown() }
    return "<mrow>\(left)\(inner)\(try bracket())</mrow>"
  }

  private mutating func environment() throws -> String {
    var name = try words()
    if name.hasSuffix("*") { name.removeLast() }
    if name == "array" { _ = try words() }
    let sides: [String: (String, String)] = [
      "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|"),
      "Vmatrix": ("‖", "‖"),
      "Bmatrix": ("{", "}"), "cases": ("{", ""), "aligned": ("", ""), "align": ("", ""), "array": ("", ""),
      "equation": ("", ""), "gather": ("", ""), "gathered": ("", ""), "split": ("", ""), "eqnarray": ("", ""),
      "smallmatrix": ("", ""),
    ]
    guard let (left, right) = sides[name] else { throw Unknown() }
    let isAligned = ["aligned", "align", "split", "eqnarray"].contains(name)
    var rows: [[String]] = [[]]
    while true {
      let cell = try row { $0 == .character("&") || $0 == .command("\\") || $0 == .command("end") }
      rows[rows.count - 1].append(cell)
      if take(.character("&")) { continue }
      if take(.command("\\")) {
        // `\\[5pt]` asks for room.
        if next == .character("["), let end = tokens[place...].firstIndex(of: .character("]")),
          end < place + 6
        {
          place = end + 1
        }
        rows.append([])
        continue
      }
      guard take(.command("end")), let end = try? words(), end == name || end == name + "*" else {
        throw Unknown()
      }
      break
    }
    if let last = rows.last, last.allSatisfy(\.isEmpty) { rows.removeLast() }
    func side(_ column: Int) -> String {
      if name == "cases" { return " class=\"left\"" }
      return isAligned ? column % 2 == 0 ? " class=\"right\"" : " class=\"after\"" : ""
    }
    let table = rows.map { cells in
      "<mtr>" + cells.enumerated().map { "<mtd\(side($0))>\($1)</mtd>" }.joined() + "</mtr>"
    }.joined()
    func fence(_ sign: String) -> String { sign.isEmpty ? "" : "<mo stretchy=\"true\">\(sign)</mo>" }
    let style = isAligned || name == "gather" || name == "equation" ? " displaystyle=\"true\"" : ""
    return "<mrow>\(fence(left))<mtable\(style)>\(table)</mtable>\(fence(right))</mrow>"
  }
}

extension String {
  fileprivate var wrapped: String { "<mrow>\(self)</mrow>" }
}
