import Arrays

extension Interpreter {
  typealias Registers = UnsafeMutablePointer<Value>

  /// Runs the newest frame until it returns, yields or fails.
  ///
  /// Frequent cases on numbers are decided here; everything else is a call out, so that this stays one
  /// tight loop.
  func execute() throws -> Value {
    var frame = frames + (frameCount - 1)
    var regs = frame.pointee.regs
    var constants = frame.pointee.body.pointee.constants
    var pc = frame.pointee.body.pointee.instructions
    if let generator = frame.pointee.generator { pc += generator.offset }

    while true {
      do {
        if let generator = frame.pointee.generator, let pending = generator.pending {
          generator.pending = nil
          // The place of an error is the instruction before `pc`; one that yields from another stands on it.
          if pc.pointee.op == .yieldFrom { pc += 1 }
          throw pending
        }
        while true {
          let i = pc.pointee
          pc += 1
          switch i.op {
          // MARK: Moves and variables
          case .move:
            regs[Int(i.a)] = Interpreter.operand(i.b, regs, constants).pointee
          case .checkBound:
            if regs[Int(i.a)].isUnset { throw unboundLocal(constants[Int(i.d)]) }
          case .deleteLocal:
            if regs[Int(i.a)].isUnset { throw unboundLocal(constants[Int(i.d)]) }
            regs[Int(i.a)] = .unset
          case .loadGlobal:
            let globals = frame.pointee.globals
            let slot = globals.pointee.values + Int(i.d)
            if case .unset = slot.pointee {
              let fallback = globals.pointee.fallbacks + Int(i.d)
              if case .unset = fallback.pointee { fallback.pointee = try builtin(constants[Int(i.e)]) }
              (regs + Int(i.a)).put(fallback.pointee)
            } else {
              (regs + Int(i.a)).put(slot.pointee)
            }
          case .storeGlobal:
            frame.pointee.globals.pointee.values[Int(i.d)] = Interpreter.operand(i.b, regs, constants).pointee
          case .deleteGlobal:
            if frame.pointee.globals.pointee.values[Int(i.d)].isUnset { throw undefined(constants[Int(i.e)]) }
            frame.pointee.globals.pointee.values[Int(i.d)] = .unset
          case .newCell: regs[Int(i.a)] = .cell(CellObject(.unset))
          case .wrapCell: regs[Int(i.a)] = .cell(CellObject(regs[Int(i.a)]))
          case .loadCell:
            guard case .cell(let cell) = regs[Int(i.b)] else { throw undefined(constants[Int(i.d)]) }
            if cell.value.isUnset { throw unboundLocal(constants[Int(i.d)]) }
            regs[Int(i.a)] = cell.value
          case .storeCell:
            if case .cell(let cell) = regs[Int(i.a)] {
              cell.value = Interpreter.operand(i.b, regs, constants).pointee
            }
          case .deleteCell:
            if case .cell(let cell) = regs[Int(i.a)] {
              if cell.value.isUnset { throw unboundLocal(constants[Int(i.d)]) }
              cell.value = .unset
            }
          case .loadFree:
            let cell = frame.pointee.closure![Int(i.d)]
            if cell.value.isUnset { throw unboundFree(constants[Int(i.e)]) }
            regs[Int(i.a)] = cell.value
          case .storeFree:
            frame.pointee.closure![Int(i.d)].value =
              Interpreter.operand(i.b, regs, constants).pointee
          case .deleteFree:
            let cell = frame.pointee.closure![Int(i.d)]
            if cell.value.isUnset { throw unboundFree(constants[Int(i.e)]) }
            cell.value = .unset
          case .loadName, .loadNameFree, .storeName, .deleteName:
            try classVariable(i, regs, constants, frame.pointee)

          // MARK: Operators
          case .add:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee {
              let (sum, overflow) = x.addingReportingOverflow(y)
              if overflow {
                mark(frame, pc)
                regs[Int(i.a)] = try binary(.add, b.pointee, c.pointee)
              } else {
                (regs + Int(i.a)).store(int: sum)
              }
            } else if case .float(let x) = b.pointee, case .float(let y) = c.pointee {
              (regs + Int(i.a)).store(float: x + y)
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try binary(.add, b.pointee, c.pointee)
            }
          case .subtract:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee {
              let (difference, overflow) = x.subtractingReportingOverflow(y)
              if overflow {
                mark(frame, pc)
                regs[Int(i.a)] = try binary(.subtract, b.pointee, c.pointee)
              } else {
                (regs + Int(i.a)).store(int: difference)
              }
            } else if case .float(let x) = b.pointee, case .float(let y) = c.pointee {
              (regs + Int(i.a)).store(float: x - y)
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try binary(.subtract, b.pointee, c.pointee)
            }
          case .multiply:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee {
              let (product, overflow) = x.multipliedReportingOverflow(by: y)
              if overflow {
                mark(frame, pc)
                regs[Int(i.a)] = try binary(.multiply, b.pointee, c.pointee)
              } else {
                (regs + Int(i.a)).store(int: product)
              }
            } else if case .float(let x) = b.pointee, case .float(let y) = c.pointee {
              (regs + Int(i.a)).store(float: x * y)
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try binary(.multiply, b.pointee, c.pointee)
            }
          case .divide:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .float(let x) = b.pointee, case .float(let y) = c.pointee, y != 0 {
              (regs + Int(i.a)).store(float: x / y)
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try binary(.divide, b.pointee, c.pointee)
            }
          case .floorDivide:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee, y > 0 {
              let quotient = x / y
              (regs + Int(i.a)).store(int: x % y < 0 ? quotient - 1 : quotient)
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try binary(.floorDivide, b.pointee, c.pointee)
            }
          case .modulo:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee, y > 0 {
              let remainder = x % y
              (regs + Int(i.a)).store(int: remainder < 0 ? remainder + y : remainder)
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try binary(.modulo, b.pointee, c.pointee)
            }
          case .power, .matrixMultiply, .leftShift, .rightShift, .bitAnd, .bitOr, .bitXor:
            let op = BinaryOperator.byNumber[Int(i.op.rawValue - Opcode.add.rawValue)]
            mark(frame, pc)
            regs[Int(i.a)] = try binary(
              op, Interpreter.operand(i.b, regs, constants).pointee,
              Interpreter.operand(i.c, regs, constants).pointee)
          case .inPlace:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee {
              if i.d == 0 {
                let (sum, overflow) = x.addingReportingOverflow(y)
                if overflow {
                  mark(frame, pc)
                  regs[Int(i.a)] = try binary(.add, b.pointee, c.pointee)
                } else {
                  (regs + Int(i.a)).store(int: sum)
                }
                continue
              }
              if i.d == 1 {
                let (difference, overflow) = x.subtractingReportingOverflow(y)
                if overflow {
                  mark(frame, pc)
                  regs[Int(i.a)] = try binary(.subtract, b.pointee, c.pointee)
                } else {
                  (regs + Int(i.a)).store(int: difference)
                }
                continue
              }
            } else if case .float(let x) = b.pointee, case .float(let y) = c.pointee, i.d < 3 {
              (regs + Int(i.a)).store(float: i.d == 0 ? x + y : i.d == 1 ? x - y : x * y)
              continue
            }
            mark(frame, pc)
            regs[Int(i.a)] = try inPlace(BinaryOperator.byNumber[Int(i.d)], b.pointee, c.pointee)
          case .negate:
            let b = Interpreter.operand(i.b, regs, constants)
            if case .float(let x) = b.pointee {
              (regs + Int(i.a)).store(float: -x)
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try unary(.minus, b.pointee)
            }
          case .positive:
            mark(frame, pc)
            regs[Int(i.a)] = try unary(.plus, Interpreter.operand(i.b, regs, constants).pointee)
          case .invert:
            mark(frame, pc)
            regs[Int(i.a)] = try unary(.invert, Interpreter.operand(i.b, regs, constants).pointee)
          case .not:
            let b = Interpreter.operand(i.b, regs, constants)
            if case .bool(let x) = b.pointee {
              (regs + Int(i.a)).store(bool: !x)
            } else {
              (regs + Int(i.a)).store(bool: try !isTrue(b.pointee))
            }
          case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee {
              (regs + Int(i.a)).store(bool: Interpreter.compares(i.op, x, y))
            } else if case .float(let x) = b.pointee, case .float(let y) = c.pointee {
              (regs + Int(i.a)).store(bool: Interpreter.compares(i.op, x, y))
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try compare(Interpreter.comparison(i.op), b.pointee, c.pointee)
            }
          case .isIdentical:
            (regs + Int(i.a)).store(
              bool:
                Interpreter.operand(i.b, regs, constants).pointee.isIdentical(
                  to: Interpreter.operand(i.c, regs, constants).pointee))
          case .isNotIdentical:
            (regs + Int(i.a)).store(
              bool:
                !Interpreter.operand(i.b, regs, constants).pointee.isIdentical(
                  to: Interpreter.operand(i.c, regs, constants).pointee))
          case .contains:
            (regs + Int(i.a)).store(
              bool:
                try contains(
                  Interpreter.operand(i.c, regs, constants).pointee,
                  Interpreter.operand(i.b, regs, constants).pointee))
          case .notContains:
            (regs + Int(i.a)).store(
              bool:
                try !contains(
                  Interpreter.operand(i.c, regs, constants).pointee,
                  Interpreter.operand(i.b, regs, constants).pointee))

          // MARK: Jumps
          case .jump: pc += Int(i.d)
          case .jumpBack:
            if Interpreter.interruptFlag.pointee != 0 { throw keyboardInterrupt() }
            pc += Int(i.d)
          case .jumpIfTrue:
            let b = Interpreter.operand(i.b, regs, constants)
            let holds: Bool
            if case .bool(let x) = b.pointee { holds = x } else { holds = try isTrue(b.pointee) }
            if holds { pc += Int(i.d) }
          case .jumpIfFalse:
            let b = Interpreter.operand(i.b, regs, constants)
            let holds: Bool
            if case .bool(let x) = b.pointee { holds = x } else { holds = try isTrue(b.pointee) }
            if !holds { pc += Int(i.d) }
          case .jumpUnlessLess:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            let holds: Bool
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee {
              holds = x < y
            } else {
              holds = try isTrue(compare(.less, b.pointee, c.pointee))
            }
            if !holds { pc += Int(i.d) }
          case .jumpUnlessLessEqual, .jumpUnlessGreater, .jumpUnlessGreaterEqual, .jumpUnlessEqual,
            .jumpUnlessNotEqual:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            let op = Interpreter.fused(i.op)
            let holds: Bool
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee {
              holds = Interpreter.compares(op, x, y)
            } else if case .float(let x) = b.pointee, case .float(let y) = c.pointee {
              holds = Interpreter.compares(op, x, y)
            } else {
              holds = try isTrue(compare(Interpreter.comparison(op), b.pointee, c.pointee))
            }
            if !holds { pc += Int(i.d) }

          // MARK: Attributes and items
          case .loadAttribute:
            mark(frame, pc)
            regs[Int(i.a)] = try attribute(
              Interpreter.operand(i.b, regs, constants).pointee, Interpreter.name(constants, i.d),
              frame.pointee.body.pointee.caches + Int(i.e))
          case .storeAttribute:
            mark(frame, pc)
            try setAttribute(
              regs[Int(i.a)], Interpreter.name(constants, i.d),
              Interpreter.operand(i.b, regs, constants).pointee)
          case .deleteAttribute:
            try deleteAttribute(
              Interpreter.operand(i.b, regs, constants).pointee, Interpreter.name(constants, i.d))
          case .getItem:
            let b = Interpreter.operand(i.b, regs, constants)
            let c = Interpreter.operand(i.c, regs, constants)
            if case .list(let list) = b.pointee, case .int(let index) = c.pointee, index >= 0,
              index < list.items.count
            {
              regs[Int(i.a)] = list.items[index]
            } else {
              mark(frame, pc)
              regs[Int(i.a)] = try getItem(b.pointee, c.pointee)
            }
          case .getItems:
            let b = Interpreter.operand(i.b, regs, constants)
            regs[Int(i.a)] = try getItems(b.pointee, regs + Int(i.c), Int(i.d))
          case .getSliced:
            let b = Interpreter.operand(i.b, regs, constants)
            regs[Int(i.a)] = try getItems(
              b.pointee, SliceItems(first: regs + Int(i.c), count: Int(i.d), parts: i.e))
          case .setSliced:
            mark(frame, pc)
            try setItems(
              regs[Int(i.a)], SliceItems(first: regs + Int(i.b), count: Int(i.d), parts: i.e),
              Interpreter.operand(i.c, regs, constants).pointee)
          case .setItem:
            mark(frame, pc)
            try setItem(
              regs[Int(i.a)], Interpreter.operand(i.b, regs, constants).pointee,
              Interpreter.operand(i.c, regs, constants).pointee)
          case .setItems:
            mark(frame, pc)
            try setItems(
              regs[Int(i.a)], regs + Int(i.b), Int(i.d), Interpreter.operand(i.c, regs, constants).pointee)
          case .deleteItem:
            try deleteItem(
              Interpreter.operand(i.b, regs, constants).pointee,
              Interpreter.operand(i.c, regs, constants).pointee)

          // MARK: Displays
          case .buildList:
            regs[Int(i.a)] = .list(Interpreter.copy(regs + Int(i.b), Int(i.d)))
          case .buildTuple:
            regs[Int(i.a)] = .tuple(Interpreter.copy(regs + Int(i.b), Int(i.d)))
          case .buildSet:
            regs[Int(i.a)] = .set(try SetObject(Interpreter.copy(regs + Int(i.b), Int(i.d)), self))
          case .buildDict:
            let dict = DictObject()
            let first = regs + Int(i.b)
            for pair in 0..<Int(i.d) { try dict.set(first[2 * pair], first[2 * pair + 1], self) }
            regs[Int(i.a)] = .dict(dict)
          case .buildSlice:
            let first = regs + Int(i.b)
            regs[Int(i.a)] = .object(SliceObject(first[0], first[1], first[2]))
          case .buildString:
            var text = ""
            let first = regs + Int(i.b)
            for index in 0..<Int(i.d) { if case .str(let part) = first[index] { text += part.value } }
            regs[Int(i.a)] = .string(text)
          case .formatValue:
            mark(frame, pc)
            regs[Int(i.a)] = .string(
              try format(
                Interpreter.operand(i.b, regs, constants).pointee, conversion: UInt8(truncatingIfNeeded: i.d),
                specification: Interpreter.operand(i.c, regs, constants).pointee))
          case .listAppend:
            if case .list(let list) = regs[Int(i.a)] {
              list.items.append(Interpreter.operand(i.b, regs, constants).pointee)
            }
          case .setAdd:
            if case .set(let set) = regs[Int(i.a)] {
              try set.add(Interpreter.operand(i.b, regs, constants).pointee, self)
            }
          case .listExtend:
            mark(frame, pc)
            try extendList(
              regs[Int(i.a)], Interpreter.operand(i.b, regs, constants).pointee,
              callee: i.d == 1 ? regs[Int(i.a) - 1] : nil)
          case .setUpdate:
            if case .set(let set) = regs[Int(i.a)] {
              for item in try items(of: Interpreter.operand(i.b, regs, constants).pointee) {
                try set.add(item, self)
              }
            }
          case .dictMerge:
            if case .dict(let dict) = regs[Int(i.a)] {
              try merge(Interpreter.operand(i.b, regs, constants).pointee, into: dict, function: nil)
            }
          case .dictMergeUnique:
            if case .dict(let dict) = regs[Int(i.a)] {
              try merge(
                Interpreter.operand(i.b, regs, constants).pointee, into: dict, function: regs[Int(i.c)])
            }
          case .dictSet:
            if case .dict(let dict) = regs[Int(i.a)] {
              try dict.set(
                Interpreter.operand(i.b, regs, constants).pointee,
                Interpreter.operand(i.c, regs, constants).pointee, self)
            }
          case .listToTuple:
            if case .list(let list) = regs[Int(i.b)] { regs[Int(i.a)] = .tuple(list.items) }

          // MARK: Iteration
          case .getIterator:
            mark(frame, pc)
            let b = Interpreter.operand(i.b, regs, constants)
            regs[Int(i.a)] = .iterator(try iterator(b.pointee))
          case .forNext:
            guard case .iterator(let iterator) = regs[Int(i.b)] else {
              throw PyError.typeError("not an iterator")
            }
            if let range = Interpreter.asRange(iterator) {
              if range.left == 0 {
                pc += Int(i.d)
              } else {
                range.left &-= 1
                let value = range.current
                range.current = value &+ range.step
                (regs + Int(i.a)).store(int: value)
              }
            } else {
              mark(frame, pc)
              if let value = try iterator.next(self) {
                regs[Int(i.a)] = value
              } else {
                pc += Int(i.d)
              }
            }
          case .unpack:
            try unpack(Interpreter.operand(i.b, regs, constants).pointee, regs + Int(i.a), Int(i.d))
          case .unpackStar:
            try unpackStar(
              Interpreter.operand(i.b, regs, constants).pointee, regs + Int(i.a), Int(i.d), Int(i.e))

          // MARK: Calls
          case .call, .callMethod:
            var first = regs + Int(i.a)
            var count = Int(i.c)
            if i.op == .callMethod {
              // The method stands before its object where it takes it as first argument.
              if first[1].isUnset {
                first[1] = first[0]
                first += 1
              } else {
                count += 1
              }
            }
            if case .function(let function) = first.pointee, !function.target.body.pointee.isGenerator {
              frame = try enter(
                function.target, Unmanaged.passUnretained(function), first, count, returnPC: pc,
                destination: Int(i.d))
              regs = frame.pointee.regs
              constants = frame.pointee.body.pointee.constants
              pc = frame.pointee.body.pointee.instructions
            } else if case .type(let type) = first.pointee, type.isUserDefined,
              let newFrame = try enterConstructor(type, first, count, returnPC: pc, destination: Int(i.d))
            {
              frame = newFrame
              regs = frame.pointee.regs
              constants = frame.pointee.body.pointee.constants
              pc = frame.pointee.body.pointee.instructions
            } else {
              mark(frame, pc)
              let result = try callSlow(first, count)
              // The arguments are let go before anything else happens, as CPython does.
              for index in 1..<(count + 1) { (first + index).clear() }
              (regs + Int(i.d)).put(result)
            }
          case .loadMethod:
            try loadMethod(
              Interpreter.operand(i.b, regs, constants).pointee, Interpreter.name(constants, i.d),
              frame.pointee.body.pointee.caches + Int(i.e), regs + Int(i.a))
          case .callKeywords:
            guard case .tuple(let names) = constants[Int(i.e)] else { continue }
            let first = regs + Int(i.a)
            if case .function(let function) = first.pointee, !function.code.isGenerator {
              frame = try enter(
                function, first, Int(i.c), names: names.items, returnPC: pc, destination: Int(i.d))
              regs = frame.pointee.regs
              constants = frame.pointee.body.pointee.constants
              pc = frame.pointee.body.pointee.instructions
            } else if case .type(let type) = first.pointee, type.isUserDefined,
              let newFrame = try enterConstructor(
                type, first, Int(i.c), names: names.items, returnPC: pc, destination: Int(i.d))
            {
              frame = newFrame
              regs = frame.pointee.regs
              constants = frame.pointee.body.pointee.constants
              pc = frame.pointee.body.pointee.instructions
            } else {
              mark(frame, pc)
              regs[Int(i.d)] = try callKeywords(first, Int(i.c), names.items)
            }
          case .callSpread:
            mark(frame, pc)
            regs[Int(i.d)] = try callSpread(regs + Int(i.a))
          case .return:
            let kind = frame.pointee.kind
            let result: Value
            if i.b & 0x8000 == 0 {
              // Nobody reads the register again: its value moves out.
              result = (regs + Int(i.b)).move()
              (regs + Int(i.b)).initialize(to: .unset)
            } else {
              result = constants[Int(i.b & 0x7FFF)]
            }
            if kind == .entry {
              leaveFrame()
              return result
            }
            let destination = frame.pointee.destination
            pc = frame.pointee.returnPC!
            if kind == .constructor {
              let made = (frame.pointee.regs - 1).pointee
              if !result.isNone {
                throw PyError.typeError("__init__() should return None, not '\(typeName(result))'")
              }
              leaveFrame()
              frame -= 1
              regs = frame.pointee.regs
              regs[destination] = made
            } else {
              leaveFrame()
              frame -= 1
              regs = frame.pointee.regs
              (regs + destination).put(result)
            }
            constants = frame.pointee.body.pointee.constants

          // MARK: Definitions, modules
          case .makeFunction:
            regs[Int(i.a)] = makeFunction(i, regs, constants, frame.pointee)
          case .buildClass:
            mark(frame, pc)
            regs[Int(i.a)] = try buildClass(i, regs, constants, frame.pointee)
          case .annotate:
            if case .dict(let namespace) = regs[0] {
              try annotate(namespace, constants[Int(i.d)], Interpreter.operand(i.b, regs, constants).pointee)
            }
          case .importModule:
            mark(frame, pc)
            guard case .str(let name) = constants[Int(i.d)] else { continue }
            regs[Int(i.a)] = .object(
              try importModule(
                name.value, level: Int(i.e), innermost: i.b == 1, from: frame.pointee.namespace))
          case .importName:
            guard case .str(let name) = constants[Int(i.d)] else { continue }
            regs[Int(i.a)] = try importName(name, from: regs[Int(i.b)])
          case .importStar: try importStar(regs[Int(i.b)], into: frame.pointee.namespace)

          // MARK: Exceptions
          case .raise:
            throw try raised(
              Interpreter.operand(i.b, regs, constants).pointee,
              cause: Interpreter.operand(i.c, regs, constants).pointee)
          case .reraise:
            guard case .object(let object) = regs[Int(i.a)], let exception = object as? ExceptionObject else {
              continue
            }
            regs[Int(i.a)] = .unset
            throw PyError(exception)
          case .raiseCurrent:
            guard let handled else { throw PyError.runtimeError("No active exception to reraise") }
            throw PyError(handled)
          case .raiseAssertion:
            let message = Interpreter.operand(i.b, regs, constants).pointee
            throw PyError(
              ExceptionObject(type: Types.assertionError, arguments: message.isUnset ? [] : [message]))
          case .enterHandler:
            if case .object(let object) = regs[Int(i.b)], let exception = object as? ExceptionObject {
              regs[Int(i.a)] = handled.map { .object($0) } ?? .none
              handled = exception
            }
          case .leaveHandler:
            if case .object(let object) = regs[Int(i.a)] {
              handled = object as? ExceptionObject
            } else {
              handled = nil
            }
            regs[Int(i.a)] = .unset
          case .matchException:
            (regs + Int(i.a)).store(
              bool:
                try matches(regs[Int(i.b)], Interpreter.operand(i.c, regs, constants).pointee))
          case .withEnter:
            mark(frame, pc)
            regs[Int(i.d)] = try withEnter(
              Interpreter.operand(i.b, regs, constants).pointee, regs + Int(i.a))
          case .withExit:
            mark(frame, pc)
            _ = try call(regs[Int(i.a)], [.none, .none, .none])
            regs[Int(i.a)] = .unset
          case .withExitException:
            mark(frame, pc)
            regs[Int(i.d)] = .bool(try withExit(regs[Int(i.a)], regs[Int(i.b)]))
            regs[Int(i.a)] = .unset

          // MARK: Generators
          case .yield:
            let value = Interpreter.operand(i.b, regs, constants).pointee
            guard let generator = frame.pointee.generator else { continue }
            generator.suspend(offset: pc - frame.pointee.body.pointee.instructions, destination: Int(i.a))
            leaveFrame()
            didYield = true
            return value
          case .yieldFrom:
            guard let generator = frame.pointee.generator else { continue }
            if let value = try delegate(generator, regs, i) {
              generator.suspend(
                offset: pc - 1 - frame.pointee.body.pointee.instructions, destination: Int(i.e))
              leaveFrame()
              didYield = true
              return value
            }

          // MARK: Pattern matching, echo
          case .matchSequence, .matchMapping, .matchRest, .matchClass:
            try matchPattern(i, regs, constants)
          case .matchKey:
            if try !matchKey(i, regs, constants) { pc += Int(i.d) }
          case .echo: echoed = Interpreter.operand(i.b, regs, constants).pointee
          }
        }
      } catch {
        let exception = self.exception(for: error)
        var isFirst = true
        unwinding: while true {
          let code = frame.pointee.code
          let position = pc - 1 - code.instructions
          let op = code.instructions[position].op
          if !isFirst || (op != .reraise && op != .raiseCurrent) {
            var span = code.spans[position]
            for inner in code.comprehensions where inner.start <= position && position < inner.end {
              exception.traceback.append(
                TracebackEntry(source: code.source, function: inner.name, span: span))
              span = inner.span
            }
            exception.traceback.append(TracebackEntry(source: code.source, function: code.name, span: span))
          }
          if isFirst, exception.context == nil, let handled, handled !== exception {
            exception.context = handled
          }
          isFirst = false
          if let handler = code.handlers.first(where: { $0.start <= position && position < $0.end }) {
            regs[handler.register] = .object(exception)
            if Release.postpones { Release.settle() }
            pc = code.instructions + handler.target
            break unwinding
          }
          let isEntry = frame.pointee.kind == .entry
          if !isEntry { pc = frame.pointee.returnPC! }
          if let generator = frame.pointee.generator { generator.finish() }
          handled = frame.pointee.handled
          leaveFrame()
          if isEntry { throw PyError(exception) }
          frame -= 1
          regs = frame.pointee.regs
        }
        constants = frame.pointee.body.pointee.constants
      }
    }
  }

