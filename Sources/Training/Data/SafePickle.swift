import Arrays

/// Reads the little part of Python's pickle format that data files need; nothing in a file is ever executed.
///
/// Values, lists, dicts, and the four globals by which NumPy writes arrays. Anything else is an error that names it.
public struct SafePickle {
  /// A value in a pickle.
  public indirect enum Value {
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    /// A string or bytes.
    case bytes([UInt8])
    case list(Items)
    case tuple([Value])
    case dict(Items)
    case global(String)
    case dtype(String)
    case array(Array)

    /// The text of a string.
    public var text: String? {
      if case .bytes(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
  }

  /// The items of a list, or a dict's keys and values in turn: shared, because pickles fill them later.
  public final class Items {
    public internal(set) var values: [Value] = []
  }

  /// An array whose elements lie in `bytes` as `dtype` says, row by row.
  public final class Array {
    public internal(set) var shape: [Int] = []
    public internal(set) var dtype = ""
    public internal(set) var bytes: [UInt8] = []
  }

  private let bytes: [UInt8]
  private var position = 0
  private var stack: [Value] = []
  private var marks: [Int] = []
  private var memo: [Int: Value] = [:]
  /// Data files hold a few; a chain of a million, one inside the other, would be too deep to take down again.
  private var containers = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the pickle holds. Errors: ValueError with the position of what cannot be read.
  public static func read(_ bytes: [UInt8]) throws -> Value {
    var reader = SafePickle(bytes)
    return try reader.run()
  }

  private func failure(_ what: String) -> ArrayError {
    ArrayError(.value, "\(what) at byte \(position) of the pickle")
  }

  // MARK: Bytes

  private mutating func byte() throws -> UInt8 {
    guard position < bytes.count else { throw failure("the file ends") }
    position += 1
    return bytes[position - 1]
  }

  private mutating func take(_ count: Int) throws -> [UInt8] {
    guard count >= 0, count <= bytes.count - position else { throw failure("the file ends inside a string") }
    position += count
    return [UInt8](bytes[position - count..<position])
  }

  private mutating func number(_ count: Int) throws -> Int {
    var result: UInt64 = 0
    for (shift, byte) in try take(count).enumerated() { result |= UInt64(byte) << UInt64(8 * shift) }
    guard let number = Int(exactly: result) else { throw failure("a number is too large") }
    return number
  }

  private mutating func line() throws -> String {
    var text: [UInt8] = []
    while true {
      let next = try byte()
      if next == 10 { return String(decoding: text, as: UTF8.self) }
      text.append(next)
    }
  }

  // MARK: Stack

  private mutating func pop() throws -> Value {
    guard let value = stack.popLast() else { throw failure("a value is missing") }
    return value
  }

  private mutating func popMark() throws -> [Value] {
    guard let mark = marks.popLast(), mark <= stack.count else { throw failure("a mark is missing") }
    defer { stack.removeLast(stack.count - mark) }
    return Swift.Array(stack[mark...])
  }

  private mutating func extend(_ values: [Value], pairs: Bool) throws {
    guard let last = stack.last else { throw failure("a container is missing") }
    switch last {
    case .list(let items) where !pairs: items.values += values
    case .dict(let items) where pairs && values.count % 2 == 0: items.values += values
    default: throw failure("a container of another kind is needed")
    }
  }

  private mutating func recall(_ key: Int) throws {
    guard let value = memo[key] else { throw failure("an unknown reference") }
    stack.append(value)
  }

  private mutating func remember(_ key: Int) throws {
    guard let value = stack.last else { throw failure("nothing to remember") }
    memo[key] = value
  }

  // MARK: Operations

  private mutating func run() throws -> Value {
    while true {
      let operation = try byte()
      switch operation {
      case UInt8(ascii: "."): return try pop()
      case 0x80: _ = try byte()
      case 0x95: _ = try take(8)
      case UInt8(ascii: "("): marks.append(stack.count)
      case UInt8(ascii: "0"): _ = try pop()
      case UInt8(ascii: "N"): stack.append(.none)
      case 0x88: stack.append(.bool(true))
      case 0x89: stack.append(.bool(false))
      case UInt8(ascii: "q"): try remember(number(1))
      case UInt8(ascii: "r"): try remember(number(4))
      case 0x94: try remember(memo.count)
      case UInt8(ascii: "h"): try recall(number(1))
      case UInt8(ascii: "j"): try recall(number(4))
      case UInt8(ascii: "c"): try global(line() + "." + line())
      case 0x93:
        let (name, module) = (try pop().text ?? "", try pop().text ?? "")
        try global(module + "." + name)
      case UInt8(ascii: "R"): try reduce()
      case UInt8(ascii: "b"): try build()
      default:
        if try readNumber(operation) { continue }
        if try readString(operation) { continue }
        if try readContainer(operation) { continue }
        position -= 1
        throw failure("operation 0x\(String(operation, radix: 16)) is not read for safety's sake")
      }
    }
  }

  private mutating func readNumber(_ operation: UInt8) throws -> Bool {
    switch operation {
    case UInt8(ascii: "K"): stack.append(.int(try number(1)))
    case UInt8(ascii: "M"): stack.append(.int(try number(2)))
    case UInt8(ascii: "J"): stack.append(.int(Int(Int32(truncatingIfNeeded: try number(4)))))
    case UInt8(ascii: "I"), UInt8(ascii: "L"):
      let text = try line()
      guard let value = Int(text.last == "L" ? String(text.dropLast()) : text) else {
        throw failure("no number")
      }
      stack.append(.int(value))
    case 0x8a:
      let parts = try take(number(1))
      guard parts.count <= 8 else { throw failure("a number is too large") }
      var value = parts.last.map { $0 >= 0x80 ? -1 : 0 } ?? 0
      for part in parts.reversed() { value = (value << 8) | Int(part) }
      stack.append(.int(value))
    case UInt8(ascii: "G"):
      var bits: UInt64 = 0
      for part in try take(8) { bits = bits << 8 | UInt64(part) }
      stack.append(.float(Double(bitPattern: bits)))
    default: return false
    }
    return true
  }

  private mutating func readString(_ operation: UInt8) throws -> Bool {
    switch operation {
    case UInt8(ascii: "U"), UInt8(ascii: "C"), 0x8c: stack.append(.bytes(try take(number(1))))
    case UInt8(ascii: "T"), UInt8(ascii: "X"), UInt8(ascii: "B"): stack.append(.bytes(try take(number(4))))
    case 0x8d, 0x8e: stack.append(.bytes(try take(number(8))))
    default: return false
    }
    return true
  }

  private mutating func readContainer(_ operation: UInt8) throws -> Bool {
    containers += 1
    guard containers < 1000 else { throw failure("more than 999 containers") }
    switch operation {
    case UInt8(ascii: ")"): stack.append(.tuple([]))
    case UInt8(ascii: "t"): stack.append(.tuple(try popMark()))
    case 0x85, 0x86, 0x87:
      var items: [Value] = []
      for _ in 0..<Int(operation - 0x84) { items.insert(try pop(), at: 0) }
      stack.append(.tuple(items))
    case UInt8(ascii: "]"): stack.append(.list(Items()))
    case UInt8(ascii: "}"): stack.append(.dict(Items()))
    case UInt8(ascii: "l"), UInt8(ascii: "d"):
      let items = Items()
      items.values = try popMark()
      stack.append(operation == UInt8(ascii: "l") ? .list(items) : .dict(items))
    case UInt8(ascii: "a"): try extend([pop()], pairs: false)
    case UInt8(ascii: "e"): try extend(popMark(), pairs: false)
    case UInt8(ascii: "s"):
      let (value, key) = (try pop(), try pop())
      try extend([key, value], pairs: true)
    case UInt8(ascii: "u"): try extend(popMark(), pairs: true)
    default: return false
    }
    return true
  }

  // MARK: The allowed globals

  private mutating func global(_ name: String) throws {
    let allowed = [
      "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct", "numpy.ndarray",
      "numpy.dtype",
      "_codecs.encode",
    ]
    guard allowed.contains(name) else { throw failure("the global '\(name)' is refused") }
    stack.append(.global(name))
  }

  private mutating func reduce() throws {
    guard case .tuple(let arguments) = try pop(), case .global(let name) = try pop() else {
      throw failure("a call of something that is no global")
    }
    switch name {
    case "numpy.dtype":
      guard let text = arguments.first?.text else { throw failure("a dtype without a name") }
      stack.append(.dtype(text))
    case "_codecs.encode":
      // Python 2's byte strings, as Python 3 writes them: text whose characters are the bytes.
      guard let text = arguments.first?.text else { throw failure("an encoding of no text") }
      var result: [UInt8] = []
      result.reserveCapacity(text.utf8.count)
      for scalar in text.unicodeScalars {
        guard let byte = UInt8(exactly: scalar.value) else { throw failure("a character beyond latin1") }
        result.append(byte)
      }
      stack.append(.bytes(result))
    case "numpy.ndarray": throw failure("a call of numpy.ndarray")
    default: stack.append(.array(Array()))
    }
  }

  /// `__setstate__`: byte order of a dtype; shape, dtype and bytes of an array.
  private mutating func build() throws {
    guard case .tuple(let state) = try pop(), let target = stack.last else {
      throw failure("a state is missing")
    }
    switch target {
    case .dtype(let name):
      if state.count > 1, let order = state[1].text, order == ">" {
        throw failure("big-endian elements of type \(name)")
      }
    case .array(let array):
      guard state.count == 5, case .tuple(let shape) = state[1], case .dtype(let dtype) = state[2],
        case .bool(let fortran) = state[3].asBool, !fortran, case .bytes(let bytes) = state[4]
      else { throw failure("an array of a kind that is not read") }
      array.shape = try shape.map {
        guard case .int(let length) = $0, length >= 0 else { throw failure("a shape of no numbers") }
        return length
      }
      array.dtype = dtype
      array.bytes = bytes
    default: throw failure("a state for something that has none")
    }
  }
}

extension SafePickle.Value {
  /// 0 and 1 are what Python 2 wrote for truth.
  fileprivate var asBool: SafePickle.Value {
    if case .int(let value) = self { .bool(value != 0) } else { self }
  }
}
