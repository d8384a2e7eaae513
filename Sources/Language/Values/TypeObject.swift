/// A type: built in, or a class that a script defined.
///
/// Types live as long as the process (a registry keeps them), so that objects can point to them for free.
public final class TypeObject {
  public let name: String
  public let bases: [TypeObject]
  /// The order in which attributes are looked up, itself first (C3 linearisation).
  public private(set) var order: [TypeObject] = []
  /// What a script's class statement defined, or the methods of a built-in type once they are loaded.
  public let attributes = NameTable()
  /// Makes instances of a built-in type; classes of scripts inherit it.
  public var constructor: BuiltinObject?
  /// Whether a script defined it.
  public let isUserDefined: Bool
  /// Whether abstract methods count: `abc.ABC` and classes made with `metaclass=ABCMeta`.
  public var isAbstract = false
  public var module = "builtins"
  public var qualifiedName: String
  public var doc: String?
  /// A running example for help where no constructor has one, written as an entry's.
  public var example: String?
  /// Whether the entries of a built-in type define operators (`__add__` …), so that expressions look for them.
  public var registersOperators = false
  /// Makes an empty object of a class of a script derived from this built-in type.
  public var makeInstance: ((TypeObject) -> Object)?
  /// Fills `attributes` of a built-in type when one is first asked for: start-up pays for none.
  public var loadEntries: (() -> [Entry])?
  private var cache = IdentityTable<Value>()
  private var cacheVersion = -1
  var cachedSummary = Summary()

  /// Counts every change to any type: caches of look-ups compare it.
  public nonisolated(unsafe) static var version = 0

  public init(
    _ name: String, bases: [TypeObject] = [], isUserDefined: Bool = false, module: String = "builtins"
  ) {
    self.name = name
    self.bases = bases
    self.isUserDefined = isUserDefined
    self.module = module
    qualifiedName = name
    order = [self] + (TypeObject.linearise(bases) ?? [])
    _ = Unmanaged.passRetained(self)
  }

  /// Whether instances of this type are also instances of `other`.
  public func isSubtype(of other: TypeObject) -> Bool {
    if self === other { return true }
    for type in order where type === other { return true }
    return false
  }

  /// The attribute that instances and the type itself find, without binding it.
  public func lookup(_ name: StringObject) -> Value? {
    if cacheVersion != TypeObject.version {
      cache.removeAll()
      cacheVersion = TypeObject.version
    }
    if let found = cache[name] { return found.isUnset ? nil : found }
    for type in order {
      type.load()
      if let value = type.attributes.find(name) {
        cache.set(name, value)
        return value
      }
    }
    // Only names that live as long as the process may be remembered by their address.
    if name.isInterned { cache.set(name, .unset) }
    return nil
  }

  /// Puts the built-in methods in place.
  public func load() {
    guard let load = loadEntries else { return }
    loadEntries = nil
    for entry in load() {
      attributes.set(StringObject.interned(entry.name), entry.makeValue(owner: self))
    }
    TypeObject.version &+= 1
  }

  public func setAttribute(_ name: StringObject, _ value: Value) {
    load()
    attributes.set(name, value)
    TypeObject.version &+= 1
  }

  /// C3: nil where the bases' orders contradict each other.
  public static func linearise(_ bases: [TypeObject]) -> [TypeObject]? {
    var sequences = bases.map(\.order) + [bases]
    var result: [TypeObject] = []
    while true {
      sequences.removeAll { $0.isEmpty }
      if sequences.isEmpty { return result }
      guard
        let next = sequences.lazy.map({ $0[0] }).first(where: { candidate in
          !sequences.contains { $0.dropFirst().contains { $0 === candidate } }
        })
      else { return nil }
      result.append(next)
      for index in sequences.indices where sequences[index][0] === next { sequences[index].removeFirst() }
    }
  }
}
