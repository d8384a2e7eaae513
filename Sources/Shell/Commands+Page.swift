#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CommandTable {
  /// Long output, a window at a time, when it is asked for.
  static let pageCommand = Command(
    "page", "%page STATEMENT", "Runs a statement and shows its output through $PAGER.", argument: .code
  ) { call in
    let source = call.body ?? call.rest
    guard !source.isEmpty else { throw CommandError("needs a statement") }
    var text = ""
    let result = call.repl.runQuietly(source) { output in
      if case .text(let piece) = output { text += piece }
    }
    if let value = result.value { text += value + "\n" }
    if !page(text, call.repl) { call.write(text) }
    if let error = result.error?.traceback { throw CommandError(error) }
  }
}

/// Shows a text through the pager; false where there is no person or no pager.
private func page(_ text: String, _ repl: REPL) -> Bool {
  guard let output = repl.output as? DescriptorOutput, Terminal.isTerminal(output.descriptor),
    !Terminal.isDumb
  else { return false }
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { return false }
  _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
  #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t()
  #else
    var actions: posix_spawn_file_actions_t?
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
  posix_spawn_file_actions_addclose(&actions, ends[0])
  let pager = Terminal.environment("PAGER") ?? ""
  let words = ["sh", "-c", pager.isEmpty ? "less -FR" : pager]
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  let names = ["PATH", "HOME", "TERM", "LANG", "LC_ALL", "LC_CTYPE", "LESS", "LESSCHARSET", "COLORTERM"]
  let settings = names.compactMap { name in Terminal.environment(name).map { "\(name)=\($0)" } }
  var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
  defer { for text in arguments + environment { free(text) } }
  var child: pid_t = 0
  let status = posix_spawn(&child, "/bin/sh", &actions, nil, &arguments, &environment)
  close(ends[0])
  guard status == 0 else {
    close(ends[1])
    return false
  }
  // The pager may be left before it has read everything.
  _ = writeAll(ends[1], Array(text.utf8))
  close(ends[1])
  var end: Int32 = 0
  while waitpid(child, &end, 0) < 0 && errno == EINTR {}
  // 127: the shell did not find it.
  return end >> 8 & 0xFF != 127
}
