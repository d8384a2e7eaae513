import Arrays

/// A grid of coloured cells whose edges lie anywhere: matplotlib's `pcolormesh`.
public final class QuadMesh: Artist, ColorMapped {
  /// Corners by rows, one more than cells in both directions.
  public let x: [Double]
  public let y: [Double]
  public let columns: Int
  public let rows: Int
  public var values: [Double]
  public var colormap: Colormap
  public var norm = Norm.linear
  public var vmin: Double?
  public var vmax: Double?
  public var edgeColor: Color?
  public var lineWidth = 1.0

  /// - Throws: `FigureError` of kind type for corners that do not fit the values.
  public init(x: [Double], y: [Double], values: [Double], columns: Int, rows: Int, colormap: Colormap) throws
  {
    guard x.count == (columns + 1) * (rows + 1), y.count == x.count, values.count == columns * rows else {
      throw FigureError(
        .type,
        "Dimensions of C \(FigureError.shape([rows, columns])) are incompatible with X and/or Y"
      )
    }
    self.x = x
    self.y = y
    self.values = values
    self.columns = columns
    self.rows = rows
    self.colormap = colormap
    super.init(zorder: 0)
  }

  public func dataRange() -> (Double, Double)? { range(of: values) }

  override var extent: Extent {
    var result = Extent(x: x, y: y)
    for edge in [result.x.low, result.x.high] where edge.isFinite { result.stickX(edge) }
    for edge in [result.y.low, result.y.high] where edge.isFinite { result.stickY(edge) }
    return result
  }

  /// Edges of columns and rows where all cells are upright rectangles.
  private var straightEdges: (x: [Double], y: [Double])? {
    let width = columns + 1
    let across = Array(x[..<width])
    let up = (0...rows).map { y[$0 * width] }
    for row in 0...rows {
      if Interruption.isPending { return nil }
      for column in 0...columns
      where x[row * width + column] != across[column] || y[row * width + column] != up[row] {
        return nil
      }
    }
    return (across, up)
  }

  override func draw(on canvas: any Canvas, in view: View) {
    guard columns > 0, rows > 0 else { return }
    let (low, high) = colorLimits
    var stops = false
    let colors = values.enumerated().map { turn, value -> Color in
      if Interruption.isPending(at: turn) || stops {
        stops = true
        return .none
      }
      let color = colormap.color(norm.place(value, low, high, colors: colormap.count))
      return color.withAlpha(color.alpha * (alpha ?? 1))
    }
    if stops { return }
    if let edges = straightEdges {
      drawCells(edges.x.map(view.x.pixel), edges.y.map(view.y.pixel), colors, on: canvas, view)
    } else {
      drawQuads(colors, on: canvas, view)
    }
    if let edgeColor, edgeColor.alpha > 0, lineWidth > 0 { drawEdges(edgeColor, on: canvas, view) }
  }

  /// Each pixel takes the cell that its middle is in.
  private func drawCells(
    _ x: [Double], _ y: [Double], _ colors: [Color], on canvas: any Canvas, _ view: View
  ) {
    let frame = view.frame
    func cells(_ edges: [Double], _ from: Double, _ to: Double) -> [Int?] {
      let first = Elementary.whole(from)
      let count = max(Elementary.whole(to) - first, 0)
      var result = [Int?](repeating: nil, count: count)
      for index in 1..<edges.count {
        let (a, b) = (min(edges[index - 1], edges[index]), max(edges[index - 1], edges[index]))
        guard a.isFinite, b.isFinite else { continue }
        let start = max(Elementary.whole(a.rounded()) - first, 0)
        let end = min(Elementary.whole(b.rounded()) - first, count)
        for pixel in start..<max(end, start) { result[pixel] = index - 1 }
      }
      return result
    }
    let across = cells(x, frame.x0, frame.x1)
    let up = cells(y, frame.y0, frame.y1)
    guard !across.isEmpty, !up.isEmpty else { return }
    var pixels = [UInt8](repeating: 0, count: across.count * up.count * 4)
    let bytes = colors.map(\.bytes)
    for (row, cellRow) in up.enumerated() {
      guard let cellRow else { continue }
      for (column, cellColumn) in across.enumerated() {
        guard let cellColumn else { continue }
        let (r, g, b, a) = bytes[cellRow * columns + cellColumn]
        let to = (row * across.count + column) * 4
        (pixels[to], pixels[to + 1], pixels[to + 2], pixels[to + 3]) = (r, g, b, a)
      }
    }
    canvas.image(
      ImageData(width: across.count, height: up.count, rgba: pixels), x: Elementary.whole(frame.x0),
      y: Elementary.whole(frame.y0))
  }

  private func corners(_ row: Int, _ column: Int, _ view: View) -> [Point] {
    let at = row * (columns + 1) + column
    return [at, at + 1, at + columns + 2, at + columns + 1].map { view.place(x[$0], y[$0]) }
  }

  private func drawQuads(_ colors: [Color], on canvas: any Canvas, _ view: View) {
    for row in 0..<rows where !Interruption.isPending {
      for column in 0..<columns {
        let color = colors[row * columns + column]
        let corners = corners(row, column, view)
        guard color.alpha > 0, corners.allSatisfy(\.isFinite) else { continue }
        let path = Path(corners, closed: true)
        canvas.fill(path, color)
        // Neighbours would let the ground shine through between them.
        if color.alpha == 1 { canvas.stroke(path, Pen(color, width: 0.7, join: .miter)) }
      }
    }
  }

  private func drawEdges(_ color: Color, on canvas: any Canvas, _ view: View) {
    let width = view.crisp(lineWidth)
    var path = Path()
    for row in 0..<rows where !Interruption.isPending {
      for column in 0..<columns {
        let corners = corners(row, column, view)
          .map { Point(View.snap($0.x, width: width), View.snap($0.y, width: width)) }
        guard corners.allSatisfy(\.isFinite) else { continue }
        path.append(Path(corners, closed: true))
      }
    }
    if !path.isEmpty {
      canvas.stroke(path, Pen(color.withAlpha(alpha ?? color.alpha), width: width, join: .miter))
    }
  }
}

extension Axes {
  /// Shows values as cells between given corners.
  ///
  /// - Parameters:
  ///   - x, y: corners by rows; nil counts from 0.
  @discardableResult
  public func pcolormesh(
    x: [Double]?, y: [Double]?, values: [Double], columns: Int, rows: Int,
    _ options: ImageOptions = ImageOptions()
  ) throws -> QuadMesh {
    try Self.check(alpha: options.alpha)
    let width = columns + 1
    let xs = x ?? (0..<(width * (rows + 1))).map { Double($0 % width) }
    try Interruption.check()
    let ys = y ?? (0..<(width * (rows + 1))).map { Double($0 / width) }
    let mesh = try QuadMesh(
      x: xs, y: ys, values: values, columns: columns, rows: rows,
      colormap: options.colormap ?? Colormap.named(rc.text("image.cmap")))
    mesh.norm = options.norm
    mesh.vmin = options.vmin
    mesh.vmax = options.vmax
    mesh.alpha = options.alpha
    mesh.label = options.label
    if let zorder = options.zorder { mesh.zorder = zorder }
    add(mesh)
    return mesh
  }
}
