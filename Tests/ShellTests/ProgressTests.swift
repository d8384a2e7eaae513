import Shell
import Testing

@Suite struct ProgressTests {
  @Test func showsShareRateAndTimeLeft() {
    let progress = Progress("train", done: 370, total: 1000, note: "loss 1.93")
    #expect(
      ProgressLine.text(progress, elapsed: 7.4, columns: 100)
        == "train   37%|███████████                   | 370/1000  50.0/s  0:12 left  loss 1.93")
    let slow = Progress("epoch", done: 1, total: 3601)
    #expect(ProgressLine.text(slow, elapsed: 2, columns: 60).hasSuffix(" 1/3601  2.0 s each  2:00:00 left"))
  }

  @Test(arguments: 1...120) func fitsIntoTheWindow(_ columns: Int) {
    for done in [-1, 0, 1, 99, 100, 250] {
      let text = ProgressLine.text(
        Progress("train", done: done, total: 100, note: "loss"), elapsed: 0.5, columns: columns)
      #expect(text.count < max(columns, 2))
    }
  }

  @Test func isRedrawnInPlaceAndTakenAway() {
    let output = CollectedOutput()
    var time = 0.0
    let line = ProgressLine(output: output, columns: { 46 }, now: { time })
    line.update(Progress("train", done: 0, total: 10))
    #expect(output.take() == "")
    time = 1
    line.update(Progress("train", done: 5, total: 10))
    let drawn = output.take()
    #expect(drawn.hasPrefix("\rtrain   50%|") && drawn.hasSuffix(" 5/10  5.0/s  0:01 left\u{1B}[K"))
    time = 1.05
    line.update(Progress("train", done: 6, total: 10))
    #expect(output.take() == "")
    line.finish()
    #expect(output.take() == "\r\u{1B}[K")
    line.finish()
    #expect(output.take() == "")
  }
}
