import Arrays
import Language
import Library

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A fresh interpreter with the whole library, ready to run cells one after another.
///
/// It knows no terminal: text, values, figures and errors come back as `Output`s, in order. Scripts write files under the
/// current folder only, unless the interpreter is given more `outputFolders`.
public final class Session: Kernel {
  public let interpreter: Interpreter
  private var lastValues = LastValues()
  /// Whether the statements of the running cell are over and what is left is to be shown: its value, and the figures that
  /// it left open.
  public private(set) var isEnding = false
  /// The status that the script asked to end with (`sys.exit`).
  public private(set) var exitStatus: Int32?
  /// What it asked to end with in words (`sys.exit("no data")`).
  public private(set) var exitMessage: String?
  /// Where it asked to end, unless with `exit()` or `quit()`.
  public private(set) var exitTraceback: String?
  /// Whether these words are written to the standard error.
  public var saysExitMessage = true

  /// Whether an interrupt that came while nothing ran is forgotten when a cell begins. Where a person interrupts, it is
  /// not: it was meant for the cell that was about to begin.
  public var forgetsEarlyInterrupts = true

  /// How long the last cell ran, without what it takes to begin one and to show its value.
  public private(set) var duration = Duration.zero

  /// The names that the module had before any cell ran.
  private let firstNames: [(name: StringObject, value: Value)]

  /// Who is told, after each iteration of a training, how far it is: iterations done, their total, the last loss.
  public var onProgress: ((_ done: Int, _ total: Int, _ loss: Double) -> Void)?

  /// - Parameter folders: where `import` looks for the script's own modules.
  public init(folders: [String] = [""]) {
    interpreter = Interpreter.gate.withLock {
      let interpreter = Interpreter()
      interpreter.searchPath = folders
      interpreter.outputFolders = ["."]
      Library.install(in: interpreter)
      return interpreter
    }
    firstNames = interpreter.main.namespace.items.map { ($0.name, $0.value) }
  }

  /// A session for the script at `path`: its folder is searched for modules, figures go beside it.
  public convenience init(script path: String) {
    self.init(folders: [Files.folder(of: path)])
    interpreter.main.namespace["__file__"] = .string(path)
  }

  /// A session whose current folder is that of the script, as Jupyter starts the kernel of a notebook: relative
  /// paths in it mean the same wherever the command was given. It moves the whole process.
  public static func inFolder(ofScript path: String) -> Session {
    _ = chdir(startFolder)
    let isInside = chdir(Files.folder(of: path)) == 0
    let session = Session(folders: [isInside ? "" : Files.folder(of: path)])
    session.interpreter.main.namespace["__file__"] = .string(isInside ? Files.name(of: path) : path)
    return session
  }

  /// Where the process was when it first ran a notebook.
  private static let startFolder: String = {
    guard let folder = getcwd(nil, 0) else { return "." }
    defer { free(folder) }
    return String(cString: folder)
  }()

  public func run(
    _ source: String, name: String, firstLine: Int, echoLast: Bool, output: (Output) -> Void
  ) {
    withoutActuallyEscaping(output) { output in
      LargeStack.run { [self] in
        interpreter.exclusively {
          runCell(Source(source, name: name, firstLine: firstLine), echoLast: echoLast, output)
        }
      }
    }
  }

  private func runCell(_ source: Source, echoLast: Bool, _ output: @escaping (Output) -> Void) {
    interpreter.output = { output(.text($0)) }
    Library.onFigure(interpreter) { png, width, height in
      output(.figure(RenderedFigure(png: png, width: width, height: height)))
    }
    Library.onProgress(interpreter, onProgress)
    defer {
      interpreter.output = { _ in }
      Library.onFigure(interpreter, nil)
    }
    if forgetsEarlyInterrupts { Interpreter.interruptFlag.pointee = 0 }
    (exitStatus, exitMessage, exitTraceback) = (nil, nil, nil)
    isEnding = false
    // A program has no such names.
    if echoLast { lastValues.begin(interpreter.main) }
    do {
      try timed { try interpreter.run(source, echoLast: echoLast) }
      isEnding = true
      if let value = interpreter.echoed, !value.isNone {
        output(.value(try ShownText.of(value, interpreter)))
        lastValues.add(value, interpreter.main)
      }
      // Figures that are still open are shown at the end of their cell, as in Jupyter.
      if echoLast { try Library.showOpenFigures(interpreter) }
    } catch {
      let exception = interpreter.exception(for: error)
      if let status = interpreter.exitStatus(of: exception) {
        exitStatus = status
        exitMessage = interpreter.exitMessage(of: exception)
        if !interpreter.isQuit(exception) { exitTraceback = cellError(exception).traceback }
        if saysExitMessage, let exitMessage { interpreter.errorOutput(exitMessage + "\n") }
      } else {
        output(.error(cellError(exception)))
      }
      // Those of a cell that failed are shown, too. One that was interrupted shall end at once: its figures are let go.
      if echoLast, !isEnding, !exception.type.isSubtype(of: Types.keyboardInterrupt) {
        isEnding = true
        do {
          try Library.showOpenFigures(interpreter)
        } catch {
          output(.error(cellError(interpreter.exception(for: error))))
        }
      }
      Library.closeFigures(interpreter)
    }
  }

  /// Forgets every name that cells have set. Modules stay what they are, and so do the streams of random numbers.
  public func forgetNames() {
    interpreter.exclusively {
      let names = interpreter.main.namespace
      for (name, _) in names.items { _ = names.remove(name) }
      for (name, value) in firstNames { names.set(name, value) }
      lastValues = LastValues()
    }
  }

  /// What `sys.argv` is: a script's own name, and what stood behind it.
  public var arguments: [String] {
    get { interpreter.arguments }
    set {
      interpreter.arguments = newValue
      interpreter.modules["sys"]?.namespace["argv"] = .list(newValue.map { .string($0) })
    }
  }

  /// What cells have done with the streams of random numbers since this was last asked.
  public func takeStreamUse() -> StreamUse { interpreter.exclusively { Library.takeStreamUse(interpreter) } }

  /// Whether cells have read a clock since this was last asked.
  public func takeClockUse() -> Bool { interpreter.exclusively { Library.takeClockUse(interpreter) } }

  /// Before the process ends: writes the files that scripts left open. Its objects are let go by nobody, which would take
  /// long where there are many.
  public func leave() {
    flushFiles()
    _ = Unmanaged.passRetained(self)
  }

  public func flushFiles() { interpreter.exclusively { interpreter.flushFiles() } }

  private func timed(_ body: () throws -> Void) rethrows {
    let clock = ContinuousClock()
    let start = clock.now
    defer { duration = clock.now - start }
    try body()
  }

  /// What an exception says where it ends a cell.
  public func cellError(_ exception: ExceptionObject) -> CellError {
    let summary = interpreter.summary(of: exception)
    let type = String(summary.prefix { $0 != ":" })
    let message = summary.utf8.count > type.utf8.count + 2 ? String(summary.dropFirst(type.count + 2)) : ""
    return CellError(type: type, message: message, traceback: interpreter.traceback(of: exception))
  }

  public var interrupt: @convention(c) () -> Void { Session.interruptHandler }

  /// Asks whatever runs to end with KeyboardInterrupt; safe in a signal handler.
  public static let interruptHandler: @convention(c) () -> Void = { Interpreter.interruptFlag.pointee = 1 }
}
