import CKernels

/// The product of two floating-point vectors, in the order of the kernels' dot product.
enum DotProduct {
  /// The sum of products of two vectors of one length.
  static func multiply(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> Scalar {
    let type = DType.promote(a.dtype, b.dtype)
    let x = try suited(try a.astype(type, copy: false))
    let y = try suited(try b.astype(type, copy: false))
    let (dx, dy) = (x.strides[0] / type.itemSize, y.strides[0] / type.itemSize)
    defer { withExtendedLifetime((x, y)) {} }
    if type == .float64 {
      return .float64(
        nb_dot_f64(
          x.count, x.data.assumingMemoryBound(to: Double.self), dx,
          y.data.assumingMemoryBound(to: Double.self), dy))
    }
    return .float32(
      nb_dot_f32(
        x.count, x.data.assumingMemoryBound(to: Float.self), dx, y.data.assumingMemoryBound(to: Float.self),
        dy))
  }

  /// The array, copied when its stride is no multiple of the element size.
  private static func suited(_ array: NDArray) throws(ArrayError) -> NDArray {
    array.strides[0] % array.itemSize == 0 ? array : try array.copy()
  }
}
