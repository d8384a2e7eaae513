import Language

/// The cells and values of a session under the names that IPython gives them: `In[3]`, `_i3`, `_i`, `_ii`, `_iii`, and
/// `Out[3]`, `_3`. (`_`, `__` and `___` are the session's own, because scripts know them, too.)
final class KeptCells {
  private let input = ListObject([.string("")])
  private var output = DictObject()

  func install(in vm: Interpreter) {
    for (name, value) in [("In", Value.list(input)), ("_ih", .list(input))] {
      vm.main.namespace[name] = value
    }
    for (name, value) in [("Out", Value.dict(output)), ("_oh", .dict(output))] {
      vm.main.namespace[name] = value
    }
  }

  /// Forgets the values of cells, and the names that `%reset` took are there again.
  func forgetValues(_ vm: Interpreter) {
    output = DictObject()
    install(in: vm)
  }

  /// Forgets the texts of cells; their numbers stay taken.
  func forgetInput() { input.items = input.items.map { _ in .string("") } }

  /// Before a cell runs.
  func begin(_ source: String, _ number: Int, _ vm: Interpreter) {
    let text = Value.string(source)
    let names = vm.main.namespace
    names["_iii"] = names.find(StringObject.interned("_ii")) ?? .string("")
    names["_ii"] = names.find(StringObject.interned("_i")) ?? .string("")
    names["_i"] = input.items.last ?? .string("")
    // A number that was left out belongs to a command.
    while input.items.count < number { input.items.append(.string("")) }
    if input.items.count == number { input.items.append(text) }
    names["_i\(number)"] = text
  }

  /// After a cell with a value.
  func end(_ value: Value, _ number: Int, _ vm: Interpreter) {
    try? output.set(.int(number), value, vm)
    vm.main.namespace["_\(number)"] = value
  }

  /// Whether a variable is one of these.
  func owns(_ name: String, _ value: Value) -> Bool {
    switch (name, value) {
    case ("In", .list(let list)): list === input
    case ("Out", .dict(let dict)): dict === output
    default: false
    }
  }

  /// Those of these names that cells of a script read although no cell before has set them.
  static func names(neededBy cells: [RecordedCell]) -> [(cell: RecordedCell, names: [String])] {
    var known = Set<String>()
    return cells.compactMap { cell in
      guard let names = GlobalNames(cell.source) else { return nil }
      let needs = names.needs.subtracting(known).filter(isKept).sorted()
      known.formUnion(names.sets)
      return needs.isEmpty ? nil : (cell, needs)
    }
  }

  private static func isKept(_ name: String) -> Bool {
    if ["In", "Out", "_ih", "_oh", "_i", "_ii", "_iii"].contains(name) { return true }
    let number = name.dropFirst(name.hasPrefix("_i") ? 2 : 1)
    return name.hasPrefix("_") && !number.isEmpty && number.allSatisfy(\.isNumber)
  }
}
