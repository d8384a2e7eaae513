/// `r`, `w`, `a`, `x` with `b`, `t`, `+`.
struct FileMode {
  enum Kind { case read, write, append, exclusive }
  let text: String
  let kind: Kind
  let isBinary: Bool
  let isUpdating: Bool

  var reads: Bool { kind == .read || isUpdating }
  var writes: Bool { kind != .read || isUpdating }

  /// - Throws: ValueError in CPython's words.
  init(_ text: String) throws {
    self.text = text
    var kinds: [Kind] = []
    var seen = Set<Character>()
    var binary = false
    var updating = false
    var isText = false
    for letter in text {
      guard seen.insert(letter).inserted else { throw PyError.valueError("invalid mode: '\(text)'") }
      switch letter {
      case "r": kinds.append(.read)
      case "w": kinds.append(.write)
      case "a": kinds.append(.append)
      case "x": kinds.append(.exclusive)
      case "b": binary = true
      case "t": isText = true
      case "+": updating = true
      default: throw PyError.valueError("invalid mode: '\(text)'")
      }
    }
    if binary, isText { throw PyError.valueError("can't have text and binary mode at once") }
    guard kinds.count == 1 else {
      throw PyError.valueError("must have exactly one of create/read/write/append mode")
    }
    kind = kinds[0]
    isBinary = binary
    isUpdating = updating
  }
}
