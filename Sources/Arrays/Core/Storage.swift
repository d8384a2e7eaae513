import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A block of raw memory, aligned to 64 bytes, that arrays and their views share.
public final class Storage {
  /// The first byte, aligned to 64.
  public let pointer: UnsafeMutableRawPointer
  public let byteCount: Int
  private let block: UnsafeMutableRawPointer
  /// The size of a large block, which is kept for the next array; 0 for one of malloc.
  private let taken: Int

  /// Memory for `byteCount` bytes, or `nil` when the machine cannot give it.
  @inline(__always)
  init?(byteCount: Int, zeroed: Bool) {
    guard byteCount >= 0, byteCount <= Storage.limit else { return nil }
    if byteCount >= Int(nb_memory_least) {
      var taken = 0
      guard let large = nb_memory_take(byteCount, zeroed, &taken) else { return nil }
      (block, pointer, self.byteCount, self.taken) = (large, large, byteCount, taken)
      return
    }
    taken = 0
    let size = byteCount &+ 63
    guard let block = zeroed ? calloc(1, size) : malloc(size) else { return nil }
    self.block = block
    self.byteCount = byteCount
    pointer = UnsafeMutableRawPointer(bitPattern: (UInt(bitPattern: block) &+ 63) & ~63).unsafelyUnwrapped
  }

  deinit {
    if taken > 0 { nb_memory_give(block, taken) } else { free(block) }
  }

  /// Memory for an array of that shape, or NumPy's error.
  ///
  /// Errors: `negative dimensions are not allowed`, `array is too big…`, `Unable to allocate 7.28 TiB for …`; for large
  /// arrays KeyboardInterrupt.
  public static func allocate(shape: Shape, dtype: DType, zeroed: Bool = false) throws(ArrayError) -> Storage
  {
    var bytes = dtype.itemSize
    var fits = true
    for i in 0..<shape.count {
      if shape[i] < 0 { throw ArrayError(.value, "negative dimensions are not allowed") }
      let (next, overflow) = bytes.multipliedReportingOverflow(by: shape[i] == 0 ? 1 : shape[i])
      bytes = next
      if overflow { fits = false }
    }
    if !fits {
      throw ArrayError(
        .value,
        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.")
    }
    for i in 0..<shape.count where shape[i] == 0 { bytes = 0 }
    // Between the steps of an operation on large arrays stands the memory for the next one.
    if bytes > 1 << 23 { try Interruption.check() }
    guard let storage = Storage(byteCount: bytes, zeroed: zeroed) else {
      throw noRoom(bytes, shape, dtype)
    }
    return storage
  }

  /// Asks whether there is memory for pixels of that shape and for `bytes` in all to draw them.
  ///
  /// Errors: `Unable to allocate 381. MiB for …`.
  public static func checkRoom(for shape: Shape, _ dtype: DType, bytes: Int) throws(ArrayError) {
    guard bytes <= limit, let block = malloc(bytes) else {
      throw noRoom((shape.elementCount ?? 0) &* dtype.itemSize, shape, dtype)
    }
    free(block)
  }

  private static func noRoom(_ bytes: Int, _ shape: Shape, _ dtype: DType) -> ArrayError {
    ArrayError(
      .memory,
      "Unable to allocate \(describe(bytes: bytes)) for an array with shape \(shape.tupleDescription) "
        + "and data type \(dtype.name)")
  }

  /// More than the machine's memory is refused at once: the system would promise it and end the process later.
  private static let limit = MachineMemory.bytes ?? Int.max - 64

  /// A size as NumPy's memory error prints it: three significant digits and a binary unit.
  static func describe(bytes: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var unit = max(0, (Int.bitWidth - 1 - max(bytes, 1).leadingZeroBitCount) / 10)
    var amount = Double(bytes) / Double(sign: .plus, exponent: 10 * unit, significand: 1)
    if unit == 0 { return "\(bytes) bytes" }
    if amount.rounded(.toNearestOrEven) == 1024 {
      unit += 1
      amount = 1
    }
    if amount >= 100 { return "\(Int(amount.rounded(.toNearestOrEven))). \(units[unit])" }
    // Three significant digits; a binary fraction is exact in decimal, so rounding the scaled value is exact enough.
    let decimals = amount >= 9.995 ? 1 : 2
    let scale = decimals == 1 ? 10.0 : 100.0
    let scaled = Int((amount * scale).rounded(.toNearestOrEven))
    let whole = scaled / Int(scale)
    let fraction = String(scaled % Int(scale))
    return "\(whole)." + String(repeating: "0", count: decimals - fraction.count) + fraction
      + " \(units[unit])"
  }
}
