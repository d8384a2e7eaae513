extension Notebook {
  /// Leaves out what the schema of format 4.5 refuses, so that what is written is a valid notebook.
  ///
  /// - Returns: what was left out, for a person.
  mutating func dropInvalid() -> [String] {
    var notes: [String] = []
    for name in Self.invalidNames(metadata, Self.notebookRules) {
      metadata[name] = nil
      notes.append("the notebook's \(name) is not what the format allows and is left out")
    }
    for index in cells.indices {
      for part in cells[index].dropInvalid() {
        notes.append("cell \(index + 1): \(part) is not what the format allows and is left out")
      }
    }
    return notes
  }

  // MARK: Rules

  typealias Rule = (name: String, accepts: (JSON) -> Bool)

  static func invalidNames(_ members: [JSON.Member], _ rules: [Rule]) -> [String] {
    rules.filter { rule in members[rule.name].map { !rule.accepts($0) } ?? false }.map(\.name)
  }

  nonisolated(unsafe) private static let notebookRules: [Rule] = [
    ("kernelspec", { $0["name"]?.stringValue != nil && $0["display_name"]?.stringValue != nil }),
    (
      "language_info",
      { info in
        info["name"]?.stringValue != nil
          && ["file_extension", "mimetype", "pygments_lexer"].allSatisfy {
            info[$0].map { $0.stringValue != nil } ?? true
          }
          && info["codemirror_mode"].map { $0.stringValue != nil || $0.objectValue != nil } ?? true
      }
    ),
    ("title", { $0.stringValue != nil }), ("authors", { $0.arrayValue != nil }),
  ]
}

extension NotebookCell {
  nonisolated(unsafe) private static let commonRules: [Notebook.Rule] = [
    ("name", { $0.stringValue?.contains { !$0.isNewline } ?? false }),
    ("tags", { $0.arrayValue?.allSatisfy(isTag) ?? false }), ("jupyter", { $0.objectValue != nil }),
  ]

  nonisolated(unsafe) private static let codeRules: [Notebook.Rule] =
    commonRules + [
      ("execution", { $0.objectValue?.allSatisfy { $0.value.stringValue != nil } ?? false }),
      ("collapsed", { $0.boolValue != nil }),
      ("scrolled", { $0.boolValue != nil || $0.stringValue == "auto" }),
    ]

  nonisolated(unsafe) private static let rawRules: [Notebook.Rule] =
    commonRules + [("format", { $0.stringValue != nil })]

  private static func isTag(_ tag: JSON) -> Bool {
    guard let text = tag.stringValue else { return false }
    return !text.isEmpty && !text.utf8.contains(UInt8(ascii: ","))
  }

  /// Leaves out what the schema refuses; the parts that went.
  fileprivate mutating func dropInvalid() -> [String] {
    var parts: [String] = []
    mendTags()
    let rules = kind == .code ? Self.codeRules : kind == .raw ? Self.rawRules : Self.commonRules
    for name in Notebook.invalidNames(metadata, rules) {
      metadata[name] = nil
      parts.append("its \(name)")
    }
    if let count = executionCount, count < 0 { executionCount = nil }
    for index in outputs.indices { parts += Self.dropInvalid(&outputs[index]) }
    if let files = attachments?.objectValue {
      attachments = .object(
        files.map { file in
          var forms = file.value.objectValue ?? []
          parts += Self.dropForms(&forms)
          return JSON.Member(file.name, .object(forms))
        })
    } else if attachments != nil {
      attachments = nil
      parts.append("its attachments")
    }
    return parts
  }

  /// Tags that a script wrote as one text become a list, and none stands twice.
  private mutating func mendTags() {
    guard let value = metadata["tags"] else { return }
    if value.stringValue != nil { metadata["tags"] = .array(options.tags.map { .string($0) }) }
    guard let tags = metadata["tags"]?.arrayValue else { return }
    var unique: [JSON] = []
    for tag in tags where !unique.contains(tag) { unique.append(tag) }
    metadata["tags"] = .array(unique)
  }

  private static func dropInvalid(_ output: inout [JSON.Member]) -> [String] {
    var parts: [String] = []
    var known = ["output_type"]
    switch output["output_type"]?.stringValue {
    case "stream": known += ["name", "text"]
    case "error":
      known += ["ename", "evalue", "traceback"]
      let lines = output["traceback"]?.arrayValue ?? []
      if lines.contains(where: { $0.stringValue == nil }) {
        output["traceback"] = .array(lines.filter { $0.stringValue != nil })
        parts.append("a line of a traceback")
      }
    case "execute_result":
      known += ["data", "metadata", "execution_count"]
      if output["execution_count"]?.intValue.map({ $0 < 0 }) ?? true { output["execution_count"] = .null }
    default: known += ["data", "metadata"]
    }
    if var forms = output["data"]?.objectValue {
      parts += dropForms(&forms)
      output["data"] = .object(forms)
    }
    for member in output where !known.contains(member.name) {
      output[member.name] = nil
      parts.append("an output's \(member.name)")
    }
    return parts
  }

  /// Every form but JSON is a text.
  private static func dropForms(_ forms: inout [JSON.Member]) -> [String] {
    var parts: [String] = []
    for form in forms where !Notebook.isJSON(form.name) && form.value.stringValue == nil {
      forms[form.name] = nil
      parts.append("an output's \(form.name)")
    }
    return parts
  }
}
