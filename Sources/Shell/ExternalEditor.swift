#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The text as it comes back from `$VISUAL`, `$EDITOR` or vi; nil where that did not work.
func editedOutside(_ text: String) -> String? {
  var path = Array("\(Terminal.environment("TMPDIR") ?? "/tmp")/nbsh-XXXXXX.py".utf8CString)
  let file = mkstemps(&path, 3)
  guard file >= 0 else { return nil }
  let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { unlink(name) }
  let isWritten = writeAll(file, Array((text + "\n").utf8))
  close(file)
  let named = Terminal.environment("VISUAL") ?? Terminal.environment("EDITOR") ?? ""
  guard isWritten, run([named.isEmpty ? "vi" : named, name]), let bytes = readFile(name) else { return nil }
  var edited = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  if edited.hasSuffix("\n") { edited.removeLast() }
  return edited
}

/// Runs an editor, which may have arguments of its own, on a file; whether it ended well.
private func run(_ words: [String]) -> Bool {
  #if canImport(Glibc)
    var attributes = posix_spawnattr_t()
  #else
    var attributes: posix_spawnattr_t?
  #endif
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  // Signals that wait while a line is read are its own affair.
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  let command = ["sh", "-c", words[0] + " \"$1\"", "sh", words[1]]
  var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
  let names = [
    "PATH", "HOME", "TERM", "LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "SHELL", "USER", "DISPLAY", "TMPDIR",
    "WAYLAND_DISPLAY", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME",
  ]
  let settings = names.compactMap { name in Terminal.environment(name).map { "\(name)=\($0)" } }
  var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
  defer { for text in arguments + environment { free(text) } }
  var child: pid_t = 0
  guard posix_spawn(&child, "/bin/sh", nil, &attributes, &arguments, &environment) == 0 else { return false }
  var end: Int32 = 0
  while waitpid(child, &end, 0) < 0 && errno == EINTR {}
  return end == 0
}
