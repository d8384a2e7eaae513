/// The two texts of a Python object.
public enum TextForm: Sendable {
  case str, repr
}

extension NDArray {
  /// The array as `print` or the shell shows it, as NumPy's `array_str` and `array_repr`.
  ///
  /// `repr` wraps the text in `array(…)` and adds the shape of a summarised array and the dtype unless it is bool,
  /// int64 or float64. The `str` of a 0-d array is that of its element.
  /// Errors: what a formatter of `options` throws; `precision must be >= 0`.
  public func formatted(_ form: TextForm, options: PrintOptions = .current) throws -> String {
    switch form {
    case .str:
      if ndim == 0 { return Scalar(loading: data, dtype).formatted(.str) }
      return try text(options: options)
    case .repr:
      let prefix = "array("
      let body = prefix + (try text(separator: ", ", prefix: prefix, suffix: ")", options: options))
      var extras: [String] = []
      if (count == 0 && shape != [0]) || count > options.threshold {
        extras.append("shape=\(shape.tupleDescription)")
      }
      let isImplied = dtype == .bool || dtype == .int64 || dtype == .float64
      if !isImplied || count == 0 { extras.append("dtype=\(dtype.name)") }
      if extras.isEmpty { return body + ")" }
      let extra = extras.joined(separator: ", ") + ")"
      let lastLine = body.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
      let fits = lastLine + extra.utf8.count + 1 <= options.lineWidth
      return body + "," + (fits ? " " : "\n" + String(repeating: " ", count: prefix.utf8.count)) + extra
    }
  }

  /// `np.array2string`: the elements in brackets, to stand between `prefix` and `suffix`.
  public func text(
    separator: String = " ", prefix: String = "", suffix: String = "", options: PrintOptions = .current
  ) throws -> String {
    try ArrayPrinter.text(self, separator: separator, prefix: prefix, suffix: suffix, options: options)
  }
}

extension Scalar {
  /// The scalar as `print` shows it (`1.0`, `True`), or as NumPy 2's repr (`np.float64(1.0)`, `np.True_`).
  public func formatted(_ form: TextForm) -> String {
    let text =
      switch self {
      case .bool(let value): value ? "True" : "False"
      case .uint8(let value): String(value)
      case .int32(let value): String(value)
      case .int64(let value): String(value)
      case .uint64(let value): String(value)
      case .float32(let value): FloatText.repr32(value)
      case .float64(let value): FloatText.repr(value)
      }
    if form == .str { return text }
    if case .bool = self { return "np.\(text)_" }
    return "np.\(dtype.name)(\(text))"
  }
}
