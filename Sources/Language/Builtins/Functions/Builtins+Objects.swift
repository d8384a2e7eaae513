import Arrays

/// Functions that look at objects and their attributes.
extension Builtins {
  nonisolated(unsafe) static let objectEntries: [Entry] = [
    Entry(
      "isinstance", "(obj, class_or_tuple, /)",
      doc: "Whether an object is of a type or of one of a tuple of types.",
      example: "isinstance(True, int)\n#> True"
    ) { arguments in
      .bool(
        try matches(
          arguments.vm.typeOf(arguments[0]), arguments[1],
          "isinstance() arg 2 must be a type, a tuple of types, or a union"))
    },
    Entry(
      "issubclass", "(cls, class_or_tuple, /)",
      doc: "Whether a class derives from another or from one of a tuple.",
      example: "issubclass(bool, int)\n#> True"
    ) { arguments in
      guard case .type(let type) = arguments[0] else {
        throw PyError.typeError("issubclass() arg 1 must be a class")
      }
      return .bool(
        try matches(type, arguments[1], "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
    },
    Entry("callable", "(obj, /)", doc: "Whether the object can be called.", example: "callable(len)\n#> True")
    {
      .bool(isCallable($0[0], $0.vm))
    },
    Entry(
      "hash", "(obj, /)", doc: "The number by which dicts and sets find the object.",
      example: "hash(1.0)\n#> 1"
    ) {
      .int(try $0.vm.hash($0[0]))
    },
    Entry(
      "id", "(obj, /)", doc: "A number that is the object's own as long as it lives.",
      example: "a = b = [1]\nid(a) == id(b)\n#> True"
    ) { arguments in
      if let reference = arguments[0].reference {
        return .int(Int(bitPattern: Unmanaged.passUnretained(reference).toOpaque()))
      }
      return .int(try arguments.vm.hash(arguments[0]) &* 32 &+ 0x7F00_0000_0000)
    },
    Entry(
      "getattr", "(object, name, default=_, /)",
      doc: "The attribute of a name, or the default where there is none.",
      example: "getattr(5, 'x', None) is None\n#> True"
    ) { arguments in
      let name = try attributeName(arguments)
      if arguments[2].isUnset { return try arguments.vm.getAttribute(arguments[0], name) }
      do {
        return try arguments.vm.findAttribute(arguments[0], name) ?? arguments[2]
      } catch let error as PyError where isMissing(error, arguments[0]) {
        return arguments[2]
      }
    },
    Entry(
      "hasattr", "(object, name, /)", doc: "Whether there is an attribute of a name.",
      example: "hasattr('a', 'upper')\n#> True"
    ) {
      arguments in
      let name = try attributeName(arguments)
      do {
        return .bool(try arguments.vm.findAttribute(arguments[0], name) != nil)
      } catch let error as PyError where isMissing(error, arguments[0]) {
        return .bool(false)
      }
    },
    Entry(
      "setattr", "(object, name, value, /)", doc: "Sets the attribute of a name.",
      example: "class Layer:\n    pass\nlayer = Layer()\nsetattr(layer, 'W', 3)\nlayer.W\n#> 3"
    ) { arguments in
      try arguments.vm.setAttribute(arguments[0], attributeName(arguments), arguments[2])
      return .none
    },
    Entry(
      "delattr", "(object, name, /)", doc: "Deletes the attribute of a name.",
      example:
        "class Layer:\n    pass\nlayer = Layer()\nlayer.W = 1\ndelattr(layer, 'W')\nhasattr(layer, 'W')\n#> False"
    ) { arguments in
      try arguments.vm.deleteAttribute(arguments[0], attributeName(arguments))
      return .none
    },
    Entry(
      "dir", "(object=_, /)", doc: "The names that an object has, sorted; without an object, those in scope.",
      example: "[name for name in dir([]) if name.startswith('re')]\n#> ['remove', 'reverse']"
    ) {
      arguments in
      let names =
        arguments[0].isUnset
        ? try arguments.vm.items(of: .dict(arguments.vm.localNames())).compactMap(\.text)
        : try attributeNames(arguments[0], arguments.vm)
      return .list(
        Set(names).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { .string($0) })
    },
    Entry(
      "vars", "(object=_, /)", doc: "The attributes of an object as a dict.",
      example: "class Layer:\n    pass\nlayer = Layer()\nlayer.W = 1\nvars(layer)\n#> {'W': 1}"
    ) { arguments in
      if arguments[0].isUnset { return .dict(arguments.vm.localNames()) }
      guard let found = try arguments.vm.findAttribute(arguments[0], Names.dict) else {
        throw PyError.typeError("vars() argument must have __dict__ attribute")
      }
      return found
    },
    Entry(
      "globals", "()", doc: "The module's variables as a dict (a copy).",
      example: "lr = 0.1\nglobals()['lr']\n#> 0.1"
    ) { arguments in
      .dict(arguments.vm.globalNames())
    },
    Entry(
      "locals", "()", doc: "The variables in scope as a dict (a copy).",
      example: "def step(lr):\n    return locals()\nstep(0.1)\n#> {'lr': 0.1}"
    ) { arguments in
      .dict(arguments.vm.localNames())
    },
    Entry("help", "(object=_, /)", doc: "Shows what an object is for.") { arguments in
      try arguments.vm.showHelp(arguments.vm, arguments[0])
      return .none
    },
  ]

  nonisolated(unsafe) static let refusedEntries: [Entry] = [
    refused("input", "(prompt='', /)", "a cell that asks a person could not be replayed"),
    refused("eval", "(source, globals=None, locals=None, /)", "code in strings is not run"),
    refused("exec", "(source, globals=None, locals=None, /)", "code in strings is not run"),
    refused("compile", "(*args, **kwargs)", "code in strings is not run"),
    refused("breakpoint", "(*args, **kwargs)", "there is no debugger"),
    refused("__import__", "(name, *args)", "use the import statement"),
    refused("bytearray", "(*args)", "use bytes or np.uint8 arrays"),
    refused("memoryview", "(*args)", "use arrays, whose slices are views"),
    refused("complex", "(*args)", "complex numbers are not supported"),
  ]

  /// A function of Python's that is there to say why it is not here.
  private static func refused(_ name: String, _ signature: String, _ reason: String) -> Entry {
    Entry(name, signature, doc: "Not part of nbsh: \(reason).") { _ in
      throw PyError.unsupported("\(name)() is not part of nbsh: \(reason)")
    }
  }

  private static func matches(_ type: TypeObject, _ wanted: Value, _ message: String) throws -> Bool {
    switch wanted {
    case .type(let wanted): return type.isSubtype(of: wanted)
    case .tuple(let tuple): return try tuple.items.contains { try matches(type, $0, message) }
    case .object(let union as UnionTypeObject):
      return try union.members.contains {
        $0.isNone ? type === Types.noneType : try matches(type, $0, message)
      }
    default: throw PyError.typeError(message)
    }
  }

  private static func attributeName(_ arguments: Arguments) throws -> StringObject {
    guard case .str(let name) = arguments[1] else {
      throw PyError.typeError("attribute name must be string, not '\(arguments.vm.typeName(arguments[1]))'")
    }
    return name.asName
  }

  private static func attributeNames(_ value: Value, _ vm: Interpreter) throws -> [String] {
    if let method = vm.typeOf(value).lookup(StringObject.interned("__dir__")), vm.typeOf(value).isUserDefined
    {
      return try vm.items(of: vm.call(vm.bind(method, value), [])).compactMap(\.text)
    }
    if case .object(let module as ModuleObject) = value { return module.names }
    var names = value.attributes?.keys.compactMap(\.text) ?? []
    let types = if case .type(let type) = value { type.order } else { vm.typeOf(value).order }
    for type in types {
      type.load()
      names += type.attributes.items.map(\.name.value)
      if type.isUserDefined { names += ["__dict__", "__module__", "__weakref__"] }
    }
    return names + ["__class__", "__doc__"]
  }
}

extension Interpreter {
  /// The variables of the module whose code is calling.
  func globalNames() -> DictObject {
    namespaceCopy(frameCount > 0 ? frames[frameCount - 1].namespace : main.namespace)
  }

  /// The variables of the calling function, or of its module.
  func localNames() -> DictObject {
    guard frameCount > 0, frames[frameCount - 1].function != nil else { return globalNames() }
    let frame = frames[frameCount - 1]
    let result = DictObject()
    for (index, name) in frame.code.localNames.enumerated() {
      var value = frame.regs[index]
      if case .cell(let cell) = value { value = cell.value }
      if !value.isUnset { result.set(StringObject.interned(name), value) }
    }
    return result
  }

  /// What `help` prints where no shell shows it.
  public func printHelp(_ value: Value) throws {
    if value.isUnset { return try emit("Type help(object) for what an object is for.\n") }
    // A name in quotes stands for what has the name.
    if case .str(let text) = value {
      guard let named = try? self.value(ofPath: text.value) else {
        return try emit(
          """
          No Python documentation found for \(try repr(value)).
          Use help() to get the interactive help utility.
          Use help(str) for help on the str class.

          """)
      }
      return try emit(help(on: named, name: text.value))
    }
    try emit(help(on: value))
  }
}

extension Builtins {
  /// Whether the error says that there is no such attribute. A module says so of what is left out on purpose, with the
  /// reason.
  private static func isMissing(_ error: PyError, _ object: Value) -> Bool {
    let type = error.exception.type
    if case .object(let object) = object, object is ModuleObject, type === Types.notImplementedError {
      return true
    }
    return type.isSubtype(of: Types.attributeError)
  }
}
