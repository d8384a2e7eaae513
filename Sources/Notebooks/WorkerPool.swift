#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs jobs in several worker processes at once and contains what goes wrong in them.
///
/// A worker that crashes, or does not stop when its time is over, is replaced; the cell that it ran fails with the
/// reason, and the rest of its script runs in a new session without that cell.
final class WorkerPool {
  /// How often one script may take its worker with it.
  private static let crashLimit = 3

  private let count: Int
  private let memory: Int?
  /// How long after its time a cell may take to notice that it was asked to stop.
  private let grace: Double
  private let start: () throws(FileError) -> WorkerConnection
  private var slots: [Slot]

  init(
    count: Int, memory: Int?, grace: Double, start: @escaping () throws(FileError) -> WorkerConnection
  ) {
    self.count = max(1, count)
    self.memory = memory
    self.grace = grace
    self.start = start
    slots = []
    signal(SIGPIPE, SIG_IGN)
  }

  /// Runs jobs until there are none.
  ///
  /// - Parameters:
  ///   - next: the next job, or nothing for now; it is asked again whenever a job has finished.
  ///   - finished: takes the number of a job and what came of its cells; returns whether to go on.
  func run(next: () -> (id: Int, job: Job)?, finished: (Int, [CellRun]) -> Bool) {
    var goesOn = true
    while goesOn {
      while slots.filter({ $0.task != nil }).count < count, let (id, job) = next() {
        goesOn = assign(Task(id: id, job: job), finished) && goesOn
      }
      guard goesOn, slots.contains(where: { $0.task != nil }) else { break }
      goesOn = wait(finished)
    }
    for slot in slots { slot.connection.kill() }
    slots = []
  }

  // MARK: Work

  /// A job on its way.
  private struct Task {
    let id: Int
    var job: Job
    var record: JobRecord
    /// What earlier sessions of this job brought, up to the cell that ended the last of them.
    var kept: [CellRun] = []
    var crashes = 0
    var deadline: Double?
    /// Why we ended the worker, if we did.
    var ended: String?

    init(id: Int, job: Job) {
      self.id = id
      self.job = job
      record = JobRecord(job)
    }

    /// What is said of the cell that did not stop when its time was over.
    var lateText: String? {
      guard let ended, let cell = record.current, let timeout = job.cells[cell].timeout else { return nil }
      return "took longer than \(shortSeconds(timeout)), \(ended)"
    }

    var result: [CellRun] { kept + record.runs.dropFirst(kept.count) }
  }

  private struct Slot {
    let connection: WorkerConnection
    var frames = FrameBuffer()
    var task: Task?
    /// The end of what the worker wrote to its standard error.
    private var errors: [UInt8] = []

    init(_ connection: WorkerConnection) { self.connection = connection }

    mutating func readErrors() { connection.readErrors(into: &errors) }

    /// Takes leave of a worker that has ended by itself; says how it ended.
    mutating func finish() -> String? {
      // It has said everything once it is gone.
      let how = connection.wait()
      readErrors()
      connection.closePipes()
      return how
    }

    /// The line with which Swift's run-time library ends a process.
    var lastWords: String? {
      let lines = Line.split(String(decoding: errors, as: UTF8.self)).map(\.text)
      return lines.last { find("Fatal error: ", in: $0) != nil }
    }
  }

  /// Gives a job to a free worker, or to a new one.
  private func assign(_ task: Task, _ finished: (Int, [CellRun]) -> Bool) -> Bool {
    var task = task
    do throws(FileError) {
      let place = try freeSlot()
      slots[place].task = task
      // A worker that is gone shows it at once at the other end of its pipe.
      _ = Files.writeAll(slots[place].connection.writing, Wire.encode(.job(task.job)))
      return true
    } catch {
      task.record.giveUp(error.description)
      return finished(task.id, task.result)
    }
  }

  private func freeSlot() throws(FileError) -> Int {
    if let place = slots.firstIndex(where: { $0.task == nil }) { return place }
    slots.append(Slot(try start()))
    return slots.count - 1
  }

  // MARK: Events

