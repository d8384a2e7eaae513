import Figures
import Language

/// A text that belongs to axes: a title, a label, a tick's label.
final class TextObject: OpenObject {
  enum Place {
    case title(AxesObject)
    case label(AxesObject, Axis.Direction)
    case figureTitle(Figure)
    case plain(Value, Value, String)
  }

  let place: Place

  init(_ place: Place) {
    self.place = place
    super.init(type: TextObject.textType)
  }

  private var text: String {
    get {
      switch place {
      case .title(let axes): axes.axes.title
      case .label(let axes, .x): axes.axes.xAxis.label
      case .label(let axes, .y): axes.axes.yAxis.label
      case .figureTitle(let figure): figure.title
      case .plain(_, _, let text): text
      }
    }
    set {
      switch place {
      case .title(let axes): axes.axes.title = newValue
      case .label(let axes, .x): axes.axes.xAxis.label = newValue
      case .label(let axes, .y): axes.axes.yAxis.label = newValue
      case .figureTitle(let figure): figure.title = newValue
      case .plain: break
      }
    }
  }

  private func change(_ body: (inout TextOptions) throws -> Void) throws {
    switch place {
    case .title(let axes): try body(&axes.axes.titleStyle)
    case .label(let axes, .x): try body(&axes.axes.xAxis.labelStyle)
    case .label(let axes, .y): try body(&axes.axes.yAxis.labelStyle)
    case .figureTitle(let figure): try body(&figure.titleStyle)
    case .plain: throw PyError.unsupported("ticks' labels change through xticks, yticks and tick_params here")
    }
  }

  private static func of(_ value: Value) throws -> TextObject {
    guard case .object(let object) = value, let text = object as? TextObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.text.Text' object")
    }
    return text
  }

  /// `Text(0.5, 1.0, 'Loss')`
  static func repr(_ x: Value, _ y: Value, _ text: String, _ vm: Interpreter) throws -> String {
    "Text(\(try vm.repr(x)), \(try vm.repr(y)), \(try vm.repr(.string(text))))"
  }

  private func repr(_ vm: Interpreter) throws -> String {
    let quoted = try vm.repr(.string(text))
    switch place {
    case .title: return "Text(0.5, 1.0, \(quoted))"
    case .label(_, .x): return "Text(0.5, 0, \(quoted))"
    case .label(_, .y): return "Text(0, 0.5, \(quoted))"
    case .figureTitle: return "Text(0.5, 0.98, \(quoted))"
    case .plain(let x, let y, let text): return try Self.repr(x, y, text, vm)
    }
  }

  nonisolated(unsafe) private static let textType: TypeObject = {
    let type = TypeObject("Text", bases: [Types.object], module: "matplotlib.text")
    type.loadEntries = {
      EntryList { add in
        add("__repr__", "(self, /)", "`Text(x, y, 'text')`") { a in .string(try of(a[0]).repr(a.vm)) }
        add("get_text", "(self)", "The text.") { a in .string(try of(a[0]).text) }
        add("set_text", "(self, s)", "Another text.") { a in
          try of(a[0]).text = a.vm.str(a[1])
          return .none
        }
        add("set_fontsize", "(self, fontsize)", "The size in points.") { a in
          try of(a[0]).change { $0.size = try a.vm.fontSize(a[1]) }
          return .none
        }
        add.alias("set_size", of: "set_fontsize")
        add("set_color", "(self, color)", "The colour.") { a in
          try of(a[0]).change { $0.color = try a.vm.color(a[1]) }
          return .none
        }
        add("set_rotation", "(self, s)", "Degrees counter-clockwise.") { a in
          try of(a[0]).change { $0.rotation = try a.double(1) }
          return .none
        }
        add("set_fontweight", "(self, weight)", "`'bold'` or `'normal'`.") { a in
          try of(a[0]).change { $0.bold = a[1].text == "bold" }
          return .none
        }
      }.entries
    }
    return type
  }()
}

/// `ax.xaxis` and `ax.yaxis`
final class AxisObject: OpenObject {
  let axes: AxesObject
  let direction: Axis.Direction
  var axis: Axis { direction == .x ? axes.axes.xAxis : axes.axes.yAxis }

  init(_ axes: AxesObject, _ direction: Axis.Direction) {
    self.axes = axes
    self.direction = direction
    super.init(type: direction == .x ? AxisObject.xType : AxisObject.yType)
  }

