import Language

/// Whether scripts have read a clock: what they show then differs from run to run.
final class ClockUse {
  private var wasRead = false

  private static func of(_ vm: Interpreter) -> ClockUse { vm.state(ClockUse.self) { ClockUse() } }

  static func note(_ vm: Interpreter) { of(vm).wasRead = true }

  fileprivate static func take(_ vm: Interpreter) -> Bool {
    let use = of(vm)
    defer { use.wasRead = false }
    return use.wasRead
  }
}

extension Library {
  /// Whether scripts have read a clock since this was last asked.
  public static func takeClockUse(_ vm: Interpreter) -> Bool { ClockUse.take(vm) }
}
