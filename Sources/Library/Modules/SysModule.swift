import Language

/// `sys`, `platform`, `warnings` and `__future__`: what scripts ask about the program that runs them.
enum SysModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "sys", entries: entries,
      values: [
        "stdout": { .object(Stream(isError: false)) }, "stderr": { .object(Stream(isError: true)) },
        "path": { [unowned vm] in .list(vm.searchPath.map { .string($0) }) },
        "modules": { [unowned vm] in
          let dict = DictObject()
          for (name, module) in vm.modules.sorted(by: { $0.key < $1.key }) {
            dict.set(StringObject(name), .object(module))
          }
          return .dict(dict)
        },
        "version_info": { [unowned vm] in try versionInfo(vm) },
        "float_info": { [unowned vm] in try floatInfo(vm) },
      ])
    let table: [(String, Value)] = [
      ("maxsize", .int(Int.max)), ("maxunicode", .int(0x10FFFF)), ("version", .string("3.11.0 (nbsh)")),
      ("argv", .list(vm.arguments.map { .string($0) })), ("byteorder", .string("little")),
      ("executable", .string("")),
      ("platform", .string(platform)), ("prefix", .string("/usr")),
    ]
    for (name, value) in table { module.namespace[name] = value }
    module.doc = "The interpreter."
    return module
  }

  static var platform: String {
    #if os(macOS)
      "darwin"
    #else
      "linux"
    #endif
  }

  /// `sys.stdout` and `sys.stderr`
  final class Stream: OpenObject {
    let isError: Bool
    init(isError: Bool) {
      self.isError = isError
      super.init(type: streamType)
    }
  }

  nonisolated(unsafe) private static let streamType: TypeObject = .library(
    "TextIOWrapper", module: "_io", doc: "A stream of text.",
    entries: {
      [
        Entry("write", "(self, text, /)", doc: "Writes text and gives its length.") { a in
          guard case .str(let text) = a[1] else {
            throw PyError.typeError("write() argument must be str, not \(a.vm.typeName(a[1]))")
          }
          if try a.receiver(Stream.self).isError {
            a.vm.errorOutput(text.value)
          } else {
            try a.vm.emit(text.value)
          }
          return .int(text.count)
        },
        Entry("writelines", "(self, lines, /)", doc: "Writes several texts.") { a in
          for line in try a.items(1) { _ = try a.vm.callMethod(a[0], "write", [line]) }
          return .none
        },
        Entry("flush", "(self, /)", doc: "Does nothing: output is not held back.") { _ in .none },
        Entry("__repr__", "(self, /)", doc: "`<_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>`")
        { a in
          let name = try a.receiver(Stream.self).isError ? "<stderr>" : "<stdout>"
          return .string("<_io.TextIOWrapper name='\(name)' mode='w' encoding='utf-8'>")
        },
        Entry("isatty", "(self, /)", doc: "False.") { _ in .bool(false) },
      ]
    })

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list("exit", "(status=None, /)", "Ends the script.") { a in
      throw PyError(ExceptionObject(type: Types.systemExit, arguments: a.isGiven(0) ? [a[0]] : []))
    }
    list("getrecursionlimit", "()", "How deep calls may nest.") { _ in .int(Interpreter.recursionLimit) }
    list("setrecursionlimit", "(limit, /)", "Left as it is.") { a in
      if try a.int(0) < 1 { throw PyError.valueError("recursion limit must be greater or equal than 1") }
      if try a.int(0) > Interpreter.recursionLimit {
        throw PyError.unsupported("calls nest at most \(Interpreter.recursionLimit) deep in nbsh")
      }
      return .none
    }
    list("get_int_max_str_digits", "()", "The most decimal digits of an int in a text; 0 for no limit.") {
      _ in
      .int(IntegerText.digitLimit)
    }
    list(
      "set_int_max_str_digits", "(maxdigits)", "Sets the most decimal digits of an int in a text.",
      "import sys\nsys.set_int_max_str_digits(0)\nprint(len(str(10**5000)))\nsys.set_int_max_str_digits(4300)\n#> 5001"
    ) { a in
      guard !a[0].isBig, let limit = Int32(exactly: try a.int(0)).map(Int.init) else {
        throw PyError.overflowError("Python int too large to convert to C int")
      }
      if limit != 0, limit < IntegerText.leastLimit {
        throw PyError.valueError("maxdigits must be 0 or larger than \(IntegerText.leastLimit)")
      }
      IntegerText.digitLimit = limit
      return .none
    }
    list("getdefaultencoding", "()", "utf-8") { _ in .string("utf-8") }
    list("intern", "(string, /)", "The same text.") { a in a[0] }
    for name in ["getsizeof", "getrefcount", "settrace", "setprofile", "_getframe", "exc_info"] {
      list(name, "(*args, **kwargs)", "Left out.") { _ in
        throw PyError.unsupported("sys.\(name) is not part of nbsh: it depends on CPython's insides")
      }
    }
  }.entries

  private static func versionInfo(_ vm: Interpreter) throws -> Value {
    let type = try NamedTuple.make(
      "version_info", ["major", "minor", "micro", "releaselevel", "serial"], module: "sys", vm)
    rename(type, "sys.version_info")
    return .tuple(TupleObject([.int(3), .int(11), .int(0), .string("final"), .int(0)], type: type))
  }

  private static func floatInfo(_ vm: Interpreter) throws -> Value {
    let names = [
      "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix",
      "rounds",
    ]
    let type = try NamedTuple.make("float_info", names, module: "sys", vm)
    rename(type, "sys.float_info")
    let items: [Value] = [
      .float(.greatestFiniteMagnitude), .int(1024), .int(308), .float(.leastNormalMagnitude), .int(-1021),
      .int(-307),
      .int(15), .int(53), .float(.ulpOfOne), .int(2), .int(1),
    ]
    return .tuple(TupleObject(items, type: type))
  }

  /// A struct sequence shows its module before its name.
  private static func rename(_ type: TypeObject, _ shown: String) {
    let inner = type.lookup(StringObject.interned("__repr__")) ?? .none
    type.setAttribute(
      StringObject.interned("__repr__"),
      Entry("__repr__", "(self, /)") { a in
        let text = try a.vm.call(inner, [a[0]]).text ?? ""
        return .string(shown + text.dropFirst(type.name.count))
      }.makeValue(owner: type))
  }
}

/// `platform`
enum PlatformModule {
  static func make(_ vm: Interpreter) -> ModuleObject { ModuleObject("platform", entries: entries) }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    func text(_ name: String, _ doc: String, _ value: String) {
      list(name, "()", doc) { _ in .string(value) }
    }
    text("system", "The operating system.", SysModule.platform == "darwin" ? "Darwin" : "Linux")
    text("python_version", "The version of the language.", "3.11.0")
    text("python_implementation", "What runs scripts.", "nbsh")
    #if arch(arm64)
      text("machine", "The processor.", "aarch64")
    #else
      text("machine", "The processor.", "x86_64")
    #endif
    text("processor", "The processor.", "")
    text("node", "The computer.", "")
    text("release", "The release of the system.", "")
    text("platform", "The system in one text.", SysModule.platform == "darwin" ? "macOS" : "Linux")
  }.entries
}

/// `__future__`: all of it is how the language works already.
enum FutureModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("__future__")
    for name in [
      "annotations", "division", "print_function", "absolute_import", "unicode_literals", "generators",
      "nested_scopes", "with_statement", "generator_stop",
    ] { module.namespace[name] = .bool(true) }
    return module
  }
}
