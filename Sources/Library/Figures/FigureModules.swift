import Figures
import Language

/// The modules that figures and pictures bring: matplotlib, imageio and what goes with them.
enum FigureModules {
  nonisolated(unsafe) static let modules: [String: Library.Maker] = [
    "matplotlib": { vm in makeMatplotlib(vm) },
    "matplotlib.pyplot": { vm in PyplotModule.make(vm) },
    "matplotlib.cm": { _ in ColormapObject.module() },
    "matplotlib.colors": { _ in ColorsModule.make() },
    "matplotlib.gridspec": { _ in GridSpecModule.make() },
    "matplotlib.patches": { _ in PatchesModule.make() },
    "matplotlib.ticker": { _ in TickerModule.make() },
    "matplotlib.lines": { _ in ModuleObject("matplotlib.lines", entries: LinesModule.entries.entries) },
    "cycler": { _ in ModuleObject("cycler", entries: CyclerObject.functions.entries) },
    "matplotlib.image": { _ in ModuleObject("matplotlib.image", entries: ImageFiles.matplotlib.entries) },
    "matplotlib.style": { _ in
      ModuleObject(
        "matplotlib.style", entries: style.entries,
        values: ["available": { .list(RcParams.styles.map { .string($0) }) }])
    },
    "nbsh": { _ in
      let module = ModuleObject("nbsh")
      module.isPackage = true
      return module
    },
    "nbsh.figures": { vm in CourseFigures.make(vm) },
    "imageio": { _ in makeImageio("imageio") },
    "imageio.v2": { _ in makeImageio("imageio.v2") },
    "imageio.v3": { _ in makeImageio("imageio.v3") },
    "IPython": { _ in
      let module = ModuleObject("IPython", entries: ipython.entries)
      module.isPackage = true
      return module
    },
    "IPython.display": { _ in ModuleObject("IPython.display", entries: display.entries) },
  ]

  /// Modules that are known and left out.
  nonisolated(unsafe) static let refused = Library.Group(names: []) { _, name in
    if let error = Refusals.refuse(name) { throw error }
    return nil
  }

  static var allEntries: [(module: String, entry: Entry)] {
    PyplotModule.entries.map { ("matplotlib.pyplot", $0) }
      + ImageFiles.imageio.entries.map { ("imageio", $0) }
      + CourseFigures.entries.map { ("nbsh.figures", $0) }
      + ColorsModule.entries.map { ("matplotlib.colors", $0) }
      + TickerModule.entries.map { ("matplotlib.ticker", $0) }
      + GridSpecModule.entries.entries.map { ("matplotlib.gridspec", $0) }
      + PatchesModule.entries.entries.map { ("matplotlib.patches", $0) }
      + LinesModule.entries.entries.map { ("matplotlib.lines", $0) }
      + CyclerObject.functions.entries.map { ("cycler", $0) }
      + style.entries.map { ("matplotlib.style", $0) } + display.entries.map { ("IPython.display", $0) }
  }

  private static func makeMatplotlib(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "matplotlib", entries: matplotlib.entries,
      values: [
        "rcParams": { [unowned vm] in PyplotModule.rcParams(vm) },
        "__version__": { .string("3.10.0") },
      ].merging(
        ["cm", "colors", "gridspec", "patches", "ticker", "lines", "style", "image"].map { name in
          (
            name,
            { [unowned vm] in .object(try vm.importModule("matplotlib.\(name)", level: 0, innermost: true)) }
          )
        }
      ) { first, _ in first })
    module.isPackage = true
    module.doc = "Figures; import matplotlib.pyplot."
    return module
  }

  nonisolated(unsafe) private static let matplotlib = EntryList { add in
    add("use", "(backend, **kwargs)", "Accepted: there is one way to draw.") { _ in .none }
    add("get_backend", "()", "The name of the way to draw.") { _ in .string("inline") }
    add("rcdefaults", "()", "Settings back to what matplotlib starts with.") { a in
      FigureState.of(a.vm).pyplot.rc.reset()
      return .none
    }
    add("rc", "(group, **kwargs)", "Changes settings of a group: `rc('lines', linewidth=2)`.") { a in
      let groups = try a[0].text.map { [$0] } ?? a.vm.texts(a[0])
      try RcObject.setGroups(groups, a.keywords(1), FigureState.of(a.vm), a.vm)
      return .none
    }
    add("set_loglevel", "(level)", "Nothing: there is no log.") { _ in .none }
  }

  private static func makeImageio(_ name: String) -> ModuleObject {
    let module = ModuleObject(name, entries: ImageFiles.imageio.entries)
    module.isPackage = name == "imageio"
    module.doc = "Pictures in PNG files."
    return module
  }

  nonisolated(unsafe) private static let style = EntryList { add in
    add(
      "use", "(style)", "Makes a style's settings the current ones: a name, a dict, or a list of these.",
      "plt.style.use('ggplot')\nprint(plt.rcParams['axes.grid'])\n#> True"
    ) { a in
      try use(a[0], FigureState.of(a.vm), a.vm)
      return .none
    }
    add(
      "context", "(style, after_reset=False)", "A style for the body of a `with`; the old settings come back."
    ) { a in
      let (style, resets) = (a[0], try a.bool(1))
      return .object(
        RcContextObject(FigureState.of(a.vm)) { state, vm in
          if resets { state.pyplot.rc.reset() }
          try use(style, state, vm)
        })
    }
  }

  private static func use(_ style: Value, _ state: FigureState, _ vm: Interpreter) throws {
    if let name = style.text {
      try state.pyplot.rc.use(style: name)
    } else if case .dict(let dict) = style {
      for (key, value) in dict.items { try RcObject.set(vm.str(key), value, state, vm) }
    } else {
      for item in try vm.items(of: style) { try use(item, state, vm) }
    }
  }

  nonisolated(unsafe) private static let ipython = EntryList { add in
    add("get_ipython", "()", "None: there is no IPython here.") { _ in .none }
  }

  nonisolated(unsafe) private static let display = EntryList { add in
    add("display", "(*objs, **kwargs)", "Shows figures, and writes the text of anything else.") { a in
      let state = FigureState.of(a.vm)
      for value in a.rest(0) {
        if case .object(let object) = value, let figure = object as? FigureObject {
          try state.pyplot.onShow(figure.figure)
        } else {
          a.vm.output(try a.vm.repr(value) + "\n")
        }
      }
      return .none
    }
    add("clear_output", "(wait=False)", "Accepted: what was written stays.") { _ in .none }
    for (name, instead) in [
      ("Image", "plt.imshow(plt.imread(file))"), ("HTML", "print"), ("Markdown", "print"),
      ("Audio", "nothing"), ("Video", "nothing"), ("YouTubeVideo", "nothing"),
    ] {
      add(name, "(*args, **kwargs)", "Left out.") { _ in
        throw PyError.unsupported("IPython.display.\(name) is not part of nbsh: use \(instead)")
      }
    }
  }
}
