#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The built program, run as a person runs it.
enum Program {
  struct Outcome: Equatable {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program with some words in a folder, and waits for its end.
  ///
  /// It sees no variables but those given and a home in that folder: whether the tests run on a build machine or not
  /// is nothing that it may know.
  static func run(
    _ words: String..., in folder: Folder, input: String = "", variables: [String: String] = [:]
  ) throws -> Outcome {
    try start(words, in: folder, input: input, variables: variables).wait()
  }

  /// Starts the program as `run` does and goes on; the process must be waited for.
  static func start(
    _ words: [String], in folder: Folder, input: String = "", variables: [String: String] = [:]
  ) throws -> Running {
    let files = try Folder()
    try files.write("input", input)
    var actions = Actions()
    defer { posix_spawn_file_actions_destroy(&actions.actions) }
    posix_spawn_file_actions_addopen(&actions.actions, 0, files.path + "/input", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions.actions, 1, files.path + "/output", O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions.actions, 2, files.path + "/errors", O_WRONLY | O_CREAT, 0o600)
    var all = variables
    all["HOME"] = all["HOME"] ?? files.path
    var process: pid_t = 0
    // The shell only goes to the folder; spawning has no portable way to do so.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, path]
    let failure = withPointers(shell + words) { arguments in
      withPointers(all.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&process, shell[0], &actions.actions, nil, arguments, environment)
      }
    }
    guard failure == 0 else { throw Failure(text: "\(path): \(String(cString: strerror(failure)))") }
    return Running(process: process, files: files)
  }

  /// A program at work.
  struct Running {
    fileprivate let process: pid_t
    fileprivate let files: Folder

    func wait() throws -> Outcome {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      let signal = status & 0x7F
      return Outcome(
        status: signal == 0 ? status >> 8 & 0xFF : -signal, output: try files.read("output"),
        errors: try files.read("errors"))
    }

    /// Ends the program as a power cut does, as soon as a condition holds.
    func killed(when condition: () -> Bool) throws -> Outcome {
      while !hasEnded && !condition() { usleep(1000) }
      send(SIGKILL)
      return try wait()
    }

    private func send(_ signal: Int32) { kill(process, signal) }

    private var hasEnded: Bool {
      var info = siginfo_t()
      return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
    }
  }

  struct Failure: Error {
    let text: String
  }

  private struct Actions {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif

    init() { posix_spawn_file_actions_init(&actions) }
  }

  private static func withPointers<R>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
  ) -> R {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// The program lies in the folder where the bundle of the tests lies.
  static let path: String = {
    var candidates = CommandLine.arguments
    if let own = realpath("/proc/self/exe", nil) {
      candidates.insert(String(cString: own), at: 0)
      free(own)
    }
    for candidate in candidates {
      var folder = candidate[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        let program = folder + "/nbsh"
        if access(String(program), X_OK) == 0, !isFolder(String(program)) { return String(program) }
      }
    }
    return "/nbsh is not built"
  }()

  private static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// The folder of the project's notebooks.
  static let notebooks: String = {
    var path = #filePath[...]
    for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    return path + "/notebooks"
  }()
}
