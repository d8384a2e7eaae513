import Arrays
import Testing
import Training

@Suite struct DataSetFetchTests {
  private let pixels = (0..<150_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }

  private var archive: [UInt8] {
    Archives.gzip(
      Archives.tar([
        Archives.member("set/", type: "5"), Archives.member("set/batch", pixels),
        Archives.member("set/meta", [1, 2]),
      ]))
  }

  private func set(_ server: LoopbackServer, md5: String? = nil) -> RemoteDataSet {
    RemoteDataSet(
      name: "set", url: server.url, md5: md5 ?? MD5.sum(archive), size: archive.count, folder: "set",
      files: ["batch", "meta"])
  }

  /// Fetches with answers in turn; gives the error's message, if any, and the server's ranges.
  private func fetch(
    _ answers: [LoopbackServer.Answer], into folder: String, md5: String? = nil, body: [UInt8]? = nil,
    patience: Int = 1
  ) throws -> (error: String?, requests: [Int]) {
    let server = try LoopbackServer(body ?? archive, answers)
    defer { server.stop() }
    var fetch = DataSetFetch(into: folder + "/data")
    fetch.patience = patience
    fetch.attempts = 1
    do {
      #expect(try fetch.fetch(set(server, md5: md5)) == folder + "/data/set")
      return (nil, server.requests)
    } catch let error as ArrayError {
      return (error.message, server.requests)
    }
  }

  private func expectComplete(_ folder: String) {
    #expect(names(in: folder + "/data") == ["set"])
    #expect(names(in: folder + "/data/set") == ["batch", "meta"])
    #expect(contents(folder + "/data/set/batch") == pixels)
    #expect(contents(folder + "/data/set/meta") == [1, 2])
  }

  @Test func `a plain download; the second call asks nobody`() throws {
    try withFolder { folder in
      let server = try LoopbackServer(archive, [.whole])
      defer { server.stop() }
      var fetch = DataSetFetch(into: folder + "/data")
      var done = 0
      fetch.onProgress = { now, _ in done = now }
      for _ in 0..<2 { _ = try fetch.fetch(set(server)) }
      expectComplete(folder)
      #expect(done == archive.count)
      #expect(server.requests == [0])
    }
  }

  @Test func `broken connections are resumed where they broke`() throws {
    try withFolder { folder in
      let (error, requests) = try fetch([.cut(after: 60_000), .cut(after: 30_000), .slow], into: folder)
      #expect(error == nil)
      #expect(requests == [0, 60_000, 90_000])
      expectComplete(folder)
    }
  }

  @Test func `a silent server is given up, the bytes are kept, the next call goes on`() throws {
    try withFolder { folder in
      let first = try fetch([.silent(after: 2000), .status(503)], into: folder)
      #expect(first.error?.contains("503") == true)
      let second = try fetch([.silent(after: 0)], into: folder)
      #expect(second.error?.contains("2000 bytes are kept, the next fetch goes on from there") == true)
      #expect(names(in: folder + "/data") == ["set.tar.gz.part"])
      let third = try fetch([.whole], into: folder)
      #expect(third.error == nil && third.requests == [2000])
      expectComplete(folder)
    }
  }

  @Test func `a file with another sum is refused and removed`() throws {
    try withFolder { folder in
      let (error, _) = try fetch([.corrupt], into: folder)
      #expect(error?.contains(", not \(MD5.sum(archive)): damaged on its way, or another file") == true)
      #expect(names(in: folder + "/data").isEmpty)
    }
  }

  @Test func `a piece of something else is thrown away, and the download starts anew`() throws {
    try withFolder { folder in
      #expect(try fetch([.status(404)], into: folder).error?.contains("404") == true)
      write([UInt8](repeating: 7, count: 1000), to: folder + "/data/set.tar.gz.part")
      let (error, requests) = try fetch([.whole], into: folder)
      #expect(error == nil && requests == [1000, 0])
      expectComplete(folder)
    }
  }

  @Test func `servers that cannot resume, and pieces that are too long`() throws {
    try withFolder { folder in
      let (error, requests) = try fetch([.cut(after: 5000), .ignoringRange, .whole], into: folder)
      #expect(error == nil && requests == [0, 5000, 0])
      expectComplete(folder)
    }
    try withFolder { folder in
      _ = try fetch([.status(404)], into: folder)
      write(archive + [0], to: folder + "/data/set.tar.gz.part")
      #expect(try fetch([.whole], into: folder).error == nil)
      expectComplete(folder)
    }
  }

  @Test func `a server that always breaks off and cannot resume is given up`() throws {
    try withFolder { folder in
      let pair: [LoopbackServer.Answer] = [.cut(after: 5000), .ignoringRange]
      let (error, _) = try fetch(pair + pair + pair + pair, into: folder)
      #expect(error != nil)
    }
  }

  @Test func `nobody there`() throws {
    try withFolder { folder in
      let server = try LoopbackServer(archive, [.whole])
      server.stop()
      let message = #expect(throws: ArrayError.self) {
        try DataSetFetch(into: folder + "/data").fetch(set(server))
      }
      #expect(message?.message.contains("127.0.0.1") == true)
    }
  }

  /// The right sum, and yet nothing may be written outside the one folder.
  @Test(arguments: [
    Archives.member("set/../../evil", [1]), Archives.member("/tmp/nbsh-evil", [1]),
    Archives.member("evil", [1]),
    Archives.member("set/link", type: "2", link: "/etc/passwd"),
    Archives.member("set/hard", type: "1", link: "x"),
    Archives.member("set/sub/file", [1]), Archives.member("set/.hidden", [1]), Archives.member("set/..", [1]),
    Archives.member("set/", [1], type: "5"), Archives.member("set/pipe", type: "6"),
    Archives.member("set/batch", [1]), [UInt8](repeating: 65, count: 512),
    Array(Archives.member("set/x", [1])[..<512]),
  ])
  func `hostile archives`(member: [UInt8]) throws {
    let hostile = Archives.gzip(Archives.tar([Archives.member("set/batch", pixels), member]))
    try withFolder { folder in
      let (error, _) = try fetch([.whole], into: folder, md5: MD5.sum(hostile), body: hostile)
      #expect(error != nil)
      #expect(names(in: folder) == ["data"] && names(in: folder + "/data").isEmpty)
    }
  }

  @Test func `archives that are cut off or lack files`() throws {
    let broken = [
      Array(archive.prefix(archive.count / 2)),
      Archives.gzip(Array(Archives.member("set/batch", pixels)[..<700])),
      Archives.gzip(Archives.tar([Archives.member("set/batch", pixels)])), [], Array("no gzip".utf8),
    ]
    for body in broken {
      try withFolder { folder in
        let (error, _) = try fetch([.whole], into: folder, md5: MD5.sum(body), body: body)
        #expect(error != nil)
        #expect(names(in: folder + "/data").isEmpty)
      }
    }
  }

  @Test func `an incomplete folder is put aside, not deleted`() throws {
    try withFolder { folder in
      _ = try fetch([.status(404)], into: folder)
      _ = try fetch([.whole], into: folder)
      write([], to: folder + "/data/set/own")
      try #require(rename(folder + "/data/set/meta", folder + "/data/set/other"))
      #expect(try fetch([.whole], into: folder).error == nil)
      #expect(names(in: folder + "/data") == ["set", "set.incomplete"])
      #expect(names(in: folder + "/data/set.incomplete") == ["batch", "other", "own"])
    }
  }
}
