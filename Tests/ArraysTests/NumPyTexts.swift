@testable import Arrays

/// The repr of an array, for comparison with NumPy's.
func repr(_ array: NDArray) throws -> String { try array.formatted(.repr, options: PrintOptions()) }

/// The repr of a result, which may be a scalar.
func repr(_ result: ArrayResult) throws -> String {
  switch result {
  case .array(let array): try repr(array)
  case .scalar(let scalar): scalar.formatted(.repr)
  }
}

/// Python's text of a truth value.
func repr(_ value: Bool) throws -> String { value ? "True" : "False" }

/// The reprs of several arrays.
func reprs(_ arrays: [NDArray]) throws -> [String] { try arrays.map { try repr($0) } }

/// Type and text of the error that `body` throws.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}
