import Arrays

/// What a solver trains: a network of ours, or a model that a script defined.
public protocol Trainee: AnyObject {
  /// Evaluates the loss on a minibatch and keeps its gradients for `update`.
  func loss(_ x: NDArray, _ y: NDArray) throws -> Scalar
  /// Moves every parameter along the gradients of the last loss.
  func update() throws
  /// Where a loss that is not a number began, as a sentence about layers or parameters.
  func originOfNaN(_ x: NDArray) throws -> String
  /// Class scores of shape (N, C).
  func scores(_ x: NDArray) throws -> NDArray
  /// Multiplies every parameter's learning rate.
  func decayLearningRate(by factor: Double) throws
  /// Remembers copies of all parameters as the best so far.
  func keepBest() throws
  /// Puts the best parameters in place.
  func restoreBest() throws
  /// Adds parameters, the best parameters and the state of update rules to a checkpoint.
  func save(to checkpoint: inout Safetensors) throws
  /// Checks all that a checkpoint holds for this trainee, and returns what puts it in place: nothing changes where
  /// something does not fit.
  func restore(from checkpoint: Safetensors) throws -> () -> Void
}

/// The data that a solver reads.
public struct TrainingData {
  public let trainX: NDArray
  public let trainY: NDArray
  public let validationX: NDArray
  public let validationY: NDArray

  /// Errors: ValueError where there are none, or where images and labels differ in number.
  public init(trainX: NDArray, trainY: NDArray, validationX: NDArray, validationY: NDArray) throws {
    for (name, x, y) in [("train", trainX, trainY), ("val", validationX, validationY)] {
      guard x.shape.first != 0 else {
        throw ArrayError(.value, "X_\(name) has no rows: its shape is \(x.shape.tupleDescription)")
      }
      guard x.ndim > 0, y.ndim > 0, x.shape[0] == y.shape[0] else {
        throw ArrayError(
          .value,
          "X_\(name) has shape \(x.shape.tupleDescription), but y_\(name) has shape \(y.shape.tupleDescription)"
        )
      }
    }
    self.trainX = trainX
    self.trainY = trainY
    self.validationX = validationX
    self.validationY = validationY
  }
}

/// Trains by minibatches drawn with replacement, printing and remembering as the course's Solver does.
///
/// A training may be interrupted between any two iterations; histories, parameters and position stay, and `resume`
/// goes on to the same bits. Source: CS231n assignment 2, `solver.py`.
public final class Solver {
  /// The course's keyword arguments.
  public struct Settings: Sendable {
    public var lrDecay = 1.0
    public var batchSize = 100
    public var epochs = 10
    public var trainSamples: Int? = 1000
    public var validationSamples: Int?
    public var printEvery = 10.0
    public var verbose = true
    /// The beginning of checkpoints' file names; nil for none.
    public var checkpointName: String?

    public init() {}
  }

  /// How far a training has come.
  public struct Progress: Equatable, Sendable {
    public let iteration: Int
    public let total: Int
    public let loss: Double
  }

  public var settings: Settings
  public var data: TrainingData
  private unowned let trainee: any Trainee
  let random: RandomState

  public internal(set) var epoch = 0
  public internal(set) var bestAccuracy = 0.0
  public internal(set) var lossHistory: [Scalar] = []
  public internal(set) var trainHistory: [Double] = []
  public internal(set) var validationHistory: [Double] = []
  /// Iterations done of the current training.
  public internal(set) var position = 0
  /// Whether the accuracies at `position` are still to be checked: the training was interrupted there.
  var owesCheck = false
  /// Whether the next `train` goes on where a checkpoint stopped.
  var continuesCheckpoint = false

  /// Where lines go.
  public var print: (String) -> Void = { _ in }
  /// A number as `%f` prints it.
  public var fixed: (Double) -> String = { "\($0)" }
  /// Called between iterations; throws to end the training there.
  public var checkInterrupt: () throws -> Void = {}
  /// Whether an error is an interrupt, after which a training can be resumed.
  public var isInterrupt: (any Error) -> Bool = { _ in false }
  /// Called whenever histories have grown.
  public var onHistory: () -> Void = {}
  /// Called after every iteration.
  public var onProgress: ((Progress) -> Void)?
  /// The real path of a file that may be written; throws where it may not.
  public var writablePath: (String) throws -> String = { $0 }
  /// What to call in place of `step`, `accuracy` and `saveCheckpoint`: what a subclass put there.
  public var replacements = Replacements()

