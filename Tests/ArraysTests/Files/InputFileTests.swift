import Testing

@testable import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pipes and devices, which may be slow and have no end.
@Suite struct InputFileTests {
  /// A new folder, gone after the body.
  private func withFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/nbsh-input-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let folder = String(cString: made)
    defer {
      for name in ["pipe", "file"] { unlink(folder + "/" + name) }
      rmdir(folder)
    }
    try body(folder)
  }

  @Test func filesAreReadWhole() throws {
    try withFolder { folder in
      let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try ArrayFiles.write(bytes, to: folder + "/file")
      #expect(try ArrayFiles.read(folder + "/file") == bytes)
      let file = try InputFile(folder + "/file")
      #expect(file.isRegular)
      let head = try file.rest(atMost: 10)
      #expect(head == Array(bytes[..<10]))
      #expect(try file.rest(after: head) == bytes)
      #expect(try file.rest() == [])
    }
    #expect(throws: InputFile.Failure.system(EISDIR)) { try InputFile("/tmp") }
    #expect(throws: InputFile.Failure.system(ENOENT)) { try InputFile("/nonexistent/file") }
  }

  @Test func devicesAreReadAsFarAsIsAsked() throws {
    let zeros = try InputFile("/dev/zero")
    #expect(!zeros.isRegular)
    #expect(try zeros.rest(atMost: 200_000) == [UInt8](repeating: 0, count: 200_000))
    #expect(try InputFile("/dev/null").rest() == [])
    #expect(throws: InputFile.Failure.interrupted) { try whileAsked { try zeros.rest() } }
  }

  @Test func onlyTheFirstBytesTellWhatAFileIs() throws {
    #expect(throws: ArrayError.self) { try ArrayFiles.load("/dev/zero") }
  }

  @Test func pipesAreWaitedForUntilSomebodyAsksToStop() throws {
    try withFolder { folder in
      let path = folder + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      // Nobody writes yet.
      let pipe = try InputFile(path)
      #expect(throws: InputFile.Failure.interrupted) { try whileAsked { try pipe.rest() } }
      let writer = open(path, O_WRONLY | O_NONBLOCK)
      #expect(write(writer, "one\n", 4) == 4)
      #expect(try pipe.piece(atMost: 100) == Array("one\n".utf8))
      #expect(throws: InputFile.Failure.interrupted) { try whileAsked { try pipe.rest() } }
      #expect(write(writer, "two", 3) == 3)
      close(writer)
      #expect(try pipe.rest() == Array("two".utf8))
    }
  }

  @Test func writingToAPipeEndsWhereSomebodyAsks() throws {
    try withFolder { folder in
      let path = folder + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      // Nobody reads yet.
      #expect(throws: InputFile.Failure.interrupted) { try whileAsked { try OutputFile.open(path, 0) } }
      let reader = open(path, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      let descriptor = try OutputFile.open(path, 0)
      defer { close(descriptor) }
      // More than a pipe holds.
      let bytes = [UInt8](repeating: 1, count: 1 << 21)
      #expect(throws: InputFile.Failure.interrupted) {
        try whileAsked { try OutputFile.write(bytes, to: descriptor) }
      }
    }
  }

  @Test func anInterruptedFileKeepsItsFormerContents() throws {
    try withFolder { folder in
      let path = folder + "/file"
      try ArrayFiles.write([1, 2, 3], to: path)
      let bytes = [UInt8](repeating: 1, count: 5 << 20)
      #expect(throws: ArrayError.self) { try whileAsked { try ArrayFiles.write(bytes, to: path) } }
      #expect(try ArrayFiles.read(path) == [1, 2, 3])
      #expect(access(path + ".\(getpid()).tmp", F_OK) != 0)
    }
  }

  @Test func checksumsAreThoseOfZIP() throws {
    #expect(try ArrayArchive.crc32(Array("123456789".utf8)[...]) == 0xCBF4_3926)
    let bytes = (0..<(1 << 22) + 77).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
    #expect(try ArrayArchive.crc32(bytes[...]) == ~value)
  }
}
