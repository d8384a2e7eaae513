import Figures
import Testing

struct RecordingCanvasTests {
  @Test func oneLineACall() throws {
    let canvas = RecordingCanvas(width: 10, height: 10)
    canvas.clip(Rect(0, 1, 10, 9.5))
    canvas.fill(Path(Rect(0, 0, 2, 2)), Color(1, 0, 0))
    canvas.stroke(Path([Point(0, 0), Point(1.005, -2.5)]), Pen(.black, width: 1.5, dash: [3, 1]))
    canvas.text("hi", at: Point(1, 2), TextStyle(size: 12, rotation: 90))
    canvas.image(try ImageData(width: 1, height: 1, channels: 3, samples: .uint8([1, 2, 3])), x: 4, y: 5)
    canvas.markers(
      Path([Point(0, 0), Point(0, 1)]), at: [Point(3, 3)], fill: .none, pen: Pen(.black, width: 1))
    canvas.clip(nil)
    #expect(
      canvas.lines == [
        "clip 0,1 10,9.5",
        "fill #ff0000 M0,0 L2,0 L2,2 L0,2 Z",
        "stroke #000000 1.5 butt round dash 3,1 M0,0 L1,-2.5",
        "text \"hi\" at 1,2 size 12 #000000 turned 90",
        "image 1x1 at 4,5 checksum fc34193c",
        "markers fill #00000000 #000000 1 butt round shape M0,0 L0,1 at 3,3",
        "clip off",
      ])
  }
}
