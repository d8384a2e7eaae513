import Figures
import Testing

struct RcParamsTests {
  @Test func namesAndDefaultsAreMatplotlibs() {
    let rc = RcParams()
    #expect(rc.get("figure.figsize") == .numbers([6.4, 4.8]))
    #expect(rc.get("lines.linewidth") == .number(1.5))
    #expect(rc.get("no.such") == nil)
  }

  @Test func wrongNamesAndValuesAreRefused() {
    var rc = RcParams()
    #expect(throws: FigureError(.key, "'foo' is not a valid value for rcParam.")) {
      try rc.set("foo", .number(1))
    }
    #expect(throws: FigureError.self) { try rc.set("figure.figsize", .numbers([1])) }
    #expect(throws: FigureError.self) { try rc.set("image.cmap", .text("foo")) }
    #expect(throws: FigureError.self) { try rc.set("lines.linewidth", .number(.nan)) }
    #expect(throws: FigureError.self) { try rc.set("axes.grid", .text("yes")) }
    #expect(rc.get("image.cmap") == .text("viridis"))
  }

  @Test func resetGoesBack() throws {
    var rc = RcParams()
    try rc.set("font.size", .number(20))
    rc.reset()
    #expect(rc.get("font.size") == .number(10))
  }
}
