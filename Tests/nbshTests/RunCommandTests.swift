import Testing

@Suite struct RunCommandTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private let sweep = """
    # %% tags=["parameters"]
    rate = 0.5
    steps = 3

    # %%
    import numpy as np
    losses = np.exp(-rate * np.arange(steps))
    best = losses.min()
    name = 'é'
    table = {'a': [1, (2, None)], 3: 2**70}
    print(steps)

    """

  @Test func parametersReplaceThoseOfTheirCell() throws {
    try folder.write("sweep.py", sweep)
    let outcome = try Program.run(
      "run", "sweep.py", "-p", "rate=0", "-p", "steps=2", "--result", "out.json", "--value", "losses,rate",
      "--value", "table", in: folder)
    #expect(outcome == Program.Outcome(status: 0, output: "2\n", errors: ""))
    #expect(
      try folder.read("out.json")
        == "{\"losses\": [1.0, 1.0], \"rate\": 0, \"table\": {\"a\": [1, [2, null]], \"3\": 1180591620717411303424}}\n"
    )
  }

  @Test func withoutNamesEverySimpleValueIsAResult() throws {
    try folder.write("deep/sweep.py", sweep)
    let outcome = try Program.run("run", "deep/sweep.py", "--result", "out.json", in: folder)
    #expect(outcome.status == 0)
    #expect(
      try folder.read("out.json")
        == "{\"rate\": 0.5, \"steps\": 3, \"best\": 0.36787944117144233, \"name\": \"é\"}\n")
  }

  @Test func aMisspeltParameterIsSaid() throws {
    try folder.write("sweep.py", sweep)
    let outcome = try Program.run("run", "sweep.py", "-p", "rat=0", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "nbsh: the cell tagged parameters does not set “rat”\n")
    #expect(try Program.run("run", "sweep.py", "-p", "rate", in: folder).status == 64)
  }

  @Test func parametersOfAScriptWithoutTheirCellLeaveItsLinesTheirNumbers() throws {
    try folder.write("a.py", "print(a, b)\n1 / 0\n")
    let outcome = try Program.run("run", "a.py", "-p", "a=nan", "-p", "b=it's", in: folder)
    #expect(outcome.output == "nan it's\n")
    #expect(outcome.errors.contains("File \"a.py\", line 2, in <module>"))
    #expect(try Program.run("run", "a.py", "-p", "def=1", in: folder).status == 64)
  }

  @Test func aResultThatCannotBeIsRefused() throws {
    try folder.write("a.py", "x = [1]\nx.append(x)\ny = print\nprint(1)\n")
    for name in ["x", "y", "z"] {
      let outcome = try Program.run("run", "a.py", "--result", "out.json", "--value", name, in: folder)
      #expect(outcome.status == 2 && outcome.errors.contains("there is no value “\(name)” to write"))
    }
    // A folder that is not there is noticed before the script runs.
    let outcome = try Program.run("run", "a.py", "--result", "none/out.json", in: folder)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    try folder.write("b.py", "x = 1\n1/0\n")
    #expect(try Program.run("run", "b.py", "--result", "out.json", in: folder).status == 1)
    #expect(!folder.names().contains("out.json"))
    #expect(try Program.run("run", "a.py", "--value", "x", in: folder).status == 64)
    try folder.write("c.py", "import sys\nx = 1\nsys.exit(0)\n")
    #expect(try Program.run("run", "c.py", "--result", "out.json", in: folder).status == 0)
    #expect(try folder.read("out.json") == "{\"x\": 1}\n")
  }

  @Test func figuresGoIntoTheFolderThatWasGiven() throws {
    try folder.write(
      "deep/a.py",
      "# %%\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n# %%\nplt.plot([2, 1]); plt.show()\n")
    #expect(try Program.run("run", "deep/a.py", "--figures", "out/pictures", in: folder).status == 0)
    #expect(folder.names("out/pictures") == ["1.png", "2.png"])
    #expect(folder.names("deep") == ["a.py"])
  }

  @Test func scriptsWriteUnderTheirFolderAndThoseThatWereGiven() throws {
    let other = try Folder()
    let lines = [
      "np.save(folder + '/a.npy', np.ones(2))", "open(folder + '/b.txt', 'w').write('b')",
      "plt.imsave(folder + '/c.png', np.ones((2, 2)))",
    ]
    try folder.write(
      "write.py",
      """
      import numpy as np
      import matplotlib.pyplot as plt
      np.savez('own', x=np.ones(2))
      for folder in ['.', '\(other.path)']:
          try:
      \(lines.map { "        " + $0 }.joined(separator: "\n"))
          except PermissionError as e:
              print(e)

      """)
    let refused = try Program.run("run", "write.py", in: folder)
    #expect(
      refused.output
        == """
        [Errno 13] Permission denied outside the script's folder and those that --output names: \
        '\(other.path)/a.npy'

        """)
    #expect(folder.names() == ["a.npy", "b.txt", "c.png", "own.npz", "write.py"])
    #expect(other.names().isEmpty)
    let allowed = try Program.run("run", "--output", other.path, "write.py", in: folder)
    #expect(allowed == .init(status: 0, output: "", errors: ""))
    #expect(other.names() == ["a.npy", "b.txt", "c.png"])
    // What somebody types is theirs to write.
    let typed = try Program.run("-c", "open('\(other.path)/typed', 'w').write('x')", in: folder)
    #expect(typed.status == 0 && other.names().contains("typed"))
  }
}
