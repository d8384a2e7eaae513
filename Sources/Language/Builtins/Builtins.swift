/// The functions and types that every script finds without importing.
enum Builtins {
  static func install(in module: ModuleObject, _ vm: Interpreter) {
    _ = attachTypes
    let table = module.namespace
    for type in Types.builtinExceptions { table[type.name] = .type(type) }
    for (name, type) in types { table[name] = .type(type) }
    table["Ellipsis"] = .ellipsis
    table["NotImplemented"] = .notImplemented
    table["IOError"] = .type(Types.osError)
    table["EnvironmentError"] = .type(Types.osError)
    table["__debug__"] = .bool(true)
    module.missing = { name in
      entryTable[name.value]?.makeValue(owner: nil, isCore: true) ?? Quitter.named(name.value)
    }
    module.lazyNames = { (entryTable.keys + Quitter.names).sorted() }
  }

  /// Gives the built-in types their constructors and methods, once for the process.
  private static let attachTypes: Void = {
    ObjectType.attach()
    NumberTypes.attach()
    StrType.attach()
    BytesType.attach()
    ListType.attach()
    TupleType.attach()
    DictType.attach()
    SetType.attach()
    RangeType.attach()
    DescriptorTypes.attach()
    ExceptionType.attach()
    GeneratorType.attach()
    IteratorTypes.attach()
    FileType.attach()
  }()

  nonisolated(unsafe) private static let types: [(String, TypeObject)] = [
    ("object", Types.object), ("type", Types.type), ("int", Types.int), ("bool", Types.bool),
    ("float", Types.float),
    ("str", Types.str), ("bytes", Types.bytes), ("list", Types.list), ("tuple", Types.tuple),
    ("dict", Types.dict),
    ("set", Types.set), ("frozenset", Types.frozenset), ("range", Types.range), ("slice", Types.slice),
    ("property", Types.property), ("staticmethod", Types.staticmethod), ("classmethod", Types.classmethod),
    ("super", Types.super), ("enumerate", Types.enumerate), ("zip", Types.zip), ("map", Types.map),
    ("filter", Types.filter), ("reversed", Types.reversed),
  ]

  /// All functions.
  nonisolated(unsafe) static let entries: [Entry] =
    outputEntries + numberEntries + iterationEntries + objectEntries + refusedEntries
    + [FileType.openEntry]

  nonisolated(unsafe) private static let entryTable = Dictionary(
    uniqueKeysWithValues: entries.map { ($0.name, $0) })
}
