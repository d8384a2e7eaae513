/// Arguments meet parameters, with CPython's words where they do not fit.
extension Interpreter {
  /// Fills the parameter registers of a script's function.
  func bind(_ function: FunctionObject, _ arguments: [Value], _ keywords: [Keyword], _ regs: Registers) throws
  {
    do {
      try fill(function, arguments, keywords, regs)
    } catch {
      for index in 0..<function.code.parameters.registerCount { regs[index] = .unset }
      throw error
    }
  }

  private func fill(
    _ function: FunctionObject, _ arguments: [Value], _ keywords: [Keyword], _ regs: Registers
  ) throws {
    let layout = function.code.parameters
    let positional = layout.positionalCount
    for index in 0..<min(arguments.count, positional) { regs[index] = arguments[index] }
    if layout.hasStar {
      regs[layout.starRegister] = .tuple(Array(arguments.dropFirst(positional)))
    }
    var extra: DictObject?
    if layout.hasDoubleStar {
      let dict = DictObject()
      regs[layout.doubleStarRegister] = .dict(dict)
      extra = dict
    }
    for (name, value) in keywords {
      var register = -1
      for index in layout.positionalOnlyCount..<(positional + layout.keywordOnlyCount)
      where layout.names[index] === name || layout.names[index].equals(name) { register = index }
      if register < 0 {
        if let extra {
          extra.set(name, value)
          continue
        }
        for index in 0..<layout.positionalOnlyCount where layout.names[index].equals(name) {
          throw PyError.typeError(
            "\(function.qualifiedName)() got some positional-only arguments passed as keyword arguments: '\(name.value)'"
          )
        }
        throw PyError.typeError(
          "\(function.qualifiedName)() got an unexpected keyword argument '\(name.value)'")
      }
      if !regs[register].isUnset {
        throw PyError.typeError(
          "\(function.qualifiedName)() got multiple values for argument '\(name.value)'")
      }
      regs[register] = value
    }
    if arguments.count > positional, !layout.hasStar {
      throw tooManyArguments(function, arguments.count, keywords)
    }
    try fillDefaults(function, regs)
  }

  private func fillDefaults(_ function: FunctionObject, _ regs: Registers) throws {
    let layout = function.code.parameters
    let positional = layout.positionalCount
    let firstDefault = positional - function.defaults.count
    var missing: [String] = []
    for index in 0..<positional where regs[index].isUnset {
      if index >= firstDefault {
        regs[index] = function.defaults[index - firstDefault]
      } else {
        missing.append(layout.names[index].value)
      }
    }
    if !missing.isEmpty { throw missingArguments(function, missing, kind: "positional") }
    for index in 0..<layout.keywordOnlyCount where regs[positional + index].isUnset {
      let value = function.keywordDefaults[index]
      if value.isUnset {
        missing.append(layout.names[positional + index].value)
      } else {
        regs[positional + index] = value
      }
    }
    if !missing.isEmpty { throw missingArguments(function, missing, kind: "keyword-only") }
  }

  private func missingArguments(_ function: FunctionObject, _ names: [String], kind: String) -> PyError {
    PyError.typeError(
      "\(function.qualifiedName)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): "
        + Interpreter.enumeration(names.map { "'\($0)'" }))
  }

  /// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`
  static func enumeration(_ items: [String]) -> String {
    switch items.count {
    case 0: ""
    case 1: items[0]
    case 2: items[0] + " and " + items[1]
    default: items.dropLast().joined(separator: ", ") + ", and " + items[items.count - 1]
    }
  }

