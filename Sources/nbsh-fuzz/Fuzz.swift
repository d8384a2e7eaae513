import ArgumentParser
import Language
import Library

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs what nobody would write, for as long as wished: the parser and the interpreter must answer with a result
/// or an error, never trap and never hang.
@main
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nbsh-fuzz",
    abstract: "Feeds random bytes, random words and mutated scripts to the parser and the interpreter.",
    discussion: "A crash names the seed and the number of the input; --only N runs and prints that one again."
  )

  @Option(help: "How long to go on.") var seconds = 60
  @Option(help: "Where the random numbers start.") var seed: UInt64 = 231
  @Option(help: "Run this input alone, and print it first.") var only: Int?
  @ArgumentParser.Argument(help: "Scripts to mutate.") var scripts: [String] = []

  func run() throws {
    var corpus: [String] = []
    for path in scripts {
      guard let text = try Interpreter.readSource(path) else {
        throw ValidationError("\(path): no such script")
      }
      corpus.append(text)
    }
    Watch.start(seed: seed)
    let inputs = Inputs(seed: seed, corpus: corpus)
    if let only {
      print(inputs.text(only))
      LargeStack.run { Subject.run(inputs.text(only)) }
      return
    }
    let start = time(nil)
    var number = 0
    while time(nil) - start < seconds {
      Watch.note(number)
      let text = inputs.text(number)
      LargeStack.run { Subject.run(text) }
      number += 1
    }
    print("\(number) inputs from seed \(seed): no crash, no hang")
  }
}

/// What is tried: one fresh interpreter an input, which may read but write nothing.
enum Subject {
  static func run(_ text: String) {
    _ = Parser.completeness(of: text)
    let vm = Interpreter.gate.withLock { Interpreter() }
    vm.exclusively {
      Library.install(in: vm)
      vm.output = { _ in }
      vm.errorOutput = { _ in }
      do {
        try vm.run(Source(text, name: "fuzz.py"), echoLast: true)
        if let value = vm.echoed { _ = try vm.repr(value) }
      } catch {
        _ = vm.traceback(of: vm.exception(for: error))
      }
    }
  }
}

/// Interrupts what takes long, and says which input crashed or does not end.
enum Watch {
  nonisolated(unsafe) private static var seed: UInt64 = 0
  nonisolated(unsafe) private static var current = 0
  nonisolated(unsafe) private static var ticks = 0

  static func start(seed: UInt64) {
    self.seed = seed
    _ = Interpreter.interruptFlag
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
      signal(number) { number in
        Watch.report("signal \(number)")
        _exit(1)
      }
    }
    signal(SIGALRM) { _ in
      Interpreter.interruptFlag.pointee = 1
      Watch.ticks += 1
      if Watch.ticks > 40 {
        Watch.report("does not end")
        _exit(1)
      }
    }
    // A tick is half a second: the first interrupts, forty of them are a hang.
    var timer = itimerval(
      it_interval: timeval(tv_sec: 0, tv_usec: 500_000), it_value: timeval(tv_sec: 0, tv_usec: 500_000))
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    #else
      setitimer(ITIMER_REAL, &timer, nil)
    #endif
  }

  static func note(_ number: Int) {
    current = number
    ticks = 0
    Interpreter.interruptFlag.pointee = 0
  }

  private static func report(_ what: String) {
    let bytes = Array("\(what): --seed \(seed) --only \(current)\n".utf8)
    _ = write(2, bytes, bytes.count)
  }
}
