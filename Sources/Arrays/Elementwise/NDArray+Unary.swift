import CKernels

extension NDArray {
  /// The element-wise `op(a)`: a ufunc of one operand. A 0-d result is a scalar unless `out` is given.
  public static func unary(
    _ op: UnaryOperation, _ a: Operand, out: NDArray? = nil, where mask: NDArray? = nil, dtype: DType? = nil
  ) throws(ArrayError) -> ArrayResult {
    var type = try op.loopType(a.dtype)
    if let dtype, op.resultType(loop: dtype) == dtype {
      type = try op.loopType(dtype)
      guard type == dtype else {
        throw ArrayError(
          .type, "No loop matching the specified signature and casting was found for ufunc \(op.name)")
      }
      guard a.isWeak || a.dtype.canCast(to: type, .sameKind) else {
        throw ArrayError(
          .ufuncType,
          "Cannot cast ufunc '\(op.name)' input from dtype('\(a.dtype.name)') to dtype('\(type.name)') "
            + "with casting rule 'same_kind'")
      }
    }
    guard let loop = nb_unary_find(op.rawValue, Int32(type.rawValue)) else {
      throw ArrayError.unsupportedInput(op.name)
    }
    let resultType = op.resultType(loop: type)
    let warns = ArrayWarnings.areWanted && nb_unary_warns(op.rawValue) != 0
    if warns { ArrayWarnings.begin() }
    let result: ArrayResult
    if case .array(let x) = a {
      if out == nil, mask == nil, x.isCContiguous, x.dtype == type {
        let target = try NDArray(empty: x.shape, resultType)
        let (from, to) = (x.itemSize, target.itemSize)
        nb_unary_run(op.rawValue, loop, x.bytes, from, target.bytes, to, x.count)
        try Interruption.check()
        result = target.scalarIfZeroDimensional
      } else {
        let operation = ElementwiseLoop(
          loop: .unary(loop), inputs: [ElementwiseLoop.Input(x, as: type)], resultType: resultType)
        let target = try operation.run(name: op.name, out: out, where: mask)
        result = out == nil ? target.scalarIfZeroDimensional : .array(target)
      }
    } else {
      guard let value = a.scalarValue else { throw ArrayError.unsupportedInput(op.name) }
      var cells = (UInt64(0), UInt64(0))
      try store(value, as: type, weak: a.isWeak, predicate: false, to: &cells.0)
      result = try withUnsafeMutableBytes(of: &cells) { (raw) throws(ArrayError) in
        let base = raw.baseAddress.unsafelyUnwrapped
        if out != nil || mask != nil {
          let operation = ElementwiseLoop(
            loop: .unary(loop), inputs: [ElementwiseLoop.Input(cell: base, type)], resultType: resultType)
          let target = try operation.run(name: op.name, out: out, where: mask)
          return out == nil ? target.scalarIfZeroDimensional : .array(target)
        }
        loop(base.bytes, 0, (base + 8).bytes, 0, 1)
        return .scalar(Scalar(loading: base + 8, resultType))
      }
    }
    if warns { try ArrayWarnings.end(op.name) }
    return result
  }
}
