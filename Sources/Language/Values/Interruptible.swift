/// Long walks of built-in functions, which end early where the user interrupted.
///
/// What such a walk made is then not finished. Calls of built-in functions and operators throw it away: they ask once
/// more when they are done (`Interpreter.checkInterrupt`).
extension Sequence {
  /// The elements up to the first of a block of 65,536 that begins after an interrupt.
  @inlinable @inline(__always)
  public var untilInterrupt: UntilInterrupt<Self> { UntilInterrupt(base: makeIterator()) }
}

public struct UntilInterrupt<Base: Sequence>: Sequence, IteratorProtocol {
  @usableFromInline var base: Base.Iterator
  @usableFromInline var turn = 0

  @inlinable
  init(base: Base.Iterator) { self.base = base }

  @inlinable @inline(__always)
  public mutating func next() -> Base.Element? {
    turn &+= 1
    if turn & 0xFFFF == 0, Interpreter.isInterrupted { return nil }
    return base.next()
  }
}

extension Interpreter {
  /// Whether the user asked whatever runs to stop.
  @inlinable @inline(__always)
  public static var isInterrupted: Bool { interruptFlag.pointee != 0 }

  /// The same in a loop of small steps: asks in one of 65,536 turns.
  @inlinable @inline(__always)
  public static func isInterrupted(at turn: Int) -> Bool { turn & 0xFFFF == 0 && isInterrupted }

  /// What a body gives, nil where it raises: all but an interrupt, which goes on.
  public static func attempt<Result>(_ body: () throws -> Result) throws -> Result? {
    do { return try body() } catch let error as PyError where error.exception.type === Types.keyboardInterrupt
    {
      throw error
    } catch { return nil }
  }

  /// Throws where the user interrupted.
  @inline(__always)
  static func checkInterrupt() throws {
    if isInterrupted { throw keyboardInterrupt() }
  }
}

extension Array {
  /// Elements or bytes that are copied between two questions.
  private static var block: Int { 1 << 18 }

  /// Appends a part of an array; between blocks of it an interrupt is seen, which leaves this array as it was.
  mutating func append(interruptibly items: [Element], _ range: Range<Int>) throws {
    if range.count <= Array.block {
      append(contentsOf: items[range])
      return
    }
    let before = count
    if capacity < before + range.count { reserveCapacity(Swift.max(before + range.count, before * 3 / 2)) }
    var start = range.lowerBound
    while start < range.upperBound {
      if Interpreter.isInterrupted {
        removeLast(count - before)
        throw Interpreter.keyboardInterrupt()
      }
      let end = Swift.min(start + Array.block, range.upperBound)
      append(contentsOf: items[start..<end])
      start = end
    }
  }

  /// The array, or where it is large a copy of its own: made here block by block, and not all at once by the first
  /// change.
  init(copying items: [Element]) throws {
    self = items.count < 1 << 20 ? items : try Array(interruptibly: items, 0..<items.count)
  }

  /// A copy of a part of an array, made block by block.
  init(interruptibly items: [Element], _ range: Range<Int>) throws {
    self.init()
    try append(interruptibly: items, range)
  }
}

extension String {
  /// Bytes of a text that are handled between two questions.
  private static var block: Int { 1 << 20 }

  /// Appends text in UTF-8 block by block; less of it where the user interrupted.
  mutating func append(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < bytes.count, start == 0 || !Interpreter.isInterrupted {
      var end = Swift.min(start + String.block, bytes.count)
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      if end <= start { end = bytes.count }
      append(contentsOf: String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
      start = end
    }
  }

  /// The text of bytes in UTF-8; less of it where the user interrupted.
  init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count <= String.block {
      self.init(decoding: bytes, as: UTF8.self)
      return
    }
    self.init()
    reserveCapacity(bytes.count)
    append(utf8: bytes)
  }

  /// What a function that maps each character by itself makes of the text; less of it where the user interrupted.
  func mappingBlocks(_ map: (String) -> String) -> String {
    if utf8.count <= String.block { return map(self) }
    var result = ""
    result.reserveCapacity(utf8.count)
    withBytes { bytes in
      var start = 0
      while start < bytes.count, !Interpreter.isInterrupted {
        var end = Swift.min(start + String.block, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        result += map(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
        start = end
      }
    }
    return result
  }

  /// Both texts, one behind the other; large ones are copied block by block.
  static func joined(_ a: String, _ b: String) throws -> String {
    if a.utf8.count &+ b.utf8.count <= 4 * block { return a + b }
    var result = ""
    result.reserveCapacity(a.utf8.count + b.utf8.count)
    a.withBytes { result.append(utf8: $0) }
    b.withBytes { result.append(utf8: $0) }
    try Interpreter.checkInterrupt()
    return result
  }
}
