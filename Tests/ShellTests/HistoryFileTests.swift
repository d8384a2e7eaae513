import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite final class HistoryFileTests {
  private let folder: String
  private var path: String { folder + "/state/history" }

  init() throws {
    var template = Array("/tmp/nbsh-history-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in ["history", "history.lock", "history.new"] { unlink(folder + "/state/" + name) }
    rmdir(folder + "/state")
    rmdir(folder)
  }

  @Test func entriesOfSeveralLinesComeBack() {
    let entries = ["x = 1", "def f():\n    return '\\n'\n\n", "é\\", "\\n"]
    let history = History(file: HistoryFile(path: path))
    for entry in entries { #expect(history.add(entry) == nil) }
    #expect(History(file: HistoryFile(path: path)).entries == entries)
  }

  @Test func twoShellsShareAFile() {
    let one = History(file: HistoryFile(path: path))
    let two = History(file: HistoryFile(path: path))
    one.add("a")
    two.add("b")
    one.add("c")
    #expect(History(file: HistoryFile(path: path)).entries == ["a", "b", "c"])
    #expect(one.entries == ["a", "c"])
  }

  /// A shell that was killed while it wrote leaves the beginning of an entry.
  @Test func whatFollowsATornEntryIsWhole() {
    History(file: HistoryFile(path: path)).add("first")
    let descriptor = open(path, O_WRONLY | O_APPEND)
    _ = write(descriptor, "to", 2)
    close(descriptor)
    History(file: HistoryFile(path: path)).add("next")
    #expect(History(file: HistoryFile(path: path)).entries == ["first", "to", "next"])
  }

  @Test func manyWritersLoseNothing() async {
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let history = History(file: HistoryFile(path: path))
          for index in 0..<50 { history.add("writer \(writer)\n\(index)") }
        }
      }
    }
    #expect(Set(History(file: HistoryFile(path: path)).entries).count == 400)
  }

  @Test func aLargeFileIsCutToItsNewestEntries() {
    let history = History(file: HistoryFile(path: path))
    for index in 0..<100 { history.add("entry \(index)") }
    let file = HistoryFile(path: path)
    file.limit = 500
    #expect(History(file: file).entries == (50..<100).map { "entry \($0)" })
    #expect(History(file: HistoryFile(path: path)).entries.count == 50)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func aFileThatCannotBeWrittenIsSaidOnce() {
    let session = LittleSession()
    let messages = CollectedOutput()
    let history = History(file: HistoryFile(path: "/dev/null/history"))
    _ = REPL(session: session, history: history, output: CollectedOutput(), messages: messages)
      .run(ScriptedSource(["x=1", "y=2"]))
    #expect(messages.text == "history is not kept: /dev/null/history: Not a directory\n")
    #expect(history.entries == ["x=1", "y=2"])
  }

  @Test func bytesThatAreNoTextAreRead() throws {
    mkdir(folder + "/state", 0o700)
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    let bytes: [UInt8] = [0xFF, 0x61, 0x0A, 0x0A, 0x00, 0x62]
    _ = write(descriptor, bytes, bytes.count)
    close(descriptor)
    #expect(History(file: HistoryFile(path: path)).entries == ["\u{FFFD}a", "b"])
  }

  private func writeFile(_ bytes: [UInt8], mode: mode_t = 0o600) {
    mkdir(folder + "/state", 0o700)
    let descriptor = open(path, O_WRONLY | O_CREAT, mode)
    _ = write(descriptor, bytes, bytes.count)
    close(descriptor)
  }

  @Test func whatNobodyCanTypeIsNotRead() {
    let text =
      "ok\\n0\r\n" + String(repeating: "\0", count: 100) + "\n \u{1B}\n\u{85}\u{10FF00}a\tb\u{7F}\n\0\0"
    writeFile(Array(text.utf8))
    #expect(History(file: HistoryFile(path: path)).entries == ["ok\n0", "a\tb"])
  }

  @Test func aFileOpenToOthersIsClosedToThem() {
    writeFile(Array("a\n".utf8))
    chmod(path, 0o644)
    let history = History(file: HistoryFile(path: path))
    #expect(history.entries == ["a"])
    history.add("b")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(History(file: HistoryFile(path: path)).entries == ["a", "b"])
  }

  /// A pipe has nobody who writes, a device no end.
  @Test(arguments: ["pipe", "/dev/zero", "/dev/tty", "folder"]) func whatIsNoFileIsNotWaitedFor(
    _ kind: String
  ) {
    mkdir(folder + "/state", 0o700)
    switch kind {
    case "pipe": mkfifo(path, 0o600)
    case "folder": mkdir(path, 0o700)
    default: symlink(kind, path)
    }
    defer { rmdir(path) }
    let history = History(file: HistoryFile(path: path))
    #expect(history.entries == [])
    let reason = kind == "folder" ? "Is a directory" : "Not a regular file"
    #expect(history.add("a") == "history is not kept: \(path): \(reason)")
    #expect(history.entries == ["a"])
  }

  @Test func theNullDeviceTakesTheHistory() {
    mkdir(folder + "/state", 0o700)
    symlink("/dev/null", path)
    let history = History(file: HistoryFile(path: path))
    #expect(history.entries == [])
    #expect(history.add("a") == nil)
    #expect(History(file: HistoryFile(path: path)).entries == [])
  }
}
