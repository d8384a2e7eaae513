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

  /// A text as the list of its lines, ends kept, cut where Python's `splitlines` cuts.
  static func lines(_ text: String) -> JSON {
    var items: [JSON] = []
    var line = String.UnicodeScalarView()
    var isAfterReturn = false
    func flush() {
      items.append(.string(String(line)))
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if isAfterReturn, scalar != "\n" { flush() }
      isAfterReturn = scalar == "\r"
      line.append(scalar)
      switch scalar.value {
      case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029: flush()
      default: break
      }
    }
    if !line.isEmpty { flush() }
    return .array(items)
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
      members["outputs"] = .array(outputs.map { .object(Self.split($0)) })
    } else if let attachments {
      members["attachments"] = .object(
        (attachments.objectValue ?? []).map { file in
          JSON.Member(file.name, .object(Self.splitForms(file.value.objectValue ?? [])))
        })
    }
    return .object(members)
  }

  private static func split(_ output: [JSON.Member]) -> [JSON.Member] {
    var output = output
    if let data = output["data"]?.objectValue { output["data"] = .object(splitForms(data)) }
    if output["output_type"]?.stringValue == "stream", let text = output["text"]?.stringValue {
      output["text"] = Notebook.lines(text)
    }
    return output
  }

  private static func splitForms(_ forms: [JSON.Member]) -> [JSON.Member] {
    forms.map { form in
      let isText =
        form.name.hasPrefix("text/") || form.name == "application/javascript" || form.name == "image/svg+xml"
      guard isText, let text = form.value.stringValue else { return form }
      return JSON.Member(form.name, Notebook.lines(text))
    }
  }
}
