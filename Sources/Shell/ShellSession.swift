import Notebooks

/// Whether a text is a whole cell.
///
/// A block (`def f():` and its body) that could go on is incomplete until an empty line follows it, as at
/// Python's own prompt.
public enum CellCompleteness: Equatable, Sendable {
  /// The text can run.
  case complete
  /// More lines have to follow; the next one begins with `indent` spaces.
  case incomplete(indent: Int)
  /// No further line can make a cell of it.
  case invalid
}

/// One way to complete a text at the cursor.
public struct Completion: Equatable, Sendable {
  public enum Kind: String, Sendable {
    case name, keyword, function, `class`, module, attribute, argument, key, file, command
  }
  /// What stands in the text afterwards in place of `range`.
  public var text: String
  /// The part of the text to replace, as UTF-8 offsets.
  public var range: Range<Int>
  public var kind: Kind
  /// What follows where this is the only way, unless it stands there already: the quote and bracket behind a key.
  public var closing: String

  public init(_ text: String, range: Range<Int>, kind: Kind, closing: String = "") {
    self.text = text
    self.range = range
    self.kind = kind
    self.closing = closing
  }
}

/// A variable as `%whos` lists it.
public struct VariableRow: Equatable, Sendable {
  public var name: String
  public var type: String
  /// `(2, 3)` for an array, the length for a container, a short repr for anything else.
  public var shape: String
  /// The bytes of its data, nil where that has no meaning.
  public var bytes: Int?

  public init(name: String, type: String, shape: String, bytes: Int? = nil) {
    self.name = name
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }
}

/// What came of running a cell, beside the text that it printed.
public struct ShellResult: Sendable {
  /// The value of a last expression as text, nil when there is none or it is None.
  public var value: String?
  /// The figures that were open at its end.
  public var figures: [RenderedFigure]
  /// The error that ended the cell.
  public var error: CellError?
  public var interrupted: Bool
  /// The status that the cell asked to leave with (`exit()`).
  public var exitStatus: Int32?
  /// What it said in its place (`sys.exit("no data")`).
  public var exitMessage: String?
  /// The traceback of what asked to leave, unless that was `exit()` or `quit()`.
  public var exitTraceback: String?
  /// How long it ran, where the session measures that.
  public var duration: Duration?
  /// What it did with the streams of random numbers.
  public var random = RandomUse()
  /// Whether it read a clock.
  public var readsClock = false

  public init(
    value: String? = nil, figures: [RenderedFigure] = [], error: CellError? = nil,
    interrupted: Bool = false,
    exitStatus: Int32? = nil
  ) {
    self.value = value
    self.figures = figures
    self.error = error
    self.interrupted = interrupted
    self.exitStatus = exitStatus
  }

  /// True when the cell ran to its end.
  public var succeeded: Bool { error == nil && !interrupted }
}

/// Where a piece of source stands: in a script that `%run` reads, or below other lines of its cell.
public struct SourcePlace: Equatable, Sendable {
  /// The script; nil for the cell of the prompt.
  public var file: String?
  /// The line, from 1, on which it begins.
  public var line: Int

  public init(file: String? = nil, line: Int = 1) {
    self.file = file
    self.line = line
  }
}

/// A running program that takes cells: all that the shell knows of the language.
public protocol ShellSession: AnyObject {
  /// Whether the text is a whole cell, needs more lines, or can never be one. Every line of it is ended by `\n`,
  /// the last one too: the text is what was typed up to this press of Enter.
  func completeness(of source: String) -> CellCompleteness
  /// Runs a cell, or a piece of one; what it prints and the figures that it shows go to `output` as it happens.
  ///
  /// - Parameters:
  ///   - place: where it stands, as tracebacks name it. What stands in a script is no input of the cell.
  ///   - number: the number of its prompt, nil for a statement that is no cell (`%page`). The session keeps cells and their
  ///     values by number.
  ///   - echo: whether the value of a last expression is wanted.
  func run(
    _ source: String, at place: SourcePlace, number: Int?, echo: Bool, output: (Output) -> Void
  ) -> ShellResult
  /// Keeps a command as the input of the cell with a number.
  func note(_ command: String, number: Int)
  /// Runs a body as a script: with its folder among those of modules, with its name and what stood behind it in
  /// `sys.argv`.
  func asScript(_ path: String, arguments: [String], _ body: () -> Void)
  /// Gives a measured time to a variable, and to the cell with a number as its value; gives its text.
  func keep(_ timing: Timing, as name: String?, number: Int) -> String
  /// Runs a statement many times and shows nothing; gives the time that all took.
  func time(_ source: String, loops: Int) -> (duration: Duration, result: ShellResult)
  /// The completions of a text at a cursor (a UTF-8 offset).
  func completions(of text: String, cursor: Int) -> [Completion]
  /// Signature, documentation and example of a name or of an expression's value; its source too when `detail` is set
  /// and there is one.
  func help(_ name: String, detail: Bool) -> String?
  /// The name that is near one that there is not.
  func suggestion(for name: String) -> String?
  /// Whether a name means something in the script: a variable or a built-in function.
  func isDefined(_ name: String) -> Bool
  /// The names of the script's variables, sorted.
  func variableNames() -> [String]
  /// The variables of the script, by name. Those that are no arrays and no containers are asked for their `repr`.
  func variables() -> [VariableRow]
  /// Forgets every variable; the input of cells is kept.
  func reset()
  /// Forgets the input of cells.
  func forgetInput()
  /// Before the process ends: writes what is still to be written.
  func leave()
  /// Takes what the script writes to the standard error from now on.
  func sendErrorText(to show: @escaping (String) -> Void)
  /// Called from the signal handler of Ctrl-C: it may only set a flag that the running cell looks at. A plain
  /// function, because a handler can neither reach an object nor count a reference safely.
  var interrupt: @convention(c) () -> Void { get }
  /// Forgets an interrupt that ended nothing.
  func forgetInterrupt()
  /// Where a long computation reports how far it is, at most once a step.
  var onProgress: ((Progress) -> Void)? { get set }
}

extension ShellSession {
  public func forgetInterrupt() {}
  /// Runs a cell of the prompt.
  public func run(_ source: String, number: Int?, echo: Bool, output: (Output) -> Void) -> ShellResult {
    run(source, at: SourcePlace(), number: number, echo: echo, output: output)
  }

  public func note(_ command: String, number: Int) {}
  public func asScript(_ path: String, arguments: [String], _ body: () -> Void) { body() }
  public func keep(_ timing: Timing, as name: String?, number: Int) -> String { timing.text }
  public func forgetInput() {}
  public func leave() {}
  public func sendErrorText(to show: @escaping (String) -> Void) {}

  public func time(_ source: String, loops: Int) -> (duration: Duration, result: ShellResult) {
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<loops {
      let result = run(source, at: SourcePlace(), number: nil, echo: false) { _ in }
      guard result.succeeded else { return (clock.now - start, result) }
    }
    return (clock.now - start, ShellResult())
  }
}
