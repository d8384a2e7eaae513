import Arrays
import Language
import Layers

/// The habits in which the two courses' packages differ.
enum CourseStyle {
  /// CS231n: dropout keeps with probability p.
  case stanford
  /// UCLA ECE C247 (`nndl` and its kin): dropout drops with probability p; other names of optimiser state.
  case ucla
}

/// Collects the entries of a group of the course's functions.
struct CourseList {
  private(set) var entries: [Entry] = []

  mutating func add(
    _ name: String, _ signature: String, _ doc: String, _ example: String = "", _ body: @escaping Entry.Body
  ) {
    entries.append(
      Entry(name, signature, doc: doc, example: example) { a in
        do {
          return try body(a)
        } catch {
          throw CourseList.explained(error, name, signature, a)
        }
      })
  }

  /// The error of a layer with the layer's name, and, where an argument is of a kind that no array or dict can be,
  /// with the name of that argument.
  private static func explained(_ error: any Error, _ name: String, _ signature: String, _ a: Arguments)
    -> any Error
  {
    if let error = error as? ArrayError, error.kind == .interrupt { return error }
    if let error = error as? PyError, error.exception.type.isSubtype(of: Types.keyboardInterrupt) {
      return error
    }
    let parameters = signature.dropFirst().dropLast().split(separator: ",").map { part in
      String(part.prefix { $0 != "=" }.filter { $0 != " " })
    }
    for (place, parameter) in parameters.enumerated() where place < a.count && !a[place].isUnset {
      if let wanted = missing(parameter, a[place], isOptional: signature.contains("\(parameter)=None")) {
        return PyError.typeError("\(name): \(parameter) must be \(wanted), not \(a.vm.typeName(a[place]))")
      }
    }
    switch error {
    case let error as ArrayError where error.kind == .value || error.kind == .type:
      return ArrayError(error.kind, "\(name): \(error.message)")
    case let error as PyError:
      // A note of ours: what is missing in which dict, what a cache must be.
      return error.note.map { error.noting("\(name): \($0)") } ?? error
    default: return error
    }
  }

  /// What a parameter of that name must be, where the value cannot be it; nil where it can.
  private static func missing(_ parameter: String, _ value: Value, isOptional: Bool) -> String? {
    if isOptional, value.isNone { return nil }
    switch parameter {
    case "x", "y", "w", "b", "dout", "gamma", "beta", "dw", "cols":
      switch value {
      case .none, .str, .dict, .function, .builtin, .type: return "an array"
      default: return nil
      }
    case "conv_param", "pool_param", "bn_param", "ln_param", "gn_param", "dropout_param", "config":
      if case .dict = value { return nil }
      return "a dict"
    case "G", "N", "C", "H", "W", "field_height", "field_width", "padding", "stride":
      return value.index == nil ? "an integer" : nil
    case "alpha", "h":
      return value.number == nil ? "a number" : nil
    default: return nil
    }
  }
}

extension Arguments {
  /// A `conv_param` or its like.
  func parameters(_ index: Int) throws -> CourseParameters { try CourseParameters(self[index], vm) }

  /// The members of a cache, by the names that the forward pass gave them.
  func cache(_ index: Int, _ names: String...) throws -> [Value] {
    try CourseParameters.cache(self[index], names, vm)
  }
}

extension Interpreter {
  /// An array, or what NumPy makes one of, of a place that messages name. Errors: TypeError for what no array can be.
  func courseArray(_ value: Value, _ name: String) throws -> NDArray {
    switch value {
    case .none, .str, .dict, .function, .builtin, .type:
      throw PyError.typeError("\(name) must be an array, not \(typeName(value))")
    default: return try asArray(value)
    }
  }
}

/// A dictionary of a layer's settings, as `{'stride': 1, 'pad': 1}`.
struct CourseParameters {
  let dict: DictObject
  private unowned let vm: Interpreter

