import BigInt

extension Compiler {
  /// The value of an expression as an operand: a constant, a local's register, or a new register.
  func operand(_ expression: Expression) throws(SyntaxError) -> Operand {
    if let constant = try constant(expression) { return try builder.constant(constant) }
    if case .name(let name) = expression.kind { return try loadName(name, span: expression.span) }
    let register = try builder.newRegister()
    try evaluate(expression, into: register)
    return UInt16(register)
  }

  /// The value of an expression in a register of its own or a local's; never a constant.
  func register(_ expression: Expression) throws(SyntaxError) -> Operand {
    let operand = try operand(expression)
    if !CodeBuilder.isConstant(operand) { return operand }
    let register = try builder.newRegister()
    builder.emit(.move, a: register, b: operand)
    return UInt16(register)
  }

  /// The values of expressions in new registers side by side.
  func consecutive(_ expressions: [Expression]) throws(SyntaxError) -> Int {
    let first = builder.nextRegister
    for expression in expressions {
      let register = try builder.newRegister()
      try evaluate(expression, into: register)
    }
    return first
  }

  /// Empties a temporary register that nothing reads any more, so that its value lives no longer than in CPython.
  func letGo(_ value: Operand, above mark: Int) throws(SyntaxError) {
    if CodeBuilder.isConstant(value) || Int(value) < mark { return }
    builder.emit(.move, a: Int(value), b: try builder.constant(.unset))
  }

  /// The items of an index with slices among them, in new registers side by side; nil for any other index.
  func slicedItems(_ index: Expression) throws(SyntaxError) -> (first: Int, count: Int, parts: Int)? {
    let items: [Expression]
    var isTuple = false
    if case .tuple(let inner) = index.kind {
      items = inner
      isTuple = true
    } else {
      items = [index]
    }
    guard items.count <= SliceItems.limit, items.contains(where: \.isSlice),
      !items.contains(where: \.isStarred)
    else { return nil }
    let first = builder.nextRegister
    var parts = 0
    for (position, item) in items.enumerated() {
      let expressions: [Expression]
      var bits = 0
      if case .slice(let start, let stop, let step) = item.kind {
        expressions = [start, stop, step].compactMap { $0 }
        bits = SliceItems.bits(isSlice: true, start != nil, stop != nil, step != nil)
      } else {
        expressions = [item]
      }
      parts |= bits << (4 * position)
      _ = try consecutive(expressions)
    }
    return (first, isTuple ? items.count : 0, parts)
  }

  /// The value of an expression without anything to run, if it has one.
  func constant(_ expression: Expression) throws(SyntaxError) -> Value? {
    switch expression.kind {
    case .constant(let constant):
      switch constant {
      case .none: return Value.none
      case .bool(let value): return .bool(value)
      case .int(let value): return .int(value)
      case .float(let value): return .float(value)
      case .string(let text): return .str(StringObject.literal(text))
      case .bytes(let bytes): return .object(BytesObject(bytes))
      case .ellipsis: return .ellipsis
      case .bigInt(let text):
        if let refusal = IntegerText.literalRefusal(text) { throw fail(refusal, expression.span) }
        guard let value = BigInt(literal: text) else { throw fail("invalid integer", expression.span) }
        return .integer(value)
      case .imaginary: throw fail("complex numbers are not part of nbsh", expression.span)
      }
    case .unary(.minus, let inner):
      switch try constant(inner) {
      case .int(let value)?: return value == Int.min ? nil : .int(-value)
      case .float(let value)?: return .float(-value)
      default: return nil
      }
    case .binary(let op, let left, let right):
      guard let a = try constant(left), let b = try constant(right) else { return nil }
      return Compiler.fold(op, a, b)
    default: return nil
    }
  }

