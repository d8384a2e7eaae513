import Figures
import Language

/// `ax.spines` and `ax.spines['top']`: the sides of the frame.
final class SpinesObject: OpenObject {
  static let sides = ["left", "right", "bottom", "top"]
  let axes: AxesObject
  let chosen: [String]

  init(_ axes: AxesObject, _ chosen: [String] = SpinesObject.sides) {
    self.axes = axes
    self.chosen = chosen
    super.init(type: SpinesObject.spinesType)
  }

  private static func of(_ value: Value) throws -> SpinesObject {
    guard case .object(let object) = value, let spines = object as? SpinesObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.spines.Spines' object")
    }
    return spines
  }

  private var sides: [Spines.Side] { chosen.compactMap(Spines.Side.init(rawValue:)) }

  private static func change(_ a: Arguments, _ body: (inout Spine) -> Void) throws -> Value {
    let spines = try of(a[0])
    for side in spines.sides { body(&spines.axes.axes.spines[side]) }
    return .none
  }

  private static func position(_ value: Value, _ vm: Interpreter) throws -> Spine.Position {
    switch value.text {
    case "zero": return .data(0)
    case "center": return .axes(0.5)
    case let text?: throw FigureError.choice(text, for: "position", ["zero", "center"])
    case nil: break
    }
    let pair = try vm.items(of: value)
    guard pair.count == 2, let kind = pair[0].text else {
      throw PyError.valueError("position[0] should be one of 'outward', 'axes', or 'data' ")
    }
    let number = try vm.double(pair[1])
    guard number.isFinite else { throw PyError.valueError("a position must be finite") }
    switch kind {
    case "outward": return .outward(number)
    case "axes": return .axes(number)
    case "data": return .data(number)
    default: throw PyError.valueError("position[0] should be one of 'outward', 'axes', or 'data' ")
    }
  }

  nonisolated(unsafe) private static let spinesType: TypeObject = {
    let type = TypeObject("Spines", bases: [Types.object], module: "matplotlib.spines")
    type.loadEntries = {
      for side in sides {
        type.addGetter(side) { _, value in .object(SpinesObject(try of(value).axes, [side])) }
      }
      return EntryList { add in
        add("__getitem__", "(self, key, /)", "One side, or a list of sides.") { a in
          let spines = try of(a[0])
          let names = try a[1].text.map { [$0] } ?? a.vm.texts(a[1])
          for name in names where !sides.contains(name) { throw PyError.keyError(.string(name)) }
          return .object(SpinesObject(spines.axes, names))
        }
        add("values", "(self)", "All sides.") { a in
          let spines = try of(a[0])
          return .list(spines.chosen.map { .object(SpinesObject(spines.axes, [$0])) })
        }
        add("items", "(self)", "Names and sides.") { a in
          let spines = try of(a[0])
          return .list(
            spines.chosen.map { .tuple([.string($0), .object(SpinesObject(spines.axes, [$0]))]) })
        }
        add("__iter__", "(self, /)", "The names of the sides.") { a in
          .iterator(ItemsIterator(try of(a[0]).chosen.map { .string($0) }))
        }
        add("keys", "(self)", "The names of the sides.") { a in .list(try of(a[0]).chosen.map { .string($0) })
        }
        add("set_visible", "(self, b)", "Shows or hides these sides.") { a in
          let visible = try a.bool(1)
          return try change(a) { $0.visible = visible }
        }
        add("get_visible", "(self)", "Whether the side is shown.") { a in
          let spines = try of(a[0])
          return .bool(spines.sides.allSatisfy { spines.axes.axes.spines[$0].visible })
        }
        add("set_color", "(self, c)", "Another colour.") { a in
          let color = try a.vm.color(a[1])
          return try change(a) { $0.color = color }
        }
        add.alias("set_edgecolor", of: "set_color")
        add("set_linewidth", "(self, w)", "Another width in points.") { a in
          let width = try a.double(1)
          return try change(a) { $0.width = max(width, 0) }
        }
        add.alias("set_lw", of: "set_linewidth")
        add("set_linestyle", "(self, ls)", "`-`, `--`, `-.`, `:` …") { a in
          let style = try a.vm.lineStyle(a[1])
          return try change(a) { $0.lineStyle = style }
        }
        add("set_alpha", "(self, alpha)", "How opaque it is.") { a in
          let alpha = try a.double(1)
          return try change(a) { $0.color = $0.color.withAlpha(alpha) }
        }
        add(
          "set_position", "(self, position)",
          "`'zero'`, `'center'`, `('data', 0)`, `('axes', 0.5)` or `('outward', 10)`."
        ) { a in
          let position = try position(a[1], a.vm)
          return try change(a) { $0.position = position }
        }
        add("set_bounds", "(self, low=None, high=None)", "The part of the axis that the side covers.") { a in
          let pair = a.isGiven(2) ? (try a.double(1), try a.double(2)) : try a.vm.pair(a[1], "bounds")
          return try change(a) { $0.bounds = pair }
        }
        add("set", "(self, **kwargs)", "Sets several properties at once.") { a in try ArtistTypes.setAll(a) }
      }.entries
    }
    return type
  }()
}
