/// The files that an interpreter's scripts have open for writing. It does not keep them open.
struct OpenFiles {
  private var files: [ObjectIdentifier: (turn: Int, file: Unmanaged<FileObject>)] = [:]
  private var turn = 0

  mutating func add(_ file: FileObject) {
    turn += 1
    files[ObjectIdentifier(file)] = (turn, .passUnretained(file))
  }

  mutating func remove(_ file: FileObject) { files[ObjectIdentifier(file)] = nil }

  /// In the order in which they were opened.
  var all: [FileObject] { files.values.sorted { $0.turn < $1.turn }.map { $0.file.takeUnretainedValue() } }
}

extension Interpreter {
  /// Writes what open files hold, as at the end of a program whose objects are not let go one by one.
  public func flushFiles() {
    for file in openFiles.all { try? file.flush() }
  }
}
