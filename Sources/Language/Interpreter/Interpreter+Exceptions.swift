import Arrays

extension Interpreter {
  /// The exception for whatever was thrown.
  public func exception(for error: any Error) -> ExceptionObject {
    switch error {
    case let error as PyError: error.exception
    case let error as ArrayError: PyError(error).exception
    default: (translateError(error) ?? PyError.runtimeError("\(error)")).exception
    }
  }

  // MARK: Names without values

  func unboundLocal(_ name: Value) -> PyError {
    PyError(
      Types.unboundLocalError,
      "cannot access local variable '\(name.text ?? "")' where it is not associated with a value")
  }

  func unboundFree(_ name: Value) -> PyError {
    .nameError(
      "cannot access free variable '\(name.text ?? "")' where it is not associated with a value in enclosing scope"
    )
  }

  func undefined(_ name: Value) -> PyError {
    let name = name.text ?? ""
    let error = PyError.nameError("name '\(name)' is not defined")
    if let hint = undefinedNames[name] {
      error.exception.suggestion = ". \(hint)"
      return error
    }
    if libraryNames.contains(name) {
      error.exception.suggestion = ". Did you forget to import '\(name)'?"
      return error
    }
    // Local names go first, then those of the module, then built-in ones, each in order of definition.
    for names in [
      localNames().keys.compactMap(\.text), globalNames().keys.compactMap(\.text),
      builtins.lazyNames() + builtins.names,
    ] {
      if let near = Suggestion.nearest(name, among: names) { return error.suggesting(near) }
    }
    return error
  }

  /// A name that the module does not define: a built-in one, or a NameError.
  @inline(never)
  func builtin(_ name: Value) throws -> Value {
    if case .str(let text) = name, let value = try builtins.find(text.asName) { return value }
    throw undefined(name)
  }

  func keyboardInterrupt() -> PyError { Interpreter.keyboardInterrupt() }

  /// The exception that answers a request to stop, which is forgotten with it.
  static func keyboardInterrupt() -> PyError {
    Interpreter.interruptFlag.pointee = 0
    Release.postpones = true
    return PyError(ExceptionObject(type: Types.keyboardInterrupt, arguments: []))
  }

  /// For long loops of built-in functions: throws where the user interrupted.
  public func checkInterrupt() throws {
    if Interpreter.interruptFlag.pointee != 0 { throw keyboardInterrupt() }
  }

  // MARK: raise and except

  /// The error of `raise value from cause`.
  func raised(_ value: Value, cause: Value) throws -> PyError {
    func instance(_ value: Value) throws -> ExceptionObject? {
      switch value {
      case .object(let object): return object as? ExceptionObject
      case .type(let type) where type.isSubtype(of: Types.baseException):
        if case .object(let object) = try call(value, []) { return object as? ExceptionObject }
        return nil
      default: return nil
      }
    }
    guard let exception = try instance(value) else {
      throw PyError.typeError("exceptions must derive from BaseException")
    }
    if !cause.isUnset {
      if cause.isNone {
        exception.cause = .none
      } else if let source = try instance(cause) {
        exception.cause = .object(source)
      } else {
        throw PyError.typeError("exception causes must derive from BaseException")
      }
      exception.suppressesContext = true
    }
    return PyError(exception)
  }

  /// Whether `except type` catches the exception.
  func matches(_ exception: Value, _ type: Value) throws -> Bool {
    switch type {
    case .type(let wanted) where wanted.isSubtype(of: Types.baseException):
      return typeOf(exception).isSubtype(of: wanted)
    case .tuple(let tuple): return try tuple.items.contains { try matches(exception, $0) }
    default:
      throw PyError.typeError("catching classes that do not inherit from BaseException is not allowed")
    }
  }

  // MARK: Tracebacks

  /// The text that CPython prints for an uncaught exception.
  public func traceback(of exception: ExceptionObject) -> String {
    var text = ""
    if case .object(let object) = exception.cause, let cause = object as? ExceptionObject, cause !== exception
    {
      text += traceback(of: cause)
      text += "\nThe above exception was the direct cause of the following exception:\n\n"
    } else if !exception.suppressesContext, let context = exception.context, context !== exception {
      text += traceback(of: context)
      text += "\nDuring handling of the above exception, another exception occurred:\n\n"
    }
    let entries = Array(exception.traceback.reversed())
    if !entries.isEmpty { text += "Traceback (most recent call last):\n" }
    text += tracebackLines(entries)
    if let place = exception.syntaxPlace { text += syntaxLines(place.source, place.span) }
    text += summary(of: exception) + exception.suggestion + "\n"
    if case .list(let notes)? = exception.attributes?.find(StringObject.interned("__notes__")) {
      for note in notes.items { text += ((try? str(note)) ?? "") + "\n" }
    }
    return text
  }

  /// `Type: message`
  public func summary(of exception: ExceptionObject) -> String {
    let type = exception.type
    let name =
      type.module == "builtins" || type.module == "__main__"
      ? type.qualifiedName : "\(type.module).\(type.qualifiedName)"
    let message = (try? str(.object(exception))) ?? "<exception str() failed>"
    return message.isEmpty ? name : "\(name): \(message)"
  }

