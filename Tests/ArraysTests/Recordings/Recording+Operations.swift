@testable import Arrays

/// What the operations of a recorded line do.
extension Recording {
  func run(_ w: [Substring]) throws(ArrayError) -> ArrayResult {
    switch w[0] {
    case "data":
      let result = try NDArray(empty: try shape(w[2]), dtype(w[1])!)
      for (i, word) in w[3...].enumerated() {
        let value: Scalar = result.dtype.isFloat ? .float64(Double(word)!) : .int64(Int(word)!)
        value.cast(to: result.dtype).store(to: result.data + i * result.itemSize)
      }
      return .array(result)
    case "binary":
      let op = BinaryOperation.allCases.first { $0.name == w[1] }!
      return try NDArray.binary(
        op, operand(w[2]), operand(w[3]), out: try optionalArray(w[4]), where: try optionalArray(w[5]),
        dtype: dtype(w[6]))
    case "inplace":
      let op = BinaryOperation.allCases.first { $0.name == w[1] }!
      let target = try array(w[2])
      try NDArray.inPlace(op, target, operand(w[3]))
      return .array(target)
    case "unary":
      let op = UnaryOperation.allCases.first { $0.name == w[1] }!
      return try NDArray.unary(
        op, operand(w[2]), out: try optionalArray(w[3]), where: try optionalArray(w[4]), dtype: dtype(w[5]))
    case "where": return try NDArray.select(try array(w[1]), operand(w[2]), operand(w[3]))
    case "clip":
      return try NDArray.clip(
        operand(w[1]), w[2] == "None" ? nil : operand(w[2]), w[3] == "None" ? nil : operand(w[3]))
    case "round": return try NDArray.round(operand(w[1]), decimals: Int(w[2])!)
    default: return try reduction(w)
    }
  }

  private func reduction(_ w: [Substring]) throws(ArrayError) -> ArrayResult {
    let names: [Substring: Reduction] = [
      "sum": .sum, "prod": .prod, "max": .max, "min": .min, "any": .any, "all": .all, "mean": .mean,
      "var": .variance, "std": .standardDeviation, "argmax": .argmax, "argmin": .argmin,
      "count_nonzero": .countNonzero, "ptp": .ptp,
    ]
    switch w[0] {
    case "reduce":
      return try array(w[2]).reduce(
        names[w[1]]!, axes: optionalIntegers(w[3]), keepDims: w[4] == "1", dtype: dtype(w[5]),
        where: try optionalArray(w[6]))
    case "nan":
      return try array(w[2]).nanReduce(names[w[1]]!, axes: optionalIntegers(w[3]), keepDims: w[4] == "1")
    case "cumsum": return .array(try array(w[1]).cumulative(product: false, axis: Int(w[2])))
    case "cumprod": return .array(try array(w[1]).cumulative(product: true, axis: Int(w[2])))
    case "diff": return .array(try array(w[1]).differences(n: Int(w[2])!, axis: Int(w[3])!))
    case "average":
      return try array(w[1]).average(axes: optionalIntegers(w[2]), weights: try optionalArray(w[3])).average
    case "median":
      return try array(w[1]).median(axes: optionalIntegers(w[2]), keepDims: w[3] == "1", omitNaN: w[4] == "1")
    case "quantile":
      return try array(w[1]).quantiles(
        w[2].split(separator: ",").map { Double($0)! }, isSingle: w[3] == "1", percent: w[4] == "1",
        axes: optionalIntegers(w[5]), method: NDArray.QuantileMethod(rawValue: String(w[6]))!,
        omitNaN: w[7] == "1")
    default: return try selection(w)
    }
  }

  private func selection(_ w: [Substring]) throws(ArrayError) -> ArrayResult {
    switch w[0] {
    case "index": return try array(w[1]).index(try index(w[2]))
    case "setindex":
      let target = try array(w[1])
      try target.setIndex(try index(w[2]), to: operand(w[3]))
      return .array(target)
    case "at":
      let target = try array(w[1])
      let op = BinaryOperation.allCases.first { $0.name == w[2] }!
      try target.at(op, try index(w[3]), operand(w[4]))
      return .array(target)
    case "take":
      return try array(w[1]).take(
        try array(w[2]), axis: Int(w[3]), mode: NDArray.IndexMode(rawValue: String(w[4]))!)
    case "put":
      let target = try array(w[1])
      try target.put(try array(w[2]), operand(w[3]), mode: NDArray.IndexMode(rawValue: String(w[4]))!)
      return .array(target)
    case "tala": return .array(try array(w[1]).takeAlongAxis(try array(w[2]), axis: Int(w[3])))
    case "pala":
      let target = try array(w[1])
      try target.putAlongAxis(try array(w[2]), operand(w[3]), axis: Int(w[4]))
      return .array(target)
    case "compress": return .array(try array(w[1]).compress(try array(w[2]), axis: Int(w[3])))
    case "choose":
      return try array(w[1]).choose(
        [try array(w[2]), try array(w[3])], mode: NDArray.IndexMode(rawValue: String(w[4]))!)
    case "nonzero": return .array(try array(w[1]).nonzero()[Int(w[2])!])
    case "matmul", "dot", "inner", "outer", "vdot", "trace", "tensordot", "tensordot2": return try product(w)
    default: return .array(try view(w))
    }
  }

