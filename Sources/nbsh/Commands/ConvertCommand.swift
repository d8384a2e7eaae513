import ArgumentParser
import Notebooks

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn a notebook into a script, a script into a notebook or a page.",
    discussion: "The endings say what is what: .ipynb, .py, .html.")

  @Argument(help: "A .py script or an .ipynb file.", completion: .file(extensions: ["py", "ipynb"]))
  var input: String

  @Argument(
    help: "The file to write: .py, .ipynb or .html.", completion: .file(extensions: ["py", "ipynb", "html"]))
  var output: String

  func run() throws {
    throw ExitCode(Convert.run(input, output, lastReplays: lastReplays()) { complain($0) })
  }
}
