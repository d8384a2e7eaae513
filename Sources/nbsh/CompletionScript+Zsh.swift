extension CompletionScript {
  /// For zsh, as a file `_nbsh` in a folder of `$fpath`, or read with `source` behind `compinit`.
  static func zsh(_ root: CommandDefinition) -> String {
    let name = root.name
    let descriptions = root.commands.map { "    " + quoted($0.name + ":" + escapingColons($0.abstract)) }
    let functions = root.commands.map { command in
      """
      _\(name)_\(command.name)() {
        _arguments -s -S : \\
      \(zshSpecifications(of: command).map { "    " + $0 }.joined(separator: " \\\n"))
      }
      """
    }
    return """
      #compdef \(name)
      # Completions of \(name) for zsh.

      _\(name)_commands() {
        local -a commands
        commands=(
      \(descriptions.joined(separator: "\n"))
        )
        _describe -t commands command commands
      }

      _\(name)_first() {
        _alternative 'commands:command:_\(name)_commands' \(quoted("files:file:" + zshAction(impliedCompletion(root))))
      }

      \(functions.joined(separator: "\n\n"))

      _\(name)() {
        local curcontext="$curcontext" state line
        typeset -A opt_args
        _arguments -s -S -C : \\
      \(zshSpecifications(of: root).map { "    " + $0 }.joined(separator: " \\\n")) \\
          '1:command or file:_\(name)_first' \\
          '*::argument:->arguments' && return
        [[ $state == arguments ]] || return 1
        case $words[1] in
          \(root.commands.map(\.name).joined(separator: "|"))) _\(name)_$words[1] ;;
          *)
            # A file in place of a command.
            words=(\(implied) -- "${words[@]}")
            (( CURRENT += 2 ))
            _\(name)_\(implied)
            ;;
        esac
      }

      if [[ $funcstack[1] == _\(name) ]]; then
        _\(name) "$@"
      elif (( $+functions[compdef] )); then
        compdef _\(name) \(name)
      else
        print -u2 '\(name): completions need: autoload -Uz compinit && compinit'
      fi

      """
  }

  private static func zshSpecifications(of command: CommandDefinition) -> [String] {
    let options = command.named.map { argument -> String in
      let others = argument.isRepeating ? "*" : "(" + argument.names.joined(separator: " ") + ")"
      var text = "[" + escapingColons(argument.abstract, and: "[]") + "]"
      if argument.kind == .option {
        text += ":" + escapingColons(argument.value) + ":" + zshAction(argument.completion)
      }
      // The value may follow in the same word: `--record=all`, `-j4`.
      let names = argument.names.map { name in
        argument.kind == .flag ? name : name + (name.hasPrefix("--") ? "=" : "+")
      }
      if names.count == 1 { return quoted(others + names[0] + text) }
      return quoted(others) + "{" + names.joined(separator: ",") + "}" + quoted(text)
    }
    let places = command.positionals.enumerated().map { index, argument in
      let place = argument.isRepeating ? "*" : String(index + 1)
      return quoted(place + ":" + escapingColons(argument.value) + ":" + zshAction(argument.completion))
    }
    return options + places
  }

  private static func zshAction(_ completion: CommandDefinition.Completion) -> String {
    switch completion {
    case .nothing: " "
    case .words(let words): "(" + words.joined(separator: " ") + ")"
    case .files(let endings) where endings.isEmpty: "_files"
    case .files(let endings): "_files -g \"*.(" + endings.joined(separator: "|") + ")\""
    case .folders: "_files -/"
    }
  }

  private static func escapingColons(_ text: String, and others: String = "") -> String {
    text.reduce(into: "") { result, character in
      if character == ":" || character == "\\" || others.contains(character) { result += "\\" }
      result.append(character)
    }
  }
}
