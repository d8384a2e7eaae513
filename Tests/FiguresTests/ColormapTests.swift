import Figures
import Testing

struct ColormapTests {
  /// Ends and middles as matplotlib gives them.
  @Test(
    arguments: [
      ("viridis", "#440154", "#21918c", "#fde725"), ("gray", "#000000", "#808080", "#ffffff"),
      ("jet", "#000080", "#7dff7a", "#800000"), ("hot", "#0b0000", "#ff5c00", "#ffffff"),
      ("Blues", "#f7fbff", "#6aaed6", "#08306b"), ("RdBu", "#67001f", "#f6f7f7", "#053061"),
      ("tab10", "#1f77b4", "#8c564b", "#17becf"), ("magma", "#000004", "#b73779", "#fcfdbf"),
    ])
  func endsAndMiddle(name: String, low: String, middle: String, high: String) throws {
    let map = try Colormap.named(name)
    for (value, expected) in [(0.0, low), (0.5, middle), (1.0, high)] {
      let got = map.color(value)
      let wanted = try Color(parsing: expected)
      for (a, b) in [(got.red, wanted.red), (got.green, wanted.green), (got.blue, wanted.blue)] {
        #expect(abs(a - b) * 255 < 2.5, "\(name) at \(value): \(got.hex), not \(expected)")
      }
    }
  }

  @Test func reversedMapsRunBackwards() throws {
    let map = try Colormap.named("plasma")
    let back = try Colormap.named("plasma_r")
    #expect(map.color(0) == back.color(1))
    #expect(map.color(1) == back.color(0))
  }

  @Test func valuesOutsideAreClampedAndNanIsNothing() throws {
    let map = try Colormap.named("viridis")
    #expect(map.color(-3) == map.color(0))
    #expect(map.color(.infinity) == map.color(1))
    #expect(map.color(.nan).alpha == 0)
  }

  @Test func allNamesExistAndUnknownOnesListThem() throws {
    for name in Colormap.names { #expect(try Colormap.named(name).name == name) }
    let message = (try? #require(throws: FigureError.self) { try Colormap.named("foo") })?.message ?? ""
    #expect(message.hasPrefix("'foo' is not a valid value for cmap; supported values are "))
    #expect(message.contains("'viridis'"))
  }
}
