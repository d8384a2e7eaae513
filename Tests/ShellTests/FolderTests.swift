import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What depends on the folder of the process, one test at a time.
@Suite(.serialized) final class FolderTests {
  private let before = getcwd(nil, 0)

  deinit {
    if let before { chdir(before) }
    free(before)
  }

  @Test func foldersAreChangedAndListed() {
    let output = CollectedOutput()
    let messages = CollectedOutput()
    let repl = REPL(session: LittleSession(), output: output, messages: messages)
    repl.execute("%cd -")
    #expect(messages.take() == "%cd: there was no %cd before\n")
    repl.execute("%cd /usr")
    repl.execute("cd '/'")
    repl.execute("%cd -")
    #expect(output.take() == "/usr\n/\n/usr\n")
    repl.execute("ls")
    #expect(output.take().contains("bin/"))
    repl.execute("%ls /nowhere")
    #expect(messages.take() == "%ls: /nowhere: No such file or directory\n")
  }

  @Test func argumentsOfCommandsComplete() throws {
    var template = Array("/tmp/nbsh-arguments-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    let files = ["/my notes.py", "/my.txt", "/mine.ipynb", "/other.txt"]
    defer {
      for name in files { unlink(folder + name) }
      rmdir(folder)
    }
    for name in files { fclose(fopen(folder + name, "w")) }
    chdir(folder)
    let (output, messages) = (CollectedOutput(), CollectedOutput())
    let repl = REPL(session: LittleSession(), output: output, messages: messages)
    func completed(_ text: String) -> [String] {
      repl.completions(of: text, cursor: text.utf8.count).map { completion in
        String(decoding: Array(text.utf8)[..<completion.range.lowerBound], as: UTF8.self) + completion.text
      }
    }
    #expect(completed("%run m") == ["%run mine.ipynb", "%run my\\ notes.py"])
    #expect(completed("%run 'my n") == ["%run 'my notes.py"])
    #expect(completed("run my\\ n") == ["run my\\ notes.py"])
    // No script begins so: any file.
    #expect(completed("%run o") == ["%run other.txt"])
    #expect(completed("%save my.") == ["%save my.txt"])
    repl.execute("%ls my*")
    #expect(output.take() == "my notes.py  my.txt\n")
    repl.execute("%ls *.zip")
    #expect(messages.take() == "%ls: *.zip: No such file or directory\n")
  }

  @Test func modulesOfScriptsAreReadAndNotRun() throws {
    var template = Array("/tmp/nbsh-modules-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    defer {
      for name in ["/mine/layer_a.py", "/top_level.py"] { unlink(folder + name) }
      for name in ["/mine", "/empty", ""] { rmdir(folder + name) }
    }
    mkdir(folder + "/mine", 0o700)
    mkdir(folder + "/empty", 0o700)
    for (name, text) in [
      ("/mine/layer_a.py", "a = 1"), ("/top_level.py", "print('ran')\nclass Big: pass\nlimit = 3\n"),
    ] {
      let file = try #require(fopen(folder + name, "w"))
      fputs(text, file)
      fclose(file)
    }
    chdir(folder)
    let session = NotebookShellSession()
    func completed(_ text: String) -> [String] {
      session.completions(of: text, cursor: text.utf8.count).map(\.text)
    }
    #expect(completed("import top") == ["top_level"])
    #expect(completed("from mine.") == ["layer_a"])
    #expect(completed("import emp").isEmpty)
    #expect(completed("from top_level import ") == ["Big", "limit"])
  }
}
