/// An attribute of a built-in type that is calculated when it is read, as `x.shape`.
public final class GetterObject: Object {
  public let name: String
  public let doc: String
  let read: (Interpreter, Value) throws -> Value

  public init(_ name: String, doc: String = "", _ read: @escaping (Interpreter, Value) throws -> Value) {
    self.name = name
    self.doc = doc
    self.read = read
    super.init(type: Types.getter)
  }
}

extension Types {
  public nonisolated(unsafe) static let getter = make("getset_descriptor")
}

extension TypeObject {
  /// Gives a built-in type a calculated attribute; `loadEntries` is the place to do so.
  public func addGetter(
    _ name: String, doc: String = "", _ read: @escaping (Interpreter, Value) throws -> Value
  ) {
    attributes.set(StringObject.interned(name), .object(GetterObject(name, doc: doc, read)))
  }
}
