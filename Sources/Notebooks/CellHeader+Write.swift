extension CellHeader {
  /// The line that opens the cell, as jupytext writes it.
  public var line: String {
    var words: [String] = []
    if depth > 0 { words.append(String(repeating: "%", count: depth)) }
    if !title.isEmpty { words.append(title) }
    switch kind {
    case .code: break
    case .markdown: words.append("[\(kindWord ?? "markdown")]")
    case .raw: words.append("[raw]")
    }
    if isJSON, !metadata.isEmpty {
      words.append(JSON.object(metadata.map { JSON.Member($0.name, $0.value ?? .null) }).compact)
    } else {
      for entry in metadata {
        words.append(entry.value.map { "\(entry.name)=\(asciiEscaped($0.compact))" } ?? entry.name)
      }
    }
    if let unreadable { words.append(unreadable) }
    let text = words.joined(separator: " ")
    if text.isEmpty { return "# %%" }
    return (text.utf8.first == UInt8(ascii: "%") ? "# %%" : "# %% ") + text
  }
}

/// A JSON text with every character beyond ASCII written as `\u….`, as Python's `json.dumps` does by default.
func asciiEscaped(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
  var out = ""
  for unit in text.utf16 {
    if unit < 0x80, let scalar = Unicode.Scalar(unit) {
      out.unicodeScalars.append(scalar)
    } else {
      let digits = String(unit, radix: 16)
      out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
  return out
}
