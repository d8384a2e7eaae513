import Language
import Notebooks

/// The language session as the shell sees it.
public final class NotebookShellSession: ShellSession {
  private let session = Session(folders: [""])
  private let kept = KeptCells()
  public var onProgress: ((Progress) -> Void)?

  public init() {
    session.forgetsEarlyInterrupts = false
    session.saysExitMessage = false
    // Who types may write wherever they may; scripts keep to their folder.
    session.interpreter.outputFolders = ["/"]
    locked { kept.install(in: $0) }
  }

  /// What `sys.argv` is.
  public var arguments: [String] {
    get { session.arguments }
    set { session.arguments = newValue }
  }

  /// Interpreters share names and types: one works at a time.
  private func locked<Result>(_ body: (Interpreter) -> Result) -> Result {
    session.interpreter.exclusively { body(session.interpreter) }
  }

  /// The same with room for the script's own code.
  private func running(_ body: (Interpreter) -> Void) {
    LargeStack.run { [interpreter = session.interpreter] in
      interpreter.exclusively { body(interpreter) }
    }
  }

  public func completeness(of source: String) -> CellCompleteness {
    switch Parser.completeness(of: source) {
    case .complete: .complete
    case .incomplete(let indent): .incomplete(indent: indent)
    case .invalid: .invalid
    }
  }

  public func run(
    _ source: String, at place: SourcePlace, number: Int?, echo: Bool, output: (Output) -> Void
  ) -> ShellResult {
    if let number, place.file == nil { note(source, number: number) }
    // What a command drew is no cell's doing.
    let before = session.takeStreamUse()
    _ = session.takeClockUse()
    var result = ShellResult()
    session.reportProgress(to: onProgress)
    let name = place.file ?? number.map { "<cell \($0)>" } ?? "<statement>"
    session.run(source, name: name, firstLine: place.line, echoLast: echo) { item in
      switch item {
      case .text: output(item)
      case .value(let text): result.value = text
      case .figure(let figure) where session.isEnding: result.figures.append(figure)
      case .figure: output(item)
      case .error(let error):
        result.error = error
        result.interrupted = error.type == "KeyboardInterrupt"
      }
    }
    if result.value != nil, let value = session.interpreter.echoed {
      if let number { locked { kept.end(value, number, $0) } }
    }
    result.exitStatus = session.exitStatus
    result.exitMessage = session.exitMessage
    result.exitTraceback = session.exitTraceback
    result.duration = session.duration
    result.random = RandomUse(movedBefore: before.moved, own: session.takeStreamUse())
    result.readsClock = session.takeClockUse()
    return result
  }

  public func note(_ command: String, number: Int) {
    locked { kept.begin(command, number, $0) }
  }

  public func asScript(_ path: String, arguments: [String], _ body: () -> Void) {
    let before = locked { vm in
      let before = (
        vm.searchPath, session.arguments, vm.modules["sys"]?.namespace["argv"], vm.main.namespace["__file__"]
      )
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
      if !vm.searchPath.contains(folder) { vm.searchPath.insert(folder, at: 0) }
      vm.main.namespace["__file__"] = .string(path)
      return before
    }
    session.arguments = arguments
    body()
    session.arguments = before.1
    locked { vm in
      vm.searchPath = before.0
      if let argv = before.2 { vm.modules["sys"]?.namespace["argv"] = argv }
      if let file = before.3 {
        vm.main.namespace["__file__"] = file
      } else {
        _ = vm.main.namespace.remove(StringObject.interned("__file__"))
      }
    }
  }

  public func keep(_ timing: Timing, as name: String?, number: Int) -> String {
    locked { vm in
      let value = Value.object(TimeitResult(timing))
      if let name {
        vm.main.namespace[name] = value
      } else {
        kept.end(value, number, vm)
      }
    }
    return TimeitResult.text(of: timing)
  }

  public func leave() { session.leave() }

  public func sendErrorText(to show: @escaping (String) -> Void) { locked { $0.errorOutput = show } }

  public func time(_ source: String, loops: Int) -> (duration: Duration, result: ShellResult) {
    var answer: (Duration, ShellResult) = (.zero, ShellResult())
    running { vm in
      do {
        answer.0 = try vm.time(Source(source, name: "<statement>"), loops: loops)
      } catch {
        let exception = vm.exception(for: error)
        answer.1.error = session.cellError(exception)
        answer.1.interrupted = exception.type.isSubtype(of: Types.keyboardInterrupt)
      }
    }
    return answer
  }

  public func completions(of text: String, cursor: Int) -> [Completion] {
    locked { Completer($0).completions(of: text, cursor: cursor) }
  }

  public func help(_ name: String, detail: Bool) -> String? {
    var text: String?
    // An expression runs the script's own code.
    running { text = HelpText($0).text(for: name, detail: detail) }
    return text
  }

  public func suggestion(for name: String) -> String? {
    locked { HelpText($0).suggestion(for: name) }
  }

  public func isDefined(_ name: String) -> Bool {
    locked { vm in
      let name = StringObject.interned(name)
      return vm.main.namespace.find(name) != nil || ((try? vm.builtins.find(name)) ?? nil) != nil
    }
  }

  public func variableNames() -> [String] {
    locked { items($0).map(\.name).sorted() }
  }

  public func variables() -> [VariableRow] {
    var rows: [VariableRow] = []
    // A `repr` runs the script's own code.
    running { rows = self.rows($0) }
    return rows
  }

  /// The names that the script made, those of modules, too.
  private func items(_ vm: Interpreter) -> [(name: String, value: Value)] {
    vm.main.namespace.items.compactMap { name, value in
      name.value.hasPrefix("_") || kept.owns(name.value, value) ? nil : (name.value, value)
    }
  }

  private func rows(_ vm: Interpreter) -> [VariableRow] {
    items(vm).map { name, value in
      switch value {
      case .array(let array):
        return VariableRow(
          name: name, type: "ndarray \(array.dtype.name)", shape: array.shape.tupleDescription,
          bytes: array.byteCount)
      case .list, .tuple, .dict, .set, .str:
        return VariableRow(
          name: name, type: vm.typeName(value), shape: (try? vm.length(value)).map { "n=\($0)" } ?? "")
      default:
        // A row is a line.
        let text = ((try? vm.repr(value)) ?? "").lines.joined(separator: "\\n")
        return VariableRow(
          name: name, type: vm.typeName(value), shape: text.count > 40 ? text.prefix(37) + "..." : text)
      }
    }.sorted { $0.name < $1.name }
  }

  public func reset() {
    session.forgetNames()
    locked { vm in kept.forgetValues(vm) }
  }

  public func forgetInput() {
    locked { _ in kept.forgetInput() }
  }

  public func forgetInterrupt() { Interpreter.interruptFlag.pointee = 0 }

  public var interrupt: @convention(c) () -> Void { Session.interruptHandler }
}
