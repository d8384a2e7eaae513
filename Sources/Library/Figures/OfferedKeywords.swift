import Language

/// The names that a call takes behind its `**kwargs`: what the shell offers.
struct OfferedKeywords: ExpressibleByArrayLiteral {
  let names: (Interpreter) -> [String]

  init(_ names: @escaping (Interpreter) -> [String]) { self.names = names }
  init(arrayLiteral names: String...) { self.init { _ in names } }

  /// Those that a reader asks for: it reads a call without any keywords.
  init(reading read: @escaping (Keywords) throws -> Void) {
    self.init { vm in
      let keywords = Keywords(nil, of: "", vm)
      try? read(keywords)
      return keywords.offered
    }
  }

  static func + (a: OfferedKeywords, b: OfferedKeywords) -> OfferedKeywords {
    OfferedKeywords { vm in
      let first = a.names(vm)
      return first + b.names(vm).filter { !first.contains($0) }
    }
  }

  nonisolated(unsafe) static let none: OfferedKeywords = []
  nonisolated(unsafe) static let line = OfferedKeywords(reading: { _ = try $0.line() })
  nonisolated(unsafe) static let patch = OfferedKeywords(reading: { _ = try $0.patch() })
  nonisolated(unsafe) static let text = OfferedKeywords(reading: { _ = try $0.textOptions() })
  nonisolated(unsafe) static let image = OfferedKeywords(reading: { _ = try $0.imageOptions() })
  nonisolated(unsafe) static let legend = OfferedKeywords(reading: {
    _ = try AxesMethod.legendParts([], $0, $0.vm)
  })
  /// Of `set`: every `set_…` method.
  nonisolated(unsafe) static let settings = OfferedKeywords { _ in
    AxesMethod.all.compactMap { $0.name.hasPrefix("set_") ? String($0.name.dropFirst(4)) : nil }
  }
}