  /// Waits until some worker says something or a time is over.
  private func wait(_ finished: (Int, [CellRun]) -> Bool) -> Bool {
    let busy = slots.indices.filter { slots[$0].task != nil }
    var polls = busy.map { pollfd(fd: slots[$0].connection.reading, events: Int16(POLLIN), revents: 0) }
    let deadline = busy.compactMap { slots[$0].task?.deadline }.min()
    let milliseconds = deadline.map { max(0, min(($0 - now()) * 1000 + 1, 1e6)) } ?? -1
    poll(&polls, nfds_t(polls.count), Int32(milliseconds))
    var ended: [(place: Int, signal: String?)] = []
    var goesOn = true
    for (place, state) in zip(busy, polls) {
      if state.revents != 0 {
        guard receive(place), !slots[place].frames.isBroken else {
          if slots[place].frames.isBroken {
            slots[place].connection.kill()
            ended.append((place, "an answer that is none"))
          } else {
            ended.append((place, slots[place].finish()))
          }
          continue
        }
        while let frame = slots[place].frames.next() {
          if note(frame, at: place), let task = slots[place].task {
            slots[place].task = nil
            let start = now()
            goesOn = finished(task.id, task.result) && goesOn
            // A person who was asked may think as long as they like.
            delayDeadlines(now() - start)
          }
        }
      }
      if let limit = slots[place].task?.deadline, now() > limit {
        slots[place].task?.ended = "did not stop in time and was killed"
        slots[place].connection.kill()
        ended.append((place, nil))
      }
    }
    for (place, how) in ended.reversed() {
      let slot = slots.remove(at: place)
      guard let task = slot.task else { continue }
      goesOn = recover(task, how: how ?? "an unknown reason", said: slot.lastWords, finished) && goesOn
    }
    return goesOn
  }

  private func delayDeadlines(_ seconds: Double) {
    for place in slots.indices {
      if let deadline = slots[place].task?.deadline { slots[place].task?.deadline = deadline + seconds }
    }
  }

  /// Reads what a worker wrote; false where it is gone.
  private func receive(_ place: Int) -> Bool {
    slots[place].readErrors()
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = read(slots[place].connection.reading, buffer.baseAddress, buffer.count)
      if count > 0 { slots[place].frames.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
    }
  }

  /// Notes a frame; whether it ends the job.
  private func note(_ frame: Wire.Frame, at place: Int) -> Bool {
    switch frame {
    case .job: return false
    case .done: return true
    case .event(let event):
      slots[place].task?.record.note(event)
      switch event {
      case .started(let cell):
        let cells = slots[place].task?.job.cells ?? []
        let timeout = cells.indices.contains(cell) ? cells[cell].timeout : nil
        slots[place].task?.deadline = timeout.map { now() + $0 + grace }
      case .finished: slots[place].task?.deadline = nil
      case .output: break
      }
      return false
    }
  }

  /// Goes on with a job whose worker is gone, in a new session and without the cell that ended the last one.
  private func recover(
    _ task: Task, how: String, said: String?, _ finished: (Int, [CellRun]) -> Bool
  ) -> Bool {
    var task = task
    let current = task.record.current
    let words = endText(how, said: said)
    task.record.stopCurrent(
      task.lateText ?? task.ended ?? words ?? "ended its session (\(how))\(said.map { ": \($0)" } ?? "")")
    guard let cell = current, cell >= task.kept.count, task.crashes < Self.crashLimit else {
      task.record.giveUp("its session \(words ?? "ended (\(how))\(said.map { ": \($0)" } ?? "")")")
      return finished(task.id, task.result)
    }
    task.kept = Array(task.result.prefix(cell + 1))
    task.crashes += 1
    task.ended = nil
    task.deadline = nil
    task.job.cells[cell].isSkipped = true
    guard task.job.cells[(cell + 1)...].contains(where: { !$0.isSkipped }) else {
      return finished(task.id, task.result)
    }
    task.record = JobRecord(task.job)
    return assign(task, finished)
  }

  /// What a session that ended for want of memory did, as words that go on from the cell or from “its session”.
  private func endText(_ how: String, said: String?) -> String? {
    let limit = memory.map { "; the limit is \(sizeText($0))" } ?? ""
    if let said { return find("failed to allocate", in: said) == nil ? nil : "ran out of memory\(limit)" }
    return how == "SIGKILL"
      ? "was killed (SIGKILL), perhaps by the system for want of memory\(limit)" : nil
  }
}
