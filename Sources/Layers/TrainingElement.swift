import CKernels

/// The kernels of `nb_train.h` for a floating-point element type.
protocol TrainingElement: LayerElement {
  typealias Source = UnsafePointer<Self>
  typealias Target = UnsafeMutablePointer<Self>

  static func normalize(
    _ rows: Int, _ columns: Int, _ x: Source, _ gamma: Source, _ beta: Source, _ epsilon: Self, _ out: Target,
    _ mean: Target, _ variance: Target, _ deviation: Target)

  static func normalizeBack(
    _ rows: Int, _ columns: Int, _ dout: Source, _ x: Source, _ mean: Source?, _ gamma: Source,
    _ deviation: Source,
    _ dx: Target, _ dgamma: Target, _ dbeta: Target)

  static func normalizePlanes(
    _ images: Int, _ channels: Int, _ plane: Int, _ x: Source, _ gamma: Source, _ beta: Source,
    _ epsilon: Self,
    _ relu: Bool, _ out: Target, _ mean: Target, _ variance: Target, _ deviation: Target)

  static func normalizePlanesBack(
    _ images: Int, _ channels: Int, _ plane: Int, _ dout: Source, _ out: Source?, _ x: Source,
    _ gamma: Source,
    _ mean: Source, _ deviation: Source, _ dx: Target, _ dgamma: Target, _ dbeta: Target)

  static func applyPlanes(
    _ images: Int, _ channels: Int, _ plane: Int, _ x: Source, _ gamma: Source, _ beta: Source,
    _ mean: Source,
    _ deviation: Source, _ relu: Bool, _ out: Target)

  static func convolveAndPool(
    _ shape: inout nb_conv_shape, _ x: Source, _ w: Source, _ b: Source, _ out: Target,
    _ places: UnsafeMutablePointer<UInt8>?
  ) -> Bool

  static func convolveAndPoolBack(
    _ shape: inout nb_conv_shape, _ x: Source, _ dout: Source, _ places: UnsafePointer<UInt8>, _ dw: Target,
    _ db: Target
  ) -> Bool

  static func spread(
    _ shape: inout nb_conv_shape, _ dout: Source, _ places: UnsafePointer<UInt8>, _ gradient: Target)
}

extension Double: TrainingElement {
  static func normalize(
    _ rows: Int, _ columns: Int, _ x: Source, _ gamma: Source, _ beta: Source, _ epsilon: Double,
    _ out: Target,
    _ mean: Target, _ variance: Target, _ deviation: Target
  ) {
    nb_batchnorm_forward_f64(
      rows, columns, x, gamma, beta, epsilon, out, mean, variance, deviation)
  }

  static func normalizeBack(
    _ rows: Int, _ columns: Int, _ dout: Source, _ x: Source, _ mean: Source?, _ gamma: Source,
    _ deviation: Source,
    _ dx: Target, _ dgamma: Target, _ dbeta: Target
  ) {
    nb_batchnorm_backward_f64(rows, columns, dout, x, mean, gamma, deviation, dx, dgamma, dbeta)
  }

  static func normalizePlanes(
    _ images: Int, _ channels: Int, _ plane: Int, _ x: Source, _ gamma: Source, _ beta: Source,
    _ epsilon: Double,
    _ relu: Bool, _ out: Target, _ mean: Target, _ variance: Target, _ deviation: Target
  ) {
    nb_spatial_norm_forward_f64(
      images, channels, plane, x, gamma, beta, epsilon, relu, out, mean, variance, deviation)
  }

  static func normalizePlanesBack(
    _ images: Int, _ channels: Int, _ plane: Int, _ dout: Source, _ out: Source?, _ x: Source,
    _ gamma: Source,
    _ mean: Source, _ deviation: Source, _ dx: Target, _ dgamma: Target, _ dbeta: Target
  ) {
    nb_spatial_norm_backward_f64(
      images, channels, plane, dout, out, x, gamma, mean, deviation, dx, dgamma, dbeta)
  }

