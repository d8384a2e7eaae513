import Arrays
import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs compiled code: one stack of registers, one stack of calls.
///
/// Calls between functions of a script nest on these stacks and not on the processor's, so that deep recursion
/// ends in RecursionError. Built-in functions that call back (`sorted(key=…)`) nest natively.
///
/// An interpreter and all its objects belong to one thread at a time; `gate` sees to it.
public final class Interpreter {
  /// CPython's default, which its messages and course code know.
  public static let recursionLimit = 1000
  static let stackCapacity = 1 << 20

  /// One at a time: types and names are shared by all interpreters of the process.
  public static let gate = RecursiveLock()

  /// Set from a signal handler: the running code then raises KeyboardInterrupt.
  /// The word that kernels look at, too.
  public nonisolated(unsafe) static let interruptFlag: UnsafeMutablePointer<Int32> = nb_interrupt_word()

  /// Where `print` writes.
  public var output: (String) -> Void = { print($0, terminator: "") }
  /// A script's own object in the place of the standard output (`contextlib.redirect_stdout`), or None.
  public var redirection = Value.none
  /// Where warnings go.
  public var errorOutput: (String) -> Void = { text in
    let bytes = Array(text.utf8)
    _ = write(2, bytes, bytes.count)
  }
  /// Gets the value of a last expression that is not None.
  public var echoed: Value?
  /// Modules that have been imported.
  public var modules: [String: ModuleObject] = [:]
  /// Makes built-in modules; nil for a name that is none.
  public var library: (Interpreter, String) throws -> ModuleObject? = { _, _ in nil }
  /// The exception for an error of another room that the library calls; nil where it is not known.
  public var translateError: (any Error) -> PyError? = { _ in nil }
  /// Names of the built-in modules, to suggest one.
  public var libraryNames: [String] = []
  /// Names that scripts use and nobody defines, with what a NameError says of them.
  public var undefinedNames: [String: String] = [:]
  /// `sys.argv` as a script finds it: its own name, and what stood behind it.
  public var arguments = [""]
  /// Files that are open for writing, which nobody else may hold.
  var openFiles = OpenFiles()
  /// Folders where `import` looks for scripts.
  public var searchPath: [String] = []
  /// Folders under which scripts may write files.
  public var outputFolders: [String] = []
  /// Shows the help of a value; the shell puts its pager here.
  public var showHelp: (Interpreter, Value) throws -> Void = { vm, value in try vm.printHelp(value) }
  public let builtins = ModuleObject("builtins")
  public let main = ModuleObject("__main__")
  /// What becomes of warnings.
  public private(set) lazy var warnings = WarningFilters()
  /// Where the warning that is being shown comes from.
  public internal(set) var warningSource: Source?
  /// State that modules of the library keep for each interpreter (random generators, figures).
  public var moduleState: [ObjectIdentifier: AnyObject] = [:]

  /// Addresses of types that calls of methods compare.
  let arrayType = UnsafeRawPointer(Unmanaged.passUnretained(Types.ndarray).toOpaque())
  let stringType = UnsafeRawPointer(Unmanaged.passUnretained(Types.str).toOpaque())

  let stack: UnsafeMutablePointer<Value>
  let stackLimit: UnsafeMutablePointer<Value>
  /// The first register that no call in progress uses.
  var stackTop: UnsafeMutablePointer<Value>
  let frames: UnsafeMutablePointer<Frame>
  var frameCount = 0
  /// Native calls in progress: they share the limit with frames.
  var nativeDepth = 0
  /// The exception that an `except` body is handling.
  var handled: ExceptionObject? {
    didSet { handledReference = handled.map { Unmanaged.passUnretained($0) } }
  }
  /// The same, to be noted in frames without counting references.
  private(set) var handledReference: Unmanaged<ExceptionObject>?
  /// Set when `execute` returns because its generator yielded.
  var didYield = false
  /// Objects whose repr is being made, to write `[...]` for cycles.
  var reprStack: [ObjectIdentifier] = []

  public init() {
    stack = .allocate(capacity: Interpreter.stackCapacity)
    // Untouched pages cost nothing, but every register must hold a value before it is assigned.
    stackInitialized = stack
    stackLimit = stack + Interpreter.stackCapacity
    stackTop = stack
    // Zeros: the first frames are marked before one was pushed above them.
    let frameMemory = calloc(Interpreter.recursionLimit * 2 + 16, MemoryLayout<Frame>.stride)!
    frames = frameMemory.bindMemory(to: Frame.self, capacity: Interpreter.recursionLimit * 2 + 16)
    lifeline.vm = Unmanaged.passUnretained(self)
    Builtins.install(in: builtins, self)
    modules["builtins"] = builtins
    modules["__main__"] = main
  }

