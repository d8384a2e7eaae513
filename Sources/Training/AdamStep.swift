import Arrays
import CKernels

/// One step of Adam in one pass over memory: the same operations in the same order as array by array, so the same bits.
struct AdamStep {
  let rate: Double
  let beta1: Double
  let beta2: Double
  let epsilon: Double
  /// 1 − β₁ᵗ and 1 − β₂ᵗ.
  let corrections: (Double, Double)

  typealias Result = (w: NDArray, first: NDArray, second: NDArray)

  /// The new parameter and averages; nil unless all arrays have one shape and floating type and are contiguous.
  func run(_ w: NDArray, _ dw: NDArray, _ first: NDArray, _ second: NDArray) throws -> Result? {
    let all = [w, dw, first, second]
    guard w.dtype.isFloat,
      all.allSatisfy({ $0.dtype == w.dtype && $0.shape == w.shape && $0.isCContiguous })
    else { return nil }
    let result = (
      w: try NDArray(empty: w.shape, w.dtype), first: try NDArray(empty: w.shape, w.dtype),
      second: try NDArray(empty: w.shape, w.dtype)
    )
    var step = nb_adam_step(
      rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, c1: corrections.0, c2: corrections.1)
    func pointer<T>(_ array: NDArray, _: T.Type) -> UnsafeMutablePointer<T> {
      array.data.assumingMemoryBound(to: T.self)
    }
    if w.dtype == .float32 {
      let type = Float.self
      nb_adam_f32(
        &step, w.count, pointer(w, type), pointer(dw, type), pointer(first, type), pointer(second, type),
        pointer(result.w, type), pointer(result.first, type), pointer(result.second, type))
    } else {
      let type = Double.self
      nb_adam_f64(
        &step, w.count, pointer(w, type), pointer(dw, type), pointer(first, type), pointer(second, type),
        pointer(result.w, type), pointer(result.first, type), pointer(result.second, type))
    }
    return result
  }
}
