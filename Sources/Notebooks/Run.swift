/// Runs a script from top to bottom and prints what it shows: `nbsh run FILE`.
public enum Run {
  /// What a run is asked to do.
  public struct Options {
    public var parameters: [Parameter] = []
    /// The folder that gets the figures, as `1.png`, `2.png`, …; without one they are not kept here.
    public var figures: String?
    /// Takes each figure with its number in the run.
    public var showFigure: (Int, RenderedFigure) -> Void = { _, _ in }
    /// The file that gets the values of `results` as one JSON object when the script has run.
    public var resultFile: String?
    /// The names that count; with none, every name that the script set to a number, a text, a truth value or None.
    public var results: [String] = []
    /// Takes what the script prints and the values that it shows, as it happens.
    public var print: (String) -> Void = { _ in }
    /// Takes error reports.
    public var printError: (String) -> Void = { _ in }

    public init() {}
  }

  /// Runs the file and returns the exit status: 0, 1 where a cell ended in an error, 2 where it could not be run.
  ///
  /// The first error ends the run, except in a cell tagged `raises-exception`.
  public static func run(_ path: String, _ options: Options, kernel: any Kernel) -> Int32 {
    run(path, options) { _ in kernel }
  }

  /// Runs a notebook script that is at hand as text, such as what a pipe brought; nil where it is a program without cells.
  public static func run(notebook text: String, _ options: Options, kernel: () -> any Kernel) -> Int32? {
    let plan = Plan(path: "<stdin>", document: Document.parse(text))
    guard plan.echoesLast else { return nil }
    do throws(FileError) {
      return try run(plan, options, kernel())
    } catch {
      options.printError("nbsh: \(error)\n")
      return 2
    }
  }

  /// Runs the file in the kernel that `makeKernel` makes once the file has been read; it is told whether the file is
  /// a notebook, and may change the current folder.
  public static func run(
    _ path: String, _ options: Options, makeKernel: (_ isNotebook: Bool) -> any Kernel
  ) -> Int32 {
    do throws(FileError) {
      let plan = try Plan.load(path)
      var options = options
      if let folder = options.figures {
        try Files.makeFolder(folder)
        options.figures = Files.absolute(folder)
      }
      if let file = options.resultFile {
        // A script may run for hours and move to another folder: what cannot be written is better known before.
        options.resultFile = Files.fromRoot(file)
        guard Files.kind(Files.folder(of: file)) == .folder, Files.kind(file) != .folder else {
          throw FileError(file, "cannot be written: it needs a folder that exists")
        }
      }
      return try run(plan, options, makeKernel(plan.echoesLast))
    } catch {
      options.printError("nbsh: \(error)\n")
      return 2
    }
  }

  private static func run(_ plan: Plan, _ options: Options, _ kernel: any Kernel) throws(FileError) -> Int32 {
    let job = plan.job(timeout: nil, outputLimit: .max, parameters: options.parameters)
    for name in plan.unknownParameters(options.parameters) {
      options.printError("nbsh: the cell tagged parameters does not set “\(name)”\n")
    }
    var figures = 0
    var problem: FileError?
    for (cell, planned) in zip(job.cells, plan.cells) {
      if let reason = planned.options.skipReason {
        if !reason.hasPrefix("tagged ") { options.printError("nbsh: skipped \(planned.label): \(reason)\n") }
        continue
      }
      for magic in planned.leftOut { options.printError("nbsh: left out of \(planned.label): \(magic)\n") }
      var failed = false
      kernel.run(cell.source, name: plan.path, firstLine: cell.firstLine, echoLast: cell.echoLast) { output in
        switch output {
        case .text(let text): options.print(text)
        case .value(let text): options.print(text + "\n")
        case .error(let error):
          failed = true
          options.printError(error.traceback.hasSuffix("\n") ? error.traceback : error.traceback + "\n")
        case .figure(let figure):
          figures += 1
          options.showFigure(figures, figure)
          guard let folder = options.figures, problem == nil else { return }
          do throws(FileError) {
            try Files.writeAtomically("\(folder)/\(figures).png", figure.png)
          } catch {
            problem = error
          }
        }
      }
      if let problem { throw problem }
      if let status = kernel.exitStatus {
        if status != 0 { return status }
        break
      }
      if failed, !planned.options.raises { return 1 }
    }
    if let file = options.resultFile { try writeResults(file, options.results, kernel) }
    return 0
  }

  /// A name that the script does not know, or whose value JSON does not have, is an error: a sweep must not lose one.
  private static func writeResults(_ file: String, _ names: [String], _ kernel: any Kernel) throws(FileError)
  {
    var members: [JSON.Member] = []
    for name in names.isEmpty ? kernel.names : names {
      guard let value = kernel.value(of: name) else {
        if names.isEmpty { continue }
        throw FileError(file, "there is no value “\(name)” to write")
      }
      if names.isEmpty, value.isCompound { continue }
      members[name] = value
    }
    try Files.writeAtomically(file, Array((JSON.object(members).compact + "\n").utf8))
  }
}

extension JSON {
  fileprivate var isCompound: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
