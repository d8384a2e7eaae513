import Language

/// The modules of Python's standard library that scripts import.
public enum StandardModules {
  typealias Maker = (Interpreter) throws -> ModuleObject

  nonisolated(unsafe) private static let makers: [String: Maker] = [
    "math": MathModule.make, "time": TimeModule.make, "random": RandomModule.make,
    "collections": CollectionsModule.make, "itertools": ItertoolsModule.make,
    "functools": FunctoolsModule.make, "copy": CopyModule.make,
    "operator": OperatorModule.make, "heapq": HeapqModule.make, "bisect": BisectModule.make,
    "json": JSONModule.make, "os": OSModule.make, "os.path": OSModule.makePath, "pathlib": PathlibModule.make,
    "glob": GlobModule.make, "sys": SysModule.make, "platform": PlatformModule.make,
    "__future__": FutureModule.make,
    "abc": AbcModule.make, "typing": TypingModule.make, "collections.abc": TypingModule.makeABC,
    "dataclasses": DataclassesModule.make, "string": StringModule.make, "textwrap": TextwrapModule.make,
    "io": IOModule.make, "re": RegexModule.make, "statistics": StatisticsModule.make,
    "pprint": PprintModule.make, "contextlib": ContextlibModule.make,
    "warnings": WarningsModule.make, "enum": EnumModule.make, "tqdm": { TqdmModule.make($0, "tqdm") },
    "tqdm.auto": { TqdmModule.make($0, "tqdm.auto") },
    "tqdm.notebook": { TqdmModule.make($0, "tqdm.notebook") },
  ]

  /// Modules that are left out, with the reason.
  private static let refused: [String: String] = [
    "pickle": "use np.save and np.load, or json", "subprocess": "scripts start no programs",
    "socket": "scripts use no network", "urllib": "scripts use no network",
    "requests": "scripts use no network",
    "http": "scripts use no network", "threading": "a session has one thread",
    "multiprocessing": "a session has one thread", "concurrent": "a session has one thread",
    "asyncio": "a session has one thread", "queue": "a session has one thread",
    "decimal": "numbers are 64-bit integers and floats",
    "fractions": "numbers are 64-bit integers and floats",
    "cmath": "complex numbers are left out", "ctypes": "there is no C interface",
    "struct": "use NumPy arrays", "array": "use NumPy arrays", "shelve": "use json", "sqlite3": "use json",
    "inspect": "functions are not inspected", "ast": "use the script itself", "importlib": "use import",
    "logging": "use print", "argparse": "scripts take parameters in a cell",
    "unittest": "a script is its own test",
    "datetime": "use time", "uuid": "results would differ from run to run", "secrets": "use random",
    "hashlib": "there are no hash functions", "zipfile": "use np.load", "tarfile": "use np.load",
    "gzip": "use np.load", "csv": "use np.loadtxt, or open and split", "shutil": "use os",
    "tempfile": "scripts write to their output folder", "signal": "the shell handles signals",
  ]

  /// All names that `make` knows, those it refuses left out.
  public static let names: [String] = Array(makers.keys).sorted()

  /// A module by name; nil where there is none of that name.
  ///
  /// - Throws: NotImplementedError for a module that is left out on purpose.
  public static func make(_ vm: Interpreter, _ name: String) throws -> ModuleObject? {
    if let make = makers[name] { return try make(vm) }
    if let reason = refused[name] {
      throw PyError.unsupported("the module '\(name)' is not part of nbsh: \(reason)")
    }
    return nil
  }
}

extension ModuleObject {
  /// A module of Swift entries and values, and of names that a Python source defines when one is first used.
  convenience init(
    _ name: String, _ vm: Interpreter, entries: [Entry] = [], values: [String: () throws -> Value] = [:],
    python: PythonSource
  ) {
    self.init(name, entries: entries, values: values)
    let first = missing
    let native = lazyNames
    missing = { [unowned self, unowned vm] key in
      if let value = try first?(key) { return value }
      guard python.names.contains(key.value) else { return nil }
      // Helpers in Swift, which the source finds among its global names.
      for entry in entries where entry.name.hasPrefix("_") { namespace[entry.name] = entry.makeValue() }
      try python.run(in: self, vm)
      return namespace.find(key)
    }
    lazyNames = { (native() + python.names).filter { !$0.hasPrefix("_") }.sorted() }
  }
}

/// Part of a module that is written in the script language itself.
struct PythonSource {
  /// What it defines for scripts.
  let names: [String]
  let text: String

  /// Defines its names in a module.
  func run(in module: ModuleObject, _ vm: Interpreter) throws {
    // Functions find their module by its namespace, so it has to be registered while they are made.
    let registered = vm.modules[module.name]
    vm.modules[module.name] = module
    defer { vm.modules[module.name] = registered ?? module }
    try vm.nested { try vm.run(Source(text, name: module.name + ".py"), in: module) }
  }
}

extension TypeObject {
  /// A type of a module of the library.
  static func library(
    _ name: String, module: String, base: TypeObject = Types.object, doc: String, example: String? = nil,
    constructor: String? = nil, entries: @escaping () -> [Entry] = { [] }, hasOperators: Bool = false,
    make: @escaping Entry.Body = { _ in .none }
  ) -> TypeObject {
    let type = TypeObject(name, bases: [base], module: module)
    type.doc = doc
    type.example = example
    type.loadEntries = entries
    type.registersOperators = hasOperators
    if let constructor { type.setConstructor(constructor, make) }
    return type
  }

  func setConstructor(_ signature: String, _ make: @escaping Entry.Body) {
    if case .builtin(let builtin) = Entry(name, signature, doc: doc ?? "", body: make).makeValue() {
      constructor = builtin
    }
  }
}

extension Value {
  /// The object inside as a class of ours.
  func asObject<Kind: Object>(_ kind: Kind.Type = Kind.self) -> Kind? {
    switch self {
    case .object(let object): object as? Kind
    case .dict(let dict): dict as? Kind
    case .iterator(let iterator): iterator as? Kind
    default: nil
    }
  }
}

extension Arguments {
  /// The receiver of a method of a built-in type.
  func receiver<Kind: Object>(_ kind: Kind.Type = Kind.self) throws -> Kind {
    guard let object = self[0].asObject(kind) else {
      throw PyError.typeError("descriptor doesn't apply to a '\(vm.typeName(self[0]))' object")
    }
    return object
  }

  /// The argument, or nil where it is missing or None.
  func optional(_ index: Int) -> Value? { isGiven(index) ? self[index] : nil }
}
