/// The nest of loops of an Einstein sum: for each loop its length and each array's stride, the result's last.
///
/// Loops are ordered and merged as NumPy's iterator does it, because that decides the order of summation.
struct EinsumWalk {
  struct Loop {
    var length: Int
    /// Bytes; of the operands.
    var strides: [Int]
    /// Which dimension of the result this is, or `nil` when it is summed over.
    var output: Int?
  }

  /// The loops, innermost first.
  private(set) var loops: [Loop]
  /// Where each operand starts, in bytes from its first element.
  private(set) var origins: [Int]

  /// `loops` in the order of the result's dimensions followed by the summed labels.
  init(_ loops: [Loop], operandCount: Int) {
    self.loops = loops.reversed()
    origins = [Int](repeating: 0, count: operandCount)
    for i in self.loops.indices where self.loops[i].length == 1 {
      self.loops[i].strides = [Int](repeating: 0, count: operandCount)
    }
    flipDescending()
    sort()
  }

  /// Loops that run down in every operand run up instead.
  private mutating func flipDescending() {
    for i in loops.indices {
      let strides = loops[i].strides
      // Only in loops that are summed: those of the result would have to turn it as well.
      guard loops[i].output == nil, strides.allSatisfy({ $0 <= 0 }), strides.contains(where: { $0 < 0 })
      else { continue }
      for k in strides.indices {
        origins[k] += strides[k] * (loops[i].length - 1)
        loops[i].strides[k] = -strides[k]
      }
    }
  }

  /// Small strides inside, by insertion; where operands disagree, the given order stays.
  private mutating func sort() {
    guard loops.count > 1 else { return }
    for i in 1..<loops.count {
      var place = i
      var j = i - 1
      while j >= 0 {
        var ambiguous = true
        var swaps = false
        for (own, other) in zip(loops[i].strides, loops[j].strides) where own != 0 && other != 0 {
          if other.magnitude <= own.magnitude { swaps = false } else if ambiguous { swaps = true }
          ambiguous = false
        }
        if !ambiguous {
          guard swaps else { break }
          place = j
        }
        j -= 1
      }
      if place != i { loops.insert(loops.remove(at: i), at: place) }
    }
  }

  /// Strides in bytes of a fresh result whose dimensions lie in memory in the order of the loops.
  func outputStrides(_ count: Int, itemSize: Int) -> Shape {
    var result = Shape(repeating: 0, count: count)
    var step = itemSize
    for loop in loops {
      guard let dimension = loop.output else { continue }
      result[dimension] = step
      step *= max(loop.length, 1)
    }
    return result
  }

  /// Adds the result's strides as the last of each loop and merges loops that every array crosses with one stride.
  mutating func attach(output strides: Shape) {
    for i in loops.indices {
      let stride = loops[i].output.map { loops[i].length == 1 ? 0 : strides[$0] } ?? 0
      loops[i].strides.append(stride)
    }
    var merged: [Loop] = []
    for loop in loops {
      guard var last = merged.last else {
        merged.append(loop)
        continue
      }
      let fits = zip(last.strides, loop.strides).allSatisfy { inner, outer in
        (last.length == 1 && inner == 0) || (loop.length == 1 && outer == 0) || inner * last.length == outer
      }
      guard fits else {
        merged.append(loop)
        continue
      }
      for k in last.strides.indices where last.strides[k] == 0 { last.strides[k] = loop.strides[k] }
      last.length *= loop.length
      merged[merged.count - 1] = last
    }
    loops = merged
  }
}
