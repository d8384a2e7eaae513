@testable import Arrays

/// A type of array elements, for literals in tests.
protocol ArrayElement { static var dtype: DType { get } }
extension Bool: ArrayElement { static var dtype: DType { .bool } }
extension UInt8: ArrayElement { static var dtype: DType { .uint8 } }
extension Int32: ArrayElement { static var dtype: DType { .int32 } }
extension Int: ArrayElement { static var dtype: DType { .int64 } }
extension Float: ArrayElement { static var dtype: DType { .float32 } }
extension Double: ArrayElement { static var dtype: DType { .float64 } }

/// A C-ordered array of the given elements.
func array<Element: ArrayElement>(_ elements: [Element], _ shape: Shape? = nil) -> NDArray {
  guard let result = try? NDArray(empty: shape ?? Shape(elements.count), Element.dtype) else {
    preconditionFailure("no memory for a test array")
  }
  precondition(result.count == elements.count)
  elements.withUnsafeBytes { bytes in
    if let first = bytes.baseAddress { result.data.copyMemory(from: first, byteCount: bytes.count) }
  }
  return result
}

/// The elements of a C-contiguous array of that type.
func elements<Element: ArrayElement>(_ array: NDArray, as type: Element.Type = Element.self) -> [Element] {
  precondition(array.dtype == Element.dtype && array.isCContiguous)
  return (0..<array.count).map { array.data.load(fromByteOffset: $0 * array.itemSize, as: Element.self) }
}
