extension Axes {
  /// A straight line without ends through a point.
  @discardableResult
  public func axline(through point: Point, direction: Point, _ options: LineOptions = LineOptions()) -> Line2D
  {
    let line = Line2D(
      x: [point.x, point.x + direction.x], y: [point.y, point.y + direction.y],
      color: options.color ?? nextColor(), lineWidth: rc.number("lines.linewidth"))
    line.isEndless = true
    options.apply(to: line)
    add(line)
    return line
  }

  /// Steps between edges, filled down to a base or not.
  @discardableResult
  public func stairs(
    _ values: [Double], _ edges: [Double], base: [Double], fill: Bool, horizontal: Bool, _ look: PatchOptions
  ) -> Area {
    var options = HistogramOptions()
    options.kind = fill ? .stepfilled : .step
    options.horizontal = horizontal
    return drawSteps(base, values, edges, look, options)
  }

  /// Axes inside the frame, at a place in its fractions.
  public func inset(left: Double, bottom: Double, width: Double, height: Double) -> Axes? {
    guard let figure else { return nil }
    let made = Axes(rc: rc, figure: figure)
    made.parent = self
    made.position = (left, bottom, width, height)
    figure.append(made)
    return made
  }
}
