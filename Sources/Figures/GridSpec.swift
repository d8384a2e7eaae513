/// A grid of rows and columns that axes take cells of.
public final class GridSpec {
  public let rows: Int
  public let columns: Int
  /// Relative sizes of the columns and rows.
  public let widths: [Double]
  public let heights: [Double]
  /// Margins and gaps of its own; nil takes the figure's.
  public var left: Double?
  public var right: Double?
  public var bottom: Double?
  public var top: Double?
  public var widthSpace: Double?
  public var heightSpace: Double?
  /// The cell of another grid that holds this one.
  let parent: Axes.GridCell?

  /// - Throws: `FigureError` of kind value in matplotlib's words.
  public init(
    rows: Int, columns: Int, widths: [Double]? = nil, heights: [Double]? = nil,
    inside parent: Axes.GridCell? = nil
  ) throws {
    guard rows > 0 else {
      throw FigureError(.value, "Number of rows must be a positive integer, not \(rows)")
    }
    guard columns > 0 else {
      throw FigureError(.value, "Number of columns must be a positive integer, not \(columns)")
    }
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, rows <= 10_000, columns <= 10_000, cells <= 1_000_000 else {
      throw FigureError(.value, "a grid of \(rows) rows and \(columns) columns is too large")
    }
    if let widths, widths.count != columns {
      throw FigureError(
        .value, "Expected the given number of width ratios to match the number of columns of the grid")
    }
    if let heights, heights.count != rows {
      throw FigureError(
        .value, "Expected the given number of height ratios to match the number of rows of the grid")
    }
    guard ((widths ?? []) + (heights ?? [])).allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw FigureError(.value, "ratios must be positive and finite")
    }
    self.rows = rows
    self.columns = columns
    self.widths = widths ?? [Double](repeating: 1, count: columns)
    self.heights = heights ?? [Double](repeating: 1, count: rows)
    self.parent = parent
  }

  /// Margins of its own where they are given.
  ///
  /// - Throws: `FigureError` of kind value for margins that leave no room.
  public func adjust(
    left: Double? = nil, right: Double? = nil, bottom: Double? = nil, top: Double? = nil,
    widthSpace: Double? = nil, heightSpace: Double? = nil
  ) throws {
    guard [left, right, bottom, top, widthSpace, heightSpace].allSatisfy({ $0?.isFinite ?? true }) else {
      throw FigureError(.value, "subplot parameters must be finite")
    }
    if let left, let right, left >= right { throw FigureError(.value, "left cannot be >= right") }
    if let bottom, let top, bottom >= top { throw FigureError(.value, "bottom cannot be >= top") }
    if let left { self.left = left }
    if let right { self.right = right }
    if let bottom { self.bottom = bottom }
    if let top { self.top = top }
    if let widthSpace { self.widthSpace = max(widthSpace, 0) }
    if let heightSpace { self.heightSpace = max(heightSpace, 0) }
  }

  /// The cells between two corners, from 0.
  public func cell(rows: ClosedRange<Int>, columns: ClosedRange<Int>) -> Axes.GridCell {
    Axes.GridCell(
      grid: self, firstRow: rows.lowerBound, lastRow: rows.upperBound, firstColumn: columns.lowerBound,
      lastColumn: columns.upperBound)
  }
}

extension Axes {
  /// One or more cells of a grid.
  public struct GridCell: Equatable {
    public let grid: GridSpec
    public let firstRow: Int
    public let lastRow: Int
    public let firstColumn: Int
    public let lastColumn: Int

    public static func == (a: GridCell, b: GridCell) -> Bool {
      a.grid === b.grid && a.firstRow == b.firstRow && a.lastRow == b.lastRow
        && a.firstColumn == b.firstColumn && a.lastColumn == b.lastColumn
    }

    /// The smallest block of cells that holds both, where they are of one grid.
    func union(_ other: GridCell) -> GridCell {
      guard grid === other.grid else { return self }
      return grid.cell(
        rows: min(firstRow, other.firstRow)...max(lastRow, other.lastRow),
        columns: min(firstColumn, other.firstColumn)...max(lastColumn, other.lastColumn))
    }

    /// The cell of some grid that holds this one: itself, or the one around its grid.
    func within(_ wanted: GridSpec) -> GridCell? {
      grid === wanted ? self : grid.parent?.within(wanted)
    }
  }
}
