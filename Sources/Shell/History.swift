/// The cells of this and earlier sessions, oldest first.
public final class History {
  /// Read from the file when first asked for: a prompt does not wait for it.
  public private(set) lazy var entries: [String] = file?.load() ?? []
  private let file: HistoryFile?

  /// Entries that are kept in memory and found again.
  public static let limit = 10_000

  public init(_ entries: [String] = []) {
    file = nil
    self.entries = entries
  }

  /// The history kept in a file. A file that cannot be read gives an empty history.
  public init(file: HistoryFile) {
    self.file = file
  }

  /// Adds an entry here and in the file, unless it is blank or repeats the newest one.
  /// - Returns: the reason when the file could not be written.
  @discardableResult
  public func add(_ entry: String) -> String? {
    guard !entry.isBlank, entry != entries.last else { return nil }
    entries.append(entry)
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    return file?.append(entry)
  }

  /// The newest entry before `index` that begins with a prefix and differs from `current`.
  public func entry(before index: Int, prefix: String, not current: String) -> Int? {
    entries[..<min(index, entries.count)].lastIndex { $0.hasPrefix(prefix) && $0 != current }
  }

  /// The oldest entry behind `index` that begins with a prefix and differs from `current`.
  public func entry(after index: Int, prefix: String, not current: String) -> Int? {
    guard index + 1 < entries.count else { return nil }
    return entries[(index + 1)...].firstIndex { $0.hasPrefix(prefix) && $0 != current }
  }

  /// The newest entry before `index` that contains a text.
  public func entry(before index: Int, containing text: String) -> Int? {
    entries[..<min(index, entries.count)].lastIndex { $0.contains(text) }
  }

  /// The oldest entry behind `index` that contains a text.
  public func entry(after index: Int, containing text: String) -> Int? {
    guard index + 1 < entries.count else { return nil }
    return entries[(index + 1)...].firstIndex { $0.contains(text) }
  }
}
