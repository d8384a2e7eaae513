import Arrays
import Language

extension NumPy {
  static func makeStrideTricks(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("numpy.lib.stride_tricks", entries: strideTricks.entries)
    module.doc = "Views of arrays by strides."
    return module
  }

  static func makeLib(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "numpy.lib", entries: [],
      values: [
        "stride_tricks": { [unowned vm] in
          .object(try vm.importModule("numpy.lib.stride_tricks", level: 0, innermost: true))
        }
      ])
    module.isPackage = true
    return module
  }

  static func makeExceptions(_ vm: Interpreter) -> ModuleObject {
    ModuleObject(
      "numpy.exceptions", entries: [],
      values: [
        "AxisError": { .type(Types.axisError) },
        "VisibleDeprecationWarning": { .type(visibleDeprecationWarning) },
        "RankWarning": { .type(rankWarning) },
        "ComplexWarning": { .type(complexWarning) },
      ])
  }

  nonisolated(unsafe) private static let visibleDeprecationWarning = TypeObject(
    "VisibleDeprecationWarning", bases: [Types.userWarning], module: "numpy.exceptions")
  nonisolated(unsafe) private static let rankWarning = TypeObject(
    "RankWarning", bases: [Types.runtimeWarning], module: "numpy.exceptions")
  nonisolated(unsafe) private static let complexWarning = TypeObject(
    "ComplexWarning", bases: [Types.runtimeWarning], module: "numpy.exceptions")

  /// The functions of `np.lib.stride_tricks`.
  nonisolated(unsafe) static let strideTricks = EntryList { add in
    add(
      "as_strided", "(x, shape=None, strides=None, subok=False, writeable=True)",
      "A view with any shape and strides inside the array's memory.",
      "from numpy.lib.stride_tricks import as_strided\nx = np.arange(4)\nprint(as_strided(x, (3, 2), (8, 8)))\n#> [[0 1]\n#>  [1 2]\n#>  [2 3]]"
    ) { a in
      let array = try a.array(0)
      let shape = a.isGiven(1) ? try a.shape(1) : array.shape
      let strides = a.isGiven(2) ? try a.shape(2) : array.strides
      return .array(try array.asStrided(shape: shape, strides: strides, writeable: a.bool(4)))
    }
    add(
      "sliding_window_view", "(x, window_shape, axis=None, *, subok=False, writeable=False)",
      "All windows of an array, as a view.",
      "from numpy.lib.stride_tricks import sliding_window_view\nprint(sliding_window_view(np.arange(4), 3))\n#> [[0 1 2]\n#>  [1 2 3]]"
    ) { a in
      let view = try a.array(0).slidingWindowView(a.ints(1), axes: a.axes(2))
      if try !a.bool(4) { view.isWriteable = false }
      return .array(view)
    }
    add.entries += manipulation.entries.filter { $0.name.hasPrefix("broadcast_") }
  }
}
