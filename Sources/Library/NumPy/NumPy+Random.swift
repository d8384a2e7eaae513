import Arrays
import Language

/// `np.random.RandomState`: a generator as scripts hold it.
final class RandomStateObject: Object {
  let state: RandomState

  init(_ state: RandomState) {
    self.state = state
    super.init(type: RandomStateObject.stateType)
  }

  nonisolated(unsafe) static let stateType: TypeObject = {
    let type = TypeObject("RandomState", bases: [Types.object], module: "numpy.random.mtrand")
    type.constructor = NumPy.builtin(
      "RandomState", "(seed=None)",
      doc: "A generator of random numbers with the methods of np.random, and a state of its own.",
      example: "rng = np.random.RandomState(0)\nprint(rng.rand(2))\n#> [0.5488135  0.71518937]"
    ) { a in
      let seed = try NumPy.seed(a[0], a.vm)
      let state = try RandomState(seed)
      if case .entropy = seed { WatchedStreams.of(a.vm).add(state) }
      return .object(RandomStateObject(state))
    }
    type.loadEntries = {
      NumPy.randomMethods { a in
        guard case .object(let object) = a[0], let object = object as? RandomStateObject else {
          throw PyError.typeError("descriptor requires a 'numpy.random.mtrand.RandomState' object")
        }
        return object.state
      }
    }
    return type
  }()
}

/// The generator behind `np.random.seed` and its companions, one for each interpreter.
private final class GlobalRandom {
  let object: RandomStateObject
  init(_ vm: Interpreter) {
    // Seeding from the system's entropy cannot fail.
    do { object = RandomStateObject(try RandomState()) } catch { preconditionFailure("\(error)") }
    WatchedStreams.of(vm).add(object.state)
  }
}

extension NumPy {
  static func globalRandom(_ vm: Interpreter) -> RandomStateObject {
    vm.state(GlobalRandom.self) { GlobalRandom(vm) }.object
  }

