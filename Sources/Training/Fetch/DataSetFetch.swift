import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A data set that `nbsh fetch` knows: a gzipped tar archive of one folder.
public struct RemoteDataSet: Sendable {
  public var name: String
  public var url: String
  /// The archive's MD5 sum, in hexadecimal digits.
  public var md5: String
  /// The size of the archive in bytes, for the progress line alone.
  public var size: Int
  /// The folder in the archive.
  public var folder: String
  /// Files that must be in it.
  public var files: [String]

  public init(name: String, url: String, md5: String, size: Int, folder: String, files: [String]) {
    self.name = name
    self.url = url
    self.md5 = md5
    self.size = size
    self.folder = folder
    self.files = files
  }

  /// CIFAR-10 for Python, as the courses use it.
  public static let cifar10 = RemoteDataSet(
    name: "cifar10", url: "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
    md5: "c58f30108f718f92721af3b95e74349a", size: 170_498_071, folder: "cifar-10-batches-py",
    files: (1...5).map { "data_batch_\($0)" } + ["test_batch", "batches.meta"])

  public static let all = [cifar10]
}

/// Brings a data set onto this machine: download, check, unpack.
///
/// A download that ends early stays as `FOLDER.tar.gz.part` and is resumed, now or by the next call. Only an archive with
/// the right sum is unpacked, beside its place; one rename puts the whole folder there or nothing.
public struct DataSetFetch {
  /// The folder that gets the data set.
  public var destination: String
  /// Seconds without a kilobyte each after which a connection is given up.
  public var patience = 30
  /// How often to go on after a connection broke without bringing a single byte.
  public var attempts = 3
  /// Told how many bytes have come, and how many there should be.
  public var onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  /// Told what happens, a line each.
  public var report: (String) -> Void = { _ in }

  public init(into destination: String) { self.destination = destination }

  /// Gives the data set's folder. Errors: OSError for what network or disk refuse, ValueError for a file that is not
  /// the archive.
  public func fetch(_ set: RemoteDataSet) throws -> String {
    let folder = destination + "/" + set.folder
    if isComplete(folder, set) {
      report("\(folder) is already there")
      return folder
    }
    if mkdir(destination, 0o755) != 0, errno != EEXIST { throw failure(destination) }
    let archive = destination + "/" + set.folder + ".tar.gz.part"
    try download(set, to: archive)
    try unpack(archive, set, to: folder)
    unlink(archive)
    report("\(folder) is ready")
    return folder
  }

  private func isComplete(_ folder: String, _ set: RemoteDataSet) -> Bool {
    set.files.allSatisfy { access(folder + "/" + $0, R_OK) == 0 }
  }

  private func failure(_ path: String) -> ArrayError {
    ArrayError(.os, "\(path): \(String(cString: strerror(errno)))")
  }

  private func size(_ path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }

  // MARK: Download

  private func download(_ set: RemoteDataSet, to archive: String) throws {
    var left = attempts
    var restarts = 0
    var startedFresh = size(archive) == 0
    if !startedFresh, try sum(archive) == set.md5 { return }
    while true {
      let before = size(archive)
      if before > 0 { report("resuming after \(before) bytes") }
      let (status, complaint) = try curl(set, archive)
      let after = size(archive)
      switch status {
      case 0:
        let found = try sum(archive)
        if found == set.md5 { return }
        unlink(archive)
        guard startedFresh else {
          // What lay there was a piece of something else.
          startedFresh = true
          continue
        }
        throw ArrayError(
          .value,
          "\(set.url) gave a file with MD5 \(found), not \(set.md5): damaged on its way, or another file. "
            + "It was removed; try again, or another --url")
      case 22 where before > 0 && complaint.contains("416"), 33, 36:
        // The server cannot go on from there.
        unlink(archive)
        startedFresh = true
        restarts += 1
        left = restarts > attempts ? 0 : attempts
      case 18, 28, 52, 55, 56, 92:
        left = after > before ? attempts : left - 1
      default: left = 0
      }
      guard left > 0 else {
        throw ArrayError(
          .os,
          "\(set.url): \(complaint.isEmpty ? "curl ended with status \(status)" : complaint)"
            + (after > 0 ? "; \(after) bytes are kept, the next fetch goes on from there" : ""))
      }
    }
  }

  private func curl(_ set: RemoteDataSet, _ archive: String) throws -> (status: Int32, complaint: String) {
    var arguments = [
      "--fail", "--location", "--silent", "--show-error", "--globoff", "--connect-timeout", "\(patience)",
      "--speed-limit", "1000", "--speed-time", "\(patience)", "--proto", "=http,https", "--continue-at", "-",
      "--output", archive,
    ]
    // A server on this machine is reached directly, whatever proxy there is for others.
    for host in ["//127.0.0.1", "//localhost", "//[::1]"] where set.url.contains(host) {
      arguments += ["--noproxy", "*"]
    }
    let child = try ChildProcess("curl", arguments + ["--", set.url])
    let ended = child.wait { onProgress(size(archive), set.size) }
    onProgress(size(archive), set.size)
    return ended
  }

  /// The MD5 sum of a file.
  private func sum(_ path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    // A server may say that a file is there and empty; curl then writes none.
    if file < 0, errno == ENOENT { return MD5.sum([]) }
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var sum = MD5()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return sum.hexadecimal() }
      buffer.withUnsafeBytes { sum.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  // MARK: Unpacking

  private func unpack(_ archive: String, _ set: RemoteDataSet, to folder: String) throws {
    var template = Array("\(destination)/.\(set.folder).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw failure(destination) }
    let draft = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    chmod(draft, 0o755)
    var names: [String] = []
    func discard() {
      removeFolder(draft)
    }
    do {
      let child = try ChildProcess("gzip", ["-dc", "--", archive])
      var reader = TarReader(child.output, folder: set.folder, target: draft)
      do {
        names = try reader.unpack()
        var rest = [UInt8](repeating: 0, count: 1 << 16)
        while read(child.output, &rest, rest.count) > 0 {}
      } catch {
        child.stop()
        throw error
      }
      let (status, complaint) = child.wait()
      guard status == 0 else { throw ArrayError(.value, "\(archive) does not unpack: \(complaint)") }
      if let missing = set.files.first(where: { !names.contains($0) }) {
        throw ArrayError(.value, "not the archive it should be: it holds no \(missing)")
      }
    } catch {
      discard()
      // An archive that does not unpack is of no use to a next call.
      unlink(archive)
      throw error
    }
    if rename(draft, folder) != 0 {
      // An incomplete folder of an earlier unpacking by other means is put aside, never deleted.
      let aside = folder + ".incomplete"
      guard rename(folder, aside) == 0, rename(draft, folder) == 0 else {
        let error = failure(folder)
        discard()
        throw error
      }
      report("the incomplete folder that was there is now \(aside)")
    }
  }

  /// Removes a folder of plain files.
  private func removeFolder(_ path: String) {
    if let listing = opendir(path) {
      while let entry = readdir(listing) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink(path + "/" + name) }
      }
      closedir(listing)
    }
    rmdir(path)
  }
}
