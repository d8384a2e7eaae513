import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The shell as it is built, at a pseudo-terminal.
enum Program {
  static let path: String? = {
    if let named = getenv("NBSH_TEST_EXECUTABLE") { return String(cString: named) }
    var buffer = [CChar](repeating: 0, count: 4096)
    #if canImport(Glibc)
      let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    #else
      let count = 0
    #endif
    let own = String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard let slash = own.lastIndex(of: "/") else { return nil }
    let beside = own[..<slash] + "/nbsh"
    return access(String(beside), X_OK) == 0 ? String(beside) : nil
  }()

  /// True when there is an `nbsh` beside the tests and it shows its prompt.
  static let isThere: Bool = {
    guard let path, let terminal = PseudoTerminal([path], environment: environment(home: "/nonexistent"))
    else {
      return false
    }
    try? terminal.wait { $0.text.hasPrefix("In [1]:") || terminal.hasEnded }
    return terminal.screen.text.hasPrefix("In [1]:")
  }()

  static func environment(home: String) -> [String: String] {
    [
      "HOME": home, "XDG_STATE_HOME": home + "/state", "TERM": "xterm", "NO_COLOR": "1",
      "PATH": "/usr/bin:/bin", "PS1": "$ ",
    ]
  }
}

extension PseudoTerminal {
  var hasEnded: Bool { waitForExit(0) != nil }
}

/// A home folder for the shell, with its history and settings, gone with its owner.
final class ShellHome {
  let path: String

  init() throws {
    var template = Array("/tmp/nbsh-terminal-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for file in ["state/nbsh/history", "state/nbsh/history.lock", ".editrc"] { unlink(path + "/" + file) }
    for folder in ["/state/nbsh", "/state", ""] { rmdir(path + folder) }
  }

  func open(columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    let path = try #require(Program.path)
    let terminal = try #require(
      PseudoTerminal(
        [path], environment: Program.environment(home: self.path), columns: columns,
        rows: rows))
    try terminal.wait(for: "In [1]:")
    return terminal
  }

  func writeSettings(_ text: String) {
    let descriptor = openFile(path + "/.editrc", O_WRONLY | O_CREAT, 0o600)
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
    close(descriptor)
  }
}

/// The system's `open`, which a method hides.
private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
