import Arrays
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `np.load` gives for an .npz file: arrays by name.
final class ArchiveObject: Object {
  let path: String
  let archive: ArrayArchive

  init(_ path: String, _ archive: ArrayArchive) {
    self.path = path
    self.archive = archive
    super.init(type: ArchiveObject.archiveType)
  }

  private var names: [String] { archive.members.map(\.name) }

  private static func of(_ value: Value) throws -> ArchiveObject {
    guard case .object(let object) = value, let archive = object as? ArchiveObject else {
      throw PyError.typeError("descriptor requires a 'numpy.lib.npyio.NpzFile' object")
    }
    return archive
  }

  nonisolated(unsafe) private static let archiveType: TypeObject = {
    let type = TypeObject("NpzFile", bases: [Types.object], module: "numpy.lib.npyio")
    type.loadEntries = {
      type.addGetter("files") { _, value in .list(try of(value).names.map { .string($0) }) }
      return EntryList { add in
        add("__getitem__", "(self, key, /)", "The array of that name.") { a in
          guard let name = a[1].text, let array = try of(a[0]).archive[name] else {
            throw PyError.keyError(.string("\(try a.vm.str(a[1])) is not a file in the archive"))
          }
          return .array(array)
        }
        add("__contains__", "(self, key, /)", "Whether there is an array of that name.") { a in
          .bool(try of(a[0]).names.contains(a[1].text ?? ""))
        }
        add("__iter__", "(self, /)", "An iterator over the names.") { a in
          .iterator(ItemsIterator(try of(a[0]).names.map { .string($0) }))
        }
        add("__len__", "(self, /)", "The number of arrays.") { a in .int(try of(a[0]).archive.members.count) }
        add("keys", "(self)", "The names.") { a in .list(try of(a[0]).names.map { .string($0) }) }
        add("values", "(self)", "The arrays.") { a in
          .list(try of(a[0]).archive.members.map { .array($0.array) })
        }
        add("items", "(self)", "Pairs of name and array.") { a in
          .list(try of(a[0]).archive.members.map { .tuple([.string($0.name), .array($0.array)]) })
        }
        add("get", "(self, key, default=None, /)", "The array of that name, or the default.") { a in
          try a[1].text.flatMap { try of(a[0]).archive[$0] }.map { .array($0) } ?? a[2]
        }
        add("close", "(self)", "Nothing to do: the arrays are in memory.") { _ in .none }
        add("__enter__", "(self, /)", "The archive.") { a in a[0] }
        add("__exit__", "(self, *args)", "Nothing to do.") { _ in .bool(false) }
        add("__repr__", "(self, /)", "The names.") { a in
          let own = try of(a[0])
          let shown = own.names.prefix(5).joined(separator: ", ") + (own.names.count > 5 ? "..." : "")
          return .string("NpzFile '\(own.path)' with keys: \(shown)")
        }
      }.entries
    }
    return type
  }()
}

extension NumPy {
  /// The path in a string or a `pathlib` object.
  static func path(_ value: Value, _ vm: Interpreter) throws -> String {
    if let text = value.text { return text }
    if let method = try vm.findAttribute(value, StringObject.interned("__fspath__")),
      let text = try vm.call(method, []).text
    {
      return text
    }
    throw PyError.unsupported(
      "a '\(vm.typeName(value))' as a file of numpy is not part of nbsh: give its path")
  }

  /// The path of a file that is to be written, with the ending that NumPy adds where it is missing.
  ///
  /// - Throws: PermissionError outside the folders where scripts may write.
  static func target(_ value: Value, _ ending: String, _ vm: Interpreter) throws -> String {
    let path = try path(value, vm)
    return try vm.writablePath(path.hasSuffix(ending) ? path : path + ending)
  }

