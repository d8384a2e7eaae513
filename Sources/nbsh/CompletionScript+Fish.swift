extension CompletionScript {
  /// For fish 3 and later.
  static func fish(_ root: CommandDefinition) -> String {
    let name = root.name
    let all = [root] + root.commands
    let valued = all.flatMap { command in
      command.named.filter { $0.kind == .option }.flatMap { $0.names.map { "'\(command.name) \($0)'" } }
    }
    let lines = all.flatMap { command in fishLines(of: command, in: root) }
    return """
      # Completions of \(name) for fish.

      # The command that the words before the cursor chose, and how many words stand at places of their own.
      function __\(name)_place
          set -l command \(name)
          set -l place 0
          set -l awaiting 0
          set -l ended 0
          set -l words (commandline -opc)
          for word in $words[2..-1]
              if test $awaiting = 1
                  set awaiting 0
              else if test $ended = 0; and test "x$word" = x--
                  set ended 1
              else if test $ended = 0; and string match -qr -- '^-.' "$word"
                  contains -- "$command $word" \(valued.joined(separator: " "))
                  and set awaiting 1
              else if test $command = \(name)
                  if contains -- "$word" \(root.commands.map(\.name).joined(separator: " "))
                      set command $word
                  else
                      # What follows a file is the script's own.
                      set command arguments
                      set ended 1
                  end
              else
                  set place (math $place + 1)
              end
          end
          echo $command $place
      end

      # Whether this command was chosen, and after how many words.
      function __\(name)_is -a command place
          set -l now (string split ' ' -- (__\(name)_place))
          test "$now[1]" = "$command"; or return 1
          test -z "$place"; or test "$now[2]" = "$place"
      end

      # Whether none of these options was given up to the last word, -1, or the one before, -2: the last may be the option
      # whose value is completed.
      function __\(name)_lacks -a last
          set -l words (commandline -opc)
          for word in $words[1..$last]
              contains -- (string replace -r '=.*' '' -- "$word") $argv[2..-1]; and return 1
          end
          return 0
      end

      # Files with one of these endings, and folders; every file where there are none. A command that fish does not know
      # is completed with files.
      function __\(name)_files
          set -l found (complete -C '__\(name)_any '(commandline -ct))
          set -l fitting (string match -r -- '.*(?:/|\\.(?:'(string join '|' $argv)'))$' $found)
          if test (count $argv) -gt 0; and test (count $fitting) -gt 0
              printf '%s\\n' $fitting
          else
              printf '%s\\n' $found
          end
      end

      function __\(name)_folders
          complete -C '__\(name)_any '(commandline -ct) | string match -r -- '.*/$'
      end

      complete -c \(name) -e
      complete -c \(name) -f
      \(lines.joined(separator: "\n"))

      """
  }

  private static func fishLines(of command: CommandDefinition, in root: CommandDefinition) -> [String] {
    var lines: [String] = []
    let start = "complete -c \(root.name) -n "
    if command.name == root.name {
      for sub in root.commands {
        lines.append(
          start + fishQuoted("__\(root.name)_is \(root.name)") + " -a " + fishQuoted(sub.name) + " -d "
            + fishQuoted(sub.abstract))
      }
      lines.append(
        start + fishQuoted("__\(root.name)_is \(root.name)")
          + fishAction(impliedCompletion(root), root, isPlace: true))
    }
    // What follows the places that have a number is anything.
    for (index, argument) in command.positionals.enumerated()
    where argument.completion != .nothing && (index == 0 || !argument.isRepeating) {
      let place = argument.isRepeating ? "" : " \(index)"
      lines.append(
        start + fishQuoted("__\(root.name)_is \(command.name)\(place)")
          + fishAction(argument.completion, root, isPlace: true))
    }
    for argument in command.named {
      var condition = "__\(root.name)_is \(command.name)"
      if !argument.isRepeating {
        condition +=
          "; and __\(root.name)_lacks \(argument.kind == .flag ? -1 : -2) "
          + argument.names.joined(separator: " ")
      }
      let names = argument.names.map { name in
        name.hasPrefix("--") ? " -l \(name.dropFirst(2))" : " -s \(name.dropFirst())"
      }
      lines.append(
        start + fishQuoted(condition) + names.joined() + " -d " + fishQuoted(argument.abstract)
          + (argument.kind == .option ? " -x" + fishAction(argument.completion, root) : ""))
    }
    return lines
  }

  private static func fishAction(
    _ completion: CommandDefinition.Completion, _ root: CommandDefinition, isPlace: Bool = false
  ) -> String {
    switch completion {
    case .nothing: ""
    case .words(let words): " -a " + fishQuoted(words.joined(separator: " "))
    case .files(let endings):
      " -a " + fishQuoted("(__\(root.name)_files\(endings.map { " " + $0 }.joined()))")
    case .folders: " -a " + fishQuoted("(__\(root.name)_folders)")
    }
  }

  /// A text in single quotes, as fish reads it.
  private static func fishQuoted(_ text: String) -> String {
    "'"
      + text.reduce(into: "") { result, character in
        if character == "'" || character == "\\" { result += "\\" }
        result.append(character)
      } + "'"
  }
}
