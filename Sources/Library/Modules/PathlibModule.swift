import Language

/// A path of `pathlib`.
final class PathObject: Object {
  let text: String
  init(_ text: String, type: TypeObject = PathlibModule.type) {
    // As `PurePosixPath` writes it: no empty parts, no dots, no slash at the end.
    let root = text.hasPrefix("//") && !text.hasPrefix("///") ? "//" : text.hasPrefix("/") ? "/" : ""
    let joined = root + text.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    self.text = joined.isEmpty ? "." : joined
    super.init(type: type)
  }

  var name: String { text == "." || text == "/" ? "" : PathText.name(text) }
  var isAbsolute: Bool { text.hasPrefix("/") }
  var parts: [String] {
    (isAbsolute ? ["/"] : []) + (text == "." ? [] : text.split(separator: "/").map(String.init))
  }
  var suffix: String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.last != "." else { return "" }
    return String(name[dot...])
  }
  var stem: String { String(name.dropLast(suffix.count)) }
  var parent: PathObject {
    let folder = PathText.folder(text)
    return PathObject(text == "/" ? "/" : folder.isEmpty ? "." : folder)
  }
  func child(_ part: String) -> PathObject {
    PathObject(part.hasPrefix("/") ? part : text == "." ? part : PathText.join(text, part))
  }
}