  /// Methods that a script's subclass of Solver overrides.
  public struct Replacements {
    public var step: (() throws -> Void)?
    public var accuracy: ((NDArray, NDArray, Int?) throws -> Double)?
    public var saveCheckpoint: (() throws -> Void)?

    public init() {}
  }

  public init(_ trainee: any Trainee, _ data: TrainingData, _ settings: Settings, random: RandomState) {
    self.trainee = trainee
    self.data = data
    self.settings = settings
    self.random = random
  }

  /// Forgets epoch, histories and position, as the course's `_reset`.
  public func reset() {
    epoch = 0
    bestAccuracy = 0
    (lossHistory, trainHistory, validationHistory) = ([], [], [])
    position = 0
    (owesCheck, continuesCheckpoint) = (false, false)
  }

  /// One minibatch: rows drawn by `np.random.choice(num_train, batch_size)`.
  ///
  /// An infinite loss is recorded like any other. Errors: FloatingPointError for a loss that is not a number, with the
  /// iteration and the layer where it began; it is recorded, parameters keep their values.
  public func step() throws {
    let mask = try random.choice(.pyInt(data.trainX.shape[0]), size: Shape(settings.batchSize)).asArray()
    let x = try data.trainX.take(mask, axis: 0).asArray()
    let y = try data.trainY.take(mask, axis: 0).asArray()
    let loss = try trainee.loss(x, y)
    lossHistory.append(loss)
    if loss.doubleValue.isNaN {
      let origin = try trainee.originOfNaN(x)
      throw ArrayError(.floatingPoint, "the loss is nan at iteration \(lossHistory.count): \(origin)")
    }
    try Interruption.withheld { try trainee.update() }
  }

  /// Takes over the loss of a step that a script made itself.
  ///
  /// Errors: FloatingPointError for a loss that is not a number.
  public func record(_ loss: Scalar) throws {
    lossHistory.append(loss)
    if loss.doubleValue.isNaN {
      throw ArrayError(.floatingPoint, "the loss is nan at iteration \(lossHistory.count)")
    }
  }

  /// The share of rows of x whose highest score is that of their label.
  ///
  /// - Parameter samples: how many rows to draw at most; all of them if nil.
  public func accuracy(_ x: NDArray, _ y: NDArray, samples: Int? = nil, batchSize: Int = 100) throws -> Double
  {
    var (x, y) = (x, y)
    guard x.ndim > 0, y.ndim > 0 else { throw ArrayError(.index, "tuple index out of range") }
    for (name, number) in [("batch_size", batchSize), ("num_samples", samples ?? 1)] where number < 1 {
      throw ArrayError(.value, "\(name) must be at least 1, not \(number)")
    }
    if let samples, x.shape[0] > samples {
      let mask = try random.choice(.pyInt(x.shape[0]), size: Shape(checking: [samples])).asArray()
      x = try x.take(mask, axis: 0).asArray()
      y = try y.take(mask, axis: 0).asArray()
    }
    let count = x.shape[0]
    guard count > 0 else {
      throw ArrayError(.value, "X has no rows: its shape is \(x.shape.tupleDescription)")
    }
    guard y.ndim == 1, y.count == count else {
      throw ArrayError(
        .value, "X has shape \(x.shape.tupleDescription), but y has shape \(y.shape.tupleDescription)")
    }
    var correct = 0
    for start in stride(from: 0, to: count, by: batchSize) {
      let end = start + min(batchSize, count - start)
      let rows = try x.index([.slice(start: start, stop: end, step: nil)]).asArray()
      let best = try trainee.scores(rows).reduce(.argmax, axes: [1]).asArray()
      guard best.ndim == 1, best.count == end - start else {
        throw ArrayError(
          .value, "loss(X) gave scores for \(best.shape.tupleDescription) rows in place of \(end - start)")
      }
      for i in 0..<(end - start) {
        if try best.element(i).doubleValue == (try y.element(start + i).doubleValue) { correct += 1 }
      }
    }
    return Double(correct) / Double(count)
  }

  /// Trains for all epochs; the model ends with the parameters that were best on the validation data.
  ///
  /// A second call trains for as many epochs again, as in the course; after a checkpoint was loaded it goes on there.
  public func train() throws {
    if !continuesCheckpoint {
      position = 0
      owesCheck = false
    }
    try resume()
  }

