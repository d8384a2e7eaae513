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
  /// Whether the session of this thread listens.
  @inline(__always)
  static var areWanted: Bool { nb_session_is_listening() }

  /// Forgets what earlier operations raised.
  @inline(__always)
  static func begin() {
    if areWanted { _ = nb_take_fp_status() }
  }

  /// Reports what the operation `name` raised since `begin`.
  @inline(__always)
  static func end(_ name: @autoclosure () -> String) throws(ArrayError) {
    if areWanted {
      let status = nb_take_fp_status()
      if status != 0 { try report(status, name()) }
    }
  }

  /// Reports what a product raised since `begin`: kernels may round on the way more often than the product needs
  /// it, but what overflowed or had no value shows in the result.
  static func end(_ name: String, product: NDArray) throws(ArrayError) {
    guard areWanted else { return }
    var status = nb_take_fp_status()
    let visible = Int32(bitPattern: NB_STATUS_OVERFLOW.rawValue | NB_STATUS_INVALID.rawValue)
    if status & visible != 0, try NDArray.unary(.isfinite, .array(product)).areAllTrue() {
      status &= ~visible
    }
    if status != 0 { try report(status, name) }
  }

  /// Sends a warning to the session.
  public static func warn(_ text: String) throws(ArrayError) { try send(.other(text)) }

  private static func send(_ warning: ArrayWarning) throws(ArrayError) {
    if areWanted { try ArraySession.current?.onWarning?(warning) }
  }

  /// Runs `body` without warnings.
  public static func silenced<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let listened = areWanted
    nb_session_listen(false)
    defer { nb_session_listen(listened) }
    return try body()
  }

  private static func report(_ status: Int32, _ name: String) throws(ArrayError) {
    let bits = UInt32(bitPattern: status)
    for (flag, trouble) in [
      (NB_STATUS_DIVIDE, ArrayWarning.Trouble.divide), (NB_STATUS_OVERFLOW, .over),
      (NB_STATUS_UNDERFLOW, .under), (NB_STATUS_INVALID, .invalid),
    ] where bits & flag.rawValue != 0 {
      try send(.floatingPoint(trouble, operation: name))
    }
  }
}