/// `pathlib`
enum PathlibModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    var values: [String: () throws -> Value] = [:]
    for name in ["Path", "PosixPath", "PurePath", "PurePosixPath"] { values[name] = { .type(type) } }
    let module = ModuleObject("pathlib", entries: [], values: values)
    module.doc = "Paths as objects."
    return module
  }

  nonisolated(unsafe) static let type: TypeObject = .library(
    "PosixPath", module: "pathlib", doc: "A path of a file or folder.", constructor: "(*args)",
    entries: { entries }, hasOperators: true
  ) { a in
    var result = ""
    for part in a.rest(0) { result = PathText.join(result, try a.vm.filePath(part)) }
    return .object(PathObject(result))
  }

  private static func method(
    _ name: String, _ signature: String, _ doc: String = "",
    _ body: @escaping (PathObject, Arguments) throws -> Value
  ) -> Entry {
    Entry(name, signature, doc: doc) { a in try body(a.receiver(PathObject.self), a) }
  }

  private static func comparison(_ name: String, _ op: ComparisonOperator) -> Entry {
    method(name, "(self, other, /)") { path, a in
      guard let other: PathObject = a[1].asObject() else { return .notImplemented }
      let order = zip(path.parts, other.parts).first { $0 != $1 }.map { $0 < $1 ? -1 : 1 }
      return try a.vm.compare(op, .int(order ?? path.parts.count - other.parts.count), .int(0))
    }
  }

  nonisolated(unsafe) private static let entries: [Entry] = {
    func getter(_ name: String, _ read: @escaping (PathObject) -> Value) {
      type.addGetter(name) { _, value in value.asObject(PathObject.self).map(read) ?? .none }
    }
    getter("name") { .string($0.name) }
    getter("stem") { .string($0.stem) }
    getter("suffix") { .string($0.suffix) }
    getter("suffixes") { path in
      let pieces = path.name.drop { $0 == "." }.split(separator: ".").dropFirst()
      return .list(path.name.hasSuffix(".") ? [] : pieces.map { .string("." + $0) })
    }
    getter("parent") { .object($0.parent) }
    getter("parents") { path in
      var result: [Value] = []
      var current = path
      while current.text != ".", current.text != "/" {
        current = current.parent
        result.append(.object(current))
      }
      return .tuple(result)
    }
    getter("parts") { .tuple($0.parts.map { .string($0) }) }
    getter("anchor") { .string($0.isAbsolute ? "/" : "") }
    getter("root") { .string($0.isAbsolute ? "/" : "") }
    return pure + files
  }()

  nonisolated(unsafe) private static let pure: [Entry] = [
    method("__repr__", "(self, /)") { path, a in .string("PosixPath(\(try a.vm.repr(.string(path.text))))") },
    method("__str__", "(self, /)") { path, _ in .string(path.text) },
    method("__fspath__", "(self, /)") { path, _ in .string(path.text) },
    method("__hash__", "(self, /)") { path, _ in .int(StringObject(path.text).hash) },
    comparison("__eq__", .equal), comparison("__ne__", .notEqual), comparison("__lt__", .less),
    comparison("__le__", .lessEqual), comparison("__gt__", .greater), comparison("__ge__", .greaterEqual),
    method("__truediv__", "(self, other, /)") { path, a in
      if a[1].text == nil, a[1].asObject(PathObject.self) == nil { return .notImplemented }
      return .object(path.child(try a.vm.filePath(a[1])))
    },
    method("__rtruediv__", "(self, other, /)") { path, a in
      guard let text = a[1].text else { return .notImplemented }
      return .object(PathObject(PathText.join(text, path.text)))
    },
    method("joinpath", "(self, *other)", "The path of something inside.") { path, a in
      .object(try a.rest(1).reduce(path) { $0.child(try a.vm.filePath($1)) })
    },
    method("with_suffix", "(self, suffix)", "The path with another extension.") { path, a in
      let suffix = try a.string(1)
      if path.name.isEmpty { throw PyError.valueError("\(try a.vm.repr(a[0])) has an empty name") }
      if suffix.contains("/") || (!suffix.isEmpty && !suffix.hasPrefix(".")) || suffix == "." {
        throw PyError.valueError("Invalid suffix \(try a.vm.repr(a[1]))")
      }
      return .object(path.parent.child(path.stem + suffix))
    },
    method("with_name", "(self, name)", "The path with another name.") { path, a in
      if path.name.isEmpty { throw PyError.valueError("\(try a.vm.repr(a[0])) has an empty name") }
      return .object(path.parent.child(try a.string(1)))
    },
    method("with_stem", "(self, stem)", "The path with another name before the extension.") { path, a in
      .object(path.parent.child(try a.string(1) + path.suffix))
    },
    method("as_posix", "(self)", "The path as text.") { path, _ in .string(path.text) },
    method("is_absolute", "(self)", "Whether it begins at the root.") { path, _ in .bool(path.isAbsolute) },
    method("relative_to", "(self, other)", "The path behind another one.") { path, a in
      let other = PathObject(try a.vm.filePath(a[1]))
      guard path.parts.starts(with: other.parts) else {
        throw PyError.valueError(
          "\(try a.vm.repr(.string(path.text))) is not in the subpath of \(try a.vm.repr(.string(other.text))) OR one path is relative and the other is absolute."
        )
      }
      return .object(PathObject(path.parts.dropFirst(other.parts.count).joined(separator: "/")))
    },
    method("match", "(self, pattern)", "Whether the last parts match a pattern.") { path, a in
      let patterns = PathObject(try a.string(1)).parts
      guard patterns.count <= path.parts.count else { return .bool(false) }
      return .bool(
        zip(patterns, path.parts.suffix(patterns.count)).allSatisfy { FilePattern.matches($1, $0) })
    },
  ]

  nonisolated(unsafe) private static let files: [Entry] = [
    Entry("cwd", "(type)", kind: .classMethod, doc: "The current folder.") { _ in
      .object(PathObject(OSModule.currentFolder()))
    },
    Entry("home", "(type)", kind: .classMethod, doc: "The home folder.") { _ in
      .object(PathObject(PathText.expanded("~")))
    },
    method("exists", "(self)", "Whether a file or folder is there.") { path, _ in
      .bool(OSModule.status(path.text) != nil)
    },
    method("is_file", "(self)", "Whether it is a file.") { path, _ in .bool(OSModule.isFile(path.text)) },
    method("is_dir", "(self)", "Whether it is a folder.") { path, _ in .bool(OSModule.isFolder(path.text)) },
    method("absolute", "(self)", "The path from the root.") { path, _ in
      .object(PathObject(path.isAbsolute ? path.text : PathText.join(OSModule.currentFolder(), path.text)))
    },
    method("resolve", "(self, strict=False)", "The path from the root without dots.") { path, _ in
      .object(PathObject(PathText.absolute(path.text)))
    },
    method("expanduser", "(self)", "The path with ~ as the home folder.") { path, _ in
      .object(PathObject(PathText.expanded(path.text)))
    },
    method("iterdir", "(self)", "The paths in a folder.") { path, _ in
      .iterator(
        ItemsIterator(try OSModule.list(path.text).map { .object(path.child($0)) }, type: Types.iterator))
    },
    method("glob", "(self, pattern)", "The paths in a folder that match a pattern.") { path, a in
      .iterator(
        ItemsIterator(
          try FilePattern.find(a.string(1), in: path.text, hidden: true).map { .object(PathObject($0)) },
          type: Types.iterator))
    },
    method("rglob", "(self, pattern)", "The paths below a folder that match a pattern.") { path, a in
      .iterator(
        ItemsIterator(
          try FilePattern.find("**/" + a.string(1), in: path.text, hidden: true).map {
            .object(PathObject($0))
          }, type: Types.iterator))
    },
    method(
      "open", "(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None)", "Opens the file."
    ) { path, a in
      let open = try OperatorModule.builtin("open", a.vm)
      return try a.vm.call(open, [.string(path.text)] + (1...5).map { a[$0] })
    },
    method("read_text", "(self, encoding=None, errors=None)", "The text of the file.") { path, a in
      let file = try a.vm.call(
        OperatorModule.builtin("open", a.vm), [.string(path.text), .string("r"), .int(-1), a[1], a[2]])
      return try a.vm.callMethod(file, "read")
    },
    method("read_bytes", "(self)", "The bytes of the file.") { path, a in
      .object(BytesObject(try a.vm.readFile(path.text)))
    },
    method(
      "write_text", "(self, data, encoding=None, errors=None, newline=None)", "Replaces the text of the file."
    ) { path, a in
      guard case .str(let text) = a[1] else {
        throw PyError.typeError("data must be str, not \(a.vm.typeName(a[1]))")
      }
      try a.vm.writeFile(path.text, Array(text.value.utf8))
      return .int(text.count)
    },
    method("write_bytes", "(self, data)", "Replaces the bytes of the file.") { path, a in
      guard let bytes: BytesObject = a[1].asObject() else {
        throw PyError.typeError("memoryview: a bytes-like object is required, not '\(a.vm.typeName(a[1]))'")
      }
      try a.vm.writeFile(path.text, bytes.bytes)
      return .int(bytes.bytes.count)
    },
    method("mkdir", "(self, mode=511, parents=False, exist_ok=False)", "Makes the folder.") { path, a in
      let parent = path.parent.text
      if try !a.bool(2), !OSModule.isFolder(parent) { throw PyError.system(2, path.text) }
      try OSModule.makeFolders(path.text, mayExist: a.bool(3), a.vm)
      return .none
    },
    method("unlink", "(self, missing_ok=False)", "Deletes the file.") { path, a in
      if try a.bool(1), OSModule.status(path.text) == nil { return .none }
      return try a.vm.callMethod(
        .object(a.vm.importModule("os", level: 0, innermost: true)), "remove", [.string(path.text)])
    },
  ]
}

