#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two ends of a pipe, closed in every program that this process starts.
func makePipe() -> (reading: Int32, writing: Int32)? {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return nil }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}

/// A worker as the pool sees it: where to write jobs, where to read events, how to end it.
public struct WorkerConnection: Sendable {
  /// Frames with jobs go here.
  let writing: Int32
  /// Frames with events come from here.
  let reading: Int32
  /// Standard error of the process, or -1. It is read without waiting.
  private let errors: Int32
  /// The process, or 0 where the worker is a thread of this one.
  let process: pid_t

  /// A worker that is not a process: its two pipes.
  public init(writing: Int32, reading: Int32) {
    self.init(writing: writing, reading: reading, errors: -1, process: 0)
  }

  private init(writing: Int32, reading: Int32, errors: Int32, process: pid_t) {
    self.writing = writing
    self.reading = reading
    self.errors = errors
    self.process = process
  }

  /// Starts this program again as a worker.
  static func start(executable: String, memory: Int?) throws(FileError) -> WorkerConnection {
    var pipes: [(reading: Int32, writing: Int32)] = []
    for _ in 0..<3 {
      guard let pipe = makePipe() else {
        let error = FileError.system(executable, "no pipe")
        for pipe in pipes { closeBoth(pipe) }
        throw error
      }
      pipes.append(pipe)
    }
    let (jobs, events, errors) = (pipes[0], pipes[1], pipes[2])
    defer { for end in [jobs.reading, events.writing, errors.writing] { close(end) } }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, jobs.reading, 0)
    posix_spawn_file_actions_adddup2(&actions, events.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
    var arguments = [executable, Worker.argument]
    if let memory { arguments.append(String(memory)) }
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    // One line says why a worker crashed; the registers of a cell that took all memory help nobody.
    let setting = strdup("SWIFT_BACKTRACE=enable=no")
    defer { free(setting) }
    var variables: [UnsafeMutablePointer<CChar>?] = [setting]
    var place = environ
    while let variable = place.pointee {
      if strncmp(variable, "SWIFT_BACKTRACE=", 16) != 0 { variables.append(variable) }
      place += 1
    }
    variables.append(nil)
    var process: pid_t = 0
    let failure = posix_spawn(&process, executable, &actions, nil, pointers, variables)
    guard failure == 0 else {
      for end in [jobs.writing, events.reading, errors.reading] { close(end) }
      throw FileError(executable, "cannot be started: \(String(cString: strerror(failure)))")
    }
    _ = fcntl(errors.reading, F_SETFL, O_NONBLOCK)
    return WorkerConnection(
      writing: jobs.writing, reading: events.reading, errors: errors.reading, process: process)
  }

  private static func closeBoth(_ pipe: (reading: Int32, writing: Int32)) {
    close(pipe.reading)
    close(pipe.writing)
  }

  /// Adds what the worker wrote to its standard error to a text of which only the end is kept.
  func readErrors(into text: inout [UInt8]) {
    guard errors >= 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: 1 << 12, alignment: 1) { buffer in
      while true {
        let count = read(errors, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        text.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        if text.count > 1 << 13 { text.removeFirst(text.count - 1 << 12) }
      }
    }
  }

  /// Ends the worker, whatever it does.
  func kill() {
    closePipes()
    if process > 0 { _ = systemKill(process, SIGKILL) }
    _ = wait()
  }

  func closePipes() {
    for end in [writing, reading, errors] where end >= 0 { close(end) }
  }

  /// Waits for the end of the worker and says how it ended; nothing where it is a thread.
  func wait() -> String? {
    guard process > 0 else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? "status \(status >> 8 & 0xFF)" : Self.signalName(signal)
  }

  private static func signalName(_ signal: Int32) -> String {
    switch signal {
    case SIGSEGV: "SIGSEGV"
    case SIGBUS: "SIGBUS"
    case SIGILL: "SIGILL"
    case SIGTRAP: "SIGTRAP"
    case SIGABRT: "SIGABRT"
    case SIGKILL: "SIGKILL"
    case SIGFPE: "SIGFPE"
    case SIGTERM: "SIGTERM"
    default: "signal \(signal)"
    }
  }
}

private func systemKill(_ process: pid_t, _ signal: Int32) -> Int32 { kill(process, signal) }

/// The path of the running program, to start it again as a worker.
public func currentExecutable() -> String? {
  #if os(Linux)
    return Files.resolved("/proc/self/exe")
  #else
    var size: UInt32 = 4096
    var buffer = [CChar](repeating: 0, count: Int(size))
    guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
    return String(cString: buffer)
  #endif
}
