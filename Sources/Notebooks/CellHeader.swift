/// What the line that opens a cell says: `# %% Title [markdown] key="value" tags=["a"]`.
///
/// The grammar is jupytext's `py:percent`, format 1.3: `# %%`, `#%%`, `# %%%` for a cell below the last one,
/// `# In[3]:` and `# <codecell>` open a cell; `# %%timeit`, with no blank, does not.
public struct CellHeader: Sendable, Equatable {
  /// Whether the cell is run, read, or kept.
  public enum Kind: String, Sendable { case code, markdown, raw }

  public var kind = Kind.code
  /// The word that named the kind: `markdown`, or `md` for short.
  public var kindWord: String?
  public var title = ""
  /// How many `%` stand beyond the two.
  public var depth = 0
  /// Names and values in the order of the line; a name without a value is `nil`.
  public var metadata: [Entry] = []
  /// What stands on the line but is neither a title nor a name with a value.
  public var unreadable: String?
  /// Whether the metadata was written as one JSON object.
  public var isJSON = false

  public struct Entry: Sendable, Equatable {
    public var name: String
    public var value: JSON?

    public init(_ name: String, _ value: JSON?) {
      self.name = name
      self.value = value
    }
  }

  public init() {}

  /// The longest line that is searched for metadata; beyond it everything counts as the title.
  private static let lengthLimit = 1 << 14

  /// Reads a line, or returns nothing where it opens no cell.
  public init?(line: String) {
    guard let marked = Self.markerText(line) else { return nil }
    var text = trimmed(marked)
    guard text.utf8.count <= Self.lengthLimit else {
      title = text
      return
    }
    readMetadata(of: &text)
    readTitle(text)
  }

  /// The value of a name.
  public subscript(name: String) -> JSON? { metadata.first { sameBytes($0.name, name) }?.value }

  // MARK: The marker

