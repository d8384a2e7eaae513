extension NDArray {
  /// The array with another shape: a view where one is possible, otherwise a copy. One length may be -1.
  ///
  /// Errors: `cannot reshape array of size 6 into shape (4,)`, `can only specify one unknown dimension`.
  public func reshape(_ target: Shape, order: Order = .c) throws(ArrayError) -> NDArray {
    let newShape = try resolved(target)
    let fortran = order == .f || (order == .any && isFContiguous && !isCContiguous)
    if !fortran, isCContiguous {
      return view(shape: newShape, strides: newShape.contiguousStrides(itemSize: itemSize))
    }
    if let newStrides = stridesForView(newShape, fortran: fortran) {
      return view(shape: newShape, strides: newStrides)
    }
    let copied = try copy(order: fortran ? .f : .c)
    let newStrides =
      fortran ? newShape.fortranStrides(itemSize: itemSize) : newShape.contiguousStrides(itemSize: itemSize)
    return copied.view(shape: newShape, strides: newStrides)
  }

  /// `target` with a -1 replaced by the length that fits.
  private func resolved(_ target: Shape) throws(ArrayError) -> Shape {
    var newShape = target
    var unknown: Int?
    var known = 1
    var overflowed = false
    for i in 0..<target.count {
      if target[i] < 0 {
        if unknown != nil { throw ArrayError(.value, "can only specify one unknown dimension") }
        unknown = i
      } else {
        let (product, overflow) = known.multipliedReportingOverflow(by: target[i])
        known = product
        overflowed = overflowed || overflow
      }
    }
    if !overflowed {
      if let unknown {
        if known > 0, count % known == 0 {
          newShape[unknown] = count / known
          return newShape
        }
      } else if known == count {
        return newShape
      }
    }
    var text = "("
    for i in 0..<target.count {
      if i > 0 { text += "," }
      text += target[i] < 0 ? "newaxis" : String(target[i])
    }
    if target.count == 1 { text += "," }
    throw ArrayError(.value, "cannot reshape array of size \(count) into shape \(text))")
  }

  /// The strides that show this array's elements, read in that order, as `newShape`; `nil` when none do.
  private func stridesForView(_ newShape: Shape, fortran: Bool) -> Shape? {
    if count == 0 {
      return fortran
        ? newShape.fortranStrides(itemSize: itemSize) : newShape.contiguousStrides(itemSize: itemSize)
    }
    var lengths = Shape()
    var steps = Shape()
    for i in 0..<ndim where shape[i] != 1 {
      lengths.append(shape[i])
      steps.append(strides[i])
    }
    var result = Shape(repeating: 0, count: newShape.count)
    var (oi, oj, ni, nj) = (0, 1, 0, 1)
    while ni < newShape.count && oi < lengths.count {
      var product = newShape[ni]
      var old = lengths[oi]
      while product != old {
        if product < old {
          product *= newShape[nj]
          nj += 1
        } else {
          old *= lengths[oj]
          oj += 1
        }
      }
      // The old axes oi..<oj must be one run for the new ones to lie on it.
      var k = oi
      while k < oj - 1 {
        let joined =
          fortran
          ? steps[k + 1] == lengths[k] * steps[k] : steps[k] == lengths[k + 1] * steps[k + 1]
        if !joined { return nil }
        k += 1
      }
      if fortran {
        result[ni] = steps[oi]
        var m = ni + 1
        while m < nj {
          result[m] = result[m - 1] * newShape[m - 1]
          m += 1
        }
      } else {
        result[nj - 1] = steps[oj - 1]
        var m = nj - 1
        while m > ni {
          result[m - 1] = result[m] * newShape[m]
          m -= 1
        }
      }
      ni = nj
      nj += 1
      oi = oj
      oj += 1
    }
    var last = ni >= 1 ? result[ni - 1] : itemSize
    if fortran && ni >= 1 { last *= newShape[ni - 1] }
    for m in ni..<newShape.count { result[m] = last }
    return result
  }

  /// All elements in one dimension, a view where one is possible.
  public func ravel(order: Order = .c) throws(ArrayError) -> NDArray {
    switch order {
    case .c:
      if isCContiguous { return view(shape: Shape(count), strides: Shape(itemSize)) }
      if ndim == 1, order == .c { return try copy() }
      return try copy().view(shape: Shape(count), strides: Shape(itemSize)).owned()
    case .f:
      if isFContiguous { return view(shape: Shape(count), strides: Shape(itemSize)) }
      return try copy(order: .f).view(shape: Shape(count), strides: Shape(itemSize)).owned()
    case .any: return try ravel(order: isFContiguous && !isCContiguous ? .f : .c)
    case .keep:
      if isCContiguous || isFContiguous { return try ravel(order: .any) }
      return try copy(order: .keep).view(shape: Shape(count), strides: Shape(itemSize)).owned()
    }
  }

  /// All elements in one dimension, always a copy.
  public func flatten(order: Order = .c) throws(ArrayError) -> NDArray {
    let flat = try ravel(order: order)
    return flat.storage === storage ? try flat.copy() : flat
  }

  /// The same window without a base: for copies that only this array knows.
  func owned() -> NDArray {
    NDArray(
      storage: storage, data: data, shape: shape, strides: strides, dtype: dtype, base: nil, isWriteable: true
    )
  }

  /// Assigns to `.shape`: the array itself takes another shape, without a copy.
  ///
  /// Errors: `Incompatible shape for in-place modification…` when only a copy could have it.
  public func setShape(_ target: Shape) throws(ArrayError) {
    let newShape = try resolved(target)
    guard
      let newStrides = isCContiguous
        ? newShape.contiguousStrides(itemSize: itemSize) : stridesForView(newShape, fortran: false)
    else {
      throw ArrayError(
        .attribute,
        "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape."
      )
    }
    shape = newShape
    strides = newStrides
    updateContiguity()
  }
}
