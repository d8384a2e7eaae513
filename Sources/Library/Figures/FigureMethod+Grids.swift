import Figures
import Language

extension FigureMethod {
  /// `subplot(2, 1, 1)`, `subplot(211)`, `subplot(2, 2, (1, 2))`.
  static func subplot(
    in figure: Figure, _ arguments: [Value], _ keywords: DictObject?, reuse: Bool, _ vm: Interpreter
  ) throws -> Value {
    if let projection = keywords?.find(StringObject.interned("projection")), !projection.isNone,
      projection.text != "rectilinear"
    {
      throw PyError.unsupported(
        "projection=\(try vm.repr(projection)) is not part of nbsh: axes are flat and rectangular")
    }
    var (rows, columns, first) = (1, 1, 1)
    var last: Int?
    switch arguments.count {
    case 0: break
    case 1:
      if case .object(let object) = arguments[0], let axes = object as? AxesObject {
        FigureState.of(vm).pyplot.sca(axes.axes)
        return arguments[0]
      }
      if case .object(let object) = arguments[0], let spec = object as? SubplotSpecObject {
        let object = FigureState.of(vm).object(for: figure.addAxes(in: spec.cell, reuse: reuse), in: figure)
        try set(object, keywords, vm)
        return .object(object)
      }
      guard let code = arguments[0].index else {
        throw PyError.typeError(
          "Single argument to subplot must be a three-digit integer, not \(try vm.repr(arguments[0]))")
      }
      guard (100...999).contains(code) else {
        throw PyError.valueError("Single argument to subplot must be a three-digit integer, not \(code)")
      }
      (rows, columns, first) = (code / 100, code / 10 % 10, code % 10)
    case 3:
      rows = try whole(arguments[0], "rows", vm)
      columns = try whole(arguments[1], "columns", vm)
      if let index = arguments[2].index {
        first = index
      } else if case .tuple(let pair) = arguments[2], pair.items.count == 2 {
        first = try vm.int(pair.items[0])
        last = try vm.int(pair.items[1])
      } else {
        throw PyError.valueError(
          "num must be an integer with 1 <= num <= \(rows &* columns), not \(try vm.repr(arguments[2]))")
      }
    default:
      throw PyError.typeError("subplot() takes 1 or 3 positional arguments but \(arguments.count) were given")
    }
    let axes = try figure.subplot(rows: rows, columns: columns, first, through: last, reuse: reuse)
    let object = FigureState.of(vm).object(for: axes, in: figure)
    try set(object, keywords, vm)
    return .object(object)
  }

  private static func whole(_ value: Value, _ name: String, _ vm: Interpreter) throws -> Int {
    guard let number = value.index else {
      throw PyError.valueError("Number of \(name) must be a positive integer, not \(try vm.repr(value))")
    }
    return number
  }

  /// Keywords of new axes: sharing first, the rest as `ax.set`.
  static func set(_ object: AxesObject, _ keywords: DictObject?, _ vm: Interpreter) throws {
    guard let keywords else { return }
    for (key, value) in keywords.items {
      guard let name = key.text else { continue }
      switch name {
      case "sharex" where !value.isNone: object.axes.share(.x, with: try AxesObject.of(value).axes)
      case "sharey" where !value.isNone: object.axes.share(.y, with: try AxesObject.of(value).axes)
      case "sharex", "sharey", "label": break
      case "projection" where value.isNone || value.text == "rectilinear": break
      case "polar":
        if try vm.isTrue(value) { throw PyError.unsupported("polar=True is not part of nbsh: axes are flat") }
      case "projection":
        throw PyError.unsupported(
          "projection=\(try vm.repr(value)) is not part of nbsh: axes are flat and rectangular")
      case "frameon", "frame_on": object.axes.showsFrame = try vm.isTrue(value)
      case "facecolor", "fc": object.axes.faceColor = try vm.color(value)
      default:
        guard AxesObject.axesType.lookup(StringObject.interned("set_" + name)) != nil else {
          throw PyError.attributeError("Axes.set() got an unexpected keyword argument '\(name)'")
        }
        _ = try vm.callMethod(.object(object), "set_" + name, [value])
      }
    }
  }

  private static func sharing(_ value: Value, _ vm: Interpreter) throws -> Figure.Sharing {
    if let text = value.text { return try Figure.Sharing(parsing: text) }
    return try vm.isTrue(value) ? .all : .none
  }

