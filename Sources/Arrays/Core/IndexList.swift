/// One item of `x[…]`.
public enum IndexItem {
  case int(Int)
  case slice(start: Int?, stop: Int?, step: Int?)
  case newAxis
  case ellipsis
  /// A bool array; a 0-d one stands for Python's or NumPy's `True` and `False`.
  case mask(NDArray)
  /// An integer array (a 0-d one counts as advanced indexing only among other arrays).
  case indices(NDArray)
}

/// The items of `x[…]`; up to four integers, slices, `None` and `...` cost no heap memory.
public struct IndexList {
  enum Kind: UInt8 {
    case int, slice, newAxis, ellipsis, mask, indices
  }

  /// One item as plain words: an `array` entry holds its place in `arrays` in `start`.
  struct Entry {
    var kind: Kind = .newAxis
    var hasStart = false
    var hasStop = false
    var start = 0
    var stop = 0
    var step = 1
  }

  private var first: InlineArray<4, Entry>
  private var rest: [Entry] = []
  private(set) var arrays: [NDArray] = []
  public private(set) var count = 0

  public init() { first = InlineArray(repeating: Entry()) }

  public init(_ items: some Sequence<IndexItem>) {
    self.init()
    for item in items { append(item) }
  }

  /// Whether every item is an integer.
  private(set) var onlyIntegers = true

  /// Whether there is no boolean or integer array among the items.
  var isBasic: Bool { arrays.isEmpty }

  @inline(__always)
  subscript(position: Int) -> Entry { position < 4 ? first[position] : rest[position - 4] }

  @inline(__always)
  private mutating func append(_ entry: Entry) {
    if count < 4 { first[count] = entry } else { rest.append(entry) }
    if entry.kind != .int { onlyIntegers = false }
    count += 1
  }

  @inline(__always)
  public mutating func append(int: Int) { append(Entry(kind: .int, start: int)) }

  /// Adds `start:stop:step`; a missing step is one.
  @inline(__always)
  public mutating func append(start: Int?, stop: Int?, step: Int?) {
    append(
      Entry(
        kind: .slice, hasStart: start != nil, hasStop: stop != nil, start: start ?? 0, stop: stop ?? 0,
        step: step ?? 1))
  }

  public mutating func append(_ item: IndexItem) {
    switch item {
    case .int(let value): append(int: value)
    case .slice(let start, let stop, let step): append(start: start, stop: stop, step: step)
    case .newAxis: append(Entry(kind: .newAxis))
    case .ellipsis: append(Entry(kind: .ellipsis))
    case .mask(let array):
      append(Entry(kind: .mask, start: arrays.count))
      arrays.append(array)
    case .indices(let array):
      append(Entry(kind: .indices, start: arrays.count))
      arrays.append(array)
    }
  }
}

extension IndexList: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: IndexItem...) { self.init(elements) }
}
