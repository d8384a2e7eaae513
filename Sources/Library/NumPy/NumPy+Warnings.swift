import Arrays
import Language

/// How floating-point trouble is reported: `np.errstate`, and which warnings were already shown.
final class ErrorState {
  var divide = "warn"
  var over = "warn"
  var under = "ignore"
  var invalid = "warn"
  var shown = Set<String>()

  func mode(of warning: String) -> String {
    if warning.hasPrefix("divide by zero") { return divide }
    if warning.hasPrefix("overflow") { return over }
    if warning.hasPrefix("underflow") { return under }
    if warning.hasPrefix("invalid value") { return invalid }
    return "warn"
  }
}

extension NumPy {
  static func errorState(_ vm: Interpreter) -> ErrorState { vm.state(ErrorState.self) { ErrorState() } }

  /// Sends NumPy's RuntimeWarnings to the interpreter's error output, each text once.
  static func installWarnings(in vm: Interpreter) {
    ArrayWarnings.hook = { [lifeline = vm.lifeline] text in
      guard let vm = lifeline.vm?.takeUnretainedValue() else { return }
      let state = errorState(vm)
      guard state.mode(of: text) == "warn", state.shown.insert(text).inserted else { return }
      vm.errorOutput("RuntimeWarning: \(text)\n")
    }
  }
}
