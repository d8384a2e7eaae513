import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A small HTTP server on this machine that answers as it is told, one request after the other.
final class LoopbackServer: @unchecked Sendable {
  /// How a request is answered; the body is what lies behind the request's `Range`, or all of it.
  enum Answer: Sendable {
    case whole
    /// All headers, then so many bytes, then the connection breaks.
    case cut(after: Int)
    /// So many bytes, then silence until the client has had enough.
    case silent(after: Int)
    /// A few bytes at a time.
    case slow
    /// With one byte changed.
    case corrupt
    /// Everything with status 200, whatever range was asked for.
    case ignoringRange
    case status(Int)
  }

  let port: Int
  private let body: [UInt8]
  private let listener: Int32
  private var answers: [Answer]
  private var mutex = pthread_mutex_t()
  private var starts: [Int] = []

  var url: String { "http://127.0.0.1:\(port)/set.tar.gz" }

  /// Where the ranges of the requests so far began.
  var requests: [Int] {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    return starts
  }

  /// - Parameter answers: in the order of requests; the last serves all beyond.
  init(_ body: [UInt8], _ answers: [Answer]) throws {
    self.body = body
    self.answers = answers
    pthread_mutex_init(&mutex, nil)
    #if canImport(Glibc)
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw ArrayError(.os, "no port on this machine") }
    port = Int(UInt16(bigEndian: address.sin_port))
    start()
  }

  private func start() {
    signal(SIGPIPE, SIG_IGN)
    let context = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<LoopbackServer>.fromOpaque(context).takeRetainedValue().serve() }
          return nil
        }, context)
      pthread_detach(thread)
    #else
      var thread: pthread_t?
      pthread_create(
        &thread, nil,
        { context in
          Unmanaged<LoopbackServer>.fromOpaque(context).takeRetainedValue().serve()
          return nil
        }, context)
      if let thread { pthread_detach(thread) }
    #endif
  }

  /// Ends the service. The thread that serves closes the socket: closed here, its number could already be that of
  /// another test's server when the thread asks for the next connection.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve() {
    while true {
      let client = accept(listener, nil, nil)
      if client < 0 {
        if errno == EINTR { continue }
        close(listener)
        return
      }
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      answer(client)
      close(client)
    }
  }

  private func answer(_ client: Int32) {
    var request: [UInt8] = []
    var byte: UInt8 = 0
    while !request.suffix(4).elementsEqual([13, 10, 13, 10]), read(client, &byte, 1) == 1 {
      request.append(byte)
    }
    guard !request.isEmpty else { return }
    let text = String(decoding: request, as: UTF8.self).lowercased()
    var start = 0
    if let range = text.firstRange(of: "range: bytes=") {
      start = Int(text[range.upperBound...].prefix { $0.isNumber }) ?? 0
    }
    pthread_mutex_lock(&mutex)
    starts.append(start)
    let answer = answers.count > 1 ? answers.removeFirst() : answers[0]
    pthread_mutex_unlock(&mutex)
    if case .status(let status) = answer {
      return send(client, "HTTP/1.1 \(status) No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }
    if case .ignoringRange = answer { start = 0 }
    if start > 0, start >= body.count {
      return send(client, "HTTP/1.1 416 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }
    var part = Array(body[start...])
    let range = start > 0 ? "Content-Range: bytes \(start)-\(body.count - 1)/\(body.count)\r\n" : ""
    send(
      client,
      "HTTP/1.1 \(start > 0 ? "206 Part" : "200 OK")\r\nContent-Length: \(part.count)\r\n\(range)"
        + "Connection: close\r\n\r\n")
    switch answer {
    case .cut(let count): send(client, part.prefix(count))
    case .silent(let count):
      send(client, part.prefix(count))
      // Until the client hangs up.
      while read(client, &byte, 1) > 0 {}
    case .slow:
      for first in stride(from: 0, to: part.count, by: 1 + part.count / 20) {
        send(client, part[first..<min(part.count, first + 1 + part.count / 20)])
        usleep(20_000)
      }
    case .corrupt:
      part[part.count / 2] ^= 1
      send(client, part[...])
    default: send(client, part[...])
    }
  }

  private func send(_ client: Int32, _ text: String) { send(client, Array(text.utf8)[...]) }

  private func send(_ client: Int32, _ bytes: ArraySlice<UInt8>) {
    var left = bytes
    while !left.isEmpty {
      let count = left.withUnsafeBytes { write(client, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      left = left.dropFirst(count)
    }
  }
}
