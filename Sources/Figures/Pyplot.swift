/// matplotlib.pyplot's state: the open figures, which of them is current, and the settings for new ones.
public final class Pyplot {
  public private(set) var figures: [Figure] = []
  public var rc = RcParams()
  /// Takes the figures that `show` is done with, in the order of their numbers.
  public var onShow: (Figure) throws -> Void
  private weak var currentFigure: Figure?

  public init(onShow: @escaping (Figure) throws -> Void = { _ in }) { self.onShow = onShow }

  public var numbers: [Int] { figures.map(\.number).sorted() }

  /// Makes a new figure the current one, or an open one where the number is known.
  @discardableResult
  public func figure(number: Int? = nil, size: (width: Double, height: Double)? = nil, dpi: Double? = nil)
    throws -> Figure
  {
    if let number, let open = figures.first(where: { $0.number == number }) {
      if let size { try open.setSize(width: size.width, height: size.height) }
      if let dpi { try open.setDPI(dpi) }
      currentFigure = open
      return open
    }
    let next = (figures.map(\.number).max() ?? 0) &+ 1
    let new = try Figure(size: size, dpi: dpi, number: number ?? next, rc: rc)
    figures.append(new)
    currentFigure = new
    return new
  }

  /// The current figure, made where there is none.
  public func gcf() throws -> Figure {
    if let currentFigure { return currentFigure }
    if let last = figures.last {
      currentFigure = last
      return last
    }
    return try figure()
  }

  /// The current axes, made where there are none.
  public func gca() throws -> Axes { try gcf().currentAxes() }

  /// Makes axes, and their figure, the current ones.
  public func sca(_ axes: Axes) {
    guard let figure = axes.figure else { return }
    figure.current = axes
    if figures.contains(where: { $0 === figure }) { currentFigure = figure }
  }

  /// `subplot(2, 1, 1)`: the axes of that cell, made where there are none.
  @discardableResult
  public func subplot(rows: Int = 1, columns: Int = 1, _ index: Int = 1, through last: Int? = nil) throws
    -> Axes
  {
    try gcf().subplot(rows: rows, columns: columns, index, through: last)
  }

  /// `subplot(211)`.
  @discardableResult
  public func subplot(code: Int) throws -> Axes {
    guard (100...999).contains(code) else {
      throw FigureError(.value, "Single argument to subplot must be a three-digit integer, not \(code)")
    }
    return try subplot(rows: code / 100, columns: code / 10 % 10, code % 10)
  }

  /// A new figure with a grid of axes.
  public func subplots(
    rows: Int = 1, columns: Int = 1, shareX: Figure.Sharing = .none, shareY: Figure.Sharing = .none,
    size: (width: Double, height: Double)? = nil, dpi: Double? = nil, number: Int? = nil
  ) throws -> (figure: Figure, axes: [Axes]) {
    let figure = try figure(number: number, size: size, dpi: dpi)
    return (figure, try figure.subplots(rows: rows, columns: columns, shareX: shareX, shareY: shareY))
  }

  /// Closes the current figure.
  public func close() {
    if let current = currentFigure ?? figures.last { close(current) }
  }

  public func close(_ figure: Figure) {
    figures.removeAll { $0 === figure }
    if currentFigure === figure { currentFigure = figures.last }
  }

  public func close(number: Int) {
    if let figure = figures.first(where: { $0.number == number }) { close(figure) }
  }

  public func closeAll() {
    figures = []
    currentFigure = nil
  }

  /// Empties the current figure.
  public func clf() throws { try gcf().clear() }

  /// Empties the current axes.
  public func cla() throws { try gca().clear() }

  /// Hands all open figures over and closes them, as a notebook does at `show()` and at the end of a cell.
  ///
  /// Figures without anything in them are handed over too: matplotlib shows them.
  public func show() throws {
    let finished = figures.sorted { $0.number < $1.number }
    closeAll()
    for figure in finished { try onShow(figure) }
  }
}
