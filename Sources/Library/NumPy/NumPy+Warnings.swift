import Arrays
import Language

/// How floating-point trouble is reported: `np.errstate` and `np.seterr`.
final class ErrorState {
  enum Mode: String {
    case ignore, warn, raise, print
  }

  var modes: [ArrayWarning.Trouble: Mode] = [.divide: .warn, .over: .warn, .under: .ignore, .invalid: .warn]
}

extension NumPy {
  static func errorState(_ vm: Interpreter) -> ErrorState { vm.state(ErrorState.self) { ErrorState() } }

  /// Sends NumPy's RuntimeWarnings where `np.errstate` and the filters of `warnings` say.
  static func installWarnings(in vm: Interpreter) {
    vm.arrays.onWarning = { [lifeline = vm.lifeline] warning throws(ArrayError) in
      guard let vm = lifeline.vm?.takeUnretainedValue() else { return }
      var mode = ErrorState.Mode.warn
      if case .floatingPoint(let trouble, _) = warning { mode = errorState(vm).modes[trouble] ?? .warn }
      do {
        switch mode {
        case .ignore: break
        case .warn: try vm.warn(warning.text, Types.runtimeWarning)
        case .raise: throw PyError(Types.floatingPointError, warning.text)
        case .print: vm.errorOutput("Warning: \(warning.text)\n")
        }
      } catch {
        throw ArrayError(carrying: error)
      }
    }
  }

  /// Changes how floating-point trouble is reported; parameters: all, divide, over, under, invalid.
  private static func changed(
    _ modes: [ArrayWarning.Trouble: ErrorState.Mode], _ a: Arguments
  ) throws -> [ArrayWarning.Trouble: ErrorState.Mode] {
    var modes = modes
    for (index, trouble) in zip(1..., named.map(\.trouble)) where !a[index].isNone || !a[0].isNone {
      let word = try a.string(a[index].isNone ? 0 : index)
      switch word {
      case "call", "log":
        throw PyError.unsupported(
          "the mode '\(word)' of np.errstate and np.seterr is not part of nbsh: use 'warn', 'raise' or 'ignore'"
        )
      default:
        guard let mode = ErrorState.Mode(rawValue: word) else {
          throw PyError.valueError("invalid error mode '\(word)'")
        }
        modes[trouble] = mode
      }
    }
    return modes
  }

  private static let named: [(name: String, trouble: ArrayWarning.Trouble)] = [
    ("divide", .divide), ("over", .over), ("under", .under), ("invalid", .invalid),
  ]

  private static func dictionary(_ state: ErrorState) -> Value {
    let dict = DictObject()
    for (name, trouble) in named {
      dict.set(StringObject.interned(name), .string((state.modes[trouble] ?? .warn).rawValue))
    }
    return .dict(dict)
  }

  static func addErrorModes(_ add: inout EntryList) {
    let signature = "(all=None, divide=None, over=None, under=None, invalid=None)"
    add(
      "seterr", signature,
      "Says which floating-point trouble is reported and how: 'ignore', 'warn', 'raise' or 'print'.",
      "old = np.seterr(all='raise')\ntry:\n    np.array([1., 0.]) / 0\nexcept FloatingPointError as e:\n"
        + "    print(e)\n#> divide by zero encountered in divide"
    ) { a in
      let state = errorState(a.vm)
      let old = dictionary(state)
      state.modes = try changed(state.modes, a)
      return old
    }
    add("geterr", "()", "Which floating-point trouble is reported.", "print(np.geterr()['divide'])\n#> warn")
    { a in dictionary(errorState(a.vm)) }
    add(
      "errstate", "(*, all=None, divide=None, over=None, under=None, invalid=None)",
      "Which floating-point trouble is reported inside `with`, and how: 'ignore', 'warn', 'raise' or 'print'.",
      "with np.errstate(divide='ignore'):\n    print(np.log(0.))\n#> -inf"
    ) { a in
      let state = errorState(a.vm)
      let arguments = try changed([:], a)
      var old = state.modes
      return .object(
        ContextObject {
          old = state.modes
          state.modes.merge(arguments) { $1 }
          return .none
        } exit: {
          state.modes = old
        })
    }
  }
}
