import CEditLine
import Notebooks

/// Runs a script from top to bottom with a person, a pipe or a file at the other end: `nbsh run FILE` and
/// `nbsh < NOTEBOOK`.
public struct ScriptRun {
  public var options = Run.Options()
  /// Folders where the script may write, besides the one that it runs in.
  public var outputFolders: [String] = []
  /// What stands behind the script's name on the command line: the rest of `sys.argv`.
  public var arguments: [String] = []
  private let output = DescriptorOutput(1)
  private let messages = DescriptorOutput(2)
  /// On a terminal, how far a training is. It is drawn on standard error and leaves nothing behind.
  private let progress = ProgressLine.ofTerminal(2)

  /// Ctrl-C, and a reader that is gone, end what runs.
  public init() {
    onInterrupt(Session.interruptHandler)
    options.print = { [output, progress] text in
      output.write(text, over: progress)
      if output.isClosed { Session.interruptHandler() }
    }
    options.printError = { [output, messages, progress] text in
      progress?.finish()
      if !output.isClosed { messages.write(text) }
    }
  }

  /// Runs a file; gives the exit status.
  ///
  /// A notebook runs in its folder, as in Jupyter; a program where it was called, as with python3.
  public func run(file: String) -> Int32 {
    // A notebook moves to its folder; these names were given here.
    let folders = outputFolders.map(Files.absolute)
    let options = showing(FigureShower(script: file, encode: TerminalPicture.encode))
    var running: Session?
    defer { running?.leave() }
    return status(
      Run.run(file, options) { isNotebook in
        let session = isNotebook ? Session.inFolder(ofScript: file) : Session(script: file)
        session.interpreter.outputFolders += folders
        prepare(session)
        session.arguments = [file] + arguments
        running = session
        return session
      })
  }

  /// Runs a notebook that came as text; nil where it is a program without cells, which is not run.
  public func run(notebook text: String) -> Int32? {
    var running: Session?
    defer { running?.leave() }
    return Run.run(notebook: text, showing(FigureShower(encode: TerminalPicture.encode))) {
      let session = Session(folders: [""])
      prepare(session)
      running = session
      return session
    }.map(status)
  }

  private func prepare(_ session: Session) {
    session.reportProgress(to: progress?.update)
    session.interpreter.errorOutput = { [messages, progress] in messages.write($0, over: progress) }
    session.forgetsEarlyInterrupts = false
  }

  /// The options with figures shown on a terminal, and kept where no folder was named for them.
  private func showing(_ figures: FigureShower) -> Run.Options {
    var options = options
    let isKept = options.figures != nil
    options.showFigure = { [print = options.print, printError = options.printError] number, figure in
      let picture = figures.picture(figure.png)
      if !picture.isEmpty { print(picture) }
      // Standard output is the script's own.
      if !isKept { printError(figures.line(number, figure.png)) }
    }
    return options
  }

  private func status(_ status: Int32) -> Int32 {
    progress?.finish()
    if output.isClosed { return output.statusWhenClosed }
    return status == 1 && cel_is_interrupted() ? 130 : status
  }
}

extension Session {
  /// Tells of the iterations of trainings; nil for nobody.
  public func reportProgress(to show: ((Progress) -> Void)?) {
    onProgress = show.map { show in
      { [interpreter] done, total, loss in
        let text = (try? interpreter.format(.float(loss), ".3f")) ?? "nan"
        show(Progress("train", done: done, total: total, note: "loss \(text)"))
      }
    }
  }
}
