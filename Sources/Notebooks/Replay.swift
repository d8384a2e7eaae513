/// Runs scripts in fresh sessions and compares what they show with what they recorded.
public enum Replay {
  /// Everything is as recorded.
  public static let passed: Int32 = 0
  /// Some cell differs.
  public static let differs: Int32 = 1
  /// The replay could not do its work, in whole or in part.
  public static let failed: Int32 = 2

  /// Replays files and folders, reports in the order of their paths, and returns the exit status.
  public static func run(_ paths: [String], _ options: ReplayOptions) -> Int32 {
    var options = options
    if options.record != .never, options.isCI {
      options.printError("nothing is recorded where CI is set: --record \(options.record) is left out")
      options.record = .never
    }
    let found = ScriptList.collect(paths)
    for error in found.errors { options.printError(error.description) }
    var times = RecordedTimes(file: options.times)
    var scripts = found.scripts
    if let shard = options.shard { scripts = Sharding.select(scripts, shard) { times[$0] } }
    guard !scripts.isEmpty || options.shard != nil else {
      if found.errors.isEmpty { options.printError("nothing to replay") }
      return failed
    }
    let start = now()
    let session = ReplaySession(scripts: scripts, options: options)
    session.run()
    let reports = session.reports.compactMap { $0 }
    if options.only != nil, reports.isEmpty, found.errors.isEmpty {
      options.printError("no cell is called \(options.only ?? "")")
      return failed
    }
    session.writer.finish(reports, seconds: now() - start, unseen: scripts.count - reports.count)
    var isBroken = !found.errors.isEmpty || reports.contains { $0.problem != nil }
    do throws(FileError) {
      if let file = options.junit { try Files.writeAtomically(file, Array(JUnit.text(reports).utf8)) }
      if options.record != .never, options.only == nil {
        for report in reports where report.passed { times[report.path] = report.seconds }
        try times.write(options.times)
      }
    } catch {
      options.printError(error.description)
      isBroken = true
    }
    if let folder = options.lastReplays, options.only == nil { remember(reports, folder) }
    if isBroken { return failed }
    return reports.allSatisfy(\.passed) ? passed : differs
  }
}

extension Replay {
  /// Where `replay` and `convert` keep what the last replays found, as the environment has it.
  public static func lastReplays(_ variable: (String) -> String?) -> String? { LastReplay.folder(variable) }

  private static func remember(_ reports: [ScriptReport], _ folder: String) {
    let time = Int(realTime())
    for report in reports {
      let bytes = (try? Files.read(report.path)) ?? []
      LastReplay(report, fingerprint: Notebook.hash(bytes), time: time).write(folder, of: report.path)
    }
  }
}

/// One replay on its way.
private final class ReplaySession {
  let options: ReplayOptions
  private let scripts: [String]
  private(set) var reports: [ScriptReport?]
  private var finished: [Bool]
  private var states: [Int: State] = [:]
  private var nextScript = 0
  private var waiting: [Int] = []
  private var nextReport = 0
  private var isStopped = false
  let writer: ReportWriter

  /// What is known of a script between its runs.
  private struct State {
    let plan: Plan
    let only: Int?
    /// The first of two runs, once it is there.
    var first: [CellRun]?
    var report: ScriptReport?
  }

  init(scripts: [String], options: ReplayOptions) {
    self.scripts = scripts
    self.options = options
    reports = Array(repeating: nil, count: scripts.count)
    finished = Array(repeating: false, count: scripts.count)
    writer = ReportWriter(options: options)
  }

  func run() {
    switch options.isolation {
    case .processes(let executable):
      let memory = options.memory ?? MemoryLimit.standard
      runInWorkers(memory: memory) { () throws(FileError) in
        try WorkerConnection.start(executable: executable, memory: memory)
      }
    case .workers(let start): runInWorkers(memory: options.memory, start)
    case .inProcess:
      guard let makeKernel = options.makeKernel else { return }
      let runner = JobRunner(makeKernel: makeKernel)
      while let (id, job) = nextJob(), note(id, runner.run(job)) {}
    }
    // A script that was under way when the replay stopped has no report.
    emit()
  }

  private func runInWorkers(memory: Int?, _ start: @escaping () throws(FileError) -> WorkerConnection) {
    let pool = WorkerPool(
      count: min(options.jobs, max(1, scripts.count)), memory: memory, grace: options.grace, start: start)
    pool.run(next: nextJob, finished: { self.note($0, $1) })
  }

  // MARK: Jobs

  private func nextJob() -> (id: Int, job: Job)? {
    if isStopped { return nil }
    if let id = waiting.popLast(), let state = states[id] { return (id, job(state)) }
    while nextScript < scripts.count {
      let id = nextScript
      nextScript += 1
      do throws(FileError) {
        let plan = try Plan.load(scripts[id])
        var only: Int?
        if let wanted = options.only {
          guard let place = Self.find(wanted, in: plan) else {
            finish(id, nil)
            continue
          }
          only = place
        }
        let state = State(plan: plan, only: only)
        states[id] = state
        return (id, job(state))
      } catch {
        var report = ScriptReport(path: scripts[id])
        report.problem = error.reason
        finish(id, report)
      }
    }
    return nil
  }

