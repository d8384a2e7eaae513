import Figures
import Language

/// The modules that figures and pictures bring: matplotlib, imageio and what goes with them.
enum FigureModules {
  nonisolated(unsafe) static let modules: [String: Library.Maker] = [
    "matplotlib": { vm in makeMatplotlib(vm) },
    "matplotlib.pyplot": { vm in PyplotModule.make(vm) },
    "matplotlib.cm": { _ in ColormapObject.module() },
    "matplotlib.image": { _ in ModuleObject("matplotlib.image", entries: ImageFiles.matplotlib.entries) },
    "matplotlib.style": { _ in
      ModuleObject(
        "matplotlib.style", entries: style.entries,
        values: ["available": { .list(styles.map { .string($0) }) }])
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
      + style.entries.map { ("matplotlib.style", $0) } + display.entries.map { ("IPython.display", $0) }
  }

  private static func makeMatplotlib(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "matplotlib", entries: matplotlib.entries,
      values: [
        "rcParams": { [unowned vm] in PyplotModule.rcParams(vm) },
        "__version__": { .string("3.10.0") },
        "cm": { [unowned vm] in .object(try vm.importModule("matplotlib.cm", level: 0, innermost: true)) },
      ])
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
      for (key, value) in a.keywords(1)?.items ?? [] {
        try RcObject.set("\(a.vm.str(a[0])).\(a.vm.str(key))", value, FigureState.of(a.vm), a.vm)
      }
      return .none
    }
  }

  private static func makeImageio(_ name: String) -> ModuleObject {
    let module = ModuleObject(name, entries: ImageFiles.imageio.entries)
    module.isPackage = name == "imageio"
    module.doc = "Pictures in PNG files."
    return module
  }

  private static let styles = [
    "bmh", "classic", "dark_background", "default", "fast", "fivethirtyeight", "ggplot", "grayscale",
    "seaborn",
    "seaborn-v0_8", "seaborn-v0_8-whitegrid", "seaborn-v0_8-darkgrid", "seaborn-whitegrid",
    "seaborn-darkgrid",
  ]

  nonisolated(unsafe) private static let style = EntryList { add in
    add("use", "(style)", "Accepted for matplotlib's styles; figures keep the one look there is.") { a in
      let names = try a[0].text.map { [$0] } ?? (a.vm.isSequence(a[0]) ? a.vm.texts(a[0]) : [])
      for name in names where !styles.contains(name) {
        throw PyError(
          Types.osError,
          "'\(name)' is not a valid package style, path of style file, URL of style file, or library style name (library styles are listed in `style.available`)"
        )
      }
      return .none
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
