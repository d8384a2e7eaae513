import Notebooks

extension REPL {
  /// Runs a cell and says how long it took, before its value is shown.
  func runTimed(_ source: String, typed: String? = nil) {
    let clock = ContinuousClock()
    let (start, cpuStart) = (clock.now, CPUTime.now)
    runCell(source, typed: typed) { result in
      guard result.succeeded else { return }
      self.output.write("CPU times: \((CPUTime.now - cpuStart).text)\n")
      self.output.write("Wall time: \(durationText(result.duration ?? clock.now - start))\n")
    }
  }

  /// Keeps a measured time as the value of a cell, or under a name.
  func keep(_ timing: Timing, as name: String?, typed: String? = nil) {
    let text = session.keep(timing, as: name, number: number)
    if name == nil { showValue(text, number) }
    // In a script the name would be missing.
    let source = name.map { "\($0) = None" } ?? "None"
    var cell = RecordedCell(number: number, source: source, outputs: name == nil ? [.value(text)] : [])
    cell.isMeasurement = true
    cell.typed = typed ?? "%timeit"
    cells.append(cell)
    number += 1
  }

  /// Runs `name = %command rest`. What has a value gives it, everything else None, as in IPython.
  func runAssigned(_ assigned: AssignedCommand, typed: String) {
    let call = Invocation(repl: self, rest: assigned.rest, body: nil)
    func assign(_ value: String) { runCell("\(assigned.name) = \(value)", typed: typed) }
    switch assigned.command {
    case "time" where !assigned.rest.isEmpty: runTimed("\(assigned.name) = \(assigned.rest)", typed: typed)
    case "timeit":
      commands.guarded("timeit", self) {
        let (timing, options) = try measure(call)
        if options.givesResult { keep(timing, as: assigned.name, typed: typed) } else { assign("None") }
      }
    case "pwd": assign(Parameter.quoted(currentFolder()))
    case "who_ls":
      assign("[" + session.variableNames().map(Parameter.quoted).joined(separator: ", ") + "]")
    default:
      let before = hasFailed
      hasFailed = false
      commands.run(assigned.command, assigned.rest, self)
      if !hasFailed { assign("None") }
      hasFailed = hasFailed || before
    }
  }
}
