/// A parsed subscript string of `np.einsum`, matched with the operands' numbers of dimensions.
///
/// A letter is a label, `nil` in a list of labels is a dimension of the ellipsis.
struct EinsumSubscripts {
  /// For each operand, the label of each of its dimensions.
  private(set) var operands: [[UInt8?]] = []
  /// The labels of the result.
  private(set) var output: [UInt8?] = []
  /// How many dimensions the longest ellipsis stands for.
  private(set) var ellipsisCount = 0
  /// How often each label occurs in the operands.
  private var counts: [UInt8: Int] = [:]

  /// All labels that are not in the result, in alphabetical order.
  var summed: [UInt8] { counts.keys.filter { label in !output.contains { $0 == label } }.sorted() }

  /// Errors: NumPy's, for misplaced characters and numbers of subscripts or operands that do not fit.
  init(_ text: String, dimensions: [Int]) throws(ArrayError) {
    guard !dimensions.isEmpty else {
      throw ArrayError(
        .value,
        "must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list"
      )
    }
    let bytes = Array(text.utf8)
    let arrow = bytes.firstIndex(of: UInt8(ascii: "-"))
    let inputs = bytes[..<(arrow ?? bytes.count)].split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    if inputs.count > dimensions.count {
      throw ArrayError(
        .value, "more operands provided to einstein sum function than specified in the subscripts string")
    }
    if inputs.count < dimensions.count {
      throw ArrayError(
        .value, "fewer operands provided to einstein sum function than specified in the subscripts string")
    }
    for (i, input) in inputs.enumerated() {
      operands.append(try parse(operand: Array(input), number: i, ndim: dimensions[i]))
    }
    ellipsisCount = operands.map { $0.count { $0 == nil } }.max() ?? 0
    guard let arrow else {
      output = Array(repeating: nil, count: ellipsisCount)
      output += counts.filter { $0.value == 1 }.keys.sorted().map { $0 }
      return
    }
    guard arrow + 1 < bytes.count, bytes[arrow + 1] == UInt8(ascii: ">") else {
      throw ArrayError(
        .value, "einstein sum subscript string does not contain proper '->' output specified")
    }
    output = try parse(output: Array(bytes[(arrow + 2)...]))
  }

  private mutating func parse(operand text: [UInt8], number: Int, ndim: Int) throws(ArrayError) -> [UInt8?] {
    var labels: [UInt8?] = []
    var ellipsis: Int?
    var i = 0
    while i < text.count {
      let byte = text[i]
      if EinsumSubscripts.isLetter(byte) {
        if labels.count >= ndim {
          throw ArrayError(
            .value, "einstein sum subscripts string contains too many subscripts for operand \(number)")
        }
        labels.append(byte)
        counts[byte, default: 0] += 1
      } else if byte == UInt8(ascii: ".") {
        guard ellipsis == nil, text[i...].starts(with: Array("...".utf8)) else {
          throw ArrayError(
            .value,
            "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand \(number)"
          )
        }
        ellipsis = labels.count
        i += 2
      } else if byte != UInt8(ascii: " ") {
        throw EinsumSubscripts.invalid(byte)
      }
      i += 1
    }
    if let ellipsis {
      labels.insert(contentsOf: [UInt8?](repeating: nil, count: ndim - labels.count), at: ellipsis)
    } else if labels.count != ndim {
      throw ArrayError(
        .value,
        "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
          + "broadcast the extra dimensions.")
    }
    return labels
  }

  private func parse(output text: [UInt8]) throws(ArrayError) -> [UInt8?] {
    var labels: [UInt8?] = []
    var hasEllipsis = false
    var i = 0
    while i < text.count {
      let byte = text[i]
      if EinsumSubscripts.isLetter(byte) {
        let name = Character(Unicode.Scalar(byte))
        if labels.contains(byte) {
          throw ArrayError(
            .value, "einstein sum subscripts string includes output subscript '\(name)' multiple times")
        }
        if counts[byte] == nil {
          throw ArrayError(
            .value,
            "einstein sum subscripts string included output subscript '\(name)' which never appeared in an input"
          )
        }
        labels.append(byte)
      } else if byte == UInt8(ascii: ".") {
        guard !hasEllipsis, text[i...].starts(with: Array("...".utf8)) else {
          throw ArrayError(
            .value,
            "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in the output"
          )
        }
        hasEllipsis = true
        labels += [UInt8?](repeating: nil, count: ellipsisCount)
        i += 2
      } else if byte != UInt8(ascii: " ") {
        throw EinsumSubscripts.invalid(byte)
      }
      i += 1
    }
    if !hasEllipsis && ellipsisCount > 0 {
      throw ArrayError(
        .value,
        "output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
          + "broadcast the extra dimensions.")
    }
    return labels
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func invalid(_ byte: UInt8) -> ArrayError {
    ArrayError(
      .value,
      "invalid subscript '\(Character(Unicode.Scalar(byte)))' in einstein sum subscripts string, subscripts must be letters"
    )
  }
}
