import Notebooks
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a replay in this process printed and returned.
private struct Outcome {
  var status: Int32 = -1
  var report = ""
  var errors = ""
}

private func replay(
  _ scratch: Scratch, _ names: [String] = [""], _ change: (inout ReplayOptions) -> Void = { _ in }
) -> Outcome {
  var outcome = Outcome()
  var options = ReplayOptions(isolation: .inProcess)
  options.makeKernel = { _ in ToyKernel() }
  options.times = scratch.path + "/.times"
  options.differences = scratch.path + "/differences"
  options.outputLimit = 100_000
  change(&options)
  nonisolated(unsafe) var report = ""
  nonisolated(unsafe) var errors = ""
  options.print = { report += $0 }
  options.printError = { errors += $0 + "\n" }
  outcome.status = Replay.run(names.map { $0.isEmpty ? scratch.path : scratch.path + "/" + $0 }, options)
  outcome.report = report
  outcome.errors = errors
  return outcome
}

@Suite(.serialized) struct ReplayTests {
  let scratch = Scratch()

  @Test func whatIsAsRecordedPasses() throws {
    try scratch.write(
      "a.py", "# %% One\nprint 1.5\nvalue 2\n#> 1.5\n#> 2\n\n# %% [markdown]\n# text\n\n# %% Two\nx = 1\n")
    try scratch.write("b.py", "print hello\nvalue unseen in a program\n#> hello\n")
    try scratch.write("module.py", "x = 1\n")
    let outcome = replay(scratch)
    #expect(outcome.status == 0)
    #expect(outcome.report.contains("2 scripts, 3 cells: 3 passed"))
  }

