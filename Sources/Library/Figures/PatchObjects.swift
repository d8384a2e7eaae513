import Figures
import Language

/// `matplotlib.patches`: shapes that `add_patch` puts into axes.
enum PatchesModule {
  static func make() -> ModuleObject {
    let module = ModuleObject("matplotlib.patches", entries: entries.entries)
    module.doc = "Shapes for add_patch and for legends."
    return module
  }

  /// Keywords that all shapes share.
  private static func look(_ a: Arguments, _ index: Int, _ owner: String) throws -> (PatchLook, PatchOptions)
  {
    let keywords = Keywords(a.keywords(index), of: owner, a.vm)
    var options = try keywords.patch()
    if let value = try keywords.take("transform") {
      throw PyError.unsupported("transform=\(try a.vm.repr(value)) of a shape is not part of nbsh")
    }
    try keywords.finish()
    let rc = FigureState.of(a.vm).pyplot.rc
    var look = PatchLook(face: try a.vm.color(rcText(rc, "patch.facecolor")))
    if let color = options.color {
      look.face = color
      look.edge = color
    }
    if options.fill == false, options.edgeColor == nil, options.color == nil { options.edgeColor = .black }
    look.apply(options)
    return (look, options)
  }

  private static func rcText(_ rc: RcParams, _ name: String) -> Value {
    if case .text(let text)? = rc.get(name) { return .string(text) }
    return .string("C0")
  }

  private static func make(_ name: String, _ path: Path, _ a: Arguments, _ index: Int) throws -> Value {
    let (look, options) = try look(a, index, name)
    let patch = Patch(path, look)
    patch.apply(options)
    patch.look = look
    return .object(ArtistObject.loose(patch, name))
  }

  private static func point(_ value: Value, _ name: String, _ vm: Interpreter) throws -> Point {
    let pair = try vm.pair(value, name)
    return Point(pair.0, pair.1)
  }

