import Language

/// Names that notebooks of the courses use and that are no part of the course's own modules.
extension Course {
  /// Modules of Python 2's successors, which course files import for `range`: `past`, `six.moves`, `future`.
  nonisolated(unsafe) static let compatibilityModules: [String: (Interpreter) throws -> ModuleObject] = {
    var makers: [String: (Interpreter) throws -> ModuleObject] = [:]
    for name in ["past", "six", "future"] {
      makers[name] = { _ in
        let module = ModuleObject(name, entries: [])
        module.isPackage = true
        return module
      }
    }
    for name in ["past.builtins", "six.moves"] {
      makers[name] = { vm in
        let module = ModuleObject(name)
        module.doc = "Names of Python 2 that Python 3 calls otherwise: xrange is range."
        module.missing = { [unowned vm] key in
          let known = ["xrange", "range", "map", "filter", "zip", "input"]
          guard known.contains(key.value) else { return nil }
          return try vm.builtins.find(StringObject.interned(key.value == "xrange" ? "range" : key.value))
        }
        module.lazyNames = { ["filter", "input", "map", "range", "xrange", "zip"] }
        return module
      }
    }
    makers["future.standard_library"] = { _ in
      ModuleObject(
        "future.standard_library",
        entries: [Entry("install_aliases", "()", doc: "Nothing: this is Python 3.") { _ in .none }])
    }
    makers["pdb"] = { _ in
      ModuleObject(
        "pdb",
        entries: [
          Entry("set_trace", "(**kwargs)", doc: "Left out: cells run without a debugger.") { _ in
            throw PyError.unsupported("pdb.set_trace() is not part of nbsh: print what you want to see")
          }
        ])
    }
    return makers
  }()

  /// Modules that the courses have and nbsh has not, and modules of the places where notebooks run, with what to do.
  nonisolated(unsafe) static let left = Library.Group(names: []) { _, name in
    let parts = name.split(separator: ".").map(String.init)
    if let reason = elsewhere[name] {
      throw PyError(Types.moduleNotFoundError, "\(name) is not part of nbsh: \(reason)")
    }
    guard parts.count > 1, packages.contains(where: { $0.name == parts[0] }),
      let last = parts.last, let what = leftOut[last]
    else { return nil }
    throw PyError(
      Types.moduleNotFoundError,
      "\(name) is not part of nbsh, which has no \(what); put a \(last).py of your own beside the script")
  }

  private static let elsewhere: [String: String] = {
    let scipy = "use NumPy; for images, imageio.imread reads PNG files and slices of an array resize them"
    let colab = "data are files of this machine; leave the lines with drive.mount out and name their folder"
    let framework = "networks are in cs231n.classifiers, layers in cs231n.layers"
    return [
      "scipy": scipy, "google": colab, "google.colab": colab, "torch": framework, "torchvision": framework,
      "tensorflow": framework, "keras": framework, "jax": framework, "pandas": "use np.loadtxt and dicts",
      "h5py": "use np.save and np.load", "cPickle": "use np.save and np.load, or json",
      "sklearn": "write it with NumPy",
    ]
  }()

  private static let leftOut: [String: String] = {
    var table: [String: String] = [:]
    for name in [
      "k_nearest_neighbor", "knn", "linear_classifier", "linear_svm", "svm", "softmax", "neural_net",
      "features",
    ] {
      table[name] = "classifiers and features of the first assignment"
    }
    for name in ["rnn", "rnn_layers", "captioning_solver", "coco_utils", "image_utils", "transformer_layers"]
    {
      table[name] = "recurrent and captioning networks"
    }
    return table
  }()

  /// What the error says of names that a notebook has from the place where it was run.
  static let undefinedNames: [String: String] = [
    "get_ipython":
      "It is IPython's: write %matplotlib inline for get_ipython().run_line_magic('matplotlib', 'inline')",
    "drive": "It is Google Colab's: leave drive.mount out and name the folder of the data",
    "xrange": "Python 3 calls it range; from past.builtins import xrange works too",
  ]
}
