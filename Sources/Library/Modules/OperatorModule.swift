import Language

/// `operator`: the operators as functions, and functions that pick items.
enum OperatorModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "operator", entries: entries,
      values: [
        "itemgetter": { .type(itemGetter) }, "attrgetter": { .type(attributeGetter) },
        "methodcaller": { .type(methodCaller) },
      ])
    module.doc = "The operators as functions."
    return module
  }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    let binary: [(String, BinaryOperator)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
      ("mod", .modulo), ("pow", .power), ("matmul", .matrixMultiply), ("lshift", .leftShift),
      ("rshift", .rightShift), ("and_", .bitAnd), ("or_", .bitOr), ("xor", .bitXor),
    ]
    for (name, op) in binary {
      list(name, "(a, b, /)", "a \(op.rawValue) b") { a in try a.vm.binary(op, a[0], a[1]) }
      let bare = name.hasSuffix("_") ? String(name.dropLast()) : name
      list("i" + bare, "(a, b, /)", "a \(op.rawValue)= b") { a in try a.vm.inPlace(op, a[0], a[1]) }
    }
    let comparisons: [(String, ComparisonOperator)] = [
      ("eq", .equal), ("ne", .notEqual), ("lt", .less), ("le", .lessEqual), ("gt", .greater),
      ("ge", .greaterEqual),
    ]
    for (name, op) in comparisons {
      list(name, "(a, b, /)", "a \(op.rawValue) b") { a in try a.vm.compare(op, a[0], a[1]) }
    }
    let unary: [(String, UnaryOperator)] = [
      ("neg", .minus), ("pos", .plus), ("invert", .invert), ("inv", .invert), ("not_", .not),
    ]
    for (name, op) in unary {
      list(name, "(a, /)", "The operator \(op.rawValue) on a.") { a in try a.vm.unary(op, a[0]) }
    }
    list("truth", "(a, /)", "bool(a)") { a in .bool(try a.bool(0)) }
    list("is_", "(a, b, /)", "a is b") { a in .bool(a[0].isIdentical(to: a[1])) }
    list("is_not", "(a, b, /)", "a is not b") { a in .bool(!a[0].isIdentical(to: a[1])) }
    list("abs", "(a, /)", "abs(a)") { a in try a.vm.call(builtin("abs", a.vm), [a[0]]) }
    list("index", "(a, /)", "a as an integer.") { a in .int(try a.int(0)) }
    list("concat", "(a, b, /)", "a + b of sequences.") { a in try a.vm.binary(.add, a[0], a[1]) }
    list("contains", "(a, b, /)", "b in a") { a in .bool(try a.vm.contains(a[0], a[1])) }
    list("getitem", "(a, b, /)", "a[b]") { a in try a.vm.getItem(a[0], a[1]) }
    list("setitem", "(a, b, c, /)", "a[b] = c") { a in
      try a.vm.setItem(a[0], a[1], a[2])
      return .none
    }
    list("delitem", "(a, b, /)", "del a[b]") { a in
      try a.vm.deleteItem(a[0], a[1])
      return .none
    }
    list("countOf", "(a, b, /)", "How often b occurs in a.") { a in
      .int(try a.items(0).reduce(0) { try $0 + (a.vm.sameKey($1, a[1]) ? 1 : 0) })
    }
    list("indexOf", "(a, b, /)", "Where b first occurs in a.") { a in
      guard let index = try a.items(0).firstIndex(where: { try a.vm.sameKey($0, a[1]) }) else {
        throw PyError.valueError("sequence.index(x): x not in sequence")
      }
      return .int(index)
    }
    list("length_hint", "(obj, default=0, /)", "The length of obj.") { a in
      (try? a.vm.length(a[0])).map { .int($0) } ?? a[1]
    }
  }.entries

  static func builtin(_ name: String, _ vm: Interpreter) throws -> Value {
    guard let value = try vm.builtins.find(StringObject.interned(name)) else {
      throw PyError.nameError("name '\(name)' is not defined")
    }
    return value
  }

  // MARK: Getters

  /// A callable that `itemgetter` and its kin make.
  final class Getter: Object {
    let shown: String
    let keys: [Value]
    let arguments: [Value]
    let keywords: DictObject?

    init(type: TypeObject, keys: [Value], shown: String, arguments: [Value] = [], keywords: DictObject? = nil)
    {
      self.keys = keys
      self.shown = shown
      self.arguments = arguments
      self.keywords = keywords
      super.init(type: type)
    }
  }

  private static func texts(_ values: [Value], _ vm: Interpreter) throws -> String {
    try values.map { try vm.repr($0) }.joined(separator: ", ")
  }

  private static func getterType(
    _ name: String, _ signature: String, _ doc: String, make: @escaping Entry.Body,
    call: @escaping (Getter, Value, Interpreter) throws -> Value
  ) -> TypeObject {
    .library(
      name, module: "operator", doc: doc, constructor: signature,
      entries: {
        [
          Entry("__call__", "(self, obj, /)") { a in try call(a.receiver(Getter.self), a[1], a.vm) },
          Entry("__repr__", "(self, /)") { a in .string(try a.receiver(Getter.self).shown) },
        ]
      }, make: make)
  }

  nonisolated(unsafe) private static let itemGetter: TypeObject = getterType(
    "itemgetter", "(item, /, *items)", "A function that gives items of its argument.",
    make: { a in
      let keys = [a[0]] + a.rest(1)
      return .object(
        Getter(type: itemGetter, keys: keys, shown: "operator.itemgetter(\(try texts(keys, a.vm)))"))
    },
    call: { getter, object, vm in
      if getter.keys.count == 1 { return try vm.getItem(object, getter.keys[0]) }
      return .tuple(try getter.keys.map { try vm.getItem(object, $0) })
    })

  private static func attribute(_ object: Value, _ path: Value, _ vm: Interpreter) throws -> Value {
    var result = object
    for part in (path.text ?? "").split(separator: ".", omittingEmptySubsequences: false) {
      result = try vm.getAttribute(result, StringObject.interned(String(part)))
    }
    return result
  }

  nonisolated(unsafe) private static let attributeGetter: TypeObject = getterType(
    "attrgetter", "(attr, /, *attrs)", "A function that gives attributes of its argument.",
    make: { a in
      let keys = [a[0]] + a.rest(1)
      if keys.contains(where: { $0.text == nil }) {
        throw PyError.typeError("attribute name must be a string")
      }
      return .object(
        Getter(type: attributeGetter, keys: keys, shown: "operator.attrgetter(\(try texts(keys, a.vm)))"))
    },
    call: { getter, object, vm in
      if getter.keys.count == 1 { return try attribute(object, getter.keys[0], vm) }
      return .tuple(try getter.keys.map { try attribute(object, $0, vm) })
    })

  nonisolated(unsafe) private static let methodCaller: TypeObject = getterType(
    "methodcaller", "(name, /, *args, **kwargs)", "A function that calls a method of its argument.",
    make: { a in
      guard a[0].text != nil else { throw PyError.typeError("method name must be a string") }
      return .object(
        Getter(
          type: methodCaller, keys: [a[0]],
          shown: "operator.methodcaller(\(try texts([a[0]] + a.rest(1), a.vm)))", arguments: a.rest(1),
          keywords: a.keywords(2)))
    },
    call: { getter, object, vm in
      let method = try vm.getAttribute(object, StringObject.interned(getter.keys[0].text ?? ""))
      return try vm.call(method, getter.arguments, getter.keywords?.asKeywords ?? [])
    })
}
