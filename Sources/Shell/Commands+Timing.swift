extension CommandTable {
  /// What takes the time of cells.
  static let timingCommands: [Command] = [
    Command("time", "%time STATEMENT", "Runs a statement and says how long it took.", argument: .code) {
      call in
      let source = call.body.map { call.rest.isEmpty ? $0 : call.rest + "\n" + $0 } ?? call.rest
      guard !source.isEmpty else { throw CommandError("needs a statement") }
      let clock = ContinuousClock()
      let start = clock.now
      let result = call.repl.runCell(source)
      call.write("Wall time: \(durationText(result.duration ?? clock.now - start))\n")
    },
    Command(
      "timeit", "%timeit [-n LOOPS] [-r RUNS] STATEMENT",
      "Runs a statement many times and says how long one run takes.",
      argument: .code
    ) { call in
      try timeIt(call)
    },
  ]
}

/// A time with three digits and a fitting unit.
func durationText(_ duration: Duration) -> String {
  let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  for (unit, scale) in [("s", 1.0), ("ms", 1e3), ("µs", 1e6)] where seconds * scale >= 1 {
    return threeDigits(seconds * scale) + " " + unit
  }
  return threeDigits(seconds * 1e9) + " ns"
}

private func threeDigits(_ value: Double) -> String {
  let places = value >= 100 ? 0 : value >= 10 ? 1 : 2
  let scale = places == 0 ? 1.0 : places == 1 ? 10.0 : 100.0
  let rounded = (value * scale).rounded() / scale
  return places == 0 ? String(Int(rounded)) : "\(rounded)"
}

private func timeIt(_ call: Invocation) throws {
  var words = call.rest.split(separator: " ", omittingEmptySubsequences: false)[...]
  var loops: Int?
  var runs = 7
  while let option = words.first, option == "-n" || option == "-r" {
    guard words.count > 1, let value = Int(words[words.startIndex + 1]), value > 0 else {
      throw CommandError("\(option) needs a number")
    }
    if option == "-n" { loops = value } else { runs = value }
    words = words.dropFirst(2)
  }
  var source = words.joined(separator: " ")
  if let body = call.body { source = source.isEmpty ? body : source + "\n" + body }
  guard !source.isEmpty else { throw CommandError("needs a statement") }
  func once(_ count: Int) throws -> Duration {
    let (duration, result) = call.repl.session.time(source, loops: count)
    if result.interrupted { throw CommandError("KeyboardInterrupt") }
    if let error = result.error { throw CommandError(error) }
    return duration
  }
  var count = loops ?? 1
  if loops == nil {
    // As many loops as fill a fifth of a second.
    while count < 10_000_000, try once(count) < .milliseconds(200) { count *= 10 }
  }
  var times: [Duration] = []
  for _ in 0..<runs { times.append(try once(count) / count) }
  let mean = times.reduce(.zero, +) / runs
  let best = times.min() ?? mean
  call.write(
    "\(durationText(mean)) per loop (mean of \(runs) runs, \(count) \(count == 1 ? "loop" : "loops") each; best \(durationText(best)))\n"
  )
}
