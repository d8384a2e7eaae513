import Arrays
import CKernels

/// A floating-point element type, with the kernels that are written for it.
///
/// A layer that runs over memory itself is generic over this and switches on the dtype once.
protocol LayerElement: BinaryFloatingPoint {
  /// The sum of `count` elements in a row, pairwise in NumPy's order.
  static func pairwiseSum(_ elements: UnsafePointer<Self>, _ count: Int) -> Self

  static func convolve(
    _ shape: inout nb_conv_shape, _ x: UnsafePointer<Self>, _ w: UnsafePointer<Self>,
    _ b: UnsafePointer<Self>,
    _ out: UnsafeMutablePointer<Self>
  ) -> Bool

  static func convolveBack(
    _ shape: inout nb_conv_shape, _ x: UnsafePointer<Self>, _ w: UnsafePointer<Self>,
    _ dout: UnsafePointer<Self>, _ dx: UnsafeMutablePointer<Self>?, _ dw: UnsafeMutablePointer<Self>?,
    _ db: UnsafeMutablePointer<Self>?
  ) -> Bool

  static func pool(
    _ shape: inout nb_pool_shape, _ x: UnsafePointer<Self>, _ out: UnsafeMutablePointer<Self>,
    _ places: UnsafeMutablePointer<Int32>?)

  static func poolBack(
    _ shape: inout nb_pool_shape, _ dout: UnsafePointer<Self>, _ places: UnsafePointer<Int32>,
    _ dx: UnsafeMutablePointer<Self>)
}

extension Double: LayerElement {
  static func pairwiseSum(_ elements: UnsafePointer<Double>, _ count: Int) -> Double {
    nb_sum_f64(UnsafeRawPointer(elements).assumingMemoryBound(to: CChar.self), 8, count)
  }

  static func convolve(
    _ shape: inout nb_conv_shape, _ x: UnsafePointer<Double>, _ w: UnsafePointer<Double>,
    _ b: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>
  ) -> Bool { nb_conv_forward_f64(&shape, x, w, b, out) }

  static func convolveBack(
    _ shape: inout nb_conv_shape, _ x: UnsafePointer<Double>, _ w: UnsafePointer<Double>,
    _ dout: UnsafePointer<Double>, _ dx: UnsafeMutablePointer<Double>?, _ dw: UnsafeMutablePointer<Double>?,
    _ db: UnsafeMutablePointer<Double>?
  ) -> Bool { nb_conv_backward_f64(&shape, x, w, dout, dx, dw, db) }

  static func pool(
    _ shape: inout nb_pool_shape, _ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>,
    _ places: UnsafeMutablePointer<Int32>?
  ) { nb_max_pool_forward_f64(&shape, x, out, places) }

  static func poolBack(
    _ shape: inout nb_pool_shape, _ dout: UnsafePointer<Double>, _ places: UnsafePointer<Int32>,
    _ dx: UnsafeMutablePointer<Double>
  ) { nb_max_pool_backward_f64(&shape, dout, places, dx) }
}

extension Float: LayerElement {
  static func pairwiseSum(_ elements: UnsafePointer<Float>, _ count: Int) -> Float {
    nb_sum_f32(UnsafeRawPointer(elements).assumingMemoryBound(to: CChar.self), 4, count)
  }

  static func convolve(
    _ shape: inout nb_conv_shape, _ x: UnsafePointer<Float>, _ w: UnsafePointer<Float>,
    _ b: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>
  ) -> Bool { nb_conv_forward_f32(&shape, x, w, b, out) }

  static func convolveBack(
    _ shape: inout nb_conv_shape, _ x: UnsafePointer<Float>, _ w: UnsafePointer<Float>,
    _ dout: UnsafePointer<Float>, _ dx: UnsafeMutablePointer<Float>?, _ dw: UnsafeMutablePointer<Float>?,
    _ db: UnsafeMutablePointer<Float>?
  ) -> Bool { nb_conv_backward_f32(&shape, x, w, dout, dx, dw, db) }

  static func pool(
    _ shape: inout nb_pool_shape, _ x: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>,
    _ places: UnsafeMutablePointer<Int32>?
  ) { nb_max_pool_forward_f32(&shape, x, out, places) }

  static func poolBack(
    _ shape: inout nb_pool_shape, _ dout: UnsafePointer<Float>, _ places: UnsafePointer<Int32>,
    _ dx: UnsafeMutablePointer<Float>
  ) { nb_max_pool_backward_f32(&shape, dout, places, dx) }
}