  /// What follows the two percent signs, or nothing where the line opens no cell.
  static func markerText(_ line: String) -> Substring? {
    let bytes = line.utf8
    var index = bytes.startIndex
    func skip() { while index < bytes.endIndex, isSpace(bytes[index]) { index = bytes.index(after: index) } }
    skip()
    guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "#") else { return nil }
    index = bytes.index(after: index)
    skip()
    let rest = line[index...]
    if rest.utf8.starts(with: "%%".utf8) {
      let after = bytes.index(index, offsetBy: 2)
      let text = line[after...]
      var end = after
      while end < bytes.endIndex, bytes[end] == UInt8(ascii: "%") { end = bytes.index(after: end) }
      if end < bytes.endIndex { return isSpace(bytes[end]) ? text : nil }
      return end == after ? text : nil
    }
    return isOldMarker(trimmed(rest)) ? line[line.endIndex...] : nil
  }

  /// `In[3]:`, as nbconvert writes, and `<codecell>`, as IPython once did.
  private static func isOldMarker(_ text: String) -> Bool {
    if text == "<codecell>" { return true }
    guard text.hasPrefix("In[") else { return false }
    var rest = text.dropFirst(3)
    while let first = rest.utf8.first, first == 0x20 || (first >= 0x30 && first <= 0x39) {
      rest = rest.dropFirst()
    }
    return rest == "]" || rest == "]:"
  }

  // MARK: Title and kind

  private mutating func readTitle(_ text: String) {
    title = text
    for word in ["markdown", "raw", "md"] {
      guard find("[\(word)]", in: title) != nil else { continue }
      kind = word == "raw" ? .raw : .markdown
      kindWord = word
      while let range = find("[\(word)]", in: title) { title.removeSubrange(range) }
      title = trimmed(title)
      break
    }
    while title.utf8.first == UInt8(ascii: "%") {
      depth += 1
      title.removeFirst()
    }
    if depth > 0 { title = trimmed(title) }
  }

  // MARK: Metadata

  /// Takes the metadata off the end of the text and leaves the title.
  private mutating func readMetadata(of text: inout String) {
    let bytes = Array(text.utf8)
    let brace = bytes.firstIndex(of: UInt8(ascii: "{"))
    let equals = bytes.firstIndex(of: UInt8(ascii: "="))
    if let brace, equals.map({ brace < $0 }) ?? true {
      let rest = String(decoding: bytes[brace...], as: UTF8.self)
      isJSON = true
      if case .object(let members)? = JSON.parseRelaxed(Array(rest.utf8)) {
        metadata = members.map { Entry($0.name, $0.value) }
      } else {
        unreadable = rest
      }
      text = trimmed(String(decoding: bytes[..<brace], as: UTF8.self))
      return
    }
    // The title ends before the first name; a word that begins with a point is a name without a value.
    var words = bytes[..<(equals ?? bytes.count)].split(separator: 0x20, omittingEmptySubsequences: false)
    if equals != nil {
      while words.last?.isEmpty == true { words.removeLast() }
      if !words.isEmpty { words.removeLast() }
    }
    while let last = words.last, last.allSatisfy(isSpace) || last.first == UInt8(ascii: ".") {
      words.removeLast()
    }
    let end = words.last?.endIndex ?? 0
    readPairs(Array(bytes[end...]))
    text = String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// Reads `a=1 b="two" c`, from the right, where a value may itself hold blanks and equal signs.
  private mutating func readPairs(_ bytes: [UInt8]) {
    var entries: [Entry] = []
    var rest = bytes[...]
    while true {
      while let last = rest.last, isSpace(last) { rest.removeLast() }
      while let first = rest.first, isSpace(first) { rest.removeFirst() }
      guard !rest.isEmpty else { break }
      let lastWord = rest[((rest.lastIndex(of: 0x20) ?? rest.startIndex - 1) + 1)...]
      if Self.isIdentifier(lastWord) {
        entries.append(Entry(String(decoding: lastWord, as: UTF8.self), nil))
        rest = rest[..<lastWord.startIndex]
        continue
      }
      guard let (entry, start) = Self.lastPair(rest) else {
        unreadable = String(decoding: rest, as: UTF8.self)
        break
      }
      entries.append(entry)
      rest = rest[..<start]
    }
    var seen: Set<String> = []
    metadata = entries.filter { seen.insert($0.name).inserted }.reversed()
  }

  /// The rightmost `name=value` whose value reads to the end of the text, and where its name begins.
  private static func lastPair(_ bytes: ArraySlice<UInt8>) -> (Entry, Int)? {
    var end = bytes.endIndex
    while let equals = bytes[..<end].lastIndex(of: UInt8(ascii: "=")) {
      end = equals
      var nameEnd = equals
      while nameEnd > bytes.startIndex, isSpace(bytes[nameEnd - 1]) { nameEnd -= 1 }
      let start = (bytes[..<nameEnd].lastIndex(of: 0x20) ?? bytes.startIndex - 1) + 1
      let name = bytes[start..<nameEnd]
      guard isName(name) else { continue }
      guard let value = JSON.parseRelaxed(Array(bytes[(equals + 1)...])) else { continue }
      return (Entry(String(decoding: name, as: UTF8.self), value), start)
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x5F || byte == 0x2E
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isIdentifier(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, isLetter(first) else { return false }
    return word.allSatisfy { isLetter($0) || isDigit($0) }
  }

  private static func isName(_ word: ArraySlice<UInt8>) -> Bool {
    !word.isEmpty
      && word.allSatisfy {
        isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/")
          || $0 == UInt8(ascii: "-")
      }
  }
}

/// Where a short text first stands in a longer one.
func find(_ part: String, in text: String) -> Range<String.Index>? {
  guard let first = part.utf8.first else { return nil }
  let bytes = text.utf8
  var start = bytes.startIndex
  while let index = bytes[start...].firstIndex(of: first) {
    if bytes[index...].starts(with: part.utf8) {
      return index..<bytes.index(index, offsetBy: part.utf8.count)
    }
    start = bytes.index(after: index)
  }
  return nil
}
