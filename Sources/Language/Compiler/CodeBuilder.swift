import Arrays

/// Collects the instructions of one body: registers, constants, jumps, protected ranges.
final class CodeBuilder {
  typealias Operand = UInt16

  /// A place to jump to, perhaps not yet known.
  struct Label { fileprivate let index: Int }

  private(set) var instructions: [Instruction] = []
  var comprehensions: [Code.ComprehensionRange] = []
  private var spans: [Span] = []
  private(set) var constants: [Value] = []
  private var constantIndex: [ConstantKey: Int] = [:]
  private var labels: [Int] = []
  private var patches: [(instruction: Int, label: Int)] = []
  var handlers: [(start: Int, end: Int, target: Label, register: Int)] = []
  private(set) var cacheCount = 0
  private(set) var nextRegister = 0
  private(set) var registerCount = 0
  /// The place that instructions get until it is set anew.
  var span = Span.none

  private enum ConstantKey: Hashable {
    case none, ellipsis, unset
    case bool(Bool)
    case int(Int)
    case float(UInt64)
    case string(String)
  }

  var here: Int { instructions.count }

  @discardableResult
  func emit(
    _ op: Opcode, a: Int = 0, b: Operand = 0, c: Operand = 0, d: Int = 0, e: Int = 0
  ) -> Int {
    instructions.append(
      Instruction(
        op: op, a: UInt16(truncatingIfNeeded: a), b: b, c: c, d: Int32(truncatingIfNeeded: d),
        e: Int32(truncatingIfNeeded: e)))
    spans.append(span)
    return instructions.count - 1
  }

  func setD(_ instruction: Int, _ value: Int) {
    instructions[instruction].d = Int32(truncatingIfNeeded: value)
  }

  // MARK: Jumps

  func label() -> Label {
    labels.append(-1)
    return Label(index: labels.count - 1)
  }

  func place(_ label: Label) { labels[label.index] = here }

  func jump(_ op: Opcode = .jump, b: Operand = 0, c: Operand = 0, a: Int = 0, to label: Label) {
    patches.append((emit(op, a: a, b: b, c: c), label.index))
  }

  // MARK: Registers

  func newRegister() throws(SyntaxError) -> Int {
    let register = nextRegister
    nextRegister += 1
    if nextRegister > 0x7FFF { throw SyntaxError("too many local values for one function", span) }
    registerCount = max(registerCount, nextRegister)
    return register
  }

  /// `count` registers side by side.
  func newRegisters(_ count: Int) throws(SyntaxError) -> Int {
    let first = nextRegister
    for _ in 0..<count { _ = try newRegister() }
    return first
  }

  func release(to mark: Int) { nextRegister = mark }

  /// Calls need room behind the registers in use.
  func reserve(_ count: Int) { registerCount = max(registerCount, nextRegister + count) }

  // MARK: Constants

  func constantIndex(_ value: Value) -> Int {
    let key: ConstantKey? =
      switch value {
      case .none: ConstantKey.none
      case .unset: .unset
      case .ellipsis: .ellipsis
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .float(let value): .float(value.bitPattern)
      case .str(let value): .string(value.value)
      default: nil
      }
    // Swift's string equality ignores composition; only plain text may share a constant.
    if let key, let found = constantIndex[key] {
      if case .str(let text) = value, case .str(let old) = constants[found], !text.equals(old) {
        constants.append(value)
        return constants.count - 1
      }
      return found
    }
    constants.append(value)
    if let key { constantIndex[key] = constants.count - 1 }
    return constants.count - 1
  }

  func constant(_ value: Value) throws(SyntaxError) -> Operand {
    let index = constantIndex(value)
    if index >= 0x8000 { throw SyntaxError("too many constants in one function", span) }
    return UInt16(index) | 0x8000
  }

  func name(_ text: String) -> Int { constantIndex(.str(StringObject.interned(text))) }

  func newCache() -> Int {
    cacheCount += 1
    return cacheCount - 1
  }

  static func isConstant(_ operand: Operand) -> Bool { operand & 0x8000 != 0 }

  // MARK: Done

  struct Finished {
    var instructions: [Instruction]
    var constants: [Value]
    var spans: [Span]
    var handlers: [Code.Handler]
    var cacheCount: Int
    var registerCount: Int
  }

  func finish() -> Finished {
    for patch in patches {
      instructions[patch.instruction].d = Int32(
        truncatingIfNeeded: labels[patch.label] - patch.instruction - 1)
    }
    return Finished(
      instructions: instructions, constants: constants, spans: spans,
      handlers: handlers.filter { $0.start < $0.end }.map {
        Code.Handler(start: $0.start, end: $0.end, target: labels[$0.target.index], register: $0.register)
      },
      cacheCount: cacheCount, registerCount: max(1, registerCount))
  }
}
