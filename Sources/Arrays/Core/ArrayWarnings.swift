import CKernels

/// Where NumPy's RuntimeWarnings go.
public enum ArrayWarnings {
  /// Receives a warning's text, as `divide by zero encountered in divide`. Set it before threads start.
  nonisolated(unsafe) public static var hook: ((String) -> Void)?

  /// Forgets what earlier operations raised.
  @inline(__always)
  static func begin() {
    if hook != nil { _ = nb_take_fp_status() }
  }

  /// Reports what the operation `name` raised since `begin`.
  @inline(__always)
  static func end(_ name: @autoclosure () -> String) {
    if hook != nil {
      let status = nb_take_fp_status()
      if status != 0 { report(status, name()) }
    }
  }

  /// Sends a warning to the hook.
  public static func warn(_ text: String) { hook?(text) }

  private static func report(_ status: Int32, _ name: String) {
    let bits = UInt32(bitPattern: status)
    if bits & NB_STATUS_DIVIDE.rawValue != 0 { hook?("divide by zero encountered in \(name)") }
    if bits & NB_STATUS_OVERFLOW.rawValue != 0 { hook?("overflow encountered in \(name)") }
    if bits & NB_STATUS_INVALID.rawValue != 0 { hook?("invalid value encountered in \(name)") }
  }
}
