/// What attribute access and construction may skip, known once per class.
extension TypeObject {
  /// Whether calling the class means: make an instance, run `__init__`.
  var isPlain: Bool { summary.isPlain }
  /// Whether an instance's own attributes win over everything on the class: no data descriptors,
  /// no `__getattribute__`.
  var readsPlainly: Bool { summary.readsPlainly }
  /// Whether setting an attribute only means to store it.
  var writesPlainly: Bool { summary.writesPlainly }

  /// The methods that a class derived from `abc.ABC` has yet to define, sorted.
  var abstractNames: [String] { summary.abstractNames }

  struct Summary {
    var version = -1
    var abstractNames: [String] = []
    var isPlain = false
    var readsPlainly = false
    var writesPlainly = false
    /// The names in `__slots__`, where instances have no other attributes.
    var slots: [StringObject]?
  }

  private var summary: Summary {
    if cachedSummary.version == TypeObject.version { return cachedSummary }
    var made = Summary(
      version: TypeObject.version, isPlain: isUserDefined, readsPlainly: true, writesPlainly: true)
    for type in order where type !== Types.object {
      if !type.isUserDefined {
        made.isPlain = false
        if type.isSubtype(of: Types.baseException) { made.writesPlainly = false }
      }
      guard type.isUserDefined else { continue }
      for (name, value) in type.attributes.items {
        if name === Names.new { made.isPlain = false }
        if name === Names.getAttributeAlways { made.readsPlainly = false }
        if name === Names.setAttribute { made.writesPlainly = false }
        if case .object(let descriptor) = value,
          descriptor is PropertyObject || descriptor.type.isUserDefined
        {
          made.readsPlainly = false
          made.writesPlainly = false
        }
      }
    }
    made.slots = slotNames()
    if made.slots != nil { made.writesPlainly = false }
    if order.contains(where: \.isAbstract) {
      made.abstractNames = findAbstractNames()
      if !made.abstractNames.isEmpty { made.isPlain = false }
    }
    cachedSummary = made
    return made
  }

  /// The names in `__slots__` of all classes; nil where one of them is without.
  private func slotNames() -> [StringObject]? {
    var names: [StringObject] = []
    for type in order where type !== Types.object {
      guard type.isUserDefined, let slots = type.attributes.find(Names.slots) else { return nil }
      switch slots {
      case .str(let name): names.append(name.asName)
      case .list(let list): for case .str(let name) in list.items { names.append(name.asName) }
      case .tuple(let tuple): for case .str(let name) in tuple.items { names.append(name.asName) }
      default: return nil
      }
    }
    return names.contains { $0.value == "__dict__" } ? nil : names
  }

  /// Whether instances have no attribute of this name, because `__slots__` does not list it.
  func refuses(_ name: StringObject) -> Bool {
    summary.slots.map { !$0.contains { $0 === name } } ?? false
  }

  private func findAbstractNames() -> [String] {
    var names = Set<String>()
    for type in order where type.isUserDefined {
      for (name, _) in type.attributes.items where lookup(name)?.isAbstract == true {
        names.insert(name.value)
      }
    }
    return names.sorted()
  }
}

extension Value {
  /// Whether `abc.abstractmethod` marked the function, or that of a property or class method.
  fileprivate var isAbstract: Bool {
    switch self {
    case .function(let function):
      if case .bool(true)? = function.attributes?.find(Names.isAbstract) { true } else { false }
    case .object(let property as PropertyObject): property.getter.isAbstract || property.setter.isAbstract
    case .object(let wrapped as WrappedMethodObject): wrapped.function.isAbstract
    default: false
    }
  }
}

extension Types {
  /// `abc.ABC`: classes derived from it have no instances while a method is abstract.
  public nonisolated(unsafe) static let abstractBase: TypeObject = {
    let type = TypeObject("ABC", bases: [object], isUserDefined: true, module: "abc")
    type.isAbstract = true
    return type
  }()

  /// `abc.ABCMeta`, which class statements name as their metaclass.
  public nonisolated(unsafe) static let abstractMeta = TypeObject("ABCMeta", bases: [type], module: "abc")
}
