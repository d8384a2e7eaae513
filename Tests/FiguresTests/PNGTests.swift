import Figures
import Testing

struct PNGTests {
  private func image(_ channels: Int) throws -> ImageData {
    let bytes = (0..<(7 * 5 * channels)).map { UInt8(truncatingIfNeeded: $0 * 37) }
    return try ImageData(width: 7, height: 5, channels: channels, samples: .uint8(bytes))
  }

  @Test(arguments: 1...4) func roundTrip8(channels: Int) throws {
    let image = try image(channels)
    #expect(try PNG.decode(PNG.encode(image)) == image)
  }

  @Test(arguments: 1...4) func roundTrip16(channels: Int) throws {
    let words = (0..<(3 * 4 * channels)).map { UInt16(truncatingIfNeeded: $0 * 4099) }
    let image = try ImageData(width: 3, height: 4, channels: channels, samples: .uint16(words))
    #expect(try PNG.decode(PNG.encode(image)) == image)
  }

  @Test func floatsAreRoundedToBytes() throws {
    let image = try ImageData(width: 4, height: 1, channels: 1, samples: .float([0, 0.5, 1, .nan]))
    #expect(try PNG.decode(PNG.encode(image)).samples == .uint8([0, 128, 255, 0]))
  }

  @Test func equalPixelsGiveEqualBytesWithoutTextOrDate() throws {
    let bytes = try PNG.encode(image(3))
    #expect(try PNG.encode(image(3)) == bytes)
    for chunk in ["tEXt", "tIME", "iTXt", "zTXt"] {
      let name = Array(chunk.utf8)
      #expect(!(0..<(bytes.count - 3)).contains { Array(bytes[$0..<$0 + 4]) == name })
    }
  }

  @Test func resolutionIsRecorded() throws {
    let bytes = try PNG.encode(image(1), dotsPerInch: 100)
    let chunk = Array("pHYs".utf8)
    let place = try #require((0..<(bytes.count - 13)).first { Array(bytes[$0..<$0 + 4]) == chunk })
    // 100 dots an inch are 3937 a metre.
    #expect(Array(bytes[place + 4..<place + 13]) == [0, 0, 15, 97, 0, 0, 15, 97, 1])
  }

  @Test func damageIsAnErrorWhereverItIs() throws {
    let good = try PNG.encode(image(4))
    var state: UInt64 = 2024
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var refused = 0
    for _ in 0..<300 {
      var bad = good
      bad[random(bad.count)] ^= UInt8(1 + random(255))
      if random(3) == 0 { bad.removeLast(random(bad.count)) }
      do { _ = try PNG.decode(bad) } catch { refused += 1 }
    }
    #expect(refused > 250)
  }

  @Test func emptyAndForeignFilesAreRefusedWithAReason() {
    for bytes in [[], Array("GIF89a".utf8), [UInt8](repeating: 0, count: 100)] as [[UInt8]] {
      #expect(throws: FigureError.self) { try PNG.decode(bytes) }
    }
  }

  @Test func sizeLimitHoldsBeforeMemoryIsTaken() throws {
    let bytes = try PNG.encode(image(3))
    #expect(throws: FigureError(.value, "cannot read PNG: the image has more pixels than allowed")) {
      try PNG.decode(bytes, pixelLimit: 34)
    }
    #expect(try PNG.decode(bytes, pixelLimit: 35).width == 7)
  }

  @Test func imagesWithoutPixelsCannotBeWritten() throws {
    let empty = try ImageData(width: 0, height: 3, channels: 1, samples: .uint8([]))
    #expect(throws: FigureError.self) { try PNG.encode(empty) }
  }
}
