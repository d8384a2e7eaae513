/// What a call may say about an image.
public struct ImageOptions: Sendable {
  public var colormap: Colormap?
  public var vmin: Double?
  public var vmax: Double?
  public var norm = Norm.linear
  public var interpolation: Interpolation?
  public var origin: AxesImage.Origin?
  /// Left, right, bottom, top in data units.
  public var extent: (left: Double, right: Double, bottom: Double, top: Double)?
  public var aspect: Aspect?
  public var alpha: Double?
  public var label: String?
  public var zorder: Double?

  public enum Aspect: Equatable, Sendable {
    case equal, auto
    case ratio(Double)

    /// - Throws: `FigureError` of kind value in matplotlib's words.
    public init(parsing text: String) throws {
      switch text {
      case "equal": self = .equal
      case "auto": self = .auto
      default: throw FigureError(.value, "could not convert string to float: \(FigureError.quoted(text))")
      }
    }
  }

  public init() {}
}

extension Axes {
  /// Shows values through a colormap, or colours as they are. The first row is on top unless the origin says lower.
  ///
  /// - Parameter image: one channel for values, three or four for colours.
  @discardableResult
  public func imshow(_ image: ImageData, _ options: ImageOptions = ImageOptions()) throws -> AxesImage {
    try Self.check(alpha: options.alpha)
    guard image.channels != 2 else {
      let shape = FigureError.shape([image.height, image.width, 2])
      throw FigureError(.type, "Invalid shape \(shape) for image data")
    }
    let artist = AxesImage(
      image, colormap: try options.colormap ?? Colormap.named(rc.text("image.cmap")),
      interpolation: try options.interpolation ?? Interpolation(parsing: rc.text("image.interpolation")),
      origin: try options.origin ?? AxesImage.Origin(parsing: rc.text("image.origin")), extent: options.extent
    )
    artist.norm = options.norm
    artist.vmin = options.vmin
    artist.vmax = options.vmax
    artist.alpha = options.alpha
    artist.label = options.label
    if let zorder = options.zorder { artist.zorder = zorder }
    switch try options.aspect ?? ImageOptions.Aspect(parsing: rc.text("image.aspect")) {
    case .equal: aspect = 1
    case .auto: aspect = nil
    case .ratio(let ratio):
      guard ratio > 0, ratio.isFinite else { throw FigureError(.value, "aspect must be finite and positive") }
      aspect = ratio
    }
    add(artist)
    let e = artist.imageExtent
    if e.left.isFinite, e.right.isFinite, e.bottom.isFinite, e.top.isFinite, image.width > 0, image.height > 0
    {
      try xAxis.setLimits(e.left, e.right)
      try yAxis.setLimits(e.bottom, e.top)
    }
    return artist
  }

  /// Shows a matrix with its rows downwards and whole-number ticks on top.
  @discardableResult
  public func matshow(_ image: ImageData, _ options: ImageOptions = ImageOptions()) throws -> AxesImage {
    xAxis.tickSides = Sides(near: true, far: true)
    xAxis.labelSides = Sides(near: false, far: true)
    xAxis.wholeNumbersOnly = true
    yAxis.wholeNumbersOnly = true
    return try imshow(image, options)
  }
}
