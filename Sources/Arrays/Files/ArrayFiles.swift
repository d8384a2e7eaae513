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
    let file: InputFile
    var bytes: [UInt8]
    do throws(InputFile.Failure) {
      file = try InputFile(path)
      // Another file may be endless: its first bytes tell.
      bytes = try file.rest(atMost: 6)
    } catch { throw ArrayError(error, path) }
    if bytes.isEmpty { throw ArrayError(.eof, "No data left in file") }
    let isArchive = bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
    guard isArchive || bytes == [0x93] + Array("NUMPY".utf8) else {
      throw ArrayError(
        .value,
        "This file contains pickled (object) data. If you trust the file you can load it unsafely using the "
          + "`allow_pickle=` keyword argument or `pickle.load()`.")
    }
    do throws(InputFile.Failure) { bytes = try file.rest(after: bytes) } catch {
      throw ArrayError(error, path)
    }
    return isArchive ? .archive(try ArrayArchive(bytes: bytes)) : .array(try NDArray(npyBytes: bytes))
  }

  /// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
  public static func write(_ bytes: [UInt8], to path: String) throws(ArrayError) {
    let temporary = path + ".\(getpid()).tmp"
    do throws(InputFile.Failure) {
      let descriptor = try OutputFile.open(temporary, O_CREAT | O_TRUNC)
      do throws(InputFile.Failure) {
        defer { close(descriptor) }
        try OutputFile.write(bytes, to: descriptor, reachesDisk: true)
      } catch {
        unlink(temporary)
        throw error
      }
      if rename(temporary, path) != 0 {
        let reason = errno
        unlink(temporary)
        throw .system(reason)
      }
    } catch { throw ArrayError(error, path) }
  }

  /// All bytes of a file.
  ///
  /// Errors: FileNotFoundError, OSError, MemoryError, KeyboardInterrupt.
  public static func read(_ path: String) throws(ArrayError) -> [UInt8] {
    do throws(InputFile.Failure) { return try InputFile(path).rest() } catch { throw ArrayError(error, path) }
  }
}

extension ArrayError {
  /// Why a file was not read or written, in Python's words.
  public init(_ failure: InputFile.Failure, _ path: String) {
    switch failure {
    case .interrupted: self.init(.interrupt, "")
    case .tooLong: self.init(.memory, "")
    case .system(let code):
      self.init(
        code == ENOENT ? .fileNotFound : .os,
        "[Errno \(code)] \(String(cString: strerror(code))): \(LiteralParser.quoted(path))")
    }
  }
}
