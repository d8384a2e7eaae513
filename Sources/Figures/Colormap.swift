/// Turns values between 0 and 1 into colours, in 256 steps.
public struct Colormap: Equatable, Sendable {
  public var name: String
  /// The colours of values below and above the ends (nil takes the ends' own), and of nan (nil draws nothing).
  public var under: Color?
  public var over: Color?
  public var bad: Color?
  /// Red, green, blue, 256 times (fewer for lists of colours such as tab10).
  let table: [UInt8]
  /// The number of colours.
  public var count: Int { table.count / 3 }

  /// The map with a name; `_r` at its end turns it around.
  ///
  /// - Throws: `FigureError` of kind value that lists the maps there are.
  public static func named(_ name: String) throws -> Colormap {
    let reversed = name.hasSuffix("_r")
    let base = reversed ? String(name.dropLast(2)) : name
    let key = base == "grey" || base == "gist_gray" ? "gray" : base
    var colors: [Double]
    if let sampled = sampled[key] {
      colors = spread(sampled.kind, sampled.colors)
    } else if let segments = segments[key] {
      colors = (0..<256).flatMap { index in
        segments.map { line(through: $0, at: Double(index) / 255) }
      }
    } else {
      throw FigureError.unsupported(name, for: "cmap", supported: names)
    }
    if reversed {
      colors = stride(from: colors.count - 3, through: 0, by: -3).flatMap { Array(colors[$0..<$0 + 3]) }
    }
    return Colormap(name: name, table: colors.map(ImageData.byte))
  }

  private init(name: String, table: [UInt8]) {
    self.name = name
    self.table = table
  }

  /// The colours of a list, one after another without transitions.
  public init(name: String, listed colors: [Color]) {
    self.name = name
    table = (colors.isEmpty ? [.black] : colors).flatMap { [$0.red, $0.green, $0.blue].map(ImageData.byte) }
  }

  /// Straight transitions through colours at rising places from 0 to 1.
  public init(name: String, through nodes: [(place: Double, color: Color)], count: Int = 256) {
    self.name = name
    let channels: [[(Double, Double)]] = [\Color.red, \Color.green, \Color.blue].map { path in
      nodes.map { ($0.place, $0.color[keyPath: path]) }
    }
    let count = min(max(count, 1), 4096)
    table = (0..<count).flatMap { index in
      channels.map {
        ImageData.byte(Colormap.line(through: $0, at: count == 1 ? 0 : Double(index) / Double(count - 1)))
      }
    }
  }

  /// The same map in so many steps.
  public func resampled(_ steps: Int) -> Colormap {
    let steps = min(max(steps, 1), 4096)
    var result = self
    result = Colormap(
      name: name,
      listed: (0..<steps).map { color(steps == 1 ? 0 : Double($0) / Double(steps - 1)) })
    (result.under, result.over, result.bad) = (under, over, bad)
    return result
  }

  /// The map turned around.
  public func reversed() -> Colormap {
    let turned = stride(from: table.count - 3, through: 0, by: -3).flatMap { Array(table[$0..<$0 + 3]) }
    var result = Colormap(
      name: name.hasSuffix("_r") ? String(name.dropLast(2)) : name + "_r", table: turned)
    (result.under, result.over, result.bad) = (over, under, bad)
    return result
  }

  /// Names without their `_r` twins, sorted.
  public static var names: [String] { (Array(sampled.keys) + Array(segments.keys)).sorted() }

  /// The colour of a value: below 0 the first, above 1 the last, nothing for nan.
  public func color(_ value: Double) -> Color {
    guard !value.isNaN else { return bad ?? .none }
    if value < 0, let under { return under }
    if value > 1, let over { return over }
    let index = index(value) * 3
    return Color(Double(table[index]) / 255, Double(table[index + 1]) / 255, Double(table[index + 2]) / 255)
  }

  /// Colours of their own for values outside the ends or for nan.
  var hasExtremes: Bool { under != nil || over != nil || bad != nil }

