import Figures
import Testing

struct ColorTests {
  @Test(
    arguments: [
      ("r", "#ff0000"), ("g", "#008000"), ("k", "#000000"), ("C0", "#1f77b4"), ("C11", "#ff7f0e"),
      ("tab:green", "#2ca02c"), ("#abc", "#aabbcc"), ("#11223380", "#11223380"), ("rebeccapurple", "#663399"),
      ("0.5", "#808080"), ("Red", "#ff0000"), ("none", "#00000000"),
    ])
  func names(text: String, hex: String) throws { #expect(try Color(parsing: text).hex == hex) }

  @Test(arguments: ["", "reddish", "#12", "#12345g", "1.5", "-0.1", "C", "tab:", "nan"])
  func whatIsNoColourIsRefused(text: String) {
    #expect(throws: FigureError.self) { try Color(parsing: text) }
  }

  @Test func componentsAreChecked() throws {
    #expect(try Color(components: [0, 0.5, 1]) == Color(0, 0.5, 1, 1))
    #expect(throws: FigureError(.value, "RGBA values should be within 0-1 range")) {
      try Color(components: [0, 0.5, 2])
    }
    #expect(throws: FigureError(.value, "RGBA sequence should have length 3 or 4")) {
      try Color(components: [1])
    }
  }

  @Test func theCycleHasTenColours() {
    #expect(Color.cycle.count == 10)
    #expect(Color.cycle[9].hex == "#17becf")
  }
}
