import Arrays
import Figures
import Language

/// The modules that scripts import, and what they cost at start-up: a table of names.
public enum Library {
  /// Makes a module when a script first imports it.
  typealias Maker = (Interpreter) throws -> ModuleObject

  /// A family of modules whose names are not known one by one.
  struct Group {
    /// Names that `import` knows, for suggestions and completion.
    let names: [String]
    /// The module of that (dotted) name; nil where the group has none.
    let make: (Interpreter, String) throws -> ModuleObject?
  }

  /// One line for each module.
  nonisolated(unsafe) static let makers: [String: Maker] = [
    NumPy.modules, Course.modules, Course.compatibilityModules, FigureModules.modules,
  ].reduce(
    into: [:]
  ) { all, some in
    all.merge(some) { first, _ in first }
  }

  /// One line for each family, asked in turn for what `makers` lacks.
  nonisolated(unsafe) static let groups: [Group] = [
    Group(names: StandardModules.names, make: StandardModules.make), FigureModules.refused, Course.left,
  ]

  /// Gives an interpreter the library: numpy and its kin, imported on demand.
  public static func install(in vm: Interpreter) {
    NumPy.installTypes()
    vm.libraryNames = (Array(makers.keys) + groups.flatMap(\.names)).sorted()
    vm.library = { vm, name in
      if let maker = makers[name] { return try maker(vm) }
      for group in groups {
        if let module = try group.make(vm, name) { return module }
      }
      return nil
    }
    vm.undefinedNames = Course.undefinedNames
    vm.translateError = translate
    NumPy.installWarnings(in: vm)
  }

  /// Errors of the rooms that the library calls, in Python's types.
  private static func translate(_ error: any Error) -> PyError? {
    switch error {
    case let error as FigureError: FigureState.exception(for: error)
    default: nil
    }
  }

  /// Every entry of the standard modules that scripts may import, which are made in an interpreter.
  public static func moduleEntries(in vm: Interpreter) throws -> [(module: String, entry: Entry)] {
    try StandardModules.names.flatMap { name -> [(module: String, entry: Entry)] in
      guard let module = try StandardModules.make(vm, name) else { return [] }
      return try module.lazyNames().compactMap { member in
        guard case .builtin(let function)? = try module.find(StringObject.interned(member)) else {
          return nil
        }
        return (name, function.entry)
      }
    }
  }

  /// Every entry of numpy, the course and the figures with the module it belongs to: help, completion and the tests of
  /// examples. Collecting them makes classes and names, so it waits for `Interpreter.gate`.
  public static var entries: [(module: String, entry: Entry)] {
    Interpreter.gate.withLock { NumPy.allEntries + Course.allEntries + FigureModules.allEntries }
  }
}

/// Collects the entries of one group.
struct EntryList {
  var entries: [Entry] = []

  mutating func callAsFunction(
    _ name: String, _ signature: String, keywords: OfferedKeywords = .none, _ doc: String,
    _ example: String = "", _ body: @escaping Entry.Body
  ) {
    entries.append(Entry(name, signature, doc: doc, example: example, keywords: keywords.names, body: body))
  }

  /// The same function under another name.
  mutating func alias(_ name: String, of original: String, _ example: String = "") {
    guard let entry = entries.last(where: { $0.name == original }) else {
      preconditionFailure("no entry \(original)")
    }
    entries.append(
      Entry(
        name, entry.signature, doc: entry.doc, example: example, keywords: entry.keywords, body: entry.body))
  }

  init(_ fill: (inout EntryList) -> Void) { fill(&self) }
}

extension ModuleObject {
  /// A built-in module of entries and other values, each made when first used.
  convenience init(_ name: String, entries: [Entry], values: [String: () throws -> Value] = [:]) {
    self.init(name)
    var table: [String: Entry] = [:]
    for entry in entries { table[entry.name] = entry }
    let names = Array(table.keys) + Array(values.keys)
    missing = { name in
      if let entry = table[name.value] { return entry.makeValue() }
      return try values[name.value]?()
    }
    lazyNames = { names.sorted() }
  }
}
