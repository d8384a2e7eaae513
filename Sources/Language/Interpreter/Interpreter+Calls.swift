import Arrays

/// A keyword argument of a call.
public typealias Keyword = (name: StringObject, value: Value)

extension Interpreter {
  // MARK: Calls from Swift

  /// Calls anything callable.
  public func call(_ callee: Value, _ arguments: [Value], _ keywords: [Keyword] = []) throws -> Value {
    switch callee {
    case .function(let function): return try run(function, arguments, keywords)
    case .builtin(let builtin): return try callBuiltin(builtin, arguments, keywords)
    case .type(let type): return try instantiate(type, arguments, keywords)
    case .object(let object):
      if let method = object as? BoundMethodObject {
        return try call(method.function, [method.receiver] + arguments, keywords)
      }
      if let wrapped = object as? WrappedMethodObject, !wrapped.isClassMethod {
        return try call(wrapped.function, arguments, keywords)
      }
    default: break
    }
    if let method = typeOf(callee).lookup(Names.call), typeOf(callee).isUserDefined || !(method.isUnset) {
      return try call(bind(method, callee), arguments, keywords)
    }
    if callee.isUnset { throw PyError(Types.unboundLocalError, "cannot access a variable that has no value") }
    throw PyError.typeError("'\(typeName(callee))' object is not callable")
  }

  /// Calls a method by name.
  public func callMethod(_ object: Value, _ name: String, _ arguments: [Value] = []) throws -> Value {
    try call(getAttribute(object, StringObject.interned(name)), arguments)
  }

  /// A call that code of a script makes, for all callees without a fast path.
  @inline(never)
  func callSlow(_ first: Registers, _ count: Int) throws -> Value {
    if Interpreter.interruptFlag.pointee != 0 { throw keyboardInterrupt() }
    if case .builtin(let builtin) = first.pointee {
      switch builtin.frequent {
      case .no: break
      case .listAppend:
        if count == 2, case .list(let list) = first[1] {
          list.items.append(first[2])
          return .none
        }
      case .dictGet:
        if count == 2 || count == 3, case .dict(let dict) = first[1] {
          return try dict.get(first[2], self) ?? (count == 3 ? first[3] : .none)
        }
      }
      return try callBuiltin(builtin, first + 1, count)
    }
    if case .type(let type) = first.pointee, !type.isUserDefined, let constructor = type.constructor {
      return try callBuiltin(constructor, first + 1, count)
    }
    return try call(first.pointee, Interpreter.copy(first + 1, count))
  }

  func callKeywords(_ first: Registers, _ count: Int, _ names: [Value]) throws -> Value {
    let positional = count - names.count
    var keywords: [Keyword] = []
    keywords.reserveCapacity(names.count)
    for (index, name) in names.enumerated() {
      guard case .str(let name) = name else { continue }
      keywords.append((name, first[1 + positional + index]))
    }
    return try call(first.pointee, Interpreter.copy(first + 1, positional), keywords)
  }

  func callSpread(_ first: Registers) throws -> Value {
    guard case .list(let list) = first[1] else { return .none }
    var keywords: [Keyword] = []
    if case .dict(let dict) = first[2] {
      for (key, value) in dict.items {
        guard case .str(let name) = key else { throw PyError.typeError("keywords must be strings") }
        keywords.append((name.asName, value))
      }
    }
    return try call(first.pointee, list.items, keywords)
  }

  // MARK: Script functions

  /// Calls a function natively: for built-in functions that call back.
  func run(_ function: FunctionObject, _ arguments: [Value], _ keywords: [Keyword]) throws -> Value {
    let code = function.code
    let regs = stackTop
    try ensureStack(regs + code.registerCount)
    try bind(function, arguments, keywords, regs)
    if code.isGenerator { return makeGenerator(function, regs) }
    try pushFunctionFrame(function, regs, kind: .entry)
    return try execute()
  }

  @inline(__always)
  private func pushFunctionFrame(_ function: FunctionObject, _ regs: Registers, kind: Frame.Kind) throws {
    do {
      try pushFrame(
        Frame(
          code: function.code, function: function, namespace: function.module.namespace, regs: regs,
          stackTop: stackTop, handled: handled, kind: kind))
    } catch {
      for index in 0..<function.code.registerCount where regs + index >= stackTop { regs[index] = .unset }
      throw error
    }
    stackTop = max(stackTop, regs + function.code.registerCount)
  }

  /// Pushes the frame of a call with positional arguments, which stand behind the function at `first`.
  @inline(__always)
  func enter(
    _ target: CallTarget, _ function: Unmanaged<FunctionObject>, _ first: Registers, _ count: Int,
    returnPC: UnsafeMutablePointer<Instruction>, destination: Int
  ) throws -> UnsafeMutablePointer<Frame> {
    let body = target.body
    let regs = first + 1
    let end = regs + body.pointee.registerCount
    // The registers of a generator are elsewhere, so its calls need a window on the stack.
    if body.pointee.exactCount == count, end <= stackInitialized,
      frames[frameCount - 1].generatorReference == nil
    {
      // Registers behind the arguments may hold what the caller no longer needs.
      var stale = regs + count
      let limit = min(end, stackTop)
      while stale < limit {
        stale.clear()
        stale += 1
      }
      return try push(target, function, regs, returnPC: returnPC, destination: destination, kind: .plain)
    }
    let window = stackTop
    try place(first + 1, count, names: [], function.takeUnretainedValue(), window)
    return try push(target, function, window, returnPC: returnPC, destination: destination, kind: .plain)
  }

