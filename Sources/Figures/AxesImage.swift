/// How image values become pixels when sizes differ.
public enum Interpolation: String, Sendable, CaseIterable {
  case auto, antialiased, nearest, none, bilinear, bicubic, hanning, lanczos, gaussian

  /// - Throws: `FigureError` of kind value that lists what there is.
  public init(parsing name: String) throws {
    guard let value = Interpolation(rawValue: name.lowercased()) else {
      throw FigureError.unsupported(name, for: "interpolation", supported: Self.allCases.map(\.rawValue))
    }
    self = value
  }
}

/// Values or colours on a grid, drawn as an image.
public final class AxesImage: Artist {
  public enum Origin: String, Sendable, CaseIterable {
    case upper, lower

    public init(parsing name: String) throws {
      guard let value = Origin(rawValue: name) else {
        throw FigureError.unsupported(name, for: "origin", supported: Self.allCases.map(\.rawValue))
      }
      self = value
    }
  }

  public private(set) var image: ImageData
  public var colormap: Colormap
  public var norm = Norm.linear
  public var vmin: Double?
  public var vmax: Double?
  public var interpolation: Interpolation
  public var origin: Origin
  /// Left, right, bottom, top in data units.
  public var imageExtent: (left: Double, right: Double, bottom: Double, top: Double)

  public init(
    _ image: ImageData, colormap: Colormap, interpolation: Interpolation = .auto, origin: Origin = .upper,
    extent: (left: Double, right: Double, bottom: Double, top: Double)? = nil
  ) {
    self.image = image
    self.colormap = colormap
    self.interpolation = interpolation
    self.origin = origin
    let (w, h) = (Double(image.width) - 0.5, Double(image.height) - 0.5)
    imageExtent = extent ?? (origin == .upper ? (-0.5, w, h, -0.5) : (-0.5, w, -0.5, h))
    super.init(zorder: 0)
  }

  public func setData(_ image: ImageData) { self.image = image }

  public func dataRange() -> (Double, Double)? {
    switch image.samples {
    case .uint8(let values): range(of: values.lazy.map(Double.init))
    case .uint16(let values): range(of: values.lazy.map(Double.init))
    case .float(let values): range(of: values)
    }
  }

  override var extent: Extent {
    var result = Extent()
    let e = imageExtent
    result.addX(e.left, e.right)
    result.addY(e.bottom, e.top)
    for x in [e.left, e.right] { result.stickX(x) }
    for y in [e.bottom, e.top] { result.stickY(y) }
    return result
  }

  override func draw(on canvas: any Canvas, in view: View) {
    guard image.width > 0, image.height > 0 else { return }
    let e = imageExtent
    let (ax, bx) = (view.x.pixel(e.left), view.x.pixel(e.right))
    let (at, bt) = (view.y.pixel(e.top), view.y.pixel(e.bottom))
    let box = Rect(min(ax, bx), min(at, bt), max(ax, bx), max(at, bt))
    guard box.width > 0, box.height > 0, box.x0.isFinite, box.y0.isFinite else { return }
    var sampler = Resampler(
      image: image, box: box, flippedX: ax > bx, flippedY: (at > bt) != (origin == .lower),
      interpolation: interpolation)
    // No pixel outside the frame is worth computing.
    let window = Rect(
      max(box.x0, view.frame.x0), max(box.y0, view.frame.y0), min(box.x1, view.frame.x1),
      min(box.y1, view.frame.y1))
    let x0 = Elementary.whole(window.x0)
    let y0 = Elementary.whole(window.y0)
    let width = Elementary.whole(window.x1) - x0
    let height = Elementary.whole(window.y1) - y0
    guard width > 0, height > 0 else { return }
    sampler.window = (x0, y0, width, height)
    let pixels = image.channels <= 2 ? mapped(sampler.values()) : sampler.colors(alpha: alpha ?? 1)
    canvas.image(ImageData(width: width, height: height, rgba: pixels), x: x0, y: y0)
  }

  private func mapped(_ values: [Double]) -> [UInt8] {
    let (low, high) = colorLimits
    guard norm == .linear, !colormap.hasExtremes else { return mapped(values, low, high) }
    let span = high - low
    let scale = span > 0 ? 1 / span : 0
    let opacity = ImageData.byte(alpha ?? 1)
    return [UInt8](unsafeUninitializedCapacity: values.count * 4) { out, count in
      colormap.table.withUnsafeBufferPointer { table in
        for (index, value) in values.enumerated() {
          let to = index * 4
          guard !value.isNaN else {
            for channel in 0..<4 { out[to + channel] = 0 }
            continue
          }
          let place = span > 0 && span.isFinite ? (value - low) * scale : 0
          let from = colormap.index(place) * 3
          out[to] = table[from]
          out[to + 1] = table[from + 1]
          out[to + 2] = table[from + 2]
          out[to + 3] = opacity
        }
      }
      count = values.count * 4
    }
  }

  /// Any norm, and colours for what lies outside the ends.
  private func mapped(_ values: [Double], _ low: Double, _ high: Double) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: values.count * 4)
    for (index, value) in values.enumerated() {
      let color = colormap.color(norm.place(value, low, high, colors: colormap.count))
      let (r, g, b, a) = color.withAlpha(color.alpha * (alpha ?? 1)).bytes
      (pixels[index * 4], pixels[index * 4 + 1], pixels[index * 4 + 2], pixels[index * 4 + 3]) = (r, g, b, a)
    }
    return pixels
  }
}

extension AxesImage: ColorMapped {}
