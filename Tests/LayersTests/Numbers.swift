import Arrays
import Layers
import Testing

/// Seeded arrays and comparisons for the tests of layers.
struct Draws {
  let state: RandomState

  init(seed: Int) throws { state = try RandomState(.number(seed)) }

  func normal(_ shape: Shape, _ dtype: DType = .float64) throws -> NDArray {
    try state.standardNormal(size: shape).asArray().astype(dtype)
  }

  func labels(_ count: Int, classes: Int) throws -> NDArray {
    try state.integers(low: .pyInt(0), high: .pyInt(classes), size: Shape(count)).asArray()
  }
}

/// The elements as doubles, in C order.
func numbers(_ array: NDArray) throws -> [Double] {
  let flat = try array.flatten()
  return try (0..<flat.count).map { try flat.element($0).doubleValue }
}

/// max |a − b| / max(floor, |a| + |b|), the course's measure.
func relativeError(_ a: NDArray, _ b: NDArray, floor: Double = 1e-8) throws -> Double {
  #expect(a.shape == b.shape)
  return zip(try numbers(a), try numbers(b)).map { abs($0 - $1) / max(floor, abs($0) + abs($1)) }.max() ?? 0
}

/// Whether two arrays have the same type, shape and bits.
func sameBits(_ a: NDArray, _ b: NDArray) throws -> Bool {
  guard a.shape == b.shape, a.dtype == b.dtype else { return false }
  return zip(try numbers(a), try numbers(b)).allSatisfy { $0.bitPattern == $1.bitPattern || $0 == $1 }
}

/// The gradient in x of the sum of f(x) · dout by centred differences, x perturbed in place.
func numericalGradient(_ x: NDArray, _ dout: NDArray, _ f: () throws -> NDArray) throws -> NDArray {
  let gradient = try NDArray(zeros: x.shape)
  let elements = x.data.assumingMemoryBound(to: Double.self)
  let h = 1e-5
  let weights = try numbers(dout)
  for i in 0..<x.count {
    let old = elements[i]
    elements[i] = old + h
    let high = try numbers(f())
    elements[i] = old - h
    let low = try numbers(f())
    elements[i] = old
    var sum = 0.0
    for j in weights.indices { sum += (high[j] - low[j]) * weights[j] }
    gradient.data.assumingMemoryBound(to: Double.self)[i] = sum / (2 * h)
  }
  return gradient
}
