extension Compiler {
  func call(
    _ function: Expression, _ arguments: [Argument], into target: Int, span: Span
  ) throws(SyntaxError) {
    let isPlain = arguments.allSatisfy { if case .positional = $0.kind { true } else { false } }
    if isPlain, arguments.isEmpty, case .name("super") = function.kind, try zeroArgumentSuper(target, span) {
      return
    }
    if isPlain, case .attribute(let object, let name) = function.kind {
      let method = try builder.newRegisters(2)
      try temporarily { () throws(SyntaxError) in
        let receiver = try operand(object)
        builder.span = function.span
        builder.emit(
          .loadMethod, a: method, b: receiver, d: builder.name(mangled(name)), e: builder.newCache())
      }
      for argument in arguments { try evaluate(argument.value, into: try builder.newRegister()) }
      builder.span = span
      builder.emit(.callMethod, a: method, c: UInt16(arguments.count), d: target)
      return
    }
    let callee = try builder.newRegister()
    try evaluate(function, into: callee)
    if isPlain {
      for argument in arguments { try evaluate(argument.value, into: try builder.newRegister()) }
      builder.span = span
      builder.emit(.call, a: callee, c: UInt16(arguments.count), d: target)
      return
    }
    let hasSpread = arguments.contains {
      switch $0.kind {
      case .star, .doubleStar: true
      default: false
      }
    }
    if hasSpread {
      try spreadCall(callee, arguments, into: target, span: span)
      return
    }
    // Keyword arguments follow the positional ones, in the order in which they were written.
    var names: [Value] = []
    for argument in arguments {
      if case .keyword(let name) = argument.kind { names.append(.str(StringObject.interned(name))) }
      try evaluate(argument.value, into: try builder.newRegister())
    }
    builder.span = span
    builder.emit(
      .callKeywords, a: callee, c: UInt16(arguments.count), d: target, e: builder.constantIndex(.tuple(names))
    )
  }

  private func spreadCall(
    _ callee: Int, _ arguments: [Argument], into target: Int, span: Span
  ) throws(SyntaxError) {
    let list = try builder.newRegister()
    let keywords = try builder.newRegister()
    builder.emit(.buildList, a: list, b: 0, d: 0)
    builder.emit(.move, a: keywords, b: try builder.constant(.none))
    var hasKeywords = false
    for argument in arguments {
      try temporarily { () throws(SyntaxError) in
        let value = try operand(argument.value)
        builder.span = argument.value.span
        switch argument.kind {
        case .positional: builder.emit(.listAppend, a: list, b: value)
        case .star: builder.emit(.listExtend, a: list, b: value, d: 1)
        case .keyword(let name):
          if !hasKeywords { builder.emit(.buildDict, a: keywords, b: 0, d: 0) }
          hasKeywords = true
          let single = try builder.newRegister()
          builder.emit(.buildDict, a: single, b: 0, d: 0)
          builder.emit(
            .dictSet, a: single, b: try builder.constant(.str(StringObject.interned(name))), c: value)
          builder.emit(.dictMergeUnique, a: keywords, b: UInt16(single), c: UInt16(callee))
        case .doubleStar:
          if !hasKeywords { builder.emit(.buildDict, a: keywords, b: 0, d: 0) }
          hasKeywords = true
          builder.emit(.dictMergeUnique, a: keywords, b: value, c: UInt16(callee))
        }
      }
    }
    builder.span = span
    builder.emit(.callSpread, a: callee, d: target)
  }

  /// `super()` in a method: the class that the method stands in, and the method's first argument.
  private func zeroArgumentSuper(_ target: Int, _ span: Span) throws(SyntaxError) -> Bool {
    let frame = scope.frameScope
    guard let index = frame.freeIndex(of: "__class__"), let first = frame.bound.first,
      let register = localRegister(first, frame)
    else { return false }
    let callee = try builder.newRegisters(3)
    builder.emit(.loadGlobal, a: callee, d: slot("super"), e: builder.name("super"))
    builder.emit(.loadFree, a: callee + 1, d: index, e: builder.name("__class__"))
    if frame.cells.contains(first) {
      builder.emit(.loadCell, a: callee + 2, b: UInt16(register), d: builder.name(first))
    } else {
      builder.emit(.move, a: callee + 2, b: UInt16(register))
    }
    builder.span = span
    builder.emit(.call, a: callee, c: 2, d: target)
    return true
  }

