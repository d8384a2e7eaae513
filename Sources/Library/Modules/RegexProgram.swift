import Language

/// A regular expression as instructions, run with a stack of choices (so that long texts need no deep recursion).
final class RegexProgram {
  enum Instruction {
    case character(UInt32)
    case characterAnyCase(UInt32)
    case any
    case anyButNewline
    case set(Int)
    /// Goes on at the first, and at the second if that fails.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    /// Leaves a loop whose body took nothing since the position in a slot.
    case leaveIfEmpty(slot: Int, Int)
    case assertion(RegexAssertion)
    case backreference(Int, ignoresCase: Bool)
    /// The body follows and ends with `match`.
    case look(isAhead: Bool, isNegative: Bool, width: Int, end: Int)
    case match
  }

  private(set) var code: [Instruction] = []
  private(set) var sets: [RegexSet] = []
  let groupCount: Int
  private var slotCount: Int

  init(_ node: RegexNode, groupCount: Int) throws {
    self.groupCount = groupCount
    slotCount = 2 * (groupCount + 1)
    try emit(node)
    code.append(.match)
  }

  private func emit(_ node: RegexNode) throws {
    if code.count > 1 << 18 { throw PyError(Types.overflowError, "the repetition number is too large") }
    switch node {
    case .empty: break
    case .character(let scalar, let ignoresCase):
      code.append(ignoresCase ? .characterAnyCase(RegexText.lower(scalar)) : .character(scalar))
    case .any(let all): code.append(all ? .any : .anyButNewline)
    case .set(let set):
      sets.append(set)
      code.append(.set(sets.count - 1))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .alternatives(let parts):
      var jumps: [Int] = []
      for (index, part) in parts.enumerated() {
        if index == parts.count - 1 {
          try emit(part)
          break
        }
        let split = code.count
        code.append(.match)
        try emit(part)
        jumps.append(code.count)
        code.append(.match)
        code[split] = .split(split + 1, code.count)
      }
      for jump in jumps { code[jump] = .jump(code.count) }
    case .group(let inner, let index):
      code.append(.save(2 * index))
      try emit(inner)
      code.append(.save(2 * index + 1))
    case .backreference(let index, let ignoresCase):
      code.append(.backreference(index, ignoresCase: ignoresCase))
    case .assertion(let assertion): code.append(.assertion(assertion))
    case .look(let inner, let isAhead, let isNegative):
      let start = code.count
      code.append(.match)
      try emit(inner)
      code.append(.match)
      code[start] = .look(isAhead: isAhead, isNegative: isNegative, width: inner.width ?? 0, end: code.count)
    case .repetition(let inner, let low, let high, let isGreedy):
      try repetition(inner, low, high, isGreedy)
    }
  }

  private func repetition(_ inner: RegexNode, _ low: Int, _ high: Int, _ isGreedy: Bool) throws {
    if low > 10000 || (high != Int.max && high > 10000) {
      throw PyError.unsupported("regular expressions that repeat more than 10000 times are not part of nbsh")
    }
    for _ in 0..<low { try emit(inner) }
    if high == Int.max {
      let start = code.count
      let slot = slotCount
      slotCount += 1
      code.append(.match)
      let mayBeEmpty = inner.width.map { $0 == 0 } ?? true
      if mayBeEmpty { code.append(.save(slot)) }
      try emit(inner)
      if mayBeEmpty { code.append(.leaveIfEmpty(slot: slot, code.count + 2)) }
      code.append(.jump(start))
      code[start] = isGreedy ? .split(start + 1, code.count) : .split(code.count, start + 1)
      return
    }
    var splits: [Int] = []
    for _ in low..<high {
      splits.append(code.count)
      code.append(.match)
      try emit(inner)
    }
    for split in splits {
      code[split] = isGreedy ? .split(split + 1, code.count) : .split(code.count, split + 1)
    }
  }

  // MARK: Matching

  /// Positions of the groups in pairs, -1 where a group took no part.
  typealias Slots = [Int]

