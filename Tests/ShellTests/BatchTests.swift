import Shell
import Testing

@Suite struct BatchTests {
  let session = LittleSession()
  let output = CollectedOutput()
  let messages = CollectedOutput()

  func run(_ text: String) -> Int32 { Batch(session: session, output: output, messages: messages).run(text) }

  @Test func aProgramShowsNoValues() {
    #expect(run("x=1") == 0)
    #expect(run("x") == 0)
    #expect(output.text.isEmpty && messages.text.isEmpty)
    #expect(run("print(a)") == 0)
    #expect(output.text == "a\n")
  }

  @Test func theExitStatus() {
    #expect(run("1/0") == 1)
    #expect(run("sys.exit()") == 3)
    #expect(run("stop") == 130)
    #expect(run("!ls") == 1)
    #expect(run("%nothing") == 1)
    #expect(run("") == 0)
  }

  @Test func theFirstErrorEndsIt() {
    #expect(run("%pwd\n1/0\n%matplotlib inline\nx=1") == 1)
    #expect(session.ran == ["1/0"])
  }

  @Test func bytesOfTransportAreDropped() {
    #expect(run("\u{FEFF}x=1\r\n%matplotlib inline\r\ny=\u{0}2\r\n") == 0)
    #expect(session.ran == ["x=1", "y=2"])
  }
}
