import Arrays
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `random`: the streams of CPython's Mersenne Twister.
enum RandomModule {
  /// `random.Random`
  final class Generator: OpenObject {
    let state: RandomState
    /// The second normal of the pair that `gauss` drew.
    var pendingGauss: Double?

    init(seeded: RandomState.Seed) throws {
      state = try RandomState(seeded)
      super.init(type: RandomModule.type)
    }

    func uniform() -> Double { state.nextUniform() }

    /// An integer of `count` random bits, at most 63.
    func bits(_ count: Int) throws -> Int {
      if count <= 0 { return 0 }
      if count <= 32 { return Int(state.nextWord() >> UInt32(32 - count)) }
      let low = Int(state.nextWord())
      let high = state.nextWord() >> UInt32(64 - min(count, 64))
      guard count <= 64, high < 1 << 31 else { throw PyError.integerOverflow }
      return Int(high) << 32 | low
    }

    /// A number in 0 ..< `limit` by rejection.
    func below(_ limit: Int) throws -> Int {
      if limit <= 0 { return 0 }
      let count = Int.bitWidth - limit.leadingZeroBitCount
      var result = try bits(count)
      while result >= limit { result = try bits(count) }
      return result
    }
  }

  /// The generator behind the functions of the module.
  private final class Shared {
    let generator: Generator
    init(_ generator: Generator) { self.generator = generator }
  }