  /// Drops the newest frame and what its registers hold (a generator keeps its own).
  @inline(__always)
  func leaveFrame() {
    let frame = frames + (frameCount - 1)
    let kind = frame.pointee.kind
    let top = frame.pointee.stackTop
    if kind == .entry { handled = frame.pointee.handled }
    if frame.pointee.generatorReference == nil {
      var register = frame.pointee.regs
      let end = register + frame.pointee.body.pointee.registerCount
      if kind == .constructor {
        (register - 2).clear()
        (register - 1).clear()
      }
      // The frame still counts: letting go of a generator may run code of the script.
      while register < end {
        register.clear()
        register += 1
      }
    }
    frameCount -= 1
    stackTop = top
  }

  /// Notes where the running frame is, for whatever is called to find (`place(level:)`): the word above it is
  /// the one in which the frame of a call keeps where its caller goes on.
  @inline(__always)
  private func mark(_ frame: UnsafeMutablePointer<Frame>, _ pc: UnsafeMutablePointer<Instruction>) {
    frame[1].returnPC = pc
  }

  // MARK: Operands

  @inline(__always)
  static func operand(_ index: UInt16, _ regs: Registers, _ constants: Registers) -> Registers {
    index & 0x8000 == 0 ? regs + Int(index) : constants + Int(index & 0x7FFF)
  }