  nonisolated(unsafe) static let entries = EntryList { add in
    add(
      "Rectangle", "(xy, width, height, *, angle=0.0, rotation_point='xy', **kwargs)", keywords: .patch,
      "A rectangle from its lower left corner.",
      "from matplotlib.patches import Rectangle\nprint(plt.gca().add_patch(Rectangle((0, 1), 2, 3)))\n#> Rectangle(xy=(0, 1), width=2, height=3, angle=0)"
    ) { a in
      let corner = try point(a[0], "xy", a.vm)
      let (width, height) = (try a.double(1), try a.double(2))
      let path = Path(
        [
          corner, Point(corner.x + width, corner.y), Point(corner.x + width, corner.y + height),
          Point(corner.x, corner.y + height),
        ], closed: true)
      let angle = try a.double(3)
      if a[4].text == "center" {
        let center = Point(corner.x + width / 2, corner.y + height / 2)
        return try make("Rectangle", angle == 0 ? path : path.turned(angle, around: center), a, 5)
      }
      let made = try make("Rectangle", angle == 0 ? path : path.turned(angle, around: corner), a, 5)
      if case .object(let object) = made, let artist = object as? ArtistObject {
        let xy = try a.vm.items(of: a[0])
        let text = try
          "Rectangle(xy=(\(short(xy[0], a.vm)), \(short(xy[1], a.vm))), width=\(short(a[1], a.vm)), height=\(short(a[2], a.vm)), angle=\(short(a[3], a.vm)))"
        artist.text = text
      }
      return made
    }
    add(
      "Circle", "(xy, radius=5, **kwargs)", keywords: .patch, "A circle around its centre.",
      "plt.gca().add_patch(plt.Circle((0, 0), 0.5, fill=False))\nplt.axis('equal')"
    ) { a in
      let center = try point(a[0], "xy", a.vm)
      let radius = try a.double(1)
      return try make(
        "Circle", .ellipse(center: center, width: 2 * radius, height: 2 * radius), a, 2)
    }
    add(
      "Ellipse", "(xy, width, height, *, angle=0, **kwargs)", keywords: .patch,
      "An ellipse around its centre."
    ) { a in
      try make(
        "Ellipse",
        .ellipse(
          center: point(a[0], "xy", a.vm), width: a.double(1), height: a.double(2), degrees: a.double(3)), a,
        4)
    }
    add(
      "Polygon", "(xy, *, closed=True, **kwargs)", keywords: .patch, "A polygon through points.",
      "plt.gca().add_patch(plt.Polygon([(0, 0), (1, 0), (0.5, 1)]))"
    ) { a in
      let points = try a.vm.items(of: a[0]).map { try point($0, "xy", a.vm) }
      return try make("Polygon", Path(points, closed: a.bool(1)), a, 2)
    }
    add(
      "RegularPolygon", "(xy, numVertices, *, radius=5, orientation=0, **kwargs)", keywords: .patch,
      "A regular polygon."
    ) {
      a in
      let center = try point(a[0], "xy", a.vm)
      let count = try a.int(1)
      guard (3...1000).contains(count) else { throw PyError.valueError("numVertices must be from 3 to 1000") }
      let (radius, turn) = (try a.double(2), try a.double(3) * 180 / Double.pi)
      let points = (0..<count).map { index in
        Path.onCircle(center, radius, degrees: 90 + turn + 360 * Double(index) / Double(count))
      }
      return try make("RegularPolygon", Path(points, closed: true), a, 4)
    }
    add(
      "Wedge", "(center, r, theta1, theta2, *, width=None, **kwargs)", keywords: .patch,
      "A part of a circle between two angles."
    ) {
      a in
      let radius = try a.double(1)
      let inner = a.isGiven(4) ? max(radius - (try a.double(4)), 0) : 0
      return try make(
        "Wedge",
        .wedge(
          center: point(a[0], "center", a.vm), radius: radius, from: a.double(2), to: a.double(3),
          inner: inner),
        a, 5)
    }
    add(
      "Arc", "(xy, width, height, *, angle=0.0, theta1=0.0, theta2=360.0, **kwargs)", keywords: .patch,
      "A part of an ellipse's line."
    ) { a in
      let center = try point(a[0], "xy", a.vm)
      let (width, height) = (try a.double(1), try a.double(2))
      let unit = Path.wedge(
        center: Point(0, 0), radius: 1, from: try a.double(4), to: try a.double(5), open: true)
      let path = unit.scaled(width / 2, height / 2, to: center)
      let angle = try a.double(3)
      let made = try make("Arc", angle == 0 ? path : path.turned(angle, around: center), a, 6)
      if case .object(let object) = made, let artist = object as? ArtistObject,
        let patch = artist.artist as? Patch
      {
        patch.isOpen = true
        patch.look.edge = patch.look.edge ?? .black
      }
      return made
    }
    add(
      "Arrow", "(x, y, dx, dy, *, width=1.0, **kwargs)", keywords: .patch, "An arrow in data units.",
      "plt.gca().add_patch(plt.Arrow(0, 0, 1, 2, width=0.5))"
    ) { a in
      let width = try a.double(4)
      let d = Point(try a.double(2), try a.double(3))
      let length = (d.x * d.x + d.y * d.y).squareRoot()
      return try make(
        "Arrow",
        .arrow(
          from: Point(a.double(0), a.double(1)), by: d, width: 0.1 * width * 2, headWidth: 0.3 * width * 2,
          headLength: 0.2 * length, includesHead: true), a, 5)
    }
    add(
      "FancyArrow",
      "(x, y, dx, dy, *, width=0.001, length_includes_head=False, head_width=None, head_length=None, **kwargs)",
      keywords: .patch,
      "An arrow in data units."
    ) { a in
      try make("FancyArrow", fancyArrow(a), a, 8)
    }
    add(
      "Patch", "(**kwargs)", keywords: .patch,
      "A square of colour for a legend: `Patch(color='r', label='a')`."
    ) { a in
      try make("Patch", Path(), a, 0)
    }
    for (name, instead) in [
      ("FancyBboxPatch", "Rectangle"), ("FancyArrowPatch", "annotate with arrowprops"),
      ("ConnectionPatch", "annotate with arrowprops"), ("PathPatch", "Polygon"),
    ] {
      add(name, "(*args, **kwargs)", "Left out: use \(instead).") { _ in
        throw PyError.unsupported("\(name) is not part of nbsh: use \(instead)")
      }
    }
  }

  /// `x, y, dx, dy, width, length_includes_head, head_width, head_length`
  static func fancyArrow(_ a: Arguments, _ first: Int = 0) throws -> Path {
    let width = try a.double(first + 4)
    let headWidth = a.isGiven(first + 6) ? try a.double(first + 6) : 3 * width
    let headLength = a.isGiven(first + 7) ? try a.double(first + 7) : 1.5 * headWidth
    return .arrow(
      from: Point(try a.double(first), try a.double(first + 1)),
      by: Point(try a.double(first + 2), try a.double(first + 3)), width: width, headWidth: headWidth,
      headLength: headLength, includesHead: try a.bool(first + 5))
  }

  /// A number as `%g` writes it.
  private static func short(_ value: Value, _ vm: Interpreter) throws -> String {
    try vm.str(vm.binary(.modulo, .string("%g"), .float(vm.double(value))))
  }
}
