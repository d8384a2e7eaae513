import CKernels

/// The reductions that combine elements two by two, as one pass over the array.
enum Accumulation {
  case sum, prod, max, min, any, all, countNonzero

  var kernel: Int32 {
    let op =
      switch self {
      case .sum: NB_SUM
      case .prod: NB_PROD
      case .max: NB_MAX
      case .min: NB_MIN
      case .any: NB_ANY
      case .all: NB_ALL
      case .countNonzero: NB_COUNT_NONZERO
      }
    return Int32(op.rawValue)
  }

  /// The operation that joins two results.
  var joining: BinaryOperation {
    switch self {
    case .sum, .countNonzero: .add
    case .prod: .multiply
    case .max: .maximum
    case .min: .minimum
    case .any: .logicalOr
    case .all: .logicalAnd
    }
  }

  /// What nothing reduces to; maximum and minimum have no such value.
  var identity: Scalar? {
    switch self {
    case .sum, .countNonzero: .int64(0)
    case .prod, .all: .int64(1)
    case .any: .int64(0)
    case .max, .min: nil
    }
  }

  /// The dtype of the result; integer sums and products widen.
  func resultType(_ dtype: DType) -> DType {
    switch self {
    case .sum, .prod: dtype.summing
    case .max, .min: dtype
    case .any, .all: .bool
    case .countNonzero: .int64
    }
  }
}

extension DType {
  /// The dtype of sums and products of elements: integers widen to 64 bits, with or without a sign.
  var summing: DType { isFloat ? self : kind == "u" ? .uint64 : .int64 }
}

/// How NumPy's buffered iterator cuts a reduction into runs, on which the rounding of float sums depends.
///
/// Given the sorted, merged walk (array 0 the result, array 1 the elements) it weighs, axis by axis, the number
/// of buffers against the number of turns, and takes the cheapest. Buffers hold at most 8192 elements.
struct ReductionRuns {
  static let bufferSize = 8192
  /// How many of the walk's fastest axes make one run.
  private(set) var axes = 1
  /// Whether the elements of a run must be gathered (or converted) first.
  private(set) var gathers = false
  /// The longest run.
  private(set) var limit = Int.max

  /// `converts` says whether elements change type before they are added.
  init(_ walk: StridedIteration, converts: Bool) {
    let n = walk.lengths.count
    gathers = converts
    guard n > 0 else { return }
    var cost = converts ? 2 : 1
    var single = (1, 1)
    var outerReduce = 0
    var size = walk.lengths[0]
    var best = (axis: 0, cost: cost, size: size, core: 1)
    var reduces = false
    for i in 0..<n where walk.strides[0][i] == 0 && walk.lengths[i] != 1 { reduces = true }
    var i = 1
    while i < n, outerReduce == 0, !(size >= ReductionRuns.bufferSize && cost > 1) {
      for k in 0..<2 {
        let before = walk.strides[k][i - 1]
        let stride = walk.strides[k][i]
        if (k == 0 ? single.0 : single.1) == i {
          if before &* walk.lengths[i - 1] == stride {
            if k == 0 { single.0 += 1 } else { single.1 += 1 }
            continue
          }
          if k == 0 || !converts { cost += 1 }
        }
        if k == 0, reduces, stride == 0 || before == 0 { outerReduce = i }
      }
      let core = size
      size = size &* walk.lengths[i]
      if size == 0 { break }
      let capped = cost > 1 ? Swift.min(size, ReductionRuns.bufferSize) : size
      if Double(cost) * Double(best.size) <= Double(best.cost) * Double(capped) {
        best = (i, cost, size, core)
      }
      i += 1
    }
    let usesReduce = outerReduce != 0 && best.axis == outerReduce
    axes = usesReduce ? best.axis : best.axis + 1
    gathers = converts || single.1 < axes
    if gathers && !usesReduce && best.size > ReductionRuns.bufferSize {
      limit = best.core * (ReductionRuns.bufferSize / best.core)
    }
  }
}
