import Arrays
import Figures
import Language

extension ArtistTypes {
  static func image(_ value: Value) throws -> AxesImage {
    guard let image = try ArtistObject.of(value).artist as? AxesImage else {
      throw PyError.typeError("descriptor requires an 'AxesImage' object")
    }
    return image
  }

  nonisolated(unsafe) static let image = make("AxesImage", "matplotlib.image", base) { add in
    add("set_data", "(self, A)", "Another picture.") { a in
      try image(a[0]).setData(a.vm.picture(a[1]))
      return .none
    }
    add("set_cmap", "(self, cmap)", "Another colour map.") { a in
      try image(a[0]).colormap = a.vm.colormap(a[1])
      return .none
    }
    add("set_extent", "(self, extent)", "Left, right, bottom, top in data units.") { a in
      let numbers = try a.vm.numbers(a[1])
      guard numbers.count == 4 else { throw PyError.valueError("extent must be (left, right, bottom, top)") }
      try image(a[0]).imageExtent = (numbers[0], numbers[1], numbers[2], numbers[3])
      return .none
    }
    add("get_extent", "(self)", "Left, right, bottom, top in data units.") { a in
      let e = try image(a[0]).imageExtent
      return .tuple([e.left, e.right, e.bottom, e.top].map { .float($0) })
    }
    add("get_cmap", "(self)", "The colour map.") { a in .object(ColormapObject(try image(a[0]).colormap)) }
    add("set_norm", "(self, norm)", "Another norm.") { a in
      let image = try image(a[0])
      (image.norm, image.vmin, image.vmax) = try a.vm.norm(a[1])
      return .none
    }
    add("get_array", "(self)", "The values.") { a in
      let image = try image(a[0]).image
      let values: [Double] =
        switch image.samples {
        case .uint8(let samples): samples.map(Double.init)
        case .uint16(let samples): samples.map(Double.init)
        case .float(let samples): samples
        }
      var shape = Shape(image.height, image.width)
      if image.channels > 1 { shape.append(image.channels) }
      return .array(try NDArray(doubles: values).reshape(shape))
    }
    add("set_interpolation", "(self, s)", "How values between pixels are found.") { a in
      try image(a[0]).interpolation = Interpolation(parsing: a.string(1))
      return .none
    }
    add("set_clim", "(self, vmin=None, vmax=None)", "The values of the colour map's ends.") { a in
      let image = try image(a[0])
      let (low, high) = try limits(a)
      if let low { image.vmin = low }
      if let high { image.vmax = high }
      return .none
    }
    add("get_clim", "(self)", "The values of the colour map's ends.") { a in
      let limits = try image(a[0]).colorLimits
      return .tuple([.npFloat64(limits.low), .npFloat64(limits.high)])
    }
  }

  static func limits(_ a: Arguments) throws -> (Double?, Double?) {
    if a.isGiven(1), a.vm.isSequence(a[1]) {
      let pair = try a.vm.pair(a[1], "clim")
      return (pair.0, pair.1)
    }
    return (a.isGiven(1) ? try a.double(1) : nil, a.isGiven(2) ? try a.double(2) : nil)
  }

  static func legendElements(_ a: Arguments) throws -> Value {
    let points = try points(a[0])
    guard a[1].text == "colors", let values = points.values else {
      throw PyError.valueError("Can't create a handle for points without values")
    }
    let different = Set(values.filter(\.isFinite)).sorted()
    let chosen: [Double]
    if let count = a[2].index {
      chosen = TickLocator(intervals: max(min(count, 100), 1)).ticks(
        different.first ?? 0, different.last ?? 1
      )
      .filter { $0 >= (different.first ?? 0) && $0 <= (different.last ?? 1) }
    } else if a[2].isNone || different.count <= 9 {
      chosen = different
    } else {
      chosen = TickLocator(intervals: 9).ticks(different.first ?? 0, different.last ?? 1)
        .filter { $0 >= (different.first ?? 0) && $0 <= (different.last ?? 1) }
    }
    let labels = TickFormatter(chosen, chosen.first ?? 0, chosen.last ?? 1).labels
    let handles = chosen.map { value -> Value in
      let line = Line2D(x: [0], y: [0], color: points.shown(value))
      line.lineStyle = .none
      line.marker = points.marker
      return .object(ArtistObject.loose(line, "Line2D"))
    }
    let names = try chosen.indices.map { index -> Value in
      if let format = a[3].text {
        return .string(try a.vm.str(a.vm.callMethod(.string(format), "format", [.float(chosen[index])])))
      }
      return .string("$\\mathdefault{\(labels[index])}$")
    }
    return .tuple([.list(handles), .list(names)])
  }

  static func points(_ value: Value) throws -> PathCollection {
    guard let points = try ArtistObject.of(value).artist as? PathCollection else {
      throw PyError.typeError("descriptor requires a 'PathCollection' object")
    }
    return points
  }

  nonisolated(unsafe) static let points = make("PathCollection", "matplotlib.collections", base) {
    add in
    add("set_offsets", "(self, offsets)", "Other places: rows of x and y.") { a in
      let numbers = try a.vm.numbers(a[1])
      guard numbers.count % 2 == 0 else { throw PyError.valueError("offsets must be rows of x and y") }
      let points = try points(a[0])
      points.x = stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] }
      points.y = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
      return .none
    }
    add("get_offsets", "(self)", "The places: rows of x and y.") { a in
      let points = try points(a[0])
      let numbers = zip(points.x, points.y).flatMap { [$0, $1] }
      return .array(try NDArray(doubles: numbers).reshape(Shape(points.x.count, 2)))
    }
    add("set_array", "(self, A)", "Other values for the colour map.") { a in
      try points(a[0]).values = a.vm.numbers(a[1])
      return .none
    }
    add("set_edgecolor", "(self, c)", "The colour of outlines.") { a in
      let points = try points(a[0])
      points.edgeColors = try a.vm.colors(a[1])
      return .none
    }
    add(
      "legend_elements", "(self, prop='colors', num='auto', fmt=None, **kwargs)",
      "Signs and names of the values, for a legend."
    ) { a in try legendElements(a) }
    add("set_sizes", "(self, sizes)", "Areas in square points.") { a in
      try points(a[0]).sizes = a.vm.numbers(a[1])
      return .none
    }
    add("set_color", "(self, c)", "One colour, or one a point.") { a in
      let points = try points(a[0])
      points.colors = try a.vm.colors(a[1])
      points.values = nil
      return .none
    }
    add.alias("set_facecolor", of: "set_color")
    add("set_cmap", "(self, cmap)", "Another colour map.") { a in
      try points(a[0]).colormap = a.vm.colormap(a[1])
      return .none
    }
    add("set_clim", "(self, vmin=None, vmax=None)", "The values of the colour map's ends.") { a in
      let points = try points(a[0])
      let (low, high) = try limits(a)
      if let low { points.vmin = low }
      if let high { points.vmax = high }
      return .none
    }
  }
}
