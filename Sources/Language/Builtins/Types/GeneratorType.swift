/// `generator` and `__next__`, `__iter__` of all iterators.
enum GeneratorType {
  static func attach() {
    Types.generator.doc = "A call of a function with `yield`."
    Types.generator.loadEntries = { entries }
  }

  private static func method(
    _ name: String, _ signature: String, doc: String,
    _ body: @escaping (GeneratorObject, Arguments) throws -> Value
  ) -> Entry {
    Method.object(name, signature, of: Types.generator, as: GeneratorObject.self, doc: doc, body)
  }

  nonisolated(unsafe) private static let entries: [Entry] = [
    method("send", "(self, value, /)", doc: "Goes on with a value for the `yield` and gives the next item.") {
      generator, arguments in
      if let value = try arguments.vm.resume(generator, sending: arguments[1]) { return value }
      throw PyError.stopIteration(generator.takeResult())
    },
    method(
      "throw", "(self, type, value=_, traceback=None, /)", doc: "Goes on with an exception at the `yield`."
    ) {
      generator, arguments in
      let vm = arguments.vm
      var exception = arguments[1]
      if case .type = exception {
        switch arguments[2] {
        case .unset, .none: exception = try vm.call(exception, [])
        case .object(let object) where object is ExceptionObject: exception = arguments[2]
        default: exception = try vm.call(exception, [arguments[2]])
        }
      }
      guard case .object(let object as ExceptionObject) = exception else {
        throw PyError.typeError(
          "exceptions must be classes or instances deriving from BaseException, not \(vm.typeName(exception))"
        )
      }
      if let value = try vm.raise(PyError(object), in: generator) { return value }
      throw PyError.stopIteration(generator.takeResult())
    },
    method("close", "(self, /)", doc: "Ends the generator: its `finally` clauses run.") {
      generator, arguments in
      if generator.isFinished { return .none }
      let exit = ExceptionObject(type: Types.generatorExit, arguments: [])
      do {
        if try arguments.vm.raise(PyError(exit), in: generator) != nil {
          throw PyError.runtimeError("generator ignored GeneratorExit")
        }
      } catch let error as PyError where error.exception.type.isSubtype(of: Types.generatorExit) {
      }
      return .none
    },
  ]
}

extension GeneratorObject {
  /// What it returned, once.
  func takeResult() -> Value {
    defer { result = .none }
    return result
  }
}
