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
/// It is drawn on a terminal alone. What the cell prints takes its place, and behind each line printed it is drawn again in
/// the same write, so that it stays at the bottom without a flicker and no recorded or piped output ever holds a piece of it.
/// The cursor waits at its beginning: where a terminal breaks it because the window became narrower, all of it is below.
public final class ProgressLine {
  private let output: any TextOutput
  private let columns: () -> Int
  private let now: () -> Double
  /// How far the work was last; nil where there is none.
  private var last: Progress?
  private var start = 0.0
  private var startDone = 0
  private var isShown = false
  /// False behind a piece of a line, which it would write over.
  private var isAtLineStart = true
  private var notBefore = 0.0
  private var drawings = DrawingCredit()

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

  /// Shows how far the work is: in place at most ten times a second.
  public func update(_ progress: Progress) {
    let time = now()
    let isNew = last.map { $0.label != progress.label || progress.done < $0.done } ?? true
    last = progress
    if isNew {
      (start, startDone) = (time, progress.done)
      notBefore = time + Self.pause  // what is over within the first tenth of a second needs no line
    } else if time >= notBefore || (isShown && isOver), isAtLineStart, drawings.take(at: time) {
      output.write(drawing(time))
    }
  }

  /// Writes what a cell prints: where the line stands, and the line again behind it.
  public func write(_ text: String, to target: any TextOutput) {
    guard !text.isEmpty else { return }
    switch place(of: target) {
    case .elsewhere: target.write(text)
    case .unknown:
      clear()
      target.write(text)
      notBefore = now() + Self.pause
    case .here:
      let erasing = isShown ? Self.erasing : ""
      isShown = false
      isAtLineStart = text.utf8.last == 0x0A
      target.write(erasing + text + lineAgain())
    }
  }

  /// Takes the line away: before other output, and at the end of a cell.
  public func clear() {
    guard isShown else { return }
    output.write(Self.erasing)
    isShown = false
  }

  /// Ends the work: the next update begins anew.
  public func finish() {
    clear()
    last = nil
    isAtLineStart = true
  }

  // MARK: Drawing

  private static let erasing = "\r\u{1B}[J"
  private static let pause = 0.1

  private var isOver: Bool { last.map { $0.done >= $0.total } ?? true }

  /// The line behind what was printed; empty where none belongs, or it was drawn so often that the next update will do.
  private func lineAgain() -> String {
    guard !isOver, isAtLineStart else { return "" }
    let time = now()
    guard time >= start + Self.pause else { return "" }
    guard drawings.take(at: time) else {
      notBefore = time
      return ""
    }
    return drawing(time)
  }

  private func drawing(_ time: Double) -> String {
    guard let last else { return "" }
    isShown = true
    notBefore = time + Self.pause
    return "\r" + Self.text(last, elapsed: time - start, from: startDone, columns: columns()) + "\u{1B}[J\r"
  }

  // MARK: What is printed

  private enum Place { case here, elsewhere, unknown }

  /// Where a text goes: to the same screen, into a file, or through a pipe, which may lead to the screen (`| tee log`).
  private func place(of target: any TextOutput) -> Place {
    if target === output { return .here }
    guard let descriptor = (target as? DescriptorOutput)?.descriptor else { return .unknown }
    if Terminal.isTerminal(descriptor) { return .here }
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? .elsewhere : .unknown
  }

  /// `train  37%|███████             | 370/1000  52.1/s  0:12 left  loss 1.93`, at most as wide as the window: where it is narrow
  /// whole fields are left out, since a piece of a number would lie.
  public static func text(_ progress: Progress, elapsed: Double, from first: Int = 0, columns: Int) -> String
  {
    let total = max(progress.total, 1)
    let done = min(max(progress.done, 0), total)
    let share = Double(done) / Double(total)
    let percent = String(Int(share * 100))
    let rate = elapsed > 0 ? Double(done - first) / elapsed : 0
    let head = progress.label + String(repeating: " ", count: 5 - min(percent.count, 4)) + percent + "%"
    let count = " \(done)/\(total)"
    let speed = rate > 0 ? "  " + rateText(rate) : ""
    let timeLeft = rate > 0 ? "  " + clockText(Double(total - done) / rate) + " left" : ""
    let note = progress.note.isEmpty ? "" : "  " + progress.note
    let tails: [String] = [
      count + speed + timeLeft + note, count + speed + note, count + note,
      count + speed + timeLeft, count + speed, count, "",
    ]
    let width = columns - 1
    guard let tail = tails.first(where: { head.count + $0.count <= width }) else {
      return percent.count < width ? percent + "%" : ""
    }
    let room = min(30, width - head.count - tail.count - 2)
    let bar = room >= 5 && !tail.isEmpty ? "|" + barText(share, width: room) + "|" : ""
    return head + bar + tail
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

extension TextOutput {
  /// Writes what a cell prints where a progress line may stand.
  func write(_ text: String, over progress: ProgressLine?) {
    if let progress { progress.write(text, to: self) } else { write(text) }
  }
}

/// How often the line may be drawn: ten times in a row, and five hundred times a second. Much less would be seen as a
/// flicker where each step of a fast training prints; more costs time where a loop prints a hundred thousand lines.
private struct DrawingCredit {
  private var credit = 10.0
  private var last = -Double.infinity

  mutating func take(at time: Double) -> Bool {
    credit = min(10, credit + (time - last) * 500)
    last = time
    guard credit >= 1 else { return false }
    credit -= 1
    return true
  }
}

private func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
