#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program at a terminal of our own: keys in, screen out.
final class PseudoTerminal {
  private(set) var screen: VirtualScreen
  private let master: Int32
  let process: pid_t
  private(set) var exitStatus: Int32?

  /// - Parameter program: its path and arguments; the environment is these variables alone.
  init?(_ program: [String], environment: [String: String], columns: Int = 80, rows: Int = 24) {
    var pair: (master: Int32, slave: Int32) = (-1, -1)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    let opened = openpty(&pair.master, &pair.slave, nil, nil, &size)
    master = pair.master
    screen = VirtualScreen(columns: columns, rows: rows)
    guard opened == 0, let name = ttyname(pair.slave) else { return nil }
    // The slave stays open until the child has it, so that the window keeps its size.
    defer { close(pair.slave) }
    let path = String(cString: name)
    _ = fcntl(pair.slave, F_SETFD, FD_CLOEXEC)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)

    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a new session opens becomes its controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    #if canImport(Glibc)
      let newSession: Int32 = 0x80
    #else
      let newSession: Int32 = 0x0400
    #endif
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
    var arguments: [UnsafeMutablePointer<CChar>?] = program.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, program[0], &actions, &attributes, &arguments, &variables)
    process = child
    if status != 0 {
      close(master)
      return nil
    }
  }

  deinit {
    if exitStatus == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  func send(_ keys: String) {
    var bytes = Array(keys.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else { receive(10) }
    }
  }

  /// Sends a text as a terminal does that was asked for brackets around pastes.
  func paste(_ text: String) {
    send(
      "\u{1B}[200~" + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r")
        + "\u{1B}[201~")
  }

  func resize(columns: Int, rows: Int) {
    receive(0)
    screen.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// What was on the screen instead of what was waited for.
  struct NotShown: Error, CustomStringConvertible {
    var description: String
  }

  /// Waits until the screen is as wished, at most two minutes: other tests may keep the machine busy.
  func wait(until isRight: (VirtualScreen) -> Bool) throws {
    // Time, not turns: a long echo comes in many small pieces.
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
      receive(0)
      if isRight(screen) { return }
      receive(10)
    }
    throw NotShown(description: "cursor at \(screen.row), \(screen.column) of this screen:\n\(screen.text)")
  }

  /// Waits until the text on the screen ends with these lines.
  func wait(for ending: String) throws { try wait { $0.text.hasSuffix(ending) } }

  /// Waits until the program is over and gives its exit status, 128 + n after a signal; nil after two minutes.
  func waitForExit(_ tries: Int = 12000) -> Int32? {
    for _ in 0...tries where exitStatus == nil {
      receive(10)
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        exitStatus = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
      }
    }
    return exitStatus
  }

  private func receive(_ milliseconds: Int32) {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var wait = milliseconds
    while poll(&descriptor, 1, wait) > 0 {
      var chunk = [UInt8](repeating: 0, count: 16384)
      let count = read(master, &chunk, chunk.count)
      guard count > 0 else {
        if milliseconds > 0 { usleep(UInt32(milliseconds) * 1000) }
        return
      }
      screen.feed(chunk[..<count])
      wait = 0
    }
  }
}
