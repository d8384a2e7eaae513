/// Tells records of NumPy 1, which showed its scalars without their type: `9` for `np.int64(9)`.
enum OldScalars {
  private static let names = [
    "float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8",
    "str_",
  ]

  /// Whether nothing but the types of scalars is new.
  static func explain(recorded: [String], got: [String]) -> Bool {
    guard recorded.count == got.count, got.contains(where: { find("np.", in: $0) != nil }) else {
      return false
    }
    return zip(recorded, got).allSatisfy { sameBytes($0, plain($1)) }
  }

  /// A line as NumPy 1 would have shown it.
  private static func plain(_ line: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(line.utf8)
    var place = 0
    /// For each open bracket, whether it is one of a scalar.
    var open: [Bool] = []
    while place < bytes.count {
      let rest = bytes[place...]
      if let start = scalar(rest) {
        open.append(true)
        place += start
        continue
      }
      if rest.starts(with: "np.True_".utf8) || rest.starts(with: "np.False_".utf8) {
        let word = rest.dropFirst(3).prefix { $0 != UInt8(ascii: "_") }
        out += word
        place += word.count + 4
        continue
      }
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "(") { open.append(false) }
      if byte == UInt8(ascii: ")"), open.popLast() == true { continue }
      out.append(byte)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// How many bytes `np.int64(` takes, if a scalar begins here.
  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.starts(with: "np.".utf8) else { return nil }
    for name in names where bytes.dropFirst(3).starts(with: (name + "(").utf8) { return 4 + name.utf8.count }
    return nil
  }
}
