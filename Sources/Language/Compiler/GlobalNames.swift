/// Which of a session's names a cell reads and sets, read off its text: what a cell that is left out takes with it.
public struct GlobalNames: Sendable {
  /// One statement, or the head of a compound one.
  public struct Step: Sendable {
    /// The line, from 1, on which it begins.
    public var line: Int
    /// The statement of the cell's top level that it is or belongs to, counted from 0.
    public var statement: Int
    /// Names that it reads before it sets them.
    public var reads: Set<String> = []
    public var sets: Set<String> = []
    /// Names whose values it may change: `x[0] = 1`, `x.append(1)`, `solver.train()`.
    public var changes: Set<String> = []
    /// Names that it sets by an import.
    public var imports: Set<String> = []
  }

  /// In the order of the text.
  public private(set) var steps: [Step] = []
  /// The statements of the top level that are made of others: loops, branches, `with`, `try`.
  public private(set) var compound: Set<Int> = []
  /// Names that the cell's functions read when they are called.
  public private(set) var readsInFunctions: Set<String> = []

  /// - Returns: nil where the text cannot be parsed.
  public init?(_ text: String) {
    let source = Source(text)
    guard let program = try? Parser.parse(source: source) else { return nil }
    for (index, statement) in program.body.enumerated() { add(statement, index, source) }
  }

  /// Names that the cell needs from the cells before it.
  public var needs: Set<String> {
    var known = Set<String>()
    var needs = Set<String>()
    for step in steps {
      needs.formUnion(step.reads.subtracting(known))
      known.formUnion(step.sets)
    }
    return needs.union(readsInFunctions.subtracting(known))
  }

  public var sets: Set<String> { steps.reduce(into: []) { $0.formUnion($1.sets) } }

  private mutating func add(_ statement: Statement, _ index: Int, _ source: Source) {
    func part(_ kind: Statement.Kind) -> Statement { Statement(kind, statement.span) }
    switch statement.kind {
    case .if(let test, let then, let otherwise):
      compound.insert(index)
      step(part(.expression(test)), index, source)
      for inner in then + otherwise { add(inner, index, source) }
    case .while(let test, let body, let otherwise):
      compound.insert(index)
      step(part(.expression(test)), index, source)
      for inner in body + otherwise { add(inner, index, source) }
    case .for(let target, let iterable, let body, let otherwise):
      compound.insert(index)
      step(part(.for(target: target, iterable: iterable, body: [], otherwise: [])), index, source)
      for inner in body + otherwise { add(inner, index, source) }
    case .with(let items, let body):
      compound.insert(index)
      step(part(.with(items, body: [])), index, source)
      for inner in body { add(inner, index, source) }
    case .try(let body, let handlers, let otherwise, let finally):
      compound.insert(index)
      for inner in body { add(inner, index, source) }
      for handler in handlers {
        var head = handler
        head.body = []
        step(part(.try(body: [], handlers: [head], otherwise: [], finally: [])), index, source)
        for inner in handler.body { add(inner, index, source) }
      }
      for inner in otherwise + finally { add(inner, index, source) }
    default: step(statement, index, source)
    }
  }

  private mutating func step(_ statement: Statement, _ index: Int, _ source: Source) {
    let scope = ScopeBuilder.build(Program(body: [statement]))
    var step = Step(line: source.position(of: Int(statement.span.start)).line, statement: index)
    step.sets = Set(scope.bound)
    (step.reads, _) = scope.moduleReads
    readsInFunctions.formUnion(scope.moduleReads.later)
    switch statement.kind {
    case .import, .importFrom: step.imports = step.sets
    case .expression(let value):
      if case .call(let function, _) = value.kind, case .attribute = function.kind {
        step.changes = Self.root(of: function)
      }
    case .assign(let targets, _): for target in targets { step.changes.formUnion(Self.changed(by: target)) }
    case .augmentedAssign(let target, _, _): step.changes = Self.changed(by: target)
    default: break
    }
    steps.append(step)
  }

  private static func changed(by target: Expression) -> Set<String> {
    switch target.kind {
    case .tuple(let items), .list(let items): items.reduce(into: []) { $0.formUnion(changed(by: $1)) }
    case .attribute, .subscripted: root(of: target)
    default: []
    }
  }

  /// The name at the beginning of `name.a[0].b()`.
  private static func root(of expression: Expression) -> Set<String> {
    var inner = expression
    while true {
      switch inner.kind {
      case .attribute(let value, _), .subscripted(let value, _), .call(let value, _): inner = value
      case .name(let name): return [name]
      default: return []
      }
    }
  }
}

extension Scope {
  /// The names of the module that are read here: now, and when a function inside is called.
  var moduleReads: (now: Set<String>, later: Set<String>) {
    var reads: (now: Set<String>, later: Set<String>) = ([], [])
    collectReads(isLater: kind == .function, into: &reads)
    return reads
  }

  private func collectReads(isLater: Bool, into reads: inout (now: Set<String>, later: Set<String>)) {
    for name in used where isOfModule(name) {
      if isLater { reads.later.insert(name) } else { reads.now.insert(name) }
    }
    for child in childList {
      // The scope around a class body, which only holds `__class__`, is no function.
      let isCalled = child.kind == .function && !child.isAroundClass
      child.collectReads(isLater: isLater || isCalled && child.name != "<genexpr>", into: &reads)
    }
  }

  private func isOfModule(_ name: String) -> Bool {
    switch meaning(of: name) {
    case .global: true
    case .className(let freeIndex): freeIndex == nil && !isBound(name)
    case .local, .free: false
    }
  }

  private var isAroundClass: Bool {
    childList.count == 1 && childList[0].kind == .class && bound == ["__class__"]
  }
}
