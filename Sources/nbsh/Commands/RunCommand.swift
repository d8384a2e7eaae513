import ArgumentParser
import Notebooks
import Shell

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script or notebook from top to bottom and print its output.",
    discussion: "Exit status: 0, 1 after an uncaught error, 2 where the file cannot be read.")

  @Argument(
    help: "A .py script, a notebook script, or an .ipynb file.",
    completion: .file(extensions: ["py", "ipynb"]))
  var file: String

  @Argument(
    help:
      "What the script finds in sys.argv behind its name; from its first word on, options are the script's.",
    completion: .file())
  var arguments: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Set a name of the cell tagged `parameters`.", valueName: "name=value"))
  var parameter: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write the figures into this folder as 1.png, 2.png, …, instead of figures/SCRIPT-1.png, ….",
      valueName: "folder"), completion: .directory)
  var figures: String?

  @Option(
    help: ArgumentHelp(
      "Let the script write files under this folder too, not only under the one it runs in; may be given again.",
      valueName: "folder"), completion: .directory)
  var output: [String] = []

  @Option(
    help: ArgumentHelp("Write values as JSON into this file when the script has run.", valueName: "file"),
    completion: .file())
  var result: String?

  @Option(
    help: ArgumentHelp(
      "A name whose value `--result` writes; may be given again. Without it: every number, text and truth value.",
      valueName: "name"))
  var value: [String] = []

  func validate() throws {
    guard value.isEmpty || result != nil else { throw ValidationError("--value needs --result FILE") }
  }

  func run() throws {
    var script = ScriptRun()
    script.arguments = arguments
    script.options.parameters = try parameters(parameter)
    script.options.figures = figures
    script.outputFolders = output
    script.options.resultFile = result
    script.options.results = value.flatMap { $0.split(separator: ",").map(String.init) }
    throw ExitCode(script.run(file: file))
  }
}

extension RunCommand {
  /// The words of `nbsh run` with `--` before the file, so that what follows the script's first argument is the script's.
  ///
  /// Options of the command may stand before the file and right behind it; the first word behind it that is none of
  /// them begins the script's arguments, and so does `--`.
  static func separating(_ words: [String]) -> [String] {
    var own: [String] = []
    var file: String?
    var rest = words.dropFirst()
    while let word = rest.first {
      if word == "--" {
        rest.removeFirst()
        if file == nil { file = rest.popFirst() }
        break
      }
      if let count = optionLength(word) {
        own += rest.prefix(count)
        rest = rest.dropFirst(count)
      } else if file == nil, word.hasPrefix("-") {
        // `--help`, or what is no option at all.
        own.append(word)
        rest.removeFirst()
      } else if file == nil {
        file = word
        rest.removeFirst()
      } else {
        break
      }
    }
    guard let file else { return words }
    return ["run"] + own + ["--", file] + rest
  }

  /// How many words an option with its value takes; nil where it is none of the command's.
  private static func optionLength(_ word: String) -> Int? {
    let names = ["-p", "--parameter", "--figures", "--output", "--result", "--value"]
    if names.contains(word) { return 2 }
    let isJoined =
      names.contains { $0.hasPrefix("--") && word.hasPrefix($0 + "=") }
      || word.hasPrefix("-p") && !word.hasPrefix("--") && word.contains("=")
    return isJoined ? 1 : nil
  }
}

/// What `-p name=value` says.
func parameters(_ words: [String]) throws -> [Parameter] {
  try words.map { word in
    guard let parameter = Parameter(word) else { throw ValidationError("'\(word)' is not name=value") }
    return parameter
  }
}
