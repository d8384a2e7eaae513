/// The functions and types that every script finds without importing.
enum Builtins {
  static func install(in module: ModuleObject, _ vm: Interpreter) {
    let table = module.namespace
    for type in Types.builtinExceptions { table[type.name] = .type(type) }
    for (name, type) in types { table[name] = .type(type) }
    table["Ellipsis"] = .ellipsis
    table["NotImplemented"] = .notImplemented
    let entries = Dictionary(uniqueKeysWithValues: Self.entries.map { ($0.name, $0) })
    module.missing = { name in entries[name.value]?.makeValue() }
    module.lazyNames = { entries.keys.sorted() }
  }
}
