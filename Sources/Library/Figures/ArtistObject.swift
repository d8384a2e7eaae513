import Arrays
import Figures
import Language

/// What was drawn, as scripts hold it: a line, an image, points, a text.
final class ArtistObject: OpenObject {
  let artist: Artist
  /// Keeps the axes and their figure alive; nil before the artist is put into axes.
  private(set) var placed: AxesObject?
  /// What it is called where that was given.
  var text: String?
  /// The colour as the script gave it.
  var colorValue: Value?
  /// The points of a line, or the place of a text, as the script gave them.
  var data: (x: Value, y: Value)?

  private init(_ artist: Artist, _ owner: AxesObject) {
    self.artist = artist
    placed = owner
    super.init(type: ArtistTypes.type(of: artist))
  }

  private init(loose artist: Artist, _ type: TypeObject) {
    self.artist = artist
    super.init(type: type)
  }

  /// An artist that is in no axes yet: `Circle((0, 0), 1)`.
  static func loose(_ artist: Artist, _ name: String) -> ArtistObject {
    ArtistObject(loose: artist, ArtistTypes.patchType(name))
  }

  var isLoose: Bool { placed == nil }

  func place(in owner: AxesObject) { placed = owner }

  /// - Throws: AttributeError before the artist is put into axes.
  func owner() throws -> AxesObject {
    guard let placed else { throw PyError.attributeError("the artist is in no axes yet: use add_patch") }
    return placed
  }

  static func make(for artist: Artist, in owner: AxesObject, _ vm: Interpreter) -> ArtistObject {
    FigureState.of(vm).object(for: artist) { ArtistObject(artist, owner) }
  }

  /// One object for most artists; one for each bar of bars.
  static func values(for artist: Artist, in owner: AxesObject, _ vm: Interpreter) -> [Value] {
    if let bars = artist as? Bars {
      return bars.bars.indices.map { .object(RectangleObject(bars, $0, owner)) }
    }
    return [.object(make(for: artist, in: owner, vm))]
  }

  static func of(_ value: Value) throws -> ArtistObject {
    guard case .object(let object) = value, let artist = object as? ArtistObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.artist.Artist' object")
    }
    return artist
  }

  /// The artist behind a handle that a legend is given.
  static func model(of value: Value, _ vm: Interpreter) throws -> Artist {
    if case .object(let object) = value {
      if let artist = object as? ArtistObject { return artist.artist }
      if let bar = object as? RectangleObject { return bar.bars }
      if let container = object as? ContainerObject, let first = container.items.first {
        return try model(of: first, vm)
      }
    }
    throw PyError.typeError("a legend names what plot, scatter, bar … gave, not a '\(vm.typeName(value))'")
  }
}

/// One bar of a bar chart or histogram.
final class RectangleObject: OpenObject {
  let bars: Bars
  let index: Int
  let owner: AxesObject
  /// The length as the script gave it, and whether that is the height.
  var given: (value: Value, isHeight: Bool)?

  init(_ bars: Bars, _ index: Int, _ owner: AxesObject) {
    self.bars = bars
    self.index = index
    self.owner = owner
    super.init(type: RectangleObject.rectangleType)
  }

  private static func of(_ value: Value) throws -> RectangleObject {
    guard case .object(let object) = value, let bar = object as? RectangleObject,
      bar.index < bar.bars.bars.count
    else {
      throw PyError.typeError("descriptor requires a 'matplotlib.patches.Rectangle' object")
    }
    return bar
  }

