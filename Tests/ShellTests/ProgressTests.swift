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

  @Test func aNarrowWindowLeavesWholeFieldsOut() {
    let progress = Progress("train", done: 900, total: 8000, note: "loss 1.93")
    for (columns, shown) in [
      (20, "train   11%"), (21, "train   11% 900/8000"), (29, "train   11% 900/8000  100/s"),
      (32, "train   11% 900/8000  loss 1.93"), (39, "train   11% 900/8000  100/s  loss 1.93"),
      (11, "11%"), (4, "11%"), (3, ""),
    ] { #expect(ProgressLine.text(progress, elapsed: 9, columns: columns) == shown) }
  }

  @Test(arguments: 1...120) func fitsIntoTheWindow(_ columns: Int) {
    for done in [-1, 0, 1, 99, 100, 250] {
      let text = ProgressLine.text(
        Progress("train", done: done, total: 100, note: "loss"), elapsed: 0.5, columns: columns)
      #expect(text.count < max(columns, 2))
    }
  }

  private let output = CollectedOutput()
  private let clock = Clock()
  private final class Clock { var time = 0.0 }

  private func line(columns: Int = 44) -> ProgressLine {
    ProgressLine(output: output, columns: { columns }, now: { [clock] in clock.time })
  }

  @Test func isRedrawnInPlaceAndTakenAway() {
    let line = line()
    line.update(Progress("train", done: 0, total: 10))
    #expect(output.take() == "")
    clock.time = 1
    line.update(Progress("train", done: 5, total: 10))
    let drawn = output.take()
    #expect(drawn.hasPrefix("\rtrain   50%|") && drawn.hasSuffix(" 5/10  5.0/s  0:01 left\u{1B}[J\r"))
    clock.time = 1.05
    line.update(Progress("train", done: 6, total: 10))
    #expect(output.take() == "")
    line.finish()
    #expect(output.take() == "\r\u{1B}[J")
    line.finish()
    #expect(output.take() == "")
  }

  @Test func comesBackBehindWhatIsPrinted() {
    let line = line()
    line.write("before\n", to: output)
    line.update(Progress("train", done: 0, total: 10))
    line.write("early\n", to: output)
    #expect(output.take() == "before\nearly\n")
    clock.time = 1
    line.update(Progress("train", done: 5, total: 10))
    let drawn = output.take()
    line.write("loss: 2.3\n", to: output)
    #expect(output.take() == "\r\u{1B}[Jloss: 2.3\n" + drawn)
    // Not over the beginning of a line, but behind its end.
    line.write("acc: ", to: output)
    clock.time = 2
    line.update(Progress("train", done: 6, total: 10))
    #expect(output.take() == "\r\u{1B}[Jacc: ")
    line.write("0.1\n", to: output)
    #expect(output.take().hasPrefix("0.1\n\rtrain   60%|"))
    // The work is over: what is printed then has nothing below it.
    line.update(Progress("train", done: 10, total: 10))
    #expect(output.take().hasPrefix("\rtrain  100%|"))
    line.write("done\n", to: output)
    #expect(output.take() == "\r\u{1B}[Jdone\n")
  }

  @Test func isDrawnSeldomWhereMuchIsPrinted() {
    let line = line()
    line.update(Progress("train", done: 0, total: 10))
    clock.time = 1
    for _ in 0..<100_000 {
      clock.time += 1e-5
      line.write(".\n", to: output)
    }
    let drawings = output.take().split(separator: "train").count - 1
    #expect(drawings > 400 && drawings < 600)
    // And soon after the last of it.
    clock.time += 0.01
    line.update(Progress("train", done: 1, total: 10))
    #expect(output.take().contains("train   10%"))
  }

  @Test func anotherTrainingBeginsAnew() {
    let line = line(columns: 80)
    for start in [0.0, 100.0] {
      for done in 1...3 {
        clock.time = start + Double(done)
        line.update(Progress("train", done: done, total: 4))
      }
      #expect(output.take().contains(" 3/4  1.0/s  0:01 left"))
    }
  }

  @Test func nothingOfItIsInAPipe() {
    let line = line()
    let pipe = CollectedOutput()
    line.update(Progress("train", done: 0, total: 10))
    clock.time = 1
    line.update(Progress("train", done: 5, total: 10))
    line.write("loss\n", to: pipe)
    #expect(pipe.text == "loss\n")
    #expect(output.take().hasSuffix("\r\u{1B}[J"))
  }
}
