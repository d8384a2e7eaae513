/// One instruction of the register machine: 16 bytes.
///
/// `a` names the register for the result. `b` and `c` name operands: a register, or from 0x8000 on a
/// constant. `d` is a number, a slot or the target of a jump; `e` a second number or the place of a cache.
struct Instruction {
  var op: Opcode
  var a: UInt16
  var b: UInt16
  var c: UInt16
  var d: Int32
  var e: Int32
}

/// What an instruction does; R are registers, K constants, RK either.
enum Opcode: UInt16 {
  // Moves and variables
  case move  // R[a] = RK(b)
  case checkBound  // UnboundLocalError if R[a] is unset; d: name
  case deleteLocal  // R[a] = unset; d: name
  case loadGlobal  // R[a] = globals[d], or a builtin; e: name
  case storeGlobal  // globals[d] = RK(b)
  case deleteGlobal  // e: name
  case newCell  // R[a] = cell(unset)
  case wrapCell  // R[a] = cell(R[a]): a parameter that an inner function shares
  case loadCell  // R[a] = cell R[b]; d: name
  case storeCell  // cell R[a] = RK(b)
  case deleteCell  // cell R[a] = unset; d: name
  case loadFree  // R[a] = closure[d]; e: name
  case storeFree  // closure[d] = RK(b)
  case deleteFree
  case loadName  // in a class body: R[a] = namespace[e], else the global d
  case loadNameFree  // in a class body: R[a] = namespace[e], else closure[d]
  case storeName  // namespace[e] = RK(b)
  case deleteName

  // Operators: R[a] = RK(b) op RK(c)
  case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply
  case leftShift, rightShift, bitAnd, bitOr, bitXor
  case inPlace  // d: the BinaryOperator's number; R[a] = RK(b) op= RK(c)
  case negate, positive, invert, not
  case less, lessEqual, greater, greaterEqual, equal, notEqual
  case isIdentical, isNotIdentical, contains, notContains

  // Jumps by d, counted from the next instruction
  case jump
  case jumpBack  // and look whether the user interrupted
  case jumpIfTrue, jumpIfFalse  // RK(b)
  case jumpUnlessLess, jumpUnlessLessEqual, jumpUnlessGreater, jumpUnlessGreaterEqual
  case jumpUnlessEqual, jumpUnlessNotEqual  // RK(b), RK(c)

  // Attributes and items
  case loadAttribute  // R[a] = RK(b).name(d); e: cache
  case storeAttribute  // RK(a).name(d) = RK(b)
  case deleteAttribute
  case getItem  // R[a] = RK(b)[RK(c)]
  case getItems  // R[a] = RK(b)[R[c], … d of them]: an index tuple that need not be built
  // The same where slices are among the items: their bounds need not become objects. d: the number of items, 0 for
  // one that stands alone; e: four bits an item (see SliceItems)
  case getSliced
  case setItem  // RK(a)[RK(b)] = RK(c)
  case setItems  // RK(a)[R[b], … d of them] = RK(c)
  case setSliced  // RK(a)[R[b], …] = RK(c); d, e as for getSliced
  case deleteItem

  // Displays
  case buildList, buildTuple, buildSet  // R[a] = d items from R[b]
  case buildDict  // d pairs from R[b]
  case buildSlice  // R[b], R[b+1], R[b+2]
  case buildString  // d texts from R[b]
  case formatValue  // R[a] = format(RK(b), RK(c)); d: conversion, or 0
  case listAppend, setAdd, listExtend, setUpdate, dictMerge  // R[a] with RK(b)
  case dictMergeUnique  // keyword arguments: a repeated key is an error; RK(c): the function, for its message
  case dictSet  // R[a][RK(b)] = RK(c)
  case listToTuple  // R[a] = tuple(R[b])

  // Iteration
  case getIterator  // R[a] = iter(RK(b))
  case forNext  // R[a] = next(R[b]), or jump to d
  case unpack  // R[a], R[a+1], … = d items of RK(b)
  case unpackStar  // d items, a list, e items

