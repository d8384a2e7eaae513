import Arrays
import Language

/// `numpy` and its submodules, made of the Arrays room.
enum NumPy {
  nonisolated(unsafe) static let modules: [String: Library.Maker] = [
    "numpy": { vm in makeModule(vm) },
    "numpy.random": { vm in makeRandom(vm) },
    "numpy.linalg": { vm in makeLinearAlgebra(vm) },
    "numpy.testing": { vm in makeTesting(vm) },
    "numpy.lib": { vm in makeLib(vm) },
    "numpy.lib.stride_tricks": { vm in makeStrideTricks(vm) },
    "numpy.exceptions": { vm in makeExceptions(vm) },
    "numpy.fft": { _ in throw PyError.unsupported("numpy.fft is not part of nbsh") },
  ]

  /// The functions of `numpy` itself by group.
  nonisolated(unsafe) static let entries: [Entry] =
    creation.entries + mathematics.entries + reductions.entries + manipulation.entries + searching.entries
    + functional.entries + files.entries + printing.entries + dtypeFunctions.entries

  static var allEntries: [(module: String, entry: Entry)] {
    entries.map { ("numpy", $0) } + randomFunctions.entries.map { ("numpy.random", $0) }
      + linearAlgebra.entries.map { ("numpy.linalg", $0) } + testing.entries.map { ("numpy.testing", $0) }
      + strideTricks.entries.map { ("numpy.lib.stride_tricks", $0) }
      + arrayMethods.entries.map { ("numpy.ndarray", $0) }
      + Ufunc.all.map { ("numpy", $0.entry) }
  }

  private static func makeModule(_ vm: Interpreter) -> ModuleObject {
    var values: [String: () throws -> Value] = [:]
    for (name, value) in constants { values[name] = { value } }
    for (name, dtype) in dtypeNames { values[name] = { .type(type(of: dtype)) } }
    for (name, type) in typeNames { values[name] = { .type(type) } }
    for ufunc in Ufunc.all { values[ufunc.name] = { Ufunc.value(ufunc) } }
    for (name, kind) in grids { values[name] = { .object(GridObject(kind)) } }
    for name in submodules {
      values[name] = { [unowned vm] in
        .object(try vm.importModule("numpy." + name, level: 0, innermost: true))
      }
    }
    let module = ModuleObject("numpy", entries: entries, values: values)
    let refused = refusedNames
    let find = module.missing
    module.missing = { name in
      if let value = try find?(name) { return value }
      if let reason = refused[name.value] {
        throw PyError.unsupported("np.\(name.value) is not part of nbsh: \(reason)")
      }
      return nil
    }
    module.isPackage = true
    module.doc = "Arrays and mathematics, as NumPy 2."
    return module
  }

  private static let submodules = ["random", "linalg", "testing", "lib", "exceptions"]
  private static let grids: [(String, GridObject.Kind)] = [
    ("mgrid", .mgrid), ("ogrid", .ogrid), ("r_", .rows), ("c_", .columns), ("s_", .slices),
    ("index_exp", .indexExpression),
  ]

  nonisolated(unsafe) private static let constants: [(String, Value)] = [
    ("pi", .float(Double.pi)), ("e", .float(2.718281828459045)), ("inf", .float(.infinity)),
    ("nan", .float(.nan)),
    ("newaxis", .none), ("euler_gamma", .float(0.5772156649015329)), ("True_", .npBool(true)),
    ("False_", .npBool(false)), ("__version__", .string("2.4.0")),
  ]

  /// Names of NumPy that are left out, with what to use instead.
  private static let refusedNames: [String: String] = [
    "float16": "use np.float32", "half": "use np.float32", "int8": "use np.int32", "int16": "use np.int32",
    "uint16": "use np.int32", "uint32": "use np.int64",
    "complex64": "complex numbers are left out", "complex128": "complex numbers are left out",
    "longdouble": "use np.float64", "object_": "arrays hold numbers only", "str_": "arrays hold numbers only",
    "bytes_": "arrays hold numbers only", "void": "arrays hold numbers only",
    "datetime64": "arrays hold numbers only", "timedelta64": "arrays hold numbers only",
    "matrix": "use np.array", "frompyfunc": "use np.vectorize", "memmap": "use np.load",
    "fft": "there are no transforms",
    "ma": "masked arrays are left out, use boolean masks", "char": "arrays hold numbers only",
    "polynomial": "use np.polyfit and np.polyval", "rec": "arrays hold numbers only",
    "recarray": "arrays hold numbers only", "ctypeslib": "there is no C interface",
  ]
}
