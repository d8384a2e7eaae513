import Arrays
import Figures
import Language

extension ArtistTypes {
  static func line(_ value: Value) throws -> (ArtistObject, Line2D) {
    let object = try ArtistObject.of(value)
    guard let line = object.artist as? Line2D else {
      throw PyError.typeError("descriptor requires a 'Line2D' object")
    }
    return (object, line)
  }

  nonisolated(unsafe) static let line = make("Line2D", "matplotlib.lines", base) { add in
    add("__str__", "(self, /)", "`Line2D(label)`") { a in
      .string("Line2D(\(try a.vm.str(try a.vm.callMethod(a[0], "get_label"))))")
    }
    add("get_xdata", "(self, orig=True)", "The x values.") { a in
      let (object, line) = try line(a[0])
      return try object.data?.x ?? .array(NDArray(doubles: line.x))
    }
    add("get_ydata", "(self, orig=True)", "The y values.") { a in
      let (object, line) = try line(a[0])
      return try object.data?.y ?? .array(NDArray(doubles: line.y))
    }
    add("get_data", "(self, orig=True)", "The x values and the y values.") { a in
      .tuple([try a.vm.callMethod(a[0], "get_xdata"), try a.vm.callMethod(a[0], "get_ydata")])
    }
    add("get_xydata", "(self)", "The points: rows of x and y.") { a in
      let (_, line) = try line(a[0])
      let numbers = zip(line.x, line.y).flatMap { [$0, $1] }
      return .array(try NDArray(doubles: numbers).reshape(Shape(numbers.count / 2, 2)))
    }
    add("set_data", "(self, *args)", "Other points: x and y.") { a in
      var parts = a.rest(1)
      if parts.count == 1 { parts = try a.vm.items(of: parts[0]) }
      guard parts.count == 2 else { throw PyError.typeError("set_data() takes x and y") }
      let (x, y) = (try a.vm.numbers(parts[0]), try a.vm.numbers(parts[1]))
      guard x.count == y.count else {
        throw PyError.runtimeError("x and y must have the same length, not \(x.count) and \(y.count)")
      }
      let (object, line) = try line(a[0])
      object.data = nil
      line.x = x
      line.y = y
      return .none
    }
    add("set_xdata", "(self, x)", "Other x values.") { a in
      let (object, line) = try line(a[0])
      object.data = nil
      line.x = try a.vm.numbers(a[1])
      return .none
    }
    add("set_ydata", "(self, y)", "Other y values.") { a in
      let (object, line) = try line(a[0])
      object.data = nil
      line.y = try a.vm.numbers(a[1])
      return .none
    }
    add("set_color", "(self, color)", "The colour.") { a in
      let (object, line) = try line(a[0])
      line.color = try a.vm.color(a[1])
      object.colorValue = a[1]
      return .none
    }
    add("get_color", "(self)", "The colour, as it was given.") { a in
      let (object, line) = try line(a[0])
      return object.colorValue ?? .string(line.color.hex)
    }
    add("get_marker", "(self)", "The sign at each point, `'None'` for none.") { a in
      .string(try line(a[0]).1.marker?.name ?? "None")
    }
    add("get_markersize", "(self)", "The size of markers in points.") { a in
      .float(try line(a[0]).1.markerSize)
    }
    add("get_linestyle", "(self)", "`-`, `--`, `-.`, `:` or `None`.") { a in
      .string(try line(a[0]).1.lineStyle.sign)
    }
    for (name, path) in [
      ("set_markerfacecolor", \Line2D.markerFaceColor), ("set_markeredgecolor", \Line2D.markerEdgeColor),
    ] {
      add(name, "(self, color)", "A colour of the markers.") { a in
        let (_, line) = try line(a[0])
        line[keyPath: path] = try a.vm.color(a[1])
        return .none
      }
    }
    add("set_markeredgewidth", "(self, ew)", "The width of the markers' outlines in points.") { a in
      try line(a[0]).1.markerEdgeWidth = a.double(1)
      return .none
    }
    add("set_linestyle", "(self, ls)", "`-`, `--`, `-.`, `:` …") { a in
      try line(a[0]).1.lineStyle = a.vm.lineStyle(a[1])
      return .none
    }
    add("set_linewidth", "(self, w)", "The width in points.") { a in
      try line(a[0]).1.lineWidth = a.double(1)
      return .none
    }
    add("get_linewidth", "(self)", "The width in points.") { a in .float(try line(a[0]).1.lineWidth) }
    add("set_marker", "(self, marker)", "The sign at each point.") { a in
      try line(a[0]).1.marker = a.isGiven(1) ? a.vm.marker(a[1]) : nil
      return .none
    }
    add("set_markersize", "(self, sz)", "The size of markers in points.") { a in
      try line(a[0]).1.markerSize = a.double(1)
      return .none
    }
    for (short, long) in [
      ("c", "color"), ("ls", "linestyle"), ("lw", "linewidth"), ("ms", "markersize"),
      ("mfc", "markerfacecolor"), ("mec", "markeredgecolor"), ("mew", "markeredgewidth"),
    ] { add.alias("set_" + short, of: "set_" + long) }
    for (short, long) in [
      ("c", "color"), ("ls", "linestyle"), ("lw", "linewidth"), ("ms", "markersize"),
    ] { add.alias("get_" + short, of: "get_" + long) }
  }
}
