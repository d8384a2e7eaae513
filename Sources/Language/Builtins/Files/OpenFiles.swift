/// The files that an interpreter's scripts have open for writing. It does not keep them open.
struct OpenFiles {
  private var files: [ObjectIdentifier: Unmanaged<FileObject>] = [:]

  mutating func add(_ file: FileObject) { files[ObjectIdentifier(file)] = .passUnretained(file) }

  mutating func remove(_ file: FileObject) { files[ObjectIdentifier(file)] = nil }

  var all: [FileObject] { files.values.map { $0.takeUnretainedValue() } }
}

extension Interpreter {
  /// Writes what open files hold, as at the end of a program whose objects are not let go one by one.
  public func flushFiles() {
    for file in openFiles.all { try? file.flush(self) }
  }
}
