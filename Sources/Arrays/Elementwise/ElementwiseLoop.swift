import CKernels

typealias Bytes = UnsafeMutablePointer<CChar>

extension UnsafeMutableRawPointer {
  @inline(__always)
  var bytes: Bytes { assumingMemoryBound(to: CChar.self) }
}

extension NDArray {
  @inline(__always)
  var bytes: Bytes { data.bytes }
}

/// An inner loop of the kernels with one, two or three inputs.
enum InnerLoop {
  case unary(nb_unary_loop)
  case binary(nb_binary_loop)
  case ternary(nb_ternary_loop)

  @inline(__always)
  func run(
    _ a: Bytes, _ sa: Int, _ b: Bytes, _ sb: Int, _ c: Bytes, _ sc: Int, _ out: Bytes, _ so: Int, _ n: Int
  ) {
    switch self {
    case .unary(let loop): loop(a, sa, out, so, n)
    case .binary(let loop): loop(a, sa, b, sb, out, so, n)
    case .ternary(let loop): loop(a, sa, b, sb, c, sc, out, so, n)
    }
  }
}

/// One element-wise operation about to run: its inputs, its loop and the types the loop wants.
struct ElementwiseLoop {
  /// One input: where it starts and what it holds. A scalar has no dimensions.
  struct Input {
    var data: Bytes
    var shape: Shape
    var strides: Shape
    var dtype: DType
    /// What the loop reads; elements are converted chunk by chunk when it is another type.
    var loopType: DType
    /// The array, unless the input is a scalar.
    var array: NDArray?

    init(_ array: NDArray, as loopType: DType) {
      data = array.bytes
      shape = array.shape
      strides = array.strides
      dtype = array.dtype
      self.loopType = loopType
      self.array = array
    }

    /// A scalar that lies in `cell` as `dtype`.
    init(cell: UnsafeMutableRawPointer, _ dtype: DType) {
      data = cell.bytes
      shape = Shape()
      strides = Shape()
      self.dtype = dtype
      loopType = dtype
    }

    func strides(broadcastTo target: Shape) -> Shape {
      var result = Shape(repeating: 0, count: target.count)
      let offset = target.count - shape.count
      for i in 0..<shape.count where shape[i] != 1 { result[offset + i] = strides[i] }
      return result
    }
  }

  static let chunk = 1024

  let loop: InnerLoop
  var inputs: [Input]
  /// What the loop writes.
  let resultType: DType

  /// Runs the loop over the broadcast shape and gives the result.
  ///
  /// Errors: shapes that do not broadcast, `out` of the wrong shape or type, no memory.
  func run(
    name: String, out: NDArray? = nil, where mask: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    if let out { try ElementwiseLoop.check(out: out, type: resultType, name: name) }
    let shape = try commonShape(out: out, mask: mask)
    let target: NDArray
    if let out {
      target = out
    } else {
      target = try NDArray(empty: shape, strides: layout(shape), resultType)
    }
    var sources = inputs
    for i in sources.indices {
      if let array = sources[i].array, out != nil, array.overlapsPartly(target) {
        sources[i] = Input(try array.copy(), as: sources[i].loopType)
      }
    }
    var maskBytes: Bytes?
    var maskStrides: Shape?
    var heldMask = mask
    if let mask {
      guard mask.dtype == .bool else {
        throw ArrayError(
          .type,
          "Cannot cast array data from dtype('\(mask.dtype.name)') to dtype('bool') according to the rule 'safe'"
        )
      }
      if mask.overlapsPartly(target) || mask.sharesMemory(target) { heldMask = try mask.copy() }
      maskBytes = heldMask?.bytes
      maskStrides = heldMask?.strides(broadcastTo: shape)
      if out == nil, target.count > 0 {
        target.data.initializeMemory(as: UInt8.self, repeating: 0, count: target.byteCount)
      }
    }
    try execute(shape, sources, target, maskBytes, maskStrides, inPlace: out != nil)
    withExtendedLifetime((sources, heldMask)) {}
    return target
  }

