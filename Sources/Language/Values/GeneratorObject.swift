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

  init(_ function: FunctionObject) {
    self.function = function
    registers = .allocate(capacity: function.code.registerCount)
    registers.initialize(repeating: .unset, count: function.code.registerCount)
    super.init(type: Types.generator)
  }

  deinit {
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
