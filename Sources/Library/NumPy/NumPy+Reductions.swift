import Arrays
import Language

extension NumPy {
  /// Functions that combine elements: sums, means, extremes.
  nonisolated(unsafe) static let reductions = EntryList { add in
    addSums(&add)
    addExtremes(&add)
    addCumulative(&add)
    addNaN(&add)
    addQuantiles(&add)
  }

  /// Reduces along `axis=`: the quick way where there is nothing but an axis.
  @inline(__always)
  static func reduce(_ op: Reduction, _ array: NDArray, axis: Value, keepDims: Bool, _ vm: Interpreter) throws
    -> Value
  {
    switch axis {
    case .none, .unset: return Value(try array.reduce(op, axes: nil, keepDims: keepDims))
    case .int(let axis): return Value(try array.reduce(op, axis: axis, keepDims: keepDims))
    default: return Value(try array.reduce(op, axes: axes(axis, vm), keepDims: keepDims))
    }
  }

  private static func addSums(_ add: inout EntryList) {
    func sum(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(a, axis=None, dtype=None, out=None, keepdims=_, initial=_, where=_)", doc, example) { a in
        let array = try a.array(0)
        if a[2].isNone, a[3].isNone, a[5].isUnset, a[6].isUnset {
          return try reduce(op, array, axis: a[1], keepDims: a.flag(4), a.vm)
        }
        return Value(
          try array.reduce(
            op, axes: a.axes(1), keepDims: a.flag(4), dtype: a.dtype(2), initial: a[5].operand?.scalarValue,
            where: a.mask(6), out: a.out(3)))
      }
    }
    sum("sum", .sum, "The sum of elements.", "print(np.sum([[1, 2], [3, 4]], axis=0))\n#> [4 6]")
    sum("prod", .prod, "The product of elements.", "print(np.prod([2, 3, 4]))\n#> 24")
    add(
      "mean", "(a, axis=None, dtype=None, out=None, keepdims=_, *, where=_)", "The mean of elements.",
      "print(np.mean([1, 2, 4]))\n#> 2.3333333333333335"
    ) { a in
      let array = try a.array(0)
      if a[2].isNone, a[3].isNone, a[5].isUnset {
        return try reduce(.mean, array, axis: a[1], keepDims: a.flag(4), a.vm)
      }
      return Value(
        try array.reduce(
          .mean, axes: a.axes(1), keepDims: a.flag(4), dtype: a.dtype(2), where: a.mask(5), out: a.out(3)))
    }
    func spread(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(
        name, "(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_, *, where=_, mean=_, correction=_)",
        doc, example
      ) { a in
        Value(
          try a.array(0).reduce(
            op, axes: a.axes(1), keepDims: a.flag(5), dtype: a.dtype(2), where: a.mask(6), out: a.out(3),
            ddof: a.isGiven(8) ? a.double(8) : a.double(4)))
      }
    }
    spread(
      "var", .variance, "The mean of squared deviations from the mean.",
      "print(np.var([1, 2, 3, 4]))\n#> 1.25")
    spread("std", .standardDeviation, "The standard deviation.", "print(np.std([2, 4]))\n#> 1.0")
    add(
      "average", "(a, axis=None, weights=None, returned=False, *, keepdims=_)", "The weighted mean.",
      "print(np.average([1, 3], weights=[3, 1]))\n#> 1.5"
    ) { a in
      let made = try a.array(0).average(
        axes: a.axes(1), weights: a.isGiven(2) ? a.array(2) : nil, keepDims: a.flag(4))
      return try a.bool(3) ? .tuple([Value(made.average), Value(made.weightSum)]) : Value(made.average)
    }
    func test(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(a, axis=None, out=None, keepdims=_, *, where=_)", doc, example) { a in
        let array = try a.array(0)
        if a[2].isNone, a[4].isUnset { return try reduce(op, array, axis: a[1], keepDims: a.flag(3), a.vm) }
        return Value(
          try array.reduce(op, axes: a.axes(1), keepDims: a.flag(3), where: a.mask(4), out: a.out(2)))
      }
    }
    test(
      "all", .all, "Whether all elements are true.",
      "print(np.all([[True, False], [True, True]], axis=0))\n#> [ True False]")
    test("any", .any, "Whether any element is true.", "print(np.any([0, 0, 3]))\n#> True")
    add(
      "count_nonzero", "(a, axis=None, *, keepdims=False)", "The number of elements that are not zero.",
      "print(np.count_nonzero([0, 1, 2]))\n#> 2"
    ) { a in
      if a[1].isNone, try !a.bool(2) { return .npInt64(try a.array(0).countNonzero()) }
      return try reduce(.countNonzero, a.array(0), axis: a[1], keepDims: a.bool(2), a.vm)
    }
  }

  private static func addExtremes(_ add: inout EntryList) {
    func extreme(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(a, axis=None, out=None, keepdims=_, initial=_, where=_)", doc, example) { a in
        let array = try a.array(0)
        if a[2].isNone, a[4].isUnset, a[5].isUnset {
          return try reduce(op, array, axis: a[1], keepDims: a.flag(3), a.vm)
        }
        return Value(
          try array.reduce(
            op, axes: a.axes(1), keepDims: a.flag(3), initial: a[4].operand?.scalarValue, where: a.mask(5),
            out: a.out(2)))
      }
    }
    extreme(
      "max", .max, "The largest element; nan wins.", "print(np.max([[1, 5], [3, 2]], axis=1))\n#> [5 3]")
    add.alias("amax", of: "max", "print(np.amax([[1, 5], [7, 2]], axis=1))\n#> [5 7]")
    extreme("min", .min, "The smallest element; nan wins.", "print(np.min([3, 1, 2]))\n#> 1")
    add.alias("amin", of: "min", "print(np.amin([[1, 5], [7, 2]], axis=1))\n#> [1 2]")
    add(
      "ptp", "(a, axis=None, out=None, keepdims=_)", "The largest minus the smallest element.",
      "print(np.ptp([3, 1, 7]))\n#> 6"
    ) { a in
      Value(try a.array(0).reduce(.ptp, axes: a.axes(1), keepDims: a.flag(3), out: a.out(2)))
    }
    func place(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(a, axis=None, out=None, *, keepdims=_)", doc, example) { a in
        let array = try a.array(0)
        if a[2].isNone, a[1].index != nil || a[1].isNone {
          return try reduce(op, array, axis: a[1], keepDims: a.flag(3), a.vm)
        }
        return Value(try array.reduce(op, axes: a.axis(1).map { [$0] }, keepDims: a.flag(3), out: a.out(2)))
      }
    }
    place(
      "argmax", .argmax, "The index of the largest element.",
      "print(np.argmax([[1, 5], [3, 2]], axis=1))\n#> [1 0]")
    place("argmin", .argmin, "The index of the smallest element.", "print(np.argmin([3, 1, 2]))\n#> 1")
  }

  private static func addCumulative(_ add: inout EntryList) {
    add(
      "cumsum", "(a, axis=None, dtype=None, out=None)", "All partial sums.",
      "print(np.cumsum([1, 2, 3]))\n#> [1 3 6]"
    ) { a in
      .array(try a.array(0).cumulative(product: false, axis: a.axis(1), dtype: a.dtype(2), out: a.out(3)))
    }
    add(
      "cumprod", "(a, axis=None, dtype=None, out=None)", "All partial products.",
      "print(np.cumprod([1, 2, 3]))\n#> [1 2 6]"
    ) { a in
      .array(try a.array(0).cumulative(product: true, axis: a.axis(1), dtype: a.dtype(2), out: a.out(3)))
    }
    add(
      "diff", "(a, n=1, axis=-1, prepend=_, append=_)", "Differences of neighbours.",
      "print(np.diff([1, 4, 9]))\n#> [3 5]"
    ) { a in
      var array = try a.array(0)
      let axis = try a.int(2)
      func fitted(_ index: Int) throws -> NDArray {
        let part = try a.array(index)
        if part.ndim > 0 { return part }
        var shape = array.shape
        shape[try array.normalize(axis: axis)] = 1
        return try part.broadcast(to: shape)
      }
      if array.ndim > 0, !a[3].isUnset || !a[4].isUnset {
        var parts = [array]
        if !a[3].isUnset { parts.insert(try fitted(3), at: 0) }
        if !a[4].isUnset { parts.append(try fitted(4)) }
        array = try NDArray.concatenate(parts, axis: axis)
      }
      return .array(try array.differences(n: a.int(1), axis: axis))
    }
    add(
      "ediff1d", "(ary, to_end=None, to_begin=None)", "Differences of neighbours in the flattened array.",
      "print(np.ediff1d([1, 4, 9]))\n#> [3 5]"
    ) { a in
      let flat = try a.array(0).ravel()
      var parts = [try flat.differences()]
      if a.isGiven(2) { parts.insert(try a.array(2).ravel().astype(flat.dtype), at: 0) }
      if a.isGiven(1) { parts.append(try a.array(1).ravel().astype(flat.dtype)) }
      return .array(try NDArray.concatenate(parts))
    }
  }

  private static func addNaN(_ add: inout EntryList) {
    func sum(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(a, axis=None, dtype=None, out=None, keepdims=_, initial=_, where=_)", doc, example) { a in
        try refuse(a, 3, 5, 6, name)
        return Value(try a.array(0).nanReduce(op, axes: a.axes(1), keepDims: a.flag(4), dtype: a.dtype(2)))
      }
    }
    sum("nansum", .sum, "The sum of elements that are not nan.", "print(np.nansum([1., np.nan, 2.]))\n#> 3.0")
    sum(
      "nanprod", .prod, "The product of elements that are not nan.",
      "print(np.nanprod([2., np.nan, 3.]))\n#> 6.0")
    sum(
      "nanmean", .mean, "The mean of elements that are not nan.",
      "print(np.nanmean([1., np.nan, 2.]))\n#> 1.5")
    func spread(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(a, axis=None, dtype=None, out=None, ddof=0, keepdims=_, *, where=_)", doc, example) { a in
        try refuse(a, 3, 6, 6, name)
        return Value(
          try a.array(0).nanReduce(
            op, axes: a.axes(1), keepDims: a.flag(5), dtype: a.dtype(2), ddof: a.double(4)))
      }
    }
    spread(
      "nanvar", .variance, "The variance of elements that are not nan.",
      "print(np.nanvar([1., np.nan, 3.]))\n#> 1.0")
    spread(
      "nanstd", .standardDeviation, "The standard deviation of elements that are not nan.",
      "print(np.nanstd([1., np.nan, 3.]))\n#> 1.0")
    func extreme(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(a, axis=None, out=None, keepdims=_, initial=_, where=_)", doc, example) { a in
        try refuse(a, 2, 4, 5, name)
        return Value(try a.array(0).nanReduce(op, axes: a.axes(1), keepDims: a.flag(3)))
      }
    }
    extreme(
      "nanmax", .max, "The largest element that is not nan.", "print(np.nanmax([1., np.nan, 2.]))\n#> 2.0")
    extreme(
      "nanmin", .min, "The smallest element that is not nan.", "print(np.nanmin([2., np.nan, 1.]))\n#> 1.0")
    extreme(
      "nanargmax", .argmax, "The index of the largest element that is not nan.",
      "print(np.nanargmax([np.nan, 1., 3.]))\n#> 2")
    extreme(
      "nanargmin", .argmin, "The index of the smallest element that is not nan.",
      "print(np.nanargmin([np.nan, 1., 3.]))\n#> 1")
    add(
      "nancumsum", "(a, axis=None, dtype=None, out=None)", "Partial sums that skip nan.",
      "print(np.nancumsum([1., np.nan, 2.]))\n#> [1. 1. 3.]"
    ) { a in
      .array(try a.array(0).nanCumulative(product: false, axis: a.axis(1), dtype: a.dtype(2), out: a.out(3)))
    }
    add(
      "nancumprod", "(a, axis=None, dtype=None, out=None)", "Partial products that skip nan.",
      "print(np.nancumprod([2., np.nan, 3.]))\n#> [2. 2. 6.]"
    ) { a in
      .array(try a.array(0).nanCumulative(product: true, axis: a.axis(1), dtype: a.dtype(2), out: a.out(3)))
    }
  }

  /// Options that the nan-aware reductions leave out.
  private static func refuse(_ a: Arguments, _ first: Int, _ second: Int, _ third: Int, _ name: String) throws
  {
    if a.isGiven(first) || a.isGiven(second) || a.isGiven(third) {
      throw PyError.unsupported("out=, initial= and where= of np.\(name) are not part of nbsh")
    }
  }

  private static func addQuantiles(_ add: inout EntryList) {
    add(
      "median", "(a, axis=None, out=None, overwrite_input=False, keepdims=False)",
      "The middle element in order of size.", "print(np.median([3, 1, 2, 10]))\n#> 2.5"
    ) { a in
      Value(try a.array(0).median(axes: a.axes(1), keepDims: a.bool(4)))
    }
    add(
      "nanmedian", "(a, axis=None, out=None, overwrite_input=False, keepdims=_)",
      "The median of elements that are not nan.", "print(np.nanmedian([1., np.nan, 3.]))\n#> 2.0"
    ) { a in
      Value(try a.array(0).median(axes: a.axes(1), keepDims: a.flag(4), omitNaN: true))
    }
    func quantile(_ name: String, percent: Bool, omitNaN: Bool, _ doc: String, _ example: String) {
      add(
        name,
        "(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None, interpolation=None)",
        doc, example
      ) { a in
        if a.isGiven(7) { throw PyError.unsupported("weights= of np.\(name) is not part of nbsh") }
        let word = try a.string(a.isGiven(8) ? 8 : 5)
        guard let method = NDArray.QuantileMethod(rawValue: word) else {
          throw PyError.unsupported(
            "method='\(word)' of np.\(name) is not part of nbsh: use 'linear', 'lower', 'higher', 'midpoint' or 'nearest'"
          )
        }
        let wanted = try a.array(1)
        if wanted.ndim > 1 { throw PyError.unsupported("np.\(name) takes one fraction or a list of them") }
        var fractions: [Double] = []
        let flat = try wanted.ravel()
        for i in 0..<flat.count {
          fractions.append(try flat.element(i).doubleValue)
        }
        return Value(
          try a.array(0).quantiles(
            fractions, isSingle: wanted.ndim == 0, percent: percent, axes: a.axes(2), keepDims: a.bool(6),
            method: method, omitNaN: omitNaN))
      }
    }
    quantile(
      "quantile", percent: false, omitNaN: false, "The element below which a fraction of all lies.",
      "print(np.quantile([1, 2, 3, 4], 0.5))\n#> 2.5")
    quantile(
      "percentile", percent: true, omitNaN: false, "The element below which a percentage of all lies.",
      "print(np.percentile([1, 2, 3, 4], 25))\n#> 1.75")
    quantile(
      "nanquantile", percent: false, omitNaN: true, "The quantile of elements that are not nan.",
      "print(np.nanquantile([1., np.nan, 3.], 0.25))\n#> 1.5")
    quantile(
      "nanpercentile", percent: true, omitNaN: true, "The percentile of elements that are not nan.",
      "print(np.nanpercentile([1., np.nan, 3.], 50))\n#> 2.0")
  }
}
