/// How arrays are printed: what `np.set_printoptions` sets, with NumPy's defaults.
public struct PrintOptions {
  /// How many digits after the point floats get.
  public enum FloatMode: String, Sendable {
    /// Exactly `precision`.
    case fixed
    /// As many as each number needs to be told apart, whatever `precision` says.
    case unique
    /// At most `precision`, each number as few as it needs.
    case maxPrecision = "maxprec"
    /// At most `precision`, all numbers as many as the longest needs.
    case maxPrecisionEqual = "maxprec_equal"
  }

  /// What stands before positive numbers.
  public enum Sign: String, Sendable {
    case none = "-"
    case plus = "+"
    case space = " "
  }

  public var precision = 8
  /// The largest number of elements that is printed in full.
  public var threshold = 1000
  /// How many elements a summary keeps at each end of each axis.
  public var edgeItems = 3
  public var lineWidth = 75
  /// Never choose the exponent form because of small numbers.
  public var suppressSmall = false
  public var nanText = "nan"
  public var infinityText = "inf"
  public var sign = Sign.none
  public var floatMode = FloatMode.maxPrecision
  /// Functions that write elements, by the keys of NumPy's `formatter=`: `bool`, `int`, `float`, `int_kind`,
  /// `float_kind`, `all`.
  public var formatters: [String: (Scalar) throws -> String] = [:]

  public init() {}

  /// The options of the session that this thread works for, which `np.set_printoptions` changes.
  public static var current: PrintOptions {
    get { ArraySession.current?.printOptions ?? PrintOptions() }
    set { ArraySession.current?.printOptions = newValue }
  }

  /// The function that `formatter=` gives for a dtype; the more special key wins.
  func formatter(for dtype: DType) -> ((Scalar) throws -> String)? {
    switch dtype {
    case .bool: formatters["bool"] ?? formatters["all"]
    case .uint8, .int32, .int64, .uint64: formatters["int"] ?? formatters["int_kind"] ?? formatters["all"]
    case .float32, .float64: formatters["float"] ?? formatters["float_kind"] ?? formatters["all"]
    }
  }
}
