/// Turns a syntax tree into code for the register machine.
///
/// One compiler works on one body (module, function, class); inner bodies get their own and end up among its
/// constants. Names have become registers, closure positions or slots of the module before anything runs.
final class Compiler {
  typealias Operand = CodeBuilder.Operand

  let source: Source
  let module: ModuleObject
  let builder = CodeBuilder()
  /// The innermost scope, which is that of a comprehension while one is compiled.
  var scope: Scope
  let frameScope: Scope
  let qualifiedName: String
  /// The innermost class around, for names that begin with two underscores.
  let className: String?
  /// Whether annotations are kept as text (`from __future__ import annotations`).
  var postponesAnnotations = false
  /// The place of the comprehension that is being compiled: errors of its loops point to all of it.
  var comprehensionSpan: Span?
  /// Registers of local variables, by scope (a comprehension's are apart).
  var registers: [ObjectIdentifier: [String: Int]] = [:]
  /// Registers that surely hold a value here.
  var assigned = Set<Int>()
  /// Enclosing statements that an early exit has to leave in order.
  var blocks: [Block] = []

  struct Block {
    enum Kind {
      case loop(breakTo: CodeBuilder.Label, continueTo: CodeBuilder.Label)
      /// The statements of a `finally`.
      case finally([Statement])
      /// An `except` body: the register with the exception handled before, and the name to delete.
      case handler(saved: Int, name: String?)
      /// A `with` body: the register with the exit method.
      case with(exit: Int)
      /// A `try` body without finally: nothing to do on leaving.
      case guarded
    }
    var kind: Kind
    /// Where the protected range that is open began; nil while an exit is being compiled.
    var openStart: Int?
    var ranges: [(start: Int, end: Int)] = []
  }

  init(
    source: Source, module: ModuleObject, scope: Scope, qualifiedName: String, className: String?
  ) {
    self.source = source
    self.module = module
    self.scope = scope
    frameScope = scope
    self.qualifiedName = qualifiedName
    self.className = className
  }

  /// Compiles a whole cell or file.
  ///
  /// - Parameter echoLast: whether the value of a last expression is handed to the session.
  static func compile(_ program: Program, source: Source, module: ModuleObject, echoLast: Bool)
    throws(SyntaxError) -> Code
  {
    let scope = ScopeBuilder.build(program)
    let compiler = Compiler(
      source: source, module: module, scope: scope, qualifiedName: "<module>", className: nil)
    compiler.postponesAnnotations = program.body.contains {
      guard case .importFrom("__future__", 0, let names, _) = $0.kind else { return false }
      return names.contains { $0.name == "annotations" }
    }
    for (index, statement) in program.body.enumerated() {
      if echoLast, index == program.body.count - 1, case .expression(let value) = statement.kind {
        compiler.builder.span = value.span
        let mark = compiler.builder.nextRegister
        compiler.builder.emit(.echo, b: try compiler.operand(value))
        compiler.builder.release(to: mark)
      } else {
        try compiler.statement(statement)
      }
    }
    compiler.builder.emit(.return, b: try compiler.builder.constant(.none))
    return compiler.finish(name: "<module>", parameters: ParameterLayout(), captures: [], doc: nil)
  }

  func finish(name: String, parameters: ParameterLayout, captures: [Code.Capture], doc: String?) -> Code {
    let done = builder.finish()
    var localNames: [String] = []
    for (name, register) in registers[ObjectIdentifier(frameScope)] ?? [:] {
      while localNames.count <= register { localNames.append("") }
      localNames[register] = name
    }
    return Code(
      name: name, qualifiedName: qualifiedName, source: source, instructions: done.instructions,
      constants: done.constants, spans: done.spans, handlers: done.handlers,
      comprehensions: builder.comprehensions, cacheCount: done.cacheCount,
      registerCount: done.registerCount, parameters: parameters, isGenerator: frameScope.isGenerator,
      captures: captures, freeNames: frameScope.free, doc: doc, localNames: localNames)
  }

  func fail(_ message: String, _ span: Span) -> SyntaxError { SyntaxError(message, span) }

  /// `__name` inside a class is `_Class__name`.
  func mangled(_ name: String) -> String {
    guard let className, name.utf8.starts(with: "__".utf8), !name.hasSuffix("__"), !name.contains(".") else {
      return name
    }
    let bare = className.drop { $0 == "_" }
    return bare.isEmpty ? name : "_\(bare)\(name)"
  }

  // MARK: Names

  func localRegister(_ name: String, _ scope: Scope) -> Int? {
    registers[ObjectIdentifier(scope)]?[name]
  }

  /// Gives the bound names of a scope their registers, and cells to those that inner functions share.
  func declareLocals(of scope: Scope, parameterCount: Int = 0) throws(SyntaxError) {
    var table: [String: Int] = [:]
    for (index, name) in scope.bound.enumerated() where scope.isBound(name) || index < parameterCount {
      let register = try builder.newRegister()
      table[name] = register
      if index < parameterCount { assigned.insert(register) }
      if scope.cells.contains(name) {
        builder.emit(index < parameterCount ? .wrapCell : .newCell, a: register)
      } else if index >= parameterCount {
        // A comprehension's variables stand in registers that held other values before.
        if scope.kind == .comprehension { builder.emit(.move, a: register, b: try builder.constant(.unset)) }
      }
    }
    registers[ObjectIdentifier(scope)] = table
  }

