/// An n-dimensional array: a typed, strided window on shared memory, with reference semantics as in NumPy.
///
/// Assigning shares the array; slices are views on the same memory; `copy()` does not share.
public final class NDArray {
  public let storage: Storage
  /// The address of the first element.
  public let data: UnsafeMutableRawPointer
  public let dtype: DType
  /// Lengths of the dimensions. Only assigning to `.shape` in a script changes them (`setShape`).
  public internal(set) var shape: Shape
  /// Distances in bytes between neighbours along each dimension.
  public internal(set) var strides: Shape
  /// The number of elements.
  public let count: Int
  /// The array that owns the memory, when this is a view.
  public let base: NDArray?
  private(set) var flags: Flags

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let cContiguous = Flags(rawValue: 1)
    static let fContiguous = Flags(rawValue: 2)
    static let writeable = Flags(rawValue: 4)
  }

  /// A fresh C-ordered array on memory made for it; `shape` has been checked by `Storage.allocate`.
  @inline(__always)
  init(storage: Storage, shape: Shape, count: Int, dtype: DType) {
    self.storage = storage
    data = storage.pointer
    self.dtype = dtype
    self.shape = shape
    strides = shape.contiguousStrides(itemSize: dtype.itemSize)
    self.count = count
    base = nil
    flags = [.cContiguous, .writeable]
    if NDArray.isFortranContiguous(shape, strides, dtype.itemSize) { flags.insert(.fContiguous) }
  }

  /// An array of any layout on `storage`; `base` is the array that it is a view of.
  @inline(__always)
  init(
    storage: Storage, data: UnsafeMutableRawPointer, shape: Shape, strides: Shape, dtype: DType,
    base: NDArray?, isWriteable: Bool
  ) {
    self.storage = storage
    self.data = data
    self.dtype = dtype
    self.shape = shape
    self.strides = strides
    var product = 1
    for i in 0..<shape.count { product = product &* shape[i] }
    count = product
    self.base = base
    flags = isWriteable ? .writeable : []
    updateContiguity()
  }

  /// An array of uninitialised elements.
  ///
  /// Errors: negative dimensions, too large, or no memory, in NumPy's words.
  public convenience init(empty shape: Shape, _ dtype: DType = .float64) throws(ArrayError) {
    let storage = try Storage.allocate(shape: shape, dtype: dtype)
    self.init(storage: storage, shape: shape, count: shape.elementCount ?? 0, dtype: dtype)
  }

  /// An array of zeros.
  public convenience init(zeros shape: Shape, _ dtype: DType = .float64) throws(ArrayError) {
    let storage = try Storage.allocate(shape: shape, dtype: dtype, zeroed: true)
    self.init(storage: storage, shape: shape, count: shape.elementCount ?? 0, dtype: dtype)
  }

  /// An uninitialised array whose axes lie in memory as `strides` orders them (fresh memory, no gaps).
  public convenience init(empty shape: Shape, strides: Shape, _ dtype: DType) throws(ArrayError) {
    let storage = try Storage.allocate(shape: shape, dtype: dtype)
    self.init(
      storage: storage, data: storage.pointer, shape: shape, strides: strides, dtype: dtype, base: nil,
      isWriteable: true)
  }

  /// The number of dimensions.
  @inline(__always)
  public var ndim: Int { shape.count }

  /// The size of one element in bytes.
  @inline(__always)
  public var itemSize: Int { dtype.itemSize }

  /// The size of all elements in bytes.
  public var byteCount: Int { count &* itemSize }

  @inline(__always)
  public var isCContiguous: Bool { flags.contains(.cContiguous) }
  @inline(__always)
  public var isFContiguous: Bool { flags.contains(.fContiguous) }

  /// Whether elements may be assigned (`flags.writeable`).
  @inline(__always)
  public var isWriteable: Bool {
    get { flags.contains(.writeable) }
    set { if newValue { flags.insert(.writeable) } else { flags.remove(.writeable) } }
  }

  /// Whether the array owns its memory (`flags.owndata`).
  public var ownsData: Bool { base == nil }

  /// A view on this array's memory with another shape and other strides, starting `offset` bytes after `data`.
  ///
  /// The caller guarantees that every element lies inside the storage.
  @inline(__always)
  public func view(shape: Shape, strides: Shape, offset: Int = 0, dtype: DType? = nil) -> NDArray {
    NDArray(
      storage: storage, data: data + offset, shape: shape, strides: strides, dtype: dtype ?? self.dtype,
      base: base ?? self, isWriteable: isWriteable)
  }

  /// Sets the contiguity flags from shape and strides.
  @inline(__always)
  func updateContiguity() {
    flags.remove([.cContiguous, .fContiguous])
    if NDArray.isCContiguous(shape, strides, itemSize) { flags.insert(.cContiguous) }
    if NDArray.isFortranContiguous(shape, strides, itemSize) { flags.insert(.fContiguous) }
  }

  @inline(__always)
  static func isCContiguous(_ shape: Shape, _ strides: Shape, _ itemSize: Int) -> Bool {
    var expected = itemSize
    var contiguous = true
    var i = shape.count - 1
    while i >= 0 {
      if shape[i] == 0 { return true }
      if shape[i] != 1 {
        if strides[i] != expected { contiguous = false }
        expected = expected &* shape[i]
      }
      i -= 1
    }
    return contiguous
  }

  @inline(__always)
  static func isFortranContiguous(_ shape: Shape, _ strides: Shape, _ itemSize: Int) -> Bool {
    var expected = itemSize
    var contiguous = true
    for i in 0..<shape.count {
      if shape[i] == 0 { return true }
      if shape[i] != 1 {
        if strides[i] != expected { contiguous = false }
        expected = expected &* shape[i]
      }
    }
    return contiguous
  }
}
