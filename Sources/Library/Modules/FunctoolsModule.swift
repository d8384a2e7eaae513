import Language

/// `functools`
enum FunctoolsModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "functools", vm, entries: entries, values: ["partial": { .type(partialType) }], python: python)
    module.doc = "Functions on functions."
    return module
  }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list(
      "reduce", "(function, iterable, initial=_, /)", "One value from all items, two at a time.",
      "from functools import reduce\nprint(reduce(lambda a, b: a * b, [1, 2, 3, 4]))\n#> 24"
    ) { a in
      let iterator: IteratorObject
      do {
        iterator = try a.vm.iterator(a[1])
      } catch let error as PyError where error.exception.type === Types.typeError {
        throw PyError.typeError("reduce() arg 2 must support iteration")
      }
      var result: Value
      if a[2].isUnset {
        guard let first = try iterator.next(a.vm) else {
          throw PyError.typeError("reduce() of empty iterable with no initial value")
        }
        result = first
      } else {
        result = a[2]
      }
      while let item = try iterator.following(a.vm) { result = try a.vm.call(a[0], [result, item]) }
      return result
    }
    list(
      "lru_cache", "(maxsize=128, typed=False)", "A decorator that remembers results.",
      "from functools import lru_cache\n@lru_cache\ndef f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(50))\n#> 12586269025"
    ) { a in
      let typed = try a.bool(1)
      switch a[0] {
      case .none, .int, .bool:
        let limit = a[0].index.map { max(0, $0) }
        return Entry("decorating_function", "(user_function, /)") { inner in
          .object(CachedFunction(inner[0], limit: limit, isTyped: typed))
        }.makeValue()
      case .function, .builtin, .type, .object:
        return .object(CachedFunction(a[0], limit: 128, isTyped: typed))
      default: throw PyError.typeError("Expected first argument to be an integer, a callable, or None")
      }
    }
    list("cache", "(user_function, /)", "A decorator that remembers all results.") { a in
      .object(CachedFunction(a[0], limit: nil, isTyped: false))
    }
    list(
      "cmp_to_key", "(mycmp)", "A key for sorting from a function that compares.",
      "from functools import cmp_to_key\nprint(sorted([1, 3, 2], key=cmp_to_key(lambda a, b: b - a)))\n#> [3, 2, 1]"
    ) { a in
      let compare = a[0]
      return Entry("K", "(obj)") { inner in .object(ComparisonKey(inner[0], compare)) }.makeValue()
    }
  }.entries

  // MARK: partial

  final class Partial: OpenObject {
    let function: Value
    let arguments: [Value]
    let keywords: DictObject

    init(_ function: Value, _ arguments: [Value], _ keywords: DictObject) {
      self.function = function
      self.arguments = arguments
      self.keywords = keywords
      super.init(type: partialType)
    }
  }

  nonisolated(unsafe) static let partialType: TypeObject = {
    let type = TypeObject.library(
      "partial", module: "functools", doc: "A function with some arguments given.",
      example: "from functools import partial\ndouble = partial(pow, 2)\nprint(double(10))\n#> 1024",
      constructor: "(func, /, *args, **keywords)", entries: { partialEntries }
    ) { a in
      let keywords = a.keywords(2) ?? DictObject()
      // A partial of a partial is one partial.
      if let inner: Partial = a[0].asObject() {
        let merged = inner.keywords.copy()
        for (key, value) in keywords.items { try merged.set(key, value, a.vm) }
        return .object(Partial(inner.function, inner.arguments + a.rest(1), merged))
      }
      switch a[0] {
      case .function, .builtin, .type: break
      default:
        if try a.vm.findAttribute(a[0], StringObject.interned("__call__")) == nil,
          !(a[0].reference is BoundMethodObject)
        {
          throw PyError.typeError("the first argument must be callable")
        }
      }
      return .object(Partial(a[0], a.rest(1), keywords.copy()))
    }
    return type
  }()

  nonisolated(unsafe) private static let partialEntries: [Entry] = {
    func getter(_ name: String, _ read: @escaping (Partial) -> Value) {
      partialType.addGetter(name) { _, value in value.asObject(Partial.self).map(read) ?? .none }
    }
    getter("func") { $0.function }
    getter("args") { .tuple($0.arguments) }
    getter("keywords") { .dict($0.keywords) }
    return [
      Entry("__call__", "(self, /, *args, **keywords)") { a in
        let partial = try a.receiver(Partial.self)
        let merged = partial.keywords.copy()
        for (key, value) in a.keywords(2)?.items ?? [] { try merged.set(key, value, a.vm) }
        return try a.vm.call(partial.function, partial.arguments + a.rest(1), merged.asKeywords)
      },
      Entry("__repr__", "(self, /)") { a in
        let partial = try a.receiver(Partial.self)
        var parts = [try a.vm.repr(partial.function)]
        for item in partial.arguments { parts.append(try a.vm.repr(item)) }
        for (key, value) in partial.keywords.items {
          parts.append("\(key.text ?? "")=\(try a.vm.repr(value))")
        }
        return .string("functools.partial(\(parts.joined(separator: ", ")))")
      },
    ]
  }()

  // MARK: lru_cache

  /// A function that remembers its results, the oldest forgotten first.
  final class CachedFunction: CallableObject {
    let function: Value
    let limit: Int?
    let isTyped: Bool
    let results = DictObject()
    var hits = 0
    var misses = 0

    init(_ function: Value, limit: Int?, isTyped: Bool) {
      self.function = function
      self.limit = limit
      self.isTyped = isTyped
      super.init(type: cachedType)
    }

    private func key(_ arguments: [Value], _ keywords: DictObject?, _ vm: Interpreter) -> Value {
      if arguments.count == 1, keywords == nil, !isTyped {
        switch arguments[0] {
        case .int, .str: return arguments[0]
        default: break
        }
      }
      var parts = arguments
      if let keywords, keywords.count > 0 {
        // No argument can be the type of cached functions by chance.
        parts.append(.type(cachedType))
        for (name, value) in keywords.items {
          parts.append(name)
          parts.append(value)
        }
      }
      if isTyped { parts += (arguments + (keywords?.values ?? [])).map { .type(vm.typeOf($0)) } }
      return .tuple(parts)
    }

    func call(_ arguments: [Value], _ keywords: DictObject?, _ vm: Interpreter) throws -> Value {
      let keywordList = keywords?.asKeywords ?? []
      if limit == 0 {
        misses += 1
        return try vm.call(function, arguments, keywordList)
      }
      let key = key(arguments, keywords.flatMap { $0.count == 0 ? nil : $0 }, vm)
      if let limit {
        // The order of the dict is the order of use.
        if let found = try results.remove(key, vm) {
          hits += 1
          try results.set(key, found, vm)
          return found
        }
        misses += 1
        let result = try vm.call(function, arguments, keywordList)
        if try !results.contains(key, vm) {
          if results.count >= limit, let oldest = results.next(from: 0) {
            _ = try results.remove(results.key(at: oldest), vm)
          }
          try results.set(key, result, vm)
        }
        return result
      }
      if let found = try results.get(key, vm) {
        hits += 1
        return found
      }
      misses += 1
      let result = try vm.call(function, arguments, keywordList)
      try results.set(key, result, vm)
      return result
    }
  }

  nonisolated(unsafe) private static let cachedType: TypeObject = {
    let type = TypeObject.library(
      "_lru_cache_wrapper", module: "functools", doc: "A function that remembers results.",
      entries: { cachedEntries })
    return type
  }()

  /// `functools._CacheInfo` of each interpreter.
  private final class CacheInfo {
    let type: TypeObject
    init(_ type: TypeObject) { self.type = type }
  }

  private static func cacheInfo(_ vm: Interpreter) throws -> CacheInfo {
    if let found = vm.moduleState[ObjectIdentifier(CacheInfo.self)] as? CacheInfo { return found }
    let made = try NamedTuple.make(
      "CacheInfo", ["hits", "misses", "maxsize", "currsize"], module: "functools", vm)
    return vm.state(CacheInfo.self) { CacheInfo(made) }
  }

  nonisolated(unsafe) private static let cachedEntries: [Entry] = {
    cachedType.addGetter("__wrapped__") { _, value in value.asObject(CachedFunction.self)?.function ?? .none }
    for name in ["__name__", "__qualname__", "__doc__", "__module__"] {
      cachedType.addGetter(name) { vm, value in
        guard let cached = value.asObject(CachedFunction.self) else { return .none }
        return try vm.findAttribute(cached.function, StringObject.interned(name)) ?? .none
      }
    }
    return [
      Entry("__call__", "(self, /, *args, **kwargs)") { a in
        try a.receiver(CachedFunction.self).call(a.rest(1), a.keywords(2), a.vm)
      },
      Entry("cache_info", "(self, /)", doc: "Hits, misses, the limit and the number of results.") { a in
        let cached = try a.receiver(CachedFunction.self)
        let info = try cacheInfo(a.vm)
        let items: [Value] = [
          .int(cached.hits), .int(cached.misses), cached.limit.map { .int($0) } ?? .none,
          .int(cached.results.count),
        ]
        return .tuple(TupleObject(items, type: info.type))
      },
      Entry("cache_clear", "(self, /)", doc: "Forgets all results.") { a in
        let cached = try a.receiver(CachedFunction.self)
        cached.results.removeAll()
        cached.hits = 0
        cached.misses = 0
        return .none
      },
      Entry("__repr__", "(self, /)") { a in
        let cached = try a.receiver(CachedFunction.self)
        let address = String(UInt(bitPattern: Unmanaged.passUnretained(cached).toOpaque()), radix: 16)
        return .string("<functools._lru_cache_wrapper object at 0x\(address)>")
      },
    ]
  }()

  // MARK: cmp_to_key

  final class ComparisonKey: Object {
    let value: Value
    let compare: Value
    init(_ value: Value, _ compare: Value) {
      self.value = value
      self.compare = compare
      super.init(type: keyType)
    }
  }

  nonisolated(unsafe) private static let keyType: TypeObject = {
    let type = TypeObject.library(
      "KeyWrapper", module: "functools", doc: "A key of cmp_to_key.", entries: { keyEntries },
      hasOperators: true)
    return type
  }()

  nonisolated(unsafe) private static let keyEntries: [Entry] = {
    func comparison(_ name: String, _ op: ComparisonOperator) -> Entry {
      Entry(name, "(self, other, /)") { a in
        let key = try a.receiver(ComparisonKey.self)
        guard let other: ComparisonKey = a[1].asObject() else {
          throw PyError.typeError("other argument must be K instance")
        }
        return try a.vm.compare(op, a.vm.call(key.compare, [key.value, other.value]), .int(0))
      }
    }
    keyType.addGetter("obj") { _, value in value.asObject(ComparisonKey.self)?.value ?? .none }
    return [
      comparison("__lt__", .less), comparison("__le__", .lessEqual), comparison("__gt__", .greater),
      comparison("__ge__", .greaterEqual), comparison("__eq__", .equal), comparison("__ne__", .notEqual),
    ]
  }()

  // MARK: In Python

  private static let python = PythonSource(
    names: [
      "wraps", "update_wrapper", "total_ordering", "cached_property", "singledispatch", "partialmethod",
      "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
    ],
    text: #"""
      WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
      WRAPPER_UPDATES = ('__dict__',)

      def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
          for name in assigned:
              try:
                  value = getattr(wrapped, name)
              except AttributeError:
                  continue
              setattr(wrapper, name, value)
          for name in updated:
              for key, value in getattr(wrapped, name, {}).items():
                  setattr(wrapper, key, value)
          wrapper.__wrapped__ = wrapped
          return wrapper

      def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
          return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)

      def _defines(cls, name):
          for base in cls.__mro__:
              if base is not object and name in base.__dict__:
                  return True
          return False

      def _from_lt(cls):
          def __gt__(self, other):
              result = type(self).__lt__(self, other)
              if result is NotImplemented:
                  return result
              return not result and self != other
          def __le__(self, other):
              result = type(self).__lt__(self, other)
              if result is NotImplemented:
                  return result
              return result or self == other
          def __ge__(self, other):
              result = type(self).__lt__(self, other)
              if result is NotImplemented:
                  return result
              return not result
          return {'__gt__': __gt__, '__le__': __le__, '__ge__': __ge__}

      def _from_le(cls):
          def __ge__(self, other):
              result = type(self).__le__(self, other)
              if result is NotImplemented:
                  return result
              return not result or self == other
          def __lt__(self, other):
              result = type(self).__le__(self, other)
              if result is NotImplemented:
                  return result
              return result and self != other
          def __gt__(self, other):
              result = type(self).__le__(self, other)
              if result is NotImplemented:
                  return result
              return not result
          return {'__ge__': __ge__, '__lt__': __lt__, '__gt__': __gt__}

      def _from_gt(cls):
          def __lt__(self, other):
              result = type(self).__gt__(self, other)
              if result is NotImplemented:
                  return result
              return not result and self != other
          def __ge__(self, other):
              result = type(self).__gt__(self, other)
              if result is NotImplemented:
                  return result
              return result or self == other
          def __le__(self, other):
              result = type(self).__gt__(self, other)
              if result is NotImplemented:
                  return result
              return not result
          return {'__lt__': __lt__, '__ge__': __ge__, '__le__': __le__}

      def _from_ge(cls):
          def __le__(self, other):
              result = type(self).__ge__(self, other)
              if result is NotImplemented:
                  return result
              return not result or self == other
          def __gt__(self, other):
              result = type(self).__ge__(self, other)
              if result is NotImplemented:
                  return result
              return result and self != other
          def __lt__(self, other):
              result = type(self).__ge__(self, other)
              if result is NotImplemented:
                  return result
              return not result
          return {'__le__': __le__, '__gt__': __gt__, '__lt__': __lt__}

      def total_ordering(cls):
          makers = [('__lt__', _from_lt), ('__le__', _from_le), ('__gt__', _from_gt), ('__ge__', _from_ge)]
          roots = [name for name, make in makers if _defines(cls, name)]
          if not roots:
              raise ValueError('must define at least one ordering operation: < > <= >=')
          for name, make in makers:
              if name == roots[0]:
                  for other, function in make(cls).items():
                      if other not in roots:
                          setattr(cls, other, function)
          return cls

      class cached_property:
          def __init__(self, func):
              self.func = func
              self.attrname = None
              self.__doc__ = func.__doc__

          def __set_name__(self, owner, name):
              if self.attrname is None:
                  self.attrname = name
              elif name != self.attrname:
                  raise TypeError(
                      "Cannot assign the same cached_property to two different names "
                      f"({self.attrname!r} and {name!r}).")

          def __get__(self, instance, owner=None):
              if instance is None:
                  return self
              if self.attrname is None:
                  raise TypeError(
                      "Cannot use cached_property instance without calling __set_name__ on it.")
              cache = instance.__dict__
              if self.attrname not in cache:
                  cache[self.attrname] = self.func(instance)
              return cache[self.attrname]

      class partialmethod:
          def __init__(self, func, /, *args, **keywords):
              self.func = func
              self.args = args
              self.keywords = keywords

          def __get__(self, instance, owner=None):
              def method(self_, /, *args, **keywords):
                  return self.func(self_, *self.args, *args, **{**self.keywords, **keywords})
              if instance is None:
                  return method
              return lambda *args, **keywords: method(instance, *args, **keywords)

      def singledispatch(func):
          registry = {object: func}
          def dispatch(cls):
              for base in cls.__mro__:
                  if base in registry:
                      return registry[base]
              return func
          def register(cls, implementation=None):
              if implementation is None:
                  if isinstance(cls, type):
                      return lambda function: register(cls, function)
                  implementation = cls
                  hints = getattr(cls, '__annotations__', {})
                  if not hints:
                      raise TypeError(
                          f"Invalid first argument to `register()`: {cls!r}. Use either "
                          "`@register(some_class)` or plain `@register` on an annotated function.")
                  cls = list(hints.values())[0]
              registry[cls] = implementation
              return implementation
          def wrapper(*args, **kw):
              if not args:
                  raise TypeError(f'{func.__name__} requires at least 1 positional argument')
              return dispatch(type(args[0]))(*args, **kw)
          update_wrapper(wrapper, func)
          wrapper.register = register
          wrapper.dispatch = dispatch
          wrapper.registry = registry
          return wrapper
      """#)
}

extension DictObject {
  /// The pairs as keyword arguments.
  var asKeywords: [Keyword] {
    items.compactMap { key, value in
      if case .str(let name) = key { (name.asName, value) } else { nil }
    }
  }
}
