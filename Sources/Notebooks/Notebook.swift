/// A file that is no notebook, and why.
public struct NotebookError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// A Jupyter notebook: cells with their outputs, as a `.ipynb` file of format 4.5 holds them.
public struct Notebook: Sendable, Equatable {
  public var metadata: [JSON.Member] = []
  public var cells: [NotebookCell] = []

  public init(metadata: [JSON.Member] = [], cells: [NotebookCell] = []) {
    self.metadata = metadata
    self.cells = cells
  }
}

/// One cell of a Jupyter notebook.
public struct NotebookCell: Sendable, Equatable {
  public var kind: CellHeader.Kind
  /// 1 to 64 letters, digits, `-` and `_`; empty where none is known yet.
  public var id: String
  public var metadata: [JSON.Member]
  public var source: String
  /// Outputs as the format has them, texts joined.
  public var outputs: [[JSON.Member]]
  public var executionCount: Int?
  /// Pictures that markdown names, as the format has them.
  public var attachments: JSON?

  public init(
    kind: CellHeader.Kind, id: String = "", metadata: [JSON.Member] = [], source: String,
    outputs: [[JSON.Member]] = [], executionCount: Int? = nil, attachments: JSON? = nil
  ) {
    self.kind = kind
    self.id = id
    self.metadata = metadata
    self.source = source
    self.outputs = outputs
    self.executionCount = executionCount
    self.attachments = attachments
  }

  public var options: CellOptions { CellOptions { metadata[$0] } }
}

extension NotebookCell {
  /// What a replay of the cell must show, with its pictures put under names in `pictures`.
  ///
  /// Standard error is left out, as it is in scripts, and so are forms other than plain text and PNG.
  func recordedLines(folder: String, includingError: Bool, pictures: inout [String: [UInt8]]) -> [String] {
    var count = 0
    return OutputLine.lines(of: shownOutputs.items, includingError: includingError).map { line in
      switch line {
      case .text(let text): return text
      case .figure(let figure):
        count += 1
        let name = FigureLine(path: "\(folder)/\(count).png", width: figure.width, height: figure.height)
        pictures[name.path] = figure.png
        return name.text
      }
    }
  }

  /// The outputs as a kernel would hand them over, and the kinds that a script cannot hold.
  var shownOutputs: (items: [Output], lost: [String]) {
    var items: [Output] = []
    var lost: [String] = []
    for output in outputs {
      switch output["output_type"]?.stringValue {
      case "stream":
        if output["name"]?.stringValue == "stderr" {
          lost.append("standard error")
        } else {
          items.append(.text(output["text"]?.stringValue ?? ""))
        }
      case "execute_result", "display_data":
        let data = output["data"]?.objectValue ?? []
        if let text = data["image/png"]?.stringValue, let figure = RenderedFigure(base64: text) {
          items.append(.figure(figure))
        } else if let text = data["text/plain"]?.stringValue {
          items.append(.value(text))
          lost += data.map(\.name).filter { $0 != "text/plain" }
        } else {
          lost += data.map(\.name)
        }
      case "error":
        items.append(
          .error(
            CellError(
              type: output["ename"]?.stringValue ?? "Error", message: output["evalue"]?.stringValue ?? "",
              traceback: "")))
      default: lost.append("an output of an unknown kind")
      }
    }
    return (items, lost)
  }
}

extension RenderedFigure {
  /// A PNG file as notebooks hold it; nothing where the text is none.
  init?(base64: String) {
    guard let bytes = Base64.decode(base64) else { return nil }
    self.init(png: bytes)
  }

  /// A PNG file, its size read from its header; nothing where the bytes are none.
  public init?(png bytes: [UInt8]) {
    guard bytes.count >= 33, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    func number(_ start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16), number(20))
    guard width > 0, height > 0, width < 1 << 20, height < 1 << 20 else { return nil }
    self.init(png: bytes, width: width, height: height)
  }
}