  /// The result of arithmetic on literals, where it cannot fail and needs no calls.
  static func fold(_ op: BinaryOperator, _ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      let result: (partialValue: Int, overflow: Bool)
      switch op {
      case .add: result = x.addingReportingOverflow(y)
      case .subtract: result = x.subtractingReportingOverflow(y)
      case .multiply: result = x.multipliedReportingOverflow(by: y)
      case .divide:
        return y == 0 || x.magnitude > 1 << 53 || y.magnitude > 1 << 53 ? nil : .float(Double(x) / Double(y))
      default: return nil
      }
      return result.overflow ? nil : .int(result.partialValue)
    case (.float(let x), .float(let y)): return fold(op, x, y)
    case (.int(let x), .float(let y)): return fold(op, Double(x), y)
    case (.float(let x), .int(let y)): return fold(op, x, Double(y))
    default: return nil
    }
  }

  private static func fold(_ op: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    switch op {
    case .add: .float(x + y)
    case .subtract: .float(x - y)
    case .multiply: .float(x * y)
    case .divide: y == 0 ? nil : .float(x / y)
    default: nil
    }
  }

  /// Evaluates an expression into the given register.
  func evaluate(_ expression: Expression, into target: Int) throws(SyntaxError) {
    builder.span = expression.span
    if let constant = try constant(expression) {
      builder.emit(.move, a: target, b: try builder.constant(constant))
      return
    }
    let mark = builder.nextRegister
    defer { builder.release(to: mark) }
    switch expression.kind {
    case .constant: break
    case .name(let name): _ = try loadName(name, span: expression.span, into: target)
    case .formatted(let parts): try formatted(parts, into: target, span: expression.span)
    case .tuple(let items): try display(items, .buildTuple, into: target, span: expression.span)
    case .list(let items): try display(items, .buildList, into: target, span: expression.span)
    case .set(let items): try display(items, .buildSet, into: target, span: expression.span)
    case .dict(let items): try dictDisplay(items, into: target, span: expression.span)
    case .starred: throw fail("can't use starred expression here", expression.span)
    case .unary(let op, let inner):
      let value = try operand(inner)
      builder.span = expression.span
      let opcode: Opcode =
        switch op {
        case .minus: .negate
        case .plus: .positive
        case .invert: .invert
        case .not: .not
        }
      builder.emit(opcode, a: target, b: value)
    case .binary(let op, let left, let right):
      let a = try operand(left)
      let b = try operand(right)
      builder.span = expression.span
      builder.emit(op.opcode, a: target, b: a, c: b)
    case .and(let items): try shortCircuit(items, .jumpIfFalse, into: target)
    case .or(let items): try shortCircuit(items, .jumpIfTrue, into: target)
    case .compare(let first, let rest): try compare(first, rest, into: target, span: expression.span)
    case .conditional(let test, let then, let otherwise):
      let elseLabel = builder.label()
      let end = builder.label()
      try jumpIfFalse(test, to: elseLabel)
      try branch { () throws(SyntaxError) in try evaluate(then, into: target) }
      builder.jump(to: end)
      builder.place(elseLabel)
      try branch { () throws(SyntaxError) in try evaluate(otherwise, into: target) }
      builder.place(end)
    case .call(let function, let arguments):
      try call(function, arguments, into: target, span: expression.span)
    case .attribute(let object, let name):
      let value = try operand(object)
      builder.span = expression.span
      builder.emit(
        .loadAttribute, a: target, b: value, d: builder.name(mangled(name)), e: builder.newCache())
    case .subscripted(let object, let index):
      let value = try operand(object)
      if let items = try slicedItems(index) {
        builder.span = expression.span
        builder.emit(
          .getSliced, a: target, b: value, c: UInt16(items.first), d: items.count, e: items.parts)
      } else if case .tuple(let items) = index.kind, !items.contains(where: \.isStarred), !items.isEmpty {
        let first = try consecutive(items)
        builder.span = expression.span
        builder.emit(.getItems, a: target, b: value, c: UInt16(first), d: items.count)
      } else {
        let key = try operand(index)
        builder.span = expression.span
        builder.emit(.getItem, a: target, b: value, c: key)
      }
    case .slice(let start, let stop, let step):
      let first = try builder.newRegisters(3)
      for (index, part) in [start, stop, step].enumerated() {
        if let part {
          try evaluate(part, into: first + index)
        } else {
          builder.emit(.move, a: first + index, b: try builder.constant(.none))
        }
      }
      builder.emit(.buildSlice, a: target, b: UInt16(first))
    case .lambda(let parameters, let body):
      guard let inner = scope.child(expression.span, ScopeBuilder.Kind.lambda) else {
        throw fail("this lambda has no scope", expression.span)
      }
      try function(
        name: "<lambda>", parameters: parameters, inner: inner, into: target, span: expression.span
      ) { (compiler) throws(SyntaxError) in
        compiler.builder.span = body.span
        let value = try compiler.operand(body)
        compiler.builder.emit(.return, b: value)
      }
    case .listComprehension(let element, let clauses):
      try comprehension(clauses, .buildList, into: target, span: expression.span) {
        (result) throws(SyntaxError) in
        let value = try operand(element)
        builder.span = expression.span
        builder.emit(.listAppend, a: result, b: value)
      }
    case .setComprehension(let element, let clauses):
      try comprehension(clauses, .buildSet, into: target, span: expression.span) {
        (result) throws(SyntaxError) in
        let value = try operand(element)
        builder.span = expression.span
        builder.emit(.setAdd, a: result, b: value)
      }
    case .dictComprehension(let key, let value, let clauses):
      try comprehension(clauses, .buildDict, into: target, span: expression.span) {
        (result) throws(SyntaxError) in
        let keyOperand = try operand(key)
        let valueOperand = try operand(value)
        builder.span = expression.span
        builder.emit(.dictSet, a: result, b: keyOperand, c: valueOperand)
      }
    case .generator(let element, let clauses):
      try generator(element, clauses, into: target, span: expression.span)
    case .yield(let value):
      let given = try optional(value, else: .none)
      builder.span = expression.span
      builder.emit(.yield, a: target, b: given)
    case .yieldFrom(let value):
      let iterator = try builder.newRegister()
      builder.emit(.getIterator, a: iterator, b: try operand(value))
      builder.span = expression.span
      let sent = try builder.newRegister()
      builder.emit(.move, a: sent, b: try builder.constant(.none))
      builder.emit(.yieldFrom, a: target, b: UInt16(iterator), e: sent)
    case .named(let name, let value):
      try evaluate(value, into: target)
      // The target belongs to the function around a comprehension.
      let inner = scope
      while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
      defer { scope = inner }
      try storeName(name, UInt16(target), span: expression.span)
    }
  }

  private func shortCircuit(_ items: [Expression], _ jump: Opcode, into target: Int) throws(SyntaxError) {
    let end = builder.label()
    // A variable keeps its old value when a later item raises, so it is set at the end only.
    let result = try builder.newRegister()
    try surelyOnlyFirst(items) { (index, item) throws(SyntaxError) in
      try evaluate(item, into: result)
      if index < items.count - 1 { builder.jump(jump, b: UInt16(result), to: end) }
    }
    builder.place(end)
    builder.emit(.move, a: target, b: UInt16(result))
  }

  /// Runs `body` for each item; what items behind the first one assign is not surely assigned.
  private func surelyOnlyFirst(
    _ items: [Expression], _ body: (Int, Expression) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    var afterFirst = assigned
    for (index, item) in items.enumerated() {
      try body(index, item)
      if index == 0 { afterFirst = assigned }
    }
    assigned = afterFirst
  }

  // MARK: Comparisons and conditions

  private func comparisonOpcode(_ op: ComparisonOperator) -> Opcode {
    switch op {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .is: .isIdentical
    case .isNot: .isNotIdentical
    case .in: .contains
    case .notIn: .notContains
    }
  }

  private func compare(
    _ first: Expression, _ rest: [Comparison], into target: Int, span: Span
  ) throws(SyntaxError) {
    var left = try operand(first)
    let end = builder.label()
    let before = assigned
    for (index, comparison) in rest.enumerated() {
      let right = try operand(comparison.right)
      builder.span = span
      // `target` may be the register of a variable that a later operand reads.
      let isLast = index == rest.count - 1
      let result = isLast ? target : try builder.newRegister()
      builder.emit(comparisonOpcode(comparison.op), a: result, b: left, c: right)
      if !isLast {
        let next = builder.label()
        builder.jump(.jumpIfTrue, b: UInt16(result), to: next)
        builder.emit(.move, a: target, b: UInt16(result))
        builder.jump(to: end)
        builder.place(next)
      }
      left = right
    }
    if rest.count > 1 { assigned = before }
    builder.place(end)
  }

  /// Jumps to `label` where the condition does not hold.
  func jumpIfFalse(_ condition: Expression, to label: CodeBuilder.Label) throws(SyntaxError) {
    let mark = builder.nextRegister
    defer { builder.release(to: mark) }
    switch condition.kind {
    case .unary(.not, let inner): try jumpIfTrue(inner, to: label)
    case .and(let items):
      try surelyOnlyFirst(items) { (_, item) throws(SyntaxError) in try jumpIfFalse(item, to: label) }
    case .or(let items):
      let holds = builder.label()
      try surelyOnlyFirst(items) { (index, item) throws(SyntaxError) in
        if index < items.count - 1 {
          try jumpIfTrue(item, to: holds)
        } else {
          try jumpIfFalse(item, to: label)
        }
      }
      builder.place(holds)
    case .compare(let first, let rest) where rest.count == 1:
      let fused: Opcode? =
        switch rest[0].op {
        case .less: .jumpUnlessLess
        case .lessEqual: .jumpUnlessLessEqual
        case .greater: .jumpUnlessGreater
        case .greaterEqual: .jumpUnlessGreaterEqual
        case .equal: .jumpUnlessEqual
        case .notEqual: .jumpUnlessNotEqual
        default: nil
        }
      guard let fused else { fallthrough }
      let a = try operand(first)
      let b = try operand(rest[0].right)
      builder.span = condition.span
      builder.jump(fused, b: a, c: b, to: label)
    default:
      let value = try operand(condition)
      builder.span = condition.span
      builder.jump(.jumpIfFalse, b: value, to: label)
    }
  }

  func jumpIfTrue(_ condition: Expression, to label: CodeBuilder.Label) throws(SyntaxError) {
    let mark = builder.nextRegister
    defer { builder.release(to: mark) }
    switch condition.kind {
    case .unary(.not, let inner): try jumpIfFalse(inner, to: label)
    case .or(let items):
      try surelyOnlyFirst(items) { (_, item) throws(SyntaxError) in try jumpIfTrue(item, to: label) }
    case .and(let items):
      let fails = builder.label()
      try surelyOnlyFirst(items) { (index, item) throws(SyntaxError) in
        if index < items.count - 1 {
          try jumpIfFalse(item, to: fails)
        } else {
          try jumpIfTrue(item, to: label)
        }
      }
      builder.place(fails)
    default:
      let value = try operand(condition)
      builder.span = condition.span
      builder.jump(.jumpIfTrue, b: value, to: label)
    }
  }
}

extension StringObject {
  /// A string of the source; those that look like names are shared, as CPython's are.
  static func literal(_ text: String) -> StringObject {
    let made = StringObject(text)
    return made.isInternable ? StringObject.interned(text) : made
  }
}
