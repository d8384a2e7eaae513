/// A small picture with its channels interleaved, as filters and data sets hold them.
public struct Picture: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// 1 for grey, 3 for colours.
  public let channels: Int
  /// Rows from the top; `width * height * channels` numbers.
  public private(set) var values: [Double]

  /// - Precondition: there are `width * height * channels` values, and at least one.
  public init(width: Int, height: Int, channels: Int, values: [Double]) {
    precondition(width > 0 && height > 0 && channels > 0 && values.count == width * height * channels)
    self.width = width
    self.height = height
    self.channels = channels
    self.values = values
  }

  /// The smallest value becomes 0, the largest 1.
  public func stretched() -> Picture {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low else { return self }
    var result = self
    result.values = values.map { ($0 - low) / (high - low) }
    return result
  }

  /// Pictures of one size side by side, lines of ones between them.
  ///
  /// - Throws: `FigureError` of kind value for more pixels than a picture can have.
  public static func tiled(_ pictures: [Picture], columns: Int) throws -> Picture {
    guard let first = pictures.first, columns > 0 else { throw FigureError(.value, "there are no images") }
    let rows = (pictures.count - 1) / columns + 1
    let (width, tooWide) = columns.multipliedReportingOverflow(by: first.width + 1)
    let (height, tooHigh) = rows.multipliedReportingOverflow(by: first.height + 1)
    guard !tooWide, !tooHigh, width < 1 << 26, height < 1 << 26, width * height <= 1 << 26 else {
      throw FigureError(.value, "too many images for one figure")
    }
    var result = Picture(
      width: width - 1, height: height - 1, channels: first.channels,
      values: [Double](repeating: 1, count: (width - 1) * (height - 1) * first.channels))
    for (index, picture) in pictures.enumerated() {
      precondition(picture.values.count == first.values.count)
      let (left, top) = (index % columns * (first.width + 1), index / columns * (first.height + 1))
      for y in 0..<first.height {
        let from = y * first.width * first.channels
        let to = ((top + y) * result.width + left) * first.channels
        for offset in 0..<(first.width * first.channels) {
          result.values[to + offset] = picture.values[from + offset]
        }
      }
    }
    return result
  }
}

extension Axes {
  /// Shows a picture without axes, every pixel as a square.
  public func show(_ picture: Picture) throws {
    var options = ImageOptions()
    options.colormap = try Colormap.named("gray")
    options.interpolation = .nearest
    try imshow(
      ImageData(
        width: picture.width, height: picture.height, channels: picture.channels,
        samples: .float(picture.values)),
      options)
    showsAxis = false
  }

  /// Shows filters side by side, each stretched to its own range.
  ///
  /// - Parameter columns: nil makes the grid about as wide as it is high.
  public func showFilters(_ filters: [Picture], columns: Int? = nil) throws {
    var root = 1
    while root * root < filters.count { root += 1 }
    try show(
      Picture.tiled(filters.map { $0.stretched() }, columns: min(columns ?? root, max(filters.count, 1))))
  }
}
