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
    entries.append(Entry(name, signature, doc: doc, example: example, body: body))
  }
}

extension Arguments {
  /// A `conv_param` or its like.
  func parameters(_ index: Int) throws -> CourseParameters { try CourseParameters(self[index], vm) }

  /// The members of a cache; TypeError and ValueError in the words of unpacking.
  func cache(_ index: Int, count: Int) throws -> [Value] {
    guard case .tuple(let tuple) = self[index] else {
      throw PyError.typeError(
        "cache must be the tuple that the forward pass returned, not \(vm.typeName(self[index]))")
    }
    guard tuple.items.count == count else {
      throw PyError.valueError(
        tuple.items.count < count
          ? "not enough values to unpack (expected \(count), got \(tuple.items.count))"
          : "too many values to unpack (expected \(count))")
    }
    return tuple.items
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

  /// The value of a key; nil where there is none.
  func find(_ key: String) -> Value? { dict.find(StringObject.interned(key)) }

  func value(_ key: String) throws -> Value {
    guard let value = find(key) else { throw PyError.keyError(.string(key)) }
    return value
  }

  func int(_ key: String) throws -> Int { try vm.int(value(key)) }

  func double(_ key: String) throws -> Double { try vm.double(value(key)) }

  func double(_ key: String, default number: Double) throws -> Double {
    try find(key).map { try vm.double($0) } ?? number
  }

  func array(_ key: String) throws -> NDArray? { try find(key).map { try vm.asArray($0) } }

  func set(_ key: String, _ value: Value) { dict.set(StringObject.interned(key), value) }

  func convolution() throws -> Convolution.Parameters {
    Convolution.Parameters(stride: try int("stride"), pad: try int("pad"))
  }

  func pooling() throws -> PoolParameters {
    PoolParameters(height: try int("pool_height"), width: try int("pool_width"), stride: try int("stride"))
  }
}

extension Value {
  /// A tuple of arrays.
  static func arrays(_ arrays: NDArray...) -> Value { .tuple(arrays.map { .array($0) }) }
}
