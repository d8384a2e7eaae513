import CKernels

/// What an operation on arrays warns of.
public enum ArrayWarning {
  /// Floating-point trouble, as the processor's flags tell it.
  public enum Trouble: String, CaseIterable, Sendable {
    case divide = "divide by zero"
    case over = "overflow"
    case under = "underflow"
    case invalid = "invalid value"
  }

  case floatingPoint(Trouble, operation: String)
  case other(String)

  /// NumPy's words, as `divide by zero encountered in divide`.
  public var text: String {
    switch self {
    case .floatingPoint(let trouble, let operation): "\(trouble.rawValue) encountered in \(operation)"
    case .other(let text): text
    }
  }
}

/// Where NumPy's RuntimeWarnings go.
public enum ArrayWarnings {
  /// Receives warnings; what it throws ends the operation. Set it before threads start.
  nonisolated(unsafe) public static var hook: ((ArrayWarning) throws(ArrayError) -> Void)?

  /// Forgets what earlier operations raised.
  @inline(__always)
  static func begin() {
    if hook != nil { _ = nb_take_fp_status() }
  }

  /// Reports what the operation `name` raised since `begin`.
  @inline(__always)
  static func end(_ name: @autoclosure () -> String) throws(ArrayError) {
    if hook != nil {
      let status = nb_take_fp_status()
      if status != 0 { try report(status, name()) }
    }
  }

  /// Reports what a product raised since `begin`: kernels may round on the way more often than the product needs
  /// it, but what overflowed or had no value shows in the result.
  static func end(_ name: String, product: NDArray) throws(ArrayError) {
    guard hook != nil else { return }
    var status = nb_take_fp_status()
    let visible = Int32(bitPattern: NB_STATUS_OVERFLOW.rawValue | NB_STATUS_INVALID.rawValue)
    if status & visible != 0, try NDArray.unary(.isfinite, .array(product)).areAllTrue() {
      status &= ~visible
    }
    if status != 0 { try report(status, name) }
  }

  /// Sends a warning to the hook.
  public static func warn(_ text: String) throws(ArrayError) { try hook?(.other(text)) }

  /// Runs `body` without warnings.
  static func silenced<Result>(_ body: () throws(ArrayError) -> Result) throws(ArrayError) -> Result {
    let listener = hook
    hook = nil
    defer { hook = listener }
    return try body()
  }

  private static func report(_ status: Int32, _ name: String) throws(ArrayError) {
    let bits = UInt32(bitPattern: status)
    for (flag, trouble) in [
      (NB_STATUS_DIVIDE, ArrayWarning.Trouble.divide), (NB_STATUS_OVERFLOW, .over),
      (NB_STATUS_UNDERFLOW, .under), (NB_STATUS_INVALID, .invalid),
    ] where bits & flag.rawValue != 0 {
      try hook?(.floatingPoint(trouble, operation: name))
    }
  }
}
