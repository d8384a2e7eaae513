import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Interpreter {
  /// `import name`, `from ..name import …`: built-in modules first, then scripts on the search path.
  ///
  /// - Parameter innermost: for `import a.b`, whether `b` is wanted instead of `a`.
  public func importModule(
    _ name: String, level: Int, innermost: Bool, from namespace: NameTable? = nil
  ) throws -> ModuleObject {
    var name = name
    if level > 0 { name = try absolute(name, level, namespace) }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var module: ModuleObject?
    var first: ModuleObject?
    var path = ""
    for part in parts {
      path = path.isEmpty ? part : path + "." + part
      let parent = module
      let loaded = try load(path, part: part, parent: parent)
      if let parent { parent.namespace.set(StringObject.interned(part), .object(loaded)) }
      if first == nil { first = loaded }
      module = loaded
    }
    guard let module, let first else {
      throw PyError.importError("attempted relative import with no known parent package")
    }
    return innermost ? module : first
  }

  private func absolute(_ name: String, _ level: Int, _ namespace: NameTable?) throws -> String {
    guard let module = modules.values.first(where: { $0.namespace === namespace }) else {
      throw PyError.importError("attempted relative import with no known parent package")
    }
    var parts = module.name.split(separator: ".").map(String.init)
    if !module.isPackage, !parts.isEmpty { parts.removeLast() }
    for _ in 1..<level {
      guard !parts.isEmpty else {
        throw PyError.importError("attempted relative import beyond top-level package")
      }
      parts.removeLast()
    }
    // A script beside its modules is no package, but its `from .layers import *` can only mean the folder.
    if parts.isEmpty || parts == ["__main__"] { return name }
    return (parts + (name.isEmpty ? [] : [name])).joined(separator: ".")
  }

  private func load(_ path: String, part: String, parent: ModuleObject?) throws -> ModuleObject {
    if let found = modules[path] { return found }
    // A student's own file goes before a course module of the same name, but not before numpy and its kin.
    if let file = scriptFile(path, part: part, parent: parent) { return try loadScript(path, file) }
    if let made = try library(self, path) {
      modules[path] = made
      return made
    }
    if let parent, case .object(let object)? = try parent.find(StringObject.interned(part)),
      let module = object as? ModuleObject
    {
      return module
    }
    if let parent, !parent.isPackage, parent.missing == nil {
      throw PyError(
        Types.moduleNotFoundError, "No module named '\(path)'; '\(parent.name)' is not a package")
    }
    throw PyError(Types.moduleNotFoundError, "No module named '\(path)'")
      .suggesting(Suggestion.nearest(path, among: libraryNames))
  }

  private func scriptFile(_ path: String, part: String, parent: ModuleObject?) -> (
    path: String, isPackage: Bool
  )? {
    let folders: [String]
    if let parent {
      guard parent.isPackage, let own = parent.path else { return nil }
      folders = [own]
    } else {
      folders = searchPath
    }
    for folder in folders {
      let base = folder.isEmpty ? part : folder + "/" + part
      var info = stat()
      if stat(base + ".py", &info) == 0, info.st_mode & S_IFMT == S_IFREG { return (base + ".py", false) }
      if stat(base, &info) == 0, info.st_mode & S_IFMT == S_IFDIR,
        stat(base + "/__init__.py", &info) == 0 || containsScripts(base)
      {
        return (base, true)
      }
    }
    return nil
  }

  private func containsScripts(_ folder: String) -> Bool {
    guard let directory = opendir(folder) else { return false }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".py") { return true }
    }
    return false
  }

  private func loadScript(_ name: String, _ file: (path: String, isPackage: Bool)) throws -> ModuleObject {
    let module = ModuleObject(name)
    module.path = file.path
    module.isPackage = file.isPackage
    modules[name] = module
    let script = file.isPackage ? file.path + "/__init__.py" : file.path
    module.namespace["__file__"] = .string(script)
    do {
      if let text = try Interpreter.readSource(script) {
        let source = Source(text, name: script)
        let program = try parsing(source)
        try nested { try run(program, source: source, in: module, echoLast: false) }
      }
    } catch {
      modules[name] = nil
      throw error
    }
    return module
  }

  /// The text of a file; nil where there is none.
  public static func readSource(_ path: String) throws -> String? {
    let bytes: [UInt8]
    do throws(InputFile.Failure) { bytes = try InputFile(path).rest() } catch {
      if case .system(let number) = error {
        if number == EISDIR { return "" }
        return nil
      }
      throw PyError(error, path)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PyError(Types.syntaxError, "(unicode error) 'utf-8' codec can't decode the file '\(path)'")
    }
    return text
  }

  func importName(_ name: StringObject, from value: Value) throws -> Value {
    guard case .object(let object) = value, let module = object as? ModuleObject else { return .none }
    if let found = try module.find(name) { return found }
    if module.isPackage || module.missing != nil,
      let inner = try Interpreter.attempt({
        try importModule(module.name + "." + name.value, level: 0, innermost: true)
      })
    {
      return .object(inner)
    }
    throw PyError.importError(
      "cannot import name '\(name.value)' from '\(module.name)' (\(module.path ?? "unknown location"))"
    ).suggesting(Suggestion.nearest(name.value, among: module.names))
  }

  func importStar(_ value: Value, into namespace: NameTable) throws {
    guard case .object(let object) = value, let module = object as? ModuleObject else { return }
    let names: [String]
    if let all = module.namespace.find(Names.all) {
      names = try items(of: all).compactMap(\.text)
    } else {
      names = module.names.filter { !$0.hasPrefix("_") }
    }
    for name in names {
      let interned = StringObject.interned(name)
      guard let found = try module.find(interned) else {
        throw PyError.attributeError("module '\(module.name)' has no attribute '\(name)'")
      }
      namespace.set(interned, found)
    }
  }
}