  @inline(__always)
  static func name(_ constants: Registers, _ index: Int32) -> StringObject {
    guard case .str(let name) = constants[Int(index)] else { preconditionFailure("a name is a string") }
    return name
  }

  static func copy(_ first: Registers, _ count: Int) -> [Value] {
    Array(UnsafeBufferPointer(start: first, count: count))
  }

  @inline(__always)
  static func asRange(_ iterator: IteratorObject) -> RangeIterator? {
    if iterator.typeReference.toOpaque() == rangeType {
      unsafeDowncast(iterator, to: RangeIterator.self)
    } else {
      nil
    }
  }

  nonisolated(unsafe) private static let rangeType = Unmanaged.passUnretained(Types.rangeIterator).toOpaque()

  @inline(__always)
  static func compares<Number: Comparable>(_ op: Opcode, _ x: Number, _ y: Number) -> Bool {
    switch op {
    case .less: x < y
    case .lessEqual: x <= y
    case .greater: x > y
    case .greaterEqual: x >= y
    case .equal: x == y
    default: x != y
    }
  }

  @inline(__always)
  static func fused(_ op: Opcode) -> Opcode {
    switch op {
    case .jumpUnlessLess: .less
    case .jumpUnlessLessEqual: .lessEqual
    case .jumpUnlessGreater: .greater
    case .jumpUnlessGreaterEqual: .greaterEqual
    case .jumpUnlessEqual: .equal
    default: .notEqual
    }
  }

  static func comparison(_ op: Opcode) -> ComparisonOperator {
    switch op {
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .equal: .equal
    default: .notEqual
    }
  }
}

extension Value {
  /// The value for an object of any class.
  static func wrapping(_ object: Object) -> Value {
    switch object {
    case let object as ListObject: .list(object)
    case let object as TupleObject: .tuple(object)
    case let object as DictObject: .dict(object)
    case let object as SetObject: .set(object)
    case let object as FunctionObject: .function(object)
    case let object as BuiltinObject: .builtin(object)
    case let object as IteratorObject: .iterator(object)
    default: .object(object)
    }
  }
}
