extension Plan {
  /// Writes the script and the files of figures beside it.
  ///
  /// - Throws: `FileError`; then script, figures and folders are what they were.
  func write(_ script: [UInt8]?, figures: [(line: FigureLine, png: [UInt8])]) throws(FileError) {
    var files: [(path: String, bytes: [UInt8])] = figures.map { (figureFile($0.line), $0.png) }
    var made: [String] = []
    do throws(FileError) {
      for file in files {
        var folder = Files.folder(of: file.path)
        var missing: [String] = []
        while !folder.isEmpty, folder != ".", folder != "/", Files.kind(folder) == nil {
          missing.append(folder)
          folder = Files.folder(of: folder)
        }
        made += missing.reversed()
        try Files.makeFolder(Files.folder(of: file.path))
      }
      if let script { files.append((path, script)) }
      try Files.writeTogether(files)
    } catch {
      for folder in made.reversed() { Files.removeEmptyFolder(folder) }
      throw error
    }
  }
}
