import Figures
import Language

/// A locator of `matplotlib.ticker`: where an axis has its ticks.
final class LocatorObject: OpenObject {
  enum Kind {
    case automatic
    case places(TickPlaces)
    case fixed([Double])
  }

  let kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.kind = kind
    super.init(type: TypeObject(name, bases: [Types.object], module: "matplotlib.ticker"))
  }
}

/// A formatter of `matplotlib.ticker`: what is written at ticks.
final class FormatterObject: OpenObject {
  /// nil writes numbers as an axis does by itself.
  let write: ((Double, Int) -> String)?

  init(_ name: String, _ write: ((Double, Int) -> String)?) {
    self.write = write
    super.init(type: TypeObject(name, bases: [Types.object], module: "matplotlib.ticker"))
  }

  /// A formatter object, a function of the value and its number, or a format such as `'{x:.2f}'`.
  static func writer(_ value: Value, _ vm: Interpreter) throws -> ((Double, Int) -> String)? {
    if case .object(let object) = value, let formatter = object as? FormatterObject { return formatter.write }
    if let text = value.text { return braces(text, vm) }
    return function(value, vm)
  }

  /// A script's function. An error in it leaves the label empty and is raised when the figure has been drawn.
  static func function(_ function: Value, _ vm: Interpreter) -> (Double, Int) -> String {
    { [unowned vm] value, position in
      FigureState.of(vm).written { try vm.str(vm.call(function, [.npFloat64(value), .int(position)])) }
    }
  }

  /// `'%.2f'`
  static func percent(_ format: String, _ vm: Interpreter) -> (Double, Int) -> String {
    { [unowned vm] value, _ in
      FigureState.of(vm).written { try vm.str(vm.binary(.modulo, .string(format), .float(value))) }
    }
  }

  /// `'{x:.2f}'`
  static func braces(_ format: String, _ vm: Interpreter) -> (Double, Int) -> String {
    { [unowned vm] value, position in
      FigureState.of(vm).written {
        let function = try vm.findAttribute(.string(format), StringObject.interned("format")) ?? .none
        return try vm.str(
          vm.call(
            function, [],
            [
              Keyword(name: StringObject.interned("x"), value: .float(value)),
              Keyword(name: StringObject.interned("pos"), value: .int(position)),
            ]))
      }
    }
  }
}

/// `matplotlib.ticker`
enum TickerModule {
  static func make() -> ModuleObject {
    let module = ModuleObject("matplotlib.ticker", entries: entries)
    module.doc = "Where axes have ticks, and what is written there."
    return module
  }

  nonisolated(unsafe) static let entries: [Entry] = locators.entries + formatters.entries

  nonisolated(unsafe) private static let locators = EntryList { add in
    func count(_ value: Value, _ vm: Interpreter, _ usual: Int) throws -> Int {
      if value.isNone || value.text == "auto" { return usual }
      let count = try vm.int(value)
      guard count > 0, count <= 1000 else {
        throw PyError.valueError("nbins must be from 1 to 1000, not \(count)")
      }
      return count
    }
    add(
      "MaxNLocator", "(nbins=None, **kwargs)", "Round numbers with at most `nbins` gaps.",
      "from matplotlib.ticker import MaxNLocator\nimport matplotlib.pyplot as plt\nplt.gca().xaxis.set_major_locator(MaxNLocator(integer=True))"
    ) { a in
      let keywords = Keywords(a.keywords(1), of: "MaxNLocator", a.vm)
      let whole = try keywords.flag("integer") ?? false
      if try keywords.take("steps", "prune", "symmetric", "min_n_ticks") != nil {
        throw PyError.unsupported("MaxNLocator takes nbins and integer here")
      }
      try keywords.finish()
      return .object(
        LocatorObject("MaxNLocator", .places(.atMost(try count(a[0], a.vm, 9), wholeNumbersOnly: whole))))
    }
    add(
      "MultipleLocator", "(base=1.0, offset=0.0)", "Multiples of a number.",
      "plt.plot([1, 4, 9])\nplt.gca().xaxis.set_major_locator(plt.MultipleLocator(1))"
    ) { a in
      let base = try a.double(0)
      guard base > 0, base.isFinite else { throw PyError.valueError("'step' must be positive") }
      guard try a.double(1) == 0 else {
        throw PyError.unsupported("MultipleLocator(offset=…) is not part of nbsh")
      }
      return .object(LocatorObject("MultipleLocator", .places(.multiples(of: base))))
    }
    add(
      "FixedLocator", "(locs, nbins=None)", "The places given.",
      "plt.plot([1, 4, 9])\nplt.gca().xaxis.set_major_locator(plt.FixedLocator([0, 2]))"
    ) { a in
      .object(LocatorObject("FixedLocator", .fixed(try a.vm.numbers(a[0]))))
    }
    add("LinearLocator", "(numticks=None, presets=None)", "So many ticks at even distances.") { a in
      .object(LocatorObject("LinearLocator", .places(.evenly(try count(a[0], a.vm, 11)))))
    }
    add("AutoMinorLocator", "(n=None)", "Small ticks between the large ones.") { a in
      .object(
        LocatorObject("AutoMinorLocator", .places(.dividing(a.isGiven(0) ? try count(a[0], a.vm, 5) : 0))))
    }
    add(
      "NullLocator", "()", "No ticks.",
      "plt.imshow(np.eye(3))\nplt.gca().xaxis.set_major_locator(plt.NullLocator())"
    ) { _ in .object(LocatorObject("NullLocator", .places(.none))) }
    for name in ["AutoLocator", "LogLocator"] {
      add(name, "(*args, **kwargs)", "The ticks that an axis has by itself.") { a in
        if name == "LogLocator",
          let base = a.rest(0).first ?? a.keywords(1)?.find(StringObject.interned("base")),
          base.number != 10
        {
          throw PyError.unsupported("LogLocator counts in tens here: use set_xscale('log', base=…)")
        }
        return .object(LocatorObject(name, .automatic))
      }
    }
  }

