import Arrays
import Language

/// An object for `with`: does something on entry and undoes it on exit.
final class ContextObject: Object {
  private let enter: () throws -> Value
  private let exit: () -> Void

  init(_ enter: @escaping () throws -> Value, exit: @escaping () -> Void) {
    self.enter = enter
    self.exit = exit
    super.init(type: ContextObject.contextType)
  }

  private static func of(_ value: Value) -> ContextObject? {
    if case .object(let object) = value { object as? ContextObject } else { nil }
  }

  nonisolated(unsafe) private static let contextType: TypeObject = {
    let type = TypeObject("_GeneratorContextManager", bases: [Types.object], module: "contextlib")
    type.loadEntries = {
      EntryList { add in
        add("__enter__", "(self, /)", "Begins.") { a in try of(a[0])?.enter() ?? .none }
        add("__exit__", "(self, *args)", "Ends.") { a in
          of(a[0])?.exit()
          return .bool(false)
        }
      }.entries
    }
    return type
  }()
}

extension NumPy {
  /// The options that keyword arguments change, by the place of each.
  private struct OptionPlaces {
    var precision: Int?
    var threshold: Int?
    var edgeItems: Int?
    var lineWidth: Int?
    var suppress: Int?
    var nan: Int?
    var infinity: Int?
    var formatter: Int?
    var sign: Int?
    var floatMode: Int?
    var legacy: Int?
  }

