#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// Replaces a file at once: a reader finds the old bytes or the new ones, never a part.
  ///
  /// The bytes go to a temporary file in the same folder, are forced to the disk, and take the name. The mode of
  /// a file that is replaced stays; a link is followed, and stays a link.
  ///
  /// - Parameter isCache: whether the bytes may be lost where the power fails; then nobody waits for the disk.
  public static func writeAtomically(
    _ path: String, _ bytes: [UInt8], isCache: Bool = false
  ) throws(FileError) {
    try writeTogether([(path, bytes)], isCache: isCache)
  }

  /// Replaces several files as `writeAtomically` replaces one: where one of them cannot be written, none is touched.
  public static func writeTogether(
    _ files: [(path: String, bytes: [UInt8])], isCache: Bool = false
  ) throws(FileError) {
    var waiting: [WaitingFile] = []
    defer { for file in waiting { unlink(file.temporary) } }
    for (path, bytes) in files { waiting.append(try WaitingFile(path, bytes, isCache)) }
    var folders: [String] = []
    while let file = waiting.first {
      guard rename(file.temporary, file.target) == 0 else { throw .system(file.path, "cannot be written") }
      waiting.removeFirst()
      let folder = folder(of: file.target)
      if !folders.contains(folder) { folders.append(folder) }
    }
    if !isCache { for folder in folders { syncFolder(folder) } }
  }

  /// A file that lies written beside its place and waits for its name.
  private struct WaitingFile {
    let path: String
    let target: String
    let temporary: String

    init(_ path: String, _ bytes: [UInt8], _ isCache: Bool) throws(FileError) {
      self.path = path
      target = Files.linkTarget(path)
      var mode = mode_t(0o666) & ~currentMask()
      var info = stat()
      if stat(target, &info) == 0 {
        guard info.st_mode & S_IFMT == S_IFREG else { throw FileError(path, "is not a plain file") }
        guard access(target, W_OK) == 0 else { throw .system(path, "cannot be written") }
        mode = info.st_mode & 0o7777
      }
      var template = Array((folder(of: target) + "/.nbsh-XXXXXX").utf8CString)
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else { throw .system(path, "cannot be written") }
      temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      var written =
        writeAll(descriptor, bytes) && fchmod(descriptor, mode) == 0 && (isCache || fsync(descriptor) == 0)
      let reason = errno
      written = close(descriptor) == 0 && written
      if written { return }
      errno = reason
      let error = FileError.system(path, "cannot be written")
      unlink(temporary)
      throw error
    }
  }

  /// Where a link leads, be there a file yet or not; the path itself where it is none.
  private static func linkTarget(_ path: String) -> String {
    if let real = resolved(path) { return real }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink(path, &buffer, buffer.count - 1)
    guard length > 0 else { return path }
    let target = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return target.hasPrefix("/") ? target : folder(of: path) + "/" + target
  }

  /// Writes everything to a descriptor; whether that succeeded.
  static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = write(descriptor, buffer.baseAddress! + done, buffer.count - done)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        done += count
      }
      return true
    }
  }

  private static func currentMask() -> mode_t {
    let mask = umask(0o022)
    umask(mask)
    return mask
  }

  private static func syncFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
