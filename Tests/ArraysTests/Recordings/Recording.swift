import Testing

@testable import Arrays

/// A list of array operations with the results that NumPy 2.4 gave, one a line: `name = operation … => result`.
///
/// Results are `A dtype shape strides values` for arrays (`_` for strides that mean nothing), `S dtype value` for
/// scalars and `! Kind: message` for errors. Operands are names, `i:3`, `f:0.5` and `b:1` (Python's numbers) and
/// `s:float32:2.0` (NumPy's). Index items are joined by `;`: `i1`, `s0:3:2`, `n`, `e`, and `m` or `a` before a name.
struct Recording {
  var values: [String: Operand] = [:]

  /// Replays every line and reports each that differs.
  static func replay(_ text: String) {
    var recording = Recording()
    for line in text.split(separator: "\n") {
      guard let mark = line.firstRange(of: " => ") else {
        Issue.record("no result in: \(line)")
        continue
      }
      let words = line[..<mark.lowerBound].split(separator: " ")
      let expected = line[mark.upperBound...]
      let name = String(words[0])
      do throws(ArrayError) {
        let result = try recording.run(Array(words[2...]))
        recording.values[name] = result.operand
        let differs = difference(result, expected)
        #expect(differs == nil, "\(line)")
      } catch {
        // Recorded lines have no spaces at their ends; some messages do.
        var text = "! \(error)"
        while text.hasSuffix(" ") { text.removeLast() }
        #expect(text == expected, "\(line)")
      }
    }
  }

  /// What distinguishes a result from the recorded one.
  private static func difference(_ result: ArrayResult, _ expected: Substring) -> String? {
    let words = expected.split(separator: " ")
    switch result {
    case .scalar(let scalar):
      guard words.count == 3, words[0] == "S", words[1] == scalar.dtype.name else { return "kind" }
      return same(scalar, words[2]) ? nil : "value \(scalar)"
    case .array(let array):
      guard words.count >= 3, words[0] == "A", words[1] == array.dtype.name else { return "kind" }
      guard words[2] == array.shape.description else { return "shape \(array.shape)" }
      let hasStrides = array.ndim > 0
      if hasStrides {
        let strides = (0..<array.ndim).map {
          array.shape[$0] <= 1 || array.count == 0 ? "_" : String(array.strides[$0])
        }
        guard words[3] == strides.joined(separator: ",") else { return "strides \(strides)" }
      }
      let values = words[(hasStrides ? 4 : 3)...]
      guard values.count == array.count, let flat = try? array.copy() else { return "count" }
      for (i, value) in values.enumerated() {
        let scalar = Scalar(loading: flat.data + i * flat.itemSize, flat.dtype)
        if !same(scalar, value) { return "value \(i): \(scalar)" }
      }
      return nil
    }
  }

  /// Whether the text is that value, bit for bit; all nan are one.
  private static func same(_ scalar: Scalar, _ text: Substring) -> Bool {
    switch scalar {
    case .float32(let value): value.isNaN ? text == "nan" : Float(text)?.bitPattern == value.bitPattern
    case .float64(let value): value.isNaN ? text == "nan" : Double(text)?.bitPattern == value.bitPattern
    default: scalar.intValue == Int(text)
    }
  }
}
