import Arrays
import Testing
import Training

@Suite struct SafetensorsTests {
  private func sample() throws -> Safetensors {
    var arrays = Parameters()
    arrays["W1"] = try NDArray.arange(.pyInt(0), .pyFloat(6)).reshape([2, 3])
    arrays["b \"1\""] = try NDArray.ones([3], .float32)
    arrays["empty"] = try NDArray(zeros: [0, 4], .int64)
    return Safetensors(arrays: arrays, texts: ["epoch": "3", "line": "a\nb"])
  }

  @Test func `what is written is read back`() throws {
    let made = try sample()
    let read = try Safetensors(decoding: made.encoded())
    #expect(read.texts == made.texts)
    #expect(read.arrays.names.sorted() == made.arrays.names.sorted())
    for name in made.arrays.names {
      let (a, b) = (try made.arrays.array(name), try read.arrays.array(name))
      #expect(a.dtype == b.dtype && a.shape == b.shape)
      #expect(try NDArray.areEqual(a, b))
    }
    #expect(try read.encoded().count == made.encoded().count)
  }

  @Test func `the header is aligned`() throws {
    let bytes = try sample().encoded()
    #expect((0..<8).reduce(0) { $0 + Int(bytes[$1]) << (8 * $1) } % 8 == 0)
  }

  @Test func `damaged files are errors or other files, never traps`() throws {
    let whole = try sample().encoded()
    for length in 0..<whole.count {
      #expect(throws: ArrayError.self) { try Safetensors(decoding: Array(whole[..<length])) }
    }
    #expect(throws: ArrayError.self) { try Safetensors(decoding: whole + [0]) }
    for place in whole.indices {
      for change in [UInt8(1), 0x80, 0x10] {
        var damaged = whole
        damaged[place] ^= change
        _ = try? Safetensors(decoding: damaged)
      }
    }
  }
}
