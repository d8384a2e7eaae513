import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The names of modules and what is in them, found without running any code of the script.
struct ModuleNames {
  private let vm: Interpreter

  init(_ vm: Interpreter) { self.vm = vm }

  /// The names that may follow a path such as `matplotlib.`; after an empty one the modules themselves.
  func submodules(of path: String) -> [String] {
    var seen = Set<String>()
    let known = vm.libraryNames.filter { $0.hasPrefix(path) }.map { name in
      String(name.dropFirst(path.count).prefix { $0 != "." })
    }
    return (known + scripts(in: path)).filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The scripts beside this one that `import` finds, and the folders of them.
  private func scripts(in path: String) -> [String] {
    let inner = path.split(separator: ".").joined(separator: "/")
    return vm.searchPath.flatMap { folder -> [String] in
      let start = folder.isEmpty ? "" : folder + "/"
      let base = inner.isEmpty ? start : start + inner + "/"
      return fileCompletions(of: base, end: base.utf8.count).compactMap { file in
        let name = file.text.dropFirst(base.count)
        if name.hasSuffix(".py") { return isName(name.dropLast(3)) ? String(name.dropLast(3)) : nil }
        guard name.hasSuffix("/"), isName(name.dropLast()) else { return nil }
        let isPackage = fileCompletions(of: file.text, end: file.text.utf8.count).contains {
          $0.text.hasSuffix(".py")
        }
        return isPackage ? String(name.dropLast()) : nil
      }
    }
  }

  private func isName(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && text.first?.isNumber == false
  }

  /// What a module defines: of the library's the table, of a script's the file's text, which is not run.
  func members(of path: String) -> [String] {
    if let module = vm.modules[path] { return module.names }
    if vm.libraryNames.contains(path) {
      return (try? vm.importModule(path, level: 0, innermost: true))?.names ?? []
    }
    let inner = path.split(separator: ".").joined(separator: "/")
    for folder in vm.searchPath {
      let base = (folder.isEmpty ? "" : folder + "/") + inner
      for file in [base + ".py", base + "/__init__.py"] {
        if let bytes = readFile(file) { return definitions(String(decoding: bytes, as: UTF8.self)) }
      }
    }
    return []
  }

  /// The names that begin a line as a function, a class or a variable.
  private func definitions(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line -> String? in
      var rest = line
      for word in ["def ", "class "] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      guard !name.isEmpty else { return nil }
      if rest.count != line.count { return String(name) }
      let after = rest.dropFirst(name.count).drop { $0 == " " }
      return after.hasPrefix("=") && !after.hasPrefix("==") ? String(name) : nil
    }
  }
}
