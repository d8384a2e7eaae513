import Arrays

/// Arrays by name, in the order in which they were added: a network's parameters, or their gradients.
public struct Parameters {
  public private(set) var names: [String] = []
  private var table: [String: NDArray] = [:]

  public init() {}

  /// The array of that name; assigning one to a new name adds it at the end.
  public subscript(name: String) -> NDArray? {
    get { table[name] }
    set {
      if table[name] == nil, newValue != nil { names.append(name) }
      if newValue == nil { names.removeAll { $0 == name } }
      table[name] = newValue
    }
  }

  /// The array of that name. Errors: KeyError.
  public func array(_ name: String) throws -> NDArray {
    guard let found = table[name] else { throw ArrayError(.key, name) }
    return found
  }

  /// Copies that share nothing with these arrays.
  public func copy() throws -> Parameters {
    var result = Parameters()
    for name in names { result[name] = try array(name).copy() }
    return result
  }
}
