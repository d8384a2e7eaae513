/// What `%timeit` measured.
public struct Timing: Sendable {
  /// The seconds that all loops of each run took.
  public var runs: [Double]
  public var loops: Int
  /// The significant digits that its text has.
  public var precision = 3

  public init(runs: [Double], loops: Int, precision: Int = 3) {
    self.runs = runs
    self.loops = loops
    self.precision = precision
  }

  /// The seconds that one loop took, run by run.
  public var perLoop: [Double] { runs.map { $0 / Double(loops) } }
  public var best: Double { perLoop.min() ?? 0 }
  public var worst: Double { perLoop.max() ?? 0 }
  public var average: Double { perLoop.reduce(0, +) / Double(max(1, runs.count)) }
  public var deviation: Double {
    let mean = average
    return (perLoop.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(max(1, runs.count))).squareRoot()
  }

  /// `1.5 ms ± 20 µs per loop (mean ± std. dev. of 7 runs, 1,000 loops each)`
  public var text: String {
    let rounds = "\(grouped(loops)) \(loops == 1 ? "loop" : "loops")"
    return
      "\(durationText(.seconds(average), precision)) ± \(durationText(.seconds(deviation), precision)) per loop "
      + "(mean ± std. dev. of \(runs.count) \(runs.count == 1 ? "run" : "runs"), \(rounds) each)"
  }

  /// What IPython says of runs that differ much; nil where they do not.
  var warning: String? {
    guard best > 0, worst > 4 * best, worst > 1e-6 else { return nil }
    return "The slowest run took \(digits(worst / best, 3)) times longer than the fastest. "
      + "This could mean that an intermediate result is being cached."
  }
}

/// A time with three digits and a fitting unit, as IPython writes it: `1.5 ms`, `1min 3s`.
func durationText(_ duration: Duration, _ precision: Int = 3) -> String {
  let seconds = inSeconds(duration)
  if seconds >= 60 {
    let whole = Int(min(seconds, 1e15))
    let parts = [(whole / 86400, "d"), (whole / 3600 % 24, "h"), (whole / 60 % 60, "min"), (whole % 60, "s")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
  for (unit, scale) in [("s", 1.0), ("ms", 1e3), ("µs", 1e6)] where seconds * scale >= 1 {
    return digits(seconds * scale, precision) + " " + unit
  }
  return digits(seconds * 1e9, precision) + " ns"
}

func inSeconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// A number with this many significant digits, as `%.3g` writes those below a thousand.
private func digits(_ value: Double, _ precision: Int) -> String {
  var scale = value >= 100 ? 1e-2 : value >= 10 ? 1e-1 : 1.0
  for _ in 1..<max(2, precision) { scale *= 10 }
  if precision < 2 { scale /= 10 }
  // A scale of whole powers of ten keeps the division exact to the last digit.
  let text = "\((value * scale).rounded() / scale)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// `1,000,000`
private func grouped(_ number: Int) -> String {
  var text = ""
  for (place, digit) in String(number).reversed().enumerated() {
    if place > 0, place % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}
