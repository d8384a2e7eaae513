/// A generator: a call whose registers outlive it, resumed by `next`.
public final class GeneratorObject: IteratorObject {
  let function: FunctionObject
  let registers: UnsafeMutablePointer<Value>
  /// The instruction to go on with, and the register that takes what is sent.
  private(set) var offset = 0
  private(set) var destination = 0
  var isRunning = false
  var hasStarted = false
  private(set) var isFinished = false
  /// What to raise when it goes on.
  var pending: PyError?
  /// What it returned.
  var result = Value.none

  /// The interpreter that ends it where a script drops it half way.
  private let lifeline: Lifeline

  init(_ function: FunctionObject, _ vm: Interpreter) {
    self.function = function
    lifeline = vm.lifeline
    registers = .allocate(capacity: function.code.registerCount)
    registers.initialize(repeating: .unset, count: function.code.registerCount)
    super.init(type: Types.generator)
  }

  /// Takes over what a generator that goes away was doing.
  private init(heirOf other: GeneratorObject) {
    function = other.function
    lifeline = other.lifeline
    registers = other.registers
    offset = other.offset
    destination = other.destination
    hasStarted = true
    super.init(type: Types.generator)
  }

  /// Whether it stands where an exception would run code of the script: in a `try` or a `with`.
  private var isProtected: Bool {
    // A `yield` is before the place to go on, a `yield from` is that place.
    let body = function.code.body.pointee
    let position = body.instructions[offset].op == .yieldFrom ? offset : offset - 1
    return function.code.handlers.contains { $0.start <= position && position < $0.end }
  }

  deinit {
    if hasStarted, !isFinished, isProtected, let vm = lifeline.vm?.takeUnretainedValue() {
      // As CPython does, so that `finally` and `with` end what they began. The heir frees the registers.
      vm.abandon(GeneratorObject(heirOf: self))
      return
    }
    registers.deinitialize(count: function.code.registerCount)
    registers.deallocate()
  }

  func suspend(offset: Int, destination: Int) {
    self.offset = offset
    self.destination = destination
  }

  /// The generator that a `yield from` stands on.
  var delegate: GeneratorObject? {
    let instruction = function.code.body.pointee.instructions[offset]
    guard hasStarted, instruction.op == .yieldFrom, case .iterator(let inner) = registers[Int(instruction.b)]
    else { return nil }
    return inner as? GeneratorObject
  }

  /// Ends it for good and lets go of its variables.
  func finish() {
    isFinished = true
    for index in 0..<function.code.registerCount { registers[index] = .unset }
  }

  public override func next(_ vm: Interpreter) throws -> Value? {
    try vm.resume(self, sending: .none)
  }
}
