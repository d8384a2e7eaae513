extension CompletionScript {
  /// For bash 3.2 and later.
  static func bash(_ root: CommandDefinition) -> String {
    let name = root.name
    let kinds = ([root] + root.commands).flatMap { command in bashKinds(of: command) }
    let options = ([root] + root.commands).map { command in
      "    \(command.name)) options='\(command.named.flatMap(\.names).joined(separator: " "))' ;;"
    }
    let repeating = ([root] + root.commands).flatMap { command in
      command.named.filter(\.isRepeating).flatMap { $0.names.map { "'\(command.name) \($0)'" } }
    }
    let synonyms = ([root] + root.commands).flatMap { command in
      command.named.filter { $0.names.count > 1 && !$0.isRepeating }.map { option in
        "    " + option.names.map { "'\(command.name) \($0)'" }.joined(separator: "|")
          + ") names='\(option.names.joined(separator: " "))' ;;"
      }
    }
    return """
      # Completions of \(name) for bash.

      # What comes after an option, or at a place: words, files with an ending, folders, or any text.
      _\(name)_kind() {
        case $1 in
      \(kinds.joined(separator: "\n"))
          *) kind= ;;
        esac
      }

      _\(name)_options() {
        case $1 in
      \(options.joined(separator: "\n"))
        esac
      }

      # All names of an option that may be given once; none of one that may be given again.
      _\(name)_names() {
        case $1 in
          \(repeating.joined(separator: "|"))) names= ;;
      \(synonyms.joined(separator: "\n"))
          *) names=${1#* } ;;
        esac
      }

      _\(name)_add() {
        local found
        while IFS= read -r found; do COMPREPLY+=("$found"); done
      }

      _\(name)_offer() {
        local what=$1 ending pattern= before=${#COMPREPLY[@]}
        shift
        case $what in
          words) _\(name)_add < <(compgen -W "$*" -- "$cur") ;;
          files)
            filenames=yes
            for ending in "$@"; do pattern+="${pattern:+|}*.$ending"; done
            if [[ $pattern ]]; then
              _\(name)_add < <(shopt -s extglob; compgen -f -X "!@($pattern)" -- "$cur"; compgen -d -- "$cur")
            fi
            [[ ${#COMPREPLY[@]} != "$before" ]] || _\(name)_add < <(compgen -f -- "$cur")
            ;;
          folders)
            filenames=yes
            _\(name)_add < <(compgen -d -- "$cur")
            ;;
        esac
      }

      _\(name)() {
        local word words count=0 at cur command=\(name) place=0 awaiting= ended= options used=' ' names= kind= filenames=
        words=("")
        # bash breaks words at = signs.
        for ((at = 1; at <= COMP_CWORD; at++)); do
          word=${COMP_WORDS[at]}
          if [[ $count -gt 0 && ( $word == = || ${COMP_WORDS[at - 1]} == = ) ]]; then
            words[count - 1]+=$word
          else
            words[count++]=$word
          fi
        done
        cur=${words[count - 1]}
        for ((at = 0; at < count - 1; at++)); do
          word=${words[at]}
          if [[ $awaiting ]]; then
            awaiting=
          elif [[ $word == -- && ! $ended ]]; then
            ended=yes
          elif [[ $word == -?* && ! $ended ]]; then
            _\(name)_names "$command ${word%%=*}"
            used+="$names "
            _\(name)_kind "$command $word"
            [[ $kind ]] && awaiting=$word
          elif [[ $command == \(name) && $place == 0 ]]; then
            case $word in
              \(root.commands.map(\.name).joined(separator: "|"))) command=$word ;;
              *) command=\(implied) place=1 ended=yes ;;
            esac
          else
            place=$((place + 1))
          fi
        done

        COMPREPLY=()
        if [[ $awaiting ]]; then
          _\(name)_kind "$command $awaiting"
          _\(name)_offer $kind
        elif [[ $cur == --*=* && ! $ended ]]; then
          _\(name)_kind "$command ${cur%%=*}"
          word=${cur%%=*}=
          cur=${cur#*=}
          _\(name)_offer $kind
          if [[ $COMP_WORDBREAKS != *=* ]]; then
            for at in "${!COMPREPLY[@]}"; do COMPREPLY[at]=$word${COMPREPLY[at]}; done
          fi
        else
          if [[ $cur != -* || $ended ]]; then
            if [[ $command == \(name) ]]; then
              _\(name)_offer words \(root.commands.map(\.name).joined(separator: " "))
              _\(name)_offer \(bashKind(impliedCompletion(root)))
            else
              _\(name)_kind "$command $((place + 1))"
              [[ $kind ]] || _\(name)_kind "$command +"
              _\(name)_offer $kind
            fi
          fi
          if [[ ! $ended && ( $cur == -* || ( ! $cur && ! $kind && $command != \(name) ) ) ]]; then
            _\(name)_options $command
            for word in $options; do
              [[ $used == *" $word "* ]] || _\(name)_offer words "$word"
            done
          fi
        fi
        # Words are no names of files: quotes and slashes are not for them.
        [[ $filenames ]] || { type compopt && compopt +o filenames; } >/dev/null 2>&1
        return 0
      }

      complete -o filenames -F _\(name) \(name)

      """
  }

  /// A line of the table for each option with a value and each place.
  private static func bashKinds(of command: CommandDefinition) -> [String] {
    let options = command.named.filter { $0.kind == .option }.map { option in
      "    " + option.names.map { "'\(command.name) \($0)'" }.joined(separator: "|")
        + ") kind='\(bashKind(option.completion))' ;;"
    }
    let places = command.positionals.enumerated().map { index, argument in
      "    '\(command.name) \(argument.isRepeating ? "+" : String(index + 1))') kind='\(bashKind(argument.completion))' ;;"
    }
    return options + places
  }

  private static func bashKind(_ completion: CommandDefinition.Completion) -> String {
    switch completion {
    case .nothing: "text"
    case .words(let words): (["words"] + words).joined(separator: " ")
    case .files(let endings): (["files"] + endings).joined(separator: " ")
    case .folders: "folders"
    }
  }
}
