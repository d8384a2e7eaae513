import CEditLine
import Figures
import Notebooks

/// `%save`, `%check` and `%run`, done by the documents side.
public final class NotebookRecorder: SessionRecorder {
  public init() {}

  public func saveScript(cells: [RecordedCell], to path: String) throws {
    try SessionScript.save(cells.map(scriptCell), to: path)
  }

  public func check(cells: [RecordedCell]) throws -> String {
    let difference = SessionScript.check(cells.map(scriptCell), makeKernel: { _ in CheckingKernel() })
    if cel_is_interrupted() { throw CommandError("KeyboardInterrupt") }
    return difference.isEmpty || difference.hasSuffix("\n") ? difference : difference + "\n"
  }

  public func script(at path: String) throws -> (cells: [String], isNotebook: Bool) {
    try SessionScript.sources(of: path)
  }

  private func scriptCell(_ cell: RecordedCell) -> SessionScript.Cell {
    var outputs: [Output] = []
    if !cell.printed.isEmpty { outputs.append(.text(cell.printed)) }
    if let value = cell.value { outputs.append(.value(value)) }
    for png in cell.figures {
      let size = try? PNG.decode(png)
      outputs.append(.figure(RenderedFigure(png: png, width: size?.width ?? 0, height: size?.height ?? 0)))
    }
    if let error = cell.error {
      let last = error.split(separator: "\n").last.map(String.init) ?? ""
      let type = String(last.prefix { $0 != ":" })
      let message = String(last.dropFirst(type.count)).drop { $0 == ":" || $0 == " " }
      outputs.append(.error(CellError(type: type, message: String(message), traceback: error)))
    }
    return SessionScript.Cell(source: cell.source, outputs: outputs)
  }
}

/// A fresh session that runs nothing more once Ctrl-C was pressed.
private final class CheckingKernel: Kernel {
  private let session = Session(folders: [""])

  init() { session.forgetsEarlyInterrupts = false }

  func run(_ source: String, name: String, firstLine: Int, echoLast: Bool, output: (Output) -> Void) {
    if cel_is_interrupted() { return }
    session.run(source, name: name, firstLine: firstLine, echoLast: echoLast, output: output)
  }

  var exitStatus: Int32? { session.exitStatus }
  var interrupt: @convention(c) () -> Void { session.interrupt }
}

/// Figures as the bytes that show them on a terminal.
public enum TerminalPicture {
  public static func encode(_ png: [UInt8], _ kind: PictureProtocol) -> String? {
    let columns = max(20, min(Terminal.size(1).columns, 100))
    switch kind {
    case .kitty: return TerminalImage.kitty(png: png)
    case .iterm2: return TerminalImage.iterm(png: png)
    case .sixel: return (try? PNG.decode(png)).map { TerminalImage.sixel($0, columns: columns) }
    case .halfBlocks: return (try? PNG.decode(png)).map { TerminalImage.blocks($0, columns: columns) }
    case .none: return nil
    }
  }
}
