import Arrays
import Figures

/// Figures from the first call to the finished PNG file.
nonisolated(unsafe) let figureWork: [(name: String, make: Maker)] = [
  ("figure_640x480", { try figure(training) }),
  ("figure_line_10000", { try figure(longLine) }),
  ("figure_subplots", { try figure(subplots) }),
  ("figure_scatter_colorbar", { try figure(scatter) }),
  ("figure_filters_1000", { try filters() }),
]

private func figure(_ draw: @escaping (Pyplot) throws -> Void) throws -> () throws -> Void {
  {
    let plt = Pyplot()
    try draw(plt)
    _ = try plt.gcf().png(SaveOptions())
  }
}

/// Numbers 0 ..< 1 of a fixed seed.
private func noise(_ count: Int) throws -> [Double] {
  let array = try RandomState(.number(3)).random(size: Shape(count)).asArray()
  let elements = array.data.assumingMemoryBound(to: Double.self)
  return (0..<count).map { elements[$0] }
}

/// The course's picture of a training: losses, two accuracies, legend, titles, grid.
private func training(_ plt: Pyplot) throws {
  let axes = try plt.gca()
  try axes.plot(noise(200).enumerated().map { 2.3 / (1 + 0.01 * Double($0)) + 0.2 * $1 }, format: "o")
  try axes.plot((0..<20).map { Double($0) * 0.1 }, format: "-o", LineOptions(label: "train"))
  try axes.plot((0..<20).map { Double($0) * 0.08 }, format: "-o", LineOptions(label: "val"))
  axes.title = "Training loss and accuracy"
  axes.xAxis.label = "Iteration"
  axes.yAxis.label = "Loss"
  axes.addLegend()
}

private func longLine(_ plt: Pyplot) throws {
  try plt.gca().plot(noise(10_000))
}

private func subplots(_ plt: Pyplot) throws {
  for place in 1...9 {
    let axes = try plt.subplot(rows: 3, columns: 3, place)
    try axes.plot(noise(100), format: "-o")
    axes.title = "Layer \(place)"
  }
}

private func scatter(_ plt: Pyplot) throws {
  let axes = try plt.gca()
  let (x, y) = (try noise(1000), try noise(1000))
  var options = ScatterOptions()
  options.values = x
  let points = try axes.scatter(x: x, y: y, options)
  try plt.gcf().colorbar(points)
}

/// A thousand filters of three 7 by 7 channels as one picture, each stretched to its own range.
private func filters() throws -> () throws -> Void {
  let values = try noise(1000 * 7 * 7 * 3)
  let pictures = (0..<1000).map {
    Picture(width: 7, height: 7, channels: 3, values: Array(values[$0 * 147..<$0 * 147 + 147]))
  }
  return {
    let plt = Pyplot()
    try plt.gca().showFilters(pictures)
    _ = try plt.gcf().png(SaveOptions())
  }
}
