/// A word of the source: its kind, and where it stands.
struct Token {
  var kind: TokenKind
  /// How many brackets were open around it.
  var level: UInt8
  var start: Int32
  var end: Int32

  init(_ kind: TokenKind, _ start: Int, _ end: Int, level: Int) {
    self.kind = kind
    self.level = UInt8(truncatingIfNeeded: level)
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  var span: Span { Span(start: Int(start), end: Int(end)) }
}

/// The kinds of words, as in Python's own `token` module; keywords and operators have one each.
enum TokenKind: UInt8 {
  case eof, newline, indent, dedent, name, number, string
  /// A character that no Python source holds outside a string: `$`, `?`, `!`.
  case unknown
  /// Where the lexer gave up; its failure says why.
  case error

  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, semicolon, dot, ellipsis, arrow, colonEqual, equal
  case plus, minus, star, slash, doubleSlash, percent, doubleStar, at
  case leftShift, rightShift, ampersand, bar, caret, tilde
  case equalEqual, notEqual, less, lessEqual, greater, greaterEqual
  case plusEqual, minusEqual, starEqual, slashEqual, doubleSlashEqual, percentEqual, doubleStarEqual, atEqual
  case leftShiftEqual, rightShiftEqual, ampersandEqual, barEqual, caretEqual

  case `false`, none, `true`, and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif,
    `else`
  case except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass,
    raise
  case `return`, `try`, `while`, with, yield

  var isKeyword: Bool { rawValue >= TokenKind.false.rawValue }
}

extension TokenKind {
  /// Keywords by their bytes, packed into one integer.
  static let keywords: [UInt64: TokenKind] = {
    let words: [(String, TokenKind)] = [
      ("False", .false), ("None", .none), ("True", .true), ("and", .and), ("as", .as), ("assert", .assert),
      ("async", .async), ("await", .await), ("break", .break), ("class", .class), ("continue", .continue),
      ("def", .def), ("del", .del), ("elif", .elif), ("else", .else), ("except", .except),
      ("finally", .finally), ("for", .for), ("from", .from), ("global", .global), ("if", .if),
      ("import", .import), ("in", .in), ("is", .is), ("lambda", .lambda), ("nonlocal", .nonlocal),
      ("not", .not), ("or", .or), ("pass", .pass), ("raise", .raise), ("return", .return), ("try", .try),
      ("while", .while), ("with", .with), ("yield", .yield),
    ]
    var table: [UInt64: TokenKind] = [:]
    for (word, kind) in words { table[word.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = kind }
    return table
  }()

  /// The operator that an augmented assignment applies.
  var augmentedOperator: BinaryOperator? {
    switch self {
    case .plusEqual: .add
    case .minusEqual: .subtract
    case .starEqual: .multiply
    case .slashEqual: .divide
    case .doubleSlashEqual: .floorDivide
    case .percentEqual: .modulo
    case .doubleStarEqual: .power
    case .atEqual: .matrixMultiply
    case .leftShiftEqual: .leftShift
    case .rightShiftEqual: .rightShift
    case .ampersandEqual: .bitAnd
    case .barEqual: .bitOr
    case .caretEqual: .bitXor
    default: nil
    }
  }
}