  private static func of(_ value: Value) throws -> AxisObject {
    guard case .object(let object) = value, let axis = object as? AxisObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.axis.Axis' object")
    }
    return axis
  }

  nonisolated(unsafe) private static let xType = make("XAxis")
  nonisolated(unsafe) private static let yType = make("YAxis")

  private static func make(_ name: String) -> TypeObject {
    let type = TypeObject(name, bases: [Types.object], module: "matplotlib.axis")
    type.loadEntries = {
      type.addGetter("label") { _, value in
        let axis = try of(value)
        return .object(TextObject(.label(axis.axes, axis.direction)))
      }
      return EntryList { add in
        add("set_visible", "(self, b)", "Shows or hides ticks and labels.") { a in
          let axis = try of(a[0]).axis
          axis.showsTicks = try a.bool(1)
          axis.showsTickLabels = axis.showsTicks
          return .none
        }
        add("set_ticks", "(self, ticks, labels=None)", "Where ticks stand.") { a in
          let object = try of(a[0])
          try object.axes.axes.setTicks(
            object.direction, a.vm.numbers(a[1]), labels: a.isGiven(2) ? a.vm.texts(a[2]) : nil)
          return .none
        }
        add("set_ticklabels", "(self, labels)", "What is written at the ticks.") { a in
          let object = try of(a[0])
          try object.axes.axes.setTicks(object.direction, nil, labels: a.vm.texts(a[1]))
          return .none
        }
        add("set_label_text", "(self, label)", "The axis label.") { a in
          try of(a[0]).axis.label = a.vm.str(a[1])
          return .none
        }
        add("get_label_text", "(self)", "The axis label.") { a in .string(try of(a[0]).axis.label) }
        add("grid", "(self, visible=None)", "Lines across the axes at the ticks.") { a in
          let object = try of(a[0])
          try object.axes.axes.grid(a.isGiven(1) ? a.bool(1) : nil, axis: object.direction == .x ? "x" : "y")
          return .none
        }
        for name in ["set_major_locator", "set_minor_locator", "set_major_formatter", "set_minor_formatter"] {
          add(name, "(self, *args)", "Left out.") { a in
            throw PyError.unsupported("\(name)() is not part of nbsh: use set_ticks(places, labels)")
          }
        }
      }.entries
    }
    return type
  }
}

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
        add("keys", "(self)", "The names of the sides.") { a in .list(try of(a[0]).chosen.map { .string($0) })
        }
        add("set_visible", "(self, b)", "Shows or hides these sides.") { a in
          let spines = try of(a[0])
          if try a.bool(1) {
            spines.axes.axes.hiddenSpines.subtract(spines.chosen)
          } else {
            spines.axes.axes.hiddenSpines.formUnion(spines.chosen)
          }
          return .none
        }
        for name in ["set_color", "set_linewidth", "set_position"] {
          add(name, "(self, *args)", "Left out.") { a in
            throw PyError.unsupported("\(name)() of a side of the frame is not part of nbsh: use set_visible")
          }
        }
      }.entries
    }
    return type
  }()
}

/// `ax.transAxes`, `ax.transData`, `fig.transFigure`: what the numbers of a text's place count.
final class TransformObject: Object {
  let coordinates: TextArtist.Coordinates
  init(_ coordinates: TextArtist.Coordinates) {
    self.coordinates = coordinates
    super.init(type: TransformObject.transformType)
  }
  nonisolated(unsafe) private static let transformType = TypeObject(
    "Transform", bases: [Types.object], module: "matplotlib.transforms")
}

/// What `legend` gives.
final class LegendObject: OpenObject {
  let legend: Legend
  init(_ legend: Legend) {
    self.legend = legend
    super.init(type: LegendObject.legendType)
  }

  nonisolated(unsafe) private static let legendType: TypeObject = {
    let type = TypeObject("Legend", bases: [Types.object], module: "matplotlib.legend")
    type.loadEntries = {
      EntryList { add in
        add("__str__", "(self, /)", "`Legend`") { _ in .string("Legend") }
        add("set_title", "(self, title)", "The writing above the names.") { a in
          guard case .object(let object) = a[0], let legend = object as? LegendObject else { return .none }
          legend.legend.options.title = try a.vm.str(a[1])
          return .none
        }
      }.entries
    }
    return type
  }()
}
