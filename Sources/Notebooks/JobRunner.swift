#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Something that happens while a job runs.
enum JobEvent: Equatable {
  case started(cell: Int)
  case output(Output)
  case finished(cell: Int, seconds: Double, stopped: String?)
}

/// Runs the cells of a job one after the other in one fresh session, in this process.
struct JobRunner {
  let makeKernel: KernelMaker
  /// Whether a cell's time is watched by an alarm; only a process that runs nothing else may do so.
  var usesAlarm = false

  func run(_ job: Job, event: (JobEvent) -> Void) {
    let kernel = makeKernel(job.path)
    defer { kernel.flushFiles() }
    for (index, cell) in job.cells.enumerated() where !cell.isSkipped {
      event(.started(cell: index))
      let start = now()
      var budget = OutputBudget(limit: job.outputLimit)
      let timeout = usesAlarm ? cell.timeout : nil
      if let timeout { CellAlarm.set(kernel.interrupt, seconds: timeout) }
      kernel.run(cell.source, name: job.path, firstLine: cell.firstLine, echoLast: cell.echoLast) { output in
        if budget.admits(output) {
          event(.output(output.shortened(to: job.outputLimit)))
        } else {
          kernel.interrupt()
        }
      }
      let isLate = timeout != nil && CellAlarm.clear()
      if let status = kernel.exitStatus, status != 0 {
        // For a test, a script that ends itself with a status is one that failed.
        event(
          .output(
            .error(
              CellError(type: "SystemExit", message: String(status), traceback: "SystemExit: \(status)"))))
      }
      var reason: String?
      if isLate, let timeout { reason = "took longer than \(shortSeconds(timeout))" }
      if budget.isSpent { reason = "showed more than \(sizeText(job.outputLimit))" }
      event(.finished(cell: index, seconds: now() - start, stopped: reason))
    }
  }

  /// Runs a whole job and gathers what came of its cells.
  func run(_ job: Job) -> [CellRun] {
    var gathered = JobRecord(job)
    run(job) { gathered.note($0) }
    return gathered.runs
  }
}

/// Gathers events into one `CellRun` a cell.
struct JobRecord {
  private(set) var runs: [CellRun]
  /// The cell that runs now.
  private(set) var current: Int?
  private var start = 0.0
  /// Text that neighbouring events showed, until something else comes.
  private var text = ""

  init(_ job: Job) {
    runs = job.cells.map { cell in
      var run = CellRun()
      if cell.isSkipped { run.ending = .skipped }
      return run
    }
  }

  mutating func note(_ event: JobEvent) {
    switch event {
    case .started(let cell):
      guard runs.indices.contains(cell) else { return }
      current = cell
      start = now()
      runs[cell].outputs = []
    case .output(.text(let more)): text += more
    case .output(let output):
      flush()
      if let current { runs[current].outputs.append(output) }
    case .finished(let cell, let seconds, let stopped):
      guard cell == current else { return }
      end(stopped.map { .stopped($0) } ?? .ran, seconds: seconds)
    }
  }

  /// The cell that runs now was ended, for this reason.
  mutating func stopCurrent(_ reason: String) { end(.stopped(reason), seconds: now() - start) }

  /// The cells that were not reached never will be.
  mutating func giveUp(_ reason: String) {
    for index in runs.indices {
      if case .notRun = runs[index].ending { runs[index].ending = .notRun(reason) }
    }
  }

  private mutating func end(_ ending: CellRun.Ending, seconds: Double) {
    flush()
    guard let cell = current else { return }
    runs[cell].seconds = seconds
    runs[cell].ending = ending
    current = nil
  }

  private mutating func flush() {
    if let current, !text.isEmpty { runs[current].outputs.append(.text(text)) }
    text = ""
  }
}

/// Counts what a cell shows, so that one that prints without end is ended.
private struct OutputBudget {
  let limit: Int
  private var spent = 0

  init(limit: Int) { self.limit = limit }

  var isSpent: Bool { spent > limit }

  mutating func admits(_ output: Output) -> Bool {
    // What ends the cell is always shown.
    if case .error = output { return true }
    if isSpent { return false }
    switch output {
    case .text(let text), .value(let text): spent += text.utf8.count
    case .figure(let figure): spent += figure.png.count
    case .error: break
    }
    return !isSpent
  }
}

extension Output {
  /// An error whose words go on for megabytes is cut; everything else has been counted.
  fileprivate func shortened(to limit: Int) -> Output {
    guard case .error(let error) = self, error.message.utf8.count + error.traceback.utf8.count > limit else {
      return self
    }
    func cut(_ text: String) -> String {
      text.utf8.count <= limit / 2 ? text : String(decoding: text.utf8.prefix(limit / 2), as: UTF8.self) + "…"
    }
    return .error(
      CellError(type: cut(error.type), message: cut(error.message), traceback: cut(error.traceback)))
  }
}

/// The one alarm of a worker process: asks the running session to end its cell.
enum CellAlarm {
  nonisolated(unsafe) private static var interrupt: @convention(c) () -> Void = {}
  nonisolated(unsafe) private static var rang = false

  static func set(_ interrupt: @convention(c) () -> Void, seconds: Double) {
    self.interrupt = interrupt
    rang = false
    var action = sigaction()
    let handler: @convention(c) (Int32) -> Void = { _ in CellAlarm.ring() }
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = handler
    #else
      action.__sigaction_u.__sa_handler = handler
    #endif
    action.sa_flags = SA_RESTART
    sigaction(SIGALRM, &action, nil)
    start(seconds: max(seconds, 0.001), again: 0.5)
  }

  /// Stops the alarm; whether it rang.
  static func clear() -> Bool {
    start(seconds: 0, again: 0)
    return rang
  }

  /// An interrupt that comes between two cells' checks may be lost, so the alarm rings again.
  private static func ring() {
    rang = true
    interrupt()
  }

  private static func start(seconds: Double, again: Double) {
    func interval(_ seconds: Double) -> timeval {
      let whole = min(seconds.rounded(.down), 1e9)
      return timeval(tv_sec: Int(whole), tv_usec: .init((seconds - whole).clamped(to: 0...0.999999) * 1e6))
    }
    var timer = itimerval(it_interval: interval(again), it_value: interval(seconds))
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    #else
      setitimer(ITIMER_REAL, &timer, nil)
    #endif
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

/// Seconds since some moment in the past, on a clock that never jumps.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Seconds since 1970.
func realTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// A duration for a report: `0.12 s`, `3.4 s`, `2 min 5 s`.
func shortSeconds(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "\(seconds) s" }
  if seconds >= 100 {
    let whole = Int(seconds.rounded())
    return "\(whole / 60) min \(whole % 60) s"
  }
  let places = seconds < 10 ? 2 : 1
  return "\(fixed(seconds, places)) s"
}

/// A number with a fixed count of digits after its point.
func fixed(_ value: Double, _ places: Int) -> String {
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((value * Double(scale)).rounded())
  if places == 0 { return String(scaled) }
  let fraction = String(scaled.magnitude % UInt(scale))
  let sign = scaled < 0 ? "-" : ""
  return
    "\(sign)\(scaled.magnitude / UInt(scale)).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
}

/// A size for a report: `16 MiB`, `100 bytes`.
func sizeText(_ bytes: Int) -> String {
  if bytes >= 1 << 20 { return "\(bytes >> 20) MiB" }
  return bytes >= 1 << 10 ? "\(bytes >> 10) KiB" : "\(bytes) bytes"
}
