extension CommandTable {
  /// What takes the time of cells.
  static let timingCommands: [Command] = [
    Command(
      "time", "%time STATEMENT", "Runs a statement and says how long it took.",
      details: "`x = %time f()` gives the value a name.", argument: .code
    ) { call in
      let source = call.body.map { call.rest.isEmpty ? $0 : call.rest + "\n" + $0 } ?? call.rest
      guard !source.isEmpty else { throw CommandError("needs a statement") }
      call.repl.runTimed(source)
    },
    Command(
      "timeit", "%timeit [-n LOOPS] [-r RUNS] [-p DIGITS] [-q] [-o] STATEMENT",
      "Runs a statement many times and says how long one run takes.",
      details:
        "-q says nothing, -o gives the times as a value: `t = %timeit -q -o f()`, then t.average, t.best, t.all_runs.",
      argument: .code
    ) { call in
      let (timing, options) = try measure(call)
      if options.givesResult { call.repl.keep(timing, as: nil) }
    },
  ]
}

/// Runs `%timeit` and says what it measured, unless it is to be quiet.
func measure(_ call: Invocation) throws -> (Timing, TimingOptions) {
  let (options, statement) = try TimingOptions.split(call.rest)
  var source = statement
  if let body = call.body { source = source.isEmpty ? body : source + "\n" + body }
  guard !source.isEmpty else { throw CommandError("needs a statement") }
  func once(_ count: Int) throws -> Double {
    let (duration, result) = call.repl.session.time(source, loops: count)
    if result.interrupted { throw CommandError("KeyboardInterrupt") }
    if let error = result.error?.traceback { throw CommandError(error) }
    return inSeconds(duration)
  }
  var count = options.loops ?? 1
  if options.loops == nil {
    // As many loops as fill a fifth of a second.
    while count < 1_000_000_000, try once(count) < 0.2 { count *= 10 }
  }
  var timing = Timing(runs: [], loops: count, precision: options.precision)
  for _ in 0..<options.runs { timing.runs.append(try once(count)) }
  if !options.isQuiet {
    if let warning = timing.warning { call.write(warning + "\n") }
    call.write(timing.text + "\n")
  }
  return (timing, options)
}

/// `-n LOOPS`, `-r RUNS` and `-p DIGITS` before a statement, with or without a blank between, `-q` and `-o`.
struct TimingOptions {
  var loops: Int?
  var runs = 7
  var precision = 3
  var isQuiet = false
  var givesResult = false

  static func split(_ text: String) throws -> (TimingOptions, String) {
    var options = TimingOptions()
    var rest = text[...].drop { $0 == " " }
    while rest.first == "-", let letter = rest.dropFirst().first {
      let word = rest.dropFirst().prefix { !$0.isWhitespace }
      if word.allSatisfy({ "qoct".contains($0) }) {
        // -c and -t choose clocks, of which there is one.
        options.isQuiet = options.isQuiet || word.contains("q")
        options.givesResult = options.givesResult || word.contains("o")
        rest = rest.dropFirst(1 + word.count).drop { $0 == " " }
        continue
      }
      guard "nrp".contains(letter) else { break }
      let after = rest.dropFirst(2).drop { $0 == " " }
      let number = after.prefix { !$0.isWhitespace }
      guard let value = Int(number), value > 0 else {
        // `-n` may begin an expression.
        if word.count > 1 { break }
        throw CommandError("-\(letter) needs a number")
      }
      switch letter {
      case "n": options.loops = value
      case "r": options.runs = value
      default: options.precision = min(value, 15)
      }
      rest = after.dropFirst(number.count).drop { $0 == " " }
    }
    return (options, String(rest))
  }
}