  // MARK: Functions and classes

  /// Makes a function object in `target`; `body` compiles what is inside.
  func function(
    name: String, parameters: Parameters, inner: Scope, into target: Int, span: Span, doc: String? = nil,
    body: (Compiler) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    let mark = builder.nextRegister
    defer { builder.release(to: mark) }
    // Defaults are evaluated where the function is defined.
    let positional = parameters.positionalOnly + parameters.regular
    let withDefault = positional.filter { $0.defaultValue != nil }
    let first = builder.nextRegister
    for parameter in withDefault {
      if let value = parameter.defaultValue { try evaluate(value, into: try builder.newRegister()) }
    }
    for parameter in parameters.keywordOnly {
      let register = try builder.newRegister()
      if let value = parameter.defaultValue {
        try evaluate(value, into: register)
      } else {
        builder.emit(.move, a: register, b: try builder.constant(.unset))
      }
    }
    let prefix =
      frameScope.kind == .module
      ? "" : frameScope.kind == .class ? qualifiedName + "." : qualifiedName + ".<locals>."
    let compiler = Compiler(
      source: source, module: module, scope: inner, qualifiedName: prefix + name, className: className)
    compiler.postponesAnnotations = postponesAnnotations
    compiler.builder.span = span
    var layout = ParameterLayout()
    layout.names = (positional + parameters.keywordOnly).map { StringObject.interned(mangled($0.name)) }
    layout.positionalOnlyCount = parameters.positionalOnly.count
    layout.positionalCount = positional.count
    layout.keywordOnlyCount = parameters.keywordOnly.count
    if let star = parameters.star {
      layout.hasStar = true
      layout.names.append(StringObject.interned(star.name))
    }
    if let doubleStar = parameters.doubleStar {
      layout.hasDoubleStar = true
      layout.names.append(StringObject.interned(doubleStar.name))
    }
    try compiler.declareLocals(of: inner, parameterCount: layout.registerCount)
    try body(compiler)
    let code = compiler.finish(
      name: name, parameters: layout, captures: try captures(of: inner), doc: doc)
    builder.span = span
    builder.emit(
      .makeFunction, a: target, b: UInt16(first), d: builder.constantIndex(.object(code)),
      e: withDefault.count)
  }

  /// Where the closure variables of an inner body are, seen from here.
  private func captures(
    of inner: Scope, classCell: Int? = nil
  ) throws(SyntaxError) -> [Code.Capture] {
    var result: [Code.Capture] = []
    for name in inner.free {
      if name == "__class__", let classCell {
        result.append(.cell(classCell))
        continue
      }
      // The nearest scope of this frame that shares it, else the closure of this frame.
      var owner: Scope? = scope
      var found: Code.Capture?
      while let candidate = owner {
        if candidate.isBound(name), candidate.cells.contains(name), candidate.kind != .class,
          let register = localRegister(name, candidate)
        {
          found = .cell(register)
          break
        }
        if candidate === frameScope { break }
        owner = candidate.parent
      }
      if found == nil, let index = frameScope.freeIndex(of: name) { found = .free(index) }
      guard let found else { throw fail("no binding for '\(name)' found", builder.span) }
      result.append(found)
    }
    return result
  }

  func functionDefinition(_ definition: FunctionDefinition, span: Span) throws(SyntaxError) {
    guard let inner = scope.child(span, ScopeBuilder.Kind.function) else {
      throw fail("this function has no scope", span)
    }
    try decorated(definition.decorators, name: definition.name, span: definition.headerSpan) {
      (target) throws(SyntaxError) in
      try function(
        name: definition.name, parameters: definition.parameters, inner: inner, into: target,
        span: definition.headerSpan, doc: docstring(definition.body)
      ) { (compiler) throws(SyntaxError) in
        try compiler.statements(definition.body)
        compiler.builder.emit(.return, b: try compiler.builder.constant(.none))
      }
      try annotate(definition, function: target)
    }
  }

