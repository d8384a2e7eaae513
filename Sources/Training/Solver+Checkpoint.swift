import Arrays

/// A solver's own state in a checkpoint: position, histories and generator. Numbers that must come back to the last bit
/// are stored as arrays.
extension Solver {
  static let format = "nbsh training 1"

  /// The solver's part of a checkpoint.
  func state() throws -> Safetensors {
    var checkpoint = Safetensors()
    checkpoint.texts["format"] = Solver.format
    let counts = [
      ("epoch", epoch), ("position", position), ("batch_size", settings.batchSize),
      ("num_train", data.trainX.shape[0]),
    ]
    for (name, count) in counts { checkpoint.texts[name] = String(count) }
    let generator = random.state
    checkpoint.texts["random/position"] = String(generator.position)
    checkpoint.arrays["random/key"] = try NDArray.integers(generator.key.map(Int.init))
    if let gauss = generator.pendingGauss { checkpoint.arrays["random/gauss"] = try NDArray.numbers([gauss]) }
    checkpoint.arrays["history/loss"] = try NDArray.numbers(lossHistory.map(\.doubleValue))
    // A loss may be float32 until the update rule has made the parameters float64, as in NumPy.
    checkpoint.arrays["history/loss_is_float32"] = try NDArray.integers(
      lossHistory.map { $0.dtype == .float32 ? 1 : 0 })
    checkpoint.arrays["history/train_acc"] = try NDArray.numbers(trainHistory)
    checkpoint.arrays["history/val_acc"] = try NDArray.numbers(validationHistory)
    checkpoint.arrays["best_val_acc"] = try NDArray.numbers([bestAccuracy])
    return checkpoint
  }

  /// A solver's part of a checkpoint, read and checked.
  struct State {
    let epoch: Int
    let position: Int
    let random: RandomState.State
    let losses: [Scalar]
    let train: [Double]
    let validation: [Double]
    let best: Double

    init(_ checkpoint: Safetensors, _ solver: Solver) throws {
      func failure(_ what: String) -> ArrayError {
        ArrayError(.value, "not a checkpoint of a Solver: \(what)")
      }
      guard checkpoint.texts["format"] == Solver.format else { throw failure("'format' says otherwise") }
      func count(_ name: String) throws -> Int {
        guard let count = checkpoint.texts[name].flatMap({ Int($0) }), count >= 0 else {
          throw failure("'\(name)' is no number")
        }
        return count
      }
      func numbers(_ name: String) throws -> [Scalar] {
        guard let array = checkpoint.arrays[name], array.ndim == 1 else { throw failure("no row '\(name)'") }
        return try (0..<array.count).map { try array.element($0) }
      }
      for (name, own) in [
        ("batch_size", solver.settings.batchSize), ("num_train", solver.data.trainX.shape[0]),
      ] {
        let stored = try count(name)
        guard stored == own else {
          throw ArrayError(.value, "the checkpoint is of a training with \(name) \(stored), not \(own)")
        }
      }
      epoch = try count("epoch")
      position = try count("position")
      let words = try numbers("random/key").map { word -> UInt32 in
        guard case .int64(let word) = word, let exact = UInt32(exactly: word) else {
          throw failure("'random/key' holds more than words of 32 bits")
        }
        return exact
      }
      let place = try count("random/position")
      guard words.count == 624, place <= 624 else { throw failure("the state of the generator is cut short") }
      let gauss = checkpoint.arrays["random/gauss"] == nil ? nil : try numbers("random/gauss").first
      random = RandomState.State(key: words, position: place, pendingGauss: gauss?.doubleValue)
      let values = try numbers("history/loss").map(\.doubleValue)
      let isFloat32 = try numbers("history/loss_is_float32").map { $0.doubleValue != 0 }
      guard values.count == isFloat32.count else { throw failure("'history/loss' is cut short") }
      losses = zip(values, isFloat32).map { $1 ? .float32(Float($0)) : .float64($0) }
      train = try numbers("history/train_acc").map(\.doubleValue)
      validation = try numbers("history/val_acc").map(\.doubleValue)
      guard let accuracy = try numbers("best_val_acc").first?.doubleValue else {
        throw failure("'best_val_acc' is empty")
      }
      best = accuracy
      try check(solver, failure)
    }

    /// What every state that a solver wrote has in common.
    private func check(_ solver: Solver, _ failure: (String) -> ArrayError) throws {
      guard random.pendingGauss?.isNaN != true else { throw failure("'random/gauss' is nan") }
      guard train.count == validation.count else {
        throw failure("its histories of accuracies differ in length")
      }
      // A script's own measure may be any number, its own step need not record a loss.
      let hasShares = solver.replacements.accuracy == nil
      for (name, values) in [("history/train_acc", train), ("history/val_acc", validation)] {
        guard !hasShares || values.allSatisfy({ (0...1).contains($0) }) else {
          throw failure("'\(name)' holds a number that is no accuracy")
        }
      }
      guard best == validation.reduce(0, { $1 > $0 ? $1 : $0 }) else {
        throw failure("'best_val_acc' is not the best of 'history/val_acc'")
      }
      guard epoch < 1 << 53, position < 1 << 53 else { throw failure("'epoch' or 'position' is too large") }
      if solver.replacements.step == nil {
        guard position <= losses.count, epoch <= losses.count,
          try position / solver.iterationsPerEpoch() <= epoch
        else {
          throw failure(
            "'epoch' \(epoch) and 'position' \(position) do not belong to \(losses.count) iterations of the batch size"
          )
        }
      }
    }

    func apply(to solver: Solver) {
      solver.epoch = epoch
      solver.position = position
      solver.owesCheck = false
      solver.continuesCheckpoint = true
      solver.lossHistory = losses
      solver.trainHistory = train
      solver.validationHistory = validation
      solver.bestAccuracy = best
    }
  }
}

extension NDArray {
  /// A row of float64 numbers.
  static func numbers(_ values: [Double]) throws -> NDArray {
    let array = try NDArray(empty: Shape(values.count), .float64)
    let elements = array.data.assumingMemoryBound(to: Double.self)
    for (place, value) in values.enumerated() { elements[place] = value }
    return array
  }

  /// A row of int64 numbers.
  static func integers(_ values: [Int]) throws -> NDArray {
    let array = try NDArray(empty: Shape(values.count), .int64)
    let elements = array.data.assumingMemoryBound(to: Int.self)
    for (place, value) in values.enumerated() { elements[place] = value }
    return array
  }
}
