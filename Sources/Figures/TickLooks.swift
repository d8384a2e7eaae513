/// The two sides of a frame that an axis has: near is left or below, far is right or above.
public struct Sides: Equatable, Sendable {
  public var near: Bool
  public var far: Bool

  public init(near: Bool, far: Bool) {
    self.near = near
    self.far = far
  }

  public static let none = Sides(near: false, far: false)
  var isEmpty: Bool { !near && !far }
}

/// How the small lines at ticks look. Lengths in points.
public struct TickLook: Equatable, Sendable {
  public enum Direction: String, Sendable, CaseIterable {
    case out
    case inwards = "in"
    case across = "inout"

    /// - Throws: `FigureError` of kind value that lists the words there are.
    public init(parsing name: String) throws {
      guard let value = Direction(rawValue: name) else {
        throw FigureError.unsupported(name, for: "direction", supported: ["out", "in", "inout"])
      }
      self = value
    }
  }

  public var direction = Direction.out
  public var length = 3.5
  public var width = 0.8
  public var color = Color.black

  /// How far a tick reaches out of the frame, and into it.
  var outside: Double { direction == .out ? length : direction == .across ? length / 2 : 0 }
  var inside: Double { direction == .inwards ? length : direction == .across ? length / 2 : 0 }
}

/// Where an axis has its ticks, other than at round numbers.
public enum TickPlaces: Equatable, Sendable {
  /// Round numbers with at most so many gaps between them.
  case atMost(Int, wholeNumbersOnly: Bool)
  /// Multiples of a number.
  case multiples(of: Double)
  /// So many at even distances, both ends included.
  case evenly(Int)
  /// The gaps between large ticks divided into so many parts.
  case dividing(Int)
  case none

  /// Ticks between two values; nil where they follow from others.
  func ticks(_ low: Double, _ high: Double) -> [Double]? {
    switch self {
    case .atMost(let count, let whole):
      return TickLocator(intervals: count, wholeNumbersOnly: whole).ticks(low, high)
    case .multiples(let step):
      guard step > 0, step.isFinite, low.isFinite, high.isFinite else { return [] }
      let first = (low / step).rounded(.up)
      guard (high - low) / step < 1000 else { return [] }
      return (0...Elementary.whole((high - low) / step) + 1).map { (first + Double($0)) * step }
        .filter { $0 <= high + step * 1e-9 }
    case .evenly(let count):
      guard count > 1, count <= 1000 else { return count == 1 ? [low] : [] }
      return (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    case .dividing: return nil
    case .none: return []
    }
  }
}

/// One side of an axes' frame.
public struct Spine: Equatable, Sendable {
  public enum Position: Equatable, Sendable {
    /// Beside the frame, so many points away from it.
    case outward(Double)
    /// At a value of the other axis.
    case data(Double)
    /// At a part of the frame's width or height.
    case axes(Double)
  }

  public var visible = true
  public var color: Color
  /// In points.
  public var width: Double
  public var lineStyle = LineStyle.solid
  public var position = Position.outward(0)
  /// The part of the axis that it covers, in data units.
  public var bounds: (low: Double, high: Double)?

  public static func == (a: Spine, b: Spine) -> Bool {
    a.visible == b.visible && a.color == b.color && a.width == b.width && a.lineStyle == b.lineStyle
      && a.position == b.position && a.bounds?.low == b.bounds?.low && a.bounds?.high == b.bounds?.high
  }
}

/// The four sides of an axes' frame.
public struct Spines: Equatable, Sendable {
  public enum Side: String, Sendable, CaseIterable {
    case left, right, bottom, top
  }

  private var all: [Spine]

  init(_ rc: RcParams) {
    all = Side.allCases.map { side in
      var spine = Spine(color: rc.color("axes.edgecolor") ?? .black, width: rc.number("axes.linewidth"))
      spine.visible = rc.flag("axes.spines.\(side.rawValue)")
      return spine
    }
  }

  public subscript(side: Side) -> Spine {
    get { all[Side.allCases.firstIndex(of: side) ?? 0] }
    set { all[Side.allCases.firstIndex(of: side) ?? 0] = newValue }
  }

  /// All four are drawn in one look around the frame: one rectangle with sharp corners.
  var isPlain: Bool {
    all.allSatisfy { $0 == all[0] && $0.visible && $0.position == .outward(0) && $0.bounds == nil }
  }
}
