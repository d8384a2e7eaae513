/// A frame with two axes and what is drawn inside it.
public final class Axes {
  public let xAxis: Axis
  public let yAxis: Axis
  /// In drawing order of equal `zorder`.
  public private(set) var artists: [Artist] = []
  public internal(set) var legend: Legend?
  public var title = ""
  public var titleStyle = TextOptions()
  /// Titles above the left and the right end of the frame.
  public var leftTitle: (text: String, style: TextOptions) = ("", TextOptions())
  public var rightTitle: (text: String, style: TextOptions) = ("", TextOptions())
  /// Where titles stand as a part of the frame's height; nil is above all labels.
  public var titleHeight: Double?
  public var faceColor: Color
  /// Frame, ticks and labels are drawn.
  public var showsAxis = true
  public var showsFrame = true
  public var visible = true
  /// How long a unit of y is compared with a unit of x; nil fills the frame.
  public var aspect: Double?
  /// The aspect is that of the frame, whatever the limits are.
  public var aspectIsOfFrame = false
  /// With an aspect: change the limits instead of the frame.
  public var adjustsLimits = false
  /// Left, bottom, width, height in fractions of the figure; nil takes the place in the grid.
  public var position: (left: Double, bottom: Double, width: Double, height: Double)?
  /// The axes that these lie in; `position` then counts fractions of their frame.
  weak var parent: Axes?
  /// The place in a grid.
  public internal(set) var cell: GridCell?
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
  /// The sides of the frame.
  public var spines: Spines
  /// What is drawn at this level or later lies over the grid.
  public var gridLevel: Double

  init(rc: RcParams, figure: Figure) {
    self.rc = rc
    self.figure = figure
    xAxis = Axis(.x, rc)
    yAxis = Axis(.y, rc)
    spines = Spines(rc)
    gridLevel = Self.gridLevel(rc)
    faceColor = rc.color("axes.facecolor") ?? .white
    xAxis.shared.members.append(Axis.Shared.Member(axes: self))
    yAxis.shared.members.append(Axis.Shared.Member(axes: self))
    startGrid()
  }

  /// The grid that settings ask for.
  private func startGrid() {
    guard rc.flag("axes.grid") else { return }
    let (which, axis) = (rc.text("axes.grid.which"), rc.text("axes.grid.axis"))
    try? grid(true, which: which, axis: axis)
  }

  /// Under everything but images, under lines (matplotlib's default), or over them.
  static func gridLevel(_ rc: RcParams) -> Double {
    switch rc.text("axes.axisbelow") {
    case "True": 0.5
    case "False": 2.5
    default: 1.5
    }
  }

  var titles: [(text: String, style: TextOptions)] {
    var (left, right) = (leftTitle, rightTitle)
    left.style.horizontal = .left
    right.style.horizontal = .right
    return [(title, titleStyle), left, right]
  }

  /// Gives this axes the same x (or y) limits and scale as another, now and later.
  public func share(_ direction: Axis.Direction, with other: Axes) {
    let (mine, theirs) = direction == .x ? (xAxis, other.xAxis) : (yAxis, other.yAxis)
    guard mine.shared !== theirs.shared else { return }
    mine.shared = theirs.shared
    mine.shared.members.append(Axis.Shared.Member(axes: self))
  }

  /// Lets go of colour bars.
  func dissolve() {
    artists.removeAll { $0 is ColorBand }
    colorbar = nil
    attachedBar = nil
  }

  public func add(_ artist: Artist) { artists.append(artist) }

  /// Takes an artist out, if it is there.
  public func remove(_ artist: Artist) { artists.removeAll { $0 === artist } }

  /// The next colour of the cycle for a line. Lines and filled shapes count apart, as in matplotlib.
  public func nextColor() -> Color {
    defer { lineColorsUsed += 1 }
    let cycle = rc.cycle
    return cycle[lineColorsUsed % cycle.count]
  }

  /// The next colour of the cycle for bars, areas and scattered points.
  public func nextPatchColor() -> Color {
    defer { patchColorsUsed += 1 }
    let cycle = rc.cycle
    return cycle[patchColorsUsed % cycle.count]
  }

  /// Empties the axes: artists, limits, ticks, texts.
  public func clear() {
    artists = []
    legend = nil
    title = ""
    titleStyle = TextOptions()
    leftTitle = ("", TextOptions())
    rightTitle = ("", TextOptions())
    titleHeight = nil
    spines = Spines(rc)
    gridLevel = Self.gridLevel(rc)
    adjustsLimits = false
    aspectIsOfFrame = false
    showsFrame = true
    faceColor = rc.color("axes.facecolor") ?? .white
    lineColorsUsed = 0
    patchColorsUsed = 0
    aspect = nil
    showsAxis = true
    xAxis.reset()
    yAxis.reset()
    startGrid()
  }

  /// The first colour of the cycle, which spans and single lines take.
  var firstColor: Color { rc.cycle[0] }

  /// What shapes are filled with where a call names no colour.
  public var firstPatchColor: Color { rc.color("patch.facecolor") ?? firstColor }

  var fontSize: Double { rc.number("font.size") }
}