  /// `__annotations__` of a new function.
  private func annotate(_ definition: FunctionDefinition, function: Int) throws(SyntaxError) {
    let annotations = definition.annotations
    if annotations.isEmpty { return }
    try temporarily { () throws(SyntaxError) in
      let dict = try builder.newRegister()
      builder.emit(.buildDict, a: dict)
      for (name, annotation) in annotations {
        let value =
          postponesAnnotations
          ? try builder.constant(.string(source.text(of: annotation.span))) : try operand(annotation)
        builder.emit(.dictSet, a: dict, b: try builder.constant(.string(mangled(name))), c: value)
      }
      builder.emit(.storeAttribute, a: function, b: UInt16(dict), d: builder.name("__annotations__"))
    }
  }

  /// Evaluates decorators, makes the object, applies them inside out, binds the name.
  private func decorated(
    _ decorators: [Expression], name: String, span: Span, _ make: (Int) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    let mark = builder.nextRegister
    let first = try consecutive(decorators)
    let value = try builder.newRegister()
    try make(value)
    for index in decorators.indices.reversed() {
      builder.span = decorators[index].span
      // Decorator and value stand side by side only for the last one: move the result next to each.
      let callee = first + index
      if callee + 1 != value { builder.emit(.move, a: callee + 1, b: UInt16(value)) }
      builder.emit(.call, a: callee, c: 1, d: value)
    }
    try storeName(name, UInt16(value), span: span)
    builder.release(to: mark)
  }

  private func docstring(_ body: [Statement]) -> String? {
    guard let first = body.first, case .expression(let value) = first.kind,
      case .constant(.string(let text)) = value.kind
    else { return nil }
    return text
  }

  func classDefinition(_ definition: ClassDefinition, span: Span) throws(SyntaxError) {
    guard let around = scope.child(span, ScopeBuilder.Kind.classBody),
      let inner = around.child(span, ScopeBuilder.Kind.classBody)
    else { throw fail("this class has no scope", span) }
    try decorated(definition.decorators, name: definition.name, span: span) { (target) throws(SyntaxError) in
      let mark = builder.nextRegister
      let bases = try builder.newRegister()
      let positional = definition.arguments.compactMap { argument -> Expression? in
        switch argument.kind {
        case .positional: argument.value
        case .star: Expression(.starred(argument.value), argument.span)
        default: nil
        }
      }
      try spread(positional, .buildList, into: bases)
      let keywords = try classKeywords(definition)
      var classCell: Int?
      if around.cells.contains("__class__") {
        let register = try builder.newRegister()
        builder.emit(.newCell, a: register)
        classCell = register
      }
      let prefix =
        frameScope.kind == .module
        ? "" : frameScope.kind == .class ? qualifiedName + "." : qualifiedName + ".<locals>."
      let compiler = Compiler(
        source: source, module: module, scope: inner, qualifiedName: prefix + definition.name,
        className: definition.name)
      compiler.postponesAnnotations = postponesAnnotations
      // Register 0 of a class body is its namespace.
      _ = try compiler.builder.newRegister()
      compiler.builder.span = span
      if let doc = docstring(definition.body) {
        compiler.builder.emit(
          .storeName, b: try compiler.builder.constant(.string(doc)), e: compiler.builder.name("__doc__"))
      }
      try compiler.statements(definition.body)
      compiler.builder.emit(.return, b: try compiler.builder.constant(.none))
      let code = compiler.finish(
        name: definition.name, parameters: ParameterLayout(),
        captures: try captures(of: inner, classCell: classCell), doc: docstring(definition.body))
      builder.span = span
      builder.emit(
        .buildClass, a: target, b: UInt16(bases), c: keywords, d: builder.constantIndex(.object(code)))
      builder.release(to: mark)
    }
  }

  /// The dict of what a class statement passes by name (`metaclass=…`), or None.
  private func classKeywords(_ definition: ClassDefinition) throws(SyntaxError) -> Operand {
    var keywords: Int?
    for argument in definition.arguments {
      switch argument.kind {
      case .keyword, .doubleStar: break
      default: continue
      }
      if keywords == nil {
        let register = try builder.newRegister()
        builder.emit(.buildDict, a: register)
        keywords = register
      }
      guard let dict = keywords else { continue }
      let value = try operand(argument.value)
      if case .keyword(let name) = argument.kind {
        builder.emit(.dictSet, a: dict, b: try builder.constant(.string(name)), c: value)
      } else {
        builder.emit(.dictMerge, a: dict, b: value)
      }
    }
    if let keywords { return UInt16(keywords) }
    return try builder.constant(.none)
  }
}
