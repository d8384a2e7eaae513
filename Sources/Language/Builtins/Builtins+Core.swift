extension Builtins {
  nonisolated(unsafe) static let types: [(String, TypeObject)] = [
    ("object", Types.object), ("type", Types.type), ("int", Types.int), ("bool", Types.bool), ("float", Types.float),
    ("str", Types.str), ("bytes", Types.bytes), ("list", Types.list), ("tuple", Types.tuple), ("dict", Types.dict),
    ("set", Types.set), ("frozenset", Types.frozenset), ("range", Types.range), ("slice", Types.slice),
    ("property", Types.property), ("staticmethod", Types.staticmethod), ("classmethod", Types.classmethod),
    ("super", Types.super),
  ]

  nonisolated(unsafe) static let entries: [Entry] = [
    Entry("print", "(*args, sep=' ', end='\\n', file=None, flush=False)") { arguments in
      let vm = arguments.vm
      vm.output(
        try arguments.rest(4).map { try vm.str($0) }.joined(separator: arguments.string(0)) + arguments.string(1))
      return .none
    },
    Entry("len", "(obj, /)") { arguments in .int(try arguments.vm.length(arguments[0])) },
    Entry("repr", "(obj, /)") { arguments in .string(try arguments.vm.repr(arguments[0])) },
  ]
}