  // Calls: the function in R[a], c arguments behind it; result to R[d]
  case call
  case loadMethod  // R[a], R[a+1] = method name(d) of RK(b), and the object or unset; e: cache
  case callMethod  // R[a] with R[a+1] first if set, and c arguments from R[a+2]
  case callKeywords  // e: tuple of names of the last arguments
  case callSpread  // R[a+1]: list of arguments, R[a+2]: dict of keywords
  case `return`  // RK(b)

  // Definitions
  case makeFunction  // R[a] from code K(d); defaults from R[b]; e: number of them
  case buildClass  // R[a] from code K(d); bases list R[b], keywords dict RK(c)
  case annotate  // __annotations__[K(d)] = RK(b) in the class body

  // Modules
  case importModule  // R[a] = module K(d), e dots; b = 1: the innermost part (import a.b as c)
  case importName  // R[a] = from R[b] import K(d)
  case importStar

  // Exceptions
  case raise  // RK(b) from RK(c) if c != none
  case reraise  // R[a], as it was
  case raiseCurrent  // bare raise
  case raiseAssertion  // RK(b): message or unset
  case enterHandler  // R[a] = the exception handled so far; R[b] is handled now
  case leaveHandler
  case matchException  // R[a] = whether R[b] is of type RK(c)
  case withEnter  // R[a] = exit method, R[a+1] = the object; R[d] = what enter gave; RK(b): the manager
  case withExit  // calls R[a] on R[a+1] with None, None, None
  case withExitException  // … with the exception R[b]; R[d] = whether it is to be swallowed

  // Generators
  case yield  // R[a] = what was sent; gives RK(b)
  case yieldFrom  // R[a] = result of delegating to the iterator R[b]; stays here while it yields; R[e]: what was sent

  // Pattern matching
  case matchSequence  // R[a] = whether RK(b) is a sequence of d items (e = 1: at least)
  case matchMapping  // R[a] = whether RK(b) is a dict
  case matchKey  // R[a] = RK(b)[RK(c)], or jump to d
  case matchRest  // R[a] = copy of the dict RK(b) without the keys tuple RK(c)
  case matchClass  // R[a], … = attributes of RK(b) as type RK(c): d positional, names K(e); jump instruction follows
  case echo  // the value of a last expression, RK(b)
}

/// A compiled body: of a module, a function, a class, a lambda or a generator expression.
public final class Code: Object {
  public let name: String
  public let qualifiedName: String
  public let source: Source
  /// What running it needs, without counting references.
  let body: UnsafeMutablePointer<Body>
  let instructionCount: Int
  let constantCount: Int
  /// The place of each instruction.
  let spans: [Span]
  let handlers: [Handler]
  /// Comprehensions, inner ones first: tracebacks show them as calls, which they are in CPython 3.11.
  let comprehensions: [ComprehensionRange]
  let cacheCount: Int
  public let parameters: ParameterLayout
  let isGenerator: Bool
  /// Where each variable of the closure comes from, in the code that makes the function.
  let captures: [Capture]
  /// The names of the closure's variables, for errors; `__class__` is how a class body knows its own cell.
  let freeNames: [String]
  public let doc: String?
  /// The names of registers that hold local variables.
  public let localNames: [String]

  enum Capture {
    /// A register that holds a cell.
    case cell(Int)
    /// A variable of the enclosing closure.
    case free(Int)
  }

  /// Instructions `start..<end` are protected: an exception goes to R[register], control to `target`.
  struct Handler {
    var start: Int
    var end: Int
    var target: Int
    var register: Int
  }

  /// Instructions `start..<end` belong to a comprehension.
  struct ComprehensionRange {
    var start: Int
    var end: Int
    /// `<listcomp>`
    var name: String
    var span: Span
  }

