import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `os` and `os.path`: folders are read everywhere and changed under the session's output folders alone.
enum OSModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "os", vm, entries: entries,
      values: [
        "path": { [unowned vm] in .object(try vm.importModule("os.path", level: 0, innermost: true)) },
        "environ": { .dict(environment()) }, "PathLike": { .type(PathlibModule.type) },
      ], python: python)
    for (name, text) in [
      ("sep", "/"), ("linesep", "\n"), ("name", "posix"), ("curdir", "."), ("pardir", ".."), ("extsep", "."),
      ("pathsep", ":"), ("devnull", "/dev/null"),
    ] {
      module.namespace[name] = .string(text)
    }
    module.doc = "Files, folders and the environment."
    return module
  }

  static func makePath(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("posixpath", entries: pathEntries)
    module.namespace["sep"] = .string("/")
    return module
  }

  private static let python = PythonSource(
    names: ["walk"],
    text: #"""
      import os

      def walk(top, topdown=True, onerror=None, followlinks=False):
          try:
              names = os.listdir(top)
          except OSError:
              return
          folders = [n for n in names if os.path.isdir(os.path.join(top, n))]
          files = [n for n in names if n not in folders]
          if topdown:
              yield top, folders, files
          for name in folders:
              yield from walk(os.path.join(top, name), topdown)
          if not topdown:
              yield top, folders, files
      """#)

  /// A copy of the environment: scripts read it.
  private static func environment() -> DictObject {
    let dict = DictObject()
    var pointer = environ
    while let entry = pointer.pointee {
      let text = String(cString: entry)
      if let split = text.firstIndex(of: "=") {
        dict.set(StringObject(String(text[..<split])), .string(String(text[text.index(after: split)...])))
      }
      pointer += 1
    }
    return dict
  }

  static func path(_ value: Value, _ vm: Interpreter) throws -> String { try vm.filePath(value) }

  static func status(_ path: String, followsLinks: Bool = true) -> stat? {
    var info = stat()
    let result = followsLinks ? stat(path, &info) : lstat(path, &info)
    return result == 0 ? info : nil
  }

  static func isFolder(_ path: String) -> Bool {
    status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }
  static func isFile(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? false }

  static func currentFolder() -> String {
    guard let text = getcwd(nil, 0) else { return "/" }
    defer { free(text) }
    return String(cString: text)
  }

  /// The names in a folder, sorted: the file system's own order differs between machines.
  static func list(_ path: String) throws -> [String] {
    guard let directory = opendir(path) else { throw PyError.system(errno, path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list("getcwd", "()", "The current folder.") { _ in .string(currentFolder()) }
    list("listdir", "(path='.')", "The names in a folder, sorted.") { a in
      let names = try OSModule.list(a.isGiven(0) ? path(a[0], a.vm) : ".")
      return .list(names.map { .string($0) })
    }
    list("getenv", "(key, default=None)", "A variable of the environment.") { a in
      environmentVariable(try a.string(0)).map { .string($0) } ?? a[1]
    }
    list("getpid", "()", "The number of the process.") { _ in .int(Int(getpid())) }
    list("cpu_count", "()", "The number of processors.") { _ in .int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
    list("fspath", "(path, /)", "A path as text.") { a in .string(try path(a[0], a.vm)) }
    list("urandom", "(size, /)", "Random bytes of the system.") { a in
      var source = SystemRandomNumberGenerator()
      return .object(
        BytesObject(
          (0..<max(0, min(try a.int(0), 1 << 24))).map { _ in UInt8(truncatingIfNeeded: source.next()) }))
    }
    func change(
      _ name: String, _ signature: String, _ doc: String,
      _ body: @escaping (String, Arguments) throws -> Int32
    ) {
      list(name, signature, doc) { a in
        let given = try path(a[0], a.vm)
        if try body(a.vm.changeablePath(given), a) != 0 { throw PyError.system(errno, given) }
        return .none
      }
    }
    change("remove", "(path)", "Deletes a file under the output folders.") { path, _ in unlink(path) }
    change("unlink", "(path)", "Deletes a file under the output folders.") { path, _ in unlink(path) }
    change("rmdir", "(path)", "Deletes an empty folder under the output folders.") { path, _ in rmdir(path) }
    change("mkdir", "(path, mode=511)", "Makes a folder under the output folders.") { path, _ in
      mkdir(path, 0o777)
    }
    list("makedirs", "(name, mode=511, exist_ok=False)", "Makes a folder and those above it.") { a in
      try makeFolders(path(a[0], a.vm), mayExist: a.bool(2), a.vm)
      return .none
    }
    func move(_ name: String) {
      list(name, "(src, dst)", "Renames a file under the output folders.") { a in
        let (source, target) = (try path(a[0], a.vm), try path(a[1], a.vm))
        if rename(try a.vm.changeablePath(source), try a.vm.changeablePath(target)) != 0 {
          throw PyError.system(errno, source)
        }
        return .none
      }
    }
    move("rename")
    move("replace")
    for name in [
      "system", "popen", "chdir", "kill", "fork", "execv", "chmod", "symlink", "link", "putenv", "_exit",
    ] {
      list(name, "(*args, **kwargs)", "Left out.") { _ in
        throw PyError.unsupported(
          "os.\(name) is not part of nbsh: scripts change nothing outside their output folders")
      }
    }
  }.entries

  static func makeFolders(_ path: String, mayExist: Bool, _ vm: Interpreter) throws {
    if isFolder(path) {
      if mayExist { return }
      throw PyError.system(EEXIST, path)
    }
    var missing = [PathText.normalized(path)]
    while let last = missing.last {
      let parent = PathText.folder(last)
      if parent.isEmpty || parent == last || isFolder(parent) { break }
      missing.append(parent)
    }
    for folder in missing.reversed() {
      if mkdir(try vm.changeablePath(folder), 0o777) != 0 { throw PyError.system(errno, path) }
    }
  }

  nonisolated(unsafe) static let pathEntries: [Entry] = EntryList { list in
    func text(_ name: String, _ doc: String, _ example: String = "", _ body: @escaping (String) -> String) {
      list(name, "(path)", doc, example) { a in .string(body(try path(a[0], a.vm))) }
    }
    func test(_ name: String, _ doc: String, _ body: @escaping (String) -> Bool) {
      list(name, "(path)", doc) { a in .bool(body(try path(a[0], a.vm))) }
    }
    func pair(
      _ name: String, _ doc: String, _ example: String, _ body: @escaping (String) -> (String, String)
    ) {
      list(name, "(path)", doc, example) { a in
        let parts = body(try path(a[0], a.vm))
        return .tuple([.string(parts.0), .string(parts.1)])
      }
    }
    list(
      "join", "(a, /, *p)", "Parts as one path.", "import os\nprint(os.path.join('a', 'b.txt'))\n#> a/b.txt"
    ) { a in
      var result = try path(a[0], a.vm)
      for part in a.rest(1) { result = PathText.join(result, try path(part, a.vm)) }
      return .string(result)
    }
    text(
      "basename", "The part behind the last slash.",
      "import os\nprint(os.path.basename('a/b.txt'))\n#> b.txt", PathText.name)
    text(
      "dirname", "The part before the last slash.", "import os\nprint(os.path.dirname('a/b.txt'))\n#> a",
      PathText.folder)
    text("normpath", "A path without superfluous parts.", "", PathText.normalized)
    text("abspath", "The path from the root.", "", PathText.absolute)
    text("realpath", "The path from the root with links followed.") { path in
      guard let found = realpath(path, nil) else { return PathText.absolute(path) }
      defer { free(found) }
      return String(cString: found)
    }
    text("expanduser", "The path with ~ as the home folder.", "", PathText.expanded)
    text("expandvars", "The path as it is.") { $0 }
    pair(
      "split", "What is before and behind the last slash.",
      "import os\nprint(os.path.split('a/b'))\n#> ('a', 'b')"
    ) {
      (PathText.folder($0), PathText.name($0))
    }
    pair(
      "splitext", "A path and its extension.",
      "import os\nprint(os.path.splitext('a/b.txt'))\n#> ('a/b', '.txt')", PathText.splitExtension)
    test("exists", "Whether a file or folder is there.") { status($0) != nil }
    test("isfile", "Whether it is a file.", isFile)
    test("isdir", "Whether it is a folder.", isFolder)
    test("islink", "Whether it is a link.") {
      status($0, followsLinks: false).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
    }
    test("isabs", "Whether it begins at the root.") { $0.hasPrefix("/") }
    list("getsize", "(path)", "The length of a file in bytes.") { a in
      let path = try path(a[0], a.vm)
      guard let info = status(path) else { throw PyError.system(errno, path) }
      return .int(Int(info.st_size))
    }
    list("getmtime", "(path)", "When a file was changed, in seconds since 1970.") { a in
      let path = try path(a[0], a.vm)
      guard let info = status(path) else { throw PyError.system(errno, path) }
      #if canImport(Darwin)
        let time = info.st_mtimespec
      #else
        let time = info.st_mtim
      #endif
      return .float(Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }
    list("relpath", "(path, start='.')", "A path as seen from a folder.") { a in
      .string(PathText.relative(try path(a[0], a.vm), to: try path(a[1], a.vm)))
    }
    list("commonprefix", "(m)", "What all texts begin with.") { a in
      let texts = try a.items(0).map { Array(try path($0, a.vm).unicodeScalars) }
      guard var prefix = texts.first else { return .string("") }
      for text in texts {
        while !text.starts(with: prefix) { prefix.removeLast() }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: prefix)
      return .string(String(view))
    }
  }.entries
}

private func environmentVariable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

extension Interpreter {
  /// The real path of something under the output folders that may be made, renamed or deleted; links are not followed.
  func changeablePath(_ path: String) throws -> String {
    let name = PathText.name(PathText.normalized(path))
    let folder = PathText.folder(PathText.absolute(path))
    // A name beside it that is no folder passes the same check as a file to be written.
    let probe = try writablePath(PathText.join(folder, ".nbsh-\(name)"))
    return PathText.join(PathText.folder(probe), name)
  }
}

/// Paths as text.
enum PathText {
  static func join(_ a: String, _ b: String) -> String {
    if b.hasPrefix("/") { return b }
    return a.isEmpty || a.hasSuffix("/") ? a + b : a + "/" + b
  }

  static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    var head = String(path[...slash])
    if head.contains(where: { $0 != "/" }) { while head.hasSuffix("/") { head.removeLast() } }
    return head
  }

  static func splitExtension(_ path: String) -> (String, String) {
    let name = name(path)
    guard let dot = name.lastIndex(of: "."), name[..<dot].contains(where: { $0 != "." }) else {
      return (path, "")
    }
    let suffix = String(name[dot...])
    return (String(path.dropLast(suffix.count)), suffix)
  }

  static func normalized(_ path: String) -> String {
    if path.isEmpty { return "." }
    let root = path.hasPrefix("//") && !path.hasPrefix("///") ? "//" : path.hasPrefix("/") ? "/" : ""
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || root.isEmpty {
        parts.append(part)
      }
    }
    let text = root + parts.joined(separator: "/")
    return text.isEmpty ? "." : text
  }

  static func absolute(_ path: String) -> String {
    normalized(path.hasPrefix("/") ? path : join(OSModule.currentFolder(), path))
  }

  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = environmentVariable("HOME") else { return path }
    return home + path.dropFirst()
  }

  static func relative(_ path: String, to start: String) -> String {
    let (from, to) = (absolute(start).split(separator: "/"), absolute(path).split(separator: "/"))
    let common = zip(from, to).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
