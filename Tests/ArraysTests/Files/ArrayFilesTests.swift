import Testing

@testable import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Expected bytes are those of `np.save` and `np.savez`.
@Suite struct ArrayFilesTests {
  @Test func headersAreNumPys() throws {
    let x = array([1, 2, 3] as [Double], [1, 3])
    let bytes = try x.npyBytes()
    #expect(Array(bytes.prefix(10)) == [147, 78, 85, 77, 80, 89, 1, 0, 118, 0])
    #expect(
      text(bytes[10..<128])
        == "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3), }                                                          \n"
    )
    #expect(
      Array(bytes[128...]) == [0, 0, 0, 0, 0, 0, 240, 63, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 8, 64])
    let columns = array([1, 2, 3, 4, 5, 6] as [Int32], [3, 2]).transposed
    #expect(
      text(try columns.npyBytes()[10..<128])
        == "{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3), }                                                           \n"
    )
    #expect(
      text(try NDArray(Scalar.bool(true)).npyBytes()[10..<128])
        == "{'descr': '|b1', 'fortran_order': False, 'shape': (), }                                                              \n"
    )
  }

  @Test func archivesAreNumPys() throws {
    let bytes = try ArrayArchive([("a", array([7] as [UInt8]))]).bytes()
    #expect(bytes.count == 257)
    #expect(
      Array(bytes.prefix(55)) == [
        80, 75, 3, 4, 45, 0, 0, 0, 0, 0, 0, 0, 33, 0, 78, 23, 197, 41, 255, 255, 255, 255, 255, 255, 255, 255,
        5, 0, 20, 0, 97, 46, 110, 112, 121, 1, 0, 16, 0, 129, 0, 0, 0, 0, 0, 0, 0, 129, 0, 0, 0, 0, 0, 0, 0,
      ])
    #expect(
      Array(bytes.suffix(73)) == [
        80, 75, 1, 2, 45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 33, 0, 78, 23, 197, 41, 129, 0, 0, 0, 129, 0, 0, 0, 5,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 1, 0, 0, 0, 0, 97, 46, 110, 112, 121, 80, 75, 5, 6, 0, 0, 0, 0,
        1, 0, 1, 0, 51, 0, 0, 0, 184, 0, 0, 0, 0, 0,
      ])
  }

  @Test func roundTrips() throws {
    for dtype in DType.allCases {
      let x = try NDArray.arange(.pyInt(0), .pyInt(2)).astype(dtype)
      #expect(try repr(NDArray(npyBytes: x.npyBytes())) == repr(x))
    }
    let columns = array([1, 2, 3, 4, 5, 6] as [Int], [3, 2]).transposed
    let again = try NDArray(npyBytes: columns.npyBytes())
    #expect(try repr(again) == repr(columns))
    #expect(again.isFContiguous)
    let archive = try ArrayArchive(bytes: ArrayArchive([("w", columns), ("ü", array([true]))]).bytes())
    #expect(archive.members.map(\.name) == ["w", "ü"])
    #expect(try archive["w"].map { try repr($0) } == repr(columns))
    #expect(archive["v"] == nil)
  }

  @Test func everyTruncationIsAnError() throws {
    let file = try array([1, 2, 3] as [Double]).npyBytes()
    for count in 0..<file.count {
      #expect(throws: ArrayError.self) { try NDArray(npyBytes: Array(file.prefix(count))) }
    }
    let archive = try ArrayArchive([("a", array([7] as [UInt8]))]).bytes()
    for count in 0..<archive.count {
      #expect(throws: ArrayError.self) { try ArrayArchive(bytes: Array(archive.prefix(count))) }
    }
  }

  @Test func hostileHeadersAreRefused() {
    #expect(
      error("{'descr': '|O', 'fortran_order': False, 'shape': (3,), }")
        == "Object arrays cannot be loaded when allow_pickle=False")
    #expect(
      error("{'descr': '<f8', 'fortran_order': 1, 'shape': (3,), }") == "fortran_order is not a valid bool: 1"
    )
    #expect(error("{'descr': '<f8', 'fortran_order': False, 'shape': [3], }") == "shape is not valid: [3]")
    #expect(
      error("{'descr': '<f8', 'shape': (3,), }")
        == "Header does not contain the correct keys: ['descr', 'shape']")
    #expect(error("(1, 2)") == "Header is not a dictionary: (1, 2)")
    #expect(
      error("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), ").hasPrefix("Cannot parse header: "))
    #expect(
      error("{'descr': '<f8', 'fortran_order': False, 'shape': (9000000000,), }").hasPrefix(
        "Failed to read all data"))
    #expect(
      error("{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000, 4000000000), }").hasPrefix(
        "Failed to read all data"))
    #expect(
      error("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }")
        == "negative dimensions are not allowed")
    #expect(error(String(repeating: "(", count: 1000)).hasPrefix("Cannot parse header: "))
  }

  @Test func brokenArchivesAreRefused() throws {
    #expect(message { _ = try ArrayArchive(bytes: Array("PK".utf8)) } == "ValueError: File is not a zip file")
    var bytes = try ArrayArchive([("a", array([7] as [UInt8]))]).bytes()
    bytes[60] ^= 1
    #expect(message { _ = try ArrayArchive(bytes: bytes) } == "ValueError: Bad CRC-32 for file 'a.npy'")
  }

  @Test func filesOnDisk() throws {
    let path = "/tmp/nbsh-array-files-test-\(getpid())"
    defer {
      unlink(path + ".npy")
      unlink(path + ".npz")
    }
    try ArrayFiles.save(array([1, 2] as [Int]), to: path)
    try ArrayFiles.save(ArrayArchive([("x", array([3] as [Int]))]), to: path + ".npz")
    guard case .array(let x) = try ArrayFiles.load(path + ".npy"),
      case .archive(let y) = try ArrayFiles.load(path + ".npz")
    else {
      Issue.record("a file was taken for another kind")
      return
    }
    #expect(elements(x, as: Int.self) == [1, 2])
    #expect(y["x"].map { elements($0, as: Int.self) } == [3])
    #expect(
      message { _ = try ArrayFiles.load("/tmp/nbsh no such file.npy") }
        == "FileNotFoundError: [Errno 2] No such file or directory: '/tmp/nbsh no such file.npy'")
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The message of reading a file with that header and one element of data.
  private func error(_ header: String) -> String {
    var bytes = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes.append(littleEndian: header.utf8.count, size: 2)
    bytes += Array(header.utf8) + [UInt8](repeating: 0, count: 8)
    do {
      _ = try NDArray(npyBytes: bytes)
      return "no error"
    } catch {
      return error.message
    }
  }
}