  static func applyPlanes(
    _ images: Int, _ channels: Int, _ plane: Int, _ x: Source, _ gamma: Source, _ beta: Source,
    _ mean: Source,
    _ deviation: Source, _ relu: Bool, _ out: Target
  ) { nb_spatial_norm_apply_f64(images, channels, plane, x, gamma, beta, mean, deviation, relu, out) }

  static func convolveAndPool(
    _ shape: inout nb_conv_shape, _ x: Source, _ w: Source, _ b: Source, _ out: Target,
    _ places: UnsafeMutablePointer<UInt8>?
  ) -> Bool { nb_conv_pool_forward_f64(&shape, x, w, b, out, places) }

  static func convolveAndPoolBack(
    _ shape: inout nb_conv_shape, _ x: Source, _ dout: Source, _ places: UnsafePointer<UInt8>, _ dw: Target,
    _ db: Target
  ) -> Bool { nb_conv_pool_backward_f64(&shape, x, dout, places, dw, db) }

  static func spread(
    _ shape: inout nb_conv_shape, _ dout: Source, _ places: UnsafePointer<UInt8>, _ gradient: Target
  ) { nb_conv_pool_spread_f64(&shape, dout, places, gradient) }
}

extension Float: TrainingElement {
  static func normalize(
    _ rows: Int, _ columns: Int, _ x: Source, _ gamma: Source, _ beta: Source, _ epsilon: Float,
    _ out: Target,
    _ mean: Target, _ variance: Target, _ deviation: Target
  ) {
    nb_batchnorm_forward_f32(
      rows, columns, x, gamma, beta, epsilon, out, mean, variance, deviation)
  }

  static func normalizeBack(
    _ rows: Int, _ columns: Int, _ dout: Source, _ x: Source, _ mean: Source?, _ gamma: Source,
    _ deviation: Source,
    _ dx: Target, _ dgamma: Target, _ dbeta: Target
  ) {
    nb_batchnorm_backward_f32(rows, columns, dout, x, mean, gamma, deviation, dx, dgamma, dbeta)
  }

  static func normalizePlanes(
    _ images: Int, _ channels: Int, _ plane: Int, _ x: Source, _ gamma: Source, _ beta: Source,
    _ epsilon: Float,
    _ relu: Bool, _ out: Target, _ mean: Target, _ variance: Target, _ deviation: Target
  ) {
    nb_spatial_norm_forward_f32(
      images, channels, plane, x, gamma, beta, epsilon, relu, out, mean, variance, deviation)
  }

  static func normalizePlanesBack(
    _ images: Int, _ channels: Int, _ plane: Int, _ dout: Source, _ out: Source?, _ x: Source,
    _ gamma: Source,
    _ mean: Source, _ deviation: Source, _ dx: Target, _ dgamma: Target, _ dbeta: Target
  ) {
    nb_spatial_norm_backward_f32(
      images, channels, plane, dout, out, x, gamma, mean, deviation, dx, dgamma, dbeta)
  }

  static func applyPlanes(
    _ images: Int, _ channels: Int, _ plane: Int, _ x: Source, _ gamma: Source, _ beta: Source,
    _ mean: Source,
    _ deviation: Source, _ relu: Bool, _ out: Target
  ) { nb_spatial_norm_apply_f32(images, channels, plane, x, gamma, beta, mean, deviation, relu, out) }

  static func convolveAndPool(
    _ shape: inout nb_conv_shape, _ x: Source, _ w: Source, _ b: Source, _ out: Target,
    _ places: UnsafeMutablePointer<UInt8>?
  ) -> Bool { nb_conv_pool_forward_f32(&shape, x, w, b, out, places) }

  static func convolveAndPoolBack(
    _ shape: inout nb_conv_shape, _ x: Source, _ dout: Source, _ places: UnsafePointer<UInt8>, _ dw: Target,
    _ db: Target
  ) -> Bool { nb_conv_pool_backward_f32(&shape, x, dout, places, dw, db) }

  static func spread(
    _ shape: inout nb_conv_shape, _ dout: Source, _ places: UnsafePointer<UInt8>, _ gradient: Target
  ) { nb_conv_pool_spread_f32(&shape, dout, places, gradient) }
}
