extension Notebook {
  /// The file, byte for byte as nbformat 5 writes format 4.5: names sorted, indent 1, texts as lists of lines.
  public var text: String {
    var notebook = self
    notebook.completeIDs()
    return JSON.object([
      JSON.Member("cells", .array(notebook.cells.map(\.json))),
      JSON.Member("metadata", .object(metadata)),
      JSON.Member("nbformat", .number(4)),
      JSON.Member("nbformat_minor", .number(5)),
    ]).indented + "\n"
  }

  /// A text as the list of its lines, ends kept.
  static func lines(_ text: String) -> JSON { .array(pythonLines(text, keepEnds: true).map { .string($0) }) }
}

/// The lines of a text, cut where Python's `str.splitlines` cuts.
func pythonLines(_ text: String, keepEnds: Bool) -> [String] {
  var lines: [String] = []
  var line = String.UnicodeScalarView()
  var isAfterReturn = false
  func flush() {
    lines.append(String(line))
    line = String.UnicodeScalarView()
  }
  for scalar in text.unicodeScalars {
    if isAfterReturn, scalar != "\n" { flush() }
    isAfterReturn = scalar == "\r"
    switch scalar.value {
    case 0x0D: if keepEnds { line.append(scalar) }
    case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029:
      if keepEnds { line.append(scalar) }
      flush()
    default: line.append(scalar)
    }
  }
  if !line.isEmpty || isAfterReturn { flush() }
  return lines
}

extension Notebook {
  /// An output as the file holds it, its texts cut into lines.
  static func split(output: [JSON.Member]) -> [JSON.Member] {
    var output = output
    if let data = output["data"]?.objectValue { output["data"] = .object(split(forms: data)) }
    if output["output_type"]?.stringValue == "stream", let text = output["text"]?.stringValue {
      output["text"] = lines(text)
    }
    return output
  }

  static func split(attachments: [JSON.Member]) -> [JSON.Member] {
    attachments.map { JSON.Member($0.name, .object(split(forms: $0.value.objectValue ?? []))) }
  }

  private static func split(forms: [JSON.Member]) -> [JSON.Member] {
    forms.map { form in
      let isText =
        form.name.hasPrefix("text/") || form.name == "application/javascript" || form.name == "image/svg+xml"
      guard isText, let text = form.value.stringValue else { return form }
      return JSON.Member(form.name, lines(text))
    }
  }
}

extension NotebookCell {
  fileprivate var json: JSON {
    var members = [
      JSON.Member("cell_type", .string(kind.rawValue)), JSON.Member("id", .string(id)),
      JSON.Member("metadata", .object(metadata)), JSON.Member("source", Notebook.lines(source)),
    ]
    if kind == .code {
      members["execution_count"] = executionCount.map { .number($0) } ?? .null
      members["outputs"] = .array(outputs.map { .object(Notebook.split(output: $0)) })
    } else if let attachments {
      members["attachments"] = .object(Notebook.split(attachments: attachments.objectValue ?? []))
    }
    return .object(members)
  }
}
