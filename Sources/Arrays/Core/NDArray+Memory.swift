extension NDArray {
  /// The first byte of the elements and the byte after the last.
  var byteBounds: (low: UInt, high: UInt) {
    let start = UInt(bitPattern: data)
    if count == 0 { return (start, start) }
    var low = start
    var high = start
    for i in 0..<shape.count {
      let extent = strides[i] &* (shape[i] &- 1)
      if extent < 0 {
        low = low &- UInt(bitPattern: -extent)
      } else {
        high = high &+ UInt(bitPattern: extent)
      }
    }
    return (low, high &+ UInt(bitPattern: itemSize))
  }

  /// Whether the byte ranges of the two arrays meet: `np.may_share_memory`.
  public func sharesMemory(_ other: NDArray) -> Bool {
    if storage !== other.storage { return false }
    let a = byteBounds
    let b = other.byteBounds
    return a.low < b.high && b.low < a.high
  }

  /// Whether the two arrays share memory other than element by element in the same places.
  func overlapsPartly(_ other: NDArray) -> Bool {
    guard storage === other.storage, sharesMemory(other) else { return false }
    return
      !(data == other.data && itemSize == other.itemSize && shape == other.shape && strides == other.strides)
  }
}
