import Language
import Testing

/// Scripts under `Cases`, each with the output that CPython 3.11 gives it.
///
/// A new case is a pair of files: `name.py` and `name.out`, recorded with `python3 name.py > name.out`.
struct CaseTests {
  static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/")!)) + "/Cases/"

  @Test(arguments: [
    "bytes", "classes", "dicts", "dropped", "exceptions", "files", "format", "functions", "generators",
    "huge", "integers",
    "lists",
    "numbers",
    "percent",
    "ranges", "sets", "special", "strings", "templates", "tracebacks",
  ])
  func printsWhatCPythonPrints(_ name: String) throws {
    let path = Self.folder + name
    let source = try #require(try Interpreter.readSource(path + ".py"))
    let expected = try #require(try Interpreter.readSource(path + ".out"))
    let printed = Interpreter.gate.withLock {
      let vm = Interpreter()
      var printed = ""
      vm.output = { printed += $0 }
      do {
        try vm.run(Source(source, name: name + ".py"))
      } catch {
        printed += vm.traceback(of: vm.exception(for: error))
      }
      return printed
    }
    let got = printed.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, (a, b)) in zip(got, wanted).enumerated() where a != b {
      Issue.record("\(name).out, line \(line + 1): expected \(b), got \(a)")
      return
    }
    #expect(got.count == wanted.count)
  }
}
