import Arrays

/// The softmax loss: mean cross-entropy of the softmax of scores.
///
/// Source: CS231n assignment 2, `softmax_loss`.
public enum SoftmaxLoss {
  /// Loss and its gradient in the scores.
  ///
  /// With s = x − max x, log p = s − log Σ exp s: the loss is −mean of log p at the labels, the gradient
  /// (p − one-hot) / N. x has shape (N, C), y shape (N,) with 0 ≤ y < C.
  /// Errors: IndexError for labels out of range.
  public static func evaluate(_ x: NDArray, _ y: NDArray) throws -> (loss: Scalar, dx: NDArray) {
    try Check.dimensions(x, 2, "x")
    let (count, classes) = (x.shape[0], x.shape[1])
    let labels = try Check.labels(y, count: count, classes: classes)
    let shifted = try x.minus(x.reduce(.max, axes: [1], keepDims: true).asArray())
    let total = try shifted.apply(.exp).sum([1], keepDims: true)
    let logs = try shifted.minus(total.apply(.log)).contiguous()
    let dx = try logs.apply(.exp)
    let places = try NDArray(empty: Shape(count), .int64)
    for (row, label) in labels.enumerated() { places.elements(Int.self)[row] = row * classes + label }
    let chosen = try logs.reshape(Shape(logs.count)).take(places).asArray()
    let sum = try NDArray.unary(.negative, chosen.reduce(.sum).operand)
    let loss = try NDArray.binary(.divide, sum.operand, .pyInt(count))
    try dx.subtractOne(at: labels)
    try NDArray.inPlace(.divide, dx, .pyInt(count))
    return (try loss.scalar, dx)
  }
}

/// The multiclass support vector machine loss: mean over examples of Σ max(0, s_j − s_y + 1) over wrong classes.
///
/// Source: CS231n assignment 2, `svm_loss`.
public enum SVMLoss {
  /// Loss and its gradient in the scores; shapes as in `SoftmaxLoss.evaluate`.
  public static func evaluate(_ x: NDArray, _ y: NDArray) throws -> (loss: Scalar, dx: NDArray) {
    try Check.dimensions(x, 2, "x")
    let (count, classes) = (x.shape[0], x.shape[1])
    let labels = try Check.labels(y, count: count, classes: classes)
    let correct = try NDArray(empty: Shape(count, 1), x.dtype)
    for (row, label) in labels.enumerated() {
      Scalar(loading: x.data + row * x.strides[0] + label * x.strides[1], x.dtype)
        .store(to: correct.data + row * x.itemSize)
    }
    let margins = try NDArray.binary(.maximum, .pyInt(0), .array(x.minus(correct).plus(1))).asArray()
      .contiguous()
    for (row, label) in labels.enumerated() {
      Scalar.int64(0).cast(to: margins.dtype)
        .store(to: margins.data + (row * classes + label) * margins.itemSize)
    }
    let loss = try NDArray.binary(.divide, margins.reduce(.sum).operand, .pyInt(count))
    let positive = try margins.apply(.greater, .pyInt(0))
    let dx = try positive.astype(margins.dtype)
    let numbers = try positive.sum([1])
    for (row, label) in labels.enumerated() {
      let place = dx.data + (row * classes + label) * dx.itemSize
      let value = Scalar(loading: place, dx.dtype).doubleValue - (try numbers.element(row)).doubleValue
      Scalar.float64(value).cast(to: dx.dtype).store(to: place)
    }
    try NDArray.inPlace(.divide, dx, .pyInt(count))
    return (try loss.scalar, dx)
  }
}

extension NDArray {
  /// Takes one from the element of each row that `labels` names; the array is a contiguous matrix.
  fileprivate func subtractOne(at labels: [Int]) throws {
    for (row, label) in labels.enumerated() {
      let place = row * shape[1] + label
      switch dtype {
      case .float32: elements(Float.self)[place] -= 1
      case .float64: elements(Double.self)[place] -= 1
      default: throw ArrayError(.type, "scores must be floating-point numbers, not \(dtype.name)")
      }
    }
  }
}

extension ArrayResult {
  /// The result's one value.
  var scalar: Scalar {
    get throws {
      switch self {
      case .scalar(let scalar): return scalar
      case .array(let array): return try array.element(0)
      }
    }
  }
}
