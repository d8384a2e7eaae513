/// What becomes of warnings: the filters of CPython's `warnings` module, and which warnings were shown.
public final class WarningFilters {
  public enum Action: String {
    case error, ignore, always, module, once
    /// Once for every line that warns.
    case `default`
  }

  public struct Filter {
    public var action: Action
    public var category: TypeObject
    /// Whether a text is meant; nil for every text.
    public var message: ((String) throws -> Bool)?
    /// Whether the module of the line that warns is meant; nil for every module.
    public var module: ((String) throws -> Bool)?
    /// The line that is meant; 0 for every line.
    public var line: Int

    public init(
      _ action: Action, _ category: TypeObject, message: ((String) throws -> Bool)? = nil,
      module: ((String) throws -> Bool)? = nil, line: Int = 0
    ) {
      self.action = action
      self.category = category
      self.message = message
      self.module = module
      self.line = line
    }
  }

  private struct Shown: Hashable {
    let text: String
    let category: ObjectIdentifier
    /// Empty for warnings that are shown once, wherever they come from.
    let file: String
    /// 0 for warnings that are shown once in a file.
    let line: Int
  }

  /// The first one that fits decides. At the start, those of CPython.
  public var filters: [Filter] {
    didSet { shown.removeAll() }
  }
  private var shown = Set<Shown>()

  init() {
    filters = [
      Filter(.default, Types.deprecationWarning, module: { $0 == "__main__" }),
      Filter(.ignore, Types.deprecationWarning), Filter(.ignore, Types.pendingDeprecationWarning),
      Filter(.ignore, Types.importWarning), Filter(.ignore, Types.resourceWarning),
    ]
  }

  fileprivate func action(
    _ text: String, _ category: TypeObject, module: String, line: Int
  ) throws -> Action {
    for filter in filters where category.isSubtype(of: filter.category) {
      if filter.line != 0, filter.line != line { continue }
      if let message = filter.message, try !message(text) { continue }
      if let fits = filter.module, try !fits(module) { continue }
      return filter.action
    }
    return .default
  }

  /// Whether the warning is new to its action; it counts as shown from now on.
  fileprivate func isNew(
    _ text: String, _ category: TypeObject, _ action: Action, file: String, line: Int
  ) -> Bool {
    switch action {
    case .always: return true
    case .error, .ignore: return false
    case .default, .module, .once:
      let key = Shown(
        text: text, category: ObjectIdentifier(category), file: action == .once ? "" : file,
        line: action == .default ? line : 0)
      return shown.insert(key).inserted
    }
  }
}

extension Interpreter {
  /// Warns, as `warnings.warn` does: raises the warning, shows it or lets it pass, as the filters say.
  ///
  /// - Parameters:
  ///   - message: the warning to raise or to record; made of text and category where it is nil.
  ///   - level: 1 for the code that calls what warns, 2 for its caller, and so on.
  /// - Throws: the warning, where a filter makes errors of its kind.
  public func warn(
    _ text: String, _ category: TypeObject, message: Value? = nil, level: Int = 1
  ) throws {
    let place = place(level: level)
    let action = try warnings.action(text, category, module: place.module, line: place.line)
    func made() throws -> Value { try message ?? call(.type(category), [.string(text)]) }
    if action == .error { throw try raised(made(), cause: .unset) }
    guard warnings.isNew(text, category, action, file: place.source?.name ?? "sys", line: place.line) else {
      return
    }
    // A script may have put a function of its own in the place of the module's.
    if let module = modules["warnings"] {
      warningSource = place.source
      let file = Value.string(place.source?.name ?? "sys")
      _ = try callMethod(
        .object(module), "showwarning", [try made(), .type(category), file, .int(place.line)])
    } else {
      errorOutput(
        warningText(
          text, category, file: place.source?.name ?? "sys", line: place.line,
          code: place.source?.line(place.line)))
    }
  }

  /// `file:line: Category: text`, and the line of code where there is one.
  public func warningText(
    _ text: String, _ category: TypeObject, file: String, line: Int, code: String?
  ) -> String {
    let code = code.map { $0.trimmingRight().drop { $0 == " " || $0 == "\t" || $0 == "\u{c}" } } ?? ""
    return "\(file):\(line): \(category.name): \(text)\n" + (code.isEmpty ? "" : "  \(code)\n")
  }

  /// Where the code stands that runs, `level` 1, or waits for a call, higher ones.
  func place(level: Int) -> (source: Source?, line: Int, module: String) {
    let index = frameCount - max(1, level)
    guard index >= 0 else { return (nil, 1, "sys") }
    let frame = frames[index]
    let code = frame.code
    var position = 0
    if let pc = frames[index + 1].returnPC { position = pc - 1 - code.instructions }
    if !code.spans.indices.contains(position) { position = 0 }
    let line = code.spans.isEmpty ? 1 : code.source.position(of: Int(code.spans[position].start)).line
    let module = frame.namespace.find(Names.name)?.text
    return (code.source, line, module ?? "<string>")
  }
}