  /// Pushes the frame of a call with keyword arguments: the values of `names` are the last of `count`.
  func enter(
    _ function: FunctionObject, _ first: Registers, _ count: Int, names: [Value],
    returnPC: UnsafeMutablePointer<Instruction>, destination: Int
  ) throws -> UnsafeMutablePointer<Frame> {
    let window = stackTop
    try place(first + 1, count, names: names, function, window)
    return try push(
      function.target, Unmanaged.passUnretained(function), window, returnPC: returnPC,
      destination: destination, kind: .plain)
  }

  /// Pushes the frame of `__init__` for a new object of a plain class; nil where it takes more than that.
  func enterConstructor(
    _ type: TypeObject, _ first: Registers, _ count: Int, names: [Value] = [],
    returnPC: UnsafeMutablePointer<Instruction>, destination: Int
  ) throws -> UnsafeMutablePointer<Frame>? {
    guard type.isPlain, case .function(let initializer)? = type.lookup(Names.`init`),
      !initializer.code.isGenerator
    else { return nil }
    let object = Value.object(InstanceObject(type: type))
    // The object takes the place of the class, right before the arguments.
    first.pointee = object
    // A script may rebind `self` and replace `__init__`: both stay here until the call is over.
    let window = stackTop
    try ensureStack(window + 2)
    window[0] = .function(initializer)
    window[1] = object
    do {
      try place(first, count + 1, names: names, initializer, window + 2)
      return try push(
        initializer.target, Unmanaged.passUnretained(initializer), window + 2, returnPC: returnPC,
        destination: destination, kind: .constructor)
    } catch {
      window[0] = .unset
      window[1] = .unset
      throw error
    }
  }

  /// Puts arguments where the parameters of a function are, in unused registers from `window` on.
  @inline(never)
  private func place(
    _ arguments: Registers, _ count: Int, names: [Value], _ function: FunctionObject, _ window: Registers
  ) throws {
    let code = function.code
    try ensureStack(window + max(code.registerCount, count))
    let layout = code.parameters
    let positional = count - names.count
    if layout.isSimple, positional <= layout.positionalCount,
      fits(arguments, positional, names, function, layout, window)
    {
      return
    }
    var keywords: [Keyword] = []
    for (index, name) in names.enumerated() {
      if case .str(let name) = name { keywords.append((name, arguments[positional + index])) }
    }
    try bind(function, Interpreter.copy(arguments, positional), keywords, window)
  }

  /// Fills parameters that have no `*`; where anything does not fit, empties them again and returns false.
  private func fits(
    _ arguments: Registers, _ count: Int, _ names: [Value], _ function: FunctionObject,
    _ layout: ParameterLayout, _ window: Registers
  ) -> Bool {
    for index in 0..<count { window[index] = arguments[index] }
    var isGood = true
    for (index, name) in names.enumerated() {
      guard case .str(let name) = name else { continue }
      var register = layout.positionalOnlyCount
      while register < layout.positionalCount, layout.names[register] !== name { register += 1 }
      if register == layout.positionalCount || !window[register].isUnset {
        isGood = false
        break
      }
      window[register] = arguments[count + index]
    }
    let firstDefault = layout.positionalCount - function.defaults.count
    var register = min(count, layout.positionalCount)
    while isGood, register < layout.positionalCount {
      if window[register].isUnset {
        if register < firstDefault {
          isGood = false
        } else {
          window[register] = function.defaults[register - firstDefault]
        }
      }
      register += 1
    }
    if !isGood { for index in 0..<layout.positionalCount { window[index] = .unset } }
    return isGood
  }

  @inline(__always)
  private func push(
    _ target: CallTarget, _ function: Unmanaged<FunctionObject>, _ regs: Registers,
    returnPC: UnsafeMutablePointer<Instruction>, destination: Int, kind: Frame.Kind
  ) throws -> UnsafeMutablePointer<Frame> {
    let end = regs + target.body.pointee.registerCount
    if frameCount + nativeDepth >= Interpreter.recursionLimit {
      var index = max(regs, stackTop)
      while index < end {
        index.clear()
        index += 1
      }
      throw Interpreter.recursionError()
    }
    let frame = frames + frameCount
    frame.initialize(
      to: Frame(
        target, function, regs: regs, stackTop: stackTop, handled: handledReference, returnPC: returnPC,
        destination: destination, kind: kind))
    frameCount += 1
    stackTop = max(stackTop, end)
    return frame
  }

  // MARK: Generators

  func makeGenerator(_ function: FunctionObject, _ regs: Registers) -> Value {
    let generator = GeneratorObject(function, self)
    for index in 0..<function.code.registerCount {
      generator.registers[index] = regs[index]
      regs[index] = .unset
    }
    return .iterator(generator)
  }

