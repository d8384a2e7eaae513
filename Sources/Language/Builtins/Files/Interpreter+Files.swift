#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension PyError {
  /// The exception for an error number of the system: FileNotFoundError and its kin.
  public static func system(_ number: Int32, _ path: String) -> PyError {
    PyError(
      ExceptionObject(
        type: systemType(Int(number)),
        arguments: [.int(Int(number)), .string(String(cString: strerror(number))), .string(path)])
    )
  }
}

extension PyError {
  /// Nobody gave the folder of this file to the script.
  static func outsideOutputFolders(_ path: String) -> PyError {
    PyError(
      ExceptionObject(
        type: Types.permissionError,
        arguments: [
          .int(Int(EACCES)),
          .string("Permission denied outside the script's folder and those that --output names"),
          .string(path),
        ]))
  }

  /// The type of OSError for an error number.
  static func systemType(_ number: Int) -> TypeObject {
    switch Int32(truncatingIfNeeded: number) {
    case ENOENT: Types.fileNotFoundError
    case EEXIST: Types.fileExistsError
    case EISDIR: Types.isADirectoryError
    case ENOTDIR: Types.notADirectoryError
    case EACCES, EPERM: Types.permissionError
    case ETIMEDOUT: Types.timeoutError
    default: Types.osError
    }
  }
}

extension Interpreter {
  /// The bytes of a file.
  ///
  /// - Throws: FileNotFoundError, IsADirectoryError, PermissionError, OSError.
  public func readFile(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw PyError.system(errno, path) }
    defer { close(descriptor) }
    var info = stat()
    if fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { throw PyError.system(EISDIR, path) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, min(Int(info.st_size), 1 << 30)))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw PyError.system(errno, path)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
      try checkInterrupt()
    }
  }

  /// Replaces the contents of a file under one of the output folders.
  ///
  /// - Throws: PermissionError elsewhere, OSError where the system refuses.
  public func writeFile(_ path: String, _ bytes: [UInt8]) throws {
    let target = try writablePath(path)
    let descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    if descriptor < 0 { throw PyError.system(errno, path) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw PyError.system(errno, path)
      }
      written += count
    }
  }

  /// The real path of a file that may be written.
  ///
  /// - Throws: PermissionError where it lies under none of the output folders, links resolved.
  public func writablePath(_ path: String) throws -> String {
    if let real = Interpreter.realPath(path) {
      var info = stat()
      if stat(real, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { throw PyError.system(EISDIR, path) }
      guard isUnderOutputFolder(real) else { throw PyError.outsideOutputFolders(path) }
      return real
    }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let real = Interpreter.realPath(folder) else { throw PyError.system(errno, path) }
    if name.isEmpty || name == "." || name == ".." { throw PyError.system(ENOENT, path) }
    guard isUnderOutputFolder(real) else { throw PyError.outsideOutputFolders(path) }
    return real == "/" ? "/" + name : real + "/" + name
  }

  private func isUnderOutputFolder(_ real: String) -> Bool {
    outputFolders.contains { folder in
      guard let root = Interpreter.realPath(folder) else { return false }
      return real == root || real.hasPrefix(root == "/" ? "/" : root + "/")
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
