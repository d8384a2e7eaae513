/// What attribute access and construction may skip, known once per class.
extension TypeObject {
  /// Whether calling the class means: make an instance, run `__init__`.
  var isPlain: Bool { summary.isPlain }
  /// Whether an instance's own attributes win over everything on the class: no data descriptors,
  /// no `__getattribute__`.
  var readsPlainly: Bool { summary.readsPlainly }
  /// Whether setting an attribute only means to store it.
  var writesPlainly: Bool { summary.writesPlainly }

  struct Summary {
    var version = -1
    var isPlain = false
    var readsPlainly = false
    var writesPlainly = false
  }

  private var summary: Summary {
    if cachedSummary.version == TypeObject.version { return cachedSummary }
    var made = Summary(version: TypeObject.version, isPlain: isUserDefined, readsPlainly: true, writesPlainly: true)
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
    cachedSummary = made
    return made
  }
}
