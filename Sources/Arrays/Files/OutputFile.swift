#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writing that an interrupt ends: between blocks of a long file, and while a pipe or a full device keeps it waiting.
public enum OutputFile {
  /// Bytes that are written between two questions.
  private static let block = 1 << 22
  /// Milliseconds between two questions while nothing is taken.
  private static let patience: Int32 = 20

  /// Opens a file to write to it; a pipe is waited for until somebody reads it.
  ///
  /// Errors: those of the system.
  public static func open(_ path: String, _ flags: Int32) throws(InputFile.Failure) -> Int32 {
    while true {
      #if canImport(Glibc)
        let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | flags, 0o666)
      #else
        let descriptor = Darwin.open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | flags, 0o666)
      #endif
      if descriptor >= 0 { return descriptor }
      if errno != EINTR, errno != ENXIO || !isPipe(path) { throw .system(errno) }
      if Interruption.isPending { throw .interrupted }
      poll(nil, 0, patience)
    }
  }

  private static func isPipe(_ path: String) -> Bool {
    var information = stat()
    defer { errno = ENXIO }
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFIFO
  }

  /// Writes all bytes, and where that is asked for waits block by block until the disk has them.
  ///
  /// Errors: those of the system; less is written then.
  public static func write(
    _ bytes: [UInt8], to descriptor: Int32, reachesDisk: Bool = false
  ) throws(InputFile.Failure) {
    var done = 0
    try write(bytes, after: &done, to: descriptor, reachesDisk: reachesDisk)
  }

  /// Writes the bytes behind the first `done`, which grows by what was written, even where an error is thrown.
  public static func write(
    _ bytes: [UInt8], after done: inout Int, to descriptor: Int32, reachesDisk: Bool = false
  ) throws(InputFile.Failure) {
    var synced = done
    while done < bytes.count {
      if bytes.count > block, Interruption.isPending { throw .interrupted }
      let length = min(block, bytes.count - done)
      let count = bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
          return Glibc.write(descriptor, base + done, length)
        #else
          return Darwin.write(descriptor, base + done, length)
        #endif
      }
      if count >= 0 {
        done += count
        if reachesDisk, done - synced >= 4 * block {
          if fsync(descriptor) != 0 { throw .system(errno) }
          synced = done
        }
        continue
      }
      if errno != EINTR, errno != EAGAIN { throw .system(errno) }
      if Interruption.isPending { throw .interrupted }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&waiting, 1, patience)
    }
    if reachesDisk, fsync(descriptor) != 0 { throw .system(errno) }
  }
}
