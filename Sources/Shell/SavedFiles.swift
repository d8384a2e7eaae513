import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that `%save` wrote, as it left them: scripts, and the figures beside them.
struct SavedFiles {
  private var stamps: [String: FileStamp] = [:]
  /// The figures of each script.
  private var figures: [String: [String]] = [:]

  /// Whether there is a file that this session did not write, or that was changed since.
  func isForeign(_ path: String) -> Bool {
    FileStamp(path).map { stamps[absolutePath(path)] != $0 } ?? false
  }

  /// Notes what was just written, and removes the figures that the script had before and that nobody needs.
  mutating func note(script: String, figures new: [String]) {
    let key = absolutePath(script)
    let kept = new.map(absolutePath)
    let old = (figures[key] ?? []).filter { !kept.contains($0) }
    figures[key] = kept
    for file in [key] + kept { stamps[file] = FileStamp(file) }
    let unused = old.filter { stamps[$0] != nil && stamps[$0] == FileStamp($0) }
    if unused.isEmpty { return }
    let scripts = Self.scripts(beside: key).map(\.text)
    for file in unused {
      let name = Self.line(of: file)
      // A copy of a script names the figures of the first one.
      if scripts.contains(where: { $0.contains("[figure \(name) ") }) { continue }
      Files.remove(file)
      stamps[file] = nil
      Files.removeEmptyFolder(Files.folder(of: file))
      Files.removeEmptyFolder(Files.folder(of: Files.folder(of: file)))
    }
  }

  /// Another script beside one that has the same figures, and the first of those.
  static func other(beside script: String, naming figures: [String]) -> (script: String, figure: String)? {
    if figures.isEmpty { return nil }
    let others = scripts(beside: absolutePath(script)).filter { $0.name != Files.name(of: script) }
    for (name, text) in others where text.contains("[figure ") {
      let figure = figures.first { text.contains("[figure \(line(of: $0)) ") }
      if let figure { return (name, figure) }
    }
    return nil
  }

  /// A figure's file as a script names it.
  private static func line(of figure: String) -> String {
    Files.name(of: Files.folder(of: figure)) + "/" + Files.name(of: figure)
  }

  /// The scripts in the folder of one, itself too: two that differ only in their endings have the same figures.
  private static func scripts(beside path: String) -> [(name: String, text: String)] {
    let folder = Files.folder(of: path)
    let endings = [".py", Files.fileExtension(of: path)]
    let names = ((try? Files.list(folder)) ?? []).filter { name in
      let ending = Files.fileExtension(of: name)
      let isScript =
        endings.contains(ending)
        || Files.stem(of: name) == Files.stem(of: path) && !ending.hasSuffix("~")
          && ![".ipynb", ".html"].contains(ending)
      return isScript && Files.kind(folder + "/" + name) == .file
    }
    return names.compactMap { name in
      guard let bytes = try? Files.read(folder + "/" + name, limit: 1 << 26) else { return nil }
      return (name, String(decoding: bytes, as: UTF8.self))
    }
  }
}

/// What tells whether a file is still the one that was written.
private struct FileStamp: Equatable {
  private let size: Int
  private let node: UInt64
  private let seconds: Int
  private let nanoseconds: Int

  /// nil where there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    node = UInt64(status.st_ino)
    #if canImport(Glibc)
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #else
      (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #endif
  }
}

/// The path from the root, links resolved where the file is there.
func absolutePath(_ path: String) -> String {
  if let real = realpath(path, nil) {
    defer { free(real) }
    return String(cString: real)
  }
  return path.hasPrefix("/") ? path : currentFolder() + "/" + path
}
