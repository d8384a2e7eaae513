import Figures
import Language

/// An axes as scripts hold it.
final class AxesObject: OpenObject {
  let axes: Axes
  let figure: Figure

  init(_ axes: Axes, _ figure: Figure) {
    self.axes = axes
    self.figure = figure
    super.init(type: AxesObject.axesType)
  }

  static func of(_ value: Value) throws -> AxesObject {
    guard case .object(let object) = value, let axes = object as? AxesObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.axes.Axes' object")
    }
    return axes
  }

  nonisolated(unsafe) static let axesType: TypeObject = {
    let type = TypeObject("Axes", bases: [Types.object], module: "matplotlib.axes._axes")
    type.doc =
      "A plot with its axes, title, labels and legend; made by plt.subplots, plt.subplot or fig.add_subplot."
    type.example = "fig, ax = plt.subplots()\nax.plot([2.3, 1.7, 1.2])\nax.set_ylabel('loss')"
    type.loadEntries = {
      addGetters(type)
      return AxesMethod.all.compactMap(\.methodEntry) + ownEntries.entries
        + Refusals.axesMethods.map { Refusals.entry($0.key, $0.value, isMethod: true) }
    }
    return type
  }()

  private static func addGetters(_ type: TypeObject) {
    func artists(_ name: String, _ isKind: @escaping (Artist) -> Bool) {
      type.addGetter(name, doc: "What was drawn of this kind.") { vm, value in
        let object = try of(value)
        return .list(
          object.axes.artists.filter(isKind).flatMap { ArtistObject.values(for: $0, in: object, vm) })
      }
    }
    artists("lines") { $0 is Line2D }
    artists("images") { $0 is AxesImage }
    artists("collections") {
      $0 is PathCollection || $0 is Area || $0 is Segments || $0 is QuadMesh || $0 is ContourSet
        || $0 is Quiver
    }
    artists("patches") { $0 is Bars || $0 is Patch }
    type.addGetter("containers") { vm, value in
      let object = try of(value)
      return .list(
        object.axes.artists.filter { $0 is Bars && $0.isContainer }.map { bars in
          .object(ContainerObject("BarContainer", ArtistObject.values(for: bars, in: object, vm)))
        })
    }
    type.addGetter("legend_") { _, value in
      try of(value).axes.legend.map { .object(LegendObject($0)) } ?? .none
    }
    artists("texts") { $0 is TextArtist }
    type.addGetter("figure") { vm, value in .object(FigureState.of(vm).object(for: try of(value).figure)) }
    type.addGetter("title") { vm, value in .object(TextObject(.title(try of(value)))) }
    type.addGetter("xaxis") { _, value in .object(AxisObject(try of(value), .x)) }
    type.addGetter("yaxis") { _, value in .object(AxisObject(try of(value), .y)) }
    type.addGetter("spines") { _, value in .object(SpinesObject(try of(value))) }
    for (name, coordinates) in [("transAxes", TextArtist.Coordinates.axes), ("transData", .data)] {
      type.addGetter(name) { _, _ in .object(TransformObject(coordinates)) }
    }
  }

  /// Methods that pyplot does not share.
  nonisolated(unsafe) private static let ownEntries = EntryList { add in
    add("__repr__", "(self, /)", "`<Axes: title=…>`") { a in
      let axes = try of(a[0]).axes
      var parts: [String] = []
      let titles = try [
        ("left", axes.leftTitle.text), ("center", axes.title), ("right", axes.rightTitle.text),
      ]
      .filter { !$0.1.isEmpty }.map { "'\($0.0)': \(try a.vm.repr(.string($0.1)))" }
      if !titles.isEmpty { parts.append("title={\(titles.joined(separator: ", "))}") }
      if !axes.xAxis.label.isEmpty { parts.append("xlabel=\(try a.vm.repr(.string(axes.xAxis.label)))") }
      if !axes.yAxis.label.isEmpty { parts.append("ylabel=\(try a.vm.repr(.string(axes.yAxis.label)))") }
      return .string("<Axes: \(parts.joined(separator: ", "))>")
    }
    add("__str__", "(self, /)", "`Axes(left,bottom;widthxheight)`") { a in
      let p = try of(a[0]).axes.nominalPlace()
      let numbers = try [p.left, p.bottom, p.width, p.height].map {
        try a.vm.str(a.vm.binary(.modulo, .string("%g"), .float($0)))
      }
      return .string("Axes(\(numbers[0]),\(numbers[1]);\(numbers[2])x\(numbers[3]))")
    }
    add(
      "get_figure", "(self, root=None)", "The figure of the axes.",
      "fig, ax = plt.subplots()\nprint(ax.get_figure() is fig)\n#> True"
    ) { a in
      .object(FigureState.of(a.vm).object(for: try of(a[0]).figure))
    }
    add(
      "remove", "(self)", "Takes the axes out of their figure.",
      "fig, ax = plt.subplots()\nax.remove()\nprint(len(fig.axes))\n#> 0"
    ) { a in
      let object = try of(a[0])
      object.figure.remove(object.axes)
      return .none
    }
    add(
      "get_lines", "(self)", "The lines in the axes.",
      "fig, ax = plt.subplots()\nax.plot([1, 4, 9])\nprint(len(ax.get_lines()))\n#> 1"
    ) { a in
      let object = try of(a[0])
      return .list(
        object.axes.artists.filter { $0 is Line2D }.flatMap { ArtistObject.values(for: $0, in: object, a.vm) }
      )
    }
  }
}