  static func make(_ vm: Interpreter) throws -> ModuleObject {
    let generator = try Generator(seeded: .entropy)
    let shared = vm.state(Shared.self) { Shared(generator) }.generator
    WatchedStreams.of(vm).add(shared.state)
    let module = ModuleObject(
      "random", entries: functions(1, { _ in shared }, selfParameter: false),
      values: ["Random": { .type(type) }])
    module.doc = "Random numbers: the same seed gives CPython's stream."
    return module
  }

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject.library(
      "Random", module: "random", doc: "A generator of random numbers of its own.", constructor: "(x=None)",
      entries: { functions(0, { try $0.receiver(Generator.self) }, selfParameter: true) }
    ) { a in
      let made = try Generator(seeded: .entropy)
      try seed(made, a[0], a.vm)
      WatchedStreams.of(a.vm).add(made.state)
      return .object(made)
    }
    return type
  }()

  /// The functions, as methods with `self` or as functions of the module.
  private static func functions(
    _ shift: Int, _ generator: @escaping (Arguments) throws -> Generator, selfParameter: Bool
  ) -> [Entry] {
    definitions.map { definition in
      var signature = definition.signature
      if selfParameter {
        signature = signature == "()" ? "(self)" : "(self, " + signature.dropFirst()
      }
      return Entry(
        definition.name, signature, doc: definition.doc, example: selfParameter ? "" : definition.example
      ) { a in
        try definition.body(generator(a), Inputs(arguments: a, shift: 1 - shift))
      }
    }
  }

  /// The arguments behind `self`.
  struct Inputs {
    let arguments: Arguments
    let shift: Int
    var vm: Interpreter { arguments.vm }
    subscript(index: Int) -> Value { arguments[index + shift] }
    func int(_ index: Int) throws -> Int { try arguments.int(index + shift) }
    func double(_ index: Int) throws -> Double { try arguments.double(index + shift) }
    func isGiven(_ index: Int) -> Bool { arguments.isGiven(index + shift) }
  }

  struct Definition {
    let name: String
    let signature: String
    let doc: String
    let example: String
    let body: (Generator, Inputs) throws -> Value
  }

  nonisolated(unsafe) private static let definitions: [Definition] = {
    var list: [Definition] = []
    func add(
      _ name: String, _ signature: String, _ doc: String, _ example: String = "",
      _ body: @escaping (Generator, Inputs) throws -> Value
    ) {
      list.append(Definition(name: name, signature: signature, doc: doc, example: example, body: body))
    }
    addBasics(add)
    addSampling(add)
    RandomLaws.add(add)
    return list
  }()

  typealias Adder = (
    String, String, String, String, @escaping (Generator, Inputs) throws -> Value
  ) -> Void

  // MARK: Seeds

  static func seed(_ generator: Generator, _ value: Value, _ vm: Interpreter) throws {
    generator.pendingGauss = nil
    switch value {
    case .none, .unset: try generator.state.seed(.entropy)
    case .int(let number): try generator.state.seed(.numbers(words(number.magnitude)))
    case .bool(let flag): try generator.state.seed(.numbers([flag ? 1 : 0]))
    case .float: try generator.state.seed(.numbers(words(UInt(bitPattern: try vm.hash(value)))))
    case .str(let text): try seed(generator, bytes: Array(text.value.utf8))
    case .object(let bytes as BytesObject): try seed(generator, bytes: bytes.bytes)
    default:
      throw PyError.typeError(
        "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
    }
  }

  private static func words(_ number: UInt) -> [Int] {
    number >> 32 == 0 ? [Int(number)] : [Int(number & 0xFFFF_FFFF), Int(number >> 32)]
  }

  /// Text and its SHA-512 as one big number, in words from the low end.
  private static func seed(_ generator: Generator, bytes: [UInt8]) throws {
    let all = bytes + SHA512.hash(bytes)
    var words: [Int] = []
    var position = all.count
    while position > 0 {
      let start = max(0, position - 4)
      words.append(all[start..<position].reduce(0) { $0 << 8 | Int($1) })
      position = start
    }
    while words.count > 1, words.last == 0 { words.removeLast() }
    try generator.state.seed(.numbers(words))
  }

  // MARK: The basic draws

  private static func addBasics(_ add: Adder) {
    add(
      "seed", "(a=None, version=2)", "Starts the stream anew.",
      "import random\nrandom.seed(0)\nprint(random.random())\n#> 0.8444218515250481"
    ) { generator, a in
      try seed(generator, a[0], a.vm)
      return .none
    }
    add(
      "random", "()", "A number in [0, 1).",
      "import random\nrandom.seed(1)\nprint(random.random())\n#> 0.13436424411240122"
    ) { generator, _ in .float(generator.uniform()) }
    add(
      "getrandbits", "(k, /)", "An integer of k random bits.",
      "import random\nrandom.seed(0)\nprint(random.getrandbits(8))\n#> 216"
    ) { generator, a in
      let count = try a.int(0)
      if count < 0 { throw PyError.valueError("number of bits must be non-negative") }
      return .int(try generator.bits(count))
    }
    add(
      "randbytes", "(n)", "Random bytes.",
      "import random\nrandom.seed(0)\nprint(random.randbytes(3))\n#> b'\\x07,\\xd8'"
    ) { generator, a in
      let count = try a.int(0)
      if count < 0 { throw PyError.valueError("number of bits must be non-negative") }
      // One big number of 8 n bits, written from its low end.
      var bytes: [UInt8] = []
      while bytes.count < count, !Interpreter.isInterrupted(at: bytes.count) {
        let left = min(4, count - bytes.count)
        let word = generator.state.nextWord() >> UInt32(32 - 8 * left)
        for index in 0..<left { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(8 * index))) }
      }
      return .object(BytesObject(bytes))
    }
    add(
      "getstate", "()", "The state of the generator.",
      "import random\nsaved = random.getstate()\nx = random.random()\nrandom.setstate(saved)\nprint(random.random() == x)\n#> True"
    ) { generator, _ in
      let state = generator.state.state
      let words = state.key.map { Value.int(Int($0)) } + [.int(state.position)]
      return .tuple([.int(3), .tuple(words), generator.pendingGauss.map { .float($0) } ?? .none])
    }
    add(
      "setstate", "(state)", "Puts back a state that `getstate` gave.",
      "import random\nsaved = random.getstate()\nx = random.random()\nrandom.setstate(saved)\nprint(random.random() == x)\n#> True"
    ) { generator, a in
      let parts = try a.vm.items(of: a[0])
      guard parts.count == 3, try a.vm.int(parts[0]) == 3 else {
        throw PyError.valueError("state with version is not supported")
      }
      let numbers = try a.vm.items(of: parts[1]).map { try a.vm.int($0) }
      guard numbers.count == 625 else { throw PyError.valueError("state vector is the wrong size") }
      let key = numbers.prefix(624).map { UInt32(truncatingIfNeeded: $0) }
      guard (0...624).contains(numbers[624]) else { throw PyError.valueError("invalid state") }
      try generator.state.restore(RandomState.State(key: key, position: numbers[624]))
      generator.pendingGauss = parts[2].isNone ? nil : try a.vm.double(parts[2])
      return .none
    }
    add(
      "randrange", "(start, stop=None, step=_)", "An item of range(start, stop, step).",
      "import random\nrandom.seed(0)\nprint(random.randrange(10))\n#> 6"
    ) { generator, a in
      let start = try whole(a[0], "arg 1", a.vm)
      if !a.isGiven(1) {
        if !a[2].isUnset { throw PyError.typeError("Missing a non-None stop argument") }
        if start > 0 { return .int(try generator.below(start)) }
        throw PyError.valueError("empty range for randrange()")
      }
      let stop = try whole(a[1], "stop", a.vm)
      return .int(try range(generator, start, stop, a[2].isUnset ? 1 : try whole(a[2], "step", a.vm)))
    }
    add(
      "randint", "(a, b)", "An integer from a to b, both included.",
      "import random\nrandom.seed(0)\nprint(random.randint(1, 6))\n#> 4"
    ) { generator, a in
      let stop = try whole(a[1], "stop", a.vm).addingReportingOverflow(1)
      if stop.overflow { throw PyError.integerOverflow }
      return .int(try range(generator, whole(a[0], "arg 1", a.vm), stop.partialValue, 1))
    }
    add(
      "uniform", "(a, b)", "A number between a and b.",
      "import random\nrandom.seed(0)\nprint(random.uniform(1, 2))\n#> 1.8444218515250481"
    ) { generator, a in
      let (low, high) = (try a.double(0), try a.double(1))
      return .float(low + (high - low) * generator.uniform())
    }
  }

  private static func whole(_ value: Value, _ name: String, _ vm: Interpreter) throws -> Int {
    if case .float(let x) = value {
      guard let whole = Int(exactly: x) else {
        throw PyError.valueError("non-integer \(name) for randrange()")
      }
      return whole
    }
    return try vm.int(value)
  }

  private static func range(_ generator: Generator, _ start: Int, _ stop: Int, _ step: Int) throws -> Int {
    let width = stop.subtractingReportingOverflow(start)
    if width.overflow { throw PyError.integerOverflow }
    let count: Int
    if step > 0 {
      count = width.partialValue > 0 ? (width.partialValue - 1) / step + 1 : 0
    } else if step < 0 {
      count = width.partialValue < 0 ? (width.partialValue + 1) / step + 1 : 0
    } else {
      throw PyError.valueError("zero step for randrange()")
    }
    if count <= 0 {
      throw PyError.valueError(
        step == 1
          ? "empty range for randrange() (\(start), \(stop), \(width.partialValue))"
          : "empty range for randrange()")
    }
    return start + step * (try generator.below(count))
  }

  // MARK: Sampling

  private static func addSampling(_ add: Adder) {
    add(
      "choice", "(seq)", "A random item.", "import random\nrandom.seed(0)\nprint(random.choice('abc'))\n#> b"
    ) { generator, a in
      let count = try a.vm.length(a[0])
      if count == 0 { throw PyError.indexError("Cannot choose from an empty sequence") }
      return try a.vm.getItem(a[0], .int(generator.below(count)))
    }
    add(
      "shuffle", "(x)", "Shuffles a list in place.",
      "import random\nrandom.seed(0)\nx = [1, 2, 3, 4]\nrandom.shuffle(x)\nprint(x)\n#> [3, 1, 2, 4]"
    ) { generator, a in
      if case .list(let list) = a[0] {
        for i in stride(from: list.items.count - 1, to: 0, by: -1).untilInterrupt {
          let j = try generator.below(i + 1)
          if i < list.items.count { list.items.swapAt(i, j) }
        }
        return .none
      }
      for i in stride(from: try a.vm.length(a[0]) - 1, to: 0, by: -1).untilInterrupt {
        let j = Value.int(try generator.below(i + 1))
        let (x, y) = (try a.vm.getItem(a[0], .int(i)), try a.vm.getItem(a[0], j))
        try a.vm.setItem(a[0], .int(i), y)
        try a.vm.setItem(a[0], j, x)
      }
      return .none
    }
    add(
      "sample", "(population, k, *, counts=None)", "k different items in random order.",
      "import random\nrandom.seed(0)\nprint(random.sample(range(100), 3))\n#> [49, 97, 53]"
    ) { generator, a in
      switch a[0] {
      case .set, .dict:
        throw PyError.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
      case .iterator:
        throw PyError.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
      default: break
      }
      let k = try a.int(1)
      let count = try a.vm.length(a[0])
      if a.isGiven(2) {
        let sums = try RandomLaws.sums(a.vm.items(of: a[2]), a.vm)
        if sums.count != count {
          throw PyError.valueError("The number of counts does not match the population")
        }
        guard let total = sums.last.flatMap(\.index) else {
          throw PyError.typeError("Counts must be integers")
        }
        if total <= 0 { throw PyError.valueError("Total of counts must be greater than zero") }
        let chosen = try positions(generator, total, k)
        return .list(
          try chosen.untilInterrupt.map { position in
            let index = sums.firstIndex { ($0.index ?? 0) > position } ?? 0
            return try a.vm.getItem(a[0], .int(index))
          })
      }
      return .list(try positions(generator, count, k).untilInterrupt.map { try a.vm.getItem(a[0], .int($0)) })
    }
    add(
      "choices", "(population, weights=None, *, cum_weights=None, k=1)", "k items, drawn with replacement.",
      "import random\nrandom.seed(0)\nprint(random.choices([1, 2, 3], k=4))\n#> [3, 3, 2, 1]"
    ) { generator, a in
      let count = try a.vm.length(a[0])
      let k = max(0, try a.int(3))
      if k > 1 << 28 { throw PyError(Types.memoryError, "") }
      func item(_ index: Int) throws -> Value { try a.vm.getItem(a[0], .int(index)) }
      if !a.isGiven(1), !a.isGiven(2) {
        return .list(
          try (0..<k).untilInterrupt.map { _ in
            try item(Int((generator.uniform() * Double(count)).rounded(.down)))
          })
      }
      if a.isGiven(1), a.isGiven(2) {
        throw PyError.typeError("Cannot specify both weights and cumulative weights")
      }
      if case .int(let number) = a[1] {
        throw PyError.typeError("The number of choices must be a keyword argument: k=\(number)")
      }
      let sums = a.isGiven(2) ? try a.vm.items(of: a[2]) : try RandomLaws.sums(a.vm.items(of: a[1]), a.vm)
      if sums.count != count {
        throw PyError.valueError("The number of weights does not match the population")
      }
      let limits = try sums.map { try a.vm.double($0) }
      guard let total = limits.last else { throw PyError.indexError("list index out of range") }
      if total <= 0 { throw PyError.valueError("Total of weights must be greater than zero") }
      if !total.isFinite { throw PyError.valueError("Total of weights must be finite") }
      return .list(
        try (0..<k).untilInterrupt.map { _ in
          let x = generator.uniform() * total
          var (low, high) = (0, count - 1)
          while low < high {
            let middle = (low + high) / 2
            if x < limits[middle] { high = middle } else { low = middle + 1 }
          }
          return try item(low)
        })
    }
  }

  /// k different numbers below n: from a pool while n is small, by rejection otherwise.
  private static func positions(_ generator: Generator, _ n: Int, _ k: Int) throws -> [Int] {
    guard k >= 0, k <= n else { throw PyError.valueError("Sample larger than population or is negative") }
    var setSize = 21.0
    if k > 5 {
      setSize += ScalarMath.pow(4, (ScalarMath.log(Double(k * 3)) / ScalarMath.log(4)).rounded(.up))
    }
    var result: [Int] = []
    if Double(n) <= setSize {
      var pool = Array(0..<n)
      for i in (0..<k).untilInterrupt {
        let j = try generator.below(n - i)
        result.append(pool[j])
        pool[j] = pool[n - i - 1]
      }
      return result
    }
    var seen = Set<Int>()
    for _ in (0..<k).untilInterrupt {
      var j = try generator.below(n)
      while !seen.insert(j).inserted { j = try generator.below(n) }
      result.append(j)
    }
    return result
  }
}
