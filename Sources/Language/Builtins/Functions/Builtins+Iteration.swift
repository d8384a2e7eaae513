/// Functions of iterables.
extension Builtins {
  nonisolated(unsafe) static let iterationEntries: [Entry] = [
    Entry("len", "(obj, /)", doc: "The number of items.", example: "len('abc')\n#> 3") {
      .int(try $0.vm.length($0[0]))
    },
    Entry("all", "(iterable, /)", doc: "Whether all items are true.", example: "all([1, 0])\n#> False") {
      arguments in
      let iterator = try arguments.vm.iterator(arguments[0])
      while let item = try iterator.following(arguments.vm) {
        if try !arguments.vm.isTrue(item) { return .bool(false) }
      }
      return .bool(true)
    },
    Entry("any", "(iterable, /)", doc: "Whether some item is true.", example: "any([1, 0])\n#> True") {
      arguments in
      let iterator = try arguments.vm.iterator(arguments[0])
      while let item = try iterator.following(arguments.vm) {
        if try arguments.vm.isTrue(item) { return .bool(true) }
      }
      return .bool(false)
    },
    Entry(
      "iter", "(object, sentinel=_, /)",
      doc: "An iterator over an iterable, or over the results of calls until one equals the sentinel.",
      example: "next(iter([5, 6]))\n#> 5"
    ) { arguments in
      if arguments[1].isUnset {
        let object = arguments[0]
        // An object's own iterator keeps its attributes and methods.
        if arguments.vm.typeOf(object).isUserDefined,
          let method = arguments.vm.typeOf(object).lookup(Names.iter), !method.isNone
        {
          let made = try arguments.vm.call(arguments.vm.bind(method, object), [])
          if case .iterator = made { return made }
          if arguments.vm.typeOf(made).lookup(Names.next) != nil { return made }
          throw PyError.typeError("iter() returned non-iterator of type '\(arguments.vm.typeName(made))'")
        }
        return .iterator(try arguments.vm.iterator(object))
      }
      let function = arguments[0]
      let sentinel = arguments[1]
      guard isCallable(function, arguments.vm) else {
        throw PyError.typeError("iter(v, w): v must be callable")
      }
      return .iterator(
        ClosureIterator(type: Types.callableIterator) { vm in
          let value = try vm.call(function, [])
          return try vm.equal(value, sentinel) ? nil : value
        })
    },
    Entry(
      "next", "(iterator, default=_, /)",
      doc: "The next item of an iterator; at its end the default or StopIteration.",
      example: "next(iter([]), 'end')\n#> 'end'"
    ) { arguments in
      let vm = arguments.vm
      switch arguments[0] {
      case .iterator(let iterator):
        if let value = try iterator.next(vm) { return value }
        if arguments[1].isUnset {
          throw PyError.stopIteration((iterator as? GeneratorObject)?.takeResult() ?? .none)
        }
        return arguments[1]
      default:
        guard let method = vm.typeOf(arguments[0]).lookup(Names.next) else {
          throw PyError.typeError("'\(vm.typeName(arguments[0]))' object is not an iterator")
        }
        do {
          return try vm.call(vm.bind(method, arguments[0]), [])
        } catch let error as PyError
          where error.exception.type.isSubtype(of: Types.stopIteration) && !arguments[1].isUnset
        {
          return arguments[1]
        }
      }
    },
    Entry(
      "sorted", "(iterable, /, *, key=None, reverse=False)",
      doc: "A sorted list of the items; equal items keep their order.",
      example: "sorted([3, 1, 2])\n#> [1, 2, 3]"
    ) { arguments in
      .list(
        try Sorter.sorted(
          arguments.items(0), key: arguments[1], reverse: arguments.bool(2), arguments.vm))
    },
  ]

  static func isCallable(_ value: Value, _ vm: Interpreter) -> Bool {
    switch value {
    case .function, .builtin, .type: return true
    case .object(let object) where object is BoundMethodObject: return true
    case .object(let object as WrappedMethodObject): return !object.isClassMethod
    default: return vm.typeOf(value).lookup(Names.call) != nil
    }
  }
}

extension Interpreter {
  /// Whether a value can be called: `callable(value)`.
  public func isCallable(_ value: Value) -> Bool { Builtins.isCallable(value, self) }
}