  init(_ value: Value, _ vm: Interpreter) throws {
    guard case .dict(let dict) = value else {
      throw PyError.typeError("'\(vm.typeName(value))' object is not subscriptable")
    }
    self.dict = dict
    self.vm = vm
  }

  init(_ dict: DictObject, _ vm: Interpreter) {
    self.dict = dict
    self.vm = vm
  }

  /// The members of a cache, which are named for messages. Errors: TypeError and ValueError, these in the words of
  /// unpacking.
  static func cache(_ value: Value, _ names: [String], _ vm: Interpreter) throws -> [Value] {
    let expected = "cache must be the (\(names.joined(separator: ", "))) that the forward pass returned"
    let items: [Value]
    switch value {
    case .tuple(let tuple): items = tuple.items
    case .list(let list): items = list.items
    default: throw ArrayError(.type, "\(expected), not \(vm.typeName(value))")
    }
    guard items.count == names.count else {
      throw PyError.valueError(
        items.count < names.count
          ? "not enough values to unpack (expected \(names.count), got \(items.count))"
          : "too many values to unpack (expected \(names.count))"
      ).noting(expected)
    }
    return items
  }

  /// The value of a key; nil where there is none.
  func find(_ key: String) -> Value? { dict.find(StringObject.interned(key)) }

  /// The value of a key of the dict that messages call `name`. Errors: KeyError, with a note that says what is there.
  func value(_ key: String, of name: String) throws -> Value {
    if let value = find(key) { return value }
    let keys = try dict.items.map { try vm.repr($0.0) }
    throw PyError.keyError(.string(key)).noting(
      "\(name) has no '\(key)'; it holds \(keys.isEmpty ? "nothing" : keys.joined(separator: ", "))")
  }

  /// Errors: KeyError, TypeError.
  func int(_ key: String, of name: String) throws -> Int {
    let value = try value(key, of: name)
    do {
      return try vm.int(value)
    } catch {
      throw wrongKind(error, key, name, "an integer", value)
    }
  }

  /// Errors: KeyError where there is neither the key nor a default, TypeError.
  func double(_ key: String, of name: String, default number: Double? = nil) throws -> Double {
    if let number, find(key) == nil { return number }
    let value = try value(key, of: name)
    do {
      return try vm.double(value)
    } catch {
      throw wrongKind(error, key, name, "a number", value)
    }
  }

  private func wrongKind(
    _ error: any Error, _ key: String, _ name: String, _ wanted: String, _ value: Value
  ) -> any Error {
    guard (error as? PyError)?.exception.type === Types.typeError else { return error }
    return ArrayError(.type, "\(name)['\(key)'] must be \(wanted), not \(vm.typeName(value))")
  }

  func array(_ key: String) throws -> NDArray? { try find(key).map { try vm.asArray($0) } }

  func set(_ key: String, _ value: Value) { dict.set(StringObject.interned(key), value) }

  func convolution() throws -> Convolution.Parameters {
    let name = "conv_param"
    return Convolution.Parameters(stride: try int("stride", of: name), pad: try int("pad", of: name))
  }

  func pooling() throws -> PoolParameters {
    let name = "pool_param"
    return PoolParameters(
      height: try int("pool_height", of: name), width: try int("pool_width", of: name),
      stride: try int("stride", of: name))
  }
}

extension Value {
  /// A tuple of arrays.
  static func arrays(_ arrays: NDArray...) -> Value { .tuple(arrays.map { .array($0) }) }
}

extension PyError {
  /// The line that `noting` added.
  fileprivate var note: String? {
    guard case .list(let notes)? = exception.attributes?.find(StringObject.interned("__notes__")) else {
      return nil
    }
    return notes.items.first?.text
  }

  /// The same error with a line that is shown under its message, as `add_note` adds one.
  func noting(_ note: String) -> PyError {
    let attributes = exception.attributes ?? DictObject()
    attributes.set(StringObject.interned("__notes__"), .list([.string(note)]))
    exception.attributes = attributes
    return self
  }
}
