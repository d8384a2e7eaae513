extension Notebook {
  /// Reads a `.ipynb` file of format 3 or 4, as Jupyter, Colab and VS Code write them.
  ///
  /// What the format does not know is left out; a part of a wrong type is refused.
  ///
  /// - Throws: `NotebookError` that names what is wrong and where.
  public static func parse(_ bytes: [UInt8]) throws(NotebookError) -> Notebook {
    let json: JSON
    do throws(JSONError) {
      json = try JSON.parse(bytes)
    } catch {
      throw NotebookError("is not JSON: \(error)")
    }
    guard case .object(let top) = json else {
      throw NotebookError("is not a notebook: the file holds no object")
    }
    guard let format = top["nbformat"]?.intValue else {
      throw NotebookError("is not a notebook: it does not say its nbformat")
    }
    switch format {
    case 3: return try parseOld(top)
    case 4: return try parseCells(top, cells: array(top["cells"], "cells"), isOld: false)
    default: throw NotebookError("is a notebook of format \(format); 3 and 4 are read")
    }
  }

  /// Format 3 keeps its cells in worksheets.
  private static func parseOld(_ top: [JSON.Member]) throws(NotebookError) -> Notebook {
    var cells: [JSON] = []
    for (index, sheet) in try array(top["worksheets"], "worksheets").enumerated() {
      cells += try array(sheet["cells"], "worksheets[\(index)].cells")
    }
    var notebook = try parseCells(top, cells: cells, isOld: true)
    notebook.metadata["name"] = nil
    return notebook
  }

  private static func parseCells(
    _ top: [JSON.Member], cells: [JSON], isOld: Bool
  ) throws(NotebookError) -> Notebook {
    var notebook = Notebook()
    notebook.metadata = try object(top["metadata"], "metadata")
    notebook.metadata.removeTransient()
    for (index, value) in cells.enumerated() {
      guard case .object(let cell) = value else { throw NotebookError("cells[\(index)] is not an object") }
      notebook.cells.append(try parseCell(cell, "cells[\(index)]", isOld: isOld))
    }
    notebook.completeIDs()
    return notebook
  }

  private static func parseCell(
    _ cell: [JSON.Member], _ place: String, isOld: Bool
  ) throws(NotebookError) -> NotebookCell {
    guard let type = cell["cell_type"]?.stringValue else {
      throw NotebookError("\(place) does not say its cell_type")
    }
    var source =
      try text(cell[isOld && type == "code" ? "input" : "source"], "\(place).source", isOld: isOld) ?? ""
    let kind: CellHeader.Kind
    switch type {
    case "code": kind = .code
    case "markdown", "html": kind = .markdown
    case "raw": kind = .raw
    case "heading" where isOld:
      kind = .markdown
      let level = min(6, max(1, cell["level"]?.intValue ?? 1))
      let words = pythonLines(source, keepEnds: false).joined(separator: " ")
      source = String(repeating: "#", count: level) + " " + words
    default: throw NotebookError("\(place) has the unknown cell_type \(JSON.string(type).compact)")
    }
    var result = NotebookCell(kind: kind, source: source)
    result.metadata = try object(cell["metadata"], "\(place).metadata")
    result.metadata["trusted"] = nil
    if let id = cell["id"]?.stringValue { result.id = id }
    if let attachments = cell["attachments"], case .object(let files) = attachments {
      result.attachments = .object(
        files.map { file in
          JSON.Member(
            file.name, .object((file.value.objectValue ?? []).map { JSON.Member($0.name, joined($0)) }))
        })
    }
    guard kind == .code else { return result }
    if isOld, let collapsed = cell["collapsed"] { result.metadata["collapsed"] = collapsed }
    result.executionCount = cell[isOld ? "prompt_number" : "execution_count"]?.intValue
    for (index, output) in try array(cell["outputs"] ?? .array([]), "\(place).outputs").enumerated() {
      let place = "\(place).outputs[\(index)]"
      guard case .object(let members) = output else { throw NotebookError("\(place) is not an object") }
      result.outputs.append(try parseOutput(isOld ? upgraded(members) : members, place, isOld: isOld))
    }
    return result
  }

  private static func parseOutput(
    _ output: [JSON.Member], _ place: String, isOld: Bool
  ) throws(NotebookError) -> [JSON.Member] {
    guard let type = output["output_type"]?.stringValue else {
      throw NotebookError("\(place) does not say its output_type")
    }
    var output = output
    switch type {
    case "stream":
      output["text"] = .string(try text(output["text"], "\(place).text", isOld: isOld) ?? "")
      if output["name"]?.stringValue == nil { output["name"] = .string("stdout") }
    case "execute_result", "display_data":
      let data = try object(output["data"], "\(place).data")
      output["data"] = .object(data.map { JSON.Member($0.name, joined($0)) })
      if output["metadata"]?.objectValue == nil { output["metadata"] = .object([]) }
    case "error":
      for name in ["ename", "evalue"] where output[name]?.stringValue == nil { output[name] = .string("") }
      if output["traceback"]?.arrayValue == nil { output["traceback"] = .array([]) }
    default: throw NotebookError("\(place) has the unknown output_type \(JSON.string(type).compact)")
    }
    return output
  }

  // MARK: Format 3

  private static let oldNames = [
    ("text", "text/plain"), ("html", "text/html"), ("svg", "image/svg+xml"), ("png", "image/png"),
    ("jpeg", "image/jpeg"), ("latex", "text/latex"), ("json", "application/json"),
    ("javascript", "application/javascript"),
  ]

  private static func newName(_ name: String) -> String { oldNames.first { $0.0 == name }?.1 ?? name }

  /// One form of an output: lines become a text, and JSON, which format 3 kept as a text, becomes a value.
  private static func upgraded(_ form: JSON.Member) -> JSON {
    var text = form.value.stringValue
    if let lines = form.value.arrayValue, lines.allSatisfy({ $0.stringValue != nil }) {
      text = oldJoined(lines.compactMap(\.stringValue))
    }
    guard let text else { return form.value }
    return form.name == "json" ? (try? JSON.parse(text)) ?? .string(text) : .string(text)
  }

  /// An output of format 3 as format 4 has it.
  private static func upgraded(_ output: [JSON.Member]) -> [JSON.Member] {
    var output = output
    switch output["output_type"]?.stringValue {
    case "pyout", "display_data":
      let metadata = output["metadata"]?.objectValue ?? []
      var result: [JSON.Member] = [
        JSON.Member("metadata", .object(metadata.map { JSON.Member(newName($0.name), $0.value) }))
      ]
      if output["output_type"]?.stringValue == "pyout" {
        result["output_type"] = .string("execute_result")
        result["execution_count"] = output["prompt_number"] ?? .null
      } else {
        result["output_type"] = .string("display_data")
      }
      var data: [JSON.Member] = []
      for member in output where !["metadata", "output_type", "prompt_number"].contains(member.name) {
        data.append(JSON.Member(newName(member.name), upgraded(member)))
      }
      result["data"] = .object(data)
      return result
    case "pyerr": output["output_type"] = .string("error")
    case "stream":
      output["name"] = output["stream"] ?? .string("stdout")
      output["stream"] = nil
    default: break
    }
    return output
  }

  // MARK: Parts

  private static func array(_ value: JSON?, _ place: String) throws(NotebookError) -> [JSON] {
    guard let items = value?.arrayValue else { throw NotebookError("\(place) is not an array") }
    return items
  }

  private static func object(_ value: JSON?, _ place: String) throws(NotebookError) -> [JSON.Member] {
    switch value {
    case nil, .null?: return []
    case .object(let members)?: return members
    default: throw NotebookError("\(place) is not an object")
    }
  }

  /// A text, or the lines of one.
  private static func text(_ value: JSON?, _ place: String, isOld: Bool) throws(NotebookError) -> String? {
    switch value {
    case nil, .null?: return nil
    case .string(let text)?: return text
    case .array(let items)?:
      let lines = items.compactMap(\.stringValue)
      guard lines.count == items.count else {
        throw NotebookError("\(place) holds something that is no text")
      }
      return isOld ? oldJoined(lines) : lines.joined()
    default: throw NotebookError("\(place) is not a text")
    }
  }

  /// Whether an output's form is JSON and no text.
  static func isJSON(_ name: String) -> Bool {
    name == "application/json" || (name.hasPrefix("application/") && name.hasSuffix("+json"))
  }

  /// The lines of a text of format 3, some writers of which left the line ends out.
  private static func oldJoined(_ lines: [String]) -> String {
    let hasEnds = lines.first?.utf8.last.map { $0 == 0x0A || $0 == 0x0D } ?? false
    return lines.joined(separator: hasEnds ? "" : "\n")
  }

  /// One form of an output; lines are joined, except in JSON, which stays what it is.
  private static func joined(_ member: JSON.Member) -> JSON {
    guard !isJSON(member.name), case .array(let items) = member.value else { return member.value }
    let lines = items.compactMap(\.stringValue)
    return lines.count == items.count ? .string(lines.joined()) : member.value
  }

}

