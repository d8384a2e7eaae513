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
      if result.succeeded { call.write("Wall time: \(durationText(result.duration ?? clock.now - start))\n") }
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

/// A time with three digits and a fitting unit, as IPython writes it: `1.5 ms`, `1min 3s`.
func durationText(_ duration: Duration) -> String {
  let seconds = inSeconds(duration)
  if seconds >= 60 {
    let whole = Int(min(seconds, 1e15))
    let parts = [(whole / 86400, "d"), (whole / 3600 % 24, "h"), (whole / 60 % 60, "min"), (whole % 60, "s")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
  for (unit, scale) in [("s", 1.0), ("ms", 1e3), ("µs", 1e6)] where seconds * scale >= 1 {
    return threeDigits(seconds * scale) + " " + unit
  }
  return threeDigits(seconds * 1e9) + " ns"
}

private func inSeconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

private func threeDigits(_ value: Double) -> String {
  let scale = value >= 100 ? 1.0 : value >= 10 ? 10.0 : 100.0
  let text = "\((value * scale).rounded() / scale)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

private func timeIt(_ call: Invocation) throws {
  let (options, statement) = try TimingOptions.split(call.rest)
  var source = statement
  if let body = call.body { source = source.isEmpty ? body : source + "\n" + body }
  guard !source.isEmpty else { throw CommandError("needs a statement") }
  func once(_ count: Int) throws -> Duration {
    let (duration, result) = call.repl.session.time(source, loops: count)
    if result.interrupted { throw CommandError("KeyboardInterrupt") }
    if let error = result.error { throw CommandError(error) }
    return duration
  }
  var count = options.loops ?? 1
  if options.loops == nil {
    // As many loops as fill a fifth of a second.
    while count < 1_000_000_000, try once(count) < .milliseconds(200) { count *= 10 }
  }
  var times: [Duration] = []
  for _ in 0..<options.runs { times.append(try once(count) / count) }
  call.write(timingText(times, loops: count))
}

/// `-n LOOPS` and `-r RUNS` before a statement, with or without a blank between.
private struct TimingOptions {
  var loops: Int?
  var runs = 7

  static func split(_ text: String) throws -> (TimingOptions, String) {
    var options = TimingOptions()
    var rest = text[...].drop { $0 == " " }
    while rest.hasPrefix("-n") || rest.hasPrefix("-r") {
      let option = rest.prefix(2)
      let after = rest.dropFirst(2).drop { $0 == " " }
      let word = after.prefix { !$0.isWhitespace }
      guard let value = Int(word), value > 0 else {
        // `-n` may begin an expression.
        if rest.dropFirst(2).first.map({ $0 != " " }) ?? false { break }
        throw CommandError("\(option) needs a number")
      }
      if option == "-n" { options.loops = value } else { options.runs = value }
      rest = after.dropFirst(word.count).drop { $0 == " " }
    }
    return (options, String(rest))
  }
}

private func timingText(_ times: [Duration], loops: Int) -> String {
  let seconds = times.map(inSeconds)
  let mean = seconds.reduce(0, +) / Double(seconds.count)
  let deviation = (seconds.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(seconds.count))
    .squareRoot()
  var text = ""
  if let worst = seconds.max(), let best = seconds.min(), best > 0, worst > 4 * best, worst > 1e-6 {
    text += "The slowest run took \(threeDigits(worst / best)) times longer than the fastest. "
    text += "This could mean that an intermediate result is being cached.\n"
  }
  let runs = "\(times.count) \(times.count == 1 ? "run" : "runs")"
  let rounds = "\(grouped(loops)) \(loops == 1 ? "loop" : "loops")"
  return text + "\(durationText(.seconds(mean))) ± \(durationText(.seconds(deviation))) per loop "
    + "(mean ± std. dev. of \(runs), \(rounds) each)\n"
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
