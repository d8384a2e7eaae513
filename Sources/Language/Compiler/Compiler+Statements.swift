extension Compiler {
  func statements(_ body: [Statement]) throws(SyntaxError) {
    for statement in body { try self.statement(statement) }
  }

  func statement(_ statement: Statement) throws(SyntaxError) {
    builder.span = statement.span
    let mark = builder.nextRegister
    defer { builder.release(to: mark) }
    switch statement.kind {
    case .expression(let value):
      if case .constant = value.kind { return }
      try letGo(operand(value), above: mark)
    case .assign(let targets, let value): try assignment(targets, value)
    case .augmentedAssign(let target, let op, let value):
      try augmented(target, op, value, span: statement.span)
    case .annotatedAssign(let target, let annotation, let value):
      if let value { try assignment([target], value) }
      if scope.kind == .class, case .name(let name) = target.kind {
        let type = try operand(annotation)
        builder.emit(.annotate, b: type, d: builder.name(name))
      } else if scope.kind == .module {
        _ = try operand(annotation)
      }
    case .return(let value):
      if let value, case .conditional(let test, let then, let otherwise) = value.kind, blocks.isEmpty {
        // Two returns take fewer steps than one of either value.
        let elseLabel = builder.label()
        try jumpIfFalse(test, to: elseLabel)
        for (index, result) in [then, otherwise].enumerated() {
          if index == 1 { builder.place(elseLabel) }
          try branch { () throws(SyntaxError) in
            let result = try operand(result)
            builder.span = statement.span
            builder.emit(.return, b: result)
          }
        }
        return
      }
      let result = try optional(value, else: .none)
      builder.span = statement.span
      try leave(to: 0, keeping: result) { (result) throws(SyntaxError) in builder.emit(.return, b: result) }
    case .delete(let targets): for target in targets { try delete(target) }
    case .pass: break
    case .break: try leaveLoop(statement.span, isBreak: true)
    case .continue: try leaveLoop(statement.span, isBreak: false)
    case .if(let test, let then, let otherwise):
      let elseLabel = builder.label()
      let end = builder.label()
      try jumpIfFalse(test, to: elseLabel)
      let before = assigned
      try statements(then)
      let afterThen = assigned
      assigned = before
      if !otherwise.isEmpty { builder.jump(to: end) }
      builder.place(elseLabel)
      try statements(otherwise)
      assigned = assigned.intersection(afterThen)
      builder.place(end)
    case .while(let test, let body, let otherwise):
      let start = builder.label()
      let condition = builder.label()
      let exhausted = builder.label()
      let end = builder.label()
      let before = assigned
      builder.place(condition)
      try jumpIfFalse(test, to: exhausted)
      builder.place(start)
      try loop(breakTo: end, continueTo: condition) { () throws(SyntaxError) in try statements(body) }
      builder.span = test.span
      builder.jump(.jumpBack, to: condition)
      builder.place(exhausted)
      assigned = before
      try branch { () throws(SyntaxError) in try statements(otherwise) }
      builder.place(end)
    case .for(let target, let iterable, let body, let otherwise):
      let iterator = try builder.newRegister()
      let value = try operand(iterable)
      builder.span = statement.span
      builder.emit(.getIterator, a: iterator, b: value)
      try letGo(value, above: iterator + 1)
      let start = builder.label()
      let exhausted = builder.label()
      let end = builder.label()
      let before = assigned
      builder.place(start)
      try temporarily { () throws(SyntaxError) in try forNext(iterator, target: target, exhausted: exhausted)
      }
      try loop(breakTo: end, continueTo: start) { () throws(SyntaxError) in try statements(body) }
      builder.span = target.span
      builder.jump(.jumpBack, to: start)
      builder.place(exhausted)
      assigned = before
      try branch { () throws(SyntaxError) in try statements(otherwise) }
      builder.place(end)
      // The iterator may hold something large.
      builder.emit(.move, a: iterator, b: try builder.constant(.unset))
    case .with(let items, let body): try with(items[...], body, span: statement.span)
    case .raise(let value, let cause):
      guard let value else {
        builder.emit(.raiseCurrent)
        return
      }
      let exception = try operand(value)
      let causeOperand = try optional(cause, else: .unset)
      builder.span = statement.span
      builder.emit(.raise, b: exception, c: causeOperand)
    case .try(let body, let handlers, let otherwise, let finally):
      try tryStatement(body, handlers, otherwise, finally)
    case .assert(let test, let message):
      let holds = builder.label()
      try jumpIfTrue(test, to: holds)
      try branch { () throws(SyntaxError) in
        let text = try optional(message, else: .unset)
        builder.span = test.span
        builder.emit(.raiseAssertion, b: text)
      }
      builder.place(holds)
    case .global, .nonlocal: break
    case .import(let names): try importModules(names, span: statement.span)
    case .importFrom(let module, let level, let names, let star):
      try importFrom(module, level, names, star, span: statement.span)
    case .function(let definition): try functionDefinition(definition, span: statement.span)
    case .class(let definition): try classDefinition(definition, span: statement.span)
    case .match(let subject, let cases): try match(subject, cases)
    }
  }

  // MARK: Assignment

  private func assignment(_ targets: [Expression], _ value: Expression) throws(SyntaxError) {
    if targets.count == 1, let register = plainLocal(targets[0]) {
      try evaluate(value, into: register)
      assigned.insert(register)
      return
    }
    // `a, b = c, d` moves values without building a tuple.
    if targets.count == 1, let left = targets[0].elements, case .tuple(let right) = value.kind,
      left.count == right.count, !left.contains(where: \.isStarred), !right.contains(where: \.isStarred)
    {
      let first = try consecutive(right)
      for (index, target) in left.enumerated() { try assign(target, UInt16(first + index)) }
      return
    }
    let result = try operand(value)
    for target in targets { try assign(target, result) }
  }

  /// Stores a value in a target.
  func assign(_ target: Expression, _ value: Operand) throws(SyntaxError) {
    switch target.kind {
    case .name(let name): try storeName(name, value, span: target.span)
    case .attribute(let object, let name):
      try temporarily { () throws(SyntaxError) in
        let receiver = try register(object)
        builder.span = target.span
        builder.emit(.storeAttribute, a: Int(receiver), b: value, d: builder.name(mangled(name)))
      }
    case .subscripted(let object, let index):
      try temporarily { () throws(SyntaxError) in
        let receiver = try register(object)
        if let items = try slicedItems(index) {
          builder.span = target.span
          builder.emit(
            .setSliced, a: Int(receiver), b: UInt16(items.first), c: value, d: items.count, e: items.parts)
        } else if case .tuple(let items) = index.kind, !items.isEmpty, !items.contains(where: \.isStarred) {
          let first = try consecutive(items)
          builder.span = target.span
          builder.emit(.setItems, a: Int(receiver), b: UInt16(first), c: value, d: items.count)
        } else {
          let key = try operand(index)
          builder.span = target.span
          builder.emit(.setItem, a: Int(receiver), b: key, c: value)
        }
      }
    case .tuple(let items), .list(let items):
      let mark = builder.nextRegister
      let first = try builder.newRegisters(items.count)
      builder.span = target.span
      if let star = items.firstIndex(where: \.isStarred) {
        builder.emit(.unpackStar, a: first, b: value, d: star, e: items.count - star - 1)
      } else {
        builder.emit(.unpack, a: first, b: value, d: items.count)
      }
      for (index, item) in items.enumerated() {
        if case .starred(let inner) = item.kind {
          try assign(inner, UInt16(first + index))
        } else {
          try assign(item, UInt16(first + index))
        }
      }
      builder.release(to: mark)
    case .starred: throw fail("starred assignment target must be in a list or tuple", target.span)
    default: throw fail("cannot assign to this expression", target.span)
    }
  }

  private func augmented(
    _ target: Expression, _ op: BinaryOperator, _ value: Expression, span: Span
  ) throws(SyntaxError) {
    switch target.kind {
    case .name(let name):
      let old = try loadName(name, span: target.span)
      let right = try operand(value)
      let result = try destination(plainLocal(target))
      builder.span = span
      builder.emit(.inPlace, a: result, b: old, c: right, d: Int(op.number))
      try storeName(name, UInt16(result), span: span)
    case .attribute(let object, let name):
      let receiver = try register(object)
      let item = try builder.newRegister()
      builder.span = target.span
      builder.emit(
        .loadAttribute, a: item, b: receiver, d: builder.name(mangled(name)), e: builder.newCache())
      let right = try operand(value)
      builder.span = span
      builder.emit(.inPlace, a: item, b: UInt16(item), c: right, d: Int(op.number))
      builder.emit(.storeAttribute, a: Int(receiver), b: UInt16(item), d: builder.name(mangled(name)))
    case .subscripted(let object, let index):
      let receiver = try register(object)
      let key = try operand(index)
      let item = try builder.newRegister()
      builder.span = target.span
      builder.emit(.getItem, a: item, b: receiver, c: key)
      let right = try operand(value)
      builder.span = span
      builder.emit(.inPlace, a: item, b: UInt16(item), c: right, d: Int(op.number))
      builder.emit(.setItem, a: Int(receiver), b: key, c: UInt16(item))
    default: throw fail("illegal expression for augmented assignment", target.span)
    }
  }

  private func delete(_ target: Expression) throws(SyntaxError) {
    switch target.kind {
    case .name(let name): try deleteName(name, span: target.span)
    case .attribute(let object, let name):
      let receiver = try operand(object)
      builder.span = target.span
      builder.emit(.deleteAttribute, b: receiver, d: builder.name(mangled(name)))
    case .subscripted(let object, let index):
      let receiver = try operand(object)
      let key = try operand(index)
      builder.span = target.span
      builder.emit(.deleteItem, b: receiver, c: key)
    case .tuple(let items), .list(let items): for item in items { try delete(item) }
    default: throw fail("cannot delete expression", target.span)
    }
  }

  // MARK: Imports

  private func importModules(_ names: [ImportedName], span: Span) throws(SyntaxError) {
    for name in names {
      builder.span = span
      let register = try builder.newRegister()
      builder.emit(.importModule, a: register, b: name.alias == nil ? 0 : 1, d: builder.name(name.name))
      let bound = name.alias ?? String(name.name.prefix { $0 != "." })
      try storeName(bound, UInt16(register), span: name.span)
    }
  }

  private func importFrom(
    _ module: String, _ level: Int, _ names: [ImportedName], _ star: Bool, span: Span
  ) throws(SyntaxError) {
    let register = try builder.newRegister()
    builder.span = span
    builder.emit(.importModule, a: register, b: 1, d: builder.name(module), e: level)
    if star {
      if frameScope.kind != .module { throw fail("import * only allowed at module level", span) }
      builder.emit(.importStar, b: UInt16(register))
    }
    for name in names {
      let value = try builder.newRegister()
      builder.span = span
      builder.emit(.importName, a: value, b: UInt16(register), d: builder.name(name.name))
      try storeName(name.alias ?? name.name, UInt16(value), span: name.span)
    }
  }
}

extension Expression {
  /// The items of a tuple or list display.
  var elements: [Expression]? {
    switch kind {
    case .tuple(let items), .list(let items): items
    default: nil
    }
  }
}