  /// Where the value of a name is: its register if it has one, else a new one that it is loaded into.
  func loadName(_ name: String, span: Span, into target: Int? = nil) throws(SyntaxError) -> Operand {
    builder.span = span
    let name = mangled(name)
    switch scope.meaning(of: name) {
    case .local(let owner):
      guard let register = localRegister(name, owner) else {
        throw fail("name '\(name)' has no register", span)
      }
      if owner.cells.contains(name) {
        let result = try destination(target)
        builder.emit(.loadCell, a: result, b: UInt16(register), d: builder.name(name))
        return UInt16(result)
      }
      if !assigned.contains(register) {
        builder.emit(.checkBound, a: register, d: builder.name(name))
        assigned.insert(register)
      }
      if let target {
        if target != register { builder.emit(.move, a: target, b: UInt16(register)) }
        return UInt16(target)
      }
      // `x + (x := 2)` reads x first, so such functions work on copies.
      if owner.hasNamedExpression || frameScope.hasNamedExpression {
        let copy = try builder.newRegister()
        builder.emit(.move, a: copy, b: UInt16(register))
        return UInt16(copy)
      }
      return UInt16(register)
    case .free(let index):
      let result = try destination(target)
      builder.emit(.loadFree, a: result, d: index, e: builder.name(name))
      return UInt16(result)
    case .global:
      let result = try destination(target)
      builder.emit(.loadGlobal, a: result, d: slot(name), e: builder.name(name))
      return UInt16(result)
    case .className(let freeIndex):
      let result = try destination(target)
      if let freeIndex {
        builder.emit(.loadNameFree, a: result, d: freeIndex, e: builder.name(name))
      } else {
        builder.emit(.loadName, a: result, d: slot(name), e: builder.name(name))
      }
      return UInt16(result)
    }
  }

  func slot(_ name: String) -> Int { module.namespace.slot(StringObject.interned(name)) }

  func storeName(_ name: String, _ value: Operand, span: Span) throws(SyntaxError) {
    builder.span = span
    let name = mangled(name)
    switch scope.meaning(of: name) {
    case .local(let owner):
      guard let register = localRegister(name, owner) else {
        throw fail("name '\(name)' has no register", span)
      }
      if owner.cells.contains(name) {
        builder.emit(.storeCell, a: register, b: value)
      } else {
        if value != UInt16(register) { builder.emit(.move, a: register, b: value) }
        assigned.insert(register)
      }
    case .free(let index): builder.emit(.storeFree, b: value, d: index)
    case .global: builder.emit(.storeGlobal, b: value, d: slot(name))
    case .className: builder.emit(.storeName, b: value, e: builder.name(name))
    }
  }

  func deleteName(_ name: String, span: Span) throws(SyntaxError) {
    builder.span = span
    let name = mangled(name)
    switch scope.meaning(of: name) {
    case .local(let owner):
      guard let register = localRegister(name, owner) else {
        throw fail("name '\(name)' has no register", span)
      }
      if owner.cells.contains(name) {
        builder.emit(.deleteCell, a: register, d: builder.name(name))
      } else {
        builder.emit(.deleteLocal, a: register, d: builder.name(name))
        assigned.remove(register)
      }
    case .free(let index): builder.emit(.deleteFree, d: index, e: builder.name(name))
    case .global: builder.emit(.deleteGlobal, d: slot(name), e: builder.name(name))
    case .className: builder.emit(.deleteName, e: builder.name(name))
    }
  }

  /// The register of a plain local variable, to compute into directly.
  func plainLocal(_ target: Expression) -> Int? {
    guard case .name(let name) = target.kind else { return nil }
    if case .local(let owner) = scope.meaning(of: mangled(name)), !owner.cells.contains(mangled(name)) {
      return localRegister(mangled(name), owner)
    }
    return nil
  }

  /// The given register, or a new one.
  func destination(_ register: Int?) throws(SyntaxError) -> Int {
    if let register { return register }
    return try builder.newRegister()
  }

  /// The operand of an expression that may be missing.
  func optional(_ expression: Expression?, else missing: Value) throws(SyntaxError) -> Operand {
    guard let expression else { return try builder.constant(missing) }
    return try operand(expression)
  }

  /// Runs `body` on code that may not run at all: what it assigns is not surely assigned behind it.
  func branch(_ body: () throws(SyntaxError) -> Void) throws(SyntaxError) {
    let before = assigned
    try body()
    assigned = before
  }

  /// Runs `body` and gives back its temporary registers.
  func temporarily(_ body: () throws(SyntaxError) -> Void) throws(SyntaxError) {
    let mark = builder.nextRegister
    try body()
    builder.release(to: mark)
  }
}