  nonisolated(unsafe) private static let formatters = EntryList { add in
    add(
      "FuncFormatter", "(func)", "What a function of the value and the tick's number gives.",
      "plt.plot([0.25, 0.5])\nplt.gca().yaxis.set_major_formatter(plt.FuncFormatter(lambda y, place: f'{y:.0%}'))"
    ) { a in
      .object(FormatterObject("FuncFormatter", FormatterObject.function(a[0], a.vm)))
    }
    add(
      "FormatStrFormatter", "(fmt)", "A format as in `'%.2f'`.",
      "plt.plot([0.25, 0.5])\nplt.gca().yaxis.set_major_formatter(plt.FormatStrFormatter('%.2f'))"
    ) { a in
      .object(FormatterObject("FormatStrFormatter", FormatterObject.percent(try a.string(0), a.vm)))
    }
    add("StrMethodFormatter", "(fmt)", "A format as in `'{x:.2f}'`.") { a in
      .object(FormatterObject("StrMethodFormatter", FormatterObject.braces(try a.string(0), a.vm)))
    }
    add(
      "PercentFormatter", "(xmax=100, decimals=None, symbol='%', is_latex=False)",
      "Parts of `xmax` in percent."
    ) {
      a in
      let whole = try a.double(0)
      let decimals = a.isGiven(1) ? try a.int(1) : nil
      let symbol = a.isGiven(2) ? try a.vm.str(a[2]) : ""
      guard whole != 0 else { throw PyError.zeroDivisionError("float division by zero") }
      if let decimals, !(0...20).contains(decimals) {
        throw PyError.valueError("decimals must be from 0 to 20, not \(decimals)")
      }
      let short = FormatterObject.percent(decimals.map { "%.\($0)f" } ?? "%.10g", a.vm)
      return .object(
        FormatterObject("PercentFormatter") { value, position in
          // Sums such as 0.1 + 0.2 are not spelt out.
          let percent = ((value / whole * 100) * 1e8).rounded() / 1e8
          return short(percent, position) + symbol
        })
    }
    add("FixedFormatter", "(seq)", "The texts given, one a tick.") { a in
      let texts = try a.vm.texts(a[0])
      return .object(
        FormatterObject("FixedFormatter") { _, position in position < texts.count ? texts[position] : "" })
    }
    add("NullFormatter", "()", "Nothing.") { _ in .object(FormatterObject("NullFormatter") { _, _ in "" }) }
    for name in ["ScalarFormatter", "LogFormatter", "LogFormatterMathtext", "LogFormatterSciNotation"] {
      add(
        name, "(*args, **kwargs)", "What an axis writes by itself.",
        "from matplotlib.ticker import \(name)\nplt.semilogy([1, 2, 5])\nplt.gca().yaxis.set_major_formatter(\(name)())"
      ) { a in
        if a.rest(0).contains(where: { !$0.isNone }) || !(a.keywords(1)?.items.isEmpty ?? true) {
          throw PyError.unsupported("\(name) takes no arguments here: use ticklabel_format")
        }
        return .object(FormatterObject(name, nil))
      }
    }
  }
}
