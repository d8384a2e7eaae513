import CEditLine
import Figures
import Notebooks

/// `%save`, `%check` and `%run`, done by the documents side.
public final class NotebookRecorder: SessionRecorder {
  public init() {}

  public func saveScript(cells: [RecordedCell], to path: String) throws {
    var saved = cells.map(scriptCell)
    // The first cell of a script that %run ran is headed by its name, where it has no title and that can be one.
    for (place, cell) in cells.enumerated() {
      guard let file = cell.file, place == 0 || cells[place - 1].file != file else { continue }
      if saved[place].context.header.title.isEmpty,
        file.allSatisfy({ $0.isLetter || $0.isNumber || "._-/~".contains($0) })
      {
        saved[place].context.header.title = file
      }
    }
    try SessionScript.save(saved, to: path)
  }

  public func check(cells: [RecordedCell], width: Int) throws -> String {
    let difference = SessionScript.check(
      cells.map(scriptCell),
      makeKernel: { _ in CheckingKernel(resets: Set(cells.indices.filter { cells[$0].followsReset })) },
      width: width)
    if cel_is_interrupted() { throw CommandError("KeyboardInterrupt") }
    return difference.isEmpty || difference.hasSuffix("\n") ? difference : difference + "\n"
  }

  public func script(at path: String) throws -> (cells: [ScriptPart], isNotebook: Bool) {
    let script = try SessionScript.sources(of: path)
    return (
      script.cells.map { ScriptPart($0.source, line: $0.firstLine, context: $0.context) }, script.isNotebook
    )
  }

  public func withoutMagics(_ source: String) -> (source: String, leftOut: [String]) {
    SessionScript.withoutMagics(source)
  }

  private func scriptCell(_ cell: RecordedCell) -> SessionScript.Cell {
    var saved = SessionScript.Cell(source: cell.source, outputs: cell.outputs)
    saved.label = cell.label
    saved.context = cell.context
    if cell.interrupted {
      saved.tags = [cell.isNeeded ? "nbval-ignore-output" : "nbval-skip"]
      // It may never end by itself.
      if cell.isNeeded { saved.timeout = RecordedCell.timeoutInReplay }
    }
    return saved
  }
}

/// A fresh session that runs nothing more once Ctrl-C was pressed.
private final class CheckingKernel: Kernel {
  private let session = Session(folders: [""])
  /// The cells before which `%reset` stood.
  private let resets: Set<Int>
  private var count = 0

  init(resets: Set<Int>) {
    self.resets = resets
    session.forgetsEarlyInterrupts = false
  }

  func run(_ source: String, name: String, firstLine: Int, echoLast: Bool, output: (Output) -> Void) {
    if cel_is_interrupted() { return }
    if resets.contains(count) { session.forgetNames() }
    count += 1
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