  /// Functions that read and write files.
  nonisolated(unsafe) static let files = EntryList { add in
    add(
      "save", "(file, arr, allow_pickle=True)", "Writes an array to an .npy file.",
      "np.save('/tmp/weights.npy', np.eye(2))\nprint(np.load('/tmp/weights.npy'))\n#> [[1. 0.]\n#>  [0. 1.]]"
    ) { a in
      try ArrayFiles.save(a.array(1), to: target(a[0], ".npy", a.vm))
      return .none
    }
    add(
      "savez", "(file, *args, allow_pickle=True, **kwds)", "Writes several arrays to an .npz file.",
      "np.savez('/tmp/model.npz', W=np.ones((3, 2)), b=np.zeros(2))\nsaved = np.load('/tmp/model.npz')\nprint(saved['W'].shape, saved['b'])\n#> (3, 2) [0. 0.]"
    ) { a in
      var members: [(name: String, array: NDArray)] = []
      for (name, value) in keywords(a.keywords(3)) { members.append((name.value, try a.vm.asArray(value))) }
      for (index, value) in a.rest(2).enumerated() {
        let name = "arr_\(index)"
        if members.contains(where: { $0.name == name }) {
          throw PyError.valueError("Cannot use un-named variables and keyword \(name)")
        }
        members.append((name, try a.vm.asArray(value)))
      }
      try ArrayFiles.save(ArrayArchive(members), to: target(a[0], ".npz", a.vm))
      return .none
    }
    add.alias(
      "savez_compressed", of: "savez",
      "np.savez_compressed('/tmp/labels.npz', y=np.arange(5))\nprint(np.load('/tmp/labels.npz')['y'])\n#> [0 1 2 3 4]"
    )
    add(
      "load",
      "(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII', *, max_header_size=10000)",
      "Reads an .npy or .npz file.",
      "np.save('/tmp/scores.npy', np.array([0.5, 2.]))\nscores = np.load('/tmp/scores.npy')\nprint(scores)\n#> [0.5 2. ]"
    ) { a in
      if a.isGiven(1) { throw PyError.unsupported("mmap_mode= of np.load is not part of nbsh") }
      let path = try path(a[0], a.vm)
      switch try ArrayFiles.load(path) {
      case .array(let array): return .array(array)
      case .archive(let archive): return .object(ArchiveObject(path, archive))
      }
    }
    add(
      "savetxt",
      "(fname, X, fmt='%.18e', delimiter=' ', newline='\\n', header='', footer='', comments='# ', encoding=None)",
      "Writes a table of numbers as text.",
      "np.savetxt('/tmp/loss.txt', [2.3, 1.7], fmt='%.1f')\nprint(open('/tmp/loss.txt').read())\n#> 2.3\n#> 1.7"
    ) { a in
      try saveText(a)
      return .none
    }
    add(
      "loadtxt",
      "(fname, dtype=None, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None)",
      "Reads a table of numbers from text.",
      "print(np.loadtxt(['1,2', '3,4'], delimiter=','))\n#> [[1. 2.]\n#>  [3. 4.]]"
    ) { a in
      if a.isGiven(4) || a.isGiven(11) {
        throw PyError.unsupported("converters= and quotechar= of np.loadtxt are not part of nbsh")
      }
      return try loadText(
        a, comments: 2, delimiter: 3, skip: 5, columns: 6, unpack: 7, ndmin: 8, maximum: 10,
        fillsMissing: false)
    }
    add(
      "genfromtxt",
      "(fname, dtype=None, comments='#', delimiter=None, skip_header=0, usecols=None, unpack=False, ndmin=0, max_rows=None)",
      "Reads a table of numbers from text, nan where one is missing.",
      "print(np.genfromtxt(['1,2', '3,'], delimiter=','))\n#> [[ 1.  2.]\n#>  [ 3. nan]]"
    ) { a in
      try loadText(
        a, comments: 2, delimiter: 3, skip: 4, columns: 5, unpack: 6, ndmin: 7, maximum: 8, fillsMissing: true
      )
    }
    add(
      "fromfile", "(file, dtype=None, count=-1, sep='', offset=0)", "Reads raw numbers from a file.",
      "with open('/tmp/pixels.bin', 'wb') as file:\n    file.write(bytes([0, 128, 255]))\nprint(np.fromfile('/tmp/pixels.bin', dtype=np.uint8))\n#> [  0 128 255]"
    ) { a in
      guard try a.string(3).isEmpty else {
        throw PyError.unsupported("sep= of np.fromfile is not part of nbsh: use np.loadtxt")
      }
      let path = try path(a[0], a.vm)
      let (dtype, count, skipped) = (try a.dtype(1) ?? .float64, try a.int(2), max(0, try a.int(4)))
      let (length, isHuge) = count.multipliedReportingOverflow(by: dtype.itemSize)
      let bytes: [UInt8]
      do throws(InputFile.Failure) {
        let most = length.addingReportingOverflow(skipped)
        bytes = try InputFile(path).rest(
          atMost: count < 0 || isHuge || most.overflow ? .max : most.partialValue)
      } catch { throw PyError(error, path) }
      return .array(try array(of: bytes.dropFirst(skipped), dtype, count: count))
    }
    add(
      "frombuffer", "(buffer, dtype=None, count=-1, offset=0)", "The numbers in bytes.",
      "print(np.frombuffer(b'\\x01\\x02', dtype=np.uint8))\n#> [1 2]"
    ) { a in
      guard case .object(let object) = a[0], let bytes = object as? BytesObject else {
        throw PyError.typeError("a bytes-like object is required, not '\(a.vm.typeName(a[0]))'")
      }
      let array = try array(
        of: bytes.bytes.dropFirst(max(0, a.int(3))), a.dtype(1) ?? .float64, count: a.int(2))
      array.isWriteable = false
      return .array(array)
    }
  }