/// One call of a method of axes: of an axes itself, or of pyplot for the current one.
struct AxesCall {
  let object: AxesObject
  let arguments: Arguments
  /// The place of the first argument behind `self`.
  let first: Int

  var axes: Axes { object.axes }
  var vm: Interpreter { arguments.vm }
  subscript(index: Int) -> Value { arguments[first + index] }
  func isGiven(_ index: Int) -> Bool { arguments.isGiven(first + index) }
  func rest(_ index: Int) -> [Value] { arguments.rest(first + index) }
  func double(_ index: Int) throws -> Double { try arguments.double(first + index) }
  func numbers(_ index: Int) throws -> [Double] { try vm.numbers(self[index]) }
  func keywords(_ index: Int, of owner: String) -> Keywords {
    Keywords(arguments.keywords(first + index), of: owner, vm)
  }

  /// The objects for what was drawn.
  func values(_ artist: Artist) -> [Value] { ArtistObject.values(for: artist, in: object, vm) }
  func value(_ artist: Artist) -> Value { .object(ArtistObject.make(for: artist, in: object, vm)) }
}

/// A method of axes, written once for `ax.plot(…)` and `plt.plot(…)`.
struct AxesMethod {
  /// The name of the method; empty where only pyplot has the function.
  let name: String
  /// The name in pyplot; nil where pyplot has no such function.
  let pyplotName: String?
  /// Without `self`.
  let signature: String
  let keywords: OfferedKeywords
  let doc: String
  /// Of the function of pyplot; where there is none, of the method of axes `ax`.
  let example: String
  let body: (AxesCall) throws -> Value

  var methodEntry: Entry? {
    if name.isEmpty { return nil }
    let rest = signature.dropFirst()
    let own = rest == ")" ? "(self)" : "(self, " + rest
    let body = body
    return Entry(
      name, own, doc: doc, example: example,
      retold: pyplotName == nil ? AxesMethod.withAxes : AxesMethod.toldOfAxes, keywords: keywords.names
    ) { a in
      try body(AxesCall(object: AxesObject.of(a[0]), arguments: a, first: 1))
    }
  }

  var pyplotEntry: Entry? {
    guard let pyplotName else { return nil }
    let body = body
    return Entry(pyplotName, signature, doc: doc, example: example, keywords: keywords.names) { a in
      try body(AxesCall(object: FigureState.of(a.vm).currentAxes(), arguments: a, first: 0))
    }
  }

  /// A method's example with the axes that it speaks of.
  private static func withAxes(_ example: String) -> String {
    example.isEmpty || example.hasPrefix("fig, ") ? example : "fig, ax = plt.subplots()\n" + example
  }

  /// An example of pyplot told of axes: `plt.xlabel(…)` becomes `ax.set_xlabel(…)`.
  private static func toldOfAxes(_ example: String) -> String {
    let parts = example.split(separator: "plt.", omittingEmptySubsequences: false)
    let calls = parts.dropFirst().map { part in
      let name = String(part.prefix { $0 != "(" })
      return "ax." + (renamed[name] ?? name) + part.dropFirst(name.count)
    }
    return withAxes(parts[0] + calls.joined())
  }

  /// The methods whose functions in pyplot have other names, by these.
  private static let renamed: [String: String] = {
    var names: [String: String] = [:]
    for method in all where !method.name.isEmpty && method.pyplotName != method.name {
      if let name = method.pyplotName { names[name] = method.name }
    }
    return names
  }()

  nonisolated(unsafe) static let all: [AxesMethod] = [
    lines, shapes, images, fields, charts, patches, texts, limits, ticks, looks,
  ].flatMap(
    \.methods)
}

/// Collects methods of axes.
struct AxesMethodList {
  var methods: [AxesMethod] = []

  init(_ fill: (inout AxesMethodList) -> Void) { fill(&self) }

  /// - Parameter pyplot: the name in pyplot where it differs; empty where pyplot has none.
  mutating func callAsFunction(
    _ name: String, pyplot: String? = nil, _ signature: String, keywords: OfferedKeywords = .none,
    _ doc: String, _ example: String = "", _ body: @escaping (AxesCall) throws -> Value
  ) {
    let pyplotName = pyplot == "" ? nil : pyplot ?? name
    methods.append(
      AxesMethod(
        name: name, pyplotName: pyplotName, signature: signature, keywords: keywords, doc: doc,
        example: example, body: body))
  }
}
