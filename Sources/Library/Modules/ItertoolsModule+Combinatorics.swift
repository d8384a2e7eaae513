import Language

/// `product`, `permutations`, `combinations`: every choice in the order of positions.
enum Combinatorics {
  static func add(_ add: (String, String, String, String, @escaping Entry.Body) -> Void) {
    add(
      "product", "(*iterables, repeat=1)", "All tuples with one item of each iterable.",
      "import itertools\nfor lr, reg in itertools.product([1e-2, 1e-3], [0.1, 0.5]):\n    print(lr, reg)\n#> 0.01 0.1\n#> 0.01 0.5\n#> 0.001 0.1\n#> 0.001 0.5"
    ) { a in
      let count = try a.int(0)
      if count < 0 { throw PyError.valueError("repeat argument cannot be negative") }
      let pools = try a.rest(1).map { try a.vm.items(of: $0) }
      if pools.count * count > 1 << 20 { throw PyError(Types.memoryError, "") }
      return iterator("product", Array((0..<count).map { _ in pools }.joined()))
    }
    add(
      "permutations", "(iterable, r=None)", "All ordered choices of r items.",
      "import itertools\nprint(list(itertools.permutations('abc', 2))[:3])\n#> [('a', 'b'), ('a', 'c'), ('b', 'a')]"
    ) { a in
      let pool = try a.items(0)
      let r = a.isGiven(1) ? try a.int(1) : pool.count
      if r < 0 { throw PyError.valueError("r must be non-negative") }
      return made("permutations", permutations(pool, r))
    }
    add(
      "combinations", "(iterable, r)", "All choices of r items.",
      "import itertools\nprint(list(itertools.combinations('abc', 2)))\n#> [('a', 'b'), ('a', 'c'), ('b', 'c')]"
    ) { a in
      let (pool, r) = (try a.items(0), try a.int(1))
      if r < 0 { throw PyError.valueError("r must be non-negative") }
      return made("combinations", combinations(pool, r))
    }
    add(
      "combinations_with_replacement", "(iterable, r)", "All choices of r items, repeats allowed.",
      "import itertools\nprint(list(itertools.combinations_with_replacement('ab', 2)))\n#> [('a', 'a'), ('a', 'b'), ('b', 'b')]"
    ) { a in
      let (pool, r) = (try a.items(0), try a.int(1))
      if r < 0 { throw PyError.valueError("r must be non-negative") }
      return made("combinations_with_replacement", multisets(pool, r))
    }
  }

  private static func made(_ name: String, _ body: @escaping (Interpreter) throws -> Value?) -> Value {
    .iterator(ClosureIterator(type: type(name), body))
  }

  private static func type(_ name: String) -> TypeObject {
    if let found = types[name] { return found }
    let made = TypeObject.library(name, module: "itertools", base: Types.iterator, doc: "")
    types[name] = made
    return made
  }

  nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

  private static func iterator(_ name: String, _ pools: [[Value]]) -> Value {
    var positions: [Int]?
    return made(name) { _ in
      guard var next = positions else {
        positions = Array(repeating: 0, count: pools.count)
        return pools.contains { $0.isEmpty } ? nil : .tuple(pools.map { $0[0] })
      }
      var index = pools.count - 1
      while index >= 0 {
        next[index] += 1
        if next[index] < pools[index].count { break }
        next[index] = 0
        index -= 1
      }
      positions = next
      return index < 0 ? nil : .tuple(zip(pools, next).map { $0[$1] })
    }
  }

  private static func permutations(_ pool: [Value], _ r: Int) -> (Interpreter) throws -> Value? {
    let n = pool.count
    var order = Array(0..<n)
    var cycles = r <= n ? (0..<r).map { n - $0 } : []
    var started = false
    return { _ in
      if r > n { return nil }
      if !started {
        started = true
        return .tuple(order.prefix(r).map { pool[$0] })
      }
      var index = r - 1
      while index >= 0 {
        cycles[index] -= 1
        if cycles[index] == 0 {
          order.append(order.remove(at: index))
          cycles[index] = n - index
          index -= 1
        } else {
          order.swapAt(index, n - cycles[index])
          return .tuple(order.prefix(r).map { pool[$0] })
        }
      }
      return nil
    }
  }

  private static func combinations(_ pool: [Value], _ r: Int) -> (Interpreter) throws -> Value? {
    let n = pool.count
    var chosen = Array(0..<min(r, n + 1))
    var started = false
    return { _ in
      if r > n { return nil }
      if started {
        guard let index = chosen.indices.last(where: { chosen[$0] != $0 + n - r }) else { return nil }
        chosen[index] += 1
        for later in (index + 1)..<max(r, index + 1) { chosen[later] = chosen[later - 1] + 1 }
      }
      started = true
      return .tuple(chosen.map { pool[$0] })
    }
  }

  private static func multisets(_ pool: [Value], _ r: Int) -> (Interpreter) throws -> Value? {
    let n = pool.count
    var chosen = Array(repeating: 0, count: min(r, 1 << 20))
    var started = false
    return { _ in
      if r > 1 << 20 { throw PyError(Types.memoryError, "") }
      if n == 0, r > 0 { return nil }
      if started {
        guard let index = chosen.indices.last(where: { chosen[$0] != n - 1 }) else { return nil }
        let value = chosen[index] + 1
        for later in index..<r { chosen[later] = value }
      }
      started = true
      return .tuple(chosen.map { pool[$0] })
    }
  }
}
