import Arrays

/// Patches of images as the columns of a matrix, and back: im2col and col2im.
///
/// Source: CS231n assignment 2, `im2col.py`, `im2col_cython.pyx` and `fast_layers.py`.
public enum Columns {
  /// The order of columns.
  public enum Order: Sendable {
    /// Output row, output column, image: `im2col_indices`, `im2col_cython`.
    case imagesLast
    /// Image, output row, output column: `conv_forward_strides`, `col2im_6d_cython`.
    case imagesFirst
  }

  /// Patches of `height` by `width`, `stride` apart, on images with `pad` zeros around them.
  public struct Window: Sendable {
    public let height: Int
    public let width: Int
    public let pad: Int
    public let stride: Int

    public init(height: Int, width: Int, pad: Int, stride: Int) {
      self.height = height
      self.width = width
      self.pad = pad
      self.stride = stride
    }

    /// How many patches stand below and beside each other on images of that shape.
    ///
    /// Errors: a stride below 1, a negative pad, a window larger than the padded image.
    func places(on shape: Shape) throws -> (rows: Int, columns: Int) {
      let limit = 1 << 40
      // Only empty images have axes as long as that.
      guard shape.allSatisfy({ $0 < limit }) else {
        throw ArrayError(.value, "images of shape \(shape.tupleDescription) are too large for windows")
      }
      guard stride >= 1, pad >= 0, height >= 1, width >= 1, pad < limit, height < limit, width < limit,
        shape[2] + 2 * pad >= height, shape[3] + 2 * pad >= width
      else {
        throw ArrayError(
          .value,
          "a window of \(height) by \(width), stride \(stride), does not fit on images of \(shape[2]) by "
            + "\(shape[3]) padded by \(pad)")
      }
      return ((shape[2] + 2 * pad - height) / stride + 1, (shape[3] + 2 * pad - width) / stride + 1)
    }

    /// Whether the last patches end where the padded images end.
    ///
    /// Errors: as `places`.
    public func fits(on shape: Shape) throws -> (down: Bool, across: Bool) {
      _ = try places(on: shape)
      return ((shape[2] + 2 * pad - height) % stride == 0, (shape[3] + 2 * pad - width) % stride == 0)
    }
  }

  /// The matrix of shape (C·height·width, N·rows·columns) of all patches of x, of shape (N, C, H, W).
  public static func of(_ x: NDArray, _ window: Window, order: Order = .imagesLast) throws -> NDArray {
    try Check.dimensions(x, 4, "x")
    let (rows, columns) = try window.places(on: x.shape)
    let padded = try Convolution.pad(x, window.pad)
    let patches = patches(padded, window, rows, columns, order)
    return try patches.copy().reshape(
      Shape(
        Check.product(x.shape[1], window.height, window.width), Check.product(x.shape[0], rows, columns)))
  }

  /// The sum of all patches at their places in images of `shape`, padding cut off: `of`'s transpose.
  ///
  /// An element of the result is added up over window rows, then window columns.
  public static func toImages(_ columns: NDArray, shape: Shape, _ window: Window, order: Order = .imagesLast)
    throws -> NDArray
  {
    guard shape.count == 4 else {
      throw ArrayError(.value, "images have 4 dimensions, not \(shape.count)")
    }
    let (rows, across) = try window.places(on: shape)
    let (images, channels) = (shape[0], shape[1])
    let result = try NDArray(
      zeros: [images, channels, shape[2] + 2 * window.pad, shape[3] + 2 * window.pad], columns.dtype)
    let grid: Shape =
      order == .imagesLast
      ? [channels, window.height, window.width, rows, across, images]
      : [channels, window.height, window.width, images, rows, across]
    let cube = try columns.reshape(grid)
    for r in 0..<window.height {
      for s in 0..<window.width {
        let part = try cube.index([.slice(start: nil, stop: nil, step: nil), .int(r), .int(s)]).asArray()
          .transpose(order == .imagesLast ? [3, 0, 1, 2] : [1, 0, 2, 3])
        let target = try result.index([
          .ellipsis, .slice(start: r, stop: r + window.stride * (rows - 1) + 1, step: window.stride),
          .slice(start: s, stop: s + window.stride * (across - 1) + 1, step: window.stride),
        ]).asArray()
        try NDArray.inPlace(.add, target, .array(part))
      }
    }
    if window.pad == 0 { return result }
    return try result.index([
      .ellipsis, .slice(start: window.pad, stop: window.pad + shape[2], step: nil),
      .slice(start: window.pad, stop: window.pad + shape[3], step: nil),
    ]).asArray()
  }

  /// A view of six dimensions on padded images: channel, window row and column, then the places in their order.
  private static func patches(
    _ padded: NDArray, _ window: Window, _ rows: Int, _ columns: Int, _ order: Order
  ) -> NDArray {
    let (shape, strides) = (padded.shape, padded.strides)
    // A stride beyond the image is never taken, however long it is.
    let (down, across) = (strides[2] &* window.stride, strides[3] &* window.stride)
    switch order {
    case .imagesLast:
      return padded.view(
        shape: [shape[1], window.height, window.width, rows, columns, shape[0]],
        strides: [strides[1], strides[2], strides[3], down, across, strides[0]])
    case .imagesFirst:
      return padded.view(
        shape: [shape[1], window.height, window.width, shape[0], rows, columns],
        strides: [strides[1], strides[2], strides[3], strides[0], down, across])
    }
  }
}
