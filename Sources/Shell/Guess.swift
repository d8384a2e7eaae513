import Language

/// What is known of an expression's value without running it.
enum Guess {
  case value(Value)
  case instance(TypeObject)
}

/// Finds what an expression is: values that are there already, and the types of what built-in functions give. No code of
/// the script runs.
struct Guesser {
  private let vm: Interpreter
  private let nesting = Nesting()

  /// How deep in the expression the guess is.
  private final class Nesting {
    var depth = 0
  }

  init(_ vm: Interpreter) { self.vm = vm }

  /// - Returns: nil where only running it would tell.
  func guess(_ text: String) -> Guess? {
    // A number and a dot are one number.
    guard !text.isEmpty, !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let expression = try? Parser.parseExpression(source: Source("(\n" + text + "\n)"))
    else { return nil }
    return guess(expression)
  }

  /// The names that stand behind its dot.
  func attributeNames(of guess: Guess) -> [String] {
    switch guess {
    case .value(let value): return vm.attributeNames(of: value)
    case .instance(let type):
      var seen = Set<String>()
      return (vm.attributeNames(of: .type(type)) + vm.assignedNames(of: type))
        .filter { seen.insert($0).inserted }
    }
  }

  private func guess(_ expression: Expression) -> Guess? {
    nesting.depth += 1
    defer { nesting.depth -= 1 }
    // Far more than anyone types, far less than the stack has room for.
    guard nesting.depth <= 400 else { return nil }
    switch expression.kind {
    case .name(let name):
      let name = StringObject.interned(name)
      return (vm.main.namespace.find(name) ?? ((try? vm.builtins.find(name)) ?? nil)).map { .value($0) }
    case .constant(let constant): return guess(constant)
    case .formatted: return .instance(Types.str)
    case .tuple: return .instance(Types.tuple)
    case .list, .listComprehension: return .instance(Types.list)
    case .set, .setComprehension: return .instance(Types.set)
    case .dict, .dictComprehension: return .instance(Types.dict)
    case .generator: return .instance(Types.generator)
    case .named(_, let value): return guess(value)
    case .conditional(_, let then, let otherwise): return guess(then) ?? guess(otherwise)
    case .and(let parts), .or(let parts): return parts.last.flatMap(guess)
    case .unary(let operation, let operand): return guess(operation, operand)
    case .binary(_, let left, let right):
      let sides = [guess(left), guess(right)]
      return sides.contains { isArray($0) } ? .instance(Types.ndarray) : kind(sides[0])
    case .compare(let left, let rest):
      let isArray = isArray(guess(left)) || rest.contains { self.isArray(guess($0.right)) }
      return .instance(isArray ? Types.ndarray : Types.bool)
    case .attribute(let base, let name): return guess(base).flatMap { attribute(name, of: $0) }
    case .subscripted(let base, let key): return guess(base).flatMap { item(key, of: $0) }
    case .call(let callee, _): return result(of: callee)
    default: return nil
    }
  }

  private func guess(_ constant: Constant) -> Guess? {
    switch constant {
    case .none: .value(.none)
    case .bool(let value): .value(.bool(value))
    case .int(let value): .value(.int(value))
    case .float(let value): .value(.float(value))
    case .string(let text): .value(.string(text))
    case .bytes: .instance(Types.bytes)
    default: nil
    }
  }

  private func guess(_ operation: UnaryOperator, _ operand: Expression) -> Guess? {
    if operation == .not { return .instance(Types.bool) }
    guard let guess = guess(operand) else { return nil }
    if operation == .minus, case .value(.int(let number)) = guess { return .value(.int(0 &- number)) }
    return isArray(guess) ? .instance(Types.ndarray) : kind(guess)
  }

  // MARK: Types

  private func type(of guess: Guess) -> TypeObject {
    switch guess {
    case .value(let value): vm.typeOf(value)
    case .instance(let type): type
    }
  }

  /// A value of the same built-in type.
  private func kind(_ guess: Guess?) -> Guess? {
    guess.map { type(of: $0) }.flatMap { $0.isUserDefined ? nil : .instance($0) }
  }

  private func isArray(_ guess: Guess?) -> Bool { guess.map { type(of: $0) === Types.ndarray } ?? false }

  // MARK: Attributes and items

  private func attribute(_ name: String, of guess: Guess) -> Guess? {
    let interned = StringObject.interned(name)
    switch guess {
    case .value(let value):
      return runsCode(value, name)
        ? nil : ((try? vm.findAttribute(value, interned)) ?? nil).map { .value($0) }
    case .instance(let type):
      if type === Types.ndarray, let known = Results.arrayAttributes[name] { return .instance(known) }
      switch type.lookup(interned) {
      case .function(let function)?: return .value(.function(function))
      case .builtin(let function)?: return .value(.builtin(function))
      default: return nil
      }
    }
  }

