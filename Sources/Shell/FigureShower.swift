import CEditLine
import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows figures as the terminal can, keeps each as a PNG file, and says where.
///
/// Files go into `figures` in the folder where the program was started: `figures/1.png`, the first number that is free, for what
/// was typed; `figures/SCRIPT-1.png`, which the next run replaces, for a script. Where that folder cannot be written they go
/// into a folder for temporary files.
final class FigureShower {
  private let encode: (([UInt8], PictureProtocol) -> String?)?
  private let script: String?
  private let start = Files.absolute(".")
  private var terminal: PictureProtocol?
  private var folder: String?
  private var count = 0
  /// What was written under each number, so that a figure shown again is not written again.
  private var written: [Int: (png: [UInt8], path: String?, line: String)] = [:]

  /// - Parameters:
  ///   - script: the file that makes the figures; nil for what is typed.
  ///   - encode: a PNG file as the bytes that show it on a terminal of a kind; nil where that is not possible.
  init(script: String? = nil, encode: (([UInt8], PictureProtocol) -> String?)?) {
    self.script = script.map(Files.stem)
    self.encode = encode
  }

  /// The picture for the terminal behind standard output; empty for a pipe, a file, or a terminal without colours.
  func picture(_ png: [UInt8]) -> String {
    let kind = terminal ?? PictureProtocol.probe()
    terminal = kind
    guard kind != .none, let shown = encode?(png, kind) else { return "" }
    return shown.hasSuffix("\n") ? shown : shown + "\n"
  }

  /// Writes the file of the session's `number`-th figure; the line that says where it is.
  func line(_ number: Int, _ png: [UInt8]) -> String {
    if let known = written[number], known.png == png { return known.line }
    do throws(FileError) {
      let path = try write(png)
      written[number] = (png, path, "[figure \(short(path))]\n")
    } catch {
      written[number] = (png, nil, "[figure \(number) is not kept: \(error)]\n")
    }
    return written[number]?.line ?? ""
  }

  /// Where the session's `number`-th figure was written; nil where it is not kept.
  func path(_ number: Int) -> String? { written[number]?.path.map(short) }

  /// From the folder of the start where the reader still is there.
  private func short(_ path: String) -> String {
    path.hasPrefix(start + "/figures/") && Files.absolute(".") == start
      ? String(path.dropFirst(start.count + 1)) : path
  }

  private func write(_ png: [UInt8]) throws(FileError) -> String {
    let folder = try writableFolder()
    var name: String
    repeat {
      count += 1
      name = script.map { "\($0)-\(count).png" } ?? "\(count).png"
    } while script == nil && Files.kind("\(folder)/\(name)") != nil
    try Files.writeAtomically("\(folder)/\(name)", png)
    return "\(folder)/\(name)"
  }

  private func writableFolder() throws(FileError) -> String {
    if let folder { return folder }
    let usual = start + "/figures"
    do throws(FileError) {
      try Files.makeFolder(usual)
      if access(usual, W_OK) == 0 {
        folder = usual
        return usual
      }
    } catch {}
    var template = Array("\(Terminal.environment("TMPDIR") ?? "/tmp")/nbsh-figures-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(usual, "cannot be written") }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    folder = made
    return made
  }
}
