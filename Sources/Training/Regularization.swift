import Arrays
import CKernels

/// The arithmetic of ½ · reg · Σ w²: NumPy's values, without arrays in between where memory is contiguous.
enum Regularization {
  /// `np.sum(w * w)`.
  static func squares(_ w: NDArray) throws -> Operand {
    guard w.isCContiguous, w.count > 0 else { return try w.squared().reduce(.sum).operand }
    switch w.dtype {
    case .float32:
      return .scalar(.float32(nb_sum_squares_f32(w.count, w.data.assumingMemoryBound(to: Float.self))))
    case .float64:
      return .scalar(.float64(nb_sum_squares_f64(w.count, w.data.assumingMemoryBound(to: Double.self))))
    default: return try w.squared().reduce(.sum).operand
    }
  }

  /// dw + reg · w; in the memory of dw, which the backward pass has just made, where it fits.
  static func add(_ reg: Double, _ w: NDArray, to dw: NDArray) throws -> NDArray {
    guard w.dtype == dw.dtype, w.shape == dw.shape, w.isCContiguous, dw.isCContiguous else {
      return try dw.plus(w.times(.pyFloat(reg)))
    }
    switch w.dtype {
    case .float32:
      nb_add_scaled_f32(
        w.count, Float(reg), w.data.assumingMemoryBound(to: Float.self),
        dw.data.assumingMemoryBound(to: Float.self))
    case .float64:
      nb_add_scaled_f64(
        w.count, reg, w.data.assumingMemoryBound(to: Double.self),
        dw.data.assumingMemoryBound(to: Double.self))
    default: return try dw.plus(w.times(.pyFloat(reg)))
    }
    return dw
  }
}