  private func execute(
    _ shape: Shape, _ sources: [Input], _ target: NDArray, _ mask: Bytes?, _ maskStrides: Shape?,
    inPlace: Bool
  ) throws(ArrayError) {
    let a = sources[0]
    let b = sources.count > 1 ? sources[1] : nil
    let c = sources.count > 2 ? sources[2] : nil
    precondition(c == nil || mask == nil)
    var walk = StridedIteration(
      shape, target.strides(broadcastTo: shape), a.strides(broadcastTo: shape),
      b?.strides(broadcastTo: shape) ?? Shape(repeating: 0, count: shape.count),
      c?.strides(broadcastTo: shape) ?? maskStrides)
    walk.sortAxes()
    walk.coalesce()
    let n = walk.runLength
    let converts = sources.contains { $0.dtype != $0.loopType } || target.dtype != resultType || mask != nil
    let out = target.bytes
    let block = inPlace ? Interruption.blockInPlace : Interruption.block
    if !converts {
      try walk.forEachRun(block: block) { (o, i, j, k) throws(ArrayError) in
        func run(_ start: Int, _ count: Int) {
          loop.run(
            a.data + i + start * walk.runStride(1), walk.runStride(1),
            (b ?? a).data + j + start * walk.runStride(2), walk.runStride(2),
            (c ?? a).data + k + start * walk.runStride(3), walk.runStride(3),
            out + o + start * walk.runStride(0), walk.runStride(0), count)
        }
        try Interruption.forEachBlock(of: n, by: block, run)
      }
      return
    }
    let chunk = min(ElementwiseLoop.chunk, max(n, 1))
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: 4 * 8 * chunk, alignment: 64)
    defer { scratch.deallocate() }
    func cast(_ input: Input?) -> nb_unary_loop? {
      guard let input, input.dtype != input.loopType else { return nil }
      return nb_cast_find(Int32(input.dtype.rawValue), Int32(input.loopType.rawValue))
    }
    let casts = (cast(a), cast(b), cast(c))
    let sizes = (a.loopType.itemSize, b?.loopType.itemSize ?? 0, c?.loopType.itemSize ?? 0)
    let castOut =
      target.dtype == resultType
      ? nil : nb_cast_find(Int32(resultType.rawValue), Int32(target.dtype.rawValue))
    try walk.forEachRun(block: block) { (o, i, j, k) throws(ArrayError) in
      var done = 0
      while done < n {
        if done & (block - 1) == 0, done > 0 { try Interruption.check() }
        let m = min(chunk, n - done)
        var (pa, sa) = (a.data + i + done * walk.runStride(1), walk.runStride(1))
        var (pb, sb) = ((b ?? a).data + j + done * walk.runStride(2), walk.runStride(2))
        var (pc, sc) = ((c ?? a).data + k + done * walk.runStride(3), walk.runStride(3))
        if let convert = casts.0 {
          convert(pa, sa, scratch.bytes, sizes.0, m)
          (pa, sa) = (scratch.bytes, sizes.0)
        }
        if let convert = casts.1 {
          let place = scratch.bytes + 8 * chunk
          convert(pb, sb, place, sizes.1, m)
          (pb, sb) = (place, sizes.1)
        }
        if let convert = casts.2 {
          let place = scratch.bytes + 16 * chunk
          convert(pc, sc, place, sizes.2, m)
          (pc, sc) = (place, sizes.2)
        }
        let po = out + o + done * walk.runStride(0)
        let so = walk.runStride(0)
        if let mask {
          let full = scratch.bytes + 24 * chunk
          loop.run(pa, sa, pb, sb, pc, sc, full, resultType.itemSize, m)
          var result = full
          if let castOut {
            // The loop's first scratch is free again.
            castOut(full, resultType.itemSize, scratch.bytes, target.itemSize, m)
            result = scratch.bytes
          }
          let truth = mask + k + done * walk.runStride(3)
          nb_copy_where(truth, walk.runStride(3), result, target.itemSize, po, so, target.itemSize, m)
        } else if let castOut {
          let full = scratch.bytes + 24 * chunk
          loop.run(pa, sa, pb, sb, pc, sc, full, resultType.itemSize, m)
          castOut(full, resultType.itemSize, po, so, m)
        } else {
          loop.run(pa, sa, pb, sb, pc, sc, po, so, m)
        }
        done += m
      }
    }
  }

  /// The broadcast shape of inputs, mask and `out`; `out` itself must not need stretching.
  private func commonShape(out: NDArray?, mask: NDArray?) throws(ArrayError) -> Shape {
    var shape = inputs[0].shape
    var fits = true
    for input in inputs.dropFirst() {
      guard let next = Shape.broadcast(shape, input.shape) else {
        fits = false
        break
      }
      shape = next
    }
    if fits, let mask {
      if let next = Shape.broadcast(shape, mask.shape) { shape = next } else { fits = false }
    }
    if fits, let out {
      if let next = Shape.broadcast(shape, out.shape) {
        guard next == out.shape else {
          throw ArrayError(
            .value,
            "non-broadcastable output operand with shape \(out.shape) doesn't match the broadcast shape \(next)"
          )
        }
        shape = next
      } else {
        fits = false
      }
    }
    guard fits else {
      var shapes = inputs.map(\.shape)
      if let out { shapes.append(out.shape) }
      if let mask { shapes.append(mask.shape) }
      throw Shape.mismatch(shapes)
    }
    return shape
  }

  /// The strides of a new result: the inputs' own order of axes.
  private func layout(_ shape: Shape) -> Shape {
    if shape.count < 2
      || inputs.allSatisfy({ $0.shape.count == 0 || $0.array?.isCContiguous == true && $0.shape == shape })
    {
      return shape.contiguousStrides(itemSize: resultType.itemSize)
    }
    let nothing = Shape(repeating: 0, count: shape.count)
    var walk = StridedIteration(
      shape, inputs[0].strides(broadcastTo: shape),
      inputs.count > 1 ? inputs[1].strides(broadcastTo: shape) : nothing,
      inputs.count > 2 ? inputs[2].strides(broadcastTo: shape) : nothing)
    walk.sortAxes()
    return walk.layout(itemSize: resultType.itemSize)
  }

  /// Refuses an `out` that cannot take results of `type`.
  static func check(out: NDArray, type: DType, name: String) throws(ArrayError) {
    guard type.canCast(to: out.dtype, .sameKind) else {
      throw ArrayError(
        .ufuncType,
        "Cannot cast ufunc '\(name)' output from dtype('\(type.name)') to dtype('\(out.dtype.name)') "
          + "with casting rule 'same_kind'")
    }
    guard out.isWriteable else { throw ArrayError(.value, "output array is read-only") }
  }
}