  /// Whether reading the attribute may call a function of the script.
  private func runsCode(_ value: Value, _ name: String) -> Bool {
    let interned = StringObject.interned(name)
    if case .type(let type) = value { return type.lookup(interned).map(isDescriptor) ?? false }
    var own: Value?
    if case .object(let object) = value {
      if object is ModuleObject { return false }
      if object is SuperObject { return true }
      if let method = object as? BoundMethodObject, runsCode(method.function, name) { return true }
      own = object.attributes?.find(interned)
    }
    let type = vm.typeOf(value)
    if isOfScript(type, "__getattribute__") { return true }
    // `__getattr__` is asked for what is not there.
    guard let found = type.lookup(interned) else {
      return own == nil && type.isUserDefined && has(type, "__getattr__")
    }
    guard case .object(let descriptor) = found else { return false }
    if let property = descriptor as? PropertyObject {
      // A built-in function may call methods of the script, too: `property(len)`.
      if case .builtin = property.getter { return type.isUserDefined }
      return true
    }
    // What the object has itself goes before a descriptor that cannot be set.
    return isDescriptor(found) && (own == nil || has(descriptor.type, "__set__"))
  }

  private func isDescriptor(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    return object.type.isUserDefined && has(object.type, "__get__")
  }

  private func has(_ type: TypeObject, _ method: String) -> Bool {
    type.lookup(StringObject.interned(method)) != nil
  }

  private func isOfScript(_ type: TypeObject, _ method: String) -> Bool {
    if case .function? = type.lookup(StringObject.interned(method)) { true } else { false }
  }

  private func item(_ key: Expression, of guess: Guess) -> Guess? {
    if isOfScript(type(of: guess), "__getitem__") { return nil }
    var isSlice = false
    if case .slice = key.kind { isSlice = true }
    switch type(of: guess) {
    case Types.ndarray:
      if case .value(let array) = guess, case .value(let key)? = self.guess(key), case .int = key,
        let item = try? vm.getItem(array, key)
      {
        return .value(item)
      }
      return .instance(Types.ndarray)
    case Types.str: return .instance(Types.str)
    case let type where isSlice && (type === Types.list || type === Types.tuple): return .instance(type)
    default: break
    }
    guard case .value(let value) = guess, case .value(let key)? = self.guess(key) else { return nil }
    switch (value, key) {
    case (.list(let list), .int(let number)): return place(number, list.items)
    case (.tuple(let tuple), .int(let number)): return place(number, tuple.items)
    case (.dict(let dict), .str(let text)): return dict.find(text).map { .value($0) }
    // Keys of the script's classes may be compared by its own `__eq__`.
    case (.dict(let dict), .int) where !dict.keys.contains(where: isObject):
      return ((try? dict.get(key, vm)) ?? nil).map { .value($0) }
    default: return nil
    }
  }

  private func isObject(_ value: Value) -> Bool { if case .object = value { true } else { false } }

  private func place(_ number: Int, _ items: [Value]) -> Guess? {
    let index = number < 0 ? items.count + number : number
    return items.indices.contains(index) ? .value(items[index]) : nil
  }

  // MARK: Calls

  private func result(of callee: Expression) -> Guess? {
    var found: Guess?
    if case .attribute(let base, let name) = callee.kind {
      // Guessed once: in a chain of calls each base is a call itself.
      guard let base = guess(base) else { return nil }
      if case .value(.object(let module as ModuleObject)) = base {
        if case .value(let value)? = attribute(name, of: base) { return result(of: value, name, in: module) }
        return nil
      }
      let type = type(of: base)
      if case .value(.type) = base {
      } else if let known = Results.ofMethod(name, of: type) {
        return .instance(known)
      }
      found = attribute(name, of: base)
    } else {
      found = guess(callee)
    }
    guard case .value(let value)? = found else { return nil }
    if case .builtin(let function) = value {
      for name in ["numpy", "numpy.random", "numpy.linalg"] {
        guard let module = vm.modules[name],
          case .builtin(let known)? =
            (try? vm.findAttribute(.object(module), StringObject.interned(function.name))) ?? nil,
          known === function
        else { continue }
        return result(of: value, function.name, in: module)
      }
      return Results.functions[function.name].map { .instance($0) }
    }
    return result(of: value, "", in: nil)
  }

  private func result(of callee: Value, _ name: String, in module: ModuleObject?) -> Guess? {
    // A class makes its instances, unless it says otherwise.
    if case .type(let type) = callee { return isOfScript(type, "__new__") ? nil : .instance(type) }
    guard let module,
      module.name == "numpy" || module.name == "numpy.random" || module.name == "numpy.linalg",
      vm.isCallable(callee)
    else { return nil }
    if Results.unknown.contains(name) { return nil }
    return .instance(Results.numpy[name] ?? Types.ndarray)
  }
}

