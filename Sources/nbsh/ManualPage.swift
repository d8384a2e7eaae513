import Shell

/// The manual page, in the macros of man(7), made from the definitions of the command line and of the `%`-commands.
struct ManualPage {
  private var lines: [String] = []

  static func text(_ command: CommandDefinition, version: String) -> String {
    var page = ManualPage()
    page.begin(command, version)
    page.section("OPTIONS")
    page.arguments(of: command)
    page.section("COMMANDS")
    for sub in command.commands where sub.name != "help" { page.subcommand(sub) }
    page.headers()
    page.shell()
    page.surroundings()
    return page.lines.joined(separator: "\n") + "\n"
  }

  /// When the version was made.
  private static let date = "2026-11-21"

  // MARK: Parts

  private mutating func begin(_ command: CommandDefinition, _ version: String) {
    let name = command.name
    lines.append(".TH \(name.uppercased()) 1 \"\(ManualPage.date)\" \"\(name) \(version)\"")
    section("NAME")
    text("\(name) - \(command.abstract)")
    section("SYNOPSIS")
    for (index, use) in ["", "-c CODE [ARGUMENTS]", "FILE [ARGUMENTS]", "COMMAND [ARGUMENTS]", "< FILE"]
      .enumerated()
    {
      if index > 0 { lines.append(".br") }
      lines.append(".B \(name)")
      if !use.isEmpty { lines.append(escaped(use)) }
    }
    section("DESCRIPTION")
    text(command.discussion)
  }

  private mutating func subcommand(_ command: CommandDefinition) {
    lines.append(".SS nbsh \(escaped(command.name))")
    text(command.abstract)
    if !command.discussion.isEmpty {
      lines.append(".PP")
      text(command.discussion)
    }
    arguments(of: command, besides: ["--help", "--version"])
  }

  private mutating func arguments(of command: CommandDefinition, besides known: [String] = []) {
    for argument in command.arguments where !argument.names.contains(where: known.contains) {
      var term = argument.kind == .positional ? argument.value : argument.names.joined(separator: ", ")
      if argument.kind == .option { term += " " + argument.value }
      if argument.isRepeating { term += " ..." }
      item(term, argument.abstract, byDefault: argument.defaultValue)
    }
  }

  private mutating func shell() {
    section("THE SHELL")
    text(
      "Tab completes names, attributes, keyword arguments, keys, modules and files. Up and Down look for entries with "
        + "the same beginning, Ctrl-R searches the history. Enter runs a complete cell and goes on with an incomplete "
        + "one; Alt-Enter or Ctrl-O begins a line in any case. Ctrl-C stops what runs and keeps every variable, Ctrl-D "
        + "leaves, Ctrl-Z suspends. NAME? explains a name or the value of an expression, NAME?? shows its source, too. "
        + "_, __ and ___ are the last values, _3 and Out[3] that of cell 3, In[3] its text; a semicolon at the end of a "
        + "cell hides its value. exit leaves, too.")
    lines.append(".PP")
    text(
      "Commands of the shell, which may be typed without their mark where no variable has their name (cd ..):"
    )
    for command in CommandTable.standard.commands {
      item(command.signature, command.summary + (command.details.isEmpty ? "" : " " + command.details))
    }
  }

  private mutating func headers() {
    section("SCRIPTS")
    text(
      "A line # %% begins a cell; what the cell showed stands at its end in lines that begin with #>. There, ... stands for "
        + "anything. After a title, the line that begins a cell may say:")
    for (name, meaning) in ManualPage.options { item(name, meaning) }
  }

  private static let options = [
    (
      "rtol=N atol=N ulp=N",
      "Floats may differ by atol + rtol * |recorded|, or by as many doubles; whole numbers and text stay exact."
    ),
    ("image_tol=N", "Figures may differ by this root mean square of their pixels, 0 to 255."),
    ("timeout=N", "Seconds that the cell may take."),
    ("needs=\"FILE|FILE\"", "The cell is skipped where none of these is there."),
    (
      "tags=[\"TAG\"]",
      "raises-exception: the cell ends in an error, which is recorded. nbval-ignore-output: it is run and not compared. "
        + "nbval-skip: it is not run. parameters: -p name=value sets its names."
    ),
  ]

  private mutating func surroundings() {
    section("ENVIRONMENT")
    for (name, meaning) in ManualPage.variables { item(name, meaning) }
    section("FILES")
    item("$XDG_STATE_HOME/nbsh/history, ~/.local/state/nbsh/history", "The cells that were typed.")
    item(
      "~/.editrc",
      "Keys, as editrc(5) says; entries for this program begin with nbsh: (nbsh:bind -v for vi's keys).")
    section("EXIT STATUS")
    text(
      "0 when all went well, 1 after an uncaught error or where replayed scripts differ, 2 where the work could not be "
        + "done, 64 for a wrong command line, 130 after Ctrl-C, 141 when the reader of the output is gone.")
    section("SEE ALSO")
    text("python3(1), jupytext(1), editrc(5)")
  }

  private static let variables = [
    (
      "NBSH_THREADS",
      "How many threads kernels use; results do not depend on it. What is no number is warned of."
    ),
    (
      "NBSH_ISA",
      "portable, avx2, avx512 or neon: how kernels run; results do not depend on it. What this machine has not is warned of."
    ),
    ("NO_COLOR", "When it is set, no colours."),
    ("PAGER", "What %page shows text with; less -FR without it."),
    ("EDITRC", "In place of ~/.editrc."), ("CI", "When it is set, replay records nothing."),
  ]

  // MARK: Macros

  private mutating func section(_ title: String) { lines.append(".SH \(title)") }

  private mutating func text(_ text: String) {
    lines += text.split(separator: "\n").map { escaped(String($0)) }
  }

  private mutating func item(_ term: String, _ meaning: String, byDefault value: String? = nil) {
    lines.append(".TP")
    lines.append(".B " + escaped(term))
    text(meaning + (value.map { $0.isEmpty ? "" : " (default: \($0))" } ?? ""))
  }

  /// Backslashes and hyphens have a meaning in roff, and so has a period or a quote that begins a line.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }
}