  static func makeRandom(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "numpy.random", entries: randomFunctions.entries + generatorFunctions.entries,
      values: [
        "RandomState": { .type(RandomStateObject.stateType) },
        "Generator": { .type(RandomGeneratorObject.generatorType) },
        "mtrand": { [unowned vm] in .object(globalRandom(vm)) },
      ])
    module.doc = "Random numbers, the same as NumPy's for the same seed."
    return module
  }

  /// What `seed=` means.
  static func seed(_ value: Value, _ vm: Interpreter) throws -> RandomState.Seed {
    switch value {
    case .unset, .none: return .entropy
    case .float, .npFloat64, .npFloat32:
      throw PyError.typeError(
        "Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'")
    default:
      if let number = value.index { return .number(number) }
      return .numbers(try ints(value, vm))
    }
  }

  /// The functions of `np.random`, which draw from the interpreter's own generator.
  nonisolated(unsafe) static let randomFunctions: EntryList = {
    var list = EntryList { _ in }
    // A function has no receiver: its arguments begin one earlier than the method's.
    list.entries = randomEntries(first: 0) { globalRandom($0.vm).state }
    return list
  }()

  static func randomMethods(_ state: @escaping (Arguments) throws -> RandomState) -> [Entry] {
    randomEntries(first: 1, state)
  }

  private static func randomEntries(first f: Int, _ state: @escaping (Arguments) throws -> RandomState)
    -> [Entry]
  {
    var list = EntryList { _ in }
    func add(
      _ name: String, _ parameters: String, _ doc: String, _ example: String,
      _ body: @escaping (RandomState, Arguments) throws -> Value
    ) {
      let signature = f == 0 ? parameters : parameters == "()" ? "(self)" : "(self, " + parameters.dropFirst()
      let retold: ((String) -> String)? = f == 0 ? nil : { toldOfState($0) }
      list.entries.append(
        Entry(
          name, signature, doc: doc, example: example, retold: retold, body: { a in try body(state(a), a) }))
    }
    addState(f, add)
    addUniform(f, add)
    addLaws(f) { name, parameters, doc, example, _, body in
      add(name, parameters, doc, example) { state, a in try body(state, a) }
    }
    addSampling(f, add)
    return list.entries
  }

  /// An example of `np.random` told of a generator `rng` with a state of its own.
  private static func toldOfState(_ example: String) -> String {
    let seeding = "np.random.seed(0)\n"
    guard example.hasPrefix(seeding) else { return example }
    let parts = example.dropFirst(seeding.count).split(
      separator: "np.random.", omittingEmptySubsequences: false)
    return "rng = np.random.RandomState(0)\n" + parts.joined(separator: "rng.")
  }

  private typealias Adder = (
    String, String, String, String, @escaping (RandomState, Arguments) throws -> Value
  ) -> Void

  private static func addState(_ f: Int, _ add: Adder) {
    add(
      "seed", "(seed=None)", "Starts the stream of random numbers anew.",
      "np.random.seed(0)\nfirst = np.random.rand(2)\nnp.random.seed(0)\nprint(np.random.rand(2) == first)\n#> [ True  True]"
    ) { state, a in
      let seed = try seed(a[f], a.vm)
      try state.seed(seed)
      if case .entropy = seed { WatchedStreams.of(a.vm).add(state) }
      return .none
    }
    add(
      "get_state", "(legacy=True)", "The state of the generator.",
      "np.random.seed(0)\nsaved = np.random.get_state()\nprint(saved[0], saved[2])\n#> MT19937 624"
    ) { state, a in
      if try !a.bool(f) {
        throw PyError.unsupported("legacy=False of get_state is not part of nbsh: it gives the tuple alone")
      }
      let saved = state.state
      let key = try NDArray(empty: Shape(saved.key.count), .int64)
      for (i, word) in saved.key.enumerated() { Scalar.int64(Int(word)).store(to: key.data + i * 8) }
      return .tuple([
        .string("MT19937"), .array(key), .int(saved.position), .int(saved.pendingGauss == nil ? 0 : 1),
        .float(saved.pendingGauss ?? 0),
      ])
    }
    add(
      "set_state", "(state)", "Goes back to a state of the generator.",
      "np.random.seed(0)\nsaved, x = np.random.get_state(), np.random.rand()\nnp.random.set_state(saved)\nprint(np.random.rand() == x)\n#> True"
    ) { state, a in
      let items = try a.items(f)
      guard items.count >= 3 else { throw PyError.valueError("state dictionary is not valid.") }
      let key = try a.vm.asArray(items[1]).ravel()
      var words: [UInt32] = []
      for i in 0..<key.count { words.append(UInt32(truncatingIfNeeded: try key.element(i).intValue ?? 0)) }
      let pending = try items.count == 5 && a.vm.int(items[3]) != 0 ? a.vm.double(items[4]) : nil
      try state.restore(RandomState.State(key: words, position: a.vm.int(items[2]), pendingGauss: pending))
      return .none
    }
  }

  private static func addUniform(_ f: Int, _ add: Adder) {
    add(
      "rand", "(*args)", "Uniform numbers in [0, 1).",
      "np.random.seed(0)\nprint(np.random.rand(2))\n#> [0.5488135  0.71518937]"
    ) { state, a in
      let lengths = a.rest(f)
      return value(try state.random(size: lengths.isEmpty ? nil : shape(of: lengths, a.vm)))
    }
    add(
      "randn", "(*args)", "Numbers of the standard normal distribution.",
      "np.random.seed(0)\nprint(np.random.randn(2))\n#> [1.76405235 0.40015721]"
    ) { state, a in
      let lengths = a.rest(f)
      return value(try state.standardNormal(size: lengths.isEmpty ? nil : shape(of: lengths, a.vm)))
    }
    for name in ["random", "random_sample", "ranf", "sample"] {
      add(
        name, "(size=None)", "Uniform numbers in [0, 1).",
        "np.random.seed(0)\nprint(np.random.\(name)(3))\n#> [0.5488135  0.71518937 0.60276338]"
      ) { state, a in
        value(try state.random(size: a.size(f)))
      }
    }
    add(
      "randint", "(low, high=None, size=None, dtype=None)",
      "Whole numbers from low up to, not including, high.",
      "np.random.seed(0)\nprint(np.random.randint(0, 10, size=5))\n#> [5 0 3 3 7]"
    ) { state, a in
      let high: Operand? = a.isGiven(f + 1) ? try a.operand(f + 1) : nil
      return value(
        try state.integers(low: a.operand(f), high: high, size: a.size(f + 2), dtype: a.dtype(f + 3)))
    }
    add(
      "random_integers", "(low, high=None, size=None)", "Whole numbers from low to high.",
      "np.random.seed(0)\nprint(np.random.random_integers(1, 6, size=5))\n#> [5 6 1 4 4]"
    ) { state, a in
      let high = try a.isGiven(f + 1) ? a.int(f + 1) : a.int(f)
      let low = try a.isGiven(f + 1) ? a.int(f) : 1
      return value(try state.integers(low: .pyInt(low), high: .pyInt(high &+ 1), size: a.size(f + 2)))
    }
  }

  private static func addSampling(_ f: Int, _ add: Adder) {
    add(
      "shuffle", "(x)", "Shuffles along the first axis in place.",
      "np.random.seed(0)\nx = [1, 2, 3, 4]\nnp.random.shuffle(x)\nprint(x)\n#> [3, 4, 2, 1]"
    ) { state, a in
      switch a[f] {
      case .array(let array): try state.shuffle(array)
      case .list(let list): state.shuffle(count: list.items.count) { list.items.swapAt($0, $1) }
      case .tuple: throw PyError.typeError("'tuple' object does not support item assignment")
      default: throw PyError.unsupported("np.random.shuffle takes an array or a list")
      }
      return .none
    }
    add(
      "permutation", "(x)", "A shuffled copy, or a shuffled range.",
      "np.random.seed(0)\nprint(np.random.permutation(5))\n#> [2 0 1 3 4]"
    ) { state, a in
      if let count = a[f].index { return .array(try state.permutation(count)) }
      return .array(try state.permutation(a.array(f)))
    }
    add(
      "choice", "(a, size=None, replace=True, p=None)", "A random sample of a range or an array.",
      "np.random.seed(0)\nprint(np.random.choice(5, 3))\n#> [4 0 3]"
    ) { state, a in
      let probabilities = a.isGiven(f + 3) ? try a.array(f + 3).astype(.float64) : nil
      if case .int(let count) = a[f] {
        return value(
          try state.choice(
            .pyInt(count), size: a.size(f + 1), replace: a.bool(f + 2), probabilities: probabilities))
      }
      if let count = a[f].index, !a[f].isArray {
        return value(
          try state.choice(
            .pyInt(count), size: a.size(f + 1), replace: a.bool(f + 2), probabilities: probabilities))
      }
      if case .list(let list) = a[f], list.items.contains(where: { $0.operand == nil }),
        case .str? = list.items.first
      {
        throw PyError.unsupported("np.random.choice among strings is not part of nbsh: choose an index")
      }
      return value(
        try state.choice(
          .array(a.array(f)), size: a.size(f + 1), replace: a.bool(f + 2), probabilities: probabilities))
    }
    add(
      "bytes", "(length)", "Random bytes.",
      "np.random.seed(0)\nprint(np.random.bytes(4))\n#> b'\\xac\\n\\x7f\\x8c'"
    ) { state, a in
      let count = try a.int(f)
      if count < 0 { throw PyError.valueError("negative dimensions are not allowed") }
      var bytes: [UInt8] = []
      while bytes.count < count {
        guard case .pyInt(let word) = try state.integers(low: .pyInt(0), high: .pyInt(1 << 32), size: nil)
        else { break }
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
      }
      return .object(BytesObject(Array(bytes.prefix(count))))
    }
  }
}
