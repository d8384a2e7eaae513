@testable import Arrays

/// How the words of a recorded line are read.
extension Recording {
  func operand(_ word: Substring) -> Operand {
    if let value = values[String(word)] { return value }
    let parts = word.split(separator: ":")
    switch parts[0] {
    case "i": return .pyInt(Int(parts[1])!)
    case "f": return .pyFloat(Double(parts[1])!)
    case "b": return .pyBool(parts[1] == "1")
    default: return .scalar(Scalar.float64(Double(parts[2])!).cast(to: dtype(parts[1])!))
    }
  }

  func array(_ word: Substring) throws(ArrayError) -> NDArray { try operand(word).asArray() }

  func optionalArray(_ word: Substring) throws(ArrayError) -> NDArray? {
    word == "None" ? nil : try array(word)
  }

  func dtype(_ word: Substring) -> DType? { DType(name: String(word)) }

  func integers(_ word: Substring) -> [Int] {
    word == "-" ? [] : word.split(separator: ",").map { Int($0)! }
  }

  func optionalIntegers(_ word: Substring) -> [Int]? { word == "None" ? nil : integers(word) }

  func shape(_ word: Substring) throws(ArrayError) -> Shape { try Shape(checking: integers(word)) }

  func order(_ word: Substring) -> NDArray.Order { NDArray.Order(rawValue: String(word))! }

  func index(_ word: Substring) throws(ArrayError) -> IndexList {
    var list = IndexList()
    for item in word.split(separator: ";") {
      let rest = item.dropFirst()
      switch item.first {
      case "n": list.append(.newAxis)
      case "e": list.append(.ellipsis)
      case "i": list.append(int: Int(rest)!)
      case "m": list.append(.mask(try array(rest)))
      case "a": list.append(.indices(try array(rest)))
      default:
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        list.append(start: parts[0], stop: parts[1], step: parts[2])
      }
    }
    return list
  }

  /// Nested lists as `[[i1,f2.5],[b1,@name]]`.
  func nested(_ text: inout Substring) throws(ArrayError) -> NestedValue {
    let kind = text.removeFirst()
    if kind == "[" {
      var items: [NestedValue] = []
      while text.first != "]" {
        if text.first == "," { text.removeFirst() }
        items.append(try nested(&text))
      }
      text.removeFirst()
      return .list(items)
    }
    let word = text.prefix { $0 != "," && $0 != "]" }
    text = text.dropFirst(word.count)
    switch kind {
    case "i": return .int(Int(word)!)
    case "f": return .float(Double(word)!)
    case "b": return .bool(word == "1")
    default:
      if case .scalar(let scalar) = operand(word) { return .scalar(scalar) }
      return .array(try array(word))
    }
  }
}
