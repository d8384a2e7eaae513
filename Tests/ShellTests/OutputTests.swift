import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct OutputTests {
  @Test func aReaderThatIsGoneIsNoError() {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let output = DescriptorOutput(ends[1])
    output.write("text")
    #expect(output.isClosed)
    output.write("more")
    close(ends[1])
    // The session ends quietly, with the status of a closed pipe.
    let repl = REPL(session: LittleSession(), output: output, messages: CollectedOutput())
    #expect(repl.run(ScriptedSource(["x=1"])) == 141)
  }

  @Test func everyByteIsWritten() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let text = String(repeating: "é", count: 10_000)
    DescriptorOutput(ends[1]).write(text)
    close(ends[1])
    #expect(PipeSource.readAll(ends[0]) == text)
    close(ends[0])
  }
}