/// Shell patterns: `*`, `?`, `[…]`, and `**` for any number of folders.
enum FilePattern {
  static func matches(_ name: String, _ pattern: String) -> Bool {
    match(Array(name.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
  }

  private static func match(_ name: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>) -> Bool
  {
    var (name, pattern) = (name, pattern)
    // The place to go back to: behind the last star, one character further.
    var retry: (ArraySlice<Unicode.Scalar>, ArraySlice<Unicode.Scalar>)?
    while true {
      if pattern.first == "*" {
        pattern.removeFirst()
        retry = (name, pattern)
        continue
      }
      if let first = name.first, let rest = step(first, pattern) {
        name.removeFirst()
        pattern = rest
        continue
      }
      if name.isEmpty, pattern.isEmpty { return true }
      guard let (last, rest) = retry, !last.isEmpty else { return false }
      retry = (last.dropFirst(), rest)
      (name, pattern) = (last.dropFirst(), rest)
    }
  }

  /// What is left of the pattern when it takes one character; nil if it does not.
  private static func step(_ scalar: Unicode.Scalar, _ pattern: ArraySlice<Unicode.Scalar>) -> ArraySlice<
    Unicode.Scalar
  >? {
    guard let first = pattern.first else { return nil }
    if first == "?" { return pattern.dropFirst() }
    let inside = pattern.dropFirst()
    if first == "[", let end = inside.dropFirst(inside.first == "!" ? 2 : 1).firstIndex(of: "]") {
      var set = inside[inside.startIndex..<end]
      let isNegated = set.first == "!"
      if isNegated { set.removeFirst() }
      var found = false
      while let low = set.first {
        if set.count > 2, set[set.startIndex + 1] == "-" {
          found = found || (low <= scalar && scalar <= set[set.startIndex + 2])
          set.removeFirst(3)
        } else {
          found = found || low == scalar
          set.removeFirst()
        }
      }
      return found != isNegated ? pattern[(end + 1)...] : nil
    }
    return first == scalar ? inside : nil
  }

  /// The paths that match, in the order of names.
  static func find(_ pattern: String, in folder: String, hidden: Bool = false) -> [String] {
    let parts = pattern.split(separator: "/").map(String.init)
    let start = pattern.hasPrefix("/") ? "/" : folder
    return find(parts[...], start, hidden, depth: 0)
  }

  private static func find(_ parts: ArraySlice<String>, _ folder: String, _ hidden: Bool, depth: Int)
    -> [String]
  {
    guard let part = parts.first, depth < 64 else { return [] }
    let rest = parts.dropFirst()
    func below(_ name: String) -> String {
      folder.isEmpty || folder == "." ? name : PathText.join(folder, name)
    }
    let names = (try? OSModule.list(folder.isEmpty ? "." : folder)) ?? []
    if part == "**" {
      var found = rest.isEmpty ? [folder] : find(rest, folder, hidden, depth: depth + 1)
      for name in names where hidden || !name.hasPrefix(".") {
        if OSModule.isFolder(below(name)),
          OSModule.status(below(name), followsLinks: false).map({ $0.st_mode & 0o170000 != 0o120000 })
            ?? false
        {
          found += find(parts, below(name), hidden, depth: depth + 1)
        }
      }
      return found
    }
    if !part.contains(where: { "*?[".contains($0) }) {
      if rest.isEmpty { return OSModule.status(below(part), followsLinks: false) == nil ? [] : [below(part)] }
      return find(rest, below(part), hidden, depth: depth + 1)
    }
    var found: [String] = []
    for name in names where (hidden || !name.hasPrefix(".") || part.hasPrefix(".")) && matches(name, part) {
      if rest.isEmpty {
        found.append(below(name))
      } else if OSModule.isFolder(below(name)) {
        found += find(rest, below(name), hidden, depth: depth + 1)
      }
    }
    return found
  }
}

/// `glob`
enum GlobModule {
  static func make(_ vm: Interpreter) -> ModuleObject { ModuleObject("glob", entries: entries) }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list(
      "glob", "(pathname, *, root_dir=None, recursive=False)",
      "The paths that match a pattern, sorted by name."
    ) { a in
      .list(try found(a).map { .string($0) })
    }
    list(
      "iglob", "(pathname, *, root_dir=None, recursive=False)", "The paths that match a pattern, one by one."
    ) { a in
      .iterator(ItemsIterator(try found(a).map { .string($0) }, type: Types.iterator))
    }
  }.entries

  private static func found(_ a: Arguments) throws -> [String] {
    let isRecursive = try a.bool(2)
    let pattern = try a.vm.filePath(a[0])
    let plain =
      isRecursive
      ? pattern
      : pattern.split(separator: "/", omittingEmptySubsequences: false)
        .map { $0 == "**" ? "*" : String($0) }.joined(separator: "/")
    return FilePattern.find(plain, in: a.isGiven(1) ? try a.vm.filePath(a[1]) : "").filter { !$0.isEmpty }
  }
}
