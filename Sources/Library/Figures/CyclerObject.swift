import Figures
import Language

/// `cycler(color=[…])`: the colours that lines take in turn.
final class CyclerObject: OpenObject {
  let colors: [Color]

  init(_ colors: [Color]) {
    self.colors = colors
    super.init(type: CyclerObject.cyclerType)
  }

  private static func of(_ value: Value) throws -> CyclerObject {
    guard case .object(let object) = value, let cycler = object as? CyclerObject else {
      throw PyError.typeError("descriptor requires a 'cycler.Cycler' object")
    }
    return cycler
  }

  private var items: [Value] {
    colors.map { color in
      let dict = DictObject()
      dict.set(StringObject.interned("color"), .string(color.hex))
      return .dict(dict)
    }
  }

  nonisolated(unsafe) private static let cyclerType: TypeObject = {
    let type = TypeObject("Cycler", bases: [Types.object], module: "cycler")
    type.loadEntries = {
      type.addGetter("keys") { _, _ in .list([.string("color")]) }
      return EntryList { add in
        add("by_key", "(self)", "The values of each property: `by_key()['color']`.") { a in
          let dict = DictObject()
          dict.set(StringObject.interned("color"), .list(try of(a[0]).colors.map { .string($0.hex) }))
          return .dict(dict)
        }
        add("__len__", "(self, /)", "How many there are.") { a in .int(try of(a[0]).colors.count) }
        add("__iter__", "(self, /)", "The properties in turn.") { a in
          .iterator(ItemsIterator(try of(a[0]).items))
        }
        add("__repr__", "(self, /)", "`cycler('color', […])`") { a in
          let list = try of(a[0]).colors.map { "'\($0.hex)'" }.joined(separator: ", ")
          return .string("cycler('color', [\(list)])")
        }
      }.entries
    }
    return type
  }()

  /// `cycler`
  nonisolated(unsafe) static let functions = EntryList { add in
    add(
      "cycler", "(*args, **kwargs)",
      "The colours that lines take in turn, for `rcParams['axes.prop_cycle']`: `cycler(color=['r', 'b'])`.",
      "from cycler import cycler\nprint(cycler(color=['r', 'b']).by_key()['color'])\n#> ['#ff0000', '#0000ff']"
    ) { a in
      let arguments = a.rest(0)
      var values: [(name: String, value: Value)] = []
      if arguments.count == 2, let name = arguments[0].text { values.append((name, arguments[1])) }
      if arguments.count == 1, case .object(let object) = arguments[0], object is CyclerObject {
        return arguments[0]
      }
      for (key, value) in a.keywords(1)?.items ?? [] { values.append((key.text ?? "", value)) }
      guard values.count == 1, values[0].name == "color" || values[0].name == "c" else {
        throw PyError.unsupported("cycler() is not part of nbsh but for colours: cycler(color=[…])")
      }
      // One letter a colour, as in cycler(color='rgb').
      let items = try a.vm.items(of: values[0].value)
      guard !items.isEmpty else { throw PyError.valueError("cycler() takes at least one colour") }
      return .object(CyclerObject(try items.map { try a.vm.color($0) }))
    }
  }
}
