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
    case .builtin(let builtin): return names(builtin.signature)
    case .object(let method as BoundMethodObject): return parameterNames(of: method.function)
    case .type(let type):
      if let initializer = type.lookup(Names.`init`), type.isUserDefined {
        return parameterNames(of: initializer)
      }
      return type.constructor.map { names($0.signature) } ?? []
    default: return []
    }
  }

  private func names(_ signature: Signature) -> [String] {
    signature.parameters.filter { !$0.isPositionalOnly }.map(\.name.value).filter { $0 != "self" }
  }
}
