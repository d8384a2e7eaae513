import CKernels
import Testing

/// How often each task was run.
private func visits(_ tasks: Int, threads: Int32) -> [Int32] {
  var counts = [Int32](repeating: 0, count: tasks)
  nb_thread_force(threads)
  defer { nb_thread_force(0) }
  counts.withUnsafeMutableBufferPointer { counts in
    nb_parallel_for(
      tasks,
      { context, task in
        context!.assumingMemoryBound(to: Int32.self)[task] += 1
      }, counts.baseAddress)
  }
  return counts
}

@Test func everyTaskRunsOnce() {
  for threads in Int32(1)...4 {
    for tasks in [1, 2, 3, 7, 1000] {
      #expect(visits(tasks, threads: threads) == [Int32](repeating: 1, count: tasks))
    }
  }
}

@Test func noTasksDoNothing() {
  #expect(visits(0, threads: 2).isEmpty)
}

@Test func nestedCallsRunEveryTask() {
  var counts = [Int32](repeating: 0, count: 64)
  nb_thread_force(3)
  defer { nb_thread_force(0) }
  counts.withUnsafeMutableBufferPointer { counts in
    nb_parallel_for(
      8,
      { context, outer in
        let row = context!.assumingMemoryBound(to: Int32.self) + 8 * outer
        nb_parallel_for(
          8, { context, inner in context!.assumingMemoryBound(to: Int32.self)[inner] += 1 }, row)
      }, counts.baseAddress)
  }
  #expect(counts == [Int32](repeating: 1, count: 64))
}

@Test func severalCallersShareThePool() async {
  let all = await withTaskGroup(of: Bool.self) { group in
    for _ in 0..<4 {
      group.addTask {
        (0..<200).allSatisfy { _ in visits(5, threads: 2) == [1, 1, 1, 1, 1] }
      }
    }
    return await group.allSatisfy { $0 }
  }
  #expect(all)
}

@Test func threadCountIsForcedAndReleased() {
  nb_thread_force(0)
  let usual = nb_thread_count()
  #expect(usual >= 1)
  nb_thread_force(3)
  #expect(nb_thread_count() == 3)
  nb_thread_force(-5)
  #expect(nb_thread_count() == usual)
}

@Test func forcedInstructionSetIsTheCurrentOne() {
  for isa in instructionSets {
    with(isa, threads: 1) { #expect(nb_isa_current() == isa) }
  }
  let before = nb_isa_current()
  #expect(nb_isa_force(nb_isa(rawValue: 9)) == before)
  #expect(nb_isa_current() == before)
}

@Test func portableIsAlwaysSupported() {
  #expect(nb_isa_supported(NB_ISA_PORTABLE))
  #expect(!nb_isa_supported(nb_isa(rawValue: 9)))
  #expect(String(cString: nb_isa_name(NB_ISA_PORTABLE)) == "portable")
}

@Test(arguments: [Int32(1), 2, 3])
func flagsOfAllThreadsReachTheCaller(threads: Int32) {
  nb_thread_force(threads)
  defer { nb_thread_force(0) }
  var numbers = [Double](repeating: 1, count: 64)
  func square() {
    numbers.withUnsafeMutableBufferPointer { numbers in
      nb_parallel_for(
        64,
        { context, task in
          let number = context!.assumingMemoryBound(to: Double.self) + task
          number.pointee *= number.pointee
        }, numbers.baseAddress)
    }
  }
  for place in [0, 31, 63] {
    numbers[place] = 1e200
    _ = nb_take_fp_status()
    square()
    #expect(UInt32(bitPattern: nb_take_fp_status()) & NB_STATUS_OVERFLOW.rawValue != 0)
    numbers[place] = 1
    square()
    #expect(nb_take_fp_status() == 0)
  }
}

/// A long array is shared between threads in blocks; no element depends on that.
@Test(arguments: [NB_EXP, NB_LOG, NB_TANH, NB_SQRT], [(1 << 15) - 1, 1 << 15, 100_003])
func blocksOfUnaryLoopsAgreeWithOneLoop(op: nb_unary_op, count: Int) throws {
  let loop = try #require(nb_unary_find(Int32(op.rawValue), Int32(NB_F64.rawValue)))
  let numbers = (0..<count).map { Double(($0 &* 7919) % 1013) / 97 }
  var whole = [Double](repeating: 0, count: count)
  var blocks = whole
  numbers.withUnsafeBytes { numbers in
    let from = numbers.baseAddress!.assumingMemoryBound(to: CChar.self)
    whole.withUnsafeMutableBytes {
      loop(from, 8, $0.baseAddress!.assumingMemoryBound(to: CChar.self), 8, count)
    }
    for threads in Int32(1)...3 {
      nb_thread_force(threads)
      blocks.withUnsafeMutableBytes {
        nb_unary_run(
          Int32(op.rawValue), loop, from, 8, $0.baseAddress!.assumingMemoryBound(to: CChar.self), 8, count)
      }
      #expect(blocks == whole)
    }
    nb_thread_force(0)
  }
}
