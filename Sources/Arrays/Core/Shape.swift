/// The lengths (or the strides) of an array's dimensions: an inline value of at most eight integers.
public struct Shape: Sendable {
  /// The largest number of dimensions of an array.
  public static let maximumCount = 8

  private var values: InlineArray<8, Int>
  /// The number of dimensions.
  public private(set) var count: Int

  /// The shape of a 0-d array.
  @inline(__always)
  public init() {
    values = InlineArray(repeating: 0)
    count = 0
  }

  @inline(__always)
  public init(_ a: Int) {
    self.init()
    values[0] = a
    count = 1
  }

  @inline(__always)
  public init(_ a: Int, _ b: Int) {
    self.init()
    values[0] = a
    values[1] = b
    count = 2
  }

  /// `count` dimensions, each `value`.
  @inline(__always)
  public init(repeating value: Int, count: Int) {
    precondition(count <= Shape.maximumCount)
    self.init()
    self.count = count
    for i in 0..<count { values[i] = value }
  }

  /// The dimensions in `sequence`.
  ///
  /// Throws NumPy's `maximum supported dimension` error when there are more than eight.
  public init(checking sequence: some Sequence<Int>) throws(ArrayError) {
    self.init()
    var total = 0
    for value in sequence {
      if total < Shape.maximumCount { values[total] = value }
      total += 1
    }
    if total > Shape.maximumCount { throw Shape.tooMany(total) }
    count = total
  }

  /// The error for an array of too many dimensions.
  public static func tooMany(_ found: Int) -> ArrayError {
    ArrayError(.value, "maximum supported dimension for an ndarray is currently 8, found \(found)")
  }

  @inline(__always)
  public subscript(position: Int) -> Int {
    get {
      assert(position >= 0 && position < count)
      return values[position]
    }
    set {
      assert(position >= 0 && position < count)
      values[position] = newValue
    }
  }

  /// Calls `body` with the address of the values, for the kernels.
  @inline(__always)
  func withPointer<Result>(_ body: (UnsafePointer<Int>) -> Result) -> Result {
    withUnsafeBytes(of: values) { body($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int.self)) }
  }

  /// Adds a last dimension; there must be room for it.
  @inline(__always)
  public mutating func append(_ value: Int) {
    precondition(count < Shape.maximumCount)
    values[count] = value
    count += 1
  }

  /// Adds a dimension before `position`; there must be room for it.
  public mutating func insert(_ value: Int, at position: Int) {
    append(value)
    var i = count - 1
    while i > position {
      values[i] = values[i - 1]
      i -= 1
    }
    values[position] = value
  }

  /// Takes the dimension at `position` out.
  @discardableResult
  public mutating func remove(at position: Int) -> Int {
    let removed = self[position]
    var i = position
    while i + 1 < count {
      values[i] = values[i + 1]
      i += 1
    }
    count -= 1
    values[count] = 0
    return removed
  }

  /// The product of all lengths; `nil` when it does not fit in an `Int`. Any zero makes it zero.
  public var elementCount: Int? {
    var product = 1
    var overflowed = false
    for i in 0..<count {
      if values[i] == 0 { return 0 }
      let (next, overflow) = product.multipliedReportingOverflow(by: values[i])
      overflowed = overflowed || overflow
      product = next
    }
    return overflowed ? nil : product
  }

  /// Strides in bytes of a C-ordered array of this shape; those of an empty array as if each zero length were one.
  @inline(__always)
  public func contiguousStrides(itemSize: Int) -> Shape {
    var strides = Shape()
    strides.count = count
    var step = itemSize
    var i = count - 1
    while i >= 0 {
      strides.values[i] = step
      step = step &* (values[i] == 0 ? 1 : values[i])
      i -= 1
    }
    return strides
  }

  /// Strides in bytes of a Fortran-ordered array of this shape.
  public func fortranStrides(itemSize: Int) -> Shape {
    var strides = Shape()
    strides.count = count
    var step = itemSize
    for i in 0..<count {
      strides.values[i] = step
      step = step &* (values[i] == 0 ? 1 : values[i])
    }
    return strides
  }

  /// The same dimensions, last first.
  public var reversedShape: Shape {
    var result = self
    for i in 0..<count { result.values[i] = values[count - 1 - i] }
    return result
  }

  /// The shape as Python prints a tuple: `(2, 3)`, `(3,)`, `()`.
  public var tupleDescription: String { describe(separator: ", ") }

  private func describe(separator: String) -> String {
    var text = "("
    for i in 0..<count {
      if i > 0 { text += separator }
      text += String(values[i])
    }
    if count == 1 { text += "," }
    return text + ")"
  }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) {
    precondition(elements.count <= Shape.maximumCount)
    self.init()
    for value in elements { append(value) }
  }
}

extension Shape: RandomAccessCollection, MutableCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
}

extension Shape: Hashable {
  public static func == (a: Shape, b: Shape) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<a.count where a.values[i] != b.values[i] { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for i in 0..<count { hasher.combine(values[i]) }
  }
}

extension Shape: CustomStringConvertible {
  /// The shape as NumPy's broadcasting messages spell it: `(2,3)`, `(3,)`, `()`.
  public var description: String { describe(separator: ",") }
}
