import Arrays

/// The convolution as one product with the matrix of all patches.
extension Convolution {
  /// The product of w, one filter a row, with the patches of x as columns: `conv_forward_im2col`
  /// (`order` imagesLast) and `conv_forward_strides` (imagesFirst). Also returns those columns.
  ///
  /// The im2col variant gives a view whose memory has images last, as in the course.
  public static func forward(
    _ x: NDArray, _ w: NDArray, _ b: NDArray, _ parameters: Parameters, columns order: Columns.Order
  ) throws -> (out: NDArray, columns: NDArray) {
    let geometry = try geometry(x, w, parameters)
    try Check.length(b, geometry.shape.filters, "b")
    let columns = try Columns.of(x, window(w, parameters), order: order)
    let (images, filters) = (x.shape[0], w.shape[0])
    let product = try w.reshape(Shape(filters, geometry.depth)).product(columns)
      .plus(b.reshape(Shape(filters, 1)))
    switch order {
    case .imagesLast:
      return (
        try product.reshape([filters, geometry.rows, geometry.columns, images]).transpose([3, 0, 1, 2]),
        columns
      )
    case .imagesFirst:
      return (
        try product.reshape([filters, images, geometry.rows, geometry.columns]).transpose([1, 0, 2, 3])
          .contiguous(), columns
      )
    }
  }

  /// Gradients by products with the columns of the forward pass: `conv_backward_im2col`, `conv_backward_strides`.
  public static func backward(_ dout: NDArray, _ cache: Cache, columns: NDArray, order: Columns.Order) throws
    -> Gradients
  {
    let w = cache.w
    let geometry = try geometry(cache.x, w, cache.parameters)
    try Check.shape(dout, geometry.outShape, "dout")
    let filters = w.shape[0]
    let upstream = try dout.transpose(order == .imagesLast ? [1, 2, 3, 0] : [1, 0, 2, 3])
      .reshape(Shape(filters, dout.count / max(1, filters)))
    let dw = try upstream.product(columns.transpose()).reshape(w.shape)
    let back = try w.reshape(Shape(filters, geometry.depth)).transpose().product(upstream)
    let dx = try Columns.toImages(back, shape: cache.x.shape, window(w, cache.parameters), order: order)
    return (dx, dw, try dout.sum([0, 2, 3]))
  }

  /// The patches that w meets.
  public static func window(_ w: NDArray, _ parameters: Parameters) -> Columns.Window {
    Columns.Window(
      height: w.shape[2], width: w.shape[3], pad: parameters.pad, stride: parameters.stride)
  }
}
