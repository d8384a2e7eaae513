import Arrays

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

  /// The same where no file is named.
  static func system(_ number: Int32) -> PyError {
    PyError(
      ExceptionObject(
        type: systemType(Int(number)),
        arguments: [.int(Int(number)), .string(String(cString: strerror(number)))]))
  }
}

extension PyError {
  /// Why a file was not read or written.
  public init(_ failure: InputFile.Failure, _ path: String) {
    switch failure {
    case .interrupted: self = Interpreter.keyboardInterrupt()
    case .tooLong: self.init(Types.memoryError, "")
    case .system(let number): self = .system(number, path)
    }
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
  /// - Throws: FileNotFoundError, IsADirectoryError, PermissionError, OSError; MemoryError where it has no end.
  public func readFile(_ path: String) throws -> [UInt8] {
    do throws(InputFile.Failure) { return try InputFile(path).rest() } catch { throw PyError(error, path) }
  }

  /// Replaces the contents of a file under one of the output folders, or adds to them.
  ///
  /// - Throws: PermissionError elsewhere, OSError where the system refuses.
  public func writeFile(_ path: String, _ bytes: [UInt8], appending: Bool = false) throws {
    let target = try writablePath(path)
    do throws(InputFile.Failure) {
      let descriptor = try OutputFile.open(target, O_CREAT | O_NOFOLLOW | (appending ? O_APPEND : O_TRUNC))
      defer { close(descriptor) }
      try OutputFile.write(bytes, to: descriptor)
    } catch { throw PyError(error, path) }
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
