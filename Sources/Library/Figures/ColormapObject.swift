import Arrays
import Figures
import Language

/// A colour map as scripts hold it: called with a number from 0 to 1, or an array of them, it gives colours.
final class ColormapObject: OpenObject {
  var map: Colormap

  init(_ map: Colormap, type: TypeObject? = nil) {
    self.map = map
    super.init(type: type ?? ColormapObject.mapType)
  }

  private static func of(_ value: Value) throws -> ColormapObject {
    guard case .object(let object) = value, let map = object as? ColormapObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.colors.Colormap' object")
    }
    return map
  }

  /// `ListedColormap(['r', 'g'])`
  nonisolated(unsafe) static let listedType: TypeObject = {
    let type = TypeObject("ListedColormap", bases: [mapType], module: "matplotlib.colors")
    type.constructor = Entry(
      "ListedColormap", "(colors, name='from_list', N=None)", doc: "A map of the colours given."
    ) {
      a in
      var colors = try a.vm.colors(a[0])
      if a.isGiven(2) {
        let count = try a.int(2)
        guard count > 0, count <= 4096, !colors.isEmpty else {
          throw PyError.valueError("N must be from 1 to 4096, not \(count)")
        }
        colors = (0..<count).map { colors[$0 % colors.count] }
      }
      guard !colors.isEmpty else { throw PyError.valueError("a colour map needs a colour") }
      return .object(ColormapObject(Colormap(name: try a.vm.str(a[1]), listed: colors), type: listedType))
    }.makeBuiltin()
    return type
  }()

  /// `LinearSegmentedColormap.from_list('name', ['white', 'red'])`
  nonisolated(unsafe) static let segmentedType: TypeObject = {
    let type = TypeObject("LinearSegmentedColormap", bases: [mapType], module: "matplotlib.colors")
    type.constructor = Entry("LinearSegmentedColormap", "(*args, **kwargs)", doc: "Left out.") { _ in
      throw PyError.unsupported(
        "LinearSegmentedColormap(…) is not part of nbsh: use LinearSegmentedColormap.from_list")
    }.makeBuiltin()
    type.loadEntries = {
      [
        Entry(
          "from_list", "(name, colors, N=256, gamma=1.0)",
          kind: .staticMethod, doc: "A map with straight transitions through colours."
        ) { a in
          let items = try a.vm.items(of: a[1])
          guard items.count > 1 else { throw PyError.valueError("colors must have at least two colours") }
          if try a.double(3) != 1 { throw PyError.unsupported("from_list(gamma=…) is not part of nbsh") }
          var nodes: [(place: Double, color: Color)] = []
          for (index, item) in items.enumerated() {
            if case .tuple(let pair) = item, pair.items.count == 2, pair.items[0].number != nil,
              pair.items[1].number == nil
            {
              nodes.append((try a.vm.double(pair.items[0]), try a.vm.color(pair.items[1])))
            } else {
              nodes.append((Double(index) / Double(items.count - 1), try a.vm.color(item)))
            }
          }
          return .object(
            ColormapObject(
              Colormap(name: try a.vm.str(a[0]), through: nodes, count: try a.int(2)), type: segmentedType))
        }
      ]
    }
    return type
  }()

  nonisolated(unsafe) static let mapType: TypeObject = {
    let type = TypeObject("Colormap", bases: [Types.object], module: "matplotlib.colors")
    type.loadEntries = {
      type.addGetter("name") { _, value in .string(try of(value).map.name) }
      type.addGetter("N") { _, value in .int(try of(value).map.count) }
      return EntryList { add in
        add(
          "__call__", "(self, X, alpha=None)",
          "Red, green, blue and alpha of values 0 … 1; integers count the map's colours."
        ) { a in
          let map = try of(a[0]).map
          let alpha = a.isGiven(2) ? try a.double(2) : nil
          let array = try a.vm.asArray(a[1])
          let scale = array.dtype.isInteger ? 1 / Double(max(map.count, 1)) : 1
          // Half a step inside, so that a colour's own number finds it.
          let shift = array.dtype.isInteger ? 0.5 : 0
          let components = try array.doubles().flatMap { value -> [Double] in
            let color = map.color((value + shift) * scale)
            return [color.red, color.green, color.blue, alpha ?? color.alpha]
          }
          if array.ndim == 0 { return .tuple(components.map { .npFloat64($0) }) }
          guard array.ndim < Shape.maximumCount else {
            throw PyError.valueError("too many dimensions for colours")
          }
          var shape = array.shape
          shape.append(4)
          return .array(try NDArray(doubles: components).reshape(shape))
        }
        add("reversed", "(self)", "The map turned around.") { a in
          let map = try of(a[0]).map
          return .object(ColormapObject(map.reversed()))
        }
        add("resampled", "(self, lutsize)", "The map in so many steps.") { a in
          .object(ColormapObject(try of(a[0]).map.resampled(try a.int(1))))
        }
        add("copy", "(self)", "A map of its own, to be changed.") { a in
          .object(ColormapObject(try of(a[0]).map))
        }
        add("__copy__", "(self)", "A map of its own, to be changed.") { a in
          .object(ColormapObject(try of(a[0]).map))
        }
        for (name, path, what) in [
          ("set_bad", \Colormap.bad, "nan"), ("set_under", \Colormap.under, "values below vmin"),
          ("set_over", \Colormap.over, "values above vmax"),
        ] {
          add(name, "(self, color='k', alpha=None)", "The colour of \(what).") { a in
            let color = try a.vm.color(a[1])
            try of(a[0]).map[keyPath: path] = a.isGiven(2) ? color.withAlpha(try a.double(2)) : color
            return .none
          }
        }
        add("__repr__", "(self, /)", "The map's name.") { a in
          .string("<matplotlib.colors.Colormap '\(try of(a[0]).map.name)'>")
        }
      }.entries
    }
    return type
  }()

  /// `matplotlib.cm`: every map by its name.
  static func module() -> ModuleObject {
    var values: [String: () throws -> Value] = [:]
    for name in Colormap.names + ["grey", "gist_gray"] {
      values[name] = { .object(ColormapObject(try Colormap.named(name))) }
      values[name + "_r"] = { .object(ColormapObject(try Colormap.named(name + "_r"))) }
    }
    values["ScalarMappable"] = { .type(ScalarMappableObject.mappableType) }
    let module = ModuleObject("matplotlib.cm", entries: functions.entries, values: values)
    module.doc = "Colour maps by name."
    return module
  }

  nonisolated(unsafe) static let functions = EntryList { add in
    add(
      "get_cmap", "(name=None, lut=None)", "A colour map by its name.",
      "cmap = plt.get_cmap('gray')\nprint([float(part) for part in cmap(1.0)])\n#> [1.0, 1.0, 1.0, 1.0]"
    ) { a in
      if case .object(let object) = a[0], object is ColormapObject { return a[0] }
      let steps = a.isGiven(1) ? try a.int(1) : nil
      var name = "viridis"
      if a.isGiven(0) {
        name = try a.string(0)
      } else if case .text(let usual)? = FigureState.of(a.vm).pyplot.rc.get("image.cmap") {
        name = usual
      }
      let map = try Colormap.named(name)
      return .object(ColormapObject(steps.map { map.resampled($0) } ?? map))
    }
  }
}
