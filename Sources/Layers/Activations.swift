import Arrays
import CKernels

/// The rectified linear unit: max(0, x).
///
/// Source: CS231n assignment 2, `relu_forward` and `relu_backward`.
public enum Relu {
  /// max(0, x) for x of any shape; the cache is x itself.
  public static func forward(_ x: NDArray) throws -> (out: NDArray, cache: NDArray) {
    (try NDArray.binary(.maximum, .pyInt(0), .array(x)).asArray(), x)
  }

  /// dout where x > 0, zero elsewhere: the product of dout with that mask.
  public static func backward(_ dout: NDArray, _ x: NDArray) throws -> NDArray {
    try Check.meets(dout, x, "dout")
    return try dout.times(try x.apply(.greater, .pyInt(0)))
  }

  /// `forward` on x itself, for networks that need x no longer.
  public static func forward(inPlace x: NDArray) throws {
    _ = try NDArray.binary(.maximum, .pyInt(0), .array(x), out: x)
  }

  /// `backward` on dout itself; `out` is the output, which is positive where the input was.
  public static func backward(inPlace dout: NDArray, _ out: NDArray) throws {
    guard dout.shape == out.shape, dout.dtype == out.dtype, dout.isCContiguous, out.isCContiguous else {
      return try NDArray.inPlace(.multiply, dout, .array(out.apply(.greater, .pyInt(0))))
    }
    switch dout.dtype {
    case .float32: mask(dout.elements(Float.self), out.elements(Float.self), dout.count)
    case .float64: mask(dout.elements(Double.self), out.elements(Double.self), dout.count)
    default: throw ArrayError(.type, "gradients must be floating-point numbers, not \(dout.dtype.name)")
    }
  }

  private static func mask<T: LayerElement>(
    _ dout: UnsafeMutablePointer<T>, _ out: UnsafeMutablePointer<T>, _ count: Int
  ) {
    // A product, as `backward` has it: infinities under the mask give nan there too.
    for i in 0..<count { dout[i] *= out[i] > 0 ? 1 : 0 }
  }
}

/// The leaky rectified linear unit: x where x > 0, αx elsewhere.
public enum LeakyRelu {
  /// Source: Maas et al., Rectifier nonlinearities improve neural network acoustic models, 2013.
  public static func forward(_ x: NDArray, alpha: Double = 0.01) throws -> (out: NDArray, cache: NDArray) {
    let mask = try x.apply(.greater, .pyInt(0))
    return (try NDArray.select(mask, .array(x), .array(x.times(alpha))).asArray(), x)
  }

  public static func backward(_ dout: NDArray, _ x: NDArray, alpha: Double = 0.01) throws -> NDArray {
    try Check.meets(dout, x, "dout")
    let mask = try x.apply(.greater, .pyInt(0))
    return try NDArray.select(mask, .array(dout), .array(dout.times(alpha))).asArray()
  }
}

/// The logistic function 1 / (1 + exp(−x)).
public enum Sigmoid {
  /// The cache is the output.
  public static func forward(_ x: NDArray) throws -> (out: NDArray, cache: NDArray) {
    let out = try NDArray.binary(
      .divide, .pyInt(1),
      .array(NDArray.binary(.add, .pyInt(1), .array(x.apply(.negative).apply(.exp))).asArray())
    ).asArray()
    return (out, out)
  }

  /// dout · σ · (1 − σ), with σ the output.
  public static func backward(_ dout: NDArray, _ out: NDArray) throws -> NDArray {
    try Check.meets(dout, out, "dout")
    return try dout.times(out).times(NDArray.binary(.subtract, .pyInt(1), .array(out)).asArray())
  }
}

/// The hyperbolic tangent.
public enum Tanh {
  /// The cache is the output.
  public static func forward(_ x: NDArray) throws -> (out: NDArray, cache: NDArray) {
    let out = try x.apply(.tanh)
    return (out, out)
  }

  /// dout · (1 − tanh²).
  public static func backward(_ dout: NDArray, _ out: NDArray) throws -> NDArray {
    try Check.meets(dout, out, "dout")
    return try dout.times(NDArray.binary(.subtract, .pyInt(1), .array(out.times(out))).asArray())
  }
}