  @inline(__always)
  func index(_ value: Double) -> Int {
    let last = count - 1
    guard value > 0 else { return 0 }
    guard value < 1 else { return last }
    return min(Int(value * Double(count)), last)
  }

  private static func spread(_ kind: Kind, _ codes: [UInt32]) -> [Double] {
    let nodes = codes.map {
      [Double($0 >> 16 & 255) / 255, Double($0 >> 8 & 255) / 255, Double($0 & 255) / 255]
    }
    if kind == .listed { return nodes.flatMap { $0 } }
    return (0..<256).flatMap { step in
      let place = Double(step) / 255 * Double(nodes.count - 1)
      let index = min(Int(place), nodes.count - 2)
      let t = place - Double(index)
      return (0..<3).map { channel in
        let b = nodes[index][channel]
        let c = nodes[index + 1][channel]
        if kind == .linear { return b + (c - b) * t }
        // Catmull and Rom's spline, its ends continued straight.
        let a = index > 0 ? nodes[index - 1][channel] : 2 * b - c
        let d = index + 2 < nodes.count ? nodes[index + 2][channel] : 2 * c - b
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
      }
    }
  }

  private static func line(through nodes: [(Double, Double)], at x: Double) -> Double {
    guard let first = nodes.first, let last = nodes.last else { return 0 }
    if x <= first.0 { return first.1 }
    for index in 1..<nodes.count where x <= nodes[index].0 {
      let (a, b) = (nodes[index - 1], nodes[index])
      return a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0)
    }
    return last.1
  }

  /// Maps given by straight pieces for red, green and blue: place and strength.
  private static let segments: [String: [[(Double, Double)]]] = [
    "gray": [[(0, 0), (1, 1)], [(0, 0), (1, 1)], [(0, 0), (1, 1)]],
    "binary": [[(0, 1), (1, 0)], [(0, 1), (1, 0)], [(0, 1), (1, 0)]],
    "jet": [
      [(0.35, 0), (0.66, 1), (0.89, 1), (1, 0.5)], [(0.125, 0), (0.375, 1), (0.64, 1), (0.91, 0)],
      [(0, 0.5), (0.11, 1), (0.34, 1), (0.65, 0)],
    ],
    "hot": [
      [(0, 0.0416), (0.365079, 1)], [(0.365079, 0), (0.746032, 1)], [(0.746032, 0), (1, 1)],
    ],
    "bone": [
      [(0, 0), (0.746032, 0.652778), (1, 1)], [(0, 0), (0.365079, 0.319444), (0.746032, 0.777778), (1, 1)],
      [(0, 0), (0.365079, 0.444444), (1, 1)],
    ],
    "cool": [[(0, 0), (1, 1)], [(0, 1), (1, 0)], [(0, 1), (1, 1)]],
    "spring": [[(0, 1), (1, 1)], [(0, 0), (1, 1)], [(0, 1), (1, 0)]],
    "summer": [[(0, 0), (1, 1)], [(0, 0.5), (1, 1)], [(0, 0.4), (1, 0.4)]],
    "autumn": [[(0, 1), (1, 1)], [(0, 0), (1, 1)], [(0, 0), (1, 0)]],
    "winter": [[(0, 0), (1, 0)], [(0, 0), (1, 1)], [(0, 1), (1, 0.5)]],
    "copper": [[(0, 0), (0.809524, 1), (1, 1)], [(0, 0), (1, 0.7812)], [(0, 0), (1, 0.4975)]],
    "seismic": [
      [(0.25, 0), (0.5, 1), (0.75, 1), (1, 0.5)], [(0.25, 0), (0.5, 1), (0.75, 0)],
      [(0, 0.3), (0.25, 1), (0.5, 1), (0.75, 0)],
    ],
    "bwr": [[(0, 0), (0.5, 1), (1, 1)], [(0, 0), (0.5, 1), (1, 0)], [(0, 1), (0.5, 1), (1, 0)]],
  ]
}
