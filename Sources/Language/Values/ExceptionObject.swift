import Arrays

/// An exception of the script language: built in, or an instance of a script's class derived from one.
public final class ExceptionObject: Object {
  /// What the constructor was given.
  public var arguments: [Value]
  /// `raise … from cause`
  public var cause: Value = .none
  /// The exception that was being handled when this one was raised.
  public var context: ExceptionObject?
  public var suppressesContext = false
  /// Where it passed through, innermost call last.
  public var traceback: [TracebackEntry] = []
  /// What a report adds to the message: `. Did you mean: 'x'?`. It is no part of `str(exception)`, as in CPython.
  public var suggestion = ""
  /// For a syntax error: the place in the source.
  public var syntaxPlace: (source: Source, span: Span)?

  /// The third argument of an OSError, which is not among its `args`.
  var fileName = Value.none

  public init(type: TypeObject, arguments: [Value]) {
    self.arguments = arguments
    super.init(type: type)
    if arguments.count >= 3, arguments.count <= 5, type.isSubtype(of: Types.osError) {
      self.arguments = Array(arguments.prefix(2))
      fileName = arguments[2]
    }
  }
}

/// One line of a traceback: a place in a function.
public struct TracebackEntry {
  public let source: Source
  public let function: String
  public let span: Span

  public init(source: Source, function: String, span: Span) {
    self.source = source
    self.function = function
    self.span = span
  }

  public var line: Int { source.position(of: Int(span.start)).line }
}

/// An exception on its way, as Swift throws it.
public struct PyError: Error, @unchecked Sendable {
  public let exception: ExceptionObject

  public init(_ exception: ExceptionObject) { self.exception = exception }

  public init(_ type: TypeObject, _ message: String) {
    exception = ExceptionObject(type: type, arguments: [.string(message)])
  }

  public static func typeError(_ message: String) -> PyError { PyError(Types.typeError, message) }
  public static func valueError(_ message: String) -> PyError { PyError(Types.valueError, message) }
  public static func indexError(_ message: String) -> PyError { PyError(Types.indexError, message) }
  public static func attributeError(_ message: String) -> PyError { PyError(Types.attributeError, message) }
  public static func nameError(_ message: String) -> PyError { PyError(Types.nameError, message) }
  public static func runtimeError(_ message: String) -> PyError { PyError(Types.runtimeError, message) }
  public static func overflowError(_ message: String) -> PyError { PyError(Types.overflowError, message) }
  public static func zeroDivisionError(_ message: String) -> PyError {
    PyError(Types.zeroDivisionError, message)
  }
  public static func importError(_ message: String) -> PyError { PyError(Types.importError, message) }
  /// What nbsh does not have: NotImplementedError, with the reason and perhaps the nearest supported name.
  public static func unsupported(_ message: String) -> PyError { PyError(Types.notImplementedError, message) }

  public static func keyError(_ key: Value) -> PyError {
    PyError(ExceptionObject(type: Types.keyError, arguments: [key]))
  }

  public static func stopIteration(_ value: Value = .none) -> PyError {
    PyError(ExceptionObject(type: Types.stopIteration, arguments: value.isNone ? [] : [value]))
  }

  /// The same error with a near name for its report.
  func suggesting(_ name: String?) -> PyError {
    if let name { exception.suggestion = ". Did you mean: '\(name)'?" }
    return self
  }

  /// An integer result that 64 bits cannot hold.
  public static var integerOverflow: PyError {
    .overflowError("integer result does not fit in 64 bits (nbsh integers are 64-bit)")
  }
}

extension PyError {
  /// The exception for an error that the Arrays room threw.
  public init(_ error: ArrayError) {
    if let carried = error.carried as? PyError {
      self = carried
      return
    }
    if error.kind == .interrupt {
      self = Interpreter.keyboardInterrupt()
      return
    }
    let type: TypeObject =
      switch error.kind {
      case .value: Types.valueError
      case .type: Types.typeError
      case .index: Types.indexError
      case .overflow: Types.overflowError
      case .zeroDivision: Types.zeroDivisionError
      case .memory: Types.memoryError
      case .axis: Types.axisError
      case .ufuncType: Types.ufuncOutputCastingError
      case .linAlg: Types.linAlgError
      case .notImplemented: Types.notImplementedError
      case .attribute: Types.attributeError
      case .key: Types.keyError
      case .runtime: Types.runtimeError
      case .eof: Types.eofError
      case .os: Types.osError
      case .fileNotFound: Types.fileNotFoundError
      case .floatingPoint: Types.floatingPointError
      case .interrupt: Types.keyboardInterrupt
      }
    self.init(type, error.message)
  }
}
