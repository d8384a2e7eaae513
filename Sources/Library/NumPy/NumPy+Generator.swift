import Arrays
import Language

/// `np.random.default_rng(seed)`: a generator as scripts hold it.
final class RandomGeneratorObject: Object {
  let generator: RandomGenerator

  init(_ generator: RandomGenerator) {
    self.generator = generator
    super.init(type: RandomGeneratorObject.generatorType)
  }

  nonisolated(unsafe) static let generatorType: TypeObject = {
    let type = TypeObject("Generator", bases: [Types.object], module: "numpy.random._generator")
    type.constructor = NumPy.builtin(
      "Generator", "(bit_generator)",
      doc: "A generator of random numbers; made by np.random.default_rng(seed).",
      example:
        "rng = np.random.default_rng(0)\nprint(isinstance(rng, np.random.Generator), rng.integers(10))\n#> True 8"
    ) { _ in
      throw PyError.unsupported("np.random.Generator(…) is not part of nbsh: use np.random.default_rng(seed)")
    }
    type.loadEntries = { NumPy.generatorMethods }
    return type
  }()

  static func own(_ a: Arguments) throws -> RandomGenerator {
    guard case .object(let object) = a[0], let object = object as? RandomGeneratorObject else {
      throw PyError.typeError("descriptor requires a 'numpy.random._generator.Generator' object")
    }
    return object.generator
  }
}

extension NumPy {
  nonisolated(unsafe) static let generatorFunctions = EntryList { add in
    add(
      "default_rng", "(seed=None)", "A generator of random numbers: PCG64, seeded as NumPy seeds it.",
      "rng = np.random.default_rng(42)\nprint(rng.random())\n#> 0.7739560485559633"
    ) { a in
      if a[0].isNone || a[0].isUnset {
        let generator = RandomGenerator()
        WatchedStreams.of(a.vm).add(generator)
        return .object(RandomGeneratorObject(generator))
      }
      if case .object(let object) = a[0], object is RandomGeneratorObject { return a[0] }
      return .object(RandomGeneratorObject(RandomGenerator(words: try seedWords(a[0], a.vm))))
    }
    for name in ["PCG64", "MT19937", "Philox", "SFC64", "SeedSequence"] {
      add(name, "(seed=None)", "Left out: use np.random.default_rng(seed).") { _ in
        throw PyError.unsupported("np.random.\(name) is not part of nbsh: use np.random.default_rng(seed)")
      }
    }
  }

