/// `match` statements: each pattern becomes tests that jump to the next case.
extension Compiler {
  func match(_ subject: Expression, _ cases: [MatchCase]) throws(SyntaxError) {
    let value = try builder.newRegister()
    try evaluate(subject, into: value)
    let end = builder.label()
    let before = assigned
    for branch in cases {
      let next = builder.label()
      let mark = builder.nextRegister
      assigned = before
      try pattern(branch.pattern, UInt16(value), otherwise: next)
      if let condition = branch.guardExpression { try jumpIfFalse(condition, to: next) }
      try statements(branch.body)
      builder.jump(to: end)
      builder.place(next)
      builder.release(to: mark)
    }
    assigned = before
    builder.place(end)
  }

  private func pattern(
    _ pattern: Pattern, _ subject: Operand, otherwise: CodeBuilder.Label
  ) throws(SyntaxError) {
    switch pattern {
    case .value(let expression):
      let result = try builder.newRegister()
      let expected = try operand(expression)
      builder.emit(isSingleton(expression) ? .isIdentical : .equal, a: result, b: subject, c: expected)
      builder.jump(.jumpIfFalse, b: UInt16(result), to: otherwise)
    case .capture(let name): if let name { try storeName(name, subject, span: builder.span) }
    case .star: break
    case .alias(let inner, let name):
      try self.pattern(inner, subject, otherwise: otherwise)
      try storeName(name, subject, span: builder.span)
    case .or(let patterns):
      let found = builder.label()
      for (index, inner) in patterns.enumerated() {
        if index == patterns.count - 1 {
          try self.pattern(inner, subject, otherwise: otherwise)
        } else {
          let next = builder.label()
          try self.pattern(inner, subject, otherwise: next)
          builder.jump(to: found)
          builder.place(next)
        }
      }
      builder.place(found)
    case .sequence(let patterns): try sequence(patterns, subject, otherwise: otherwise)
    case .mapping(let keys, let patterns, let rest):
      let test = try builder.newRegister()
      builder.emit(.matchMapping, a: test, b: subject)
      builder.jump(.jumpIfFalse, b: UInt16(test), to: otherwise)
      let first = try builder.newRegisters(keys.count)
      for (index, key) in keys.enumerated() {
        try evaluate(key, into: first + index)
        let item = try builder.newRegister()
        builder.jump(.matchKey, b: subject, c: UInt16(first + index), a: item, to: otherwise)
        try self.pattern(patterns[index], UInt16(item), otherwise: otherwise)
      }
      if let rest {
        let used = try builder.newRegister()
        builder.emit(.buildTuple, a: used, b: UInt16(first), d: keys.count)
        let remaining = try builder.newRegister()
        builder.emit(.matchRest, a: remaining, b: subject, c: UInt16(used))
        try storeName(rest, UInt16(remaining), span: builder.span)
      }
    case .instance(let type, let positional, let keywords):
      let typeOperand = try operand(type)
      let count = positional.count + keywords.count
      let first = try builder.newRegisters(count + 1)
      let names = Value.tuple(keywords.map { .str(StringObject.interned($0.0)) })
      builder.emit(
        .matchClass, a: first, b: subject, c: typeOperand, d: positional.count,
        e: builder.constantIndex(names))
      // The register behind the attributes says whether it matched.
      builder.jump(.jumpIfFalse, b: UInt16(first + count), to: otherwise)
      for (index, inner) in (positional + keywords.map(\.1)).enumerated() {
        try self.pattern(inner, UInt16(first + index), otherwise: otherwise)
      }
    }
  }

  private func sequence(
    _ patterns: [Pattern], _ subject: Operand, otherwise: CodeBuilder.Label
  ) throws(SyntaxError) {
    let star = patterns.firstIndex { if case .star = $0 { true } else { false } }
    let test = try builder.newRegister()
    builder.emit(
      .matchSequence, a: test, b: subject, d: patterns.count - (star == nil ? 0 : 1), e: star == nil ? 0 : 1)
    builder.jump(.jumpIfFalse, b: UInt16(test), to: otherwise)
    let first = try builder.newRegisters(patterns.count)
    if let star {
      builder.emit(.unpackStar, a: first, b: subject, d: star, e: patterns.count - star - 1)
    } else {
      builder.emit(.unpack, a: first, b: subject, d: patterns.count)
    }
    for (index, inner) in patterns.enumerated() {
      if case .star(let name) = inner {
        if let name { try storeName(name, UInt16(first + index), span: builder.span) }
      } else {
        try pattern(inner, UInt16(first + index), otherwise: otherwise)
      }
    }
  }

  private func isSingleton(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant(.none), .constant(.bool): true
    default: false
    }
  }
}
