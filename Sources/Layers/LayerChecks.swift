import Arrays

/// The complaints that all layers share.
enum Check {
  /// ValueError unless the array has that many dimensions: what unpacking its shape in Python says.
  static func dimensions(_ array: NDArray, _ count: Int, _ name: String) throws {
    guard array.ndim == count else {
      throw ArrayError(
        .value,
        "\(name) must have \(count) dimensions, but its shape is \(array.shape.tupleDescription)")
    }
  }

  /// ValueError unless the array has exactly that shape.
  static func shape(_ array: NDArray, _ expected: Shape, _ name: String) throws {
    guard array.shape == expected else {
      throw ArrayError(
        .value,
        "\(name) must have shape \(expected.tupleDescription), but its shape is \(array.shape.tupleDescription)"
      )
    }
  }

  /// ValueError unless the array stretches to that shape by NumPy's rules of broadcasting.
  ///
  /// - Parameter usual: the shape that the course gives it.
  static func stretches(_ array: NDArray, to shape: Shape, _ name: String, usual: Shape? = nil) throws {
    guard Shape.broadcast(array.shape, shape) == shape else {
      throw ArrayError(
        .value,
        "\(name) must have shape \((usual ?? shape).tupleDescription), but its shape is "
          + "\(array.shape.tupleDescription)")
    }
  }

  /// ValueError unless two arrays that meet element by element fit each other.
  static func meets(_ array: NDArray, _ other: NDArray, _ name: String) throws {
    guard Shape.broadcast(array.shape, other.shape) != nil else { return try shape(array, other.shape, name) }
  }

  /// The product of sizes. Errors: ValueError where 64 bits cannot hold it, as of empty arrays with huge axes.
  static func product(_ sizes: Int...) throws -> Int {
    var product = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow { throw ArrayError(.value, "Maximum allowed dimension exceeded") }
      product = next
    }
    return product
  }

  /// ValueError unless the array has that many elements: a bias or a scale, whatever its dimensions.
  static func length(_ array: NDArray, _ count: Int, _ name: String) throws {
    guard array.count == count else {
      throw ArrayError(
        .value,
        "\(name) must have \(count) elements, but its shape is \(array.shape.tupleDescription)")
    }
  }

  /// The labels as integers in 0 ..< `classes`, one for each of `count` rows.
  ///
  /// Errors: IndexError in NumPy's words for labels out of range (a negative label counts from the end, as in
  /// NumPy) or of a type that cannot index; ValueError for a wrong number of labels.
  static func labels(_ y: NDArray, count: Int, classes: Int) throws -> [Int] {
    guard y.dtype != .bool else {
      throw ArrayError(.index, "the labels y must be integers, not bool")
    }
    guard y.dtype.isInteger else {
      throw ArrayError(
        .index,
        "arrays used as indices must be of integer (or boolean) type: the labels y are \(y.dtype.name)")
    }
    guard y.ndim == 1, y.count == count else {
      throw ArrayError(
        .index,
        "shape mismatch: indexing arrays could not be broadcast together with shapes (\(count),) \(y.shape) "
          + ": the labels y must have shape (\(count),), one for each row of scores")
    }
    var labels: [Int] = []
    labels.reserveCapacity(count)
    for i in 0..<count {
      let label = try y.element(i).intValue ?? 0
      // NumPy would take -1 for the last class; a label below zero is a mistake.
      guard label >= 0, label < classes else {
        throw ArrayError(
          .index,
          "index \(label) is out of bounds for axis 1 with size \(classes): y[\(i)] is the label of none of "
            + "\(classes) classes")
      }
      labels.append(label)
    }
    return labels
  }
}
