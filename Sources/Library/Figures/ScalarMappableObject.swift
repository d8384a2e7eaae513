import Arrays
import Figures
import Language

/// `plt.cm.ScalarMappable(norm, cmap)`: a colour map with ends, for a colour bar or for colours of numbers.
final class ScalarMappableObject: OpenObject {
  /// The model: values between ends, without a picture.
  final class Model: ColorMapped {
    var colormap: Colormap
    var norm: Norm
    var vmin: Double?
    var vmax: Double?
    var values: [Double] = []
    var alpha: Double? { nil }

    init(_ colormap: Colormap, _ norm: Norm, _ vmin: Double?, _ vmax: Double?) {
      (self.colormap, self.norm, self.vmin, self.vmax) = (colormap, norm, vmin, vmax)
    }

    func dataRange() -> (Double, Double)? {
      let finite = values.filter(\.isFinite)
      guard let low = finite.min(), let high = finite.max() else { return nil }
      return (low, high)
    }
  }

  let model: Model

  init(_ model: Model) {
    self.model = model
    super.init(type: ScalarMappableObject.mappableType)
  }

  private static func of(_ value: Value) throws -> Model {
    guard case .object(let object) = value, let mappable = object as? ScalarMappableObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.cm.ScalarMappable' object")
    }
    return mappable.model
  }

  nonisolated(unsafe) static let mappableType: TypeObject = {
    let type = TypeObject("ScalarMappable", bases: [Types.object], module: "matplotlib.cm")
    type.constructor = Entry("ScalarMappable", "(norm=None, cmap=None)", doc: "A colour map with ends.") {
      a in
      let norm = a.isGiven(0) ? try a.vm.norm(a[0]) : (norm: .linear, vmin: nil, vmax: nil)
      let map = a.isGiven(1) ? try a.vm.colormap(a[1]) : try Colormap.named("viridis")
      return .object(ScalarMappableObject(Model(map, norm.norm, norm.vmin, norm.vmax)))
    }.makeBuiltin()
    type.loadEntries = {
      EntryList { add in
        add("set_array", "(self, A)", "The values whose ends count.") { a in
          try of(a[0]).values = a.isGiven(1) ? try a.vm.numbers(a[1]) : []
          return .none
        }
        add("set_clim", "(self, vmin=None, vmax=None)", "The values of the colour map's ends.") { a in
          let model = try of(a[0])
          if a.isGiven(1) { model.vmin = try a.double(1) }
          if a.isGiven(2) { model.vmax = try a.double(2) }
          return .none
        }
        add("to_rgba", "(self, x, alpha=None, bytes=False, norm=True)", "Colours of values.") { a in
          let model = try of(a[0])
          if try a.bool(3) || !a.bool(4) {
            throw PyError.unsupported("to_rgba() gives floats of normed values here")
          }
          let array = try a.vm.asArray(a[1])
          let alpha = a.isGiven(2) ? try a.double(2) : nil
          let parts = try array.doubles().flatMap { value -> [Double] in
            let color = model.shown(value)
            return [color.red, color.green, color.blue, alpha ?? color.alpha]
          }
          if array.ndim == 0 { return .tuple(parts.map { .float($0) }) }
          guard array.ndim < Shape.maximumCount else {
            throw PyError.valueError("too many dimensions for colours")
          }
          var shape = array.shape
          shape.append(4)
          return .array(try NDArray(doubles: parts).reshape(shape))
        }
      }.entries
    }
    return type
  }()
}

/// `matplotlib.lines`
enum LinesModule {
  nonisolated(unsafe) static let entries = EntryList { add in
    add(
      "Line2D", "(xdata, ydata, **kwargs)", keywords: .line, "A line for a legend, or for add_line.",
      "from matplotlib.lines import Line2D\nprint(Line2D([0], [0], color='r').get_color())\n#> r"
    ) { a in
      let keywords = Keywords(a.keywords(2), of: "Line2D", a.vm)
      let color = keywords.given.first { $0.name == "color" || $0.name == "c" }?.value
      let options = try keywords.line()
      try keywords.finish()
      let (x, y) = (try a.vm.numbers(a[0]), try a.vm.numbers(a[1]))
      guard x.count == y.count else {
        throw PyError.runtimeError("xdata and ydata must be the same length")
      }
      let line = Line2D(x: x, y: y, color: try a.vm.color(.string("C0")))
      options.apply(to: line)
      let object = ArtistObject.loose(line, "Line2D")
      object.colorValue = color
      return .object(object)
    }
  }
}
