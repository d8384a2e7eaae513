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
    let scripts = Self.scripts(beside: key)
    for file in unused {
      let name = Files.name(of: Files.folder(of: file)) + "/" + Files.name(of: file)
      // A copy of a script names the figures of the first one.
      if scripts.contains(where: { $0.contains("[figure \(name) ") }) { continue }
      Files.remove(file)
      stamps[file] = nil
      Files.removeEmptyFolder(Files.folder(of: file))
      Files.removeEmptyFolder(Files.folder(of: Files.folder(of: file)))
    }
  }

  /// The scripts in the folder of one, itself too.
  private static func scripts(beside path: String) -> [String] {
    let folder = Files.folder(of: path)
    let endings = [".py", Files.fileExtension(of: path)]
    let names = (try? Files.list(folder)) ?? []
    return names.filter { endings.contains(Files.fileExtension(of: $0)) }
      .compactMap { try? String(decoding: Files.read(folder + "/" + $0, limit: 1 << 26), as: UTF8.self) }
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
