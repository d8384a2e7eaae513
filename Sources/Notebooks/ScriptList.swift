/// Finds the scripts that paths lead to.
enum ScriptList {
  /// The scripts in the order of their paths, each once; and what could not be followed.
  ///
  /// A file counts whatever it is. In a folder and those below it count `.ipynb` files and the `.py` files that are
  /// tests: those with a cell marker or a recorded line. Hidden folders and links to folders are not entered.
  static func collect(_ paths: [String]) -> (scripts: [String], errors: [FileError]) {
    var scripts: [String] = []
    var errors: [FileError] = []
    for path in paths {
      switch Files.kind(path) {
      case .folder?: walk(path, &scripts, &errors, depth: 0)
      case .file?, .other?: scripts.append(path)
      case nil:
        // Opening names the reason: no such file, too many links, no right to look.
        do throws(FileError) {
          _ = try Files.read(path)
        } catch {
          errors.append(error)
        }
      }
    }
    // A file that is there under its own name is not called by a link's.
    var seen: Set<String> = []
    let (links, files) = (scripts.filter(Files.isLink), scripts.filter { !Files.isLink($0) })
    scripts = (files + links).filter { seen.insert(Files.resolved($0) ?? $0).inserted }
    return (scripts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, errors)
  }

  private static func walk(
    _ folder: String, _ scripts: inout [String], _ errors: inout [FileError], depth: Int
  ) {
    guard depth < 64 else { return errors.append(FileError(folder, "is too deep")) }
    let names: [String]
    do throws(FileError) {
      names = try Files.list(folder)
    } catch {
      return errors.append(error)
    }
    for name in names where !name.hasPrefix(".") && name != "__pycache__" {
      let path = folder == "." ? name : (folder.hasSuffix("/") ? folder : folder + "/") + name
      switch Files.kind(path) {
      case .folder? where !Files.isLink(path): walk(path, &scripts, &errors, depth: depth + 1)
      case .file?:
        let ending = Files.fileExtension(of: name)
        if ending == ".ipynb" || (ending == ".py" && isTest(path)) { scripts.append(path) }
      default: continue
      }
    }
  }

  /// Whether a `.py` file is more than a module that others import. What cannot be read is left for the replay to tell.
  private static func isTest(_ path: String) -> Bool {
    guard let bytes = try? Files.read(path), let text = String(validating: bytes, as: UTF8.self) else {
      return true
    }
    let document = Document.parse(text)
    return document.isNotebook || document.cells.contains { $0.hasRecord }
  }
}

/// Splits scripts among several machines so that each takes about the same time.
enum Sharding {
  /// The scripts of one part, in their order.
  ///
  /// The longest goes first, to the part that has the least so far; the same lists give the same split everywhere.
  static func select(_ scripts: [String], _ shard: ReplayOptions.Shard, seconds: (String) -> Double)
    -> [String]
  {
    let order = scripts.indices.sorted { a, b in
      let (left, right) = (seconds(scripts[a]), seconds(scripts[b]))
      return left == right ? a < b : left > right
    }
    var loads = [Double](repeating: 0, count: min(shard.count, scripts.count + 1))
    var chosen: Set<Int> = []
    for index in order {
      let part = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      // A script that takes no time still takes a place, so that equal ones are dealt out evenly.
      loads[part] += max(seconds(scripts[index]), 1e-3)
      if part == shard.index - 1 { chosen.insert(index) }
    }
    return scripts.indices.filter { chosen.contains($0) }.map { scripts[$0] }
  }
}

/// How long scripts took, as a file of lines: seconds, a blank, a path.
struct RecordedTimes {
  private(set) var seconds: [String: Double] = [:]

  init(file: String) {
    guard let bytes = try? Files.read(file, limit: 1 << 24),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      return
    }
    for line in Line.split(text) {
      guard let blank = line.text.firstIndex(of: " "), let value = Double(line.text[..<blank]), value >= 0
      else { continue }
      seconds[String(line.text[line.text.index(after: blank)...])] = value
    }
  }

  subscript(path: String) -> Double {
    get { seconds[Self.key(path)] ?? 1 }
    set { seconds[Self.key(path)] = newValue }
  }

  /// `./a.py` is `a.py`, however the command named it.
  private static func key(_ path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
    return String(path)
  }

  func write(_ file: String) throws(FileError) {
    let lines = seconds.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\(fixed(min($0.value, 1e9), 3)) \($0.key)\n" }
    try Files.writeAtomically(file, Array(lines.joined().utf8))
  }
}
