/// One function or method that scripts can call: everything about it in one place.
///
/// Help, completion, argument checks and the tests of examples all come from here.
public struct Entry {
  public typealias Body = (Arguments) throws -> Value

  public let name: String
  /// Python's notation: `(start, stop, num=50, *, dtype=None)`. A default of `_` stands for "not given"
  /// (NumPy's `<no value>`): the argument is then `.unset`. `*args` arrives as a tuple, `**kwargs` as a dict.
  /// A method's signature begins with `self`.
  public let signature: String
  public let doc: String
  /// A few lines that run as they stand, with what they print in `#> ` lines.
  public var example: String { retold?(writtenExample) ?? writtenExample }
  private let writtenExample: String
  /// Tells an example that entries share in the words of this one, when somebody asks for it.
  private let retold: ((String) -> String)?
  public let kind: Kind
  /// The names that a call takes behind `**kwargs`, for completion and hints.
  public let keywords: (Interpreter) -> [String]
  public let body: Body

  /// How a type's attribute meets the object that it is read from.
  public enum Kind {
    /// The object becomes the first argument.
    case method
    /// The type becomes the first argument: `dict.fromkeys`.
    case classMethod
    /// Nothing is added: `str.maketrans`.
    case staticMethod
    /// Reading the attribute calls the body with the object: `(5).real`.
    case property
  }

  public init(
    _ name: String, _ signature: String, kind: Kind = .method, doc: String = "", example: String = "",
    retold: ((String) -> String)? = nil,
    keywords: @escaping (Interpreter) -> [String] = { _ in [] }, body: @escaping Body
  ) {
    self.name = name
    self.signature = signature
    self.doc = doc
    writtenExample = example
    self.retold = retold
    self.kind = kind
    self.keywords = keywords
    self.body = body
  }

  /// The signature as help shows it, in NumPy's words for what is not given: `keepdims=<no value>`.
  var shownSignature: String {
    var parts: [Substring] = []
    var rest = signature[...]
    while let mark = rest.firstIndex(of: "=") {
      let end = rest.index(after: mark)
      parts.append(rest[..<end])
      rest = rest[end...]
      if rest.first == "_", rest.dropFirst().first.map({ $0 == "," || $0 == ")" }) ?? true {
        parts.append("<no value>")
        rest = rest.dropFirst()
      }
    }
    return (parts + [rest]).joined()
  }

  /// The callable value. `owner` is the type whose method it is.
  public func makeValue(owner: TypeObject? = nil) -> Value {
    makeValue(owner: owner, isCore: owner?.module == "builtins")
  }

  func makeValue(owner: TypeObject?, isCore: Bool) -> Value {
    switch kind {
    case .method: .builtin(BuiltinObject(entry: self, owner: owner, isCore: isCore))
    case .classMethod, .staticMethod:
      .object(
        WrappedMethodObject(
          function: .builtin(BuiltinObject(entry: self, owner: nil, isCore: isCore)),
          isClassMethod: kind == .classMethod))
    case .property:
      .object(PropertyObject(getter: .builtin(BuiltinObject(entry: self, owner: nil, isCore: isCore))))
    }
  }
}

/// The arguments of one call of an entry, in the order of its signature, defaults filled in.
///
/// Valid during the call alone. The conversions throw CPython's TypeErrors.
public struct Arguments {
  public unowned(unsafe) let vm: Interpreter
  let base: UnsafeMutablePointer<Value>
  public let count: Int

  init(_ vm: Interpreter, _ base: UnsafeMutablePointer<Value>, count: Int) {
    self.vm = vm
    self.base = base
    self.count = count
  }

  public subscript(index: Int) -> Value {
    @inline(__always) get {
      precondition(index < count)
      return base[index]
    }
  }

  /// Whether the argument is there and is not `None`.
  public func isGiven(_ index: Int) -> Bool {
    switch self[index] {
    case .unset, .none: false
    default: true
    }
  }

  public func int(_ index: Int) throws -> Int { try vm.int(self[index]) }
  public func double(_ index: Int) throws -> Double { try vm.double(self[index]) }
  public func bool(_ index: Int) throws -> Bool { try vm.isTrue(self[index]) }

  public func string(_ index: Int) throws -> String {
    guard case .str(let text) = self[index] else {
      throw PyError.typeError("expected str, got \(vm.typeName(self[index]))")
    }
    return text.value
  }

  /// All items of an iterable.
  public func items(_ index: Int) throws -> [Value] { try vm.items(of: self[index]) }

  /// The tuple that a `*args` parameter collected.
  public func rest(_ index: Int) -> [Value] {
    if case .tuple(let tuple) = self[index] { tuple.items } else { [] }
  }

  /// The dict that a `**kwargs` parameter collected.
  public func keywords(_ index: Int) -> DictObject? {
    if case .dict(let dict) = self[index] { dict } else { nil }
  }
}