  private static func array(of bytes: ArraySlice<UInt8>, _ dtype: DType, count: Int) throws -> NDArray {
    if count < 0, bytes.count % dtype.itemSize != 0 {
      throw PyError.valueError("buffer size must be a multiple of element size")
    }
    let length = count < 0 ? bytes.count / dtype.itemSize : count
    if length > bytes.count / dtype.itemSize {
      throw PyError.valueError("buffer is smaller than requested size")
    }
    let result = try NDArray(empty: Shape(length), dtype)
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress, result.byteCount > 0 {
        result.data.copyMemory(from: base, byteCount: result.byteCount)
      }
    }
    return result
  }

  private static func saveText(_ a: Arguments) throws {
    let array = try a.array(1)
    if array.ndim == 0 || array.ndim > 2 {
      throw PyError.valueError("Expected 1D or 2D array, got \(array.ndim)D array instead")
    }
    let table = array.ndim == 1 ? try array.expandDims([1]) : array
    let delimiter = try a.string(3)
    let newline = try a.string(4)
    let comments = try a.string(7)
    var formats: [String] = []
    if let one = a[2].text {
      let fields = one.split(separator: "%", omittingEmptySubsequences: false).count - 1
      formats = fields == table.shape[1] && fields > 1 ? [one] : Array(repeating: one, count: table.shape[1])
    } else {
      formats = try a.items(2).map { try a.vm.str($0) }
      if formats.count != table.shape[1] {
        throw PyError.attributeError("fmt has wrong shape.  \(try a.vm.str(a[2]))")
      }
    }
    let format = formats.joined(separator: delimiter)
    var text = ""
    let header = try a.string(5)
    if !header.isEmpty {
      text +=
        comments
        + header.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + comments)
        + newline
    }
    for i in 0..<table.shape[0] {
      try a.vm.checkInterrupt()
      var row: [Value] = []
      for j in 0..<table.shape[1] {
        row.append(
          Value(Scalar(loading: table.data + i * table.strides[0] + j * table.strides[1], table.dtype)))
      }
      text += try a.vm.str(a.vm.binary(.modulo, .string(format), .tuple(row))) + newline
    }
    let footer = try a.string(6)
    if !footer.isEmpty {
      text +=
        comments
        + footer.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + comments)
        + newline
    }
    try ArrayFiles.write(Array(text.utf8), to: target(a[0], "", a.vm))
  }

  /// The lines of a file, a list or an open file.
  private static func lines(_ value: Value, _ vm: Interpreter) throws -> [String] {
    if case .list(let list) = value { return try list.items.map { try vm.str($0) } }
    if value.text == nil, let read = try vm.findAttribute(value, StringObject.interned("read")) {
      return try vm.str(vm.call(read, [])).split(omittingEmptySubsequences: false) {
        $0 == "\n" || $0 == "\r\n"
      }.map(String.init)
    }
    let path = try path(value, vm)
    guard let text = try Interpreter.readSource(path) else {
      throw PyError(Types.fileNotFoundError, "\(path) not found.")
    }
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }

  private static func loadText(
    _ a: Arguments, comments: Int, delimiter: Int, skip: Int, columns: Int, unpack: Int, ndmin: Int,
    maximum: Int,
    fillsMissing: Bool
  ) throws -> Value {
    let dtype = try a.dtype(1) ?? .float64
    let comment = a.isGiven(comments) ? try a.string(comments) : ""
    let separator = a.isGiven(delimiter) ? try a.string(delimiter) : nil
    if let separator, separator.count != 1 {
      throw PyError.typeError(
        "Text reading control character must be a single unicode character or None; but got: '\(separator)'")
    }
    let wanted = a.isGiven(columns) ? try a.ints(columns) : nil
    var rows: [[Value]] = []
    for (number, whole) in try lines(a[0], a.vm).dropFirst(max(0, a.int(skip))).enumerated() {
      if a.isGiven(maximum), try rows.count >= a.int(maximum) { break }
      var line = Substring(whole)
      if !comment.isEmpty, let place = whole.firstRange(of: comment) { line = whole[..<place] }
      if line.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) { continue }
      var fields: [Substring]
      if let separator {
        fields = line.split(separator: Character(separator), omittingEmptySubsequences: false)
      } else {
        fields = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
      }
      if let wanted {
        fields = try wanted.map { column in
          let place = column < 0 ? column + fields.count : column
          guard fields.indices.contains(place) else {
            throw PyError.valueError(
              "invalid column index \(column) at row \(rows.count + 1) with \(fields.count) columns")
          }
          return fields[place]
        }
      }
      if let first = rows.first, first.count != fields.count {
        throw PyError.valueError(
          fillsMissing
            ? "Some errors were detected !\n    Line #\(number + 1) (got \(fields.count) columns instead of \(first.count))"
            : "the number of columns changed from \(first.count) to \(fields.count) at row \(rows.count + 1); use `usecols` to select a subset and avoid this error"
        )
      }
      rows.append(
        try fields.enumerated().map { column, field in
          let word = field.filter { $0 != " " && $0 != "\t" && $0 != "\r" }
          if dtype.isInteger, let whole = Int(word) { return .int(whole) }
          if let number = parseFloat(word), dtype.isFloat || fillsMissing { return .float(number) }
          if fillsMissing { return dtype.isFloat ? .float(.nan) : .int(-1) }
          throw PyError.valueError(
            "could not convert string '\(word)' to \(dtype.name) at row \(rows.count), column \(column + 1).")
        })
    }
    var table = try a.vm.asArray(.list(rows.map { .list($0) }), dtype: dtype)
    if rows.isEmpty {
      try a.vm.warn("loadtxt: input contained no data: \"\(try a.vm.str(a[0]))\"", Types.userWarning)
    }
    let least = try a.int(ndmin)
    if table.ndim > least { table = try table.squeeze() }
    if least >= 1, table.ndim == 0 { table = try table.atLeast1D() }
    if least == 2, table.ndim < 2 { table = try table.atLeast2D().transposed }
    return .array(try a.bool(unpack) ? table.transposed : table)
  }

  /// A float as Python reads it.
  private static func parseFloat(_ word: String) -> Double? {
    switch word.lowercased() {
    case "nan", "+nan", "-nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default:
      guard let last = word.utf8.last,
        word.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || "+-.eE".utf8.contains($0) }), last != 101, last != 69
      else { return nil }
      var text = word
      if text.hasSuffix(".") { text += "0" }
      return Double(text)
    }
  }
}

extension String {
  /// Where a text first occurs.
  fileprivate func firstRange(of part: String) -> String.Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start }
      start = index(after: start)
    }
    return nil
  }
}
