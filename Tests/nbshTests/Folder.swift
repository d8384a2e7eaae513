#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that a test may fill; it goes away with its last user.
final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/nbsh-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Program.Failure(text: "no folder for a test") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in names(path) {
      let inner = path + "/" + name
      if unlink(inner) != 0 { remove(inner) }
    }
    rmdir(path)
  }

  private static func names(_ path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The names in the folder or in one below it.
  func names(_ folder: String = "") -> [String] { Self.names(path + "/" + folder) }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o777)
    }
    guard let file = fopen(path + "/" + name, "w") else {
      throw Program.Failure(text: "cannot write \(name)")
    }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw Program.Failure(text: "cannot write \(name)")
    }
  }

  func read(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func bytes(_ name: String) throws -> [UInt8] { try Self.bytes(path + "/" + name) }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Program.Failure(text: "cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Copies one of the project's notebooks with its figures; the script's text.
  func copyNotebook(_ name: String, figures: Int) throws -> String {
    let text = String(decoding: try Self.bytes("\(Program.notebooks)/\(name).py"), as: UTF8.self)
    try write("\(name).py", text)
    for number in 0..<figures {
      let figure = "figures/\(name)/\(number + 1).png"
      try write(figure, try Self.bytes("\(Program.notebooks)/\(figure)"))
    }
    return text
  }
}

extension String {
  /// The text with one part, which must occur, replaced.
  func changing(_ part: String, to new: String) throws -> String {
    guard let place = indices.first(where: { self[$0...].hasPrefix(part) }) else {
      throw Program.Failure(text: "“\(part)” does not occur")
    }
    return self[..<place] + new + self[index(place, offsetBy: part.count)...]
  }
}
