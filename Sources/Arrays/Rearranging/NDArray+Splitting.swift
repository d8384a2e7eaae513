extension NDArray {
  /// Where to cut an axis.
  public enum Cuts {
    /// Into so many parts.
    case parts(Int)
    /// Before these places, as slices understand them.
    case places([Int])
  }

  /// Views on equal parts along an axis, or on the parts between places.
  ///
  /// Errors: `array split does not result in an equal division`.
  public func split(_ cuts: Cuts, axis: Int = 0) throws(ArrayError) -> [NDArray] {
    if case .parts(let parts) = cuts {
      guard axis >= -ndim && axis < ndim else { throw ArrayError(.index, "tuple index out of range") }
      let length = shape[axis < 0 ? axis + ndim : axis]
      if parts == 0 { throw ArrayError(.zeroDivision, "integer modulo by zero") }
      if length % parts != 0 {
        throw ArrayError(.value, "array split does not result in an equal division")
      }
    }
    return try splitUnevenly(cuts, axis: axis)
  }

  /// `np.array_split`: as `split`, the first parts one longer where the length does not divide.
  public func splitUnevenly(_ cuts: Cuts, axis: Int = 0) throws(ArrayError) -> [NDArray] {
    guard axis >= -ndim && axis < ndim else { throw ArrayError(.index, "tuple index out of range") }
    let along = axis < 0 ? axis + ndim : axis
    let length = shape[along]
    var bounds: [Int]
    switch cuts {
    case .parts(let parts):
      if parts <= 0 { throw ArrayError(.value, "number sections must be larger than 0.") }
      let (each, extra) = length.quotientAndRemainder(dividingBy: parts)
      bounds = [0]
      var end = 0
      for i in 0..<parts {
        end += each + (i < extra ? 1 : 0)
        bounds.append(end)
      }
    case .places(let places):
      bounds = [0] + places + [length]
    }
    func clamp(_ place: Int) -> Int { Swift.min(Swift.max(place < 0 ? place &+ length : place, 0), length) }
    return (0..<(bounds.count - 1)).map { i in
      let start = clamp(bounds[i])
      return part(along, start, clamp(bounds[i + 1]) - start)
    }
  }

  /// `np.hsplit`: along the second axis, or the only one.
  public func splitHorizontally(_ cuts: Cuts) throws(ArrayError) -> [NDArray] {
    if ndim == 0 { throw ArrayError(.value, "hsplit only works on arrays of 1 or more dimensions") }
    return try split(cuts, axis: ndim > 1 ? 1 : 0)
  }

  /// `np.vsplit`: along the first axis.
  public func splitVertically(_ cuts: Cuts) throws(ArrayError) -> [NDArray] {
    if ndim < 2 { throw ArrayError(.value, "vsplit only works on arrays of 2 or more dimensions") }
    return try split(cuts, axis: 0)
  }

  /// `np.dsplit`: along the third axis.
  public func splitDepth(_ cuts: Cuts) throws(ArrayError) -> [NDArray] {
    if ndim < 3 { throw ArrayError(.value, "dsplit only works on arrays of 3 or more dimensions") }
    return try split(cuts, axis: 2)
  }
}