extension [JSON.Member] {
  /// Removes what programs note in a notebook's metadata and files should not hold.
  mutating func removeTransient() {
    for name in ["orig_nbformat", "orig_nbformat_minor", "signature"] { self[name] = nil }
  }
}

extension Notebook {
  // MARK: Names of cells

  /// Gives every cell a name of its own that the format accepts.
  ///
  /// A cell without one gets the hash of its place and source, so that converting twice gives the same file.
  public mutating func completeIDs() {
    var seen: Set<String> = []
    for index in cells.indices {
      let isValid =
        (1...64).contains(cells[index].id.utf8.count)
        && cells[index].id.utf8.allSatisfy {
          ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x2D || $0 == 0x5F
        }
      if isValid, seen.insert(cells[index].id).inserted { continue }
      var salt = 0
      repeat {
        cells[index].id = Self.generatedID(place: index, source: cells[index].source, salt: salt)
        salt += 1
      } while !seen.insert(cells[index].id).inserted
    }
  }

  static func generatedID(place: Int, source: String, salt: Int = 0) -> String {
    let hash = Self.hashValue(Array("\(place) \(salt) ".utf8) + Array(source.utf8))
    let digits = String(hash ^ hash >> 32 & 0xFFFF_FFFF, radix: 16).suffix(8)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// FNV-1a, 64 bits.
  private static func hashValue(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The hash of some bytes in 16 digits: enough to notice a change, not to keep a secret.
  static func hash(_ bytes: [UInt8]) -> String {
    let digits = String(hashValue(bytes), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
