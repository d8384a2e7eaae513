/// `exit` and `quit`: called, they end the script; shown, they say how to leave.
final class Quitter: OpenObject {
  private let name: String

  private init(_ name: String) {
    self.name = name
    super.init(type: Quitter.quitterType)
  }

  static let names = ["exit", "quit"]

  nonisolated(unsafe) private static let objects = names.map { Quitter($0) }

  static func named(_ name: String) -> Value? { objects.first { $0.name == name }.map { .object($0) } }

  nonisolated(unsafe) private static let quitterType: TypeObject = {
    let type = TypeObject("Quitter", bases: [Types.object], module: "_sitebuiltins")
    type.doc = "exit(code=None) ends the script or leaves the shell; code is the exit status."
    type.loadEntries = {
      [
        Entry("__call__", "(self, code=None)", doc: "Ends the script.") { a in
          let exit = ExceptionObject(type: Types.systemExit, arguments: [a.isGiven(1) ? a[1] : .none])
          LastQuit.of(a.vm).exit = exit
          throw PyError(exit)
        },
        Entry("__repr__", "(self, /)", doc: "How to leave.") { a in
          guard case .object(let object as Quitter) = a[0] else { return .string("") }
          return .string("Use \(object.name)() or Ctrl-D (i.e. EOF) to exit")
        },
      ]
    }
    return type
  }()
}

/// What `exit()` or `quit()` raised last: as an exception it is like any other SystemExit.
private final class LastQuit {
  weak var exit: ExceptionObject?

  static func of(_ vm: Interpreter) -> LastQuit { vm.state(LastQuit.self) { LastQuit() } }
}

extension Interpreter {
  /// Whether an exception is what `exit()` or `quit()` raised, the words of a person who wants to leave, and not the
  /// `sys.exit()` of a script.
  public func isQuit(_ exception: ExceptionObject) -> Bool { LastQuit.of(self).exit === exception }
}