  private static func options(_ a: Arguments, _ places: OptionPlaces) throws -> PrintOptions {
    var options = PrintOptions.current
    func given(_ place: Int?) -> Int? { place.flatMap { a.isGiven($0) ? $0 : nil } }
    if let place = given(places.precision) { options.precision = try a.int(place) }
    if let place = given(places.threshold) {
      let number = try a.double(place)
      if number.isNaN {
        throw PyError.valueError("threshold must be non-NAN, try sys.maxsize for untruncated representation")
      }
      options.threshold = number >= 9e18 ? Int.max : Int(number)
    }
    if let place = given(places.edgeItems) { options.edgeItems = try a.int(place) }
    if let place = given(places.lineWidth) {
      let number = try a.double(place)
      options.lineWidth = number >= 9e18 ? Int.max : Int(number)
    }
    if let place = given(places.suppress) { options.suppressSmall = try a.bool(place) }
    if let place = given(places.nan) { options.nanText = try a.string(place) }
    if let place = given(places.infinity) { options.infinityText = try a.string(place) }
    if let place = given(places.sign) {
      guard let sign = PrintOptions.Sign(rawValue: try a.string(place)) else {
        throw PyError.valueError("sign option must be one of ' ', '+', or '-'")
      }
      options.sign = sign
    }
    if let place = given(places.legacy), try a.vm.isTrue(a[place]) {
      throw PyError.unsupported("legacy= printing is not part of nbsh")
    }
    if let place = given(places.floatMode) {
      guard let mode = PrintOptions.FloatMode(rawValue: try a.string(place)) else {
        throw PyError.valueError(
          "floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"")
      }
      options.floatMode = mode
    }
    if let place = places.formatter, !a[place].isUnset {
      options.formatters = [:]
      if case .dict(let dict) = a[place] {
        let vm = a.vm
        for (key, function) in dict.items {
          guard let name = key.text else { continue }
          options.formatters[name] = { scalar in try vm.str(vm.call(function, [Value(scalar)])) }
        }
      }
    }
    return options
  }

  private static let setPlaces = OptionPlaces(
    precision: 0, threshold: 1, edgeItems: 2, lineWidth: 3, suppress: 4, nan: 5, infinity: 6, formatter: 7,
    sign: 8,
    floatMode: 9, legacy: 10)
  private static let setSignature =
    "(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None)"

  private static func dictionary(_ options: PrintOptions) -> Value {
    let dict = DictObject()
    func set(_ name: String, _ value: Value) { dict.set(StringObject.interned(name), value) }
    set("edgeitems", .int(options.edgeItems))
    set("threshold", .int(options.threshold))
    set("floatmode", .string(options.floatMode.rawValue))
    set("precision", .int(options.precision))
    set("suppress", .bool(options.suppressSmall))
    set("linewidth", .int(options.lineWidth))
    set("nanstr", .string(options.nanText))
    set("infstr", .string(options.infinityText))
    set("sign", .string(options.sign.rawValue))
    set("formatter", .none)
    set("legacy", .bool(false))
    set("override_repr", .none)
    return .dict(dict)
  }

  /// Functions about the text of arrays, and about floating-point warnings.
  nonisolated(unsafe) static let printing = EntryList { add in
    add(
      "set_printoptions", setSignature, "Sets how arrays are printed.",
      "np.set_printoptions(precision=3)\nprint(np.array([1.23456]))\nnp.set_printoptions(precision=8)\n#> [1.235]"
    ) { a in
      PrintOptions.current = try options(a, setPlaces)
      return .none
    }
    add(
      "get_printoptions", "()", "How arrays are printed.", "print(np.get_printoptions()['precision'])\n#> 8"
    ) { _ in dictionary(PrintOptions.current) }
    add(
      "printoptions", setSignature, "How arrays are printed inside `with`.",
      "with np.printoptions(precision=2):\n    print(np.array([1.23456]))\n#> [1.23]"
    ) { a in
      let new = try options(a, setPlaces)
      let old = PrintOptions.current
      return .object(
        ContextObject {
          PrintOptions.current = new
          return dictionary(new)
        } exit: {
          PrintOptions.current = old
        })
    }
    add(
      "array2string",
      "(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=_, threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None)",
      "The text of an array.", "print(np.array2string(np.arange(3), separator=', '))\n#> [0, 1, 2]"
    ) { a in
      let own = try options(
        a,
        OptionPlaces(
          precision: 2, threshold: 7, edgeItems: 8, lineWidth: 1, suppress: 3, formatter: 6, sign: 9,
          floatMode: 10, legacy: 12))
      return .string(
        try a.array(0).text(separator: a.string(4), prefix: a.string(5), suffix: a.string(11), options: own))
    }
    add(
      "array_repr", "(arr, max_line_width=None, precision=None, suppress_small=None)",
      "The text that shows an array as code.", "print(np.array_repr(np.arange(3)))\n#> array([0, 1, 2])"
    ) { a in
      .string(
        try a.array(0).formatted(
          .repr, options: options(a, OptionPlaces(precision: 2, lineWidth: 1, suppress: 3))))
    }
    add(
      "array_str", "(a, max_line_width=None, precision=None, suppress_small=None)",
      "The text that print shows.", "print(np.array_str(np.arange(3)))\n#> [0 1 2]"
    ) { a in
      .string(
        try a.array(0).formatted(
          .str, options: options(a, OptionPlaces(precision: 2, lineWidth: 1, suppress: 3))))
    }
    add(
      "format_float_positional",
      "(x, precision=None, unique=True, fractional=True, trim='k', sign=False, pad_left=None, pad_right=None, min_digits=None)",
      "A number without exponent.", "print(np.format_float_positional(1e-5))\n#> 0.00001"
    ) { a in
      var style = FloatStyle()
      style.precision = a.isGiven(1) ? try a.int(1) : nil
      style.unique = try a.bool(2)
      style.fractional = try a.bool(3)
      style.trim = try trim(a, 4)
      style.showsPlus = try a.bool(5)
      style.padLeft = a.isGiven(6) ? try a.int(6) : 0
      style.padRight = a.isGiven(7) ? try a.int(7) : nil
      style.minimumDigits = a.isGiven(8) ? try a.int(8) : nil
      if case .npFloat32(let x) = a[0] { return .string(FloatText.positional(x, style)) }
      return .string(FloatText.positional(try a.double(0), style))
    }
    add(
      "format_float_scientific",
      "(x, precision=None, unique=True, trim='k', sign=False, pad_left=None, exp_digits=None, min_digits=None)",
      "A number with exponent.", "print(np.format_float_scientific(1234.5))\n#> 1.2345e+03"
    ) { a in
      var style = FloatStyle()
      style.precision = a.isGiven(1) ? try a.int(1) : nil
      style.unique = try a.bool(2)
      style.trim = try trim(a, 3)
      style.showsPlus = try a.bool(4)
      style.padLeft = a.isGiven(5) ? try a.int(5) : 0
      style.exponentDigits = a.isGiven(6) ? try a.int(6) : nil
      style.minimumDigits = a.isGiven(7) ? try a.int(7) : nil
      if case .npFloat32(let x) = a[0] { return .string(FloatText.scientific(x, style)) }
      return .string(FloatText.scientific(try a.double(0), style))
    }
    add(
      "base_repr", "(number, base=2, padding=0)", "An integer's digits in a base.",
      "print(np.base_repr(10, 3))\n#> 101"
    ) { a in
      let base = try a.int(1)
      if base > 36 { throw PyError.valueError("Bases greater than 36 not handled in base_repr.") }
      if base < 2 { throw PyError.valueError("Bases less than 2 not handled in base_repr.") }
      let number = try a.int(0)
      let digits = String(number.magnitude, radix: base, uppercase: true)
      let zeros = number == 0 ? max(0, try a.int(2) - 1) : max(0, try a.int(2))
      return .string((number < 0 ? "-" : "") + String(repeating: "0", count: min(zeros, 1 << 20)) + digits)
    }
    add(
      "binary_repr", "(num, width=None)", "An integer's binary digits.",
      "print(np.binary_repr(5, width=8))\n#> 00000101"
    ) { a in
      let number = try a.int(0)
      let width = a.isGiven(1) ? min(try a.int(1), 1 << 20) : nil
      if number >= 0 {
        let digits = String(number, radix: 2)
        return .string(String(repeating: "0", count: max(0, (width ?? 0) - digits.count)) + digits)
      }
      guard let width else { return .string("-" + String(number.magnitude, radix: 2)) }
      if width >= 64 {
        return .string(String(repeating: "1", count: width - 64) + String(UInt(bitPattern: number), radix: 2))
      }
      if number < -(1 << max(0, width - 1)) {
        throw PyError.valueError(
          "Insufficient bit width=\(width) provided for binwidth=\(String(number.magnitude, radix: 2).count + 1)"
        )
      }
      return .string(String(UInt(bitPattern: number) & ((1 << UInt(width)) - 1), radix: 2))
    }
    addErrorModes(&add)
  }

  private static func trim(_ a: Arguments, _ index: Int) throws -> FloatStyle.Trim {
    switch try a.string(index) {
    case "k": return .keep
    case ".": return .zeros
    case "0": return .allButOneZero
    case "-": return .zerosAndPoint
    default: throw PyError.typeError("if supplied, trim must be 'k', '.', '0' or '-'")
    }
  }
}
