#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that a path typed so far may become; folders end with a slash.
/// - Parameter end: the UTF-8 offset behind the path in the text.
public func fileCompletions(of path: String, end: Int) -> [Completion] {
  let slash = path.lastIndex(of: "/")
  let folder = slash.map { String(path[...$0]) } ?? ""
  let typed = slash.map { String(path[path.index(after: $0)...]) } ?? path
  guard let stream = opendir(folder.isEmpty ? "." : expandingHome(folder)) else { return [] }
  defer { closedir(stream) }
  var found: [Completion] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard name != ".", name != "..", name.hasPrefix(typed), !typed.isEmpty || !name.hasPrefix(".") else {
      continue
    }
    var status = stat()
    let isFolder = stat(expandingHome(folder) + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    found.append(
      Completion(folder + name + (isFolder ? "/" : ""), range: (end - path.utf8.count)..<end, kind: .file))
  }
  return found.sorted { $0.text < $1.text }
}

/// The path with a leading `~` replaced by the home folder.
func expandingHome(_ path: String) -> String {
  guard path == "~" || path.hasPrefix("~/"), let home = Terminal.environment("HOME") else { return path }
  return home + path.dropFirst()
}

/// What stands between the quote that is open at the cursor and the cursor; nil outside of a string.
func openString(before cursor: Int, in text: String) -> String? {
  let line =
    Array(text.utf8.prefix(cursor)).split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
  var quote: UInt8?
  var start = line.startIndex
  var at = line.startIndex
  while at < line.endIndex {
    let byte = line[at]
    if let open = quote {
      if byte == 0x5C { at += 1 } else if byte == open { quote = nil }
    } else if byte == 0x22 || byte == 0x27 {
      quote = byte
      start = at + 1
    } else if byte == 0x23 {
      return nil
    }
    at += 1
  }
  return quote == nil ? nil : String(decoding: line[start...], as: UTF8.self)
}