  /// Matches at one position.
  ///
  /// - Parameter mustAdvance: whether an empty match does not count.
  func match(
    _ text: [UInt32], at start: Int, end: Int, isFull: Bool = false, mustAdvance: Bool = false,
    _ vm: Interpreter
  ) throws -> Slots? {
    var slots = Slots(repeating: -1, count: slotCount)
    slots[0] = start
    var run = Run(program: self, text: text, end: end, isFull: isFull, forbidden: mustAdvance ? start : -1)
    guard let stop = try run.run(0, start, &slots, isInner: false, vm) else { return nil }
    slots[1] = stop
    return Array(slots.prefix(2 * (groupCount + 1)))
  }

  private struct Run {
    let program: RegexProgram
    let text: [UInt32]
    let end: Int
    let isFull: Bool
    let forbidden: Int
    private var steps = 0

    init(program: RegexProgram, text: [UInt32], end: Int, isFull: Bool, forbidden: Int) {
      self.program = program
      self.text = text
      self.end = end
      self.isFull = isFull
      self.forbidden = forbidden
    }

    /// Something to go back to: a place to try, or a slot to restore.
    private enum Choice {
      case place(Int, Int)
      case slot(Int, Int)
    }

    /// Where the match ends, or nil.
    mutating func run(
      _ first: Int, _ start: Int, _ slots: inout Slots, isInner: Bool, _ vm: Interpreter
    ) throws -> Int? {
      var pc = first
      var position = start
      var choices: [Choice] = []
      while true {
        steps += 1
        if steps & 0x3FFF == 0 { try vm.checkInterrupt() }
        var holds = true
        switch program.code[pc] {
        case .character(let code):
          holds = position < end && text[position] == code
          position += 1
          pc += 1
        case .characterAnyCase(let code):
          holds =
            position < end
            && (RegexText.lower(text[position]) == code
              || RegexText.upper(text[position]) == RegexText.upper(code))
          position += 1
          pc += 1
        case .any:
          holds = position < end
          position += 1
          pc += 1
        case .anyButNewline:
          holds = position < end && text[position] != 10
          position += 1
          pc += 1
        case .set(let index):
          holds = position < end && program.sets[index].contains(text[position])
          position += 1
          pc += 1
        case .split(let one, let other):
          choices.append(.place(other, position))
          pc = one
        case .jump(let target): pc = target
        case .save(let slot):
          choices.append(.slot(slot, slots[slot]))
          slots[slot] = position
          pc += 1
        case .leaveIfEmpty(let slot, let target): pc = slots[slot] == position ? target : pc + 1
        case .assertion(let assertion):
          holds = check(assertion, position)
          pc += 1
        case .backreference(let index, let ignoresCase):
          let (from, to) = (slots[2 * index], slots[2 * index + 1])
          if from < 0 || to < from || position + (to - from) > end {
            holds = false
          } else {
            for offset in 0..<(to - from) where holds {
              let (x, y) = (text[from + offset], text[position + offset])
              holds = x == y || (ignoresCase && RegexText.lower(x) == RegexText.lower(y))
            }
            position += to - from
          }
          pc += 1
        case .look(let isAhead, let isNegative, let width, let target):
          let from = isAhead ? position : position - width
          var inner = slots
          let found = from >= 0 ? try run(pc + 1, from, &inner, isInner: true, vm) : nil
          holds = (found != nil) != isNegative
          if found != nil, !isNegative {
            for index in slots.indices where slots[index] != inner[index] {
              choices.append(.slot(index, slots[index]))
              slots[index] = inner[index]
            }
          }
          pc = target
        case .match:
          if isInner || (position != forbidden && (!isFull || position == end)) { return position }
          holds = false
        }
        if holds { continue }
        search: while true {
          guard let choice = choices.popLast() else { return nil }
          switch choice {
          case .slot(let index, let old): slots[index] = old
          case .place(let place, let at):
            pc = place
            position = at
            break search
          }
        }
      }
    }

    private func check(_ assertion: RegexAssertion, _ position: Int) -> Bool {
      func isWord(_ index: Int) -> Bool { index >= 0 && index < end && RegexText.isWord(text[index]) }
      switch assertion {
      case .textBegin: return position == 0
      case .textEnd: return position == end
      case .endOrLastNewline: return position == end || (position == end - 1 && text[position] == 10)
      case .lineBegin: return position == 0 || text[position - 1] == 10
      case .lineEnd: return position == end || text[position] == 10
      case .wordEdge: return isWord(position - 1) != isWord(position)
      case .noWordEdge: return isWord(position - 1) == isWord(position)
      }
    }
  }
}
