/// The built-in types.
public enum Types {
  public nonisolated(unsafe) static let object = TypeObject("object")
  public nonisolated(unsafe) static let type = make("type")
  public nonisolated(unsafe) static let noneType = make("NoneType")
  public nonisolated(unsafe) static let ellipsis = make("ellipsis")
  public nonisolated(unsafe) static let notImplemented = make("NotImplementedType")
  public nonisolated(unsafe) static let int = make("int")
  public nonisolated(unsafe) static let bool = make("bool", int)
  public nonisolated(unsafe) static let float = make("float")
  public nonisolated(unsafe) static let str = make("str")
  public nonisolated(unsafe) static let bytes = make("bytes")
  public nonisolated(unsafe) static let list = make("list")
  public nonisolated(unsafe) static let tuple = make("tuple")
  public nonisolated(unsafe) static let dict = make("dict")
  public nonisolated(unsafe) static let set = make("set")
  public nonisolated(unsafe) static let frozenset = make("frozenset")
  public nonisolated(unsafe) static let range = make("range")
  public nonisolated(unsafe) static let slice = make("slice")
  public nonisolated(unsafe) static let function = make("function")
  public nonisolated(unsafe) static let builtin = make("builtin_function_or_method")
  public nonisolated(unsafe) static let methodDescriptor = make("method_descriptor")
  public nonisolated(unsafe) static let method = make("method")
  public nonisolated(unsafe) static let module = make("module")
  public nonisolated(unsafe) static let cell = make("cell")
  public nonisolated(unsafe) static let property = make("property")
  public nonisolated(unsafe) static let staticmethod = make("staticmethod")
  public nonisolated(unsafe) static let classmethod = make("classmethod")
  public nonisolated(unsafe) static let `super` = make("super")
  public nonisolated(unsafe) static let generator = make("generator")
  public nonisolated(unsafe) static let dictKeys = make("dict_keys")
  public nonisolated(unsafe) static let dictValues = make("dict_values")
  public nonisolated(unsafe) static let dictItems = make("dict_items")
  public nonisolated(unsafe) static let traceback = make("traceback")

  // NumPy's. Scalars are subtypes as in NumPy: np.float64 is a float.
  public nonisolated(unsafe) static let ndarray = make("ndarray", module: "numpy")
  public nonisolated(unsafe) static let npGeneric = make("generic", module: "numpy")
  public nonisolated(unsafe) static let npNumber = make("number", npGeneric, module: "numpy")
  public nonisolated(unsafe) static let npInteger = make("integer", npNumber, module: "numpy")
  public nonisolated(unsafe) static let npSignedInteger = make("signedinteger", npInteger, module: "numpy")
  public nonisolated(unsafe) static let npUnsignedInteger = make(
    "unsignedinteger", npInteger, module: "numpy")
  public nonisolated(unsafe) static let npInexact = make("inexact", npNumber, module: "numpy")
  public nonisolated(unsafe) static let npFloating = make("floating", npInexact, module: "numpy")
  public nonisolated(unsafe) static let npBool = make("bool", npGeneric, module: "numpy")
  public nonisolated(unsafe) static let npUInt8 = make("uint8", npUnsignedInteger, module: "numpy")
  public nonisolated(unsafe) static let npUInt64 = make("uint64", npUnsignedInteger, module: "numpy")
  public nonisolated(unsafe) static let npInt32 = make("int32", npSignedInteger, module: "numpy")
  public nonisolated(unsafe) static let npInt64 = make("int64", npSignedInteger, module: "numpy")
  public nonisolated(unsafe) static let npFloat32 = make("float32", npFloating, module: "numpy")
  public nonisolated(unsafe) static let npFloat64: TypeObject = {
    let made = TypeObject("float64", bases: [npFloating, float], module: "numpy")
    return made
  }()

  // Iterators, by CPython's names.
  public nonisolated(unsafe) static let listIterator = make("list_iterator")
  public nonisolated(unsafe) static let iterator = make("iterator")

  static func make(_ name: String, _ base: TypeObject? = nil, module: String = "builtins") -> TypeObject {
    TypeObject(name, bases: [base ?? object], module: module)
  }
}

