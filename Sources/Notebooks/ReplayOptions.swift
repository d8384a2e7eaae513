/// What a replay is asked to do.
public struct ReplayOptions {
  /// Which outputs are written back into the scripts.
  public enum RecordMode: String, Sendable, CaseIterable {
    case never
    /// Cells that show something and have no record.
    case missing
    /// Those, and cells that differ from their record.
    case failed
    /// Every cell that ran to its end.
    case all
    /// Every cell that `failed` would record, after a person has looked at it.
    case review
  }

  /// One part of several: `2/5`.
  public struct Shard: Sendable, Equatable {
    public let index: Int
    public let count: Int

    public init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), index >= 1, index <= count
      else {
        return nil
      }
      self.index = index
      self.count = count
    }
  }

  /// Where scripts run.
  public enum Isolation {
    /// In worker processes: this program, started again.
    case processes(executable: String)
    /// In workers that somebody else starts, one at each call.
    case workers(start: () throws(FileError) -> WorkerConnection)
    /// In this process; nothing limits time or memory.
    case inProcess
  }

  public enum Format: Sendable { case text, tap }

  public var record = RecordMode.never
  /// How many scripts run at once.
  public var jobs = 1
  /// Seconds that a cell may take, where its header does not say.
  public var timeout: Double? = 1800
  /// Seconds that a cell gets to notice that its time is over, before its worker is ended.
  public var grace = 2.0
  /// The most bytes of address space that a script may take; without one, most of the machine's memory.
  public var memory: Int?
  /// The most bytes of output that a cell may show.
  public var outputLimit = 16 << 20
  public var failFast = false
  /// Whether the report names every cell with its time, not only those that failed.
  public var isVerbose = false
  /// The one cell that counts: its number among the code cells, its title or a tag. Those before it are
  /// run as well.
  public var only: String?
  public var shard: Shard?
  /// A file for JUnit XML.
  public var junit: String?
  public var format = Format.text
  public var isolation: Isolation
  public var parameters: [Parameter] = []
  /// The folder that gets the pictures of figures that differ.
  public var differences = "replay-differences"
  /// The file that remembers how long scripts take.
  public var times = ".nbsh-times"
  /// The folder that remembers what each script's last replay found, for the pages that `convert` writes.
  public var lastReplays: String?
  public var pictures = PictureComparer.pixels
  /// Makes a session in this process, for `Isolation.inProcess`.
  public var makeKernel: KernelMaker?
  /// The surroundings: `CI`, `GITHUB_ACTIONS`, `NO_COLOR`.
  public var environment: [String: String] = [:]
  public var usesColour = false
  /// How many columns a report may take.
  public var width = 100
  /// Takes the report as it comes.
  public var print: (String) -> Void = { _ in }
  /// Takes what is no part of the report: why the tool could not do its work.
  public var printError: (String) -> Void = { _ in }
  /// Asks a person; nothing at the end of the input.
  public var ask: (String) -> String? = { _ in nil }

  public init(isolation: Isolation) { self.isolation = isolation }

  /// Whether this is a build machine, where nothing is recorded.
  public var isCI: Bool {
    guard let value = environment["CI"] else { return false }
    return !["", "0", "false"].contains(value.lowercased())
  }
}
