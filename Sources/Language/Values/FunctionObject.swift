/// A function that a script defined.
public final class FunctionObject: Object {
  public let code: Code
  /// The module whose variables the body sees.
  public let module: ModuleObject
  /// Defaults of the last positional parameters.
  public var defaults: [Value]
  /// Defaults of the keyword-only parameters, in their order; `.unset` where there is none.
  public var keywordDefaults: [Value]
  /// Variables shared with enclosing functions, by the code's numbering.
  let closure: UnsafeMutablePointer<CellObject>
  private let closureCount: Int
  /// What a call needs of the function.
  let target: CallTarget
  public var name: String
  public var qualifiedName: String
  /// `__annotations__`, once it has any or a script asks for them.
  var annotations: DictObject?
  /// The class whose body defined it: what `super()` without arguments starts from.
  public var definingClass: CellObject?

  init(
    code: Code, module: ModuleObject, defaults: [Value], keywordDefaults: [Value], closure: [CellObject]
  ) {
    self.code = code
    self.module = module
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    closureCount = closure.count
    self.closure = .allocate(capacity: max(1, closure.count))
    self.closure.initialize(from: closure, count: closure.count)
    target = CallTarget(
      body: UnsafePointer(code.body), globals: UnsafePointer(module.namespace.slots), closure: self.closure)
    name = code.name
    qualifiedName = code.qualifiedName
    super.init(type: Types.function)
  }

  deinit {
    closure.deinitialize(count: closureCount)
    closure.deallocate()
  }
}

/// What a call needs of a function: plain memory, so that a call counts no references.
struct CallTarget {
  let body: UnsafePointer<Code.Body>
  let globals: UnsafePointer<NameTable.Slots>
  let closure: UnsafeMutablePointer<CellObject>
}

/// A module: its variables, or the entries of a built-in one.
public final class ModuleObject: Object {
  public let name: String
  public let namespace = NameTable()
  public var doc: String?
  /// The file it came from, for `from . import x` and tracebacks.
  public var path: String?
  /// Whether it is a folder with modules inside.
  public var isPackage = false
  /// Looks up a name that the table does not hold (entries are made when first used); nil if there is none.
  public var missing: ((StringObject) throws -> Value?)?
  /// Names that could still be found by `missing`, for completion, `dir` and suggestions.
  public var lazyNames: () -> [String] = { [] }

  public init(_ name: String) {
    self.name = name
    super.init(type: Types.module)
    namespace["__name__"] = .string(name)
  }

  /// The value of a name; nil if the module has none.
  public func find(_ name: StringObject) throws -> Value? {
    if let value = namespace.find(name) { return value }
    guard let value = try missing?(name) else { return nil }
    namespace.set(name, value)
    return value
  }

  /// All names, those not yet made included.
  public var names: [String] {
    var seen = Set<String>()
    return (namespace.items.map { $0.name.value } + lazyNames()).filter { seen.insert($0).inserted }
  }
}

/// A function of ours that scripts call.
public final class BuiltinObject: Object {
  public let entry: Entry
  public let signature: Signature
  /// What the first argument is bound to where it is taken as a method; nil for plain functions.
  public let owner: TypeObject?

  public var name: String { entry.name }

  /// Whether it is one of the language's own, whose errors have the words of CPython's C functions.
  let isCore: Bool

  /// The methods that loops call most, which the interpreter knows by heart.
  enum Frequent: UInt8 { case no, listAppend, dictGet }
  let frequent: Frequent

  init(entry: Entry, owner: TypeObject?, isCore: Bool = true) {
    self.entry = entry
    self.owner = owner
    self.isCore = isCore
    if let owner, entry.name == "append", owner === Types.list {
      frequent = .listAppend
    } else if let owner, entry.name == "get", owner === Types.dict {
      frequent = .dictGet
    } else {
      frequent = .no
    }
    signature = Signature.parse(entry.signature, name: entry.name)
    super.init(type: owner == nil ? Types.builtin : Types.methodDescriptor)
  }
}