  private func view(_ w: [Substring]) throws(ArrayError) -> NDArray {
    switch w[0] {
    case "transpose": try array(w[1]).transpose(optionalIntegers(w[2]))
    case "reshape": try array(w[1]).reshape(try shape(w[2]), order: order(w[3]))
    case "ravel": try array(w[1]).ravel(order: order(w[2]))
    case "copy": try array(w[1]).copy(order: order(w[2]))
    case "astype": try array(w[1]).astype(dtype(w[2])!)
    case "swapaxes": try array(w[1]).swapAxes(Int(w[2])!, Int(w[3])!)
    case "moveaxis": try array(w[1]).moveAxes(integers(w[2]), to: integers(w[3]))
    case "squeeze": try array(w[1]).squeeze(optionalIntegers(w[2]))
    case "expand": try array(w[1]).expandDims(integers(w[2]))
    case "broadcast": try array(w[1]).broadcast(to: try shape(w[2]))
    case "window": try array(w[1]).slidingWindowView(integers(w[2]), axes: optionalIntegers(w[3]))
    case "diag": try array(w[1]).diagonalMatrix(k: Int(w[2])!)
    case "diagonal": try array(w[1]).diagonal(offset: Int(w[2])!, axis1: Int(w[3])!, axis2: Int(w[4])!)
    case "tril": try array(w[1]).triangle(lower: true, k: Int(w[2])!)
    case "triu": try array(w[1]).triangle(lower: false, k: Int(w[2])!)
    default: try creation(w)
    }
  }

  private func creation(_ w: [Substring]) throws(ArrayError) -> NDArray {
    switch w[0] {
    case "array":
      var text = w[1]
      return try NDArray.array(try nested(&text), dtype: dtype(w[2]))
    case "arange": return try NDArray.arange(operand(w[1]), operand(w[2]), operand(w[3]), dtype: dtype(w[4]))
    case "linspace":
      return try NDArray.linspace(
        Double(w[1])!, Double(w[2])!, count: Int(w[3])!, endpoint: w[4] == "1", dtype: dtype(w[5])!)
    case "tri": return try NDArray.tri(Int(w[1])!, columns: Int(w[2])!, k: Int(w[3])!, dtype: dtype(w[4])!)
    case "eye": return try NDArray.eye(Int(w[1])!, columns: Int(w[2])!, k: Int(w[3])!, dtype: dtype(w[4])!)
    case "indices": return try NDArray.indices(try shape(w[1]))
    case "meshgrid":
      return try NDArray.meshgrid(
        [try array(w[1]), try array(w[2]), try array(w[3])], indexing: String(w[4]))[Int(w[5])!]
    default: throw ArrayError(.notImplemented, "unknown operation \(w[0])")
    }
  }

  private func product(_ w: [Substring]) throws(ArrayError) -> ArrayResult {
    switch w[0] {
    case "matmul": try NDArray.matmul(operand(w[1]), operand(w[2]))
    case "dot": try NDArray.dot(operand(w[1]), operand(w[2]))
    case "inner": try NDArray.inner(operand(w[1]), operand(w[2]))
    case "outer": try NDArray.outer(operand(w[1]), operand(w[2]))
    case "vdot": try NDArray.vdot(operand(w[1]), operand(w[2]))
    case "trace": try array(w[1]).trace(offset: Int(w[2])!)
    case "tensordot": .array(try NDArray.tensordot(try array(w[1]), try array(w[2]), axes: Int(w[3])!))
    case "tensordot2":
      .array(try NDArray.tensordot(try array(w[1]), try array(w[2]), axes: integers(w[3]), integers(w[4])))
    default: throw ArrayError(.notImplemented, "unknown operation \(w[0])")
    }
  }
}