  /// Registers below are initialised.
  var stackInitialized: UnsafeMutablePointer<Value>

  /// How this interpreter's arrays are printed, and where their warnings go.
  public let arrays = ArraySession()

  /// The most decimal digits of an integer in a text while another interpreter runs.
  private var digitLimit = IntegerText.usualLimit

  /// Runs `body` with the gate closed behind it, for this interpreter alone.
  public func exclusively<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Interpreter.gate.withLock {
      let outer = IntegerText.digitLimit
      IntegerText.digitLimit = digitLimit
      defer { (digitLimit, IntegerText.digitLimit) = (IntegerText.digitLimit, outer) }
      return try arrays.run(body)
    }
  }

  /// Tells objects that outlive the interpreter when it ends.
  public let lifeline = Lifeline()

  deinit {
    flushFiles()
    lifeline.vm = nil
    stack.deinitialize(count: stackInitialized - stack)
    stack.deallocate()
    free(frames)
  }

  /// Makes sure that registers up to `end` hold values.
  @inline(__always)
  func ensureStack(_ end: UnsafeMutablePointer<Value>) throws {
    if end > stackInitialized { try growStack(end) }
  }

  @inline(never)
  private func growStack(_ end: UnsafeMutablePointer<Value>) throws {
    guard end < stackLimit else { throw Interpreter.recursionError() }
    let target = min(stackLimit, end + 4096)
    stackInitialized.initialize(repeating: .unset, count: target - stackInitialized)
    stackInitialized = target
  }

  static func recursionError() -> PyError {
    PyError(Types.recursionError, "maximum recursion depth exceeded")
  }

  // MARK: Running code

  /// Compiles and runs a cell or file in a module.
  ///
  /// - Parameter echoLast: whether the value of a last expression is put in `echoed`.
  /// - Throws: `PyError`, for syntax errors too.
  public func run(_ source: Source, in module: ModuleObject? = nil, echoLast: Bool = false) throws {
    let program = try parsing(source)
    try run(
      program, source: source, in: module ?? main, echoLast: echoLast && program.lastExpressionIsEchoed)
  }

  /// Runs a statement `loops` times, compiled once, and gives the time that this took. Names that it gives values
  /// have their former ones afterwards.
  public func time(_ source: Source, loops: Int, in module: ModuleObject? = nil) throws -> Duration {
    let module = module ?? main
    let program = try parsing(source)
    let code: Code
    do {
      code = try Compiler.compile(program, source: source, module: module, echoLast: false)
    } catch {
      throw PyError(error, source: source)
    }
    let before = module.namespace.items
    defer {
      var kept = Set<String>()
      for (name, value) in before {
        module.namespace.set(name, value)
        kept.insert(name.value)
      }
      for (name, _) in module.namespace.items where !kept.contains(name.value) {
        _ = module.namespace.remove(name)
      }
    }
    return try withExtendedLifetime(code) {
      let clock = ContinuousClock()
      let start = clock.now
      for _ in 0..<loops {
        try checkInterrupt()
        _ = try run(code, module: module)
      }
      return clock.now - start
    }
  }

  func parsing(_ source: Source) throws -> Program {
    do {
      return try Parser.parse(source: source)
    } catch {
      throw PyError(error, source: source)
    }
  }

  public func run(
    _ program: Program, source: Source, in module: ModuleObject, echoLast: Bool
  ) throws {
    let code: Code
    do {
      code = try Compiler.compile(program, source: source, module: module, echoLast: echoLast)
    } catch {
      throw PyError(error, source: source)
    }
    echoed = nil
    Release.settle()
    _ = try withExtendedLifetime(code) { try arrays.run { try run(code, module: module) } }
  }

  /// Runs the body of a module.
  func run(_ code: Code, module: ModuleObject) throws -> Value {
    let regs = stackTop
    try ensureStack(regs + code.registerCount)
    try pushFrame(
      Frame(
        code: code, function: nil, namespace: module.namespace, regs: regs, stackTop: stackTop,
        handled: handled, kind: .entry))
    stackTop = regs + code.registerCount
    return try execute()
  }

  @inline(__always)
  func pushFrame(_ frame: Frame) throws {
    if frameCount + nativeDepth >= Interpreter.recursionLimit { throw Interpreter.recursionError() }
    let place = frames[frameCount].returnPC
    (frames + frameCount).initialize(to: frame)
    // A native caller is not returned to by this; its own caller has marked where it is.
    frames[frameCount].returnPC = place
    frameCount += 1
  }

  /// Writes to the standard output, or where a script redirected it.
  public func emit(_ text: String) throws {
    let target = redirection
    if target.isNone { return output(text) }
    // What the target writes in turn goes where it went before.
    redirection = .none
    defer { redirection = target }
    _ = try callMethod(target, "write", [.string(text)])
  }

  /// Counts a native call that may nest; throws where the limit is reached.
  public func nested<Result>(_ body: () throws -> Result) throws -> Result {
    if frameCount + nativeDepth >= Interpreter.recursionLimit { throw Interpreter.recursionError() }
    nativeDepth += 1
    defer { nativeDepth -= 1 }
    return try body()
  }

  /// State of a module of the library, made on first use.
  public func state<State: AnyObject>(_ type: State.Type, _ make: () -> State) -> State {
    if let found = moduleState[ObjectIdentifier(type)] as? State { return found }
    let made = make()
    moduleState[ObjectIdentifier(type)] = made
    return made
  }
}

