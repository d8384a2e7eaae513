import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program of the system that does what it does better than we would: curl for the network, gzip for its format.
struct ChildProcess {
  private let process: pid_t
  /// What it writes to its standard output.
  let output: Int32
  /// What it writes to its standard error.
  private let messages: Int32

  /// Starts a program found on the path, without a shell. Errors: OSError that says what is missing.
  init(_ program: String, _ arguments: [String]) throws {
    func failure(_ number: Int32) -> ArrayError {
      ArrayError(
        .os,
        number == ENOENT
          ? "'\(program)' is needed and is not installed"
          : "'\(program)' cannot be started: \(String(cString: strerror(number)))")
    }
    var ends: [Int32] = []
    for _ in 0..<2 {
      var pair: [Int32] = [0, 0]
      guard pipe(&pair) == 0 else { throw failure(errno) }
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      ends += pair
    }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[3], 2)
    var pointers: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let number = posix_spawnp(&process, program, &actions, nil, &pointers, environ)
    close(ends[1])
    close(ends[3])
    guard number == 0 else {
      close(ends[0])
      close(ends[2])
      throw failure(number)
    }
    self.process = process
    output = ends[0]
    messages = ends[2]
  }

  /// Waits for the end, calling `meanwhile` five times a second; gives the exit status and what it complained about.
  ///
  /// Complaints must fit into a pipe: programs here are told to be silent.
  func wait(meanwhile: () -> Void = {}) -> (status: Int32, complaint: String) {
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process || (ended < 0 && errno != EINTR) { break }
      meanwhile()
      var one = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      // The output closes when the process ends, so that nobody waits longer than needed.
      poll(&one, 1, 200)
      if one.revents & Int16(POLLHUP) != 0 { usleep(2000) }
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = max(0, read(messages, &buffer, buffer.count))
    close(output)
    close(messages)
    let complaint = String(decoding: buffer[..<count], as: UTF8.self)
    // As a shell counts: 128 and the signal.
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return (code, complaint.split(separator: "\n").last.map(String.init) ?? "")
  }

  /// Ends the process, where its work is no longer wanted.
  func stop() {
    kill(process, SIGTERM)
    _ = wait()
  }
}
