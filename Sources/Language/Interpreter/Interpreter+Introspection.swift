extension Interpreter {
  /// The names that stand behind a dot, for completion and `dir`.
  public func attributeNames(of value: Value) -> [String] {
    var names: [String] = []
    switch value {
    case .object(let object as ModuleObject): return object.names
    case .type(let type): for ancestor in type.order { names += table(ancestor) }
    default:
      if case .object(let object) = value, let attributes = object.attributes {
        names += attributes.keys.compactMap(\.text)
      }
      for ancestor in typeOf(value).order { names += table(ancestor) }
    }
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }
  }

  /// The attributes that the methods of a script's class give its objects: `self.params = …`.
  public func assignedNames(of type: TypeObject) -> [String] {
    type.order.filter(\.isUserDefined).flatMap { ancestor -> [String] in
      guard let text = definition(of: ancestor) else { return [] }
      var names: [String] = []
      var rest = text[...]
      while let mark = rest.firstRange(of: "self.") {
        rest = rest[mark.upperBound...]
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let next = rest[name.endIndex...].drop { $0 == " " }
        if next.hasPrefix("=") && !next.hasPrefix("==") || next.hasPrefix(",") { names.append(String(name)) }
      }
      return names
    }
  }

  private func table(_ type: TypeObject) -> [String] {
    type.load()
    return type.attributes.items.map(\.name.value)
  }

  /// The parameters that a call may name.
  public func parameterNames(of callee: Value) -> [String] {
    switch callee {
    case .function(let function):
      let layout = function.code.parameters
      return layout.names[layout.positionalOnlyCount..<(layout.positionalCount + layout.keywordOnlyCount)]
        .map(\.value).filter { $0 != "self" }
    case .builtin(let builtin): return names(builtin)
    case .object(let method as BoundMethodObject): return parameterNames(of: method.function)
    case .type(let type):
      if let initializer = type.lookup(Names.`init`), type.isUserDefined {
        return parameterNames(of: initializer)
      }
      return type.constructor.map(names) ?? []
    default: return []
    }
  }

  private func names(_ builtin: BuiltinObject) -> [String] {
    let named = builtin.signature.parameters.filter { !$0.isPositionalOnly }.map(\.name.value)
    return named.filter { $0 != "self" } + builtin.entry.keywords(self).filter { !named.contains($0) }
  }
}
