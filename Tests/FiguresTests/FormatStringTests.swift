import Figures
import Testing

struct FormatStringTests {
  @Test func partsInAnyOrder() throws {
    for text in ["r--o", "or--", "--ro"] {
      let format = try FormatString(parsing: text)
      #expect(format.color == Color(1, 0, 0))
      #expect(format.lineStyle == .dashed)
      #expect(format.marker?.name == "o")
    }
  }

  @Test func whatIsNotNamedIsNil() throws {
    let format = try FormatString(parsing: "-o")
    #expect(format.color == nil)
    #expect(format.lineStyle == .solid)
    let empty = try FormatString(parsing: "")
    #expect(empty.marker == nil && empty.lineStyle == nil && empty.color == nil)
  }

  @Test func dotsAndDashes() throws {
    #expect(try FormatString(parsing: "k.").marker?.name == ".")
    #expect(try FormatString(parsing: "k-.").lineStyle == .dashdot)
    #expect(try FormatString(parsing: "k:").lineStyle == .dotted)
    #expect(try FormatString(parsing: "C3.-").marker?.name == ".")
    #expect(try FormatString(parsing: "C3.-").lineStyle == .solid)
  }

  @Test func coloursAsAWhole() throws {
    #expect(try FormatString(parsing: "0.5").color == Color(0.5, 0.5, 0.5))
    #expect(try FormatString(parsing: "red").color == Color(1, 0, 0))
    #expect(try FormatString(parsing: "#102030").color?.hex == "#102030")
    #expect(try FormatString(parsing: "C1").color == Color.cycle[1])
    #expect(try FormatString(parsing: "1").marker?.name == "1")
  }

  @Test(
    arguments: [
      ("oo", "two marker symbols"), ("--:", "two linestyle symbols"), ("rb", "two color symbols"),
      ("Q", "unrecognized character 'Q'"), ("C", "'C' must be followed by a number"),
      ("r--o-", "two linestyle symbols"),
    ])
  func mistakesInMatplotlibsWords(text: String, reason: String) {
    #expect(throws: FigureError(.value, "'\(text)' is not a valid format string (\(reason))")) {
      try FormatString(parsing: text)
    }
  }
}
