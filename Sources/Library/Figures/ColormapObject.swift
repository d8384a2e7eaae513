import Arrays
import Figures
import Language

/// A colour map as scripts hold it: called with a number from 0 to 1, or an array of them, it gives colours.
final class ColormapObject: OpenObject {
  let map: Colormap

  init(_ map: Colormap) {
    self.map = map
    super.init(type: ColormapObject.mapType)
  }

  private static func of(_ value: Value) throws -> ColormapObject {
    guard case .object(let object) = value, let map = object as? ColormapObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.colors.Colormap' object")
    }
    return map
  }

  nonisolated(unsafe) private static let mapType: TypeObject = {
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
          let name = try of(a[0]).map.name
          return .object(
            ColormapObject(try Colormap.named(name.hasSuffix("_r") ? String(name.dropLast(2)) : name + "_r")))
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
    let module = ModuleObject("matplotlib.cm", entries: functions.entries, values: values)
    module.doc = "Colour maps by name."
    return module
  }

  nonisolated(unsafe) static let functions = EntryList { add in
    add("get_cmap", "(name=None, lut=None)", "A colour map by its name.") { a in
      if case .object(let object) = a[0], object is ColormapObject { return a[0] }
      if a.isGiven(1) {
        throw PyError.unsupported(
          "get_cmap(lut=…) is not part of nbsh: call the map with np.linspace(0, 1, n)")
      }
      var name = "viridis"
      if a.isGiven(0) {
        name = try a.string(0)
      } else if case .text(let usual)? = FigureState.of(a.vm).pyplot.rc.get("image.cmap") {
        name = usual
      }
      return .object(ColormapObject(try Colormap.named(name)))
    }
  }
}
