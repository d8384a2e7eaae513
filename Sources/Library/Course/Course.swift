import Language

/// The course's library under the names of its packages.
///
/// One table leads from package and module to groups of entries; the packages differ in habits alone (`CourseStyle`).
enum Course {
  /// The packages that lead here, and how each behaves.
  static let packages: [(name: String, style: CourseStyle)] = [
    ("cs231n", .stanford), ("nndl", .ucla), ("utils", .ucla), ("nnlib", .ucla), ("nn1", .ucla),
    ("ndml", .ucla),
    ("nnutils", .ucla), ("nnrl", .ucla),
  ]

  /// A set of names that modules share.
  enum Group: CaseIterable {
    case layers, fastLayers, cascades, columns, cythonColumns, gradientCheck, optim, data, visualization,
      solver,
      convolutionalNets, denseNets
  }

  /// Modules of every package, and what they hold. Modules that star-import others hold their names too.
  static let contents: [(module: String, groups: [Group])] = [
    ("layers", [.layers]),
    ("conv_layers", [.layers]),
    ("fast_layers", [.fastLayers, .columns, .cythonColumns]),
    ("im2col", [.columns]),
    ("im2col_cython", [.cythonColumns]),
    ("layer_utils", [.layers, .fastLayers, .cascades]),
    ("conv_layer_utils", [.layers, .fastLayers, .cascades]),
    ("gradient_check", [.gradientCheck]),
    ("optim", [.optim]),
    ("solver", [.solver]),
    ("data_utils", [.data]),
    ("vis_utils", [.visualization]),
    ("classifiers.cnn", [.layers, .fastLayers, .cascades, .convolutionalNets]),
    ("classifiers.fc_net", [.layers, .fastLayers, .cascades, .denseNets]),
    ("cnn", [.layers, .fastLayers, .cascades, .convolutionalNets]),
    ("fc_net", [.layers, .fastLayers, .cascades, .denseNets]),
  ]

  static func entries(_ group: Group, _ style: CourseStyle) -> [Entry] {
    switch group {
    case .layers: basicLayers() + normalizations() + dropoutFunctions(style) + naiveImageLayers()
    case .fastLayers: fastImageLayers()
    case .cascades: cascades(style)
    case .columns: columnFunctions()
    case .cythonColumns: cythonColumnFunctions()
    case .gradientCheck: gradientChecks()
    case .optim: updateRules(style)
    case .data: dataFunctions()
    case .visualization: visualizations()
    case .solver, .convolutionalNets, .denseNets: []
    }
  }

  /// Makers of all modules, for the library's table.
  nonisolated(unsafe) static let modules: [String: (Interpreter) throws -> ModuleObject] = {
    var makers: [String: (Interpreter) throws -> ModuleObject] = [:]
    for (package, style) in packages {
      makers[package] = { _ in
        let module = ModuleObject(package, entries: [], values: networks(style))
        module.isPackage = true
        module.doc = "The course's layers, networks and training."
        return module
      }
      let tests = package + ".layer_tests"
      makers[tests] = { vm in try makeLayerTests(tests, vm) }
      for (name, groups) in contents {
        let path = package + "." + name
        let parts = path.split(separator: ".")
        // `import a.b.c` passes through a.b.
        for length in 2..<max(2, parts.count) {
          let outer = parts[..<length].joined(separator: ".")
          makers[outer] = { _ in
            let module = ModuleObject(outer, entries: [], values: networks(style))
            module.isPackage = true
            return module
          }
        }
        makers[path] = { vm in try makeModule(path, groups, style, vm) }
      }
    }
    return makers
  }()

  private static func makeModule(_ path: String, _ groups: [Group], _ style: CourseStyle, _ vm: Interpreter)
    throws
    -> ModuleObject
  {
    // The course's modules import NumPy, and pass it on where all their names are imported.
    var values: [String: () throws -> Value] = [
      "np": { [unowned vm] in .object(try vm.importModule("numpy", level: 0, innermost: false)) }
    ]
    for group in groups {
      for type in classes(group, style) { values[type.name] = { .type(type) } }
    }
    return ModuleObject(path, entries: groups.flatMap { shared($0, style) }, values: values)
  }

  /// The networks, which packages pass on: `from cs231n.classifiers import TwoLayerNet`.
  private static func networks(_ style: CourseStyle) -> [String: () throws -> Value] {
    var values: [String: () throws -> Value] = [:]
    for type in classes(.denseNets, style) + classes(.convolutionalNets, style) {
      values[type.name] = { .type(type) }
    }
    return values
  }

  /// The classes of a group, made once for each habit: types live as long as the process.
  static func classes(_ group: Group, _ style: CourseStyle) -> [TypeObject] {
    (style == .stanford ? stanfordClasses : uclaClasses)[group] ?? []
  }

  nonisolated(unsafe) private static let stanfordClasses = classTable(.stanford)
  nonisolated(unsafe) private static let uclaClasses = classTable(.ucla)

  private static func classTable(_ style: CourseStyle) -> [Group: [TypeObject]] {
    [
      .solver: [solverType(style)],
      .convolutionalNets: [threeLayerType(style), convNetType(style)],
      .denseNets: [twoLayerType(style), fullyConnectedType(style)],
    ]
  }

  /// Each group's entries are made once.
  private static func shared(_ group: Group, _ style: CourseStyle) -> [Entry] {
    switch style {
    case .stanford: stanford[group] ?? []
    case .ucla: ucla[group] ?? []
    }
  }

  nonisolated(unsafe) private static let stanford = table(.stanford)
  nonisolated(unsafe) private static let ucla = table(.ucla)

  private static func table(_ style: CourseStyle) -> [Group: [Entry]] {
    Dictionary(uniqueKeysWithValues: Group.allCases.map { ($0, entries($0, style)) })
  }

  /// Every entry once for each of the two habits, with the module it is documented under.
  static var allEntries: [(module: String, entry: Entry)] {
    var all: [(module: String, entry: Entry)] = []
    for (module, groups) in [
      ("layers", [Group.layers]), ("fast_layers", [.fastLayers]), ("layer_utils", [.cascades]),
      ("im2col", [.columns]), ("im2col_cython", [.cythonColumns]), ("gradient_check", [.gradientCheck]),
      ("optim", [.optim]),
      ("data_utils", [.data]), ("vis_utils", [.visualization]),
    ] {
      for group in groups {
        for entry in shared(group, .stanford) { all.append(("cs231n." + module, entry)) }
      }
    }
    for entry in dropoutFunctions(.ucla) { all.append(("nndl.layers", entry)) }
    for style in [CourseStyle.stanford, .ucla] {
      for group in [Group.solver, .convolutionalNets, .denseNets] {
        for type in classes(group, style) {
          if let constructor = type.constructor { all.append((type.module, constructor.entry)) }
        }
      }
    }
    return all
  }
}
