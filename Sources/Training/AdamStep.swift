import Arrays

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
    if w.dtype == .float32 {
      step(w, dw, first, second, result, Float.self)
    } else {
      step(w, dw, first, second, result, Double.self)
    }
    return result
  }

  private func step<T: BinaryFloatingPoint>(
    _ w: NDArray, _ dw: NDArray, _ first: NDArray, _ second: NDArray, _ result: Result, _: T.Type
  ) {
    func pointer(_ array: NDArray) -> UnsafeMutablePointer<T> { array.data.assumingMemoryBound(to: T.self) }
    let (w, g, m, v) = (pointer(w), pointer(dw), pointer(first), pointer(second))
    let (nextW, nextM, nextV) = (pointer(result.w), pointer(result.first), pointer(result.second))
    let (keep1, take1) = (T(beta1), T(1 - beta1))
    let (keep2, take2) = (T(beta2), T(1 - beta2))
    let (c1, c2, rate, epsilon) = (T(corrections.0), T(corrections.1), T(rate), T(epsilon))
    for i in 0..<result.w.count {
      let slope = g[i]
      let mean = keep1 * m[i] + take1 * slope
      let square = keep2 * v[i] + take2 * (slope * slope)
      nextM[i] = mean
      nextV[i] = square
      nextW[i] = w[i] - rate * (mean / c1) / ((square / c2).squareRoot() + epsilon)
    }
  }
}
