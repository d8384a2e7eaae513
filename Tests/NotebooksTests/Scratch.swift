import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that a test may fill; it goes away with its last user.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/notebooks-tests-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.removeAll(path) }

  private static func removeAll(_ path: String) {
    chmod(path, 0o755)
    for name in (try? Files.list(path)) ?? [] {
      let inner = path + "/" + name
      if unlink(inner) != 0 { removeAll(inner) }
    }
    rmdir(path)
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Files.makeFolder(Files.folder(of: file))
    try Files.writeAtomically(file, bytes)
    return file
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Files.read(path + "/" + name), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { Files.kind(path + "/" + name) != nil }
}