  @Test func aDifferentDigitIsShownWithItsPlace() throws {
    try scratch.write("a.py", "# %% One\nprint loss 1.25\n#> loss 1.26\n")
    let outcome = replay(scratch)
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("a.py:1: cell 1 “One” differs from its record"))
    #expect(outcome.report.contains("loss 1.26"))
    #expect(outcome.report.contains("rtol=8e-03 would pass"))
    try scratch.write("a.py", "# %% One rtol=8e-03\nprint loss 1.25\n#> loss 1.26\n")
    #expect(replay(scratch).status == 0)
  }

  @Test func aRemovedCellIsNoticed() throws {
    try scratch.write("a.py", "# %%\nfigure p\n#> [figure a/1.png 4x3]\n# %%\nx\n")
    try scratch.write("figures/a/1.png", ToyKernel.figure("p").png)
    try scratch.write("figures/a/2.png", ToyKernel.figure("p").png)
    let outcome = replay(scratch)
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("raised NameError: x"))
    #expect(outcome.report.contains("figures/a/2.png belongs to no cell"))
  }

  @Test func aDifferentFigureLeavesPictures() throws {
    try scratch.write("a.py", "# %%\nfigure p\n#> [figure a/1.png 4x3]\n")
    try scratch.write("figures/a/1.png", ToyKernel.figure("q").png)
    let pictures = PictureComparer(distance: { $0 == $1 ? 0 : 3.5 }, difference: { _, _ in [1, 2, 3] })
    let outcome = replay(scratch) { $0.pictures = pictures }
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("image_tol=3.5 would pass"))
    let folder = "differences\(scratch.path)/a"
    #expect(try Files.read(scratch.path + "/\(folder)/1-expected.png") == ToyKernel.figure("q").png)
    #expect(try Files.read(scratch.path + "/\(folder)/1-got.png") == ToyKernel.figure("p").png)
    #expect(try Files.read(scratch.path + "/\(folder)/1-difference.png") == [1, 2, 3])
    try scratch.write("a.py", "# %% image_tol=4\nfigure p\n#> [figure a/1.png 4x3]\n")
    #expect(replay(scratch) { $0.pictures = pictures }.status == 0)
  }

  @Test func tagsAreRespected() throws {
    try scratch.write(
      "a.py",
      """
      # %% tags=["nbval-skip"]
      raise never run
      # %% tags=["nbval-ignore-output"]
      print anything
      #> something
      # %% tags=["raises-exception"]
      print before
      raise bad value
      #> before
      #> ValueError: bad value
      # %% tags=["raises-exception"]
      print 1
      #> 1
      """)
    let outcome = replay(scratch)
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("2 passed, 1 failed, 1 skipped"))
    #expect(outcome.report.contains("raised nothing"))
  }

  @Test func aCellWithoutARecordFailsUntilItIsRecorded() throws {
    try scratch.write("a.py", "# %% One\nprint a\nfigure p\n\n# %% Two\nprint b\n#> wrong\n")
    #expect(replay(scratch).report.contains("shows 2 lines that are not recorded"))
    let outcome = replay(scratch) { $0.record = .missing }
    #expect(outcome.status == 1)
    #expect(
      try scratch.read("a.py")
        == "# %% One\nprint a\nfigure p\n#> a\n#> [figure a/1.png 4x3]\n\n# %% Two\nprint b\n#> wrong\n")
    #expect(try Files.read(scratch.path + "/figures/a/1.png") == ToyKernel.figure("p").png)
    #expect(replay(scratch) { $0.record = .failed }.status == 0)
    #expect(try scratch.read("a.py").hasSuffix("print b\n#> b\n"))
    #expect(replay(scratch).status == 0)
    #expect(Files.kind(scratch.path + "/.times") == .file)
  }

  @Test func recordingKeepsEverythingElse() throws {
    let text =
      "\u{FEFF}# %% One\r\nprint a\r\n  # note\r\n#> old\r\n#> older\r\n\r\n\r\n  # %% In\r\n  print b"
    let file = try scratch.write("a.py", text)
    chmod(file, 0o640)
    #expect(replay(scratch) { $0.record = .all }.status == 0)
    #expect(
      try scratch.read("a.py")
        == "\u{FEFF}# %% One\r\nprint a\r\n  # note\r\n#> a\r\n\r\n\r\n  # %% In\r\n  print b\r\n  #> b")
    var info = stat()
    stat(file, &info)
    #expect(info.st_mode & 0o777 == 0o640)
    #expect(try Files.list(scratch.path).filter { $0.hasPrefix(".nbsh") }.isEmpty)
  }

  @Test func recordingTwiceChangesNothing() throws {
    var generator = Generator(seed: 5)
    let commands = [
      "print a", "print", "value 3", "figure p", "x = 1", "", "# note", "print ...", "print # %%",
      "print [figure a/1.png 4x3]",
    ]
    for round in 0..<10 {
      var text = ""
      for _ in 0..<3 {
        text += generator.pick(["# %%\n", "#%% T\n", "# %% [markdown]\n# x\n# %%\n"])
        for _ in 0..<generator.next() % 5 { text += generator.pick(commands) + "\n" }
        if generator.chance(50) { text += "#> stale\n" }
      }
      let name = "r\(round)/a.py"
      try scratch.write(name, text)
      #expect(replay(scratch, [name]) { $0.record = .all }.status == 0)
      let once = try scratch.read(name)
      #expect(replay(scratch, [name]) { $0.record = .all }.status == 0)
      #expect(try scratch.read(name) == once)
      func source(_ text: String) -> [String] { Line.split(text).map(\.text).filter { !$0.hasPrefix("#>") } }
      #expect(source(once) == source(text))
    }
  }

  @Test func whatDiffersBetweenTwoRunsIsRefused() throws {
    try scratch.write("a.py", "# %% Clock\nprint x\nsession\n\n# %% Other\nprint b\n")
    let outcome = replay(scratch) { $0.record = .missing }
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("output line 2 differs between two runs"))
    #expect(outcome.report.contains("write ..."))
    #expect(try scratch.read("a.py") == "# %% Clock\nprint x\nsession\n\n# %% Other\nprint b\n#> b\n")
    try scratch.write("a.py", "# %% Clock\nprint x\nsession\n#> y\n#> session ...\n")
    #expect(replay(scratch) { $0.record = .failed }.status == 0)
    #expect(try scratch.read("a.py") == "# %% Clock\nprint x\nsession\n#> x\n#> session ...\n")
  }

  @Test func nothingIsRecordedOnABuildMachine() throws {
    try scratch.write("a.py", "# %%\nprint a\n")
    let outcome = replay(scratch) {
      $0.record = .all
      $0.environment = ["CI": "true"]
    }
    #expect(outcome.status == 1)
    #expect(try scratch.read("a.py") == "# %%\nprint a\n")
    #expect(!outcome.errors.isEmpty)
  }

  @Test func aPersonDecidesCellByCell() throws {
    try scratch.write("a.py", "# %%\nprint a\n#> x\n# %%\nprint b\n#> y\n# %%\nprint c\n#> z\n")
    nonisolated(unsafe) var answers = ["?", "keep", "a", "q"]
    let outcome = replay(scratch) {
      $0.record = .review
      $0.ask = { _ in answers.removeFirst() }
    }
    #expect(outcome.status == 1)
    #expect(try scratch.read("a.py") == "# %%\nprint a\n#> x\n# %%\nprint b\n#> b\n# %%\nprint c\n#> z\n")
  }

  @Test func unreadableScriptsAreReportedAndTheOthersReplayed() throws {
    try scratch.write("good.py", "# %%\nprint a\n#> a\n")
    try scratch.write("bytes.py", [0x23, 0xFF, 0xFE, 0x0A])
    try scratch.write("broken.ipynb", "{\"nbformat\": 4, \"cells\": [")
    symlink("loop.py", scratch.path + "/loop.py")
    mkfifo(scratch.path + "/pipe.py", 0o600)
    let outcome = replay(
      scratch, ["good.py", "bytes.py", "broken.ipynb", "loop.py", "none.py", "pipe.py", "good.py/x"])
    #expect(outcome.status == 2)
    #expect(outcome.report.contains("is not UTF-8"))
    #expect(outcome.report.contains("is not JSON"))
    #expect(outcome.report.contains("is not a plain file"))
    #expect(outcome.report.contains("ok   \(scratch.path)/good.py"))
    #expect(outcome.errors.contains("loop.py"))
    #expect(outcome.errors.contains("none.py: No such file"))
    #expect(replay(Scratch()).status == 2)
  }

  @Test func oneCellAloneCounts() throws {
    try scratch.write("a.py", "# %% A\nx = 7\nprint unrecorded\n# %% B\nshow x\n#> 7\n# %% C\nraise no\n")
    #expect(replay(scratch) { $0.only = "B" }.status == 0)
    #expect(replay(scratch) { $0.only = "2" }.status == 0)
    #expect(replay(scratch) { $0.only = "1" }.status == 1)
    #expect(replay(scratch) { $0.only = "9" }.status == 2)
  }

  @Test func aCellThatPrintsWithoutEndIsEnded() throws {
    try scratch.write("a.py", "# %%\nspam\n# %%\nprint b\n#> b\n")
    let outcome = replay(scratch)
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("showed more than 97 KiB"))
    #expect(outcome.report.contains("1 passed, 1 failed"))
  }

  @Test func failFastLeavesTheRestOut() throws {
    try scratch.write("a.py", "# %%\nraise no\n")
    try scratch.write("b.py", "# %%\nx = 1\n")
    let outcome = replay(scratch) { $0.failFast = true }
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("1 script left out"))
  }

  @Test func shardsCoverEveryScriptOnce() throws {
    for index in 0..<7 { try scratch.write("s\(index).py", "# %%\nx = 1\n") }
    try scratch.write(".times", "5.000 \(scratch.path)/s3.py\nrubbish\n")
    var seen: [String] = []
    for part in 1...3 {
      let outcome = replay(scratch) { $0.shard = ReplayOptions.Shard("\(part)/3") }
      #expect(outcome.status == 0)
      seen += outcome.report.split(separator: "\n").filter { $0.hasPrefix("ok") }.map {
        String($0.split(separator: " ")[1])
      }
    }
    #expect(seen.sorted() == (0..<7).map { "\(scratch.path)/s\($0).py" })
    #expect(ReplayOptions.Shard("0/3") == nil)
    #expect(ReplayOptions.Shard("4/3") == nil)
    #expect(ReplayOptions.Shard("x") == nil)
  }

  @Test func machinesReadTheResultsToo() throws {
    try scratch.write("a.py", "# %% T,<\"&\">: x\nprint a%\n#> b\n# %%\nx = 1\n# %% tags=[\"nbval-skip\"]\n")
    let file = scratch.path + "/out.xml"
    let tap = replay(scratch, ["a.py"]) {
      $0.format = .tap
      $0.junit = file
    }
    #expect(tap.report.contains("TAP version 13\nnot ok 1 - "))
    #expect(tap.report.contains("ok 3 - "))
    #expect(tap.report.hasSuffix("# SKIP tagged nbval-skip\n1..3\n"))
    let xml = try scratch.read("out.xml")
    #expect(xml.contains("tests=\"3\" failures=\"1\" errors=\"0\""))
    #expect(xml.contains("T,&lt;&quot;&amp;&quot;&gt;: x"))
    let github = replay(scratch, ["a.py"]) { $0.environment = ["GITHUB_ACTIONS": "true"] }
    #expect(github.report.contains("a.py,line=1,title=cell 1 “T%2C<\"&\">%3A x”::differs from its record%0A"))
    #expect(github.report.contains("a%25"))
  }

  @Test func colourIsForTerminals() throws {
    try scratch.write("a.py", "# %%\nx = 1\n")
    #expect(replay(scratch) { $0.usesColour = true }.report.contains("\u{1B}["))
    let plain = replay(scratch) {
      $0.usesColour = true
      $0.environment = ["NO_COLOR": "1"]
    }
    #expect(!plain.report.contains("\u{1B}["))
  }

  @Test func parametersAreSetAfterTheirCell() throws {
    try scratch.write("a.py", "# %% tags=[\"parameters\"]\nx = 1\n# %%\nshow x\n#> 2.5\n")
    let parameter = try #require(Parameter("x=2.5"))
    #expect(replay(scratch) { $0.parameters = [parameter] }.status == 0)
    #expect(replay(scratch).status == 1)
    #expect(Parameter("1x=2") == nil)
    #expect(Parameter("novalue") == nil)
    #expect(Parameter("s=it's")?.literal == "'it\\'s'")
    #expect(Parameter("b=True")?.literal == "True")
    #expect(Parameter("n=-3")?.literal == "-3")
    #expect(Parameter("f=1e-3")?.literal == "0.001")
    // What Python's int and float read is a number, as papermill has it.
    let literals = [
      ("007", "7"), ("-00", "0"), (" 7", "7"), ("1_000", "1000"), ("1_0.5e-1", "1.05"), (".5", "0.5"),
      ("123456789012345678901234567890", "123456789012345678901234567890"), ("inf", "float('inf')"),
      ("-Infinity", "float('-inf')"), ("nan", "float('nan')"), ("1e400", "float('inf')"), ("1__0", "'1__0'"),
      ("_1", "'_1'"), ("1_", "'1_'"), ("0x10", "'0x10'"), ("--5", "'--5'"), ("-", "'-'"), (".", "'.'"),
      ("", "''"),
    ]
    for (value, literal) in literals { #expect(Parameter("v=\(value)")?.literal == literal) }
    #expect(Parameter("def=3") == nil)
  }
}
