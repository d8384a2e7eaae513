extension Interpreter {
  /// The tests of a `match` statement.
  @inline(never)
  func matchPattern(_ i: Instruction, _ regs: Registers, _ constants: Registers) throws {
    let subject = Interpreter.operand(i.b, regs, constants).pointee
    switch i.op {
    case .matchSequence:
      var isMatch = false
      switch subject {
      case .list, .tuple:
        let count = try length(subject)
        isMatch = i.e == 1 ? count >= Int(i.d) : count == Int(i.d)
      case .object(let range as RangeObject):
        isMatch = i.e == 1 ? range.count >= Int(i.d) : range.count == Int(i.d)
      default: break
      }
      regs[Int(i.a)] = .bool(isMatch)
    case .matchMapping:
      if case .dict = subject { regs[Int(i.a)] = .bool(true) } else { regs[Int(i.a)] = .bool(false) }
    case .matchRest:
      guard case .dict(let dict) = subject else { return }
      let rest = dict.copy()
      for key in try items(of: Interpreter.operand(i.c, regs, constants).pointee) {
        _ = try rest.remove(key, self)
      }
      regs[Int(i.a)] = .dict(rest)
    case .matchClass: try matchClass(i, subject, regs, constants)
    default: break
    }
  }

  func matchKey(_ i: Instruction, _ regs: Registers, _ constants: Registers) throws -> Bool {
    guard case .dict(let dict) = Interpreter.operand(i.b, regs, constants).pointee,
      let value = try dict.get(Interpreter.operand(i.c, regs, constants).pointee, self)
    else { return false }
    regs[Int(i.a)] = value
    return true
  }

  private func matchClass(
    _ i: Instruction, _ subject: Value, _ regs: Registers, _ constants: Registers
  ) throws {
    guard case .tuple(let keywords) = constants[Int(i.e)] else { return }
    let positional = Int(i.d)
    let result = positional + keywords.items.count + Int(i.a)
    guard case .type(let type) = Interpreter.operand(i.c, regs, constants).pointee else {
      throw PyError.typeError("called match pattern must be a class")
    }
    regs[result] = .bool(false)
    guard isInstance(subject, type) else { return }
    var names: [StringObject] = []
    if positional > 0 {
      if let found = type.lookup(Names.matchArguments) {
        for name in try items(of: found) { if case .str(let name) = name { names.append(name.asName) } }
      } else if !type.isUserDefined, positional == 1 {
        // `int(x)` binds the subject itself.
        regs[Int(i.a)] = subject
      }
      let takes = names.isEmpty && !type.isUserDefined ? 1 : names.count
      if positional > takes {
        throw PyError.typeError(
          "\(type.name)() accepts \(takes) positional sub-pattern\(takes == 1 ? "" : "s") (\(positional) given)"
        )
      }
    }
    names = Array(names.prefix(positional))
    var target = Int(i.a) + (names.isEmpty ? positional : 0)
    for name in names.map({ Value.str($0) }) + keywords.items {
      guard case .str(let name) = name, let value = try findAttribute(subject, name.asName) else { return }
      regs[target] = value
      target += 1
    }
    regs[result] = .bool(true)
  }
}
