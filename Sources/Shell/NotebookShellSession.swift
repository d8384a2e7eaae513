import Language
import Notebooks

/// The language session as the shell sees it.
public final class NotebookShellSession: ShellSession {
  private var session: Session
  private var count = 0
  public var onProgress: ((Progress) -> Void)?

  public init() { session = Session(folders: [""]) }

  public func completeness(of source: String) -> CellCompleteness {
    switch Parser.completeness(of: source) {
    case .complete: .complete
    case .incomplete(let indent): .incomplete(indent: indent)
    case .invalid: .invalid
    }
  }

  public func run(_ source: String, output: (String) -> Void) -> ShellResult {
    count += 1
    var result = ShellResult()
    session.onProgress = onProgress.map { show in
      { [interpreter = session.interpreter] done, total, loss in
        let text = (try? interpreter.format(.float(loss), ".3f")) ?? "nan"
        show(Progress("train", done: done, total: total, note: "loss \(text)"))
      }
    }
    session.run(source, name: "<cell \(count)>", firstLine: 1, echoLast: true) { item in
      switch item {
      case .text(let text): output(text)
      case .value(let text): result.value = text
      case .figure(let figure): result.figures.append(figure.png)
      case .error(let error):
        result.error = error.traceback
        result.interrupted = error.type == "KeyboardInterrupt"
      }
    }
    if result.value != nil, let value = session.interpreter.echoed {
      session.interpreter.main.namespace["_"] = value
    }
    result.exitStatus = session.exitStatus
    return result
  }

  public func completions(of text: String, cursor: Int) -> [Completion] {
    Completer(session.interpreter).completions(of: text, cursor: cursor)
  }

  public func help(_ name: String, detail: Bool) -> String? {
    HelpText(session.interpreter).text(for: name, detail: detail)
  }

  public func variables() -> [VariableRow] {
    let vm = session.interpreter
    return vm.main.namespace.items.compactMap { name, value in
      if name.value.hasPrefix("_") { return nil }
      switch value {
      case .object(let object) where object is ModuleObject: return nil
      case .type(let type) where !type.isUserDefined: return nil
      case .builtin: return nil
      case .array(let array):
        return VariableRow(
          name: name.value, type: "ndarray \(array.dtype.name)", shape: array.shape.tupleDescription,
          bytes: array.byteCount)
      case .list, .tuple, .dict, .set, .str:
        return VariableRow(
          name: name.value, type: vm.typeName(value), shape: (try? vm.length(value)).map { "n=\($0)" } ?? "")
      default:
        let text = (try? vm.repr(value)) ?? ""
        return VariableRow(
          name: name.value, type: vm.typeName(value), shape: text.count > 40 ? text.prefix(37) + "..." : text)
      }
    }.sorted { $0.name < $1.name }
  }

  public func reset() { session = Session(folders: [""]) }

  public var interrupt: @convention(c) () -> Void { Session.interruptHandler }
}