  init(
    name: String, qualifiedName: String, source: Source, instructions: [Instruction], constants: [Value],
    spans: [Span], handlers: [Handler], comprehensions: [ComprehensionRange], cacheCount: Int,
    registerCount: Int, parameters: ParameterLayout,
    isGenerator: Bool, captures: [Capture], freeNames: [String], doc: String?, localNames: [String]
  ) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.source = source
    instructionCount = instructions.count
    constantCount = constants.count
    self.spans = spans
    self.handlers = handlers
    self.comprehensions = comprehensions
    self.cacheCount = cacheCount
    self.parameters = parameters
    self.isGenerator = isGenerator
    self.captures = captures
    self.freeNames = freeNames
    self.doc = doc
    self.localNames = localNames
    body = .allocate(capacity: 1)
    super.init(type: Types.object)
    let caches = UnsafeMutablePointer<InlineCache>.allocate(capacity: max(1, cacheCount))
    caches.initialize(repeating: InlineCache(), count: cacheCount)
    body.initialize(
      to: Body(
        instructions: .allocate(capacity: max(1, instructions.count)),
        constants: .allocate(capacity: max(1, constants.count)), caches: caches,
        registerCount: registerCount, exactCount: parameters.isSimple ? parameters.positionalCount : -1,
        isGenerator: isGenerator, code: Unmanaged.passUnretained(self)))
    body.pointee.instructions.initialize(from: instructions, count: instructions.count)
    body.pointee.constants.initialize(from: constants, count: constants.count)
  }

  deinit {
    body.pointee.instructions.deallocate()
    body.pointee.constants.deinitialize(count: constantCount)
    body.pointee.constants.deallocate()
    body.pointee.caches.deinitialize(count: cacheCount)
    body.pointee.caches.deallocate()
    body.deallocate()
  }

  /// The part of a code that calls read: plain memory, so that a call counts no references.
  struct Body {
    let instructions: UnsafeMutablePointer<Instruction>
    let constants: UnsafeMutablePointer<Value>
    let caches: UnsafeMutablePointer<InlineCache>
    /// Parameters and local variables come first, then cells and temporaries.
    let registerCount: Int
    /// The number of positional arguments that fill all parameters, or -1 where that alone cannot.
    let exactCount: Int
    let isGenerator: Bool
    let code: Unmanaged<Code>
  }

  var instructions: UnsafeMutablePointer<Instruction> { body.pointee.instructions }
  var constants: UnsafeMutablePointer<Value> { body.pointee.constants }
  var registerCount: Int { body.pointee.registerCount }
}

/// What an attribute look-up found last time, at one place of the code.
struct InlineCache {
  /// The address of the type or module it was found on.
  var owner: UnsafeRawPointer?
  var version = -1
  var value = Value.unset
}

/// The parameters of a script's function: registers 0, 1, … in this order.
public struct ParameterLayout {
  public var names: [StringObject] = []
  public var positionalOnlyCount = 0
  /// Positional-only and regular ones together.
  public var positionalCount = 0
  public var keywordOnlyCount = 0
  public var hasStar = false
  public var hasDoubleStar = false
  /// The register of `*args`, behind the positional and keyword-only ones.
  var starRegister: Int { positionalCount + keywordOnlyCount }
  var doubleStarRegister: Int { starRegister + (hasStar ? 1 : 0) }
  var registerCount: Int { doubleStarRegister + (hasDoubleStar ? 1 : 0) }
  /// Whether positional arguments alone can fill it.
  var isSimple: Bool { keywordOnlyCount == 0 && !hasStar && !hasDoubleStar }
}

extension BinaryOperator {
  /// The number that an `inPlace` instruction carries: the offset of the plain instruction from `add`.
  var number: Int32 {
    Int32(opcode.rawValue - Opcode.add.rawValue)
  }

  var opcode: Opcode {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .modulo: .modulo
    case .power: .power
    case .matrixMultiply: .matrixMultiply
    case .leftShift: .leftShift
    case .rightShift: .rightShift
    case .bitAnd: .bitAnd
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    }
  }

  static let byNumber: [BinaryOperator] = [
    .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power, .matrixMultiply, .leftShift,
    .rightShift, .bitAnd, .bitOr, .bitXor,
  ]
}
