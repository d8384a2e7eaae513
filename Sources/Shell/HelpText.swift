import Language

/// What `name?` shows: signature, documentation, a running example; `name??` the source too.
struct HelpText {
  private let vm: Interpreter

  init(_ vm: Interpreter) { self.vm = vm }

  func text(for name: String, detail: Bool) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first else { return nil }
    let interned = StringObject.interned(first)
    var value = vm.main.namespace.find(interned)
    if value == nil { value = (try? vm.builtins.find(interned)) ?? nil }
    if value == nil, vm.libraryNames.contains(first) {
      value = (try? vm.importModule(first, level: 0, innermost: true)).map { .object($0) }
    }
    for part in parts.dropFirst() {
      guard let current = value else { return nil }
      value = (try? vm.findAttribute(current, StringObject.interned(part))) ?? nil
    }
    return value.map { vm.help(on: $0, name: name, detail: detail) }
  }
}
