#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that could not be read or written, in the words that a person needs.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String
  public let reason: String

  public init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The reason that the last system call left.
  static func system(_ path: String, _ doing: String = "") -> FileError {
    let text = String(cString: strerror(errno))
    return FileError(path, doing.isEmpty ? text : "\(doing): \(text)")
  }

  public var description: String { "\(path): \(reason)" }
}

/// The few things that a notebook asks of a file system.
public enum Files {
  public enum Kind: Sendable { case file, folder, other }

  /// What a path leads to; links are followed.
  public static func kind(_ path: String) -> Kind? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Whether a path is itself a link.
  static func isLink(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
  }

  /// The bytes of a plain file.
  ///
  /// - Throws: `FileError` for a folder, a device or a pipe, a link loop, a file that may not be read, or one that is
  ///   larger than `limit`.
  public static func read(_ path: String, limit: Int = 1 << 31) throws(FileError) -> [UInt8] {
    if path.utf8.contains(0) { throw FileError(path, "a path holds no NUL") }
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw .system(path) }
    switch info.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileError(path, "is a folder")
    default: throw FileError(path, "is not a plain file")
    }
    guard Int(info.st_size) <= limit else {
      throw FileError(path, "is larger than \(limit >> 20) MiB")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(info.st_size))
    var failed = false
    while true {
      let got = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer -> Int in
        var count: Int
        repeat {
          count = systemRead(descriptor, buffer.baseAddress, buffer.count)
        } while count < 0 && errno == EINTR
        if count > 0 { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        return count
      }
      failed = got < 0
      if got <= 0 { break }
      if bytes.count > limit { throw FileError(path, "grew while it was read") }
    }
    if failed { throw .system(path) }
    return bytes
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ path: String) throws(FileError) {
    if path.isEmpty || kind(path) == .folder { return }
    try makeFolder(folder(of: path))
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw .system(path, "cannot be made") }
    if kind(path) != .folder { throw FileError(path, "is not a folder") }
  }

  /// The names in a folder, in the order of their bytes.
  public static func list(_ path: String) throws(FileError) -> [String] {
    guard let directory = opendir(path) else { throw .system(path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public static func remove(_ path: String) { unlink(path) }

  /// Removes a folder if it is empty.
  public static func removeEmptyFolder(_ path: String) { rmdir(path) }

  /// The path from the root; the path itself where it does not exist.
  public static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path from the root, links and all, whether or not anything is there.
  static func fromRoot(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  // MARK: Names

  /// The folder of a path: `.` for a bare name.
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// The last part of a path without its extension.
  public static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")), point > name.startIndex else { return name }
    return String(name[..<point])
  }

  /// The part of a name from its last point on, in small letters.
  public static func fileExtension(of path: String) -> String {
    let name = name(of: path)
    guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")), point > name.startIndex else { return "" }
    return name[point...].lowercased()
  }

  /// The path without links.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// The system's `read`, under a name that `Files.read` does not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
