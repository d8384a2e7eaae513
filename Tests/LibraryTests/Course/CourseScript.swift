import Arrays
import Language
import Library

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a script prints, and the summary of the error it ends with; `FOLDER` in it is a folder it may write to.
func printed(by text: String, in folder: String? = nil) -> String {
  Interpreter.gate.withLock {
    let vm = Interpreter()
    Library.install(in: vm)
    var printed = ""
    vm.output = { printed += $0 }
    vm.errorOutput = { _ in }
    if let folder { vm.outputFolders = [folder] }
    do {
      try vm.run(Source(text.replacing("FOLDER", with: folder ?? ""), name: "cell"))
    } catch {
      printed += vm.summary(of: vm.exception(for: error)) + "\n"
    }
    return printed
  }
}

/// Runs a body with a new folder, which is removed afterwards with the files in it.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/nbsh-course-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw ArrayError(.os, "no folder for files of a test") }
  let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer {
    if let listing = opendir(folder) {
      while let entry = readdir(listing) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink(folder + "/" + name) }
      }
      closedir(listing)
    }
    rmdir(folder)
  }
  return try body(folder)
}
