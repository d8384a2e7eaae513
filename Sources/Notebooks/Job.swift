/// The code cells of one script, as a fresh session is to run them.
public struct Job: Sendable, Equatable {
  /// One cell of a job.
  public struct Cell: Sendable, Equatable {
    public var source: String
    /// The line of the file, from 1, on which the source begins.
    public var firstLine: Int
    public var echoLast: Bool
    /// Seconds that the cell may take; nothing for any time.
    public var timeout: Double?
    /// Whether the cell is left out.
    public var isSkipped: Bool

    public init(
      source: String, firstLine: Int, echoLast: Bool, timeout: Double? = nil, isSkipped: Bool = false
    ) {
      self.source = source
      self.firstLine = firstLine
      self.echoLast = echoLast
      self.timeout = timeout
      self.isSkipped = isSkipped
    }
  }

  /// The script's path, as error messages name it.
  public var path: String
  public var cells: [Cell]
  /// The most bytes of output that one cell may show.
  public var outputLimit: Int

  public init(path: String, cells: [Cell], outputLimit: Int = 16 << 20) {
    self.path = path
    self.cells = cells
    self.outputLimit = outputLimit
  }
}

/// What came of one cell of a job.
public struct CellRun: Sendable, Equatable {
  public enum Ending: Sendable, Equatable {
    /// The cell ran to its end, perhaps to an error of its own.
    case ran
    /// The cell was left out.
    case skipped
    /// The cell was ended, for a reason that the cell cannot see.
    case stopped(String)
    /// An earlier cell took the session with it.
    case notRun(String)
  }

  public var outputs: [Output] = []
  public var seconds = 0.0
  public var ending = Ending.notRun("the session ended before it")

  public init() {}

  /// The error that ended the cell.
  public var error: CellError? {
    for case .error(let error) in outputs.reversed() { return error }
    return nil
  }
}

/// Makes a fresh session for the script of this path.
public typealias KernelMaker = (_ path: String) -> any Kernel
