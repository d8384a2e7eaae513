extension Types {
  public nonisolated(unsafe) static let textFile = make("TextIOWrapper", iterator, module: "_io")
  public nonisolated(unsafe) static let binaryFile = make("BufferedReader", iterator, module: "_io")
  public nonisolated(unsafe) static let unsupportedOperation = TypeObject(
    "UnsupportedOperation", bases: [osError, valueError], module: "io")
}

/// `open` and the methods of files
enum FileType {
  static func attach() {
    for type in [Types.textFile, Types.binaryFile] { type.loadEntries = { entries } }
  }

  nonisolated(unsafe) static let openEntry = Entry(
    "open", "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None)",
    doc: "Opens a file. Reading is possible everywhere, writing under the session's output folders.",
    example:
      "with open('/tmp/notes.txt', 'w') as file:\n    print('loss 2.3', file=file)\nprint(open('/tmp/notes.txt').read())\n#> loss 2.3"
  ) { arguments in
    let vm = arguments.vm
    let path = try vm.filePath(arguments[0])
    let mode = try FileMode(arguments.string(1))
    let encoding = arguments.isGiven(3) ? try arguments.string(3) : "UTF-8"
    if mode.isBinary, arguments.isGiven(3) {
      throw PyError.valueError("binary mode doesn't take an encoding argument")
    }
    let errors = arguments.isGiven(4) ? try arguments.string(4) : "strict"
    _ = try TextCodec.encode("", encoding: encoding, errors: errors)
    return .iterator(
      try FileObject(
        path, mode, encoding: encoding, errors: errors, translatesLines: arguments[5].isNone, vm))
  }

  private static func method(
    _ name: String, _ signature: String, kind: Entry.Kind = .method, doc: String,
    _ body: @escaping (FileObject, Arguments) throws -> Value
  ) -> Entry {
    Entry(name, signature, kind: kind, doc: doc) { arguments in
      guard case .iterator(let iterator) = arguments[0], let file = iterator as? FileObject else {
        throw Method.wrongReceiver(name, Types.textFile, arguments)
      }
      return try body(file, arguments)
    }
  }

  nonisolated(unsafe) private static let entries: [Entry] = [
    method("read", "(self, size=-1, /)", doc: "The next `size` characters or bytes, or all that are left.") {
      try $0.read($1.isGiven(1) ? $1.int(1) : -1)
    },
    method("readline", "(self, size=-1, /)", doc: "The next line with its end; empty at the end of the file.")
    {
      file, _ in try file.line() ?? (file.mode.isBinary ? .object(BytesObject([])) : .string(""))
    },
    method("readlines", "(self, hint=-1, /)", doc: "The lines that are left.") { file, _ in
      var lines: [Value] = []
      while let line = try file.line() {
        lines.append(line)
        if Interpreter.isInterrupted(at: lines.count) { break }
      }
      return .list(lines)
    },
    method("write", "(self, text, /)", doc: "Writes text or bytes and gives their number.") {
      file, arguments in
      try .int(write(arguments[1], to: file, arguments.vm))
    },
    method("writelines", "(self, lines, /)", doc: "Writes all strings of an iterable.") { file, arguments in
      for line in try arguments.items(1) { _ = try write(line, to: file, arguments.vm) }
      return .none
    },
    method("seek", "(self, offset, whence=0, /)", doc: "Moves to a position.") {
      .int(try $0.seek($1.int(1), from: $1.int(2)))
    },
    method("tell", "(self, /)", doc: "The position.") { file, _ in .int(try file.tell()) },
    method("flush", "(self, /)", doc: "Writes what is pending.") { file, _ in
      try file.check()
      try file.flush()
      return .none
    },
    method("close", "(self, /)", doc: "Writes what is pending and closes the file.") { file, _ in
      try file.close()
      return .none
    },
    method("readable", "(self, /)", doc: "Whether the file can be read.") { file, _ in .bool(file.mode.reads)
    },
    method("writable", "(self, /)", doc: "Whether the file can be written.") { file, _ in
      .bool(file.mode.writes)
    },
    method("seekable", "(self, /)", doc: "Whether the position can be moved.") { file, _ in
      .bool(file.isSeekable)
    },
    method("__enter__", "(self, /)", doc: "The file itself.") { file, _ in
      try file.check()
      return .iterator(file)
    },
    method("__exit__", "(self, /, *args)", doc: "Closes the file.") { file, _ in
      try file.close()
      return .none
    },
    method("__repr__", "(self, /)", doc: "`<_io.TextIOWrapper name='f.txt' mode='r' encoding='UTF-8'>`") {
      file, arguments in
      let name = try arguments.vm.repr(.string(file.path))
      if file.mode.isBinary { return .string("<_io.BufferedReader name=\(name)>") }
      return .string("<_io.TextIOWrapper name=\(name) mode='\(file.mode.text)' encoding='\(file.encoding)'>")
    },
    method("name", "(self, /)", kind: .property, doc: "The path.") { file, _ in .string(file.path) },
    method("mode", "(self, /)", kind: .property, doc: "The mode.") { file, _ in .string(file.mode.text) },
    method("closed", "(self, /)", kind: .property, doc: "Whether it is closed.") { file, _ in
      .bool(file.isClosed)
    },
    method("encoding", "(self, /)", kind: .property, doc: "The encoding.") { file, _ in .string(file.encoding)
    },
  ]

  private static func write(_ value: Value, to file: FileObject, _ vm: Interpreter) throws -> Int {
    try file.check(writing: true)
    if file.mode.isBinary {
      guard case .object(let bytes as BytesObject) = value else {
        throw PyError.typeError("a bytes-like object is required, not '\(vm.typeName(value))'")
      }
      try file.write(bytes.bytes)
      return bytes.bytes.count
    }
    guard case .str(let text) = value else {
      throw PyError.typeError("write() argument must be str, not \(vm.typeName(value))")
    }
    try file.write(text.value)
    return text.count
  }
}

extension Interpreter {
  /// A path argument: a string, or an object with `__fspath__`.
  public func filePath(_ value: Value) throws -> String {
    switch value {
    case .str(let text):
      if text.value.utf8.contains(0) { throw PyError.valueError("embedded null byte") }
      return text.value
    default:
      if let method = typeOf(value).lookup(StringObject.interned("__fspath__")) {
        return try filePath(call(bind(method, value), []))
      }
      throw PyError.typeError("expected str, bytes or os.PathLike object, not \(typeName(value))")
    }
  }
}
