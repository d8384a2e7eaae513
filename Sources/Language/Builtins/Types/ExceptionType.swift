/// `BaseException` and what all exceptions have.
enum ExceptionType {
  static func attach() {
    Types.baseException.doc = "The base of all exceptions."
    Types.baseException.loadEntries = { entries }
    Types.osError.loadEntries = { systemEntries }
    Types.unicodeError.loadEntries = { unicodeEntries }
  }

  private static func method(
    _ name: String, _ signature: String, kind: Entry.Kind = .method, doc: String,
    _ body: @escaping (ExceptionObject, Arguments) throws -> Value
  ) -> Entry {
    Entry(name, signature, kind: kind, doc: doc) { arguments in
      guard case .object(let exception as ExceptionObject) = arguments[0] else {
        throw Method.wrongReceiver(name, Types.baseException, arguments)
      }
      return try body(exception, arguments)
    }
  }

  nonisolated(unsafe) private static let entries: [Entry] = [
    method("with_traceback", "(self, tb, /)", doc: "The exception itself; nbsh keeps tracebacks to itself.") {
      exception, _ in .object(exception)
    },
    method("add_note", "(self, note, /)", doc: "Adds a line that is shown under the message.") {
      exception, arguments in
      guard case .str = arguments[1] else {
        throw PyError.typeError("note must be a str, not '\(arguments.vm.typeName(arguments[1]))'")
      }
      let name = StringObject.interned("__notes__")
      if case .list(let notes)? = exception.attributes?.find(name) {
        notes.items.append(arguments[1])
      } else {
        let attributes = exception.attributes ?? DictObject()
        attributes.set(name, .list([arguments[1]]))
        exception.attributes = attributes
      }
      return .none
    },
  ]

  private static func field(_ name: String, _ index: Int, least: Int = 2, doc: String) -> Entry {
    method(name, "(self, /)", kind: .property, doc: doc) { exception, _ in
      let arguments = exception.arguments
      return arguments.count >= least && index < arguments.count ? arguments[index] : .none
    }
  }

  nonisolated(unsafe) private static let systemEntries: [Entry] = [
    field("errno", 0, doc: "The system's number of the error."),
    field("strerror", 1, doc: "The system's words for the error."),
    method("filename", "(self, /)", kind: .property, doc: "The file that it is about.") { exception, _ in
      exception.fileName
    },
  ]

  nonisolated(unsafe) private static let unicodeEntries: [Entry] = [
    field("encoding", 0, least: 5, doc: "The encoding."),
    field("object", 1, least: 5, doc: "What was converted."),
    field("start", 2, least: 5, doc: "Where the fault begins."),
    field("end", 3, least: 5, doc: "Where it ends."),
    field("reason", 4, least: 5, doc: "What is wrong."),
  ]
}
