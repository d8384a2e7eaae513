import Language

extension Session {
  public var names: [String] {
    interpreter.main.namespace.items.map(\.name.value).filter { !$0.hasPrefix("_") }
  }

  /// Python's numbers, texts, truth values, None, lists, tuples and dicts, and NumPy's numbers and arrays, as
  /// `json.dumps(value.tolist())` would write them; nothing for all else.
  public func value(of name: String) -> JSON? {
    interpreter.exclusively {
      guard let value = interpreter.main.namespace[name] else { return nil }
      return json(value, depth: 0)
    }
  }

  private func json(_ value: Value, depth: Int) -> JSON? {
    // A list that holds itself is no JSON either.
    guard depth < JSON.depthLimit else { return nil }
    switch value {
    case .none: return .null
    case .bool(let flag), .npBool(let flag): return .bool(flag)
    case .int(let number), .npInt64(let number): return .number(number)
    case .npUInt8(let number): return .number(Int(number))
    case .npInt32(let number): return .number(Int(number))
    case .npUInt64(let number): return .number(String(number))
    case .float(let number), .npFloat64(let number): return .number(pythonRepr(number))
    case .npFloat32(let number): return .number(pythonRepr(Double(number)))
    case .str(let text): return .string(text.value)
    case .list(let list): return json(list.items, depth)
    case .tuple(let tuple): return json(tuple.items, depth)
    case .dict(let dict): return json(dict, depth)
    case .array: return (try? interpreter.callMethod(value, "tolist")).flatMap { json($0, depth: depth) }
    case .object(let object):
      guard object is BigIntObject, let digits = try? interpreter.repr(value) else { return nil }
      return .number(digits)
    default: return nil
    }
  }

  private func json(_ items: [Value], _ depth: Int) -> JSON? {
    var values: [JSON] = []
    for item in items {
      guard let value = json(item, depth: depth + 1) else { return nil }
      values.append(value)
    }
    return .array(values)
  }

  private func json(_ dict: DictObject, _ depth: Int) -> JSON? {
    var members: [JSON.Member] = []
    for (key, value) in dict.items {
      let name: String
      switch json(key, depth: depth + 1) {
      case .string(let text): name = text
      case .number(let text): name = text
      case .bool(let flag): name = flag ? "true" : "false"
      case .null: name = "null"
      default: return nil
      }
      guard let value = json(value, depth: depth + 1) else { return nil }
      members.append(JSON.Member(name, value))
    }
    return .object(members)
  }
}
