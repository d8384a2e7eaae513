import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct CompletionScriptTests {
  let folder: Folder

  init() throws {
    folder = try Folder()
    for file in ["foo.py", "fib.ipynb", "foo.txt", "my notes.py", "LICENSE"] { try folder.write(file, "") }
    try folder.write("figs/1.png", "")
  }

  static func isThere(_ shell: String) -> Bool {
    ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].contains {
      access($0 + shell, X_OK) == 0
    }
  }

  /// What a script prints that a shell runs in the folder, where `completions` is our script for it.
  private func output(of shell: String, _ script: String) throws -> String {
    let made = try Program.run("--generate-completion-script", shell, in: folder)
    #expect(made.status == 0 && made.errors == "")
    let files = try Folder()
    try files.write("completions", made.output)
    try files.write("script", script)
    let command =
      "cd '\(folder.path)'; env -i PATH=\"$PATH\" HOME='\(files.path)' \(shell) '\(files.path)/script' '\(files.path)/completions' 2>&1"
    let stream = try #require(popen(command, "r"))
    defer { pclose(stream) }
    var bytes: [UInt8] = []
    var byte = fgetc(stream)
    while byte != EOF {
      bytes.append(UInt8(truncatingIfNeeded: byte))
      byte = fgetc(stream)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What bash offers for the last of some words, sorted.
  private func offered(_ words: String...) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let text = try output(
      of: "bash",
      """
      source "$1"
      COMP_WORDS=(nbsh \(quoted))
      COMP_CWORD=\(words.count)
      _nbsh nbsh \(quoted.split(separator: " ").last ?? "''") ''
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    return text.split(separator: "\n").map(String.init).sorted()
  }

  // MARK: bash

  @Test(.enabled(if: isThere("bash"))) func theFirstWordIsACommandOrAFile() throws {
    #expect(
      try offered("") == [
        "convert", "fetch", "fib.ipynb", "figs", "foo.py", "help", "manual", "my notes.py", "replay", "run",
      ])
    #expect(try offered("re") == ["replay"])
    #expect(try offered("my") == ["my notes.py"])
    // No script begins so: any file.
    #expect(try offered("LIC") == ["LICENSE"])
    #expect(
      try offered("help", "") == ["convert", "fetch", "manual", "replay", "run"])
    #expect(try offered("help", "run", "r") == [])
  }

  @Test(.enabled(if: isThere("bash"))) func optionsAreOffered() throws {
    #expect(try offered("--") == ["--generate-completion-script", "--help", "--version"])
    #expect(try offered("replay", "--re") == ["--record", "--review"])
    // What follows a file in place of a command is the script's own.
    #expect(try offered("foo.py", "--fi") == [])
    #expect(try offered("run", "foo.py", "--fi") == ["--figures"])
    // Once, where once is enough: in all its names.
    #expect(try offered("replay", "-v", "--ver") == ["--version"])
    #expect(try offered("run", "-p", "a", "=", "1", "--par") == ["--parameter"])
    #expect(try offered("run", "--", "--fi") == [])
    #expect(try offered("manual", "") == ["--help", "--version", "-h"])
  }

  @Test(.enabled(if: isThere("bash"))) func valuesAreOffered() throws {
    let modes = ["all", "failed", "missing", "never", "review"]
    #expect(try offered("replay", "--record", "") == modes)
    #expect(try offered("replay", "--record", "=", "a") == ["all"])
    #expect(try offered("--generate-completion-script", "") == ["bash", "fish", "zsh"])
    #expect(try offered("fetch", "") == ["cifar10"])
    #expect(try offered("run", "f") == ["fib.ipynb", "figs", "foo.py"])
    #expect(try offered("run", "--figures", "f") == ["figs"])
    #expect(try offered("run", "-p", "a", "=", "1", "fo") == ["foo.py"])
    #expect(try offered("replay", "-j", "2", "foo.py", "fi") == ["fib.ipynb", "figs"])
    #expect(try offered("-c", "f") == [])
  }

  // MARK: Others

  @Test(.enabled(if: isThere("fish"))) func fishOffersTheSame() throws {
    func offered(_ line: String) throws -> [String] {
      try output(of: "fish", "source $argv[1]; complete -C '\(line)' | string replace -r '\\t.*' ''")
        .split(separator: "\n").map(String.init).sorted()
    }
    #expect(try offered("nbsh re") == ["replay"])
    #expect(try offered("nbsh run f") == ["fib.ipynb", "figs/", "foo.py"])
    #expect(try offered("nbsh help r") == ["replay", "run"])
    #expect(try offered("nbsh replay --record m") == ["missing"])
    #expect(try offered("nbsh replay --review --rev") == [])
    #expect(try offered("nbsh foo.py --fi") == [])
    #expect(try offered("nbsh LIC") == ["LICENSE"])
  }

  @Test(.enabled(if: isThere("zsh"))) func zshReadsIt() throws {
    // Its completion works at a terminal alone; that it is read, and names what it calls, can be seen here.
    #expect(
      try output(
        of: "zsh",
        "autoload -Uz compinit; compinit -D -u; source $1; print $_comps[nbsh] $+functions[_nbsh_replay]")
        == "_nbsh 1\n")
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func everyCommandAndOptionIsThere(_ shell: String) throws {
    let script = try Program.run("--generate-completion-script", shell, in: folder).output
    for word in ["replay", "convert", "cifar10", "shard", "fail-fast", "generate-completion-script"] {
      #expect(script.contains(word), "\(word)")
    }
  }

  @Test func anUnknownShellIsRefused() throws {
    #expect(
      try Program.run("--generate-completion-script", "tcsh", in: folder)
        == Program.Outcome(
          status: 64, output: "", errors: "nbsh: there are completions for bash, zsh, fish, not for 'tcsh'\n")
    )
  }
}
