#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The base of objects that have a type of their own and perhaps attributes.
open class Object {
  /// Types live as long as the process, so objects need not keep them alive.
  final private(set) var typeReference: Unmanaged<TypeObject>
  public final var type: TypeObject {
    get { typeReference._withUnsafeGuaranteedRef { $0 } }
    set { typeReference = .passUnretained(newValue) }
  }
  /// `__dict__`: made on the first attribute that a script sets.
  public var attributes: DictObject?

  public init(type: TypeObject) { typeReference = .passUnretained(type) }
}

/// An instance of a class that a script defined.
public final class InstanceObject: Object {}

/// A variable that an inner function shares with the function that defines it.
public final class CellObject {
  public var value: Value
  public init(_ value: Value) { self.value = value }
}

/// `str`. Unicode scalars are its characters, as in Python.
public final class StringObject {
  public let value: String
  /// 0 while it has not been calculated.
  var cachedHash = 0
  /// Whether this is the one object for its name (see `interned`).
  fileprivate(set) var isInterned = false
  private var cachedCount = -1

  public init(_ value: String) { self.value = value }

  /// The number of characters.
  public var count: Int {
    if cachedCount < 0 {
      cachedCount = value.withBytes(StringObject.characters)
    }
    return cachedCount
  }

  /// How many bytes begin a character, eight at a time.
  private static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var followers = 0
    var position = 0
    if bytes.count >= 64 {
      let raw = UnsafeRawBufferPointer(bytes)
      while position + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        // The high bit of a byte 10xxxxxx, and no other.
        followers &+= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
        position += 8
      }
    }
    while position < bytes.count {
      if bytes[position] & 0xC0 == 0x80 { followers &+= 1 }
      position += 1
    }
    return bytes.count - followers
  }

  /// Whether byte offsets are character offsets.
  public var isASCII: Bool { count == value.utf8.count }

  /// The strings that CPython shares between equal literals: those that look like names.
  var isInternable: Bool {
    value.utf8.count <= 20
      && value.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) || $0 == 95 }
  }

  /// A hash of the bytes: the same on every run, because sets of strings then print in the same order.
  public var hash: Int {
    if cachedHash != 0 { return cachedHash }
    var text = value
    let hash = text.withUTF8 { bytes -> UInt64 in
      var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
      var rest = bytes[...]
      // Of a long text, eight bytes at a time.
      if bytes.count > 4096 {
        let raw = UnsafeRawBufferPointer(bytes)
        let whole = bytes.count & ~7
        for start in stride(from: 0, to: whole, by: 8) {
          let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
          state = (state ^ word) &* 0x0000_0100_0000_01B3
          state ^= state >> 29
        }
        rest = bytes[whole...]
      }
      for byte in rest { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      state ^= state >> 32
      return state &* 0xD6E8_FEB8_6659_FD93
    }
    let folded = Int(bitPattern: UInt(hash ^ (hash >> 29)))
    cachedHash = folded == 0 ? 1 : folded
    return cachedHash
  }

  /// Equality of the code points: Swift's own `==` would also equate composed and decomposed letters.
  public func equals(_ other: StringObject) -> Bool {
    if self === other { return true }
    // The hash is one of the bytes: with it, Swift's quick comparison cannot take two spellings of a letter for one.
    if cachedHash != 0, other.cachedHash != 0 {
      return cachedHash == other.cachedHash && value == other.value
    }
    return StringObject.sameBytes(value, other.value)
  }

  static func sameBytes(_ a: String, _ b: String) -> Bool {
    let first = a.utf8.withContiguousStorageIfAvailable { x in
      b.utf8.withContiguousStorageIfAvailable { y in
        x.count == y.count && (x.count == 0 || memcmp(x.baseAddress!, y.baseAddress!, x.count) == 0)
      }
    }
    return (first ?? nil) ?? a.utf8.elementsEqual(b.utf8)
  }
}

/// `list`
open class ListObject: Object {
  public final var items: [Value]
  public init(_ items: [Value], type: TypeObject = Types.list) {
    self.items = items
    super.init(type: type)
  }

  deinit { Release.drop(&items) }
}

/// `tuple`, and through a type of its own a `namedtuple`.
public final class TupleObject: Object {
  public final private(set) var items: [Value]
  public init(_ items: [Value], type: TypeObject = Types.tuple) {
    self.items = items
    super.init(type: type)
  }

  deinit { Release.drop(&items) }
}

/// `bytes`
public final class BytesObject: Object {
  public let bytes: [UInt8]
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(type: Types.bytes)
  }
}

