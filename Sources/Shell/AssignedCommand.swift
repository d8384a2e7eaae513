/// `name = %command rest`, as IPython takes it.
struct AssignedCommand: Equatable {
  var name: String
  var command: String
  var rest: String

  init?(_ line: some StringProtocol) {
    guard let equals = line.firstIndex(of: "="), line.first?.isWhitespace == false else { return nil }
    let target = line[..<equals].trimmed
    let value = line[line.index(after: equals)...].trimmed
    guard !target.isEmpty, target.first?.isNumber == false,
      target.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
      value.hasPrefix("%") || value.hasPrefix("!"), !value.utf8.contains(0x0A)
    else { return nil }
    name = target
    if value.hasPrefix("!") {
      (command, rest) = ("!", String(value.dropFirst()))
    } else {
      let word = value.dropFirst().prefix { !$0.isWhitespace }
      guard word.first?.isLetter == true else { return nil }
      (command, rest) = (String(word), value.dropFirst(1 + word.count).trimmed)
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
