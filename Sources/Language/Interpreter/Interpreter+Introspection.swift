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
    case .function(let function): return function.code.parameters.names.map(\.value).filter { $0 != "self" }
    case .builtin(let builtin): return builtin.signature.parameters.map(\.name.value).filter { $0 != "self" }
    case .object(let method as BoundMethodObject): return parameterNames(of: method.function)
    case .type(let type):
      if let initializer = type.lookup(Names.`init`), type.isUserDefined {
        return parameterNames(of: initializer)
      }
      return type.constructor?.signature.parameters.map(\.name.value) ?? []
    default: return []
    }
  }

  /// Signature, documentation and example of a value; a script's function with its source where `detail` is set.
  public func help(on value: Value, name: String, detail: Bool) -> String {
    var text = ""
    switch value {
    case .builtin(let builtin):
      text = "\(builtin.name)\(builtin.entry.signature)\n"
      if !builtin.entry.doc.isEmpty { text += "\n\(builtin.entry.doc)\n" }
      if !builtin.entry.example.isEmpty { text += "\nExample:\n\(indented(builtin.entry.example))\n" }
    case .function(let function):
      let span = function.code.spans.first ?? .none
      text =
        function.code.source.text(of: span).split(separator: "\n").first.map(String.init) ?? function.name
      text += "\n"
      if let doc = function.code.doc { text += "\n\(doc)\n" }
      if detail { text += "\n\(definition(of: function))\n" }
    case .object(let method as BoundMethodObject):
      return help(on: method.function, name: name, detail: detail)
    case .object(let module as ModuleObject):
      text = "module \(module.name)\n"
      if let doc = module.doc { text += "\n\(doc)\n" }
      text += "\n" + module.names.filter { !$0.hasPrefix("_") }.sorted().joined(separator: ", ") + "\n"
    case .type(let type):
      text = "class \(type.qualifiedName)\n"
      if let constructor = type.constructor {
        text = "\(type.name)\(constructor.entry.signature)\n\n\(constructor.entry.doc)\n"
      }
      if let doc = type.doc { text += "\n\(doc)\n" }
    default:
      text = "\(typeName(value))\n\n\((try? repr(value)) ?? "")\n"
    }
    return text
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
  }

  /// The lines from `def` to the last one of the body.
  private func definition(of function: FunctionObject) -> String {
    let source = function.code.source
    let spans = function.code.spans
    let first = source.position(of: Int(spans.map(\.start).min() ?? 0)).line
    let last = source.position(of: Int(spans.map(\.end).max() ?? 0)).line
    return (first...max(first, last)).map { source.line($0) }.joined(separator: "\n")
  }
}
