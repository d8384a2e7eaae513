#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far a training has come.
public struct Progress: Equatable, Sendable {
  public var label: String
  public var done: Int
  public var total: Int
  /// What to add, such as the loss.
  public var note: String

  public init(_ label: String, done: Int, total: Int, note: String = "") {
    self.label = label
    self.done = done
    self.total = total
    self.note = note
  }
}

/// The line at the bottom that shows progress, redrawn in place: share, bar, rate, time left.
///
/// It is drawn on a terminal alone, at most ten times a second, and taken away before anything else is written,
/// so that no recorded or piped output ever holds a piece of it.
public final class ProgressLine {
  private let output: any TextOutput
  private let columns: () -> Int
  private let now: () -> Double
  private var label: String?
  private var start = 0.0
  private var startDone = 0
  private var lastDrawn = -Double.infinity
  private var isShown = false

  /// - Parameters:
  ///   - columns: the width of the window.
  ///   - now: seconds from any fixed moment.
  public init(output: any TextOutput, columns: @escaping () -> Int, now: @escaping () -> Double) {
    self.output = output
    self.columns = columns
    self.now = now
  }

  /// The line on a terminal; nil where the descriptor is none, or one that cannot redraw a line.
  public static func ofTerminal(_ descriptor: Int32) -> ProgressLine? {
    guard Terminal.isTerminal(descriptor), !Terminal.isDumb else { return nil }
    return ProgressLine(
      output: DescriptorOutput(descriptor), columns: { Terminal.size(descriptor).columns },
      now: monotonicSeconds)
  }

  public func update(_ progress: Progress) {
    let time = now()
    if label != progress.label || progress.done < startDone {
      label = progress.label
      start = time
      startDone = progress.done
      lastDrawn = time  // what is over within the first tenth of a second needs no line
      return
    }
    guard time - lastDrawn >= 0.1 else { return }
    lastDrawn = time
    isShown = true
    // Two columns stay free for the ^C that the terminal shows when it is pressed.
    output.write(
      "\r" + Self.text(progress, elapsed: time - start, from: startDone, columns: columns() - 2) + "\u{1B}[K")
  }

  /// Takes the line away: before other output, and at the end of a cell.
  public func clear() {
    guard isShown else { return }
    output.write("\r\u{1B}[K")
    isShown = false
  }

  /// Ends the work: the next update begins anew.
  public func finish() {
    clear()
    label = nil
    lastDrawn = -Double.infinity
  }

  /// `train  37%|███████             | 370/1000  52.1/s  0:12 left  loss 1.93`, at most as wide as the window.
  public static func text(_ progress: Progress, elapsed: Double, from first: Int = 0, columns: Int) -> String
  {
    let total = max(progress.total, 1)
    let done = min(max(progress.done, 0), total)
    let share = Double(done) / Double(total)
    let percent = String(Int(share * 100))
    let rate = elapsed > 0 ? Double(done - first) / elapsed : 0
    let head = progress.label + String(repeating: " ", count: 5 - min(percent.count, 4)) + percent + "%"
    var tail = " \(done)/\(total)"
    if rate > 0 {
      tail += "  " + rateText(rate) + "  " + clockText(Double(total - done) / rate) + " left"
    }
    if !progress.note.isEmpty { tail += "  " + progress.note }
    let room = min(30, columns - 1 - head.count - tail.count - 2)
    let bar = room >= 5 ? "|" + barText(share, width: room) + "|" : ""
    return String((head + bar + tail).prefix(max(columns - 1, 1)))
  }

  private static func barText(_ share: Double, width: Int) -> String {
    let eighths = Int(share * Double(width * 8))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let full = eighths / 8
    let bar = String(repeating: "█", count: full) + parts[eighths % 8]
    return bar + String(repeating: " ", count: width - bar.count)
  }

  private static func rateText(_ rate: Double) -> String {
    if rate >= 100 { return "\(Int(min(rate, 1e15)))/s" }
    return rate >= 1 ? "\((rate * 10).rounded() / 10)/s" : "\((10 / rate).rounded() / 10) s each"
  }

  private static func clockText(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 359_999))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let padded = rest < 10 ? "0\(rest)" : "\(rest)"
    return hours > 0 ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)" : "\(minutes):\(padded)"
  }
}

private func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
