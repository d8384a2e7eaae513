import Language

/// What `name?` shows: signature, documentation, a running example; `name??` the source too.
struct HelpText {
  private let vm: Interpreter

  init(_ vm: Interpreter) { self.vm = vm }

  /// The help of a name or of the value of an expression; nil where there is none.
  ///
  /// A dotted name is looked up without running anything; `np.*sort*` lists the names that match.
  func text(for text: String, detail: Bool) -> String? {
    if text.contains("*"), isPattern(text) { return matches(of: text) }
    if isPath(text) {
      return ((try? vm.value(ofPath: text)) ?? nil).map { vm.help(on: $0, name: text, detail: detail) }
    }
    return value(of: text).map { vm.help(on: $0, name: text, detail: detail) }
  }

  /// The name that is near a misspelt one.
  func suggestion(for path: String) -> String? {
    guard isPath(path) else { return nil }
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for count in parts.indices {
      let before = parts[..<count].joined(separator: ".")
      if ((try? vm.value(ofPath: parts[...count].joined(separator: "."))) ?? nil) != nil { continue }
      let known = names(in: before)
      // A beginning is as near as a misspelling.
      let longer = known.filter { parts[count].count > 2 && $0.hasPrefix(parts[count]) }.min {
        $0.count < $1.count
      }
      guard let near = nearestName(to: parts[count], among: known) ?? longer else { return nil }
      return (before.isEmpty ? "" : before + ".") + near
    }
    return nil
  }

  private func isPattern(_ text: String) -> Bool {
    let name = text.filter { $0 != "*" }
    return name.isEmpty || isPath(name)
  }

  /// Whether a text is a dotted name and not a constant: `3`, `...`, `None`.
  private func isPath(_ text: String) -> Bool {
    !["True", "False", "None"].contains(text) && text.first.map { $0.isLetter || $0 == "_" } == true
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
  }

  private func names(in path: String) -> [String] {
    if path.isEmpty {
      return vm.main.namespace.items.map(\.name.value) + vm.builtins.names + vm.libraryNames
    }
    return ((try? vm.value(ofPath: path)) ?? nil).map { vm.attributeNames(of: $0) } ?? []
  }

  private func value(of expression: String) -> Value? {
    defer { vm.echoed = nil }
    guard (try? vm.run(Source("(\n" + expression + "\n)", name: "<help>"), echoLast: true)) != nil else {
      return nil
    }
    return vm.echoed
  }

  private func matches(of pattern: String) -> String? {
    let dot = pattern.lastIndex(of: ".")
    let path = dot.map { String(pattern[..<$0]) } ?? ""
    let word = Array(dot.map { pattern[pattern.index(after: $0)...] } ?? pattern[...])
    let found = names(in: path).filter { fits(Array($0), word) && (!$0.hasPrefix("_") || word.first == "_") }
    if found.isEmpty { return nil }
    return Set(found).sorted().map { (path.isEmpty ? "" : path + ".") + $0 + "\n" }.joined()
  }

}

/// Whether a name fits a pattern in which `*` stands for any characters.
func fits(_ name: [Character], _ pattern: [Character]) -> Bool {
  var (i, j) = (0, 0)
  var star: (i: Int, j: Int)?
  while i < name.count {
    if j < pattern.count, pattern[j] == "*" {
      star = (i, j)
      j += 1
    } else if j < pattern.count, pattern[j] == name[i] {
      i += 1
      j += 1
    } else if let last = star {
      star = (last.i + 1, last.j)
      (i, j) = (last.i + 1, last.j + 1)
    } else {
      return false
    }
  }
  return pattern[j...].allSatisfy { $0 == "*" }
}
