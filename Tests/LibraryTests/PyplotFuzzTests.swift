import Language
import Library
import Testing

/// Random pyplot calls with values that no figure wants. Each call either draws or raises an exception; a trap ends the tests.
struct PyplotFuzzTests {
  /// A generator with a seed: the same calls in every run.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }

    mutating func pick<T>(_ choices: [T]) -> T { choices[roll(choices.count)] }
  }

  private static let numbers = [
    "0", "1", "-1", "2.5", "1e-9", "-1e300", "1e300", "np.nan", "np.inf", "-np.inf", "0.1", "7", "1e16",
    "5e-324",
    "2**53 + 1", "-0.0", "100", "2**62", "True", "np.uint8(200)", "np.int64(-3)",
  ]
  private static let words = [
    "'r'", "'--'", "'o'", "'C3'", "'none'", "'auto'", "'equal'", "'log'", "'left'", "'center'", "'jet'",
    "'#12345'", "'$x^{2'", "'a\\nb'", "''", "'both'", "'nearest'", "'tight'", "'best'", "'%.2f'", "'é漢'",
    "'symlog'", "'max'", "'right'", "'top'", "'small'", "'x' * 300",
  ]
  private static let things = [
    "None", "True", "False", "()", "[]", "{}", "(1, 2)", "(0, (1, 2))", "(0.1, 0.2, 0.3)", "plt.gca()",
    "plt.gcf()",
    "plt.cm.hot", "print", "np", "range(5)", "b'x'", "lambda *a: 'x'", "lambda *a: 1 / 0",
    "plt.gca().transAxes",
    "object()", "[[1, 2], [3]]", "[None, 1]", "plt.MaxNLocator(3)", "plt.Normalize(1, 2)",
  ]
  private static let keywords = [
    "color", "lw", "ls", "marker", "ms", "markevery", "alpha", "zorder", "label", "cmap", "norm", "vmin",
    "vmax", "s",
    "c", "width", "height", "bottom", "left", "align", "hatch", "bins", "range", "density", "weights",
    "cumulative",
    "histtype", "rwidth", "log", "stacked", "yerr", "xerr", "capsize", "fontsize", "rotation", "ha", "bbox",
    "arrowprops", "xytext", "xycoords", "aspect", "interpolation", "origin", "extent", "shrink", "pad",
    "fraction",
    "ticks", "format", "extend", "loc", "ncol", "title", "bbox_to_anchor", "borderpad", "handlelength",
    "fontdict",
    "minor", "axis", "which", "length", "sharex", "figsize", "dpi", "facecolor", "width_ratios",
    "gridspec_kw",
    "subplot_kw", "levels", "colors", "linewidths", "scale", "where", "explode", "autopct", "startangle",
    "radius",
    "wedgeprops", "whis", "positions", "widths", "cmin", "nbins", "style", "scilimits", "base", "linthresh",
    "dashes",
    "transform", "rowspan",
  ]
  /// Calls and what they are given: L a list, N a number, A a table, S a word, P a pair, Q four numbers, V anything.
  private static let calls = [
    "plot LL", "plot LLS", "plot AS", "scatter LL", "bar LL", "barh LL", "hist L", "hist A", "errorbar LLL",
    "fill_between LLL", "axhline N", "axvspan NN", "hlines LNN", "text NNS", "annotate SP", "imshow A",
    "matshow A",
    "spy A", "colorbar ", "legend ", "legend L", "title S", "suptitle S", "xlabel S", "xticks L", "yticks LL",
    "tick_params ", "grid V", "subplot NNN", "subplots NN", "tight_layout ", "subplots_adjust ", "contour A",
    "contourf LLA", "pcolormesh LLA", "pcolormesh A", "quiver LLLL", "quiver AA", "step LL", "stem LL",
    "boxplot L",
    "violinplot A", "pie L", "stackplot LLL", "hist2d LL", "axis S", "axis Q", "margins NN", "xlim NN",
    "ylim P",
    "xscale S", "yscale S", "semilogx LL", "loglog LL", "locator_params ", "ticklabel_format ", "fill LL",
    "arrow NNNN",
    "figtext NNS", "twinx ", "axes Q", "subplot2grid PP", "clim NN", "axline PP", "minorticks_on ",
    "eventplot L",
    "bar_label V", "broken_barh LL", "stairs L", "gca().set_xticklabels L", "gca().set_aspect N",
    "gca().set_box_aspect N", "gca().set_position Q", "gcf().set_size_inches NN", "gcf().set_dpi N",
    "gca().xaxis.set_major_formatter V", "gca().xaxis.set_major_locator V", "rcParams.__setitem__ SV",
    "gca().add_patch V", "gca().inset_axes Q", "gca().spines.__getitem__ S",
  ]

  private static func list(_ dice: inout Dice) -> String {
    let count = dice.roll(6)
    switch dice.roll(6) {
    case 0: return "np.arange(\(count))"
    case 1: return "np.logspace(-300, 300, \(count))"
    case 2: return "['a', 'b', 'c', 'd', 'e'][:\(count)]"
    default: return "[" + (0..<count).map { _ in dice.pick(numbers) }.joined(separator: ", ") + "]"
    }
  }

  private static func table(_ dice: inout Dice) -> String {
    let (rows, columns) = (dice.roll(5), dice.roll(5))
    return dice.pick([
      "np.full((\(rows), \(columns)), \(dice.pick(numbers)))", "np.random.rand(\(rows), \(columns), 3)",
      "np.random.randn(\(rows), \(columns))", "np.arange(12).reshape(3, 4) * \(dice.pick(numbers))",
      "np.random.rand(3, 4, 2)", "np.random.rand(3, 4) > 0.5", "np.eye(4)",
    ])
  }

  private static func value(_ dice: inout Dice) -> String {
    switch dice.roll(8) {
    case 0, 1, 2: return dice.pick(numbers)
    case 3: return dice.pick(words)
    case 4: return list(&dice)
    case 5: return "dict(\(dice.pick(keywords))=\(dice.pick(numbers + words)))"
    case 6: return table(&dice)
    default: return dice.pick(things)
    }
  }

  private static func argument(_ kind: Character, _ dice: inout Dice) -> String {
    if dice.roll(12) == 0 { return value(&dice) }
    switch kind {
    case "L": return list(&dice)
    case "N": return dice.pick(numbers)
    case "A": return table(&dice)
    case "S": return dice.pick(words)
    case "P": return "(\(dice.pick(numbers)), \(dice.pick(numbers)))"
    case "Q":
      return "[" + (0..<4).map { _ in dice.pick(numbers + ["0.1", "0.5"]) }.joined(separator: ", ") + "]"
    default: return value(&dice)
    }
  }

  private static func call(_ dice: inout Dice) -> String {
    let parts = dice.pick(calls).split(separator: " ", omittingEmptySubsequences: false)
    var given = parts[1].map { argument($0, &dice) }
    var used: Set<String> = []
    for _ in 0..<dice.pick([0, 0, 1, 2, 3]) {
      let name = dice.pick(keywords)
      if used.insert(name).inserted { given.append("\(name)=\(value(&dice))") }
    }
    return "plt.\(parts[0])(\(given.joined(separator: ", ")))"
  }

  @Test(arguments: 1...8)
  func `random calls draw or raise`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    var script = "import numpy as np\nimport matplotlib.pyplot as plt\nnp.random.seed(0)\nraised = 0\n"
    for _ in 0..<12 {
      script += "plt.close('all')\nplt.rcdefaults()\nplt.figure(figsize=(2, 2), dpi=40)\n"
      for _ in 0...dice.roll(4) {
        script += "try:\n    \(Self.call(&dice))\nexcept Exception:\n    raised += 1\n"
      }
      // What a script's own function raises while labels are written comes up here.
      script += "try:\n    plt.show()\nexcept Exception:\n    raised += 1\n"
    }
    script += "print('the end', raised > 0)\n"
    var (printed, shown) = ("", 0)
    Interpreter.gate.withLock {
      let vm = Interpreter()
      Library.install(in: vm)
      vm.output = { printed += $0 }
      vm.errorOutput = { _ in }
      Library.onFigure(vm) { _, _, _ in shown += 1 }
      do { try vm.run(Source(script, name: "test")) } catch {
        printed += vm.summary(of: vm.exception(for: error)) + "\n"
      }
      Library.onFigure(vm, nil)
    }
    #expect(printed == "the end True\n")
    #expect(shown >= 6)
  }
}
