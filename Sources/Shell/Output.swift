import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Text on its way out. A reader that is gone (`| head`) is no error here: it is remembered, and the shell leaves.
public protocol TextOutput: AnyObject {
  func write(_ text: String)
  /// True once nobody reads any more, or nothing more can be written.
  var isClosed: Bool { get }
}

extension TextOutput {
  /// The exit status after a write that was not possible: 141 as a process that a closed pipe ended, 1 for an error.
  var statusWhenClosed: Int32 { (self as? DescriptorOutput)?.hasFailed == true ? 1 : 141 }
}

/// A descriptor, unbuffered: what a cell printed is seen when it was printed. A write that waits (for a stopped
/// terminal, for a slow reader) is given up at Ctrl-C.
public final class DescriptorOutput: TextOutput {
  public let descriptor: Int32
  public private(set) var isClosed = false
  /// True after an error of the device: a full disk, a closed descriptor.
  public private(set) var hasFailed = false

  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  public func write(_ text: String) {
    guard !isClosed, !text.isEmpty else { return }
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = cel_write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if count >= 0 {
          done += count
        } else if errno == EINTR {
          if cel_is_interrupted() { return }
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          if poll(&wait, 1, 100) < 0 && cel_is_interrupted() { return }
        } else {
          isClosed = true
          if errno != EPIPE { complain(errno) }
          return
        }
      }
    }
  }
}

extension DescriptorOutput {
  /// A reader that went away knows it; a full disk is news.
  private func complain(_ reason: Int32) {
    hasFailed = true
    guard descriptor != 2 else { return }
    let text = Array("nbsh: standard output: \(String(cString: strerror(reason)))\n".utf8)
    _ = cel_write(2, text, text.count)
  }
}

/// Text kept in memory, for tests.
public final class CollectedOutput: TextOutput {
  public private(set) var text = ""
  public let isClosed = false
  public init() {}
  public func write(_ text: String) { self.text += text }
  /// What came since the last call.
  public func take() -> String {
    defer { text = "" }
    return text
  }
}
