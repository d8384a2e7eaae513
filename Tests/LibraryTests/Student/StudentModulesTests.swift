import Language
import Library
import Testing

/// The modules that students write, importing each other from the script's folder, print what CPython with NumPy
/// prints: `main.out` was recorded with `python3 main.py > main.out`.
struct StudentModulesTests {
  private let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/")!))

  @Test func printWhatNumPyPrints() throws {
    let source = try #require(try Interpreter.readSource(folder + "/main.py"))
    let expected = try #require(try Interpreter.readSource(folder + "/main.out"))
    let printed = Interpreter.gate.withLock {
      let vm = Interpreter()
      Library.install(in: vm)
      vm.searchPath = [folder]
      var printed = ""
      vm.output = { printed += $0 }
      vm.errorOutput = { _ in }
      do {
        try vm.run(Source(source, name: "main.py"))
      } catch {
        printed += vm.traceback(of: vm.exception(for: error))
      }
      return printed
    }
    #expect(printed == expected)
  }
}
