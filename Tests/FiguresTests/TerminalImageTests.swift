import Figures
import Testing

struct TerminalImageTests {
  private func image(_ width: Int, _ height: Int, _ color: (Int, Int) -> (UInt8, UInt8, UInt8)) throws
    -> ImageData
  {
    var bytes: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let (r, g, b) = color(x, y)
        bytes += [r, g, b]
      }
    }
    return try ImageData(width: width, height: height, channels: 3, samples: .uint8(bytes))
  }

  @Test func kittyCutsIntoPiecesOf4096() {
    let text = TerminalImage.kitty(png: [UInt8](repeating: 7, count: 7000), columns: 60)
    let pieces = text.split(separator: "\u{1B}\\")
    #expect(pieces.count == 3)
    #expect(pieces[0].hasPrefix("\u{1B}_Ga=T,f=100,q=2,c=60,m=1;"))
    #expect(pieces[1].hasPrefix("\u{1B}_Gm=1;"))
    #expect(pieces[2].hasPrefix("\u{1B}_Gm=0;"))
    let data = pieces.map { $0.split(separator: ";", maxSplits: 1).last ?? "" }
    #expect(data.allSatisfy { $0.count <= 4096 })
    #expect(data[0].count % 4 == 0)
    #expect(data.joined().count == 9336)
  }

  @Test func base64HasTheRightPadding() {
    #expect(TerminalImage.kitty(png: Array("M".utf8)).contains(";TQ==\u{1B}"))
    #expect(TerminalImage.kitty(png: Array("Ma".utf8)).contains(";TWE=\u{1B}"))
    #expect(TerminalImage.kitty(png: Array("Man".utf8)).contains(";TWFu\u{1B}"))
    #expect(TerminalImage.kitty(png: []) == "\u{1B}_Ga=T,f=100,q=2,m=0;\u{1B}\\")
  }

  @Test func itermNamesItsSize() {
    let text = TerminalImage.iterm(png: Array("Man".utf8), columns: 40)
    #expect(text == "\u{1B}]1337;File=inline=1;size=3;width=40;preserveAspectRatio=1:TWFu\u{07}")
  }

  @Test func halfBlocksPairRows() throws {
    let picture = try image(2, 2) { x, y in y == 0 ? (255, 0, 0) : (0, 0, 255) }
    #expect(
      TerminalImage.blocks(picture, columns: 80) == "\u{1B}[38;2;255;0;0;48;2;0;0;255m▀▀\u{1B}[0m\n")
    #expect(
      TerminalImage.blocks(picture, columns: 80, colors: .palette) == "\u{1B}[38;5;196;48;5;21m▀▀\u{1B}[0m\n")
  }

  @Test func anOddLastRowShowsTheTerminalsGround() throws {
    let picture = try image(1, 1) { _, _ in (255, 255, 255) }
    #expect(TerminalImage.blocks(picture, columns: 80) == "\u{1B}[38;2;255;255;255;49m▀\u{1B}[0m\n")
  }

  @Test func widePicturesShrinkToTheColumns() throws {
    let picture = try image(100, 40) { _, _ in (1, 2, 3) }
    let lines = TerminalImage.blocks(picture, columns: 10).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.filter { $0 == "▀" }.count == 10 })
  }

  @Test func sixelKeepsFewColoursExactly() throws {
    let picture = try image(5, 7) { x, y in y < 6 ? (255, 0, 0) : (0, 255, 0) }
    #expect(
      TerminalImage.sixel(picture, columns: 80)
        == "\u{1B}Pq\"1;1;5;7#0;2;100;0;0#1;2;0;100;0#0!5~-#1!5@-\u{1B}\\")
  }

  @Test func sixelReducesManyColours() throws {
    let picture = try image(64, 64) { x, y in (UInt8(x * 4), UInt8(y * 4), UInt8((x * y) % 256)) }
    let text = TerminalImage.sixel(picture, columns: 80)
    #expect(text.contains("#200;2;"))
    #expect(text.contains("#255;2;"))
    #expect(!text.contains("#256"))
    #expect(text.hasPrefix("\u{1B}Pq") && text.hasSuffix("\u{1B}\\"))
  }

  @Test func picturesWithoutPixelsAreEmptyText() throws {
    let empty = try ImageData(width: 0, height: 0, channels: 3, samples: .uint8([]))
    #expect(TerminalImage.blocks(empty, columns: 10) == "")
    #expect(TerminalImage.sixel(empty, columns: 10) == "")
  }
}
