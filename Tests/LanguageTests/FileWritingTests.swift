import Language
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that scripts write, in a folder of their own.
final class FileWritingTests {
  private let folder: String

  init() {
    var template = Array("/tmp/nbsh-writing-XXXXXX".utf8CString)
    folder = template.withUnsafeMutableBufferPointer { buffer in
      String(cString: mkdtemp(buffer.baseAddress!)) + "/"
    }
  }

  deinit {
    for name in ["a.txt", "x.txt", "pipe"] { unlink(folder + name) }
    rmdir(folder)
  }

  /// What a script prints that finds the folder's name in `folder`; `after` is called before the interpreter ends.
  private func printed(_ source: String, after: (Interpreter) -> Void = { _ in }) -> String {
    Interpreter.gate.withLock {
      let vm = Interpreter()
      vm.outputFolders = [folder, "/dev"]
      vm.main.namespace["folder"] = .string(folder)
      var printed = ""
      vm.output = { printed += $0 }
      do { try vm.run(Source(source, name: "script.py")) } catch {
        printed += vm.traceback(of: vm.exception(for: error))
      }
      after(vm)
      return printed
    }
  }

  private func contents(_ name: String) throws -> String? { try Interpreter.readSource(folder + name) }

  @Test func filesHoldWhatCPythonWrites() throws {
    let source = try #require(try Interpreter.readSource(CaseTests.folder + "writing.py"))
    let expected = try #require(try Interpreter.readSource(CaseTests.folder + "writing.out"))
    let got = printed(source).split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, (a, b)) in zip(got, wanted).enumerated() where a != b {
      Issue.record("line \(line + 1): expected \(b), got \(a)")
      return
    }
    #expect(got.count == wanted.count)
  }

  @Test func filesLeftOpenAreWrittenInTheOrderOfOpening() throws {
    let text = printed(
      """
      files = [open(folder + 'a.txt', 'a') for i in range(30)]
      for i in reversed(range(30)): _ = files[i].write(f'{i} ')
      """
    ) { $0.flushFiles() }
    #expect(text == "")
    #expect(try contents("a.txt") == (0..<30).map { "\($0) " }.joined())
  }

  @Test func filesLeftOpenAreWrittenWhenTheInterpreterEnds() throws {
    #expect(printed("f = open(folder + 'a.txt', 'w'); _ = f.write('hi')\ndef g(): return f") == "")
    #expect(try contents("a.txt") == "hi")
  }

  @Test func aPipeIsSentEverythingOnce() throws {
    #expect(mkfifo(folder + "pipe", 0o600) == 0)
    let reader = open(folder + "pipe", O_RDWR | O_NONBLOCK)
    defer { close(reader) }
    let text = printed(
      """
      with open(folder + 'pipe', 'w') as f:
          f.write('a'); f.flush(); f.write('b'); f.flush(); f.write('c'); print(f.seekable())
      with open(folder + 'pipe', 'a') as f: f.write('d'); f.flush()
      try: open(folder + 'pipe', 'w+')
      except OSError as e: print(e)
      """)
    #expect(text == "False\nFile or stream is not seekable.\n")
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(reader, &bytes, bytes.count)
    #expect(bytes.prefix(max(count, 0)) == Array("abcd".utf8)[...])
  }

  @Test func onlyTheBeginningOfAPipeHasAMark() throws {
    #expect(mkfifo(folder + "pipe", 0o600) == 0)
    let writer = open(folder + "pipe", O_RDWR | O_NONBLOCK)
    defer { close(writer) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 8192 - 3)
    let bytes = mark + letters + mark + [UInt8(ascii: "b")]
    #expect(write(writer, bytes, bytes.count) == bytes.count)
    let text = printed(
      "t = open(folder + 'pipe', encoding='utf-8-sig').read(8191); print(t.count('a'), ascii(t[-2:]))")
    #expect(text == "8189 '\\ufeffb'\n")
  }
}
