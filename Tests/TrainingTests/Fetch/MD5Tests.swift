import Testing
import Training

@Suite struct MD5Tests {
  /// The test suite of RFC 1321.
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
    ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a"
    ),
  ])
  func `known sums`(text: String, sum: String) {
    #expect(MD5.sum(Array(text.utf8)) == sum)
  }

  @Test func `pieces of any size give one sum`() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for size in [1, 55, 56, 63, 64, 65, 128, 999] {
      var sum = MD5()
      for start in stride(from: 0, to: bytes.count, by: size) {
        bytes[start..<min(bytes.count, start + size)].withUnsafeBytes { sum.add($0) }
      }
      #expect(sum.hexadecimal() == MD5.sum(bytes))
    }
  }
}