  /// Runs a generator up to its next `yield`; nil when it has returned.
  func resume(_ generator: GeneratorObject, sending value: Value) throws -> Value? {
    if generator.isRunning { throw PyError.valueError("generator already executing") }
    if generator.isFinished { return nil }
    if generator.hasStarted {
      generator.registers[generator.destination] = value
    } else if !value.isNone {
      throw PyError.typeError("can't send non-None value to a just-started generator")
    }
    generator.isRunning = true
    generator.hasStarted = true
    defer { generator.isRunning = false }
    let function = generator.function
    var frame = Frame(
      code: function.code, function: function, namespace: function.module.namespace,
      regs: generator.registers, stackTop: stackTop, handled: handled, kind: .entry)
    frame.generatorReference = Unmanaged.passUnretained(generator)
    try pushFrame(frame)
    didYield = false
    do {
      let result = try execute()
      if didYield {
        didYield = false
        return result
      }
      generator.finish()
      generator.result = result
      return nil
    } catch let error as PyError where error.exception.type.isSubtype(of: Types.stopIteration) {
      generator.finish()
      let wrapped = PyError.runtimeError("generator raised StopIteration")
      wrapped.exception.cause = .object(error.exception)
      throw wrapped
    }
  }

  /// Raises an exception inside a generator, at the `yield` where it stands; nil when it returns on that.
  func raise(_ error: PyError, in generator: GeneratorObject) throws -> Value? {
    if generator.isRunning { throw PyError.valueError("generator already executing") }
    if generator.isFinished || !generator.hasStarted {
      generator.finish()
      throw error
    }
    var error = error
    if let inner = generator.delegate {
      do {
        if let value = try raise(error, in: inner) { return value }
        return try resume(generator, sending: .none)
      } catch let thrown as PyError {
        error = thrown
      }
    }
    generator.pending = error
    return try resume(generator, sending: .none)
  }

  /// Ends a generator that nobody holds any more; what it raises or yields is lost.
  func abandon(_ generator: GeneratorObject) {
    let yielded = didYield
    let exit = PyError(ExceptionObject(type: Types.generatorExit, arguments: []))
    _ = try? raise(exit, in: generator)
    if !generator.isFinished { generator.finish() }
    didYield = yielded
  }

  /// One step of `yield from`: the next value, or nil when the inner iterator is done.
  func delegate(_ generator: GeneratorObject, _ regs: Registers, _ i: Instruction) throws -> Value? {
    guard case .iterator(let inner) = regs[Int(i.b)] else { throw PyError.typeError("not an iterator") }
    let sent = regs[Int(i.e)]
    if let generator = inner as? GeneratorObject {
      if let value = try resume(generator, sending: sent) { return value }
    } else if sent.isNone {
      if let value = try inner.next(self) { return value }
    } else {
      return try callMethod(.iterator(inner), "send", [sent])
    }
    regs[Int(i.a)] = (inner as? GeneratorObject)?.result ?? .none
    return nil
  }

  // MARK: Built-in functions

  /// Calls a built-in function with positional arguments that stand side by side.
  @inline(__always)
  func callBuiltin(_ builtin: BuiltinObject, _ arguments: Registers, _ count: Int) throws -> Value {
    let signature = builtin.signature
    if signature.isSimple, count == signature.slotCount {
      return try finished(builtin.entry.body(Arguments(self, arguments, count: count)))
    }
    if signature.isSimple, count >= signature.requiredCount, count <= signature.positionalCount {
      let base = stackTop
      try ensureStack(base + signature.slotCount)
      for index in 0..<count { base[index] = arguments[index] }
      for index in count..<signature.slotCount { base[index] = signature.defaults[index] }
      return try runBuiltin(builtin, base)
    }
    return try callBuiltin(builtin, Interpreter.copy(arguments, count), [])
  }

  @inline(__always)
  private func runBuiltin(_ builtin: BuiltinObject, _ base: Registers) throws -> Value {
    let count = builtin.signature.slotCount
    stackTop = base + count
    defer {
      for index in 0..<count { base[index] = .unset }
      stackTop = base
    }
    return try finished(builtin.entry.body(Arguments(self, base, count: count)))
  }

  /// What a built-in function gave, which after an interrupt may be unfinished and is thrown away.
  @inline(__always)
  func finished(_ result: Value) throws -> Value {
    if Interpreter.isInterrupted { throw unfinished(result) }
    return result
  }

  @inline(never)
  private func unfinished(_ result: Value) -> PyError {
    let error = keyboardInterrupt()
    Release.later(result)
    return error
  }

  func callBuiltin(_ builtin: BuiltinObject, _ arguments: [Value], _ keywords: [Keyword]) throws -> Value {
    let base = stackTop
    try ensureStack(base + builtin.signature.slotCount)
    do {
      try bind(builtin, arguments, keywords, base)
    } catch {
      for index in 0..<builtin.signature.slotCount { base[index] = .unset }
      throw error
    }
    return try runBuiltin(builtin, base)
  }
}
