import ArgumentParser
import Notebooks
import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Run scripts in fresh sessions and compare with their recorded outputs.",
    discussion: "Exit status: 0 all agree, 1 some differ, 2 the work could not be done.")

  @Argument(
    help: "Scripts, .ipynb files and folders of them.", completion: .file(extensions: ["py", "ipynb"]))
  var paths: [String]

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: ArgumentHelp("Run this many scripts at once.", valueName: "n"))
  var jobs = 1

  @Option(help: ArgumentHelp("Write outputs back; never where CI is set.", valueName: "mode"))
  var record: ReplayOptions.RecordMode?

  @Flag(help: "Record cell by cell, each shown first: accept, keep or quit.")
  var review = false

  @Option(
    help: ArgumentHelp("Seconds that a cell may take; 1800 where its header does not say.", valueName: "s"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "Megabytes of memory that a script may take; most of the machine's if not given.", valueName: "mb"))
  var memory: Int?

  @Flag(help: "Stop at the first script that differs.")
  var failFast = false

  @Option(help: ArgumentHelp("Compare this cell only: its number, title or a tag.", valueName: "cell"))
  var only: String?

  @Option(help: ArgumentHelp("Run one part of several, split by recorded time.", valueName: "i/n"))
  var shard: String?

  @Option(help: ArgumentHelp("Write the results as JUnit XML.", valueName: "file"), completion: .file())
  var junit: String?

  @Flag(help: "Print the results as TAP.")
  var tap = false

  @Flag(name: .shortAndLong, help: "Name every cell with its time.")
  var verbose = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Set a name of the cell tagged `parameters`.", valueName: "name=value"))
  var parameter: [String] = []

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("-j \(jobs): at least one script runs at once") }
    guard timeout.map({ $0 > 0 }) ?? true else { throw ValidationError("--timeout must be more than 0") }
    guard memory.map({ (1...1 << 40).contains($0) }) ?? true else {
      throw ValidationError("--memory must be 1 or more")
    }
    guard shard.map({ ReplayOptions.Shard($0) != nil }) ?? true else {
      throw ValidationError("'\(shard ?? "")' is not a part such as 1/3")
    }
    guard !review || record == nil || record == .review else {
      throw ValidationError("--review and --record exclude each other")
    }
  }

  func run() throws {
    guard let executable = currentExecutable() else {
      complain("cannot find its own executable")
      throw ExitCode(Replay.failed)
    }
    var options = ReplayOptions(isolation: .processes(executable: executable))
    options.jobs = jobs
    options.record = review ? .review : record ?? .never
    if let timeout { options.timeout = timeout }
    options.memory = memory.map { $0 << 20 }
    options.failFast = failFast
    options.isVerbose = verbose
    options.only = only
    options.junit = junit
    if tap { options.format = .tap }
    options.shard = shard.flatMap(ReplayOptions.Shard.init)
    options.parameters = try parameters(parameter)
    options.environment = environment()
    options.lastReplays = lastReplays()
    options.usesColour = Terminal.hasColors(1)
    options.width = isatty(1) == 1 ? Terminal.size(1).columns : 100
    options.pictures = .pixels
    let output = DescriptorOutput(1)
    let messages = DescriptorOutput(2)
    options.print = { output.write($0) }
    options.printError = { messages.write("nbsh: \($0)\n") }
    options.ask = { question in
      output.write(question)
      return readLine()
    }
    throw ExitCode(Replay.run(paths, options))
  }
}

/// The surroundings that change what a replay does.
private func environment() -> [String: String] {
  var result: [String: String] = [:]
  for name in ["CI", "GITHUB_ACTIONS", "NO_COLOR"] {
    if let value = getenv(name) { result[name] = String(cString: value) }
  }
  return result
}

/// The folder with what the last replays found.
func lastReplays() -> String? {
  Replay.lastReplays { name in getenv(name).map { String(cString: $0) } }
}

extension ReplayOptions.RecordMode: ExpressibleByArgument {}
