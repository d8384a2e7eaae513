#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Arrays in files: what `np.save`, `np.savez` and `np.load` do with a path.
public enum ArrayFiles {
  /// What a file holds.
  public enum Contents {
    case array(NDArray)
    case archive(ArrayArchive)
  }

  /// Writes a .npy file; the ending is added when it is missing.
  public static func save(_ array: NDArray, to path: String) throws(ArrayError) {
    try write(try array.npyBytes(), to: path.hasSuffix(".npy") ? path : path + ".npy")
  }

  /// Writes a .npz file; the ending is added when it is missing.
  public static func save(_ archive: ArrayArchive, to path: String) throws(ArrayError) {
    try write(try archive.bytes(), to: path.hasSuffix(".npz") ? path : path + ".npz")
  }

  /// Reads a .npy or .npz file, told apart by its first bytes.
  ///
  /// Errors: `No data left in file`; other files are refused as pickles, as NumPy does.
  public static func load(_ path: String) throws(ArrayError) -> Contents {
    let bytes = try read(path)
    if bytes.isEmpty { throw ArrayError(.eof, "No data left in file") }
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
      return .archive(try ArrayArchive(bytes: bytes))
    }
    if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) { return .array(try NDArray(npyBytes: bytes)) }
    throw ArrayError(
      .value,
      "This file contains pickled (object) data. If you trust the file you can load it unsafely using the "
        + "`allow_pickle=` keyword argument or `pickle.load()`.")
  }

  /// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
  public static func write(_ bytes: [UInt8], to path: String) throws(ArrayError) {
    let temporary = path + ".\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    var done = 0
    var isWritten = true
    bytes.withUnsafeBytes { buffer in
      while done < buffer.count, let base = buffer.baseAddress {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, base + done, buffer.count - done)
        #else
          let count = Darwin.write(descriptor, base + done, buffer.count - done)
        #endif
        if count < 0 {
          if errno == EINTR { continue }
          isWritten = false
          return
        }
        done += count
      }
    }
    isWritten = isWritten && fsync(descriptor) == 0
    let error = errno
    close(descriptor)
    guard isWritten, rename(temporary, path) == 0 else {
      let renameError = isWritten ? errno : error
      unlink(temporary)
      errno = renameError
      throw failure(path)
    }
  }

  /// All bytes of a file.
  public static func read(_ path: String) throws(ArrayError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw failure(path) }
    guard information.st_mode & S_IFMT != S_IFDIR else {
      throw ArrayError(.os, "[Errno 21] Is a directory: \(LiteralParser.quoted(path))")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(information.st_size))
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
      #else
        let count = Darwin.read(descriptor, &buffer, buffer.count)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The last system error in Python's words.
  private static func failure(_ path: String) -> ArrayError {
    let code = errno
    let text = String(cString: strerror(code))
    return ArrayError(
      code == ENOENT ? .fileNotFound : .os, "[Errno \(code)] \(text): \(LiteralParser.quoted(path))")
  }
}
