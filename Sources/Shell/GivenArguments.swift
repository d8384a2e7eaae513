import Language

/// The arguments that a call has before the cursor: how many by position, and which by name.
struct GivenArguments {
  private(set) var positions = 0
  private(set) var names: Set<String> = []
  /// Whether an argument begins at the cursor, so that its name may stand there.
  private(set) var isAtBeginning = true

  /// - Parameters:
  ///   - start: behind the call's bracket.
  ///   - end: where the word at the cursor begins.
  init(_ bytes: [UInt8], _ code: CodeMap, from start: Int, to end: Int) {
    let ends = Dictionary(code.beginnings.map { ($0.value, $0.key) }, uniquingKeysWith: max)
    var at = start
    var text: [UInt8] = []
    while at < end {
      if let behind = ends[at] {
        text.append(UInt8(ascii: "x"))  // what is in brackets and strings does not matter
        at = max(behind, at + 1)
        continue
      }
      switch bytes[at] {
      case UInt8(ascii: "#"): at = bytes[at..<end].firstIndex(of: 0x0A) ?? end
      case UInt8(ascii: ","):
        take(text)
        text = []
        at += 1
      case let byte:
        text.append(byte)
        at += 1
      }
    }
    isAtBeginning = text.allSatisfy { Self.isBlank($0) }
  }

  private mutating func take(_ argument: [UInt8]) {
    let text = argument.drop { Self.isBlank($0) }
    // How many `*args` are nobody knows: they take no place here.
    guard let first = text.first, first != UInt8(ascii: "*") else { return }
    let word = text.prefix { isWord($0) }
    let rest = text[word.endIndex...].drop { Self.isBlank($0) }
    let isNamed =
      !word.isEmpty && rest.first == UInt8(ascii: "=") && rest.dropFirst().first != UInt8(ascii: "=")
    if isNamed { names.insert(String(decoding: word, as: UTF8.self)) } else { positions += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

  /// The parameters that may still be named.
  ///
  /// - Parameter hasReceiver: whether the function is a method as its type has it, called on an object.
  func left(of parameters: [String], _ function: Value, hasReceiver: Bool) -> [String] {
    let taken = Set(Self.positionalNames(of: function).prefix(positions + (hasReceiver ? 1 : 0)))
    return parameters.filter { !taken.contains($0) && !names.contains($0) }
  }

  /// The parameters that arguments without names fill, in order.
  private static func positionalNames(of callee: Value) -> [String] {
    switch callee {
    case .function(let function):
      let layout = function.code.parameters
      return layout.names.prefix(layout.positionalCount).map(\.value)
    case .builtin(let builtin):
      return (builtin.owner == nil ? [] : ["self"]) + positionalNames(of: builtin)
    case .object(let method as BoundMethodObject):
      return Array(positionalNames(of: method.function).dropFirst())
    case .type(let type):
      if let initializer = type.lookup(StringObject.interned("__init__")), type.isUserDefined {
        return Array(positionalNames(of: initializer).dropFirst())
      }
      return type.constructor.map { positionalNames(of: $0) } ?? []
    default: return []
    }
  }

  private static func positionalNames(of builtin: BuiltinObject) -> [String] {
    builtin.signature.parameters.filter { !$0.isKeywordOnly }.map(\.name.value).filter { $0 != "self" }
  }
}
