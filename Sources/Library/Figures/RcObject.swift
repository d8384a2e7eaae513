import Figures
import Language

/// `plt.rcParams`: what new figures start from, as a dict that knows its keys.
final class RcObject: Object {
  private unowned let state: FigureState

  init(_ state: FigureState) {
    self.state = state
    super.init(type: RcObject.rcType)
  }

  private static func of(_ value: Value) throws -> RcObject {
    guard case .object(let object) = value, let rc = object as? RcObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.RcParams' object")
    }
    return rc
  }

  private func get(_ key: Value) throws -> Value {
    guard let name = key.text, let value = state.pyplot.rc.get(name) else { throw PyError.keyError(key) }
    return Self.value(value, name)
  }

  private static func value(_ value: RcParams.Value, _ name: String) -> Value {
    switch value {
    case .number(let number): name == "figure.max_open_warning" ? .int(Int(number)) : .float(number)
    case .numbers(let numbers): .list(numbers.map { .float($0) })
    case .text(let text): .string(text)
    case .flag(let flag): .bool(flag)
    case .colors(let colors): .object(CyclerObject(colors))
    }
  }

  /// - Throws: KeyError for a setting there is not, with the nearest name; ValueError for a wrong value.
  static func set(_ name: String, _ value: Value, _ state: FigureState, _ vm: Interpreter) throws {
    guard let old = state.pyplot.rc.get(name) else {
      let error = PyError.keyError(
        .string("\(name) is not a valid rc parameter (see rcParams.keys() for a list of valid parameters)"))
      error.exception.suggestion =
        Suggestion.nearest(name, among: RcParams.names).map { ". Did you mean: '\($0)'?" } ?? ""
      throw error
    }
    let made: RcParams.Value
    if case .object(let object) = value, let cycler = object as? CyclerObject {
      made = .colors(cycler.colors)
    } else if let text = value.text {
      if case .number = old, name == "font.size" {
        made = .number(try vm.fontSize(.string(text)))
      } else {
        made = .text(text)
      }
    } else if case .bool(let flag) = value {
      made = .flag(flag)
    } else if case .text = old, let number = value.number {
      made = .number(number)
    } else if let number = value.number {
      made = .number(number)
    } else if value.isNone {
      made = .text("None")
    } else if case .text = old, name.hasPrefix("font.") {
      made = .text(try vm.texts(value).first ?? "")
    } else if case .text = old {
      made = .text(try vm.color(value).hex)
    } else {
      made = .numbers(try vm.numbers(value))
    }
    if name == "font.family", case .text(let family) = made { vm.warnOfTypeface(family) }
    do { try state.pyplot.rc.set(name, made) } catch let error as FigureError {
      throw PyError.valueError("Key \(name): \(error.message.replacingPrefix("Key \(name): "))")
    }
  }

  /// `rc('lines', linewidth=2)`
  static func setGroups(_ groups: [String], _ keywords: DictObject?, _ state: FigureState, _ vm: Interpreter)
    throws
  {
    let short = [
      "lw": "linewidth", "ls": "linestyle", "c": "color", "fc": "facecolor", "ec": "edgecolor",
      "mew": "markeredgewidth",
    ]
    for (key, value) in keywords?.items ?? [] {
      let name = try vm.str(key)
      for group in groups { try set("\(group).\(short[name] ?? name)", value, state, vm) }
    }
  }

  nonisolated(unsafe) private static let rcType: TypeObject = {
    let type = TypeObject("RcParams", bases: [Types.object], module: "matplotlib")
    type.doc = "The settings of figures by name."
    type.example =
      "plt.rcParams['figure.figsize'] = (10, 8)\nplt.rcParams['image.cmap'] = 'gray'\nprint(plt.rcParams['figure.figsize'])\n#> [10.0, 8.0]"
    type.loadEntries = {
      EntryList { add in
        add("__getitem__", "(self, key, /)", "A setting.") { a in try of(a[0]).get(a[1]) }
        add("__setitem__", "(self, key, value, /)", "Changes a setting for new figures.") { a in
          try set(a.vm.str(a[1]), a[2], of(a[0]).state, a.vm)
          return .none
        }
        add("__contains__", "(self, key, /)", "Whether there is such a setting.") { a in
          .bool(a[1].text.map { RcParams.names.contains($0) } ?? false)
        }
        add("__iter__", "(self, /)", "The names of the settings.") { a in
          .iterator(ItemsIterator(RcParams.names.map { .string($0) }))
        }
        add("__len__", "(self, /)", "How many settings there are.") { _ in .int(RcParams.names.count) }
        add("__repr__", "(self, /)", "All settings.") { a in
          let rc = try of(a[0])
          let lines = try RcParams.names.map { "'\($0)': \(try a.vm.repr(try rc.get(.string($0))))" }
          return .string("RcParams({" + lines.joined(separator: ",\n          ") + "})")
        }
        add("find_all", "(self, pattern)", "The settings whose names hold a text.") { a in
          let rc = try of(a[0])
          let pattern = try a.string(1)
          let dict = DictObject()
          for name in RcParams.names where name.contains(pattern) {
            dict.set(StringObject.interned(name), try rc.get(.string(name)))
          }
          return .dict(dict)
        }
        add("get", "(self, key, default=None)", "A setting, or the default.") { a in
          a[1].text.map { RcParams.names.contains($0) } ?? false ? try of(a[0]).get(a[1]) : a[2]
        }
        add("keys", "(self)", "The names of the settings.") { _ in .list(RcParams.names.map { .string($0) }) }
        add("values", "(self)", "The values of the settings.") { a in
          let rc = try of(a[0])
          return .list(try RcParams.names.map { try rc.get(.string($0)) })
        }
        add("items", "(self)", "Names and values.") { a in
          let rc = try of(a[0])
          return .list(try RcParams.names.map { .tuple([.string($0), try rc.get(.string($0))]) })
        }
        add("copy", "(self)", "The settings as a dict.") { a in
          let rc = try of(a[0])
          let dict = DictObject()
          for name in RcParams.names { dict.set(StringObject.interned(name), try rc.get(.string(name))) }
          return .dict(dict)
        }
        add("update", "(self, *args, **kwargs)", "Changes several settings.") { a in
          let rc = try of(a[0])
          for argument in a.rest(1) {
            guard case .dict(let dict) = argument else { throw PyError.typeError("update() takes a dict") }
            for (key, value) in dict.items { try set(a.vm.str(key), value, rc.state, a.vm) }
          }
          for (key, value) in a.keywords(2)?.items ?? [] { try set(a.vm.str(key), value, rc.state, a.vm) }
          return .none
        }
      }.entries
    }
    return type
  }()
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
