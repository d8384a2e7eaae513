import Arrays

/// What `help(value)` and, in the shell, `name?` and `name??` show.
extension Interpreter {
  /// The value of a dotted path, found without running any code of the script; nil where there is none.
  ///
  /// A module of the library is found by its name alone, imported or not.
  public func value(ofPath path: String) throws -> Value? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, !first.isEmpty else { return nil }
    let name = StringObject.interned(first)
    var value = try main.namespace.find(name) ?? builtins.find(name)
    if value == nil, libraryNames.contains(first) {
      value = .object(try importModule(first, level: 0, innermost: true))
    }
    for part in parts.dropFirst() {
      guard let current = value else { return nil }
      value = try findAttribute(current, StringObject.interned(part))
    }
    return value
  }

  /// Signature, documentation and example of a value.
  ///
  /// - Parameters:
  ///   - name: how the value was named, where it was.
  ///   - detail: also the source of what a script defined.
  public func help(on value: Value, name: String? = nil, detail: Bool = false) -> String {
    switch value {
    case .builtin(let builtin): return page(builtin.name + builtin.entry.shownSignature, entry: builtin.entry)
    case .function(let function): return page(of: function, isBound: false, detail: detail)
    case .type(let type): return page(of: type, detail: detail)
    case .object(let method as BoundMethodObject):
      switch method.function {
      case .function(let function): return page(of: function, isBound: true, detail: detail)
      case .builtin(let builtin):
        return page(builtin.name + withoutSelf(builtin.entry.shownSignature), entry: builtin.entry)
      default: return help(on: method.function, name: name, detail: detail)
      }
    case .object(let wrapped as WrappedMethodObject): return help(on: wrapped.function, detail: detail)
    case .object(let property as PropertyObject):
      return help(on: property.getter, detail: detail)
    case .object(let module as ModuleObject):
      let names = module.names.filter { !$0.hasPrefix("_") }.sorted()
      return joined(["module \(module.name)", module.doc.map(cleaned), folded(names)])
    default: return page(ofObject: value, detail: detail)
    }
  }

  // MARK: Pages

  private func page(_ heading: String, entry: Entry) -> String {
    joined([heading, cleaned(entry.doc), section(example: entry.example)])
  }

  private func section(example: String?) -> String? {
    example.flatMap { $0.isEmpty ? nil : "Example:\n" + indented($0) }
  }

  private func page(of function: FunctionObject, isBound: Bool, detail: Bool) -> String {
    joined([
      function.name + signature(of: function, isBound: isBound), function.code.doc.map(cleaned),
      detail ? definition(of: function.code).map { "Source:\n" + $0 } : nil,
    ])
  }

  private func page(of type: TypeObject, detail: Bool) -> String {
    guard type.isUserDefined else {
      let entry = type.constructor?.entry
      return joined([
        type.name + (entry.map { withoutSelf($0.shownSignature) } ?? ""),
        cleaned(type.doc ?? entry?.doc ?? ""),
        section(example: type.example ?? entry?.example),
        methods(of: type).map { "Methods:\n" + indented($0) },
      ])
    }
    var heading = "class \(type.name)"
    if case .function(let made)? = type.lookup(Names.`init`) { heading += signature(of: made, isBound: true) }
    let bases = type.bases.filter { $0 !== Types.object }.map(\.name)
    if !bases.isEmpty { heading += "\nfrom \(bases.joined(separator: ", "))" }
    return joined([
      heading, type.doc.map(cleaned), methods(of: type).map { "Methods:\n" + indented($0) },
      detail ? definition(of: type).map { "Source:\n" + $0 } : nil,
    ])
  }

  private func page(ofObject value: Value, detail: Bool) -> String {
    let type = typeOf(value)
    var facts = ["Type: \(qualifiedTypeName(type))"]
    if case .array(let array) = value {
      facts.append("Shape: \(array.shape.tupleDescription), \(array.dtype.name), \(array.byteCount) bytes")
    } else if let count = try? length(value) {
      facts.append("Length: \(count)")
    }
    let text = (try? repr(value)) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var shown = lines.prefix(20).map { $0.count > 400 ? $0.prefix(400) + "…" : $0 }.joined(separator: "\n")
    if lines.count > 20 { shown += "\n…" }
    facts.append("Value: " + (shown.contains("\n") ? "\n" + indented(shown) : shown))
    if type.isUserDefined { return joined([facts.joined(separator: "\n"), page(of: type, detail: detail)]) }
    return joined([facts.joined(separator: "\n"), type.doc.map(cleaned), section(example: type.example)])
  }

  /// The methods that a class defines itself, one on a line with its parameters.
  private func methods(of type: TypeObject) -> String? {
    type.load()
    let lines = type.attributes.items.compactMap { name, value -> String? in
      if name.value.hasPrefix("_") { return nil }
      switch value {
      case .function(let function): return name.value + signature(of: function, isBound: true)
      case .builtin(let builtin): return name.value + withoutSelf(builtin.entry.shownSignature)
      case .object(let wrapped as WrappedMethodObject):
        if case .function(let function) = wrapped.function {
          return name.value + signature(of: function, isBound: wrapped.isClassMethod)
        }
        return nil
      default: return nil
      }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  // MARK: Signatures

  /// The parameters of a script's function as `inspect.signature` writes them, without annotations.
  ///
  /// - Parameter isBound: whether the first one is filled already.
  private func signature(of function: FunctionObject, isBound: Bool) -> String {
    let layout = function.code.parameters
    let names = layout.names.map(\.value)
    var parts: [String] = []
    func written(_ place: Int, _ value: Value?) -> String {
      guard let value, !value.isUnset else { return names[place] }
      return names[place] + "=" + ((try? repr(value)) ?? "…")
    }
    for place in 0..<layout.positionalCount {
      let fromEnd = layout.positionalCount - place
      let value =
        fromEnd <= function.defaults.count ? function.defaults[function.defaults.count - fromEnd] : nil
      parts.append(written(place, value))
      if place + 1 == layout.positionalOnlyCount { parts.append("/") }
    }
    if layout.hasStar {
      parts.append("*" + names[layout.starRegister])
    } else if layout.keywordOnlyCount > 0 {
      parts.append("*")
    }
    for number in 0..<layout.keywordOnlyCount {
      let value = number < function.keywordDefaults.count ? function.keywordDefaults[number] : nil
      parts.append(written(layout.positionalCount + number, value))
    }
    if layout.hasDoubleStar { parts.append("**" + names[layout.doubleStarRegister]) }
    if isBound, layout.positionalCount > 0 { parts.removeFirst() }
    return "(" + parts.joined(separator: ", ") + ")"
  }

  /// `(self, x)` as `(x)`.
  private func withoutSelf(_ signature: String) -> String {
    guard signature.hasPrefix("(self") || signature.hasPrefix("(cls") else { return signature }
    var rest = signature.dropFirst(signature.hasPrefix("(self") ? 5 : 4)
    for separator in [", /, ", ", /", ", "] where rest.hasPrefix(separator) {
      rest = rest.dropFirst(separator.count)
      break
    }
    return "(" + rest
  }

  // MARK: Sources

  /// The lines of a function, from its decorators or `def` to the last one of its body.
  private func definition(of code: Code) -> String? {
    let source = code.source
    guard let start = code.spans.map(\.start).min(), let end = code.spans.map(\.end).max() else { return nil }
    var first = source.position(of: Int(start)).line
    let last = source.position(of: Int(end)).line
    let isLambda = code.name == "<lambda>"
    while !isLambda, !begins(source.line(first), ["def \(code.name)", "async def \(code.name)"]) {
      if first == source.firstLine { return nil }
      first -= 1
    }
    let margin = source.line(first).prefix { $0 == " " || $0 == "\t" }
    while !isLambda, first > source.firstLine, source.line(first - 1).hasPrefix(margin + "@") { first -= 1 }
    return lines(of: source, first, max(first, last))
  }

  /// The lines of a class, found from those of its functions.
  func definition(of type: TypeObject) -> String? {
    for (_, value) in type.attributes.items {
      guard case .function(let function) = value, let start = function.code.spans.map(\.start).min() else {
        continue
      }
      let source = function.code.source
      var first = source.position(of: Int(start)).line
      while !begins(source.line(first), ["class \(type.name)"]) {
        if first == source.firstLine { return nil }
        first -= 1
      }
      let margin = source.line(first).prefix { $0 == " " || $0 == "\t" }.count
      // A docstring may have lines with less indentation than the class.
      let ends = type.attributes.items.compactMap { _, value -> Int? in
        guard case .function(let other) = value, other.code.source === source else { return nil }
        return other.code.spans.map { source.position(of: Int($0.end)).line }.max()
      }
      var last = max(first, ends.max() ?? first)
      var line = last + 1
      while line < source.firstLine + source.lineCount {
        let text = source.line(line)
        if !text.allSatisfy(\.isWhitespace) {
          if text.prefix(while: { $0 == " " || $0 == "\t" }).count <= margin { break }
          last = line
        }
        line += 1
      }
      return lines(of: source, first, last)
    }
    return nil
  }

  private func begins(_ line: String, _ words: [String]) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    return words.contains { word in
      guard text.hasPrefix(word) else { return false }
      let next = text.dropFirst(word.count).first
      return !(next.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false)
    }
  }

  private func lines(of source: Source, _ first: Int, _ last: Int) -> String {
    (first...last).map { source.line($0) }.joined(separator: "\n")
  }

  // MARK: Text

  private func joined(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
      .joined(separator: "\n")
  }

  /// A docstring without the indentation of its function, as `inspect.cleandoc` has it.
  private func cleaned(_ doc: String) -> String {
    var lines = doc.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let margin =
      lines.dropFirst().filter { !$0.allSatisfy(\.isWhitespace) }.map { $0.prefix { $0 == " " }.count }.min()
      ?? 0
    for index in lines.indices {
      lines[index] = String(index == 0 ? lines[0].drop { $0 == " " } : lines[index].dropFirst(margin))
      if lines[index].allSatisfy(\.isWhitespace) { lines[index] = "" }
    }
    while lines.last == "" { lines.removeLast() }
    while lines.first == "" { lines.removeFirst() }
    return lines.joined(separator: "\n")
  }

  /// Names with commas, in lines of at most 79 columns.
  private func folded(_ names: [String]) -> String {
    var lines = [""]
    for (index, name) in names.enumerated() {
      let word = index + 1 < names.count ? name + "," : name
      if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + 1 + word.count > 79 {
        lines.append("")
      }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.joined(separator: "\n")
  }
}
