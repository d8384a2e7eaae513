import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PipeSourceTests {
  private func run(_ bytes: [UInt8]) -> (ran: [String], shown: String) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return ([], "") }
    _ = write(ends[1], bytes, bytes.count)
    close(ends[1])
    defer { close(ends[0]) }
    let session = LittleSession()
    let output = CollectedOutput()
    _ = REPL(session: session, output: output, messages: CollectedOutput())
      .run(PipeSource(input: ends[0], prompts: output))
    return (session.ran, output.text)
  }

  @Test func linesBecomeCells() {
    let (ran, shown) = run(Array("x=1\nfor i in x:\n  i\n\nx".utf8))
    #expect(ran == ["x=1", "for i in x:\n  i", "x"])
    #expect(shown == "In [1]: \nIn [2]:    ...:    ...: \nIn [3]: Out[3]: 1\n\nIn [4]: \n")
  }

  @Test func whatIsNoTextDoesNoHarm() {
    #expect(run([0x78, 0x00, 0x3D, 0xFF, 0x0D, 0x0A]).ran == ["x=\u{FFFD}"])
    #expect(run([]).ran == [])
    #expect(run(Array("f(\n1".utf8)).ran == ["f(\n1"])
  }

  @Test func everythingIsRead() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    _ = write(ends[1], "a\nb", 3)
    close(ends[1])
    #expect(PipeSource.readAll(ends[0]) == "a\nb")
    close(ends[0])
  }
}