  private func tooManyArguments(_ function: FunctionObject, _ given: Int, _ keywords: [Keyword]) -> PyError {
    let layout = function.code.parameters
    let most = layout.positionalCount
    let least = most - function.defaults.count
    let keywordOnly = keywords.filter { keyword in
      layout.names[most..<(most + layout.keywordOnlyCount)].contains { $0.equals(keyword.name) }
    }.count
    let takes =
      least == most
      ? "\(most) positional argument\(most == 1 ? "" : "s")"
      : "from \(least) to \(most) positional argument\(most == 1 ? "" : "s")"
    let gave =
      keywordOnly == 0
      ? "\(given) \(given == 1 ? "was" : "were") given"
      : "\(given) positional argument\(given == 1 ? "" : "s") "
        + "(and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s")) were given"
    return PyError.typeError("\(function.qualifiedName)() takes \(takes) but \(gave)")
  }

  // MARK: Built-in functions

  /// Fills the slots of a built-in function: parameters, `*args`, `**kwargs`.
  func bind(_ builtin: BuiltinObject, _ arguments: [Value], _ keywords: [Keyword], _ base: Registers) throws {
    let signature = builtin.signature
    for index in 0..<signature.slotCount { base[index] = .unset }
    for index in 0..<min(arguments.count, signature.positionalCount) { base[index] = arguments[index] }
    let starSlot = signature.parameters.count
    if signature.star != nil {
      base[starSlot] = .tuple(Array(arguments.dropFirst(signature.positionalCount)))
    } else if arguments.count > signature.positionalCount {
      throw wrongCount(builtin, arguments.count)
    }
    var extra: DictObject?
    if signature.doubleStar != nil {
      let dict = DictObject()
      base[signature.slotCount - 1] = .dict(dict)
      extra = dict
    }
    for (name, value) in keywords {
      let slot = signature.parameters.firstIndex { !$0.isPositionalOnly && $0.name.equals(name) }
      if let slot {
        if !base[slot].isUnset {
          throw PyError.typeError("\(builtin.displayName)() got multiple values for argument '\(name.value)'")
        }
        base[slot] = value
      } else if let extra {
        extra.set(name, value)
      } else if signature.parameters.allSatisfy(\.isPositionalOnly) {
        throw PyError.typeError("\(builtin.displayName)() takes no keyword arguments")
      } else {
        if builtin.isCore {
          // `sorted` passes its keywords on to the list.
          let shown = builtin.name == "sorted" ? "sort" : builtin.name
          throw PyError.typeError("'\(name.value)' is an invalid keyword argument for \(shown)()")
        }
        let known = signature.parameters.filter { !$0.isPositionalOnly }.map(\.name.value)
        let hint = Suggestion.nearest(name.value, among: known).map { ". Did you mean '\($0)'?" } ?? ""
        throw PyError.typeError(
          "\(builtin.displayName)() got an unexpected keyword argument '\(name.value)'\(hint)")
      }
    }
    var missing: [String] = []
    for (slot, parameter) in signature.parameters.enumerated() where base[slot].isUnset {
      if let value = parameter.defaultValue {
        base[slot] = value
      } else {
        missing.append(parameter.name.value)
      }
    }
    if !missing.isEmpty {
      if signature.parameters.allSatisfy(\.isPositionalOnly) { throw wrongCount(builtin, arguments.count) }
      if builtin.isCore { throw missingArgument(builtin, missing[0], arguments.count) }
      throw PyError.typeError(
        "\(builtin.displayName)() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): "
          + Interpreter.enumeration(missing.map { "'\($0)'" }))
    }
  }

  /// A built-in function without an argument that it needs.
  private func missingArgument(_ builtin: BuiltinObject, _ name: String, _ count: Int) -> PyError {
    let signature = builtin.signature
    let own = builtin.owner == nil ? 0 : 1
    if builtin.name == "sorted" { return .typeError("sorted expected 1 argument, got \(count)") }
    guard let position = signature.parameters.firstIndex(where: { $0.name.value == name }) else {
      return .typeError("\(builtin.name)() missing required argument '\(name)'")
    }
    if signature.parameters[position].isPositionalOnly {
      let least = signature.requiredCount - own
      return .typeError(
        "\(builtin.name)() takes at least \(least) positional argument\(least == 1 ? "" : "s") (\(count - own) given)"
      )
    }
    let place = builtin.name == "enumerate" ? "" : " (pos \(position - own + 1))"
    return .typeError("\(builtin.name)() missing required argument '\(name)'\(place)")
  }

  /// The words that CPython's C functions use, which do not count `self`.
  private func wrongCount(_ builtin: BuiltinObject, _ count: Int) -> PyError {
    let signature = builtin.signature
    let own = builtin.owner == nil ? 0 : 1
    let given = count - own
    let least = signature.requiredCount - own
    let most = signature.positionalCount - own
    let name = builtin.displayName
    if builtin.isCore, !signature.parameters.allSatisfy(\.isPositionalOnly) {
      if builtin.name == "sorted" {
        return .typeError("sorted expected 1 argument, got \(given)")
      }
      let all = signature.parameters.count - own
      return .typeError(
        most == 0
          ? "\(builtin.name)() takes no positional arguments"
          : "\(builtin.name)() takes at most \(all) argument\(all == 1 ? "" : "s") (\(given) given)")
    }
    if !signature.parameters.allSatisfy(\.isPositionalOnly) {
      let takes = least == most ? "\(most)" : "from \(least) to \(most)"
      return PyError.typeError(
        "\(builtin.name)() takes \(takes) positional argument\(most == 1 ? "" : "s") but \(given) \(given == 1 ? "was" : "were") given"
      )
    }
    if most == 0 { return PyError.typeError("\(name)() takes no arguments (\(given) given)") }
    if least == 1, most == 1 {
      return PyError.typeError("\(name)() takes exactly one argument (\(given) given)")
    }
    let bound = least == most ? "" : given < least ? "at least " : "at most "
    let number = given < least ? least : most
    return PyError.typeError(
      "\(builtin.name) expected \(bound)\(number) argument\(number == 1 ? "" : "s"), got \(given)")
  }
}

extension BuiltinObject {
  /// `len`, `list.append`
  var displayName: String {
    if let owner, owner !== Types.ndarray { return "\(owner.name).\(name)" }
    return name
  }
}
