/// Loops, `try`, `with`: blocks that `break`, `continue`, `return` and exceptions leave in order.
extension Compiler {
  func loop(
    breakTo: CodeBuilder.Label, continueTo: CodeBuilder.Label, _ body: () throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    blocks.append(Block(kind: .loop(breakTo: breakTo, continueTo: continueTo)))
    try body()
    blocks.removeLast()
  }

  func leaveLoop(_ span: Span, isBreak: Bool) throws(SyntaxError) {
    let index = blocks.lastIndex { if case .loop = $0.kind { true } else { false } }
    guard let index, case .loop(let breakTo, let continueTo) = blocks[index].kind else {
      throw fail(isBreak ? "'break' outside loop" : "'continue' not properly in loop", span)
    }
    try leave(to: index + 1, keeping: 0) { (_) throws(SyntaxError) in
      builder.jump(isBreak ? .jump : .jumpBack, to: isBreak ? breakTo : continueTo)
    }
  }

  /// Compiles the ends of all blocks from the innermost down to `depth`, then the exit itself.
  ///
  /// A `finally` body is compiled anew at each exit, outside the ranges that it protects. `result` survives it.
  func leave(
    to depth: Int, keeping result: Operand, _ exit: (Operand) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    let blockCount = blocks.count
    let before = assigned
    let mark = builder.nextRegister
    var kept = result
    var left: [Block] = []
    let exits = blocks[depth...].contains {
      switch $0.kind {
      case .finally, .with: true
      case .handler(_, let name): name != nil
      default: false
      }
    }
    if exits, !CodeBuilder.isConstant(result), result < UInt16(mark) {
      // The end of a block may assign the variable that is being returned.
      let copy = try builder.newRegister()
      builder.emit(.move, a: copy, b: result)
      kept = UInt16(copy)
    }
    while blocks.count > depth {
      let block = blocks[blocks.count - 1]
      closeRange()
      left.append(blocks.removeLast())
      switch block.kind {
      case .loop, .guarded: break
      case .finally(let body): try statements(body)
      case .handler(let saved, let name):
        builder.emit(.leaveHandler, a: saved)
        if let name { try forget(name) }
      case .with(let exit): builder.emit(.withExit, a: exit)
      }
    }
    try exit(kept)
    // What follows is inside the blocks again.
    while blocks.count < blockCount {
      var block = left.removeLast()
      block.openStart = block.protects ? builder.here : nil
      blocks.append(block)
    }
    builder.release(to: mark)
    assigned = before
  }

  private func closeRange() {
    let index = blocks.count - 1
    if let start = blocks[index].openStart {
      blocks[index].ranges.append((start, builder.here))
      blocks[index].openStart = nil
    }
  }

  /// Compiles `body` as a protected block; the ranges where an exception leads to its handler come back.
  private func protected(
    _ kind: Block.Kind, _ body: () throws(SyntaxError) -> Void
  ) throws(SyntaxError) -> [(start: Int, end: Int)] {
    var block = Block(kind: kind)
    block.openStart = builder.here
    blocks.append(block)
    try body()
    closeRange()
    return blocks.removeLast().ranges
  }

  private func handle(_ ranges: [(start: Int, end: Int)], at label: CodeBuilder.Label, register: Int) {
    for range in ranges {
      builder.handlers.append((start: range.start, end: range.end, target: label, register: register))
    }
  }

  /// Unbinds the name of an `except … as name`.
  private func forget(_ name: String) throws(SyntaxError) {
    try storeName(name, builder.constant(.unset), span: builder.span)
    if let register = plainLocal(Expression(.name(name), builder.span)) { assigned.remove(register) }
  }

  // MARK: try