  /// Goes on where a training was interrupted, to the same bits as without the interrupt.
  public func resume() throws {
    continuesCheckpoint = false
    let perEpoch = try iterationsPerEpoch()
    let (iterations, overflow) = settings.epochs.multipliedReportingOverflow(by: perEpoch)
    if overflow { throw ArrayError(.value, "num_epochs is too large: \(settings.epochs)") }
    if owesCheck { try check() }
    while position < iterations {
      try checkInterrupt()
      try resumably { try replacements.step?() ?? step() }
      onHistory()
      let iteration = position
      position += 1
      let loss = lossHistory.last?.doubleValue ?? .nan
      if settings.verbose {
        if Double(iteration).truncatingRemainder(dividingBy: settings.printEvery) == 0 {
          print("(Iteration \(position) / \(iterations)) loss: \(fixed(loss))")
        }
      }
      let endsEpoch = position % perEpoch == 0
      if endsEpoch {
        epoch += 1
        try trainee.decayLearningRate(by: settings.lrDecay)
      }
      onProgress?(Progress(iteration: position, total: iterations, loss: loss))
      if iteration == 0 || position == iterations || endsEpoch {
        owesCheck = true
        try check()
      }
    }
    try trainee.restoreBest()
  }

  func iterationsPerEpoch() throws -> Int {
    guard settings.batchSize > 0 else {
      throw ArrayError(.value, "batch_size must be at least 1, not \(settings.batchSize)")
    }
    return max(data.trainX.shape[0] / settings.batchSize, 1)
  }

  /// How far the training has come, for messages: `iteration 7 of 15, in epoch 2 of 3`.
  public var standing: String {
    guard let perEpoch = try? iterationsPerEpoch() else { return "iteration \(position)" }
    let total = settings.epochs.multipliedReportingOverflow(by: perEpoch).partialValue
    return "iteration \(position) of \(total), in epoch \(min(position / perEpoch + 1, settings.epochs)) of "
      + "\(settings.epochs)"
  }

  /// Accuracies on training and validation data, whether they are the best so far, and a checkpoint.
  private func check() throws {
    let (train, validation) = try resumably {
      (
        try measure(data.trainX, data.trainY, settings.trainSamples),
        try measure(data.validationX, data.validationY, settings.validationSamples)
      )
    }
    owesCheck = false
    trainHistory.append(train)
    validationHistory.append(validation)
    // Before the checkpoint, which holds the best parameters so far.
    if validation > bestAccuracy {
      bestAccuracy = validation
      try Interruption.withheld { try trainee.keepBest() }
    }
    onHistory()
    try replacements.saveCheckpoint?() ?? saveCheckpoint()
    if settings.verbose {
      print(
        "(Epoch \(epoch) / \(settings.epochs)) train acc: \(fixed(train)); "
          + "val_acc: \(fixed(validation))")
    }
  }

  private func measure(_ x: NDArray, _ y: NDArray, _ samples: Int?) throws -> Double {
    try replacements.accuracy?(x, y, samples) ?? accuracy(x, y, samples: samples)
  }

  /// Runs a body; an interrupt in it leaves the generator as it was, so that the body can be run again.
  private func resumably<Result>(_ body: () throws -> Result) throws -> Result {
    let state = random.state
    let losses = lossHistory.count
    do {
      return try body()
    } catch  where isInterrupt(error) {
      try random.restore(state)
      // A step that was cut short will be taken again.
      if lossHistory.count > losses { lossHistory.removeLast(lossHistory.count - losses) }
      throw error
    }
  }

  /// Writes `checkpointName_epoch_N.safetensors`, if checkpoints are wanted.
  public func saveCheckpoint() throws {
    guard let name = settings.checkpointName else { return }
    let path = "\(name)_epoch_\(epoch).safetensors"
    if settings.verbose { print("Saving checkpoint to \"\(path)\"") }
    var checkpoint = try state()
    try trainee.save(to: &checkpoint)
    try checkpoint.write(to: writablePath(path))
  }

  /// Takes over the state that a checkpoint holds; the next `train` goes on from there.
  ///
  /// Errors: FileNotFoundError; ValueError for files that are damaged, or that belong to another model, batch size or
  /// number of training images. Nothing changes after an error.
  public func loadCheckpoint(_ path: String) throws {
    let checkpoint = try Safetensors(path: path)
    do {
      let state = try State(checkpoint, self)
      let putInPlace = try trainee.restore(from: checkpoint)
      try random.restore(state.random)
      putInPlace()
      state.apply(to: self)
      onHistory()
    } catch let error as ArrayError {
      throw ArrayError(error.kind, "\(path): \(error.message)")
    }
  }
}
