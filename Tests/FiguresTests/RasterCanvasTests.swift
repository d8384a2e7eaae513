import Figures
import Testing

struct RasterCanvasTests {
  private func pixel(_ canvas: RasterCanvas, _ x: Int, _ y: Int) -> [UInt8] {
    Array(canvas.picture.rgba8()[(y * canvas.width + x) * 4..<(y * canvas.width + x) * 4 + 4])
  }

  @Test func aRectangleCoversExactlyItsArea() {
    let canvas = RasterCanvas(width: 8, height: 6)
    canvas.fill(Path(Rect(1, 1, 4, 3.5)), .black)
    #expect(pixel(canvas, 0, 1) == [255, 255, 255, 255])
    #expect(pixel(canvas, 1, 1) == [0, 0, 0, 255])
    #expect(pixel(canvas, 3, 2) == [0, 0, 0, 255])
    // Half a pixel high: half grey.
    #expect(pixel(canvas, 2, 3) == [127, 127, 127, 255])
    #expect(pixel(canvas, 4, 2) == [255, 255, 255, 255])
  }

  @Test func aTrianglesInkIsItsArea() {
    let canvas = RasterCanvas(width: 40, height: 40)
    canvas.fill(Path([Point(2, 3), Point(35, 9), Point(11, 37)], closed: true), .black)
    let ink = stride(from: 0, to: 40 * 40 * 4, by: 4).reduce(0.0) {
      $0 + (255 - Double(canvas.picture.rgba8()[$1])) / 255
    }
    // Half the cross product of two sides.
    let area = abs(33.0 * 34 - 9 * 6) / 2
    #expect(abs(ink - area) < 1.5)
  }

  @Test func directionDoesNotMatterAndOverlapsAreAUnion() {
    let forward = RasterCanvas(width: 10, height: 10)
    forward.fill(Path([Point(1, 1), Point(8, 2), Point(4, 9)], closed: true), .black)
    let backward = RasterCanvas(width: 10, height: 10)
    backward.fill(Path([Point(4, 9), Point(8, 2), Point(1, 1)], closed: true), .black)
    #expect(forward.picture == backward.picture)

    let cross = RasterCanvas(width: 9, height: 9)
    var path = Path([Point(0, 4.5), Point(9, 4.5)])
    path.move(Point(4.5, 0))
    path.line(Point(4.5, 9))
    cross.stroke(path, Pen(Color(0, 0, 0, 0.5), width: 1))
    #expect(pixel(cross, 4, 4) == pixel(cross, 0, 4))
  }

  @Test func whatIsOutsideThePictureDoesNotMatter() {
    let canvas = RasterCanvas(width: 10, height: 10)
    canvas.fill(Path(Rect(-1e9, -1e9, 1e9, 5)), .black)
    #expect(pixel(canvas, 0, 0) == [0, 0, 0, 255])
    #expect(pixel(canvas, 9, 4) == [0, 0, 0, 255])
    #expect(pixel(canvas, 5, 5) == [255, 255, 255, 255])
    canvas.fill(Path([Point(.nan, 1), Point(3, .infinity), Point(-.infinity, 2)], closed: true), .black)
    canvas.stroke(Path([Point(-1e6, 7.5), Point(1e6, 7.5)]), Pen(.black, width: 1))
    #expect(pixel(canvas, 5, 7) == [0, 0, 0, 255])
    #expect(pixel(canvas, 5, 8) == [255, 255, 255, 255])
  }

  @Test func widePensAndFarPointsAreHarmless() {
    let canvas = RasterCanvas(width: 10, height: 10)
    for size in [1e9, 1e155, 1e308] {
      canvas.stroke(
        Path([Point(-size, 2), Point(size, 8), Point(3, -size)]), Pen(.black, width: size, join: .miter))
      canvas.fill(Path.init(Rect(-size, -size, size, size)), Color(0, 0, 1, 0.1))
      canvas.text("huge", at: Point(size, 5), TextStyle(size: size, rotation: 33))
      canvas.markers(
        Path(Rect(-1, -1, 1, 1)), at: [Point(size, -size)], fill: .black, pen: Pen(.black, width: size))
    }
    #expect(canvas.picture.width == 10)
  }

  @Test func theClipIsInWholePixels() {
    let canvas = RasterCanvas(width: 6, height: 6)
    canvas.clip(Rect(2, 2, 4, 4))
    canvas.fill(Path(Rect(0, 0, 6, 6)), .black)
    #expect(pixel(canvas, 1, 2) == [255, 255, 255, 255])
    #expect(pixel(canvas, 2, 2) == [0, 0, 0, 255])
    #expect(pixel(canvas, 3, 3) == [0, 0, 0, 255])
    #expect(pixel(canvas, 4, 3) == [255, 255, 255, 255])
  }

