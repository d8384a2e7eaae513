#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a text did not come back from the editor.
struct EditorFailure: Error {
  var reason: String
}

/// The text as it comes back from `$VISUAL`, `$EDITOR` or vi.
///
/// - Parameter run: runs a program with its arguments at the terminal and gives its exit status; -1 and errno where it
///   did not start.
func editedOutside(
  _ text: String, _ run: (String, UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
) throws(EditorFailure) -> String {
  let folder = Terminal.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  var path = Array("\(folder)/nbsh-XXXXXX.py".utf8CString)
  let file = mkstemps(&path, 3)
  guard file >= 0 else { throw EditorFailure(reason: "no file for the editor in \(folder): \(problem)") }
  let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { unlink(name) }
  let isWritten = writeAll(file, Array((text + "\n").utf8))
  let reason = problem
  close(file)
  guard isWritten else { throw EditorFailure(reason: "\(name): \(reason)") }
  let chosen = [Terminal.environment("VISUAL"), Terminal.environment("EDITOR")].compactMap { $0 }
  let command = chosen.first { !$0.isEmpty } ?? "vi"
  // It may have arguments of its own.
  let words = ["sh", "-c", command + " \"$1\"", "sh", name]
  let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
  defer { for word in arguments { free(word) } }
  let status = run("/bin/sh", arguments)
  guard status >= 0 else { throw EditorFailure(reason: "\(command): \(problem)") }
  guard status == 0 else {
    throw EditorFailure(reason: "\(command): ended with exit status \(status), the cell is as it was")
  }
  guard let bytes = readFile(name) else { throw EditorFailure(reason: "\(name): \(problem)") }
  var edited = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  if edited.hasSuffix("\n") { edited.removeLast() }
  return edited
}

private var problem: String { String(cString: strerror(errno)) }