  private func tracebackLines(_ entries: [TracebackEntry]) -> String {
    var text = ""
    var repeats = 0
    for (index, entry) in entries.enumerated() {
      let previous = index > 0 ? entries[index - 1] : nil
      if let previous, previous.source === entry.source, previous.line == entry.line,
        previous.function == entry.function
      {
        repeats += 1
      } else {
        text += repeatLine(repeats)
        repeats = 0
      }
      // CPython shows three of the same lines, then counts.
      if repeats < 3 { text += tracebackLine(entry) }
    }
    return text + repeatLine(repeats)
  }

  private func repeatLine(_ repeats: Int) -> String {
    let more = repeats - 2
    return more > 0 ? "  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]\n" : ""
  }

  private func tracebackLine(_ entry: TracebackEntry) -> String {
    var text = "  File \"\(entry.source.name)\", line \(entry.line), in \(entry.function)\n"
    let line = entry.source.line(entry.line)
    let shown = line.drop { $0 == " " || $0 == "\t" }
    guard !shown.isEmpty else { return text }
    let trimmed = String(shown).trimmingRight()
    text += "    \(trimmed)\n"
    let start = entry.source.position(of: Int(entry.span.start))
    let end = entry.source.position(of: Int(entry.span.end))
    let indent = line.utf8.count - shown.utf8.count
    let from = max(0, start.column - indent)
    let to = end.line == start.line ? min(end.column - indent, trimmed.utf8.count) : trimmed.utf8.count
    guard to > from else { return text }
    let anchors =
      end.line == start.line
      ? caretAnchors(String(decoding: Array(trimmed.utf8)[from..<to], as: UTF8.self)) : nil
    // Carets under the whole line say nothing, unless they point at an operator.
    if anchors == nil, from == 0, to == trimmed.utf8.count { return text }
    let marks = (width(trimmed, to: from)..<max(width(trimmed, to: from) + 1, width(trimmed, to: to))).map {
      column -> Character in
      guard let anchors else { return "^" }
      return anchors.contains(column - width(trimmed, to: from)) ? "^" : "~"
    }
    return text + "    " + String(repeating: " ", count: width(trimmed, to: from)) + String(marks) + "\n"
  }

  /// The columns of the operator in a binary operation, or of the brackets in a subscript.
  private func caretAnchors(_ segment: String) -> Range<Int>? {
    guard let expression = try? Parser.parseExpression(source: Source(segment)) else { return nil }
    let bytes = Array(segment.utf8)
    switch expression.kind {
    case .binary(_, let left, let right):
      var start = Int(left.span.end)
      let end = Int(right.span.start)
      guard start < end, end <= bytes.count else { return nil }
      while start < end, bytes[start] == 32 || bytes[start] == 9 || bytes[start] == UInt8(ascii: ")") {
        start += 1
      }
      let isTwo =
        start + 1 < end && bytes[start + 1] != 32 && bytes[start + 1] != 9
        && bytes[start + 1] != UInt8(ascii: "(")
      let column = width(segment, to: start)
      return column..<(column + (isTwo ? 2 : 1))
    case .subscripted(let object, let index):
      let start = width(segment, to: Int(object.span.end))
      let end = width(segment, to: Int(index.span.end)) + 1
      return start < end ? start..<end : nil
    default: return nil
    }
  }

  /// Characters in the first `bytes` bytes.
  private func width(_ text: String, to bytes: Int) -> Int {
    String(decoding: text.utf8.prefix(bytes), as: UTF8.self).unicodeScalars.count
  }

  private func syntaxLines(_ source: Source, _ span: Span) -> String {
    let start = source.position(of: Int(span.start))
    let end = source.position(of: Int(span.end))
    let line = source.line(start.line)
    let shown = String(line.drop { $0 == " " || $0 == "\t" }).trimmingRight()
    let indent = line.utf8.count - String(line.drop { $0 == " " || $0 == "\t" }).utf8.count
    let from = max(0, start.column - indent)
    let to = end.line == start.line ? max(from + 1, end.column - indent) : max(from + 1, shown.utf8.count)
    return "  File \"\(source.name)\", line \(start.line)\n    \(shown)\n    "
      + String(repeating: " ", count: width(shown, to: from))
      + String(repeating: "^", count: max(1, min(to, shown.utf8.count + 1) - from)) + "\n"
  }
}

extension PyError {
  /// The exception for a syntax error.
  public init(_ error: SyntaxError, source: Source) {
    let type =
      switch error.type {
      case "IndentationError": Types.indentationError
      case "TabError": Types.tabError
      default: Types.syntaxError
      }
    self.init(type, error.message)
    exception.syntaxPlace = (source, error.span)
  }
}

extension String {
  func trimmingRight() -> String {
    var view = self[...]
    while let last = view.last, last == " " || last == "\t" || last == "\r" { view.removeLast() }
    return String(view)
  }
}

extension Interpreter {
  /// The status that a SystemExit asks for; nil for other exceptions.
  public func exitStatus(of exception: ExceptionObject) -> Int32? {
    guard exception.type.isSubtype(of: Types.systemExit) else { return nil }
    guard let argument = exception.arguments.first, !argument.isNone else { return 0 }
    return argument.index.map { Int32(truncatingIfNeeded: $0 & 0xFF) } ?? 1
  }

  /// What is written to the standard error where a SystemExit ends a program: its argument, unless that is a status.
  public func exitMessage(of exception: ExceptionObject) -> String? {
    guard exception.type.isSubtype(of: Types.systemExit), let argument = exception.arguments.first,
      !argument.isNone, argument.index == nil
    else { return nil }
    return (try? str(argument)) ?? ""
  }
}