  private func job(_ state: State) -> Job {
    state.plan.job(
      timeout: options.timeout, outputLimit: options.outputLimit, upTo: state.only,
      parameters: options.parameters)
  }

  private static func find(_ wanted: String, in plan: Plan) -> Int? {
    if let number = Int(wanted) { return plan.cells.firstIndex { $0.number == number } }
    return plan.cells.firstIndex { $0.title == wanted }
      ?? plan.cells.firstIndex { $0.options.tags.contains(wanted) }
      ?? plan.cells.firstIndex { !wanted.isEmpty && $0.title.hasPrefix(wanted) }
  }

  // MARK: Results

  /// Takes what came of a run; whether to go on.
  private func note(_ id: Int, _ runs: [CellRun]) -> Bool {
    guard var state = states[id] else { return true }
    let judge = Judge(plan: state.plan, pictures: options.pictures, only: state.only)
    if let first = state.first, let report = state.report {
      finish(id, record(state.plan, report, first: first, second: runs))
      return goesOn(id)
    }
    let report = judge.report(runs)
    if options.record != .never, !wanted(state.plan, report).isEmpty {
      state.first = runs
      state.report = report
      states[id] = state
      waiting.append(id)
      return true
    }
    finish(id, report)
    return goesOn(id)
  }

  private func goesOn(_ id: Int) -> Bool {
    if options.failFast, let report = reports[id], !report.passed { isStopped = true }
    return !isStopped
  }

  private func finish(_ id: Int, _ report: ScriptReport?) {
    var report = report
    if let plan = states[id]?.plan, report != nil { report?.notes += strayPictures(plan) }
    reports[id] = report
    finished[id] = true
    states[id] = nil
    if options.failFast, report?.problem != nil { isStopped = true }
    emit()
  }

  /// Prints what can be printed in the order of the paths.
  private func emit() {
    while nextReport < finished.count, finished[nextReport] || isStopped {
      if let report = reports[nextReport] { writer.write(report) }
      nextReport += 1
    }
  }

  /// Pictures beside a script that no line of it names: perhaps a cell was removed.
  private func strayPictures(_ plan: Plan) -> [String] {
    guard plan.document != nil, options.record == .never else { return [] }
    let stem = Files.stem(of: plan.path)
    let folder = plan.figureFile(FigureLine(path: stem, width: 1, height: 1))
    guard Files.kind(folder) == .folder, let names = try? Files.list(folder) else { return [] }
    let known = Set(plan.cells.flatMap { $0.recorded.compactMap { FigureLine($0)?.path } })
    return names.filter { $0.hasSuffix(".png") && !known.contains("\(stem)/\($0)") }
      .map { "\(folder)/\($0) belongs to no cell" }
  }

  // MARK: Recording

  /// The cells whose output is to be written down.
  private func wanted(_ plan: Plan, _ report: ScriptReport) -> [Int] {
    report.cells.indices.compactMap { index in
      let cell = report.cells[index]
      let place = cell.number - 1
      switch (options.record, cell.status) {
      case (.never, _): return nil
      case (_, .failed(.unrecorded)): return place
      case (.failed, .failed(.differs)), (.all, .failed(.differs)), (.review, .failed(.differs)): return place
      case (.all, .passed):
        let plan = plan.cells[place]
        // A line that is only `...` was written by a person and still says the truth.
        let isLoose = plan.recorded.contains { trimmed($0) == "..." }
        return plan.hasRecord && !plan.options.ignoresOutput && !isLoose ? place : nil
      default: return nil
      }
    }
  }

  private func record(_ plan: Plan, _ report: ScriptReport, first: [CellRun], second: [CellRun])
    -> ScriptReport
  {
    var report = report
    let recording = Recording(plan: plan)
    let before = report.cells
    var entries: [Recording.Entry] = []
    for place in wanted(plan, report) {
      guard let index = report.cells.firstIndex(where: { $0.number == place + 1 }) else { continue }
      let isAccepted = options.record == .review ? review(plan, report.cells[index], first[place]) : true
      guard let isAccepted else { break }
      if !isAccepted { continue }
      switch recording.entry(cell: place, first: first[place], second: second[place]) {
      case .success(let entry):
        entries.append(entry)
        report.cells[index].status = .passed
        report.cells[index].isRecorded = true
      case .failure(let unstable): report.cells[index].status = .failed(.unstable(unstable.reason))
      }
    }
    guard !entries.isEmpty else { return report }
    do throws(FileError) {
      try recording.write(entries)
    } catch {
      report.cells = before
      report.problem = error.reason
    }
    return report
  }

  /// Asks a person about one cell: yes, no, or nothing for an end to all questions.
  private func review(_ plan: Plan, _ cell: CellReport, _ run: CellRun) -> Bool? {
    writer.show(cell, path: plan.path, withPictures: true)
    if case .unrecorded? = cell.failure { writer.showNewPictures(run, of: cell, path: plan.path) }
    while true {
      guard let answer = options.ask("accept, keep or quit? [a/k/q] ") else { return nil }
      switch trimmed(answer).lowercased() {
      case "a", "accept", "y", "yes": return true
      case "k", "keep", "n", "no": return false
      case "q", "quit": return nil
      default: continue
      }
    }
  }
}
