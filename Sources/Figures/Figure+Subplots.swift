extension Figure {
  /// Which axes of a grid have the same limits.
  public enum Sharing: String, Sendable, CaseIterable {
    case none, all, row, col

    /// - Throws: `FigureError` of kind value that lists the words there are.
    public init(parsing name: String) throws {
      guard let value = Sharing(rawValue: name) else {
        throw FigureError.unsupported(name, for: "sharex", supported: ["all", "row", "col", "none"])
      }
      self = value
    }
  }

  /// A grid of axes, by rows. Shared axes show their tick labels at the grid's edge only.
  ///
  /// - Throws: `FigureError` of kind value for a grid without cells.
  public func subplots(rows: Int = 1, columns: Int = 1, shareX: Sharing = .none, shareY: Sharing = .none)
    throws -> [Axes]
  {
    try subplots(in: grid(rows: rows, columns: columns), shareX: shareX, shareY: shareY)
  }

  /// Axes in all cells of a grid, by rows.
  public func subplots(in cells: GridSpec, shareX: Sharing = .none, shareY: Sharing = .none) throws -> [Axes]
  {
    let (rows, columns) = (cells.rows, cells.columns)
    guard rows * columns <= 10_000 else {
      throw FigureError(.value, "a grid of \(rows) rows and \(columns) columns is too large")
    }
    var grid: [Axes] = []
    for index in 0..<(rows * columns) {
      let (row, column) = (index / columns, index % columns)
      let axes = addAxes(in: cells.cell(rows: row...row, columns: column...column))
      func leader(_ sharing: Sharing) -> Int? {
        switch sharing {
        case .none: nil
        case .all: 0
        case .row: row * columns
        case .col: column
        }
      }
      if let first = leader(shareX), first != index { axes.share(.x, with: grid[first]) }
      if let first = leader(shareY), first != index { axes.share(.y, with: grid[first]) }
      if shareX == .all || shareX == .col, row < rows - 1 { axes.xAxis.labelSides = .none }
      if shareY == .all || shareY == .row, column > 0 { axes.yAxis.labelSides = .none }
      grid.append(axes)
    }
    current = grid.first
    return grid
  }

  /// Margins and gaps of the grid of subplots; nil keeps what there is.
  ///
  /// - Throws: `FigureError` of kind value for margins that leave no room.
  public func adjustSubplots(
    left: Double? = nil, right: Double? = nil, bottom: Double? = nil, top: Double? = nil,
    widthSpace: Double? = nil,
    heightSpace: Double? = nil
  ) throws {
    var new = layout
    if let left { new.left = left }
    if let right { new.right = right }
    if let bottom { new.bottom = bottom }
    if let top { new.top = top }
    if let widthSpace { new.widthSpace = widthSpace }
    if let heightSpace { new.heightSpace = heightSpace }
    let values = [new.left, new.right, new.bottom, new.top, new.widthSpace, new.heightSpace]
    guard values.allSatisfy(\.isFinite) else {
      throw FigureError(.value, "subplot parameters must be finite")
    }
    guard new.left < new.right else { throw FigureError(.value, "left cannot be >= right") }
    guard new.bottom < new.top else { throw FigureError(.value, "bottom cannot be >= top") }
    new.widthSpace = max(new.widthSpace, 0)
    new.heightSpace = max(new.heightSpace, 0)
    new.tight = false
    layout = new
  }

  /// Gives labels the room they need and the rest to the frames.
  public func tightLayout() { layout.tight = true }
}
