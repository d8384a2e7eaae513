/// An error of an array operation, in NumPy's words.
public struct ArrayError: Error, Equatable, Sendable {
  /// The Python exception type that NumPy raises.
  public enum Kind: String, Sendable {
    case value = "ValueError"
    case type = "TypeError"
    case index = "IndexError"
    case overflow = "OverflowError"
    case zeroDivision = "ZeroDivisionError"
    case memory = "MemoryError"
    case axis = "AxisError"
    case ufuncType = "UFuncTypeError"
    case linAlg = "LinAlgError"
    case notImplemented = "NotImplementedError"
    case attribute = "AttributeError"
    case key = "KeyError"
    case runtime = "RuntimeError"
    case eof = "EOFError"
    case os = "OSError"
    case fileNotFound = "FileNotFoundError"
    case floatingPoint = "FloatingPointError"
    case interrupt = "KeyboardInterrupt"
  }

  public var kind: Kind
  public var message: String
  /// The error of whoever listened to a warning, which ended the operation.
  public private(set) var carried: (any Error)?

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// Takes an error of another room through operations that throw errors of this one.
  public init(carrying error: any Error) {
    self.init(.runtime, "\(error)")
    carried = error
  }

  public static func == (a: ArrayError, b: ArrayError) -> Bool {
    a.kind == b.kind && a.message == b.message && (a.carried == nil) == (b.carried == nil)
  }
}

extension ArrayError: CustomStringConvertible {
  public var description: String { "\(kind.rawValue): \(message)" }
}
