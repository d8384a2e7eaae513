import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The writing side of an open file: bytes wait in a buffer until there are many or somebody asks for them to be
/// written, and what was written is never sent again.
final class FileOutput {
  private let path: String
  private let descriptor: Int32
  private let appends: Bool
  /// Whether it has places to write to: no pipe, no device.
  let isRegular: Bool
  private var pending: [UInt8] = []
  /// Where in the file the pending bytes go.
  private var start = 0

  /// Bytes that wait, as in CPython.
  private static let room = 1 << 13

  /// Opens the file for writing, and makes or empties it as its mode says.
  ///
  /// - Parameters:
  ///   - path: its name in messages.
  ///   - target: its real path.
  /// - Throws: OSError, KeyboardInterrupt.
  init(_ path: String, at target: String, _ mode: FileMode) throws {
    let flags =
      switch mode.kind {
      case .read: Int32(0)
      case .write: O_CREAT | O_TRUNC
      case .append: O_CREAT | O_APPEND
      case .exclusive: O_CREAT | O_EXCL
      }
    do throws(InputFile.Failure) { descriptor = try OutputFile.open(target, flags | O_NOFOLLOW) } catch {
      throw PyError(error, path)
    }
    self.path = path
    appends = mode.kind == .append
    var information = stat()
    isRegular = fstat(descriptor, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    if appends, isRegular { start = Int(information.st_size) }
  }

  deinit { close(descriptor) }

  var isSeekable: Bool { lseek(descriptor, 0, SEEK_CUR) >= 0 }

  /// Where the next bytes go if nobody moves.
  var end: Int { start + pending.count }

  /// The length of the file with what waits.
  var length: Int {
    var information = stat()
    let written = fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
    return pending.isEmpty ? written : max(written, end)
  }

  /// Takes bytes for a place in the file; what is appended, or goes to a pipe, has no other place than the end.
  ///
  /// - Throws: OSError, KeyboardInterrupt, where the buffer was full; what could not be written still waits.
  func write(_ bytes: [UInt8], at place: Int) throws {
    if !appends, isRegular, place != end {
      try flush()
      start = place
    }
    if bytes.count >= FileOutput.room { try flush() }
    if pending.isEmpty { pending = bytes } else { pending += bytes }
    if pending.count >= FileOutput.room { try flush() }
  }

  /// Writes what waits.
  ///
  /// - Throws: OSError, KeyboardInterrupt; what was not written waits on.
  func flush() throws {
    if pending.isEmpty { return }
    if isRegular, !appends, lseek(descriptor, off_t(start), SEEK_SET) < 0 {
      throw PyError.system(errno, path)
    }
    var done = 0
    defer {
      start += done
      if done == pending.count { pending = [] } else { pending.removeFirst(done) }
      // Others may have appended, too.
      if appends, isRegular, done > 0 {
        let place = lseek(descriptor, 0, SEEK_CUR)
        if place >= 0 { start = Int(place) }
      }
    }
    do throws(InputFile.Failure) { try OutputFile.write(pending, after: &done, to: descriptor) } catch {
      // No name stands in an error of writing, as in CPython.
      if case .system(let number) = error { throw PyError.system(number) }
      throw PyError(error, path)
    }
  }
}
