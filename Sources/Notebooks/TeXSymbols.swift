/// What the commands of TeX's mathematics stand for, as far as notebooks on neural nets use them.
enum TeXSymbols {
  /// Letters and signs that stand like letters.
  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "hbar": "ℏ",
    "infty": "∞", "partial": "∂", "nabla": "∇", "emptyset": "∅", "Re": "ℜ", "Im": "ℑ", "top": "⊤", "bot": "⊥",
    "prime": "′", "angle": "∠", "degree": "°",
  ]

  static let operators: [String: String] = [
    "cdot": "⋅", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "star": "⋆", "circ": "∘",
    "odot": "⊙", "otimes": "⊗", "oplus": "⊕", "bullet": "∙", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝",
    "ll": "≪", "gg": "≫", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "implies": "⟹", "iff": "⟺", "mapsto": "↦",
    "longrightarrow": "⟶", "uparrow": "↑", "downarrow": "↓", "in": "∈", "notin": "∉", "ni": "∋",
    "subset": "⊂",
    "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "cup": "∪", "cap": "∩", "setminus": "∖", "forall": "∀",
    "exists": "∃", "neg": "¬", "lnot": "¬", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "mid": "∣",
    "vert": "|", "Vert": "‖", "|": "‖", "perp": "⊥", "parallel": "∥", "ldots": "…", "dots": "…", "cdots": "⋯",
    "vdots": "⋮", "ddots": "⋱", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈",
    "rceil": "⌉", "colon": ":", "{": "{", "}": "}", "lbrace": "{", "rbrace": "}", "%": "%", "$": "$",
    "&": "&",
    "#": "#", "_": "_", "int": "∫", "iint": "∬", "oint": "∮", "lVert": "‖", "rVert": "‖", "lvert": "|",
    "rvert": "|",
    "lt": "<", "gt": ">", "circledast": "⊛", "intercal": "⊺", "lnsim": "⋦", "smallsetminus": "∖",
    "diamond": "⋄",
    "triangleq": "≜", "hookrightarrow": "↪", "dagger": "†",
  ]

  /// Signs whose limits stand below and above them where there is room.
  static let large: [String: String] = [
    "sum": "∑", "prod": "∏", "bigcup": "⋃", "bigcap": "⋂", "coprod": "∐", "bigoplus": "⨁", "bigotimes": "⨂",
    "lim": "lim", "max": "max", "min": "min", "sup": "sup", "inf": "inf", "argmax": "argmax",
    "argmin": "argmin",
    "limsup": "lim sup", "liminf": "lim inf", "det": "det", "Pr": "Pr",
  ]

  static let functions: Set<String> = [
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "arcsin",
    "arccos",
    "arctan", "arg", "deg", "dim", "gcd", "hom", "ker",
  ]

  static let accents: [String: String] = [
    "hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "tilde": "~", "widetilde": "~", "vec": "→",
    "dot": "˙",
    "ddot": "¨", "check": "ˇ",
  ]

  /// Widths in ems.
  static let spaces: [String: String] = [
    ",": "0.17", ":": "0.22", ">": "0.22", ";": "0.28", "!": "-0.17", " ": "0.25", "quad": "1", "qquad": "2",
    "thinspace": "0.17", "enspace": "0.5", "~": "0.25",
  ]

  /// Commands that change nothing of what is shown here.
  static let silent: Set<String> = [
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "big", "Big", "bigg", "Bigg", "bigl",
    "bigr",
    "Bigl", "Bigr", "biggl", "biggr", "nonumber", "notag", "tiny", "small", "normalsize", "large", "Large",
    "LARGE", "huge", "Huge",
  ]

  /// The first letters, large and small, of the alphabets that Unicode has for mathematics.
  private static let alphabets: [String: (large: UInt32, small: UInt32)] = [
    "mathbf": (0x1D400, 0x1D41A), "boldsymbol": (0x1D468, 0x1D482), "bm": (0x1D468, 0x1D482),
    "mathcal": (0x1D49C, 0x1D4B6), "mathscr": (0x1D49C, 0x1D4B6), "mathbb": (0x1D538, 0x1D552),
    "mathfrak": (0x1D504, 0x1D51E), "mathsf": (0x1D5A0, 0x1D5BA), "mathtt": (0x1D670, 0x1D68A),
  ]

  /// Letters that Unicode had before it had the alphabets.
  private static let early: [UInt32: UInt32] = [
    0x1D49D: 0x212C, 0x1D4A0: 0x2130, 0x1D4A1: 0x2131, 0x1D4A3: 0x210B, 0x1D4A4: 0x2110, 0x1D4A7: 0x2112,
    0x1D4A8: 0x2133, 0x1D4AD: 0x211B, 0x1D4BA: 0x212F, 0x1D4BC: 0x210A, 0x1D4C4: 0x2134, 0x1D53A: 0x2102,
    0x1D53F: 0x210D, 0x1D545: 0x2115, 0x1D547: 0x2119, 0x1D548: 0x211A, 0x1D549: 0x211D, 0x1D551: 0x2124,
    0x1D506: 0x212D, 0x1D50B: 0x210C, 0x1D50C: 0x2111, 0x1D515: 0x211C, 0x1D51D: 0x2128,
  ]

  /// The old commands for the rest of a group, and the alphabets that they choose.
  static let switches: [String: String] = [
    "bf": "mathbf", "cal": "mathcal", "rm": "rm", "it": "it", "sf": "mathsf", "tt": "mathtt",
  ]

  static func isAlphabet(_ command: String) -> Bool { alphabets[command] != nil }

  /// A letter in the alphabet of a command such as `mathbf`; any other character as it is.
  static func letter(_ scalar: Unicode.Scalar, in command: String) -> String {
    guard let alphabet = alphabets[command] else { return String(scalar) }
    var code = scalar.value
    switch scalar {
    case "A"..."Z": code = alphabet.large + (scalar.value - 0x41)
    case "a"..."z": code = alphabet.small + (scalar.value - 0x61)
    default: return String(scalar)
    }
    return Unicode.Scalar(early[code] ?? code).map { String($0) } ?? String(scalar)
  }
}