  @Test func translucentInkBlendsAndTransparentPaperTakesItAsItIs() {
    let canvas = RasterCanvas(width: 2, height: 1)
    canvas.fill(Path(Rect(0, 0, 1, 1)), Color(1, 0, 0, 0.5))
    #expect(pixel(canvas, 0, 0) == [255, 127, 127, 255])
    let clear = RasterCanvas(width: 1, height: 1, background: .none)
    clear.fill(Path(Rect(0, 0, 1, 1)), Color(1, 0, 0, 0.5))
    #expect(pixel(clear, 0, 0) == [255, 0, 0, 128])
  }

  @Test func dashesLeaveGaps() {
    let canvas = RasterCanvas(width: 20, height: 3)
    canvas.stroke(Path([Point(0, 1.5), Point(20, 1.5)]), Pen(.black, width: 1, dash: [4, 2]))
    let row = (0..<20).map { pixel(canvas, $0, 1)[0] == 0 }
    #expect(
      row == [
        true, true, true, true, false, false, true, true, true, true, false, false, true, true, true, true,
        false, false,
        true, true,
      ])
  }

  @Test func capsEndWhereTheyShould() {
    func lastInk(_ cap: Pen.Cap) -> Int {
      let canvas = RasterCanvas(width: 20, height: 9)
      canvas.stroke(Path([Point(5, 4.5), Point(10, 4.5)]), Pen(.black, width: 5, cap: cap))
      return (0..<20).last { pixel(canvas, $0, 4)[0] < 255 } ?? -1
    }
    #expect(lastInk(.butt) == 9)
    #expect(lastInk(.projecting) == 12)
    #expect(lastInk(.round) == 12)
  }

  @Test func markersAreTheSameWhereverTheyAre() {
    let canvas = RasterCanvas(width: 30, height: 12)
    let disc = Path([Point(-2, -2), Point(2, -2), Point(2, 2), Point(-2, 2)], closed: true)
    canvas.markers(disc, at: [Point(6.25, 6), Point(20.25, 6)], fill: .black, pen: Pen(.black, width: 1))
    let bytes = canvas.picture.rgba8()
    for row in 0..<12 {
      let start = row * 30 * 4
      #expect(Array(bytes[start..<start + 40]) == Array(bytes[start + 56..<start + 96]))
    }
    #expect(pixel(canvas, 6, 6) == [0, 0, 0, 255])
  }

  @Test func allPrintableCharactersHaveTheirOwnInk() {
    var seen: [[UInt8]: Character] = [:]
    for code in UInt8(33)...126 {
      let character = Character(UnicodeScalar(code))
      let canvas = RasterCanvas(width: 32, height: 32)
      // A dollar sign alone is no mathematics.
      canvas.text(String(character), at: Point(4, 24), TextStyle(size: 20))
      let bytes = canvas.picture.rgba8()
      #expect(bytes.contains { $0 < 128 }, "\(character) draws nothing")
      #expect(seen[bytes] == nil, "\(character) looks like \(seen[bytes] ?? " ")")
      seen[bytes] = character
    }
  }

  @Test func lettersStandOnTheBaselineAtWholePixels() {
    let canvas = RasterCanvas(width: 40, height: 30)
    canvas.text("HE", at: Point(4, 20), TextStyle(size: 13.9))
    // Below the baseline nothing, directly above it full ink.
    #expect((0..<40).allSatisfy { pixel(canvas, $0, 20)[0] == 255 })
    #expect((0..<40).contains { pixel(canvas, $0, 19)[0] == 0 })
  }

  @Test func turnedTextIsTheSameInkTurned() {
    let flat = RasterCanvas(width: 60, height: 60)
    flat.text("loss", at: Point(10, 30), TextStyle(size: 14))
    let turned = RasterCanvas(width: 60, height: 60)
    turned.text("loss", at: Point(30, 50), TextStyle(size: 14, rotation: 90))
    let (a, b) = (flat.picture.rgba8(), turned.picture.rgba8())
    var largest = 0
    for y in 0..<60 {
      for x in 0..<60 {
        largest = max(largest, abs(Int(a[(y * 60 + x) * 4]) - Int(b[((59 - x) * 60 + y) * 4])))
      }
    }
    #expect(largest <= 2)
  }
}
