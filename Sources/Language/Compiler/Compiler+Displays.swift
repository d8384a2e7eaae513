extension Compiler {
  func display(_ items: [Expression], _ op: Opcode, into target: Int, span: Span) throws(SyntaxError) {
    if !items.contains(where: \.isStarred) {
      let first = try consecutive(items)
      builder.span = span
      builder.emit(op, a: target, b: UInt16(first), d: items.count)
      return
    }
    let result = try builder.newRegister()
    try spread(items, op == .buildSet ? .buildSet : .buildList, into: result)
    builder.span = span
    if op == .buildTuple {
      builder.emit(.listToTuple, a: target, b: UInt16(result))
    } else {
      builder.emit(.move, a: target, b: UInt16(result))
    }
  }

  /// Collects items with `*spreads` among them in a list or set.
  func spread(_ items: [Expression], _ op: Opcode, into result: Int) throws(SyntaxError) {
    let displaySpan = builder.span
    builder.emit(op, a: result, b: 0, d: 0)
    for item in items {
      try temporarily { () throws(SyntaxError) in
        if case .starred(let inner) = item.kind {
          let value = try operand(inner)
          builder.span = displaySpan
          builder.emit(op == .buildSet ? .setUpdate : .listExtend, a: result, b: value)
        } else {
          builder.emit(op == .buildSet ? .setAdd : .listAppend, a: result, b: try operand(item))
        }
      }
    }
  }

  func dictDisplay(_ items: [DictItem], into target: Int, span: Span) throws(SyntaxError) {
    if !items.contains(where: { $0.key == nil }), items.count <= 64 {
      let first = builder.nextRegister
      for item in items {
        guard let key = item.key else { continue }
        try evaluate(key, into: try builder.newRegister())
        try evaluate(item.value, into: try builder.newRegister())
      }
      builder.span = span
      builder.emit(.buildDict, a: target, b: UInt16(first), d: items.count)
      return
    }
    let result = try builder.newRegister()
    builder.emit(.buildDict, a: result, b: 0, d: 0)
    for item in items {
      try temporarily { () throws(SyntaxError) in
        if let key = item.key {
          let keyOperand = try operand(key)
          builder.emit(.dictSet, a: result, b: keyOperand, c: try operand(item.value))
        } else {
          let value = try operand(item.value)
          builder.span = item.value.span
          builder.emit(.dictMerge, a: result, b: value)
        }
      }
    }
    builder.emit(.move, a: target, b: UInt16(result))
  }

  // MARK: Formatted strings

  func formatted(_ parts: [FormattedPart], into target: Int, span: Span) throws(SyntaxError) {
    let first = builder.nextRegister
    for part in parts {
      let register = try builder.newRegister()
      switch part {
      case .text(let text):
        builder.emit(.move, a: register, b: try builder.constant(.string(text)))
      case .field(let value, let conversion, let format):
        try temporarily { () throws(SyntaxError) in
          let operand = try operand(value)
          var specification = try builder.constant(.unset)
          if let format {
            let text = try builder.newRegister()
            try formatted(format, into: text, span: span)
            specification = UInt16(text)
          }
          builder.span = value.span
          builder.emit(
            .formatValue, a: register, b: operand, c: specification,
            d: conversion.map { Int($0.asciiValue ?? 0) } ?? 0)
        }
      }
    }
    builder.span = span
    builder.emit(.buildString, a: target, b: UInt16(first), d: parts.count)
    builder.release(to: first)
  }
}