/// The built-in exceptions, in Python's hierarchy.
extension Types {
  public nonisolated(unsafe) static let baseException = make("BaseException")
  public nonisolated(unsafe) static let exception = make("Exception", baseException)
  public nonisolated(unsafe) static let keyboardInterrupt = make("KeyboardInterrupt", baseException)
  public nonisolated(unsafe) static let systemExit = make("SystemExit", baseException)
  public nonisolated(unsafe) static let generatorExit = make("GeneratorExit", baseException)
  public nonisolated(unsafe) static let arithmeticError = make("ArithmeticError", exception)
  public nonisolated(unsafe) static let floatingPointError = make("FloatingPointError", arithmeticError)
  public nonisolated(unsafe) static let overflowError = make("OverflowError", arithmeticError)
  public nonisolated(unsafe) static let zeroDivisionError = make("ZeroDivisionError", arithmeticError)
  public nonisolated(unsafe) static let assertionError = make("AssertionError", exception)
  public nonisolated(unsafe) static let attributeError = make("AttributeError", exception)
  public nonisolated(unsafe) static let eofError = make("EOFError", exception)
  public nonisolated(unsafe) static let importError = make("ImportError", exception)
  public nonisolated(unsafe) static let moduleNotFoundError = make("ModuleNotFoundError", importError)
  public nonisolated(unsafe) static let lookupError = make("LookupError", exception)
  public nonisolated(unsafe) static let indexError = make("IndexError", lookupError)
  public nonisolated(unsafe) static let keyError = make("KeyError", lookupError)
  public nonisolated(unsafe) static let memoryError = make("MemoryError", exception)
  public nonisolated(unsafe) static let nameError = make("NameError", exception)
  public nonisolated(unsafe) static let unboundLocalError = make("UnboundLocalError", nameError)
  public nonisolated(unsafe) static let osError = make("OSError", exception)
  public nonisolated(unsafe) static let fileExistsError = make("FileExistsError", osError)
  public nonisolated(unsafe) static let fileNotFoundError = make("FileNotFoundError", osError)
  public nonisolated(unsafe) static let isADirectoryError = make("IsADirectoryError", osError)
  public nonisolated(unsafe) static let notADirectoryError = make("NotADirectoryError", osError)
  public nonisolated(unsafe) static let permissionError = make("PermissionError", osError)
  public nonisolated(unsafe) static let timeoutError = make("TimeoutError", osError)
  public nonisolated(unsafe) static let runtimeError = make("RuntimeError", exception)
  public nonisolated(unsafe) static let notImplementedError = make("NotImplementedError", runtimeError)
  public nonisolated(unsafe) static let recursionError = make("RecursionError", runtimeError)
  public nonisolated(unsafe) static let stopIteration = make("StopIteration", exception)
  public nonisolated(unsafe) static let syntaxError = make("SyntaxError", exception)
  public nonisolated(unsafe) static let indentationError = make("IndentationError", syntaxError)
  public nonisolated(unsafe) static let tabError = make("TabError", indentationError)
  public nonisolated(unsafe) static let systemError = make("SystemError", exception)
  public nonisolated(unsafe) static let typeError = make("TypeError", exception)
  public nonisolated(unsafe) static let valueError = make("ValueError", exception)
  public nonisolated(unsafe) static let unicodeError = make("UnicodeError", valueError)
  public nonisolated(unsafe) static let unicodeDecodeError = make("UnicodeDecodeError", unicodeError)
  public nonisolated(unsafe) static let unicodeEncodeError = make("UnicodeEncodeError", unicodeError)
  public nonisolated(unsafe) static let warning = make("Warning", exception)
  public nonisolated(unsafe) static let userWarning = make("UserWarning", warning)
  public nonisolated(unsafe) static let runtimeWarning = make("RuntimeWarning", warning)
  public nonisolated(unsafe) static let deprecationWarning = make("DeprecationWarning", warning)
  public nonisolated(unsafe) static let futureWarning = make("FutureWarning", warning)
  public nonisolated(unsafe) static let pendingDeprecationWarning = make("PendingDeprecationWarning", warning)
  public nonisolated(unsafe) static let syntaxWarning = make("SyntaxWarning", warning)
  public nonisolated(unsafe) static let importWarning = make("ImportWarning", warning)
  public nonisolated(unsafe) static let unicodeWarning = make("UnicodeWarning", warning)
  public nonisolated(unsafe) static let bytesWarning = make("BytesWarning", warning)
  public nonisolated(unsafe) static let resourceWarning = make("ResourceWarning", warning)
  // NumPy's.
  public nonisolated(unsafe) static let axisError: TypeObject = {
    TypeObject("AxisError", bases: [valueError, indexError], module: "numpy.exceptions")
  }()
  public nonisolated(unsafe) static let linAlgError = make("LinAlgError", valueError, module: "numpy.linalg")
  public nonisolated(unsafe) static let ufuncTypeError = make(
    "UFuncTypeError", typeError, module: "numpy._core._exceptions")
  /// NumPy shows it under its base's name.
  public nonisolated(unsafe) static let ufuncOutputCastingError = make(
    "UFuncTypeError", ufuncTypeError, module: "numpy._core._exceptions")

  /// All exceptions that are names of the language.
  public static var builtinExceptions: [TypeObject] {
    [
      baseException, exception, keyboardInterrupt, systemExit, generatorExit, arithmeticError,
      floatingPointError, overflowError, zeroDivisionError, assertionError, attributeError, eofError,
      importError, moduleNotFoundError, lookupError, indexError, keyError, memoryError, nameError,
      unboundLocalError, osError, fileExistsError, fileNotFoundError, isADirectoryError, notADirectoryError,
      permissionError, timeoutError, runtimeError, notImplementedError, recursionError, stopIteration,
      syntaxError, indentationError, tabError, systemError, typeError, valueError, unicodeError,
      unicodeDecodeError, unicodeEncodeError, warning, userWarning, runtimeWarning, deprecationWarning,
      futureWarning, pendingDeprecationWarning, syntaxWarning, importWarning, unicodeWarning, bytesWarning,
      resourceWarning,
    ]
  }
}
