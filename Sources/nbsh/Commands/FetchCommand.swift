import ArgumentParser
import Arrays
import Shell
import Training

struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Download a data set into data/, check it and unpack it.",
    discussion: """
      Data sets: cifar10. A download that breaks off is resumed by the next call. Exit status: 0 the data are there, \
      2 they are not. It needs curl and gzip.
      """)

  @Argument(help: "The data set.", completion: .list(RemoteDataSet.all.map(\.name)))
  var name: String

  @Option(help: ArgumentHelp("Take the archive from a mirror.", valueName: "url"))
  var url: String?

  @Option(
    help: ArgumentHelp("The MD5 sum of a mirror's archive, where it was packed anew.", valueName: "sum"))
  var md5: String?

  @Option(help: ArgumentHelp("The folder that gets the data.", valueName: "folder"), completion: .directory)
  var into = "data"

  func run() throws {
    guard var set = RemoteDataSet.all.first(where: { $0.name == name }) else {
      let known = RemoteDataSet.all.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no data set '\(name)' (known: \(known))")
    }
    if let url { set.url = url }
    if let md5 { set.md5 = md5.lowercased() }
    let line = ProgressLine.ofTerminal(2)
    var fetch = DataSetFetch(into: into)
    fetch.onProgress = { done, total in
      line?.update(Progress(set.name, done: done >> 20, total: total >> 20, note: "MB"))
    }
    fetch.report = { text in
      line?.clear()
      complain(text)
    }
    do {
      _ = try fetch.fetch(set)
      line?.finish()
    } catch let error as ArrayError {
      line?.finish()
      complain(error.message)
      throw ExitCode(2)
    }
  }
}
