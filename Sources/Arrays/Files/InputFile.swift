#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is read piece by piece.
///
/// Pipes may be slow and devices have no end: waiting and reading end with an interrupt, and what is read at once is
/// less than what the machine can hold.
public final class InputFile {
  /// Why nothing was read.
  public enum Failure: Error, Equatable {
    /// An error number of the system.
    case system(Int32)
    case interrupted
    /// More than half of the machine's memory.
    case tooLong
  }

  private let descriptor: Int32
  /// Whether it has a length and its bytes are there: no pipe, no device.
  public let isRegular: Bool
  private let size: Int

  /// Bytes that are read between two questions.
  private static let block = 1 << 20
  /// Milliseconds between two questions while nothing comes.
  private static let patience: Int32 = 20

  /// The most bytes that are read at once.
  public static let limit = MachineMemory.bytes.map { $0 / 2 } ?? 1 << 32

  /// Opens a file.
  ///
  /// Errors: those of the system, `EISDIR` for a folder.
  public init(_ path: String) throws(Failure) {
    // A pipe without a writer is waited for where it is read.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    if descriptor < 0 { throw .system(errno) }
    var information = stat()
    let isKnown = fstat(descriptor, &information) == 0
    isRegular = isKnown && information.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(information.st_size) : 0
    if isKnown, information.st_mode & S_IFMT == S_IFDIR { throw .system(EISDIR) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads what is there, at least a byte; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    guard let base = buffer.baseAddress, buffer.count > 0 else { return 0 }
    while true {
      if Interruption.isPending { throw .interrupted }
      if !isRegular {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, InputFile.patience)
        if ready == 0 || ready < 0 && errno == EINTR { continue }
      }
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, base, min(buffer.count, InputFile.block))
      #else
        let count = Darwin.read(descriptor, base, min(buffer.count, InputFile.block))
      #endif
      if count >= 0 { return count }
      if errno != EINTR, errno != EAGAIN { throw .system(errno) }
    }
  }

  /// All bytes that are left, or the first `most` of them, behind some that were read before.
  public func rest(after head: [UInt8] = [], atMost most: Int = .max) throws(Failure) -> [UInt8] {
    var pieces: [[UInt8]] = head.isEmpty ? [] : [head]
    var total = 0
    // One byte more than the file has tells that it ended.
    var length = isRegular ? max(0, size - head.count) + 1 : 1 << 16
    while total < most {
      length = min(length, most - total)
      if total + length > InputFile.limit { throw .tooLong }
      let piece = try piece(length)
      total += piece.count
      pieces.append(piece)
      if piece.count < length { break }
      length = min(max(total, 1 << 16), 1 << 26)
    }
    if pieces.count < 2 { return pieces.first ?? [] }
    var result: [UInt8] = []
    result.reserveCapacity(head.count + total)
    for index in pieces.indices {
      var start = 0
      while start < pieces[index].count {
        if Interruption.isPending { throw .interrupted }
        let end = min(start + InputFile.block, pieces[index].count)
        result.append(contentsOf: pieces[index][start..<end])
        start = end
      }
      pieces[index] = []
    }
    return result
  }

  /// What is there, at most `length` bytes and at least one; none at the end.
  public func piece(atMost length: Int) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let piece = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
      do throws(Failure) { filled = try read(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return piece
  }

  private func piece(_ length: Int) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let piece = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
      while filled < length {
        let free = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<length])
        do throws(Failure) {
          let count = try read(into: free)
          if count == 0 { return }
          filled += count
        } catch {
          failure = error
          return
        }
      }
    }
    if let failure { throw failure }
    return piece
  }
}
