import Arrays
import Testing

@testable import Training

@Suite struct DataTests {
  @Test func `binary records`() throws {
    var bytes = [UInt8](repeating: 7, count: 2 * 3073)
    bytes[0] = 3
    bytes[3073] = 9
    let images = try CIFAR10.binary(bytes)
    #expect(images.labels == [3, 9])
    #expect(images.pixels.count == 6144 && images.pixels.allSatisfy { $0 == 7 })
  }

  @Test func `cut or foreign records are errors`() {
    #expect(throws: ArrayError.self) { try CIFAR10.binary([]) }
    #expect(throws: ArrayError.self) { try CIFAR10.binary([UInt8](repeating: 0, count: 3072)) }
    #expect(throws: ArrayError.self) { try CIFAR10.binary([UInt8](repeating: 11, count: 3073)) }
  }

  /// A pickle of protocol 2 as NumPy under Python 3 writes a batch of one image.
  private func pickle(global: String = "cnumpy.core.multiarray\n_reconstruct\n") -> [UInt8] {
    var bytes: [UInt8] = [0x80, 2]
    func text(_ text: String) { bytes += Array(text.utf8) }
    func string(_ text: [UInt8]) { bytes += [UInt8(ascii: "U"), UInt8(text.count)] + text }
    text("}q\u{1}(")
    string(Array("data".utf8))
    text(global)
    text("cnumpy\nndarray\n")
    bytes += [UInt8(ascii: "K"), 0, 0x85]
    string([UInt8(ascii: "b")])
    bytes += [0x87, UInt8(ascii: "R"), UInt8(ascii: "("), UInt8(ascii: "K"), 1, UInt8(ascii: "K"), 1]
    bytes += [UInt8(ascii: "M"), 0x00, 0x0C, 0x86]
    text("cnumpy\ndtype\n")
    string(Array("u1".utf8))
    bytes += [UInt8(ascii: "K"), 0, UInt8(ascii: "K"), 1, 0x87, UInt8(ascii: "R")]
    bytes += [UInt8(ascii: "("), UInt8(ascii: "K"), 3]
    string(Array("|".utf8))
    text("NNN")
    for _ in 0..<2 { bytes += [UInt8(ascii: "J"), 0xFF, 0xFF, 0xFF, 0xFF] }
    bytes += [UInt8(ascii: "K"), 0, UInt8(ascii: "t"), UInt8(ascii: "b"), 0x89]
    bytes += [UInt8(ascii: "T"), 0x00, 0x0C, 0, 0] + [UInt8](repeating: 5, count: 3072)
    text("tb")
    string(Array("labels".utf8))
    bytes += [
      UInt8(ascii: "]"), UInt8(ascii: "K"), 4, UInt8(ascii: "a"), UInt8(ascii: "u"), UInt8(ascii: "."),
    ]
    return bytes
  }

  @Test func `pickled batches`() throws {
    let images = try CIFAR10.pickled(pickle())
    #expect(images.labels == [4])
    #expect(images.pixels == [UInt8](repeating: 5, count: 3072))
  }

  @Test(arguments: ["cos\nsystem\n", "cbuiltins\neval\n", "cnumpy.core.multiarray\nscalar\n"])
  func `globals that could do something are refused`(global: String) {
    #expect(throws: ArrayError.self) { try CIFAR10.pickled(pickle(global: global)) }
  }

  /// Every prefix, and every byte changed in a few ways, is read or refused; nothing traps or hangs.
  @Test func `damaged pickles`() {
    let whole = pickle()
    for length in Array(0..<300) + [whole.count - 1] {
      #expect(throws: ArrayError.self) { try CIFAR10.pickled(Array(whole[..<length])) }
    }
    var random = SystemlessGenerator()
    for place in 0..<200 {
      var damaged = whole
      damaged[place] = random.byte()
      _ = try? CIFAR10.pickled(damaged)
    }
  }

  @Test func `synthetic images are the same everywhere and of ten classes`() {
    let images = SyntheticImages.make(count: 200, seed: 1)
    #expect(images.count == 200 && images.pixels.count == 200 * 3072)
    #expect(Set(images.labels) == Set(0..<10))
    let sum = images.pixels.reduce(into: UInt64(1469)) { $0 = ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    #expect(
      sum
        == SyntheticImages.make(count: 200, seed: 1).pixels.reduce(into: UInt64(1469)) {
          $0 = ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
        })
    #expect(SyntheticImages.make(count: 200, seed: 2).labels != images.labels)
  }

  @Test func `images as arrays`() throws {
    let images = SyntheticImages.make(count: 3, seed: 1)
    let planes = try images.array(1..<3)
    let colors = try images.array(1..<3, colorsLast: true)
    #expect(planes.shape == [2, 3, 32, 32] && colors.shape == [2, 32, 32, 3])
    #expect(try NDArray.areEqual(colors, planes.transpose([0, 2, 3, 1])))
    #expect(throws: ArrayError.self) { try images.array(2..<4) }
  }
}

/// A few pseudo-random bytes.
private struct SystemlessGenerator {
  private var state: UInt32 = 12345

  mutating func byte() -> UInt8 {
    state = state &* 1_664_525 &+ 1_013_904_223
    return UInt8(truncatingIfNeeded: state >> 24)
  }
}