/// `slice(start, stop, step)`
public final class SliceObject: Object {
  public let start: Value
  public let stop: Value
  public let step: Value
  public init(_ start: Value, _ stop: Value, _ step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(type: Types.slice)
  }

  /// The bounds for a sequence of `count` items, by the rules of `slice.indices`.
  ///
  /// - Throws: ValueError for a zero step, TypeError for bounds that are not integers.
  public func indices(_ count: Int) throws -> (start: Int, stop: Int, step: Int, count: Int) {
    func bound(_ value: Value) throws -> Int? {
      if value.isNone { return nil }
      guard let index = value.index else {
        throw PyError.typeError("slice indices must be integers or None or have an __index__ method")
      }
      return index
    }
    let step = try bound(self.step) ?? 1
    if step == 0 { throw PyError.valueError("slice step cannot be zero") }
    let low = step < 0 ? -1 : 0
    let high = step < 0 ? count - 1 : count
    func clamp(_ value: Int?, _ missing: Int) -> Int {
      guard var index = value else { return missing }
      if index < 0 {
        index = index &+ count
        return index < 0 ? low : index
      }
      return min(index, high)
    }
    let start = clamp(try bound(self.start), step < 0 ? high : low)
    let stop = clamp(try bound(self.stop), step < 0 ? low : high)
    var length = 0
    if step > 0, start < stop { length = (stop - start - 1) / step + 1 }
    if step < 0, stop < start {
      length = step == Int.min ? 1 : (start - stop - 1) / (-step) + 1
    }
    return (start, stop, step, length)
  }
}

/// `range(start, stop, step)`
public final class RangeObject: Object {
  public let start: Int
  public let stop: Int
  public let step: Int
  public let count: Int

  /// - Throws: ValueError for a zero step, OverflowError where the length does not fit 64 bits.
  public init(_ start: Int, _ stop: Int, _ step: Int) throws {
    if step == 0 { throw PyError.valueError("range() arg 3 must not be zero") }
    self.start = start
    self.stop = stop
    self.step = step
    let (low, high) = step > 0 ? (start, stop) : (stop, start)
    if low >= high {
      count = 0
    } else {
      let width = UInt(bitPattern: high &- low) - 1
      let length = width / step.magnitude + 1
      guard length <= UInt(Int.max) else {
        throw PyError.overflowError("Python int too large to convert to C ssize_t")
      }
      count = Int(length)
    }
    super.init(type: Types.range)
  }

  public subscript(index: Int) -> Int { start &+ index &* step }
}

/// A method together with the object it was taken from.
public final class BoundMethodObject: Object {
  public let function: Value
  public let receiver: Value
  public init(function: Value, receiver: Value) {
    self.function = function
    self.receiver = receiver
    super.init(type: Types.method)
  }
}

/// `property(get, set, delete)`
public final class PropertyObject: Object {
  public let getter: Value
  public let setter: Value
  public let deleter: Value
  public var doc: Value = .none
  public init(getter: Value, setter: Value = .none, deleter: Value = .none) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    super.init(type: Types.property)
  }
}

/// `staticmethod(f)` and `classmethod(f)`
public final class WrappedMethodObject: Object {
  public let function: Value
  public var isClassMethod: Bool { type === Types.classmethod }
  public init(function: Value, isClassMethod: Bool) {
    self.function = function
    super.init(type: isClassMethod ? Types.classmethod : Types.staticmethod)
  }
}

/// `super()`: attributes of `receiver` looked up behind `start` in the order of its type's bases.
public final class SuperObject: Object {
  public let start: TypeObject
  public let receiver: Value
  public let receiverType: TypeObject
  public init(start: TypeObject, receiver: Value, receiverType: TypeObject) {
    self.start = start
    self.receiver = receiver
    self.receiverType = receiverType
    super.init(type: Types.super)
  }
}

extension StringObject {
  /// The one string object for a name: attribute look-ups compare addresses.
  public static func interned(_ name: String) -> StringObject {
    if let found = internTable[name], sameBytes(found.value, name) { return found }
    let made = StringObject(name)
    made.isInterned = true
    _ = made.hash
    _ = made.count
    internTable[name] = made
    return made
  }

  /// This string as a name.
  public var asName: StringObject { isInterned ? self : StringObject.interned(value) }
}

/// Names of attributes, keywords and modules; it only grows. `Interpreter.gate` guards it.
nonisolated(unsafe) private var internTable: [String: StringObject] = [:]
