import Notebooks
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts a worker as a thread of this process, behind two pipes, as a process would be.
private func startThread() throws(FileError) -> WorkerConnection {
  var jobs: [Int32] = [-1, -1]
  var events: [Int32] = [-1, -1]
  guard pipe(&jobs) == 0, pipe(&events) == 0 else { throw FileError("worker", "no pipe") }
  // One thread speaks at a time in these tests, so the newest pipe is the one of the cell that runs.
  ToyKernel.ownOutput = events[1]
  let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
  ends[0] = jobs[0]
  ends[1] = events[1]
  #if canImport(Glibc)
    var thread = pthread_t()
  #else
    var thread: pthread_t?
  #endif
  pthread_create(
    &thread, nil,
    { argument in
      let raw: UnsafeMutableRawPointer? = argument
      guard let ends = raw?.assumingMemoryBound(to: Int32.self) else { return nil }
      _ = Worker.serve(input: ends[0], output: ends[1]) { _ in ToyKernel() }
      close(ends[0])
      close(ends[1])
      ends.deallocate()
      return nil
    }, ends)
  return WorkerConnection(writing: jobs[1], reading: events[0])
}

@Suite(.serialized) struct WorkerPoolTests {
  let scratch = Scratch()

  private func replay(_ change: (inout ReplayOptions) -> Void = { _ in }) -> (status: Int32, report: String) {
    var options = ReplayOptions(isolation: .workers(start: startThread))
    options.times = scratch.path + "/.times"
    options.grace = 0.05
    nonisolated(unsafe) var report = ""
    options.print = { report += $0 }
    change(&options)
    return (Replay.run([scratch.path], options), report)
  }

  @Test func reportsComeInTheOrderOfPaths() throws {
    for index in 0..<20 {
      try scratch.write(
        "s\(index / 10)\(index % 10).py", "# %%\nprint \(index)\nfigure p\n#> \(index)\n#> ...\n")
    }
    let outcome = replay { $0.jobs = 3 }
    #expect(outcome.status == 0)
    let names = outcome.report.split(separator: "\n").filter { $0.hasPrefix("FAIL") || $0.hasPrefix("ok ") }
      .map { $0.split(separator: " ")[1] }
    #expect(names == names.sorted { $0 < $1 } && names.count == 20)
  }

  @Test func aSessionThatVanishesCostsOneCell() throws {
    try scratch.write("a.py", "# %% A\nx = 5\n# %% B\nprint before\nvanish\n# %% C\nshow x\n#> 5\n")
    try scratch.write("b.py", "# %%\nprint b\n#> b\n")
    let outcome = replay()
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("cell 2 “B” ended its session ("))
    #expect(outcome.report.contains("2 scripts, 4 cells: 3 passed, 1 failed"))
  }

  @Test func aScriptThatVanishesAgainAndAgainIsGivenUp() throws {
    try scratch.write("a.py", String(repeating: "# %%\nvanish\n", count: 6))
    let outcome = replay()
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("was not run: its session ended ("))
    #expect(outcome.report.contains("6 failed"))
  }

  @Test func aCellThatHangsIsEndedAndTheOthersRun() throws {
    try scratch.write("a.py", "# %% A\nx = 5\n# %% B timeout=0.05\nhang\n# %% C\nshow x\n#> 5\n")
    let outcome = replay()
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("took longer than 0.05 s, did not stop in time and was killed"))
    #expect(outcome.report.contains("3 cells: 2 passed, 1 failed"))
  }

  @Test func recordingWorksInWorkersToo() throws {
    try scratch.write("a.py", "# %%\nprint a\nvalue é漢\nfigure p\n")
    #expect(replay { $0.record = .missing }.status == 0)
    #expect(
      try scratch.read("a.py") == "# %%\nprint a\nvalue é漢\nfigure p\n#> a\n#> é漢\n#> [figure a/1.png 4x3]\n")
    #expect(try Files.read(scratch.path + "/figures/a/1.png") == ToyKernel.figure("p").png)
    #expect(replay().status == 0)
  }

  @Test func aScriptThatChangesMeanwhileIsNotOverwritten() throws {
    let file = try scratch.write("a.py", "# %%\nprint a\n#> x\n")
    let outcome = replay {
      $0.record = .review
      $0.ask = { _ in
        try? Files.writeAtomically(file, Array("# %%\nprint mine\n".utf8))
        return "a"
      }
    }
    #expect(outcome.status == 2)
    #expect(outcome.report.contains("was changed while it was recorded"))
    #expect(try scratch.read("a.py") == "# %%\nprint mine\n")
  }

  @Test func aWorkerThatCannotStartIsReported() throws {
    try scratch.write("a.py", "# %%\nprint a\n#> a\n")
    let outcome = replay { $0.isolation = .processes(executable: scratch.path + "/none") }
    #expect(outcome.status == 1)
    #expect(outcome.report.contains("cannot be started"))
  }
}