  func tryStatement(
    _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement], _ finally: [Statement]
  ) throws(SyntaxError) {
    if finally.isEmpty {
      try tryExcept(body, handlers, otherwise)
      return
    }
    let exception = try builder.newRegister()
    let saved = try builder.newRegister()
    let cleanup = builder.label()
    let end = builder.label()
    let before = assigned
    let ranges = try protected(.finally(finally)) { () throws(SyntaxError) in
      if handlers.isEmpty {
        try statements(body)
      } else {
        try tryExcept(body, handlers, otherwise)
      }
    }
    // The normal way out.
    try statements(finally)
    let after = assigned
    builder.jump(to: end)
    builder.place(cleanup)
    handle(ranges, at: cleanup, register: exception)
    assigned = before
    builder.emit(.enterHandler, a: saved, b: UInt16(exception))
    let inner = try protected(.handler(saved: saved, name: nil)) { () throws(SyntaxError) in
      try statements(finally)
    }
    builder.emit(.leaveHandler, a: saved)
    builder.emit(.reraise, a: exception)
    try restoreOnError(inner, saved: saved, name: nil)
    assigned = after
    builder.place(end)
  }

  /// An exception inside a handler's body: what was handled before is handled again, and it goes on.
  private func restoreOnError(
    _ ranges: [(start: Int, end: Int)], saved: Int, name: String?
  ) throws(SyntaxError) {
    let label = builder.label()
    let exception = try builder.newRegister()
    builder.place(label)
    handle(ranges, at: label, register: exception)
    builder.emit(.leaveHandler, a: saved)
    if let name { try forget(name) }
    builder.emit(.reraise, a: exception)
  }

  private func tryExcept(
    _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement]
  ) throws(SyntaxError) {
    let exception = try builder.newRegister()
    let saved = try builder.newRegister()
    let dispatch = builder.label()
    let end = builder.label()
    let before = assigned
    let ranges = try protected(.guarded) { () throws(SyntaxError) in try statements(body) }
    try statements(otherwise)
    var after = assigned
    builder.jump(to: end)
    builder.place(dispatch)
    handle(ranges, at: dispatch, register: exception)
    builder.emit(.enterHandler, a: saved, b: UInt16(exception))
    let selection = try protected(.handler(saved: saved, name: nil)) { () throws(SyntaxError) in
      for handler in handlers {
        assigned = before
        let next = builder.label()
        builder.span = handler.span
        if let type = handler.type {
          try temporarily { () throws(SyntaxError) in
            let matches = try builder.newRegister()
            let typeOperand = try operand(type)
            builder.span = type.span
            builder.emit(.matchException, a: matches, b: UInt16(exception), c: typeOperand)
            builder.jump(.jumpIfFalse, b: UInt16(matches), to: next)
          }
        }
        if let name = handler.name {
          try storeName(name, UInt16(exception), span: handler.span)
          // The body's own end unbinds the name, so it is a block of its own.
          blocks[blocks.count - 1].kind = .handler(saved: saved, name: name)
        } else {
          blocks[blocks.count - 1].kind = .handler(saved: saved, name: nil)
        }
        try statements(handler.body)
        after = after.intersection(assigned)
        // Leaving must not be protected by this handler's own clean-up.
        closeRange()
        builder.emit(.leaveHandler, a: saved)
        if let name = handler.name { try forget(name) }
        builder.emit(.move, a: exception, b: try builder.constant(.unset))
        builder.jump(to: end)
        builder.place(next)
        blocks[blocks.count - 1].openStart = builder.here
      }
    }
    builder.emit(.leaveHandler, a: saved)
    builder.emit(.reraise, a: exception)
    try restoreOnError(selection, saved: saved, name: nil)
    for handler in handlers {
      if let name = handler.name, let register = plainLocal(Expression(.name(name), handler.span)) {
        after.remove(register)
      }
    }
    assigned = after
    builder.place(end)
  }

  // MARK: with

  func with(_ items: ArraySlice<WithItem>, _ body: [Statement], span: Span) throws(SyntaxError) {
    guard let item = items.first else {
      try statements(body)
      return
    }
    let exit = try builder.newRegisters(2)
    let exception = try builder.newRegister()
    let saved = try builder.newRegister()
    let swallowed = try builder.newRegister()
    let manager = try operand(item.context)
    let entered = try builder.newRegister()
    builder.span = span
    builder.emit(.withEnter, a: exit, b: manager, d: entered)
    let before = assigned
    let ranges = try protected(.with(exit: exit)) { () throws(SyntaxError) in
      if let target = item.target { try assign(target, UInt16(entered)) }
      try with(items.dropFirst(), body, span: span)
    }
    let end = builder.label()
    let cleanup = builder.label()
    builder.span = item.context.span
    builder.emit(.withExit, a: exit)
    let after = assigned
    builder.jump(to: end)
    builder.place(cleanup)
    handle(ranges, at: cleanup, register: exception)
    assigned = before
    builder.emit(.enterHandler, a: saved, b: UInt16(exception))
    let inner = try protected(.handler(saved: saved, name: nil)) { () throws(SyntaxError) in
      builder.emit(.withExitException, a: exit, b: UInt16(exception), d: swallowed)
    }
    builder.emit(.leaveHandler, a: saved)
    builder.jump(.jumpIfTrue, b: UInt16(swallowed), to: end)
    builder.emit(.reraise, a: exception)
    try restoreOnError(inner, saved: saved, name: nil)
    // An exception may have been swallowed anywhere in the body.
    assigned = before.intersection(after)
    builder.place(end)
  }
}

extension Compiler.Block {
  /// Whether exceptions inside lead to code of this block.
  var protects: Bool { if case .loop = kind { false } else { true } }
}
