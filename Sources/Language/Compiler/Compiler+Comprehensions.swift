extension Compiler {
  func comprehension(
    _ clauses: [Comprehension], _ op: Opcode, into target: Int, span: Span,
    _ element: (Int) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    guard let inner = scope.child(span, ScopeBuilder.Kind.comprehension) else {
      throw fail("this comprehension has no scope", span)
    }
    // The first iterable is evaluated outside.
    let firstIterator = try builder.newRegister()
    let iterable = try operand(clauses[0].iterable)
    builder.span = span
    builder.emit(.getIterator, a: firstIterator, b: iterable)
    try letGo(iterable, above: firstIterator + 1)
    let outer = scope
    let before = assigned
    let outerSpan = comprehensionSpan
    scope = inner
    comprehensionSpan = span
    defer {
      scope = outer
      comprehensionSpan = outerSpan
      assigned = before
    }
    let start = builder.here
    try declareLocals(of: inner)
    let result = try builder.newRegister()
    builder.span = span
    builder.emit(op, a: result, b: 0, d: 0)
    try clause(clauses, 0, firstIterator) { () throws(SyntaxError) in try element(result) }
    builder.span = span
    builder.emit(.move, a: target, b: UInt16(result))
    let name = op == .buildList ? "<listcomp>" : op == .buildSet ? "<setcomp>" : "<dictcomp>"
    builder.comprehensions.append(
      Code.ComprehensionRange(start: start, end: builder.here, name: name, span: span))
    // Registers of the comprehension's variables are used again: do not keep values alive in them.
    builder.emit(.move, a: result, b: try builder.constant(.unset))
  }

  /// The loops of a comprehension from clause `index` on, around `element`.
  func clause(
    _ clauses: [Comprehension], _ index: Int, _ firstIterator: Int, _ element: () throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    if index == clauses.count {
      try temporarily(element)
      return
    }
    let clause = clauses[index]
    let mark = builder.nextRegister
    defer { builder.release(to: mark) }
    var iterator = firstIterator
    if index > 0 {
      iterator = try builder.newRegister()
      let iterable = try operand(clause.iterable)
      builder.span = comprehensionSpan ?? clause.iterable.span
      builder.emit(.getIterator, a: iterator, b: iterable)
    }
    let start = builder.label()
    let end = builder.label()
    builder.place(start)
    try forNext(iterator, target: clause.target, exhausted: end)
    for condition in clause.conditions { try jumpIfFalse(condition, to: start) }
    try self.clause(clauses, index + 1, firstIterator, element)
    builder.jump(.jumpBack, to: start)
    builder.place(end)
    try letGo(UInt16(iterator), above: 0)
  }

  /// Takes the next item of an iterator into a target.
  func forNext(_ iterator: Int, target: Expression, exhausted: CodeBuilder.Label) throws(SyntaxError) {
    builder.span = target.span
    if let register = plainLocal(target) {
      builder.jump(.forNext, b: UInt16(iterator), a: register, to: exhausted)
      assigned.insert(register)
    } else {
      let item = try builder.newRegister()
      builder.jump(.forNext, b: UInt16(iterator), a: item, to: exhausted)
      try assign(target, UInt16(item))
    }
  }

  func generator(
    _ element: Expression, _ clauses: [Comprehension], into target: Int, span: Span
  ) throws(SyntaxError) {
    guard let inner = scope.child(span, ScopeBuilder.Kind.generator) else {
      throw fail("this generator has no scope", span)
    }
    let mark = builder.nextRegister
    let function = try builder.newRegister()
    let iterator = try builder.newRegister()
    let iterable = try operand(clauses[0].iterable)
    builder.span = span
    builder.emit(.getIterator, a: iterator, b: iterable)
    try letGo(iterable, above: iterator + 1)
    var parameters = Parameters()
    parameters.regular = [Parameter(name: ".0", span: span)]
    try self.function(name: "<genexpr>", parameters: parameters, inner: inner, into: function, span: span) {
      (compiler) throws(SyntaxError) in
      try compiler.clause(clauses, 0, 0) { () throws(SyntaxError) in
        let value = try compiler.operand(element)
        compiler.builder.emit(.yield, a: try compiler.builder.newRegister(), b: value)
      }
      compiler.builder.emit(.return, b: try compiler.builder.constant(.none))
    }
    builder.span = span
    builder.emit(.call, a: function, c: 1, d: target)
    builder.release(to: mark)
  }
}
