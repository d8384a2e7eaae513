import Notebooks

/// A command of the command line: what `--help`, the manual page and the completions of the system's shells say of it.
struct CommandDefinition {
  var name: String
  var abstract: String
  var discussion: String
  var arguments: [Argument]
  var commands: [CommandDefinition]

  struct Argument {
    var kind: Kind
    /// `-p`, `--parameter`; none for what has a place instead of a name.
    var names: [String]
    /// What help calls its value.
    var value: String
    var abstract: String
    var isRepeating: Bool
    var defaultValue: String?
    var completion: Completion
  }

  enum Kind: String { case positional, option, flag }

  /// What completes the value of an argument.
  enum Completion: Equatable {
    case nothing
    case words([String])
    /// Files with one of these endings, or any.
    case files([String])
    case folders
  }

  /// - Parameter dump: what `--experimental-dump-help` prints: the definitions as JSON.
  init?(dump: String) throws {
    guard let command = try JSON.parse(dump)["command"] else { return nil }
    self.init(command)
    let names = commands.map(\.name)
    for index in commands.indices where commands[index].name == "help" {
      commands[index].abstract = "Explain the program or one of its commands."
      for at in commands[index].arguments.indices where commands[index].arguments[at].kind == .positional {
        commands[index].arguments[at].completion = .words(names.filter { $0 != "help" })
        commands[index].arguments[at].isRepeating = false
      }
    }
  }

  private init(_ command: JSON) {
    name = command["commandName"]?.stringValue ?? ""
    abstract = command["abstract"]?.stringValue ?? ""
    discussion = command["discussion"]?.stringValue ?? ""
    arguments = (command["arguments"]?.arrayValue ?? []).filter(Self.isShown).compactMap(Argument.init)
    commands = (command["subcommands"]?.arrayValue ?? []).filter(Self.isShown).map(CommandDefinition.init)
  }

  private static func isShown(_ item: JSON) -> Bool { item["shouldDisplay"]?.boolValue != false }

  var positionals: [Argument] { arguments.filter { $0.kind == .positional } }
  var named: [Argument] { arguments.filter { $0.kind != .positional } }
}

extension CommandDefinition.Argument {
  fileprivate init?(_ argument: JSON) {
    guard let kind = argument["kind"]?.stringValue.flatMap(CommandDefinition.Kind.init) else { return nil }
    self.kind = kind
    names = (argument["names"]?.arrayValue ?? []).map { name in
      (name["kind"]?.stringValue == "long" ? "--" : "-") + (name["name"]?.stringValue ?? "")
    }
    value = argument["valueName"]?.stringValue ?? ""
    abstract = argument["abstract"]?.stringValue ?? ""
    isRepeating = argument["isRepeating"]?.boolValue == true
    defaultValue = argument["defaultValue"]?.stringValue
    let completion = argument["completionKind"]
    if let list = completion?["list"] {
      self.completion = .words((list["values"]?.arrayValue ?? []).compactMap(\.stringValue))
    } else if let file = completion?["file"] {
      self.completion = .files((file["extensions"]?.arrayValue ?? []).compactMap(\.stringValue))
    } else {
      self.completion = completion?["directory"] == nil ? .nothing : .folders
    }
  }
}
