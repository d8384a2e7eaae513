import ArgumentParser
import Arrays
import Notebooks
import Shell

/// Command line: words become calls of the rooms that do the work; nothing else happens here.

var words = Array(CommandLine.arguments.dropFirst())

// Workers of a replay would say it again.
if words.first != Worker.argument { for warning in KernelSettings.warnings { complain(warning) } }

switch words.first {
case nil:
  exitProcess(ShellCommand.start())
case "-c" where words.count >= 2:
  // Everything behind the code is the code's own.
  exitProcess(ShellCommand.run(words[1], Array(words.dropFirst(2))))
case Worker.argument:
  exitProcess(
    Worker.main(memory: words.dropFirst().first.flatMap { Int($0) }) { Session.inFolder(ofScript: $0) })
case "--generate-completion-script" where words.count == 2:
  exitProcess(try NBSH.printCompletions(for: words[1]))
case let word? where !word.hasPrefix("-") && !NBSH.commandNames.contains(word):
  guard Files.kind(word) != nil else { NBSH.refuse(word) }
  // `nbsh FILE`, which `#!/usr/bin/env nbsh` needs: everything behind the file is the script's own.
  words = ["run", "--"] + words
case "run": words = RunCommand.separating(words)
default: break
}

do {
  var command = try NBSH.parseAsRoot(words)
  try command.run()
} catch let status as ExitCode {
  exitProcess(status.rawValue)
} catch {
  NBSH.exit(withError: error)
}
