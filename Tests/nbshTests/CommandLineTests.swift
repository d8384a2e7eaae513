import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct CommandLineTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// What a script of the system's shell prints, with `nbsh` for the program, and its exit status.
  private func shell(_ script: String) throws -> (status: Int32, output: String) {
    try folder.write(
      "script.sh", "cd '\(folder.path)' || exit 9\nnbsh() { '\(Program.path)' \"$@\"; }\n" + script)
    let stream = try #require(popen("sh '\(folder.path)/script.sh' 2>&1", "r"))
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&chunk, 1, chunk.count, stream)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return (pclose(stream) >> 8 & 0xFF, String(decoding: bytes, as: UTF8.self))
  }

  // MARK: Words

  @Test func anUnknownCommandIsAnsweredInALine() throws {
    let outcome = try Program.run("rnu", "x.py", in: folder)
    #expect(outcome.status == 64 && outcome.output == "")
    #expect(
      outcome.errors
        == "nbsh: there is no command or file 'rnu'; did you mean 'run'? (nbsh --help lists the commands)\n")
    #expect(
      try Program.run("missing.py", in: folder)
        == Program.Outcome(status: 2, output: "", errors: "nbsh: missing.py: No such file or directory\n"))
  }

  @Test func aFileAloneIsRun() throws {
    try folder.write("a.py", "#!\(Program.path)\nprint('ran')\n")
    #expect(try Program.run("a.py", in: folder).output == "ran\n")
    #expect(try shell("chmod +x a.py && ./a.py") == (0, "ran\n"))
  }

  @Test func whatStandsBehindAScriptIsItsOwn() throws {
    try folder.write("a.py", "#!\(Program.path)\nimport sys\nprint(sys.argv)\n")
    func argv(_ words: String...) throws -> String {
      try shell("nbsh " + words.joined(separator: " ")).output
    }
    #expect(
      try argv("a.py", "x", "--epochs", "3", "-p", "a=1", "--help")
        == "['a.py', 'x', '--epochs', '3', '-p', 'a=1', '--help']\n")
    #expect(
      try argv("run", "-p", "u=1", "a.py", "-p", "v=2", "--lr=1", "-p", "w=3")
        == "['a.py', '--lr=1', '-p', 'w=3']\n")
    #expect(try argv("run", "a.py", "--", "-p", "x") == "['a.py', '-p', 'x']\n")
    #expect(try argv("-c", "'import sys; print(sys.argv)'", "x", "-y") == "['-c', 'x', '-y']\n")
    #expect(try shell("chmod +x a.py && ./a.py --deep 'a b'").output == "['./a.py', '--deep', 'a b']\n")
    #expect(try shell("echo 'import sys; print(sys.argv)' | nbsh").output == "['']\n")
  }

  @Test func scriptsLeaveAsTheyAsk() throws {
    #expect(try Program.run("-c", "exit(4)", in: folder) == .init(status: 4, output: "", errors: ""))
    #expect(try Program.run("-c", "quit()", in: folder).status == 0)
    try folder.write("a.py", "import sys\nsys.exit('no data')\n")
    #expect(try Program.run("a.py", in: folder) == .init(status: 1, output: "", errors: "no data\n"))
    // A file that nobody closed is written all the same.
    try folder.write("b.py", "f = open('kept.txt', 'w')\nlength = f.write('kept')\nkeep = [f]\n")
    #expect(try Program.run("b.py", in: folder).status == 0)
    #expect(try folder.read("kept.txt") == "kept")
  }

  @Test func figuresAreKeptAndSaidWhere() throws {
    try folder.write(
      "a.py", "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1))\nplt.show()\nprint('shown')\n")
    for _ in 1...2 {
      // Standard output is the script's own; the next run replaces what the last one left.
      #expect(
        try Program.run("run", "a.py", in: folder)
          == Program.Outcome(status: 0, output: "shown\n", errors: "[figure figures/a-1.png]\n"))
    }
    #expect(
      try Program.run("run", "a.py", "--figures", "mine", in: folder)
        == Program.Outcome(status: 0, output: "shown\n", errors: ""))
    // What comes without a name takes the first number that is free.
    for number in 1...2 {
      let outcome = try shell("nbsh < a.py 2> said; cat said")
      #expect(outcome == (0, "shown\n[figure figures/\(number).png]\n"))
    }
    #expect(try folder.bytes("figures/a-1.png") == folder.bytes("mine/1.png"))
    #expect(folder.names("mine") == ["1.png"])
  }

  @Test func theManualHasEveryCommand() throws {
    let outcome = try Program.run("manual", in: folder)
    #expect(outcome.status == 0 && outcome.errors == "")
    for word in [
      ".SS nbsh run", ".SS nbsh replay", ".SS nbsh convert", ".SS nbsh fetch", "\\-\\-record", "%timeit",
      "%save FILE",
      "NO_COLOR", ".B image_tol=N",
    ] {
      #expect(outcome.output.contains(word), "\(word)")
    }
    // A line that begins with a period is a macro, and these are all that are used.
    for line in outcome.output.split(separator: "\n") where line.hasPrefix(".") {
      #expect(
        [".TH", ".SH", ".SS", ".TP", ".B", ".br", ".PP"].contains(line.prefix { $0 != " " }), "\(line)")
    }
  }

  // MARK: Pipes

  @Test func aNotebookFromAPipeShowsValues() throws {
    let cells = "# %% One\nx = 20\nx + 1\n\n# %% Two\nprint('b')\n[x]\n#> recorded\n"
    #expect(
      try Program.run(in: folder, input: cells)
        == Program.Outcome(status: 0, output: "21\nb\n[20]\n", errors: ""))
    #expect(try Program.run(in: folder, input: "x = 20\nx + 1\nprint(x)\n").output == "20\n")
    let failed = try Program.run(in: folder, input: "# %%\n1 / 0\n# %%\nprint(2)\n")
    #expect(failed.status == 1 && failed.output == "" && failed.errors.contains("ZeroDivisionError"))
  }

  @Test func bytesThatAreNoText() throws {
    #expect(try shell("printf 'print(\"a\\000b\\377\\376\")\\n' | nbsh") == (0, "ab\u{FFFD}\u{FFFD}\n"))
    let long = String(repeating: "a", count: 1_000_000)
    #expect(try Program.run(in: folder, input: "print(len('\(long)'))\n").output == "1000000\n")
  }

  @Test func aReaderThatIsGoneEndsTheScriptQuietly() throws {
    let loop = "'i = 0\nwhile True:\n    i += 1\n    print(i)'"
    #expect(try shell("{ nbsh -c \(loop); echo $? >status; } | head -2; cat status") == (0, "1\n2\n141\n"))
    try folder.write("loop.py", "while True: print(1)\n")
    #expect(try shell("{ nbsh run loop.py; echo $? >status; } | head -1; cat status") == (0, "1\n141\n"))
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0)) func aFullDiskBehindTheOutputIsSaid() throws {
    let outcome = try shell("nbsh -c 'print(1)' >/dev/full")
    #expect(outcome == (1, "nbsh: standard output: No space left on device\n"))
  }

  @Test func aScriptThatCannotBeSavedLeavesTheOldOne() throws {
    try folder.write("s.py", "# %%\nold = 1\n")
    // No file may grow: what a full disk does, with another reason.
    let outcome = try shell(
      "trap '' XFSZ; ulimit -f 0\nprintf 'x = 1\\n%%save -f s.py\\nprint(x + 1)\\n' | nbsh; cat s.py")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count >= 3 && lines.first?.hasPrefix("%save: s.py") == true, "\(outcome.output)")
    #expect(outcome.output.hasSuffix("# %%\nold = 1\n"))
  }

  /// Kernels run all the same, and on standard output nothing differs.
  @Test func `variables that mean nothing are warned of`() throws {
    let folder = try Folder()
    let wrong = try Program.run(
      "-c", "print(1)", in: folder, variables: ["NBSH_ISA": "sse9", "NBSH_THREADS": "many"])
    #expect(wrong.status == 0 && wrong.output == "1\n")
    let lines = wrong.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("nbsh: NBSH_ISA=sse9: not one of portable, avx2, avx512, neon; using "))
    #expect(lines[1].hasPrefix("nbsh: NBSH_THREADS=many: not a number of threads; using "))
    let right = try Program.run(
      "-c", "print(1)", in: folder, variables: ["NBSH_ISA": "portable", "NBSH_THREADS": "2"])
    #expect(right == Program.Outcome(status: 0, output: "1\n", errors: ""))
  }
}
