/// A JSON value that keeps the order of its members and the spelling of its numbers.
public indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  /// The literal as it was written, such as `1e-06`, or `NaN`, `Infinity`, `-Infinity`, which Python writes too.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One name and its value.
  public struct Member: Sendable, Equatable {
    public var name: String
    public var value: JSON

    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }

    public static func == (left: Member, right: Member) -> Bool {
      sameBytes(left.name, right.name) && left.value == right.value
    }
  }
}

extension JSON: Equatable {
  /// Equal kinds with equal bytes; members in any order.
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): sameBytes(a, b) || numbersEqual(a, b)
    case (.string(let a), .string(let b)): sameBytes(a, b)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a.count == b.count && sorted(a) == sorted(b)
    default: false
    }
  }

  private static func numbersEqual(_ a: String, _ b: String) -> Bool {
    guard let a = Double(a), let b = Double(b) else { return false }
    return a == b && a.magnitude < 0x1p53
  }

  /// Members in the order of their names' code points, as Python's `sort_keys` has them.
  static func sorted(_ members: [Member]) -> [Member] {
    members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

extension JSON {
  /// The member of an object, or nothing.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { sameBytes($0.name, name) }?.value
  }

  public var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  public var arrayValue: [JSON]? {
    if case .array(let items) = self { items } else { nil }
  }

  public var objectValue: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The number as a double; `NaN` and the infinities included.
  public var doubleValue: Double? {
    guard case .number(let text) = self else { return nil }
    switch text {
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: return Double(text)
    }
  }

  public var intValue: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  public static func number(_ value: Int) -> JSON { .number(String(value)) }
}

extension [JSON.Member] {
  /// The value of a name; setting `nil` removes it, setting a new name appends it.
  public subscript(name: String) -> JSON? {
    get { first { sameBytes($0.name, name) }?.value }
    set {
      let place = firstIndex { sameBytes($0.name, name) }
      switch (place, newValue) {
      case (let place?, let value?): self[place].value = value
      case (let place?, nil): remove(at: place)
      case (nil, let value?): append(JSON.Member(name, value))
      case (nil, nil): break
      }
    }
  }
}