  /// `nrows, ncols, sharex, sharey, squeeze, width_ratios, height_ratios, subplot_kw, gridspec_kw` of a call.
  static func grid(in figure: Figure, _ a: Arguments, _ first: Int) throws -> Value {
    let rows = try a.int(first)
    let columns = try a.int(first + 1)
    let dict = DictObject()
    if a.isGiven(first + 8) {
      guard case .dict(let given) = a[first + 8] else {
        throw PyError.typeError("gridspec_kw must be a dict")
      }
      for (key, value) in given.items { if case .str(let name) = key { dict.set(name, value) } }
    }
    for (index, name) in [(5, "width_ratios"), (6, "height_ratios")] where a.isGiven(first + index) {
      if dict.find(StringObject.interned(name)) != nil {
        throw PyError.valueError(
          "'\(name)' must not be defined both as parameter and as key in 'gridspec_kw'")
      }
      dict.set(StringObject.interned(name), a[first + index])
    }
    let keywords = Keywords(dict, of: "GridSpec", a.vm)
    let spec =
      keywords.isEmpty
      ? try figure.grid(rows: rows, columns: columns)
      : try GridSpecObject.make(rows: rows, columns: columns, keywords)
    try keywords.finish()
    let grid = try self.grid(
      in: figure, cells: spec, shareX: a[first + 2], shareY: a[first + 3], squeeze: a.bool(first + 4), a.vm)
    if a.isGiven(first + 7) {
      guard case .dict(let dict) = a[first + 7] else { throw PyError.typeError("subplot_kw must be a dict") }
      for axes in figure.axes { try set(FigureState.of(a.vm).object(for: axes, in: figure), dict, a.vm) }
    }
    return grid
  }

  /// Axes in all cells of a grid; without rows or columns of one where `squeeze` is asked for.
  static func grid(
    in figure: Figure, cells: GridSpec, shareX: Value, shareY: Value, squeeze: Bool, _ vm: Interpreter
  ) throws -> Value {
    let made = try figure.subplots(
      in: cells, shareX: sharing(shareX, vm), shareY: sharing(shareY, vm))
    let state = FigureState.of(vm)
    let items = made.map { Value.object(state.object(for: $0, in: figure)) }
    let (rows, columns) = (cells.rows, cells.columns)
    if !squeeze { return .object(ObjectGrid(items, shape: [rows, columns])) }
    if items.count == 1 { return items[0] }
    return .object(ObjectGrid(items, shape: rows == 1 || columns == 1 ? [items.count] : [rows, columns]))
  }

  /// `subplot_mosaic('AB;CC')`: a dict of axes by the letters (or names) of their cells.
  static func mosaic(_ value: Value, _ keywords: DictObject?, in figure: Figure, _ vm: Interpreter) throws
    -> Value
  {
    var rows: [[Value]] = []
    if let text = value.text {
      let separators: Set<Character> = text.contains(";") ? [";"] : ["\n"]
      for line in text.split(whereSeparator: { separators.contains($0) }) {
        let letters = line.filter { !$0.isWhitespace }
        if !letters.isEmpty { rows.append(letters.map { .string(String($0)) }) }
      }
    } else {
      rows = try vm.items(of: value).map { try vm.items(of: $0) }
    }
    guard let width = rows.first?.count, width > 0, rows.allSatisfy({ $0.count == width }) else {
      throw PyError.valueError(
        "All of the rows must be the same length, however the first row has another one")
    }
    let dict = DictObject()
    for name in ["width_ratios", "height_ratios"] {
      if let value = keywords?.find(StringObject.interned(name)) {
        dict.set(StringObject.interned(name), value)
      }
    }
    let given = Keywords(dict, of: "GridSpec", vm)
    let grid = try GridSpecObject.make(rows: rows.count, columns: width, given)
    let rest = Keywords(keywords, of: "subplot_mosaic", vm)
    _ = try rest.take("width_ratios")
    _ = try rest.take("height_ratios")
    let (shareX, shareY) = (try rest.flag("sharex") ?? false, try rest.flag("sharey") ?? false)
    try rest.finish()
    let result = DictObject()
    var names: [String] = []
    var made: [Axes] = []
    for row in rows.indices {
      for column in 0..<width {
        let name = try vm.str(rows[row][column])
        guard name != ".", !names.contains(name) else { continue }
        names.append(name)
        let cells = try rows.indices.flatMap { r in
          try (0..<width).filter { try vm.str(rows[r][$0]) == name }.map { (r, $0) }
        }
        let (rs, cs) = (cells.map(\.0), cells.map(\.1))
        guard let top = rs.min(), let bottom = rs.max(), let left = cs.min(), let right = cs.max(),
          cells.count == (bottom - top + 1) * (right - left + 1)
        else {
          throw PyError.valueError(
            "While trying to layout\n\(try vm.repr(value))\nwe found that the label '\(name)' specifies a non-rectangular or non-contiguous area."
          )
        }
        let axes = figure.addAxes(in: grid.cell(rows: top...bottom, columns: left...right))
        if let first = made.first {
          if shareX { axes.share(.x, with: first) }
          if shareY { axes.share(.y, with: first) }
        }
        made.append(axes)
        result.set(StringObject.interned(name), .object(FigureState.of(vm).object(for: axes, in: figure)))
      }
    }
    return .dict(result)
  }
}
