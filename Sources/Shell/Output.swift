import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Text on its way out. A reader that is gone (`| head`) is no error here: it is remembered, and the shell leaves.
public protocol TextOutput: AnyObject {
  func write(_ text: String)
  /// True once nobody reads any more.
  var isClosed: Bool { get }
}

/// A descriptor, unbuffered: what a cell printed is seen when it was printed. A write that waits (for a stopped
/// terminal, for a slow reader) is given up at Ctrl-C.
public final class DescriptorOutput: TextOutput {
  public let descriptor: Int32
  public private(set) var isClosed = false

  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  public func write(_ text: String) {
    guard !isClosed, !text.isEmpty else { return }
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        #else
          let count = Darwin.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        #endif
        if count >= 0 {
          done += count
        } else if errno == EINTR {
          if cel_is_interrupted() { return }
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          if poll(&wait, 1, 100) < 0 && cel_is_interrupted() { return }
        } else {
          isClosed = true
          return
        }
      }
    }
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