  /// A seed's 32-bit words, lowest first: those of a number of any size, or of all numbers of a sequence.
  private static func seedWords(_ value: Value, _ vm: Interpreter) throws -> [UInt32] {
    func words(_ item: Value) throws -> [UInt32]? {
      if let number = item.index {
        if number < 0 { throw PyError.valueError("expected non-negative integer") }
        return number >> 32 == 0
          ? [UInt32(truncatingIfNeeded: number)]
          : [UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32)]
      }
      if case .npUInt64(let number) = item {
        return [UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32)]
      }
      guard let digits = item.wordsOfBigInteger else { return nil }
      return digits
    }
    if let single = try words(value) { return single }
    func refusal() throws -> PyError {
      PyError.typeError(
        "SeedSequence expects int or sequence of ints for entropy not \(try vm.str(value))")
    }
    switch value {
    case .list, .tuple, .array:
      var all: [UInt32] = []
      for item in try vm.items(of: value) {
        guard let part = try words(item) else { throw try refusal() }
        all += part
      }
      return all
    default: throw try refusal()
    }
  }

  /// The methods of `Generator`.
  fileprivate static var generatorMethods: [Entry] {
    var list = EntryList { _ in }
    func add(
      _ name: String, _ parameters: String, _ doc: String, _ example: String,
      _ body: @escaping (RandomGenerator, Arguments) throws -> Value
    ) {
      let signature = parameters == "()" ? "(self)" : "(self, " + parameters.dropFirst()
      list(name, signature, doc, example) { a in try body(RandomGeneratorObject.own(a), a) }
    }
    addLaws(1) { name, parameters, doc, _, example, body in
      // These take further arguments in a generator.
      if name == "standard_normal" || name == "standard_exponential" { return }
      add(name, parameters, doc, example) { generator, a in try body(generator, a) }
    }
    addGeneratorDraws(add)
    addGeneratorSampling(add)
    add(
      "spawn", "(n_children)", "New independent generators.",
      "rng = np.random.default_rng(0)\nstreams = rng.spawn(2)\nprint([int(stream.integers(100)) for stream in streams])\n#> [80, 66]"
    ) { generator, a in
      let count = try a.int(1)
      if count < 0 { throw PyError.valueError("n_children must be non-negative") }
      return .list(
        generator.spawn(count).map { child in
          if !child.isSeeded { WatchedStreams.of(a.vm).add(child) }
          return .object(RandomGeneratorObject(child))
        })
    }
    for (name, old) in [("__repr__", true), ("__str__", false)] {
      add(name, "()", "Generator(PCG64)", "") { generator, _ in
        guard old else { return .string("Generator(PCG64)") }
        let address = UInt(bitPattern: ObjectIdentifier(generator).hashValue)
        return .string("Generator(PCG64) at 0x\(String(address, radix: 16, uppercase: true))")
      }
    }
    return list.entries
  }

  private typealias GeneratorAdder = (
    String, String, String, String, @escaping (RandomGenerator, Arguments) throws -> Value
  ) -> Void

  private static func addGeneratorDraws(_ add: GeneratorAdder) {
    /// The float64 that functions with `dtype=` and `out=` draw; other dtypes by `single`.
    func draw(
      _ name: String, _ parameters: String, _ doc: String, _ example: String,
      single: ((RandomGenerator, Shape?) throws -> Operand)? = nil,
      _ body: @escaping (RandomGenerator, Shape?) throws -> Operand
    ) {
      let outIndex = parameters.contains("method") ? 4 : 3
      add(name, parameters, doc, example) { generator, a in
        var size = try a.size(1)
        let out = try a.isGiven(outIndex) ? a.array(outIndex) : nil
        if let out {
          if let size, size != out.shape {
            throw PyError.valueError("size must match out.shape when used together")
          }
          size = out.shape
        }
        let drawn: Operand
        switch try a.dtype(2) ?? .float64 {
        case .float64: drawn = try body(generator, size)
        case .float32:
          guard let single else {
            throw PyError.unsupported("\(name) with dtype=np.float32 is not part of nbsh: use astype")
          }
          drawn = try single(generator, size)
        case let dtype:
          throw PyError.typeError("Unsupported dtype dtype('\(dtype.name)') for \(name)")
        }
        guard let out else { return value(drawn) }
        try out.assign(drawn)
        return a[outIndex]
      }
    }
    draw(
      "random", "(size=None, dtype=None, out=None)", "Uniform numbers in [0, 1).",
      "rng = np.random.default_rng(0)\nprint(rng.random(3).round(4))\n#> [0.637  0.2698 0.041 ]",
      single: { try $0.randomSingle(size: $1) }
    ) { try $0.random(size: $1) }
    draw(
      "standard_normal", "(size=None, dtype=None, out=None)", "Numbers of the standard normal distribution.",
      "rng = np.random.default_rng(0)\nprint(rng.standard_normal((2, 2)).round(4))\n#> [[ 0.1257 -0.1321]\n#>  [ 0.6404  0.1049]]"
    ) { try $0.standardNormal(size: $1) }
    draw(
      "standard_exponential", "(size=None, dtype=None, method='zig', out=None)",
      "Numbers of the exponential distribution.",
      "rng = np.random.default_rng(0)\nprint(rng.standard_exponential(3).round(4))\n#> [0.6799 1.0196 0.0198]"
    ) { try $0.standardExponential(size: $1) }
    add(
      "integers", "(low, high=None, size=None, dtype=None, endpoint=False)",
      "Whole numbers from low up to, not including, high.",
      "rng = np.random.default_rng(0)\nprint(rng.integers(0, 10, size=5))\n#> [8 6 5 2 3]"
    ) { generator, a in
      let high: Operand? = a.isGiven(2) ? try a.operand(2) : nil
      return value(
        try generator.integers(
          low: a.operand(1), high: high, size: a.size(3), dtype: a.dtype(4) ?? .int64, endpoint: a.bool(5)))
    }
    add(
      "bytes", "(length)", "Random bytes.",
      "rng = np.random.default_rng(0)\nprint(rng.bytes(4))\n#> b'_\\x82\\xc2\\xd9'"
    ) { generator, a in
      let count = try a.int(1)
      if count < 0 { throw PyError.valueError("negative dimensions are not allowed") }
      var bytes: [UInt8] = []
      while bytes.count < count {
        let word = generator.nextWord()
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
      }
      return .object(BytesObject(Array(bytes.prefix(count))))
    }
  }

  private static func addGeneratorSampling(_ add: GeneratorAdder) {
    add(
      "shuffle", "(x, axis=0)", "Shuffles along an axis in place.",
      "rng = np.random.default_rng(0)\nx = np.arange(5)\nrng.shuffle(x)\nprint(x)\n#> [2 4 3 0 1]"
    ) { generator, a in
      switch a[1] {
      case .array(let array): try generator.shuffle(array, axis: a.int(2))
      case .list(let list):
        if try a.int(2) != 0 {
          throw PyError.unsupported("Axis argument is only supported on ndarray objects")
        }
        generator.shuffle(count: list.items.count) { list.items.swapAt($0, $1) }
      case .tuple: throw PyError.typeError("'tuple' object does not support item assignment")
      default: throw PyError.typeError("object of type '\(a.vm.typeName(a[1]))' has no len()")
      }
      return .none
    }
    add(
      "permutation", "(x, axis=0)", "A shuffled copy, or a shuffled range.",
      "rng = np.random.default_rng(0)\nprint(rng.permutation(5))\n#> [2 4 3 0 1]"
    ) { generator, a in
      if !a[1].isArray, let count = a[1].index { return .array(try generator.permutation(count)) }
      return .array(try generator.permutation(a.array(1), axis: a.int(2)))
    }
    add(
      "permuted", "(x, axis=None, out=None)", "A copy whose lines along an axis are shuffled one by one.",
      "rng = np.random.default_rng(0)\nx = np.arange(6).reshape(2, 3)\nprint(rng.permuted(x, axis=1))\n#> [[2 0 1]\n#>  [5 4 3]]"
    ) {
      generator, a in
      let made = try generator.permuted(a.array(1), axis: a.isGiven(2) ? a.int(2) : nil)
      guard a.isGiven(3) else { return .array(made) }
      try a.array(3).assign(.array(made))
      return a[3]
    }
    add(
      "choice", "(a, size=None, replace=True, p=None, axis=0, shuffle=True)",
      "A random sample of a range or of an array along an axis.",
      "rng = np.random.default_rng(0)\nprint(rng.choice(5, size=3, replace=False))\n#> [3 4 2]"
    ) { generator, a in
      let probabilities = a.isGiven(4) ? try a.array(4).astype(.float64) : nil
      func choose(_ items: Operand) throws -> Value {
        value(
          try generator.choice(
            items, size: a.size(2), replace: a.bool(3), probabilities: probabilities, axis: a.int(5),
            shuffles: a.bool(6)))
      }
      switch a[1] {
      case .str, .float, .none, .dict, .set:
        let name = a.vm.typeName(a[1])
        throw PyError.valueError("a must be a sequence or an integer, not <class '\(name)'>")
      case .list(let list) where list.items.contains { $0.text != nil }:
        throw PyError.unsupported("choice among strings is not part of nbsh: choose an index")
      default: break
      }
      if !a[1].isArray, let count = a[1].index { return try choose(.pyInt(count)) }
      return try choose(.array(a.array(1)))
    }
  }
}
