import Notebooks
import Testing

@Suite struct RunTests {
  let scratch = Scratch()

  private func run(_ text: String, _ change: (inout Run.Options) -> Void = { _ in }) throws -> (
    Int32, String, String
  ) {
    let file = try scratch.write("a.py", text)
    nonisolated(unsafe) var out = ""
    nonisolated(unsafe) var errors = ""
    var options = Run.Options()
    options.print = { out += $0 }
    options.printError = { errors += $0 }
    change(&options)
    let status = Run.run(file, options, kernel: ToyKernel())
    return (status, out, errors)
  }

  @Test func aProgramPrintsAndANotebookShowsValuesToo() throws {
    #expect(try run("print a\nvalue 3\n") == (0, "a\n", ""))
    #expect(try run("# %%\nprint a\nvalue 3\n#> stale\n") == (0, "a\n3\n", ""))
  }

  @Test func theFirstErrorEndsTheRun() throws {
    let (status, out, errors) = try run(
      "# %% tags=[\"raises-exception\"]\nraise x\n# %%\nprint a\nraise no\n# %%\nprint b\n")
    #expect(status == 1)
    #expect(out == "a\n")
    #expect(errors.contains("ValueError: x") && errors.contains("a.py, line 5\nValueError: no"))
  }

  @Test func figuresAndParametersGoWhereTheyShould() throws {
    let folder = scratch.path + "/figures"
    let outcome = try run("# %% tags=[\"parameters\"]\nx = 1\n# %%\nshow x\nfigure p\nfigure q\n") {
      $0.figures = folder
      $0.parameters = [Parameter(name: "x", value: "0.5")]
    }
    #expect(outcome == (0, "0.5\n", ""))
    #expect(try Files.read(folder + "/2.png") == ToyKernel.figure("q").png)
    // Without such a cell the names are set before everything else.
    #expect(try run("# %%\nshow x\n") { $0.parameters = [Parameter(name: "x", value: "2")] }.1 == "2\n")
  }

  @Test func chosenValuesAreWrittenAsJSON() throws {
    let file = scratch.path + "/result.json"
    let outcome = try run("x = 1\ny = é\nz = 3\n") {
      $0.results = ["y", "x"]
      $0.resultFile = file
    }
    #expect(outcome.0 == 0)
    #expect(try scratch.read("result.json") == "{\"y\": \"é\", \"x\": \"1\"}\n")
    let missing = try run("x = 1\n") {
      $0.results = ["none"]
      $0.resultFile = file
    }
    #expect(missing.0 == 2 && missing.2.contains("none"))
    #expect(try scratch.read("result.json").contains("é"))
  }

  @Test func whatIsNoScriptIsRefused() throws {
    var errors = ""
    var options = Run.Options()
    options.printError = { errors += $0 }
    #expect(Run.run(scratch.path, options, kernel: ToyKernel()) == 2)
    #expect(Run.run(scratch.path + "/none.py", options, kernel: ToyKernel()) == 2)
    #expect(errors.hasPrefix("nbsh: \(scratch.path): is a folder\n") && errors.contains("No such file"))
  }
}
