import Figures
import Language

/// `GridSpec(3, 3)`: a grid whose cells axes take, one or several.
final class GridSpecObject: OpenObject {
  let grid: GridSpec
  /// The figure it was made for, where one was named.
  let figure: Figure?

  init(_ grid: GridSpec, _ figure: Figure?) {
    self.grid = grid
    self.figure = figure
    super.init(type: GridSpecObject.gridType)
  }

  static func of(_ value: Value) throws -> GridSpecObject {
    guard case .object(let object) = value, let grid = object as? GridSpecObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.gridspec.GridSpec' object")
    }
    return grid
  }

  /// The cells that `gs[0, 1:]` or `gs[3]` names.
  func cell(_ index: Value, _ vm: Interpreter) throws -> Axes.GridCell {
    func range(_ value: Value, _ axis: Int, _ length: Int) throws -> ClosedRange<Int> {
      if let position = value.index {
        let place = position < 0 ? position &+ length : position
        guard place >= 0, place < length else {
          throw PyError.indexError("index \(position) is out of bounds for axis \(axis) with size \(length)")
        }
        return place...place
      }
      if case .object(let object) = value, let slice = object as? SliceObject {
        let bounds = try slice.indices(length)
        guard bounds.count > 0, bounds.step == 1 else {
          throw PyError.indexError("GridSpec slice would result in no space allocated for subplot")
        }
        return bounds.start...bounds.start + bounds.count - 1
      }
      throw PyError.indexError("Unrecognized subplot spec: \(try vm.repr(value))")
    }
    if case .tuple(let pair) = index {
      guard pair.items.count == 2 else { throw PyError.valueError("Unrecognized subplot spec") }
      return grid.cell(
        rows: try range(pair.items[0], 0, grid.rows), columns: try range(pair.items[1], 1, grid.columns))
    }
    let flat = try range(index, 0, grid.rows * grid.columns)
    let (first, last) = (flat.lowerBound, flat.upperBound)
    let columns = [first % grid.columns, last % grid.columns].sorted()
    return grid.cell(
      rows: (first / grid.columns)...(last / grid.columns), columns: columns[0]...columns[1])
  }

  /// Ratios, margins and gaps from keywords.
  static func make(
    rows: Int, columns: Int, _ keywords: Keywords, inside parent: Axes.GridCell? = nil
  ) throws -> GridSpec {
    let grid = try GridSpec(
      rows: rows, columns: columns, widths: keywords.numbers("width_ratios"),
      heights: keywords.numbers("height_ratios"), inside: parent)
    try adjust(grid, keywords)
    return grid
  }

  static func adjust(_ grid: GridSpec, _ keywords: Keywords) throws {
    try grid.adjust(
      left: keywords.number("left"), right: keywords.number("right"), bottom: keywords.number("bottom"),
      top: keywords.number("top"), widthSpace: keywords.number("wspace"),
      heightSpace: keywords.number("hspace"))
  }

  nonisolated(unsafe) private static let gridType: TypeObject = {
    let type = TypeObject("GridSpec", bases: [Types.object], module: "matplotlib.gridspec")
    type.loadEntries = {
      type.addGetter("nrows") { _, value in .int(try of(value).grid.rows) }
      type.addGetter("ncols") { _, value in .int(try of(value).grid.columns) }
      return EntryList { add in
        add("__getitem__", "(self, key, /)", "One cell, or a block of them.") { a in
          let object = try of(a[0])
          return .object(SubplotSpecObject(try object.cell(a[1], a.vm)))
        }
        add("update", "(self, **kwargs)", "Margins in fractions of the figure, and gaps.") { a in
          let keywords = Keywords(a.keywords(1), of: "GridSpec", a.vm)
          try adjust(of(a[0]).grid, keywords)
          try keywords.finish()
          return .none
        }
        add("tight_layout", "(self, figure, **kwargs)", "Gives labels the room they need.") { a in
          try FigureObject.of(a[1]).figure.tightLayout()
          return .none
        }
        add("get_geometry", "(self)", "Rows and columns.") { a in
          let grid = try of(a[0]).grid
          return .tuple([.int(grid.rows), .int(grid.columns)])
        }
        add(
          "subplots", "(self, *, sharex=False, sharey=False, squeeze=True, subplot_kw=None)",
          "Axes in all cells."
        ) { a in
          let object = try of(a[0])
          guard let figure = object.figure else {
            throw PyError.valueError(
              "GridSpec.subplots() only works for GridSpecs created with a parent figure")
          }
          return try FigureMethod.grid(
            in: figure, cells: object.grid, shareX: a[1], shareY: a[2], squeeze: a.bool(3), a.vm)
        }
        add("__repr__", "(self, /)", "`GridSpec(2, 2)`") { a in
          let grid = try of(a[0]).grid
          return .string("GridSpec(\(grid.rows), \(grid.columns))")
        }
      }.entries
    }
    return type
  }()
}

/// `gs[0, 1:]`: cells of a grid.
final class SubplotSpecObject: OpenObject {
  let cell: Axes.GridCell

  init(_ cell: Axes.GridCell) {
    self.cell = cell
    super.init(type: SubplotSpecObject.specType)
  }

  static func of(_ value: Value) throws -> SubplotSpecObject {
    guard case .object(let object) = value, let spec = object as? SubplotSpecObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.gridspec.SubplotSpec' object")
    }
    return spec
  }

  nonisolated(unsafe) private static let specType: TypeObject = {
    let type = TypeObject("SubplotSpec", bases: [Types.object], module: "matplotlib.gridspec")
    type.loadEntries = {
      EntryList { add in
        add("subgridspec", "(self, nrows, ncols, **kwargs)", "A grid inside these cells.") { a in
          let keywords = Keywords(a.keywords(3), of: "GridSpec", a.vm)
          let grid = try GridSpecObject.make(
            rows: a.int(1), columns: a.int(2), keywords, inside: of(a[0]).cell)
          try keywords.finish()
          return .object(GridSpecObject(grid, nil))
        }
      }.entries
    }
    return type
  }()
}

/// `matplotlib.gridspec`
enum GridSpecModule {
  static func make() -> ModuleObject {
    let module = ModuleObject("matplotlib.gridspec", entries: entries.entries)
    module.doc = "Grids whose cells axes take, one or several."
    return module
  }

  nonisolated(unsafe) static let entries = EntryList { add in
    add(
      "GridSpec", "(nrows, ncols, figure=None, **kwargs)", "A grid whose cells axes take, one or several.",
      "from matplotlib.gridspec import GridSpec\nprint(plt.subplot(GridSpec(2, 3)[0, :]))\n#> Axes(0.125,0.53;0.775x0.35)"
    ) { a in
      let keywords = Keywords(a.keywords(3), of: "GridSpec", a.vm)
      let grid = try GridSpecObject.make(rows: a.int(0), columns: a.int(1), keywords)
      try keywords.finish()
      return .object(GridSpecObject(grid, a.isGiven(2) ? try FigureObject.of(a[2]).figure : nil))
    }
    add(
      "GridSpecFromSubplotSpec", "(nrows, ncols, subplot_spec, **kwargs)",
      "A grid inside cells of another one."
    ) {
      a in
      let keywords = Keywords(a.keywords(3), of: "GridSpec", a.vm)
      let grid = try GridSpecObject.make(
        rows: a.int(0), columns: a.int(1), keywords, inside: SubplotSpecObject.of(a[2]).cell)
      try keywords.finish()
      return .object(GridSpecObject(grid, nil))
    }
  }
}