/// One call in progress: plain memory, so that a call counts no references.
///
/// Who calls keeps what it points to alive: a function stays in the caller's register (or in the argument of
/// a native call) while it runs, the exception in `handled` in the interpreter or in the register that
/// `enterHandler` puts it in, a generator in whoever resumes it.
struct Frame {
  enum Kind: UInt8 {
    /// Called by code of the same `execute`.
    case plain
    /// An `__init__`: the result is the new object, which stands before the registers, behind the function.
    case constructor
    /// The frame that an `execute` began with.
    case entry
  }

  let body: UnsafePointer<Code.Body>
  let globals: UnsafePointer<NameTable.Slots>
  /// The variables of enclosing functions.
  let closure: UnsafeMutablePointer<CellObject>?
  let regs: UnsafeMutablePointer<Value>
  /// `stackTop` of the caller.
  let stackTop: UnsafeMutablePointer<Value>
  private let handledReference: Unmanaged<ExceptionObject>?
  private let functionReference: Unmanaged<FunctionObject>?
  var generatorReference: Unmanaged<GeneratorObject>?
  /// Where the caller goes on, and the register that it wants the result in.
  var returnPC: UnsafeMutablePointer<Instruction>?
  var destination = 0
  let kind: Kind

  init(
    code: Code, function: FunctionObject?, namespace: NameTable, regs: UnsafeMutablePointer<Value>,
    stackTop: UnsafeMutablePointer<Value>, handled: ExceptionObject?, kind: Kind
  ) {
    body = UnsafePointer(code.body)
    globals = UnsafePointer(namespace.slots)
    closure = function?.closure
    self.regs = regs
    self.stackTop = stackTop
    handledReference = handled.map { Unmanaged.passUnretained($0) }
    functionReference = function.map { Unmanaged.passUnretained($0) }
    self.kind = kind
  }

  /// The frame of a call that code of a script makes.
  @inline(__always)
  init(
    _ target: CallTarget, _ function: Unmanaged<FunctionObject>, regs: UnsafeMutablePointer<Value>,
    stackTop: UnsafeMutablePointer<Value>, handled: Unmanaged<ExceptionObject>?,
    returnPC: UnsafeMutablePointer<Instruction>, destination: Int, kind: Kind
  ) {
    body = target.body
    globals = target.globals
    closure = target.closure
    self.regs = regs
    self.stackTop = stackTop
    handledReference = handled
    functionReference = function
    self.returnPC = returnPC
    self.destination = destination
    self.kind = kind
  }

  var code: Code { body.pointee.code.takeUnretainedValue() }
  /// The function that runs; nil for the body of a module.
  var function: FunctionObject? { functionReference?.takeUnretainedValue() }
  var namespace: NameTable { globals.pointee.table.takeUnretainedValue() }
  var handled: ExceptionObject? { handledReference?.takeUnretainedValue() }
  var generator: GeneratorObject? { generatorReference?.takeUnretainedValue() }
}

/// Knows an interpreter as long as it lives. (A weak reference would do the same, but from the first one on
/// every count of references to the interpreter takes a detour.)
public final class Lifeline {
  public internal(set) var vm: Unmanaged<Interpreter>?
}

/// A lock that its holder may take again.
public final class RecursiveLock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  public init() {
    mutex = .allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_RECURSIVE))
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
  }

  public func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }
}
