import Language

/// `collections.namedtuple`: classes of tuples whose items have names.
enum NamedTuple {
  /// A new class.
  static func make(
    _ name: String, _ fields: [String], defaults: [Value] = [], module: String = "__main__", _ vm: Interpreter
  ) throws -> TypeObject {
    let namespace = DictObject()
    namespace.set(StringObject.interned("__module__"), .string(module))
    namespace.set(StringObject.interned("__doc__"), .string("\(name)(\(fields.joined(separator: ", ")))"))
    namespace.set(StringObject.interned("__slots__"), .tuple([]))
    let type = try vm.makeType(name, [.type(Types.tuple)], namespace)
    try equip(type, fields, defaults: defaults, vm)
    return type
  }

  /// Gives a class of tuples its fields, its constructor and the methods of named tuples.
  static func equip(_ type: TypeObject, _ fields: [String], defaults: [Value], _ vm: Interpreter) throws {
    for (index, field) in fields.enumerated() {
      type.addGetter(field, doc: "Alias for field number \(index)") { _, value in
        guard case .tuple(let tuple) = value, index < tuple.items.count else { return .none }
        return tuple.items[index]
      }
    }
    let names = Value.tuple(fields.map { .string($0) })
    type.setAttribute(StringObject.interned("_fields"), names)
    type.setAttribute(StringObject.interned("__match_args__"), names)
    let fieldDefaults = DictObject()
    for (field, value) in zip(fields.suffix(defaults.count), defaults) {
      fieldDefaults.set(StringObject.interned(field), value)
    }
    type.setAttribute(StringObject.interned("_field_defaults"), .dict(fieldDefaults))
    for entry in methods(fields) {
      type.setAttribute(StringObject.interned(entry.name), entry.makeValue(owner: type))
    }
    type.setAttribute(
      StringObject.interned("__new__"), .function(try constructor(type, fields, defaults, vm)))
  }

  /// `__new__`, compiled from its text, so that calls are checked in Python's words.
  private static func constructor(
    _ type: TypeObject, _ fields: [String], _ defaults: [Value], _ vm: Interpreter
  ) throws -> FunctionObject {
    let module = ModuleObject("namedtuple_\(type.name)")
    module.namespace["_tuple"] = Entry("_tuple", "(cls, items, /)") { a in
      guard case .type(let type) = a[0] else { throw PyError.typeError("not a type") }
      return .tuple(TupleObject(try a.items(1), type: type))
    }.makeValue()
    let parameters = fields.map { ", " + $0 }.joined()
    let items = fields.map { $0 + "," }.joined(separator: " ")
    let text = "def __new__(_cls\(parameters)): return _tuple(_cls, (\(items)))\n"
    try PythonSource(names: [], text: text).run(in: module, vm)
    vm.modules[module.name] = nil
    guard case .function(let function)? = module.namespace["__new__"] else {
      throw PyError.runtimeError("namedtuple could not make \(type.name)")
    }
    function.qualifiedName = "\(type.name).__new__"
    function.defaults = defaults
    return function
  }

  private static func tuple(_ value: Value) throws -> TupleObject {
    guard case .tuple(let tuple) = value else { throw PyError.typeError("a named tuple is required") }
    return tuple
  }

  private static func methods(_ fields: [String]) -> [Entry] {
    let names = fields.map { StringObject.interned($0) }
    return [
      Entry("__repr__", "(self, /)") { a in
        let tuple = try tuple(a[0])
        let parts = try zip(fields, tuple.items).map { "\($0)=\(try a.vm.repr($1))" }
        return .string("\(tuple.type.name)(\(parts.joined(separator: ", ")))")
      },
      Entry("_asdict", "(self, /)", doc: "A dict of the fields.") { a in
        let dict = DictObject()
        for (name, value) in zip(names, try tuple(a[0]).items) { dict.set(name, value) }
        return .dict(dict)
      },
      Entry("_replace", "(self, /, **kwds)", doc: "A copy with some fields changed.") { a in
        let tuple = try tuple(a[0])
        var items = tuple.items
        var unknown: [Value] = []
        for (key, value) in a.keywords(1)?.items ?? [] {
          if let index = fields.firstIndex(of: key.text ?? "") {
            items[index] = value
          } else {
            unknown.append(key)
          }
        }
        if !unknown.isEmpty {
          throw PyError.valueError("Got unexpected field names: \(try a.vm.repr(.list(unknown)))")
        }
        return .tuple(TupleObject(items, type: tuple.type))
      },
      Entry(
        "_make", "(type, iterable, /)", kind: .classMethod, doc: "A named tuple of the items of an iterable."
      ) { a in
        guard case .type(let type) = a[0] else { throw PyError.typeError("not a type") }
        let items = try a.items(1)
        if items.count != fields.count {
          throw PyError.typeError("Expected \(fields.count) arguments, got \(items.count)")
        }
        return .tuple(TupleObject(items, type: type))
      },
    ]
  }

  // MARK: The function

  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return (first == "_" || first.properties.isXIDStart)
      && text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
  }

  nonisolated(unsafe) static let entry = Entry(
    "namedtuple", "(typename, field_names, *, rename=False, defaults=None, module=None)",
    doc: "A class of tuples whose items have names.",
    example: """
      from collections import namedtuple
      Point = namedtuple('Point', 'x y')
      print(Point(1, y=2))
      #> Point(x=1, y=2)
      """
  ) { a in
    let name = try a.vm.str(a[0])
    var fields: [String]
    if case .str(let text) = a[1] {
      fields = text.value.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\n" || $0 == "\t" }).map(
        String.init)
    } else {
      fields = try a.items(1).map { try a.vm.str($0) }
    }
    if try a.bool(2) {
      var seen = Set<String>()
      for (index, field) in fields.enumerated() {
        if !isIdentifier(field) || keywords.contains(field) || field.hasPrefix("_") || seen.contains(field) {
          fields[index] = "_\(index)"
        }
        seen.insert(field)
      }
    }
    for text in [name] + fields {
      let shown = try a.vm.repr(.string(text))
      if !isIdentifier(text) {
        throw PyError.valueError("Type names and field names must be valid identifiers: \(shown)")
      }
      if keywords.contains(text) {
        throw PyError.valueError("Type names and field names cannot be a keyword: \(shown)")
      }
    }
    var seen = Set<String>()
    for field in fields {
      let shown = try a.vm.repr(.string(field))
      if field.hasPrefix("_"), try !a.bool(2) {
        throw PyError.valueError("Field names cannot start with an underscore: \(shown)")
      }
      if !seen.insert(field).inserted {
        throw PyError.valueError("Encountered duplicate field name: \(shown)")
      }
    }
    let defaults = a.isGiven(3) ? try a.items(3) : []
    if defaults.count > fields.count { throw PyError.typeError("Got more default values than field names") }
    let module = a.isGiven(4) ? try a.string(4) : "__main__"
    return .type(try make(name, fields, defaults: defaults, module: module, a.vm))
  }
}
