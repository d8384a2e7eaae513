import Arrays
import Language
import Layers
import Training

/// How classes of networks are made, and what their arguments may be.
extension Course {
  /// Makes the type of a network.
  static func networkType(
    _ name: String, _ module: String, _ signature: String, _ doc: String, _ example: String,
    _ make: @escaping (Arguments) throws -> Network
  ) -> TypeObject {
    let type = TypeObject(name, bases: [Types.object], module: module)
    type.doc = doc
    type.constructor = Entry(name, signature, doc: doc, example: example) { [unowned type] a in
      let made = NetworkObject(type: type)
      made.adopt(try make(a))
      return .object(made)
    }.makeBuiltin()
    type.makeInstance = { NetworkObject(type: $0) }
    type.loadEntries = { [unowned type] in
      [
        Entry("__init__", "(self, *args, **kwargs)", doc: "Draws the parameters; takes what the class takes.")
        { a in
          let keywords = a.keywords(2)?.items.compactMap { key, value -> Keyword? in
            if case .str(let name) = key { (name, value) } else { nil }
          }
          let made = try a.vm.instantiate(type, a.rest(1), keywords ?? [])
          guard case .object(let source as NetworkObject) = made, let network = source.network,
            case .object(let target as NetworkObject) = a[0]
          else { throw PyError.typeError("__init__() needs a \(name)") }
          target.adopt(network)
          return .none
        },
        Entry(
          "loss", "(self, X, y=None)",
          doc: "Without labels the class scores of X; with labels the loss and a dict of its gradients."
        ) { a in
          guard case .object(let object) = a[0], let model = object as? NetworkObject else {
            throw PyError.typeError("loss() needs a \(name)")
          }
          return try model.loss(
            a.vm.courseArray(a[1], "X"), a.isGiven(2) ? a.vm.courseArray(a[2], "y") : nil, a.vm)
        },
      ]
    }
    return type
  }

  static func networkDType(_ a: Arguments, _ index: Int) throws -> DType {
    let type = try a.dtype(index) ?? .float32
    guard type.isFloat else {
      throw PyError.typeError("dtype must be a floating-point type, not \(type.name)")
    }
    return type
  }

  /// An integer from 1 on. Errors: TypeError and ValueError that name the argument.
  static func layerSize(_ a: Arguments, _ index: Int, _ name: String) throws -> Int {
    try layerSize(a[index], name, a.vm)
  }

  static func layerSize(_ value: Value, _ name: String, _ vm: Interpreter) throws -> Int {
    guard let size = value.index else {
      throw PyError.typeError("\(name) must be an integer, not \(vm.typeName(value))")
    }
    guard size > 0, size < 1 << 40 else {
      throw PyError.valueError("\(name) must be at least 1, not \(size)")
    }
    return size
  }

  /// The integers of a sequence. Errors: TypeError and ValueError that name the argument.
  static func layerSizes(_ a: Arguments, _ index: Int, _ name: String) throws -> [Int] {
    switch a[index] {
    case .list, .tuple, .array, .iterator, .object: break
    default: throw PyError.typeError("\(name) must be a list of sizes, not \(a.vm.typeName(a[index]))")
    }
    return try a.items(index).map { try layerSize($0, "a size in \(name)", a.vm) }
  }

  /// Errors: TypeError that names the argument.
  static func networkNumber(_ a: Arguments, _ index: Int, _ name: String) throws -> Double {
    guard let number = a[index].number else {
      throw PyError.typeError("\(name) must be a number, not \(a.vm.typeName(a[index]))")
    }
    return number
  }

  /// The dropout that `dropout` and `dropout_keep_ratio` ask for; nil for none.
  ///
  /// `dropout` keeps in CS231n and drops in the UCLA course; the ratio keeps in both. A ratio of one keeps everything,
  /// zero is "no dropout" in both courses.
  static func dropoutSettings(
    _ a: Arguments, dropout: Int, keepRatio: Int, seed: Int, _ style: CourseStyle
  ) throws -> Network.DropoutSettings? {
    let convention: Dropout.Convention = style == .stanford ? .keeps : .drops
    func probability(_ index: Int, _ name: String) throws -> Double {
      let p = a.isGiven(index) ? try networkNumber(a, index, name) : 0
      guard (0...1).contains(p) else {
        throw PyError.valueError("\(name) must be between 0 and 1, not \(FloatText.repr(p))")
      }
      return p
    }
    func isNone(_ p: Double, _ convention: Dropout.Convention) -> Bool {
      p == 0 || (convention == .keeps && p == 1)
    }
    let kept = try probability(keepRatio, "dropout_keep_ratio")
    var p = try probability(dropout, "dropout")
    if !isNone(kept, .keeps) {
      guard isNone(p, convention) else {
        throw PyError.valueError("dropout and dropout_keep_ratio are given both; one is enough")
      }
      p = convention == .keeps ? kept : 1 - kept
    }
    if isNone(p, convention) { return nil }
    try Dropout.check(p, convention, name: "dropout")
    guard a.isGiven(seed) else { return Network.DropoutSettings(p: p, convention: convention, seed: nil) }
    guard let number = a[seed].index else {
      throw PyError.typeError("seed must be an integer or None, not \(a.vm.typeName(a[seed]))")
    }
    return Network.DropoutSettings(p: p, convention: convention, seed: number)
  }

  static func imageSize(_ a: Arguments, _ index: Int) throws -> (channels: Int, height: Int, width: Int) {
    let sizes = try layerSizes(a, index, "input_dim")
    guard sizes.count == 3, sizes.allSatisfy({ $0 < 1 << 20 }) else {
      throw PyError.valueError("input_dim must be (channels, height, width), not \(try a.vm.repr(a[index]))")
    }
    return (sizes[0], sizes[1], sizes[2])
  }

  /// Errors: ValueError that names what there is.
  static func normalization(_ a: Arguments, _ index: Int, among known: [Network.Normalization]) throws
    -> Network.Normalization?
  {
    guard a.isGiven(index) else { return nil }
    if let found = a[index].text.flatMap({ Network.Normalization(rawValue: $0) }), known.contains(found) {
      return found
    }
    // The earlier course had a flag in this place.
    if case .bool(let flag) = a[index] { return flag ? .batchnorm : nil }
    let names = known.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    throw PyError.valueError("normalization must be \(names) or None, not \(try a.vm.repr(a[index]))")
  }
}

extension Entry {
  /// The entry as a type's constructor.
  func makeBuiltin() -> BuiltinObject? {
    if case .builtin(let made) = makeValue() { made } else { nil }
  }
}
