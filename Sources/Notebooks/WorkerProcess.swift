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
  /// The process, or 0 where the worker is a thread of this one.
  let process: pid_t

  /// A worker that is not a process: its two pipes.
  public init(writing: Int32, reading: Int32) { self.init(writing: writing, reading: reading, process: 0) }

  private init(writing: Int32, reading: Int32, process: pid_t) {
    self.writing = writing
    self.reading = reading
    self.process = process
  }

  /// Starts this program again as a worker.
  static func start(executable: String, memory: Int?) throws(FileError) -> WorkerConnection {
    guard let jobs = makePipe() else { throw .system(executable, "no pipe") }
    guard let events = makePipe() else {
      close(jobs.reading)
      close(jobs.writing)
      throw .system(executable, "no pipe")
    }
    defer {
      close(jobs.reading)
      close(events.writing)
    }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, jobs.reading, 0)
    posix_spawn_file_actions_adddup2(&actions, events.writing, 1)
    var arguments = [executable, Worker.argument]
    if let memory { arguments.append(String(memory)) }
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, executable, &actions, nil, pointers, environ)
    guard failure == 0 else {
      close(jobs.writing)
      close(events.reading)
      throw FileError(executable, "cannot be started: \(String(cString: strerror(failure)))")
    }
    return WorkerConnection(writing: jobs.writing, reading: events.reading, process: process)
  }

  /// Ends the worker and says how it ended, if it ended by itself.
  func finish(kill: Bool) -> String? {
    close(writing)
    close(reading)
    guard process > 0 else { return nil }
    if kill { _ = systemKill(process, SIGKILL) }
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
