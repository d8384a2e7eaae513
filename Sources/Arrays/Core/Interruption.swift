import CKernels

/// Ctrl-C within a long operation: kernels and loops ask between blocks of work whether somebody wants to stop.
///
/// An operation that is stopped throws away what it was making. What changes an array in place changes all of it, or of
/// a very large one the first blocks; sorting and shuffling leave every element in the array.
public enum Interruption {
  /// Whether somebody wants to stop.
  @inline(__always)
  public static var isPending: Bool { nb_interrupt_pending() }

  /// The same in a loop of small steps: asks in one of 65,536 turns.
  @inline(__always)
  public static func isPending(at turn: Int) -> Bool { nb_interrupt_at(turn) }

  /// For the end of an operation whose kernels may have stopped early, and for places between long steps.
  ///
  /// Errors: KeyboardInterrupt.
  @inline(__always)
  public static func check() throws(ArrayError) {
    if nb_interrupt_pending() { throw ArrayError(.interrupt, "") }
  }

  /// The values in order; none after an interrupt.
  public static func sorted<Values: Collection>(_ values: Values) -> [Values.Element]
  where Values.Element: Comparable {
    if values.count < 1 << 16 { return values.sorted() }
    var turn = 0
    let sorted = try? values.sorted { a, b in
      turn &+= 1
      if nb_interrupt_at(turn) { try check() }
      return a < b
    }
    return sorted ?? []
  }

  /// Runs a body that must not be stopped half way: kernels that it calls do not look.
  public static func withheld<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = nb_interrupt_force(never)
    defer { _ = nb_interrupt_force(before) }
    return try body()
  }

  /// A word that nobody sets.
  private nonisolated(unsafe) static let never: UnsafeMutablePointer<Int32> = {
    let word = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    word.initialize(to: 0)
    return word
  }()

  /// Elements of a long loop between two questions.
  static let block = 1 << 18

  /// Elements of an operation in place between two questions: arrays up to this size are never left half done.
  static let blockInPlace = 1 << 22

  /// Calls `body` with the first element and the count of each block of `count` elements, and asks in between.
  ///
  /// Errors: KeyboardInterrupt.
  @inline(__always)
  static func forEachBlock(
    of count: Int, by block: Int = block, _ body: (Int, Int) -> Void
  ) throws(ArrayError) {
    var start = 0
    while count - start > block {
      body(start, block)
      start += block
      try check()
    }
    body(start, count - start)
  }
}
