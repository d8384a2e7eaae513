import Figures
import Testing

/// Text through its ink: where a string's pixels begin and end.
struct TextTests {
  private func ink(_ text: String, size: Double = 20, bold: Bool = false) -> (
    left: Int, top: Int, right: Int, bottom: Int, dark: Int
  ) {
    let (width, height) = (300, 60)
    let canvas = RasterCanvas(width: width, height: height)
    canvas.text(text, at: Point(10, 40), TextStyle(size: size, bold: bold))
    let bytes = canvas.picture.rgba8()
    var box = (left: width, top: height, right: -1, bottom: -1, dark: 0)
    for y in 0..<height {
      for x in 0..<width where bytes[(y * width + x) * 4] < 128 {
        box = (min(box.left, x), min(box.top, y), max(box.right, x), max(box.bottom, y), box.dark + 1)
      }
    }
    return box
  }

  @Test func capitalsAndSmallLettersHaveTheHeightsOfTheTypeface() {
    // 0.72 and 0.54 of 20 pixels, in whole pixels above the baseline at 40.
    #expect(ink("H").top == 40 - 14 && ink("H").bottom == 39)
    #expect(ink("x").top == 40 - 11 && ink("x").bottom == 39)
    #expect(ink("p").bottom == 40 + 3)
  }

  @Test func superscriptsAreSmallAndRaised() {
    let power = ink("$10^{-3}$")
    #expect(power.top < ink("10").top)
    #expect(power.right < ink("10−3").right)
    let index = ink("$x_i$")
    #expect(index.bottom > ink("x").bottom)
  }

  @Test func groupsAndCommands() {
    #expect(ink("$\\alpha$").dark > 0)
    #expect(ink("$\\times$").left > ink("×").left)
    #expect(ink("$\\mathrm{loss}$") == ink("loss"))
    #expect(ink("10³") == ink("$10^3$"))
  }

  @Test func dollarsThatAreNoMathematicsStandForThemselves() {
    #expect(ink("$5").dark > ink("5").dark)
    #expect(ink("\\$5") == ink("$5") || ink("\\$5").dark > ink("$5").dark)
    for text in [
      "$", "$$", "$^$", "$_{$", "$}$", "$\\$", "$\\frac$", "${{{{{{{{{{$", "$x^^2$", "$\\unknown{x}$",
    ] {
      #expect(ink(text).right < 300)
    }
  }

  @Test func boldIsDarker() { #expect(ink("weight", bold: true).dark > ink("weight").dark * 5 / 4) }

  @Test func unknownCharactersAreABox() {
    #expect(ink("語").dark > 0)
    #expect(ink("語") == ink("\u{1F600}"))
  }

  @Test func kerningBringsLettersTogether() { #expect(ink("AV").right < ink("AA").right + 4) }
}
