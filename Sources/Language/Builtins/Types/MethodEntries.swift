/// Entries of methods whose first argument must be of one type.
enum Method {
  typealias Body<Receiver> = (Receiver, Arguments) throws -> Value

  /// CPython's words where a method is called through its type with something else.
  static func wrongReceiver(_ name: String, _ type: TypeObject, _ arguments: Arguments) -> PyError {
    .typeError(
      "descriptor '\(name)' for '\(type.name)' objects doesn't apply to a '\(arguments.vm.typeName(arguments[0]))' object"
    )
  }

  /// A type's name where CPython's argument parser reports it: `None` is called by its value.
  static func shownType(_ name: String) -> String { name == "NoneType" ? "None" : name }

  static func string(
    _ name: String, _ signature: String, doc: String, example: String = "",
    _ body: @escaping Body<StringObject>
  ) -> Entry {
    Entry(name, signature, doc: doc, example: example) { arguments in
      guard case .str(let text) = arguments[0] else { throw wrongReceiver(name, Types.str, arguments) }
      return try body(text, arguments)
    }
  }

  static func list(
    _ name: String, _ signature: String, doc: String, example: String = "", _ body: @escaping Body<ListObject>
  ) -> Entry {
    Entry(name, signature, doc: doc, example: example) { arguments in
      guard case .list(let list) = arguments[0] else { throw wrongReceiver(name, Types.list, arguments) }
      return try body(list, arguments)
    }
  }

  static func tuple(
    _ name: String, _ signature: String, doc: String, example: String = "",
    _ body: @escaping Body<TupleObject>
  ) -> Entry {
    Entry(name, signature, doc: doc, example: example) { arguments in
      guard case .tuple(let tuple) = arguments[0] else { throw wrongReceiver(name, Types.tuple, arguments) }
      return try body(tuple, arguments)
    }
  }

  static func dict(
    _ name: String, _ signature: String, doc: String, example: String = "", _ body: @escaping Body<DictObject>
  ) -> Entry {
    Entry(name, signature, doc: doc, example: example) { arguments in
      guard case .dict(let dict) = arguments[0] else { throw wrongReceiver(name, Types.dict, arguments) }
      return try body(dict, arguments)
    }
  }

  static func set(
    _ name: String, _ signature: String, doc: String, example: String = "", _ body: @escaping Body<SetObject>
  ) -> Entry {
    Entry(name, signature, doc: doc, example: example) { arguments in
      guard case .set(let set) = arguments[0] else { throw wrongReceiver(name, Types.set, arguments) }
      return try body(set, arguments)
    }
  }

  /// A method of objects of one Swift class.
  static func object<Receiver: Object>(
    _ name: String, _ signature: String, of type: TypeObject, as class: Receiver.Type, doc: String,
    example: String = "", _ body: @escaping Body<Receiver>
  ) -> Entry {
    Entry(name, signature, doc: doc, example: example) { arguments in
      guard let receiver = arguments[0].reference as? Receiver else {
        throw wrongReceiver(name, type, arguments)
      }
      return try body(receiver, arguments)
    }
  }
}

extension Arguments {
  /// A string argument; `message` says what is wrong, given the type's name.
  func text(_ index: Int, _ message: (String) -> String) throws -> StringObject {
    guard case .str(let text) = self[index] else {
      throw PyError.typeError(message(vm.typeName(self[index])))
    }
    return text
  }

  /// An optional limit such as `maxsplit`.
  func bounds(_ start: Int, _ stop: Int, count: Int) throws -> (start: Int, stop: Int) {
    func bound(_ index: Int, _ missing: Int) throws -> Int {
      switch self[index] {
      case .none, .unset: return missing
      default:
        guard let value = self[index].index else {
          throw PyError.typeError("slice indices must be integers or None or have an __index__ method")
        }
        return value < 0 ? max(0, value &+ count) : value
      }
    }
    return (try bound(start, 0), min(count, try bound(stop, count)))
  }
}