  nonisolated(unsafe) private static let rectangleType: TypeObject = {
    let type = TypeObject("Rectangle", bases: [Types.object], module: "matplotlib.patches")
    type.loadEntries = {
      EntryList { add in
        for (name, path) in [
          ("x", \Bars.Bar.x), ("y", \Bars.Bar.y), ("width", \Bars.Bar.width), ("height", \Bars.Bar.height),
        ] {
          add("get_\(name)", "(self)", "The bar's \(name).") { a in
            let bar = try of(a[0])
            if let given = bar.given, name == (given.isHeight ? "height" : "width") { return given.value }
            return .npFloat64(bar.bars.bars[bar.index][keyPath: path])
          }
          add("set_\(name)", "(self, value)", "Changes the bar's \(name).") { a in
            let bar = try of(a[0])
            bar.given = nil
            bar.bars.bars[bar.index][keyPath: path] = try a.double(1)
            return .none
          }
        }
        add("set_color", "(self, c)", "Changes the bar's colour.") { a in
          let bar = try of(a[0])
          bar.bars.bars[bar.index].color = try a.vm.color(a[1])
          return .none
        }
        add.alias("set_facecolor", of: "set_color")
        add("set_edgecolor", "(self, color)", "Changes the bar's edge.") { a in
          let bar = try of(a[0])
          bar.bars.bars[bar.index].edge = try a.vm.color(a[1])
          return .none
        }
        add("set_linewidth", "(self, w)", "Changes the width of the bar's edge.") { a in
          let bar = try of(a[0])
          bar.bars.bars[bar.index].lineWidth = try a.double(1)
          return .none
        }
        add("set_alpha", "(self, alpha)", "Changes how opaque the bar is.") { a in
          let bar = try of(a[0])
          bar.bars.bars[bar.index].alpha = a.isGiven(1) ? try a.double(1) : nil
          return .none
        }
        add("set_hatch", "(self, hatch)", "Changes the pattern inside the bar.") { a in
          let bar = try of(a[0])
          bar.bars.bars[bar.index].hatch = try a[1].text.flatMap { try Hatch(parsing: $0) }
          return .none
        }
        add("set_visible", "(self, b)", "Shows or hides the bar.") { a in
          let bar = try of(a[0])
          bar.bars.bars[bar.index].visible = try a.bool(1)
          return .none
        }
        add("get_facecolor", "(self)", "The bar's colour.") { a in
          let bar = try of(a[0])
          let color = bar.bars.bars[bar.index].color
          return .tuple([color.red, color.green, color.blue, color.alpha].map { .float($0) })
        }
        add("get_xy", "(self)", "The lower left corner.") { a in
          let bar = try of(a[0])
          let box = bar.bars.bars[bar.index]
          return .tuple([.npFloat64(box.x), .npFloat64(box.y)])
        }
        add("__repr__", "(self, /)", "`Rectangle(xy=(…), width=…, height=…, angle=0)`") { a in
          let bar = try of(a[0])
          let box = bar.bars.bars[bar.index]
          let numbers = try [box.x, box.y, box.width, box.height].map {
            try a.vm.str(a.vm.binary(.modulo, .string("%g"), .float($0)))
          }
          return .string(
            "Rectangle(xy=(\(numbers[0]), \(numbers[1])), width=\(numbers[2]), height=\(numbers[3]), angle=0)"
          )
        }
        add("set", "(self, **kwargs)", "Sets several properties at once.") { a in try ArtistTypes.setAll(a) }
        add("set_label", "(self, s)", "The name in the legend.") { a in
          try of(a[0]).bars.label = try a.vm.str(a[1])
          return .none
        }
        add("get_label", "(self)", "The name in the legend.") { a in .string(try of(a[0]).bars.label ?? "") }
      }.entries
    }
    return type
  }()
}

/// Several artists that one call made: the bars of `bar`, the parts of `errorbar`.
final class ContainerObject: OpenObject {
  let items: [Value]
  private let text: String

  /// `<BarContainer object of 3 artists>`
  init(_ name: String, _ items: [Value]) {
    self.items = items
    text = "<\(name) object of \(items.count) artists>"
    super.init(type: ContainerObject.type(name))
  }

  /// `<a list of 3 BarContainer objects>`
  init(listOf name: String, _ items: [Value]) {
    self.items = items
    text = "<a list of \(items.count) \(name) objects>"
    super.init(type: ContainerObject.containerType)
  }

  private static func of(_ value: Value) throws -> ContainerObject {
    guard case .object(let object) = value, let container = object as? ContainerObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.container.Container' object")
    }
    return container
  }

  private static func type(_ name: String) -> TypeObject {
    namedTypes[name] ?? containerType
  }

  nonisolated(unsafe) private static let namedTypes: [String: TypeObject] = {
    let names = ["BarContainer", "ErrorbarContainer", "StemContainer"]
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, TypeObject($0, bases: [containerType], module: "matplotlib.container"))
      })
  }()

  nonisolated(unsafe) private static let containerType: TypeObject = {
    let type = TypeObject("Container", bases: [Types.object], module: "matplotlib.container")
    type.loadEntries = {
      for name in ["patches", "lines"] {
        type.addGetter(name) { _, value in .list(try of(value).items) }
      }
      return EntryList { add in
        add("__len__", "(self, /)", "How many artists there are.") { a in .int(try of(a[0]).items.count) }
        add("__iter__", "(self, /)", "The artists in turn.") { a in
          .iterator(ItemsIterator(try of(a[0]).items))
        }
        add("__getitem__", "(self, index, /)", "An artist.") { a in
          try a.vm.getItem(.tuple(try of(a[0]).items), a[1])
        }
        add("__repr__", "(self, /)", "What it is made of.") { a in .string(try of(a[0]).text) }
        add("get_children", "(self)", "The artists.") { a in .list(try of(a[0]).items) }
      }.entries
    }
    return type
  }()
}
