import Arrays

/// A string cut into pieces that are set alike: `$…$` holds a little of TeX's mathematics, as in axis labels.
struct MathText {
  struct Piece: Equatable {
    var text: String
    /// Size relative to the surrounding text, and rise of the baseline in ems of the surrounding text.
    var scale: Double
    var rise: Double
    var italic: Bool
  }

  /// Reads `$x^2$`, `$10^{-3}$`, `$\alpha_{ij}$`, `\times`, `\mathrm{loss}`; everything outside dollar signs is taken as it is. A
  /// lone dollar sign stands for itself, and so does `\$`.
  static func pieces(_ text: String) -> [Piece] {
    guard text.contains("$") else { return plain(text) }
    let parts = splitAtDollars(Array(text))
    // An odd number of dollar signs: the text is not mathematics.
    guard parts.count % 2 == 1, parts.count > 1 else {
      return plain(parts.map { String($0) }.joined(separator: "$"))
    }
    var result: [Piece] = []
    for (index, part) in parts.enumerated() {
      if index % 2 == 0 {
        if !part.isEmpty { result += plain(String(part)) }
      } else {
        var reader = MathText(rest: part[...])
        reader.read(scale: 1, rise: 0, italic: true, depth: 0)
        result += reader.result
      }
    }
    return result
  }

  /// Text without mathematics, in which raised and lowered digits become small ones.
  private static func plain(_ text: String) -> [Piece] {
    var result: [Piece] = []
    for (turn, character) in text.enumerated() {
      if Interruption.isPending(at: turn << 4) { break }
      var piece = Piece(text: String(character), scale: 1, rise: 0, italic: false)
      if let index = raised.firstIndex(of: character) {
        piece = Piece(text: String(raisedMeaning[index]), scale: 0.7, rise: 0.38, italic: false)
      } else if let index = lowered.firstIndex(of: character) {
        piece = Piece(text: String(raisedMeaning[index]), scale: 0.7, rise: -0.16, italic: false)
      }
      if let last = result.last, last.scale == piece.scale, last.rise == piece.rise {
        result[result.count - 1].text += piece.text
      } else {
        result.append(piece)
      }
    }
    return result
  }

  private static let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
  private static let lowered = Array("₀₁₂₃₄₅₆₇₈₉₋₊")
  private static let raisedMeaning = Array("0123456789−+")

  private static func splitAtDollars(_ text: [Character]) -> [[Character]] {
    var parts: [[Character]] = [[]]
    var index = 0
    while index < text.count {
      if text[index] == "\\", index + 1 < text.count, text[index + 1] == "$" {
        parts[parts.count - 1].append("$")
        index += 1
      } else if text[index] == "$" {
        parts.append([])
      } else {
        parts[parts.count - 1].append(text[index])
      }
      index += 1
    }
    return parts
  }

  private var rest: ArraySlice<Character>
  private var result: [Piece] = []

  private init(rest: ArraySlice<Character>) { self.rest = rest }

  private mutating func read(scale: Double, rise: Double, italic: Bool, depth: Int) {
    while let character = rest.first, character != "}" || depth == 0 {
      atom(scale: scale, rise: rise, italic: italic, depth: depth)
    }
  }

  /// One letter, command, group, superscript or subscript.
  private mutating func atom(scale: Double, rise: Double, italic: Bool, depth: Int) {
    guard let character = rest.popFirst() else { return }
    switch character {
    case "^": atomOrGroup(scale: scale * 0.7, rise: rise + 0.38 * scale, italic: italic, depth: depth)
    case "_": atomOrGroup(scale: scale * 0.7, rise: rise - 0.16 * scale, italic: italic, depth: depth)
    case "{":
      rest = [character] + rest
      atomOrGroup(scale: scale, rise: rise, italic: italic, depth: depth)
    case "\\": command(scale: scale, rise: rise, italic: italic, depth: depth)
    case " ", "}": return
    case "-": add("\u{2212}", scale, rise, false)
    case "'": add("\u{2032}", scale, rise, false)
    default: add(String(character), scale, rise, italic && character.isLetter)
    }
  }

  private mutating func atomOrGroup(scale: Double, rise: Double, italic: Bool, depth: Int) {
    guard rest.first == "{", depth < 20 else {
      if rest.first != "}" { atom(scale: scale, rise: rise, italic: italic, depth: depth) }
      return
    }
    rest.removeFirst()
    read(scale: scale, rise: rise, italic: italic, depth: depth + 1)
    if rest.first == "}" { rest.removeFirst() }
  }

  private mutating func command(scale: Double, rise: Double, italic: Bool, depth: Int) {
    var name = ""
    while let letter = rest.first, letter.isASCII, letter.isLetter {
      name.append(letter)
      rest.removeFirst()
    }
    if name.isEmpty {
      guard let sign = rest.popFirst() else { return }
      add([",", ";", ":", "!", " "].contains(sign) ? " " : String(sign), scale, rise, false)
    } else if ["mathrm", "text", "mathbf", "rm", "mathdefault", "operatorname"].contains(name) {
      atomOrGroup(scale: scale, rise: rise, italic: false, depth: depth)
    } else if ["mathit", "left", "right", "mathcal", "hat", "bar", "tilde", "vec"].contains(name) {
      atomOrGroup(scale: scale, rise: rise, italic: italic, depth: depth)
    } else if name == "frac" {
      atomOrGroup(scale: scale, rise: rise, italic: italic, depth: depth)
      add("/", scale, rise, false)
      atomOrGroup(scale: scale, rise: rise, italic: italic, depth: depth)
    } else if name == "sqrt" {
      add("√", scale, rise, false)
      atomOrGroup(scale: scale, rise: rise, italic: italic, depth: depth)
    } else if let sign = Self.signs[name] {
      add(sign, scale, rise, italic && sign.allSatisfy { $0.isLetter && $0.isLowercase })
    } else if Self.functions.contains(name) {
      add(name, scale, rise, false)
    } else {
      add("\\" + name, scale, rise, false)
    }
  }

  private mutating func add(_ text: String, _ scale: Double, _ rise: Double, _ italic: Bool) {
    let spaced = scale > 0.9 && ["=", "<", ">", "≤", "≥", "≈", "≠", "×", "→", "±", "∈"].contains(text)
    let piece = Piece(text: spaced ? " \(text) " : text, scale: scale, rise: rise, italic: italic)
    if let last = result.last, last.scale == scale, last.rise == rise, last.italic == italic {
      result[result.count - 1].text += piece.text
    } else {
      result.append(piece)
    }
  }

  private static let functions: Set<String> = [
    "sin", "cos", "tan", "log", "ln", "exp", "max", "min", "lim", "det", "arg", "tanh",
  ]

  private static let signs: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "cdot": "·", "pm": "±", "leq": "≤", "le": "≤",
    "geq": "≥",
    "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "Σ",
    "prod": "Π", "int": "∫", "rightarrow": "→", "to": "→", "leftarrow": "←", "in": "∈", "circ": "°",
    "degree": "°",
    "ldots": "…", "dots": "…", "cdots": "…", "Vert": "‖", "div": "÷", "quad": "  ", "ell": "l",
  ]
}