/// The types of what built-in functions and methods give, as far as they are known.
private enum Results {
  nonisolated(unsafe) static let arrayAttributes: [String: TypeObject] = [
    "T": Types.ndarray, "real": Types.ndarray, "imag": Types.ndarray, "shape": Types.tuple,
    "strides": Types.tuple, "ndim": Types.int, "size": Types.int, "itemsize": Types.int, "nbytes": Types.int,
  ]

  /// Functions of Python.
  nonisolated(unsafe) static let functions: [String: TypeObject] = [
    "sorted": Types.list, "dir": Types.list, "len": Types.int, "id": Types.int, "hash": Types.int,
    "ord": Types.int, "repr": Types.str, "input": Types.str, "chr": Types.str, "format": Types.str,
    "hex": Types.str, "bin": Types.str, "oct": Types.str, "ascii": Types.str, "isinstance": Types.bool,
    "issubclass": Types.bool, "callable": Types.bool, "hasattr": Types.bool, "any": Types.bool,
    "all": Types.bool, "globals": Types.dict, "locals": Types.dict, "vars": Types.dict, "divmod": Types.tuple,
  ]

  /// Functions of NumPy that give something else than arrays.
  nonisolated(unsafe) static let numpy: [String: TypeObject] = {
    var table: [String: TypeObject] = [:]
    for name in [
      "shape", "nonzero", "unravel_index", "meshgrid", "ix_", "histogram", "histogram2d", "divmod", "modf",
      "frexp", "eig", "eigh", "svd", "qr", "slogdet", "lstsq", "tril_indices", "triu_indices", "diag_indices",
      "broadcast_arrays", "broadcast_shapes", "get_state",
    ] { table[name] = Types.tuple }
    for name in ["split", "array_split", "hsplit", "vsplit", "dsplit"] { table[name] = Types.list }
    for name in [
      "allclose", "array_equal", "array_equiv", "isscalar", "iscomplexobj", "isrealobj", "can_cast",
      "issubdtype", "shares_memory", "may_share_memory", "iterable",
    ] { table[name] = Types.bool }
    for name in ["ndim", "size"] { table[name] = Types.int }
    for name in ["array2string", "array_repr", "array_str", "base_repr", "binary_repr"] {
      table[name] = Types.str
    }
    for name in ["get_printoptions", "seterr", "geterr"] { table[name] = Types.dict }
    return table
  }()

  static let unknown: Set<String> = [
    "save", "savez", "savez_compressed", "savetxt", "load", "seed", "set_state", "shuffle",
    "set_printoptions",
    "copyto", "put", "place", "putmask", "fill_diagonal", "put_along_axis", "default_rng", "vectorize",
    "frompyfunc", "apply_along_axis", "errstate", "printoptions", "nditer", "ndenumerate", "ndindex",
    "promote_types", "result_type", "min_scalar_type", "info", "finfo", "iinfo", "dtype", "broadcast",
  ]

  static func ofMethod(_ name: String, of type: TypeObject) -> TypeObject? {
    guard case .builtin? = type.lookup(StringObject.interned(name)) else { return nil }
    switch type {
    case Types.ndarray:
      switch name {
      case "tolist": return Types.list
      case "tobytes": return Types.bytes
      case "nonzero": return Types.tuple
      case "item", "fill", "sort", "resize", "setflags", "put", "partition", "tofile", "dump": return nil
      default: return Types.ndarray
      }
    case Types.str:
      switch name {
      case "split", "rsplit", "splitlines": return Types.list
      case "partition", "rpartition": return Types.tuple
      case "encode": return Types.bytes
      case "find", "rfind", "index", "rindex", "count": return Types.int
      case "startswith", "endswith": return Types.bool
      default: return name.hasPrefix("is") ? Types.bool : Types.str
      }
    case Types.list:
      return ["copy": Types.list, "index": Types.int, "count": Types.int][name]
    case Types.tuple: return ["index": Types.int, "count": Types.int][name]
    case Types.dict:
      return [
        "copy": Types.dict, "keys": Types.dictKeys, "values": Types.dictValues, "items": Types.dictItems,
      ][
        name]
    case Types.set:
      return ["copy", "union", "intersection", "difference", "symmetric_difference"].contains(name)
        ? Types.set : name.hasPrefix("is") ? Types.bool : nil
    case Types.bytes: return name == "decode" ? Types.str : nil
    default: return nil
    }
  }
}

private func ~= (pattern: TypeObject, value: TypeObject) -> Bool { pattern === value }
