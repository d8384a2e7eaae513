/// Which variable a name means: found for a whole body before any of it is compiled.
///
/// A comprehension's variables are its own, but they live in the frame of the function around it, as in
/// CPython 3.12; so it has a scope and no function.
final class Scope {
  enum Kind { case module, function, `class`, comprehension }

  let kind: Kind
  let parent: Scope?
  let name: String
  /// Names that are assigned here, in order of first appearance.
  private(set) var bound: [String] = []
  private var boundSet = Set<String>()
  private(set) var globals = Set<String>()
  private(set) var nonlocals = Set<String>()
  /// Local names that inner functions share.
  var cells = Set<String>()
  /// Variables of enclosing functions that this function (or one inside) uses, in order of first use.
  private(set) var free: [String] = []
  private var freeSet = Set<String>()
  private(set) var used: [String] = []
  private var children: [Key: Scope] = [:]
  private(set) var childList: [Scope] = []
  var isGenerator = false
  /// Whether an expression may change a local variable between its use and the end of the expression.
  var hasNamedExpression = false

  struct Key: Hashable {
    var start: Int32
    var end: Int32
    var kind: Int
  }

  init(kind: Kind, name: String, parent: Scope?) {
    self.kind = kind
    self.name = name
    self.parent = parent
  }

  /// The scope whose frame holds this scope's registers.
  var frameScope: Scope { kind == .comprehension ? parent!.frameScope : self }

  func bind(_ name: String) {
    if boundSet.insert(name).inserted { bound.append(name) }
  }

  func isBound(_ name: String) -> Bool {
    boundSet.contains(name) && !globals.contains(name) && !nonlocals.contains(name)
  }

  func use(_ name: String) { used.append(name) }
  func declareGlobal(_ name: String) { globals.insert(name) }
  func declareNonlocal(_ name: String) {
    nonlocals.insert(name)
    used.append(name)
  }

  func child(_ span: Span, _ kind: Int) -> Scope? {
    children[Key(start: span.start, end: span.end, kind: kind)]
  }

  func add(_ scope: Scope, _ span: Span, _ kind: Int) {
    children[Key(start: span.start, end: span.end, kind: kind)] = scope
    childList.append(scope)
  }

  private func addFree(_ name: String) {
    if freeSet.insert(name).inserted { free.append(name) }
  }

  /// Marks what inner functions share, from the leaves up.
  func resolve() {
    for name in used { resolve(name) }
    for child in childList { child.resolve() }
  }

  private func resolve(_ name: String) {
    if isBound(name) || globals.contains(name) { return }
    // `crossed`: function scopes between the use and the definition; each passes the variable on.
    var crossed: [Scope] = []
    var scope = self
    while true {
      if scope.kind == .function || scope.kind == .class { crossed.append(scope) }
      guard let next = scope.parent else { return }
      scope = next
      if scope.kind == .class || scope.kind == .module {
        if scope.kind == .module { return }
        continue
      }
      if scope.globals.contains(name) { return }
      if scope.isBound(name) {
        if crossed.isEmpty { return }
        scope.cells.insert(name)
        for inner in crossed { inner.addFree(name) }
        return
      }
    }
  }

  enum Meaning {
    /// A register of the frame, in the given scope.
    case local(Scope)
    case free(Int)
    case global
    /// A name of a class body: its namespace first, then as said.
    case className(freeIndex: Int?)
  }

  /// What a name means here.
  func meaning(of name: String) -> Meaning {
    if kind == .class {
      if globals.contains(name) { return .global }
      return .className(freeIndex: freeIndex(of: name))
    }
    if globals.contains(name) { return .global }
    if isBound(name) { return kind == .module ? .global : .local(self) }
    if kind == .comprehension, let parent {
      // In a class body, CPython 3.11's comprehensions see the globals, not the class's names.
      if parent.kind == .class {
        return parent.freeIndex(of: name).map { .free($0) } ?? .global
      }
      return parent.meaning(of: name)
    }
    return freeIndex(of: name).map { .free($0) } ?? .global
  }

  func freeIndex(of name: String) -> Int? { free.firstIndex(of: name) }
}
