#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The history on disk: one entry a line, `\n` and `\\` for line ends and backslashes within an entry.
///
/// Each entry is appended at once under a lock, so that two shells share a file and a shell that is killed loses
/// nothing. The file is readable by its owner alone.
public final class HistoryFile {
  public let path: String
  /// A file that grew beyond this many bytes is cut to its newest half when it is loaded.
  public var limit = 4 << 20

  public init(path: String) { self.path = path }

  /// `nbsh/history` in the XDG state folder, nil without a home.
  public static func standardPath() -> String? {
    if let state = getenv("XDG_STATE_HOME").map({ String(cString: $0) }), state.hasPrefix("/") {
      return state + "/nbsh/history"
    }
    guard let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/nbsh/history"
  }

  func load() -> [String] {
    guard let content = withLock(LOCK_SH, read) ?? nil else { return [] }
    var entries = content.split(separator: 0x0A).map { Self.decode($0) }.filter { !$0.isBlank }
    if content.count > limit {
      entries.removeFirst(entries.count / 2)
      _ = withLock(LOCK_EX) { shorten() }
    }
    return Array(entries.suffix(History.limit))
  }

  /// Keeps the newer half of the file. It is read again: another shell may have added to it, or shortened it.
  private func shorten() {
    guard let content = read(), content.count > limit else { return }
    let lines = content.split(separator: 0x0A)
    _ = rewrite(lines[(lines.count / 2)...])
  }

  /// Appends an entry; the reason when that fails.
  func append(_ entry: String) -> String? {
    makeFolders()
    let result = withLock(LOCK_EX) { write(Self.encode(entry)) } ?? .failure(.system)
    guard case .failure(let failure) = result else { return nil }
    return "history is not kept: \(path): \(failure.reason)"
  }

  private func write(_ entry: [UInt8]) -> Result<Void, Failure> {
    opened(O_WRONLY | O_APPEND | O_CREAT).flatMap { descriptor in
      defer { close(descriptor) }
      let size = lseek(descriptor, 0, SEEK_END)
      // A shell that was killed while it wrote left a line without an end.
      let isTorn = size > 0 && lastByte() != 0x0A
      if writeAll(descriptor, (isTorn ? [0x0A] : []) + entry) { return .success(()) }
      let failure = Failure.system
      // Half an entry would spoil the next one.
      _ = ftruncate(descriptor, size)
      return .failure(failure)
    }
  }

  /// Why the file is not used.
  private struct Failure: Error {
    var reason: String
    static var system: Failure { Failure(reason: String(cString: strerror(errno))) }
  }

  /// Opens the file, readable by its owner alone. A pipe would make the shell wait and a device may have no end: only a
  /// file is one, and the null device of those who want no history.
  private func opened(_ flags: Int32) -> Result<Int32, Failure> {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, !isUsable(status) { return .failure(Failure(reason: unusable(status))) }
    let descriptor = open(path, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return .failure(.system) }
    // Another one may stand there by now.
    guard fstat(descriptor, &status) == 0, isUsable(status) else {
      close(descriptor)
      return .failure(Failure(reason: unusable(status)))
    }
    // A file from elsewhere may be open to others.
    if status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0, flags & O_WRONLY != 0 {
      _ = fchmod(descriptor, 0o600)
    }
    return .success(descriptor)
  }

  private func isUsable(_ status: stat) -> Bool {
    if status.st_mode & S_IFMT == S_IFREG { return true }
    var null = stat()
    return status.st_mode & S_IFMT == S_IFCHR && stat("/dev/null", &null) == 0
      && null.st_rdev == status.st_rdev
  }

  private func unusable(_ status: stat) -> String {
    status.st_mode & S_IFMT == S_IFDIR ? String(cString: strerror(EISDIR)) : "Not a regular file"
  }

  private func read() -> [UInt8]? {
    guard case .success(let descriptor) = opened(O_RDONLY) else { return nil }
    defer { close(descriptor) }
    return readAll(descriptor)
  }

  static func encode(_ entry: String) -> [UInt8] {
    var line: [UInt8] = []
    for byte in entry.utf8 {
      switch byte {
      case 0x0A: line += [0x5C, 0x6E]
      case 0x5C: line += [0x5C, 0x5C]
      default: line.append(byte)
      }
    }
    return line + [0x0A]
  }

  static func decode(_ line: ArraySlice<UInt8>) -> String {
    var entry: [UInt8] = []
    var escaped = false
    for byte in line {
      if escaped {
        entry.append(byte == 0x6E ? 0x0A : byte)
        escaped = false
      } else if byte == 0x5C {
        escaped = true
      } else {
        entry.append(byte)
      }
    }
    var text = String(decoding: entry, as: UTF8.self)
    text.unicodeScalars.removeAll { !isTypable($0) }
    return text
  }

  /// A power cut leaves zero bytes, other programs whatever they like: what nobody can type would be lost when the entry is
  /// edited, and it would be another entry then.
  private static func isTypable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n": true
    case ..." ": scalar == " "
    case "\u{7F}"..."\u{9F}", "\u{10FE00}"...: false
    default: true
    }
  }

  /// Runs a body while other shells wait. The lock is a file of its own, because the history may be replaced.
  private func withLock<Result>(_ kind: Int32, _ body: () -> Result) -> Result? {
    let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // A file that can only be read is still a history.
      return kind == LOCK_SH ? body() : nil
    }
    defer { close(descriptor) }
    // A shell that was stopped with the lock must not stop the others: after a second they go on without it.
    for _ in 0..<100 {
      if flock(descriptor, kind | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR) { break }
      usleep(10_000)
    }
    return body()
  }

  private func lastByte() -> UInt8? {
    guard case .success(let descriptor) = opened(O_RDONLY) else { return nil }
    defer { close(descriptor) }
    var byte: UInt8 = 0
    guard pread(descriptor, &byte, 1, lseek(descriptor, 0, SEEK_END) - 1) == 1 else { return nil }
    return byte
  }

  private func rewrite(_ lines: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    let temporary = path + ".new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let written = writeAll(descriptor, lines.flatMap { $0 + [0x0A] }) && fsync(descriptor) == 0
    close(descriptor)
    guard written, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  private func makeFolders() {
    var at = path.startIndex
    while let slash = path[at...].dropFirst().firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o700)
      at = slash
    }
  }
}

/// The bytes of a file, nil when it cannot be read.
func readFile(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  return readAll(descriptor)
}

private func readAll(_ descriptor: Int32) -> [UInt8]? {
  var content: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      content += chunk[..<count]
    } else if count == 0 {
      return content
    } else if errno != EINTR {
      return nil
    }
  }
}

/// Writes every byte, or says that it could not.
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
  var done = 0
  return bytes.withUnsafeBytes { buffer in
    while done < buffer.count {
      let count = write(descriptor, buffer.baseAddress! + done, buffer.count - done)
      if count >= 0 { done += count } else if errno != EINTR { return false }
    }
    return true
  }
}
