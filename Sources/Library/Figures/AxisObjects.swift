import Arrays
import Figures
import Language

/// A text that belongs to axes: a title, a label, a tick's label.
final class TextObject: OpenObject {
  enum Place {
    case title(AxesObject)
    case sideTitle(AxesObject, isLeft: Bool)
    case label(AxesObject, Axis.Direction)
    case figureTitle(Figure)
    /// A tick's label: changes go to the looks of all labels of its axis.
    case tick(AxesObject, Axis.Direction, Value, Value, String)
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
      case .sideTitle(let axes, true): axes.axes.leftTitle.text
      case .sideTitle(let axes, false): axes.axes.rightTitle.text
      case .label(let axes, .x): axes.axes.xAxis.label
      case .label(let axes, .y): axes.axes.yAxis.label
      case .figureTitle(let figure): figure.title
      case .tick(_, _, _, _, let text): text
      }
    }
    set {
      switch place {
      case .title(let axes): axes.axes.title = newValue
      case .sideTitle(let axes, true): axes.axes.leftTitle.text = newValue
      case .sideTitle(let axes, false): axes.axes.rightTitle.text = newValue
      case .label(let axes, .x): axes.axes.xAxis.label = newValue
      case .label(let axes, .y): axes.axes.yAxis.label = newValue
      case .figureTitle(let figure): figure.title = newValue
      case .tick: break
      }
    }
  }

  private func change(_ body: (inout TextOptions) throws -> Void) throws {
    switch place {
    case .title(let axes): try body(&axes.axes.titleStyle)
    case .sideTitle(let axes, true): try body(&axes.axes.leftTitle.style)
    case .sideTitle(let axes, false): try body(&axes.axes.rightTitle.style)
    case .label(let axes, .x): try body(&axes.axes.xAxis.labelStyle)
    case .label(let axes, .y): try body(&axes.axes.yAxis.labelStyle)
    case .figureTitle(let figure): try body(&figure.titleStyle)
    case .tick(let axes, .x, _, _, _): try body(&axes.axes.xAxis.tickLabelStyle)
    case .tick(let axes, .y, _, _, _): try body(&axes.axes.yAxis.tickLabelStyle)
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
    case .sideTitle(_, let isLeft): return "Text(\(isLeft ? "0.0" : "1.0"), 1.0, \(quoted))"
    case .label(_, .x): return "Text(0.5, 0, \(quoted))"
    case .label(_, .y): return "Text(0, 0.5, \(quoted))"
    case .figureTitle: return "Text(0.5, 0.98, \(quoted))"
    case .tick(_, _, let x, let y, let text): return try Self.repr(x, y, text, vm)
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
        add("set_rotation_mode", "(self, m)", "`'anchor'` aligns before turning.") { a in
          let word = try a.string(1)
          guard ["default", "anchor"].contains(word) else {
            throw FigureError.choice(word, for: "rotation_mode", ["default", "anchor"])
          }
          try of(a[0]).change { $0.turnsAboutAnchor = word == "anchor" }
          return .none
        }
        add("set_fontweight", "(self, weight)", "`'bold'` or `'normal'`.") { a in
          try of(a[0]).change { $0.bold = RcParams.boldWeights.contains(a[1].text ?? "") }
          return .none
        }
        add.alias("set_weight", of: "set_fontweight")
        add("set_fontstyle", "(self, style)", "`'italic'` or `'normal'`.") { a in
          try of(a[0]).change { $0.italic = ["italic", "oblique"].contains(a[1].text ?? "") }
          return .none
        }
        add("set_alpha", "(self, alpha)", "How opaque it is.") { a in
          try of(a[0]).change { $0.alpha = a.isGiven(1) ? try a.double(1) : nil }
          return .none
        }
        for name in ["set_horizontalalignment", "set_ha"] {
          add(name, "(self, align)", "`'left'`, `'center'` or `'right'`.") { a in
            try of(a[0]).change { $0.horizontal = try HorizontalAlignment(parsing: a.string(1)) }
            return .none
          }
        }
        for name in ["set_verticalalignment", "set_va"] {
          add(name, "(self, align)", "`'top'`, `'center'`, `'baseline'` or `'bottom'`.") { a in
            try of(a[0]).change { $0.vertical = try VerticalAlignment(parsing: a.string(1)) }
            return .none
          }
        }
        add("set_visible", "(self, b)", "Shows or hides it.") { a in
          let visible = try a.bool(1)
          try of(a[0]).change { $0.alpha = visible ? nil : 0 }
          return .none
        }
        add("set", "(self, **kwargs)", "Sets several properties at once.") { a in
          try ArtistTypes.setAll(a)
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

  /// Ticks, labels and the axis' label on the other side.
  private static func moves(_ add: inout EntryList) {
    add("set_ticks_position", "(self, position)", "The side of the ticks: `'top'`, `'both'`, `'none'` …") {
      a in
      let object = try of(a[0])
      let word = try a.string(1)
      let (near, far) = object.direction == .x ? ("bottom", "top") : ("left", "right")
      switch word {
      case near, far:
        object.axis.tickSides = Sides(near: word == near, far: word == far)
        object.axis.labelSides = object.axis.tickSides
      case "both": object.axis.tickSides = Sides(near: true, far: true)
      case "none": object.axis.tickSides = .none
      case "default":
        object.axis.tickSides = Sides(near: true, far: true)
        object.axis.labelSides = Sides(near: true, far: false)
      default: throw FigureError.choice(word, for: "position", [far, near, "both", "default", "none"])
      }
      return .none
    }
    add("set_label_position", "(self, position)", "The side of the axis' label.") { a in
      let object = try of(a[0])
      let word = try a.string(1)
      let (near, far) = object.direction == .x ? ("bottom", "top") : ("left", "right")
      guard word == near || word == far else { throw FigureError.choice(word, for: "position", [near, far]) }
      object.axis.labelOnFarSide = word == far
      return .none
    }
    for (name, far) in [
      ("tick_bottom", false), ("tick_left", false), ("tick_top", true), ("tick_right", true),
    ] {
      add(name, "(self)", "Moves ticks and their labels to that side.") { a in
        let axis = try of(a[0]).axis
        guard (axis.direction == .x) == ["tick_bottom", "tick_top"].contains(name) else {
          throw PyError.attributeError("'\(a.vm.typeName(a[0]))' object has no attribute '\(name)'")
        }
        axis.tickSides = Sides(near: !far, far: far)
        axis.labelSides = axis.tickSides
        return .none
      }
    }
    add("set_tick_params", "(self, which='major', reset=False, **kwargs)", "How ticks and their labels look.")
    {
      a in
      let keywords = Keywords(a.keywords(3), of: "Tick", a.vm)
      keywords.add("which", a[1])
      try AxesMethod.tickParams(of(a[0]).axis, keywords)
      return .none
    }
    add("set_label_coords", "(self, x, y)", "Left out.") { _ in
      throw PyError.unsupported("set_label_coords() is not part of nbsh: use labelpad")
    }
  }

  /// Locators and formatters.
  private static func places(_ add: inout EntryList) {
    for minor in [false, true] {
      let kind = minor ? "minor" : "major"
      add("set_\(kind)_locator", "(self, locator)", "Where ticks stand.") { a in
        let axis = try of(a[0]).axis
        guard case .object(let object) = a[1], let locator = object as? LocatorObject else {
          throw PyError.typeError(
            "locator must be a locator of matplotlib.ticker, not \(a.vm.typeName(a[1]))")
        }
        switch locator.kind {
        case .automatic:
          if minor { axis.minorPlaces = nil } else { axis.places = nil }
        case .places(let places):
          if minor { axis.minorPlaces = places } else { axis.places = places }
        case .fixed(let ticks):
          if minor { axis.minorTicks = ticks } else { axis.ticks = ticks }
          return .none
        }
        if minor { axis.minorTicks = nil } else { axis.ticks = nil }
        return .none
      }
      add("set_\(kind)_formatter", "(self, formatter)", "What is written at ticks.") { a in
        let axis = try of(a[0]).axis
        let write = try FormatterObject.writer(a[1], a.vm)
        if minor { axis.minorTickText = write } else { axis.tickText = write }
        return .none
      }
    }
    add("get_major_ticks", "(self, numticks=None)", "Left out.") { _ in
      throw PyError.unsupported("ticks are no objects here: use tick_params, xticks and yticks")
    }
    add("get_ticklabels", "(self, minor=False, which=None)", "What is written at the ticks.") { a in
      let object = try of(a[0])
      let ticks = object.axes.axes.ticks(object.direction)
      return .list(
        zip(ticks.positions, ticks.labels).map { position, label in
          .object(
            TextObject(
              .tick(
                object.axes, object.direction, object.direction == .x ? .float(position) : .int(0),
                object.direction == .x ? .int(0) : .float(position), label)))
        })
    }
    add("get_ticklocs", "(self, *, minor=False)", "Where ticks stand.") { a in
      let object = try of(a[0])
      return .array(try NDArray(doubles: object.axes.axes.ticks(object.direction).positions))
    }
    add("set_inverted", "(self, inverted)", "Turns the axis around.") { a in
      let object = try of(a[0])
      let limits = object.axes.axes.limits
      let isInverted = object.direction == .x ? limits[0] > limits[1] : limits[2] > limits[3]
      if try a.bool(1) != isInverted { object.axis.invert() }
      return .none
    }
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
          try of(a[0]).axis.hidden = !a.bool(1)
          return .none
        }
        add("get_visible", "(self)", "Whether ticks and labels are shown.") { a in
          .bool(try !of(a[0]).axis.hidden)
        }
        moves(&add)
        places(&add)
        add("set_ticks", "(self, ticks, labels=None, *, minor=False)", "Where ticks stand.") { a in
          let object = try of(a[0])
          if try a.bool(3) {
            object.axis.minorTicks = try a.vm.numbers(a[1])
            return .none
          }
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
        add("grid", "(self, visible=None, which='major', **kwargs)", "Lines across the axes at the ticks.") {
          a in
          let object = try of(a[0])
          let keywords = Keywords(a.keywords(3), of: "Line2D", a.vm)
          let isStyled = !keywords.isEmpty
          let style = try keywords.grid()
          try object.axes.axes.grid(
            a.isGiven(1) ? a.bool(1) : isStyled ? true : nil, which: a.vm.str(a[2]),
            axis: object.direction == .x ? "x" : "y", style)
          return .none
        }
      }.entries
    }
    return type
  }
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
        func change(_ a: Arguments, _ body: (inout Legend.Options) throws -> Void) throws -> Value {
          guard case .object(let object) = a[0], let legend = object as? LegendObject else { return .none }
          try body(&legend.legend.options)
          return .none
        }
        add("set_visible", "(self, b)", "Shows or hides the legend.") { a in
          let visible = try a.bool(1)
          return try change(a) { $0.visible = visible }
        }
        add("remove", "(self)", "Takes the legend away.") { a in try change(a) { $0.visible = false } }
        add("set_frame_on", "(self, b)", "Shows or hides the frame.") { a in
          let visible = try a.bool(1)
          return try change(a) { $0.frame = visible }
        }
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
