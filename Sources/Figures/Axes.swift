/// A frame with two axes and what is drawn inside it.
public final class Axes {
  public let xAxis = Axis(.x)
  public let yAxis = Axis(.y)
  /// In drawing order of equal `zorder`.
  public private(set) var artists: [Artist] = []
  public internal(set) var legend: Legend?
  public var title = ""
  public var titleStyle = TextOptions()
  public var faceColor: Color
  /// Frame, ticks and labels are drawn.
  public var showsAxis = true
  public var showsFrame = true
  public var visible = true
  /// How long a unit of y is compared with a unit of x; nil fills the frame.
  public var aspect: Double?
  /// With an aspect: change the limits instead of the frame.
  public var adjustsLimits = false
  /// Left, bottom, width, height in fractions of the figure; nil takes the place in the grid.
  public var position: (left: Double, bottom: Double, width: Double, height: Double)?
  /// Rows, columns, first and last cell (from 0) of the place in the figure's grid.
  var cell: GridCell?
  let rc: RcParams
  public internal(set) weak var figure: Figure?
  private var lineColorsUsed = 0
  private var patchColorsUsed = 0
  /// The colour bar that these axes are the frame of.
  var colorbar: Colorbar?
  /// These axes lie over others and share one axis with them.
  var isTwin = false
  /// The colour bar beside these axes.
  var attachedBar: Colorbar?
  /// Sides of the frame that are not drawn: `left`, `right`, `top`, `bottom`.
  public var hiddenSpines: Set<String> = []

  struct GridCell: Equatable {
    var rows: Int
    var columns: Int
    var first: Int
    var last: Int

    var firstRow: Int { first / columns }
    var lastRow: Int { last / columns }
    var firstColumn: Int { min(first % columns, last % columns) }
    var lastColumn: Int { max(first % columns, last % columns) }
  }

  init(rc: RcParams, figure: Figure) {
    self.rc = rc
    self.figure = figure
    faceColor = Color(named: rc.text("axes.facecolor")) ?? .white
    xAxis.shared.members.append(Axis.Shared.Member(axes: self))
    yAxis.shared.members.append(Axis.Shared.Member(axes: self))
    if rc.flag("axes.grid") {
      xAxis.grid = Axis.GridStyle()
      yAxis.grid = Axis.GridStyle()
    }
  }

  /// Gives this axes the same x (or y) limits and scale as another, now and later.
  public func share(_ direction: Axis.Direction, with other: Axes) {
    let (mine, theirs) = direction == .x ? (xAxis, other.xAxis) : (yAxis, other.yAxis)
    guard mine.shared !== theirs.shared else { return }
    mine.shared = theirs.shared
    mine.shared.members.append(Axis.Shared.Member(axes: self))
  }

  public func add(_ artist: Artist) { artists.append(artist) }

  /// Takes an artist out, if it is there.
  public func remove(_ artist: Artist) { artists.removeAll { $0 === artist } }

  /// The next colour of the cycle for a line. Lines and filled shapes count apart, as in matplotlib.
  public func nextColor() -> Color {
    defer { lineColorsUsed += 1 }
    return Color.cycle[lineColorsUsed % Color.cycle.count]
  }

  /// The next colour of the cycle for bars, areas and scattered points.
  public func nextPatchColor() -> Color {
    defer { patchColorsUsed += 1 }
    return Color.cycle[patchColorsUsed % Color.cycle.count]
  }

  /// Empties the axes: artists, limits, ticks, texts.
  public func clear() {
    artists = []
    legend = nil
    title = ""
    titleStyle = TextOptions()
    lineColorsUsed = 0
    patchColorsUsed = 0
    aspect = nil
    showsAxis = true
    for axis in [xAxis, yAxis] {
      axis.label = ""
      axis.ticks = nil
      axis.tickLabels = nil
      axis.tickLabelRotation = 0
      axis.grid = rc.flag("axes.grid") ? Axis.GridStyle() : nil
      axis.minorGrid = nil
      axis.shared.low = nil
      axis.shared.high = nil
      axis.shared.inverted = false
      axis.shared.scale = .linear
      axis.shared.margin = 0.05
    }
  }

  var fontSize: Double { rc.number("font.size") }
}
