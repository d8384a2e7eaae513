/// A script or a notebook as `replay` and `run` see it: the code cells in order, with what they recorded.
public struct Plan: Sendable {
  public struct Cell: Sendable {
    /// The place among the code cells, from 1.
    public let number: Int
    public let header: CellHeader
    /// The line of the file, from 1, that opens the cell; for a notebook, the cell's number.
    public let line: Int
    public let source: String
    /// The line, from 1, on which the source begins.
    public let firstLine: Int
    public let options: CellOptions
    /// The recorded lines, without their mark.
    public let recorded: [String]
    /// Whether anything is recorded, be it nothing at all, as in a notebook that was run.
    public let hasRecord: Bool
    /// The place among the cells of the document.
    public let place: Int
    /// The line of the file, from 1, on which the record begins; nothing for a notebook.
    let recordLine: Int?
    /// Commands in a notebook's cell that a session does not run, such as `!ls`.
    var leftOut: [String] = []

    /// A title that a header's line cannot show is a value in it.
    public var title: String {
      header.title.isEmpty ? header["title"]?.stringValue ?? "" : header.title
    }

    /// How reports name the cell.
    public var label: String { title.isEmpty ? "cell \(number)" : "cell \(number) “\(title)”" }
  }

  public let path: String
  public let cells: [Cell]
  /// Whether the value of a last expression is shown.
  public let echoesLast: Bool
  /// The script, or nothing for a `.ipynb` file.
  public let document: Document?
  /// The bytes of the file when it was read.
  public let bytes: [UInt8]
  /// Pictures that are at hand, by the path that their figure lines give; nothing where they stand in files.
  private let pictures: [String: [UInt8]]?

  /// Reads a file; `.ipynb` is read as a notebook, everything else as a script.
  ///
  /// - Throws: `FileError` where the file cannot be read or is not what its name says.
  public static func load(_ path: String) throws(FileError) -> Plan {
    let bytes = try Files.read(path)
    if Files.fileExtension(of: path) == ".ipynb" {
      do throws(NotebookError) {
        return Plan(path: path, bytes: bytes, notebook: try Notebook.parse(bytes))
      } catch {
        throw FileError(path, error.description)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileError(path, "is not UTF-8")
    }
    return Plan(path: path, bytes: bytes, document: Document.parse(text))
  }

  /// A script that is at hand as a document.
  public init(path: String, document: Document) {
    self.init(path: path, bytes: Array(document.text.utf8), document: document)
  }

  /// A document whose figures are at hand and not in files.
  init(path: String, document: Document, pictures: [String: [UInt8]]) {
    self.init(path: path, bytes: [], document: document, pictures: pictures)
  }

  private init(path: String, bytes: [UInt8], document: Document, pictures: [String: [UInt8]]? = nil) {
    self.path = path
    self.bytes = bytes
    self.document = document
    echoesLast = document.isNotebook
    self.pictures = pictures
    var cells: [Cell] = []
    for (place, cell) in document.cells.enumerated() where cell.kind == .code {
      var options = cell.options
      options.look(in: Files.folder(of: path))
      let source = document.text(of: cell.source)
      options.readComments(source)
      if let language = cell.header["language"]?.stringValue, CellLanguage.isKnown(language) {
        options.refusal = "nbsh does not run \(language)"
      } else if !CellActivity.isInScripts({ cell.header[$0] }) {
        options.refusal = "it is code in a notebook only"
      }
      let runnable = RunnableSource(source, isScript: true)
      options.refusal = options.refusal ?? (document.isNotebook ? runnable.refusal : nil)
      if runnable.hidesOutput { options.tags.append("nbval-ignore-output") }
      cells.append(
        Cell(
          number: cells.count + 1, header: cell.header, line: (cell.headerLine ?? cell.source.lowerBound) + 1,
          source: source, firstLine: cell.source.lowerBound + 1,
          options: options,
          recorded: runnable.withoutTimes(document.record(of: cell)).map(withoutAddresses),
          hasRecord: cell.hasRecord, place: place,
          recordLine: cell.recorded.lowerBound + 1))
    }
    self.cells = cells
  }

  private init(path: String, bytes: [UInt8], notebook: Notebook) {
    self.path = path
    self.bytes = bytes
    document = nil
    echoesLast = true
    var cells: [Cell] = []
    var pictures: [String: [UInt8]] = [:]
    for (place, cell) in notebook.cells.enumerated() where cell.kind == .code {
      let number = cells.count + 1
      var options = cell.options
      options.look(in: Files.folder(of: path))
      options.readComments(cell.source)
      let source = RunnableSource(cell.source)
      options.refusal = source.refusal
      if source.hidesOutput { options.tags.append("nbval-ignore-output") }
      let recorded = source.withoutTimes(
        cell.recordedLines(
          folder: "cell-\(number)", includingError: options.raises, pictures: &pictures)
      ).map(withoutAddresses)
      cells.append(
        Cell(
          number: number, header: notebook.header(of: cell), line: number,
          source: source.text, firstLine: 1, options: options, recorded: recorded,
          hasRecord: !recorded.isEmpty, place: place, recordLine: nil, leftOut: source.leftOut))
    }
    self.cells = cells
    self.pictures = pictures
  }

  /// The picture that a figure line names: a file in `figures` beside the script, or an output of the notebook.
  public func picture(_ line: FigureLine) -> [UInt8]? {
    if let pictures { return pictures[line.path] }
    return try? Files.read(figureFile(line), limit: 1 << 28)
  }

  /// Where the picture of a figure line is kept.
  public func figureFile(_ line: FigureLine) -> String {
    let folder = Files.folder(of: path)
    return (folder == "." && !path.hasPrefix("./") ? "" : folder == "/" ? "/" : folder + "/") + "figures/"
      + line.path
  }

  /// The job that runs the cells, up to the last one asked for.
  func job(timeout: Double?, outputLimit: Int, upTo last: Int? = nil, parameters: [Parameter] = []) -> Job {
    let injection = Parameter.source(parameters)
    let target = injection.isEmpty ? nil : cells.firstIndex { $0.options.tags.contains("parameters") } ?? -1
    let cells = self.cells.enumerated().map { index, cell in
      var (source, firstLine) = (cell.source, cell.firstLine)
      if index == target { source += "\n" + injection }
      if index == 0, target == -1 {
        source = injection + "\n" + source
        // The script's own lines keep their numbers.
        firstLine -= parameters.count
      }
      return Job.Cell(
        source: source, firstLine: firstLine, echoLast: echoesLast,
        timeout: cell.options.timeout ?? timeout,
        isSkipped: cell.options.isSkipped || last.map { index > $0 } ?? false)
    }
    return Job(path: path, cells: cells, outputLimit: outputLimit)
  }
}
