import Arrays

/// What a solver trains: a network of ours, or a model that a script defined.
public protocol Trainee: AnyObject {
  /// Evaluates loss and gradients on a minibatch and updates every parameter; returns the loss.
  func step(_ x: NDArray, _ y: NDArray) throws -> Scalar
  /// Class scores of shape (N, C).
  func scores(_ x: NDArray) throws -> NDArray
  /// Multiplies every parameter's learning rate.
  func decayLearningRate(by factor: Double) throws
  /// Remembers copies of all parameters as the best so far.
  func keepBest() throws
  /// Puts the best parameters in place.
  func restoreBest() throws
}

/// The data that a solver reads.
public struct TrainingData {
  public let trainX: NDArray
  public let trainY: NDArray
  public let validationX: NDArray
  public let validationY: NDArray

  public init(trainX: NDArray, trainY: NDArray, validationX: NDArray, validationY: NDArray) {
    self.trainX = trainX
    self.trainY = trainY
    self.validationX = validationX
    self.validationY = validationY
  }
}

/// Trains by minibatches drawn with replacement, printing and remembering as the course's Solver does.
///
/// Source: CS231n assignment 2, `solver.py`.
public final class Solver {
  /// The course's keyword arguments.
  public struct Settings: Sendable {
    public var lrDecay = 1.0
    public var batchSize = 100
    public var epochs = 10
    public var trainSamples: Int? = 1000
    public var validationSamples: Int?
    public var printEvery = 10
    public var verbose = true

    public init() {}
  }

  public let settings: Settings
  public let data: TrainingData
  private unowned let trainee: any Trainee
  private let random: RandomState

  public private(set) var epoch = 0
  public private(set) var bestAccuracy = 0.0
  public private(set) var lossHistory: [Scalar] = []
  public private(set) var trainHistory: [Double] = []
  public private(set) var validationHistory: [Double] = []

  /// Where lines go.
  public var print: (String) -> Void = { _ in }
  /// A number as `%f` prints it.
  public var fixed: (Double) -> String = { "\($0)" }
  /// Called between iterations; throws to end the training there.
  public var checkInterrupt: () throws -> Void = {}
  /// Called after every iteration and after every check of accuracy, with the histories up to date.
  public var onProgress: () throws -> Void = {}
  /// Called after every check of accuracy.
  public var onCheckpoint: () throws -> Void = {}

  public init(_ trainee: any Trainee, _ data: TrainingData, _ settings: Settings, random: RandomState) {
    self.trainee = trainee
    self.data = data
    self.settings = settings
    self.random = random
  }

  /// One minibatch: rows drawn by `np.random.choice(num_train, batch_size)`.
  ///
  /// A loss that is not a number is recorded like any other, as in the course.
  public func step() throws {
    let mask = try random.choice(.pyInt(data.trainX.shape[0]), size: Shape(settings.batchSize)).asArray()
    let x = try data.trainX.take(mask, axis: 0).asArray()
    let y = try data.trainY.take(mask, axis: 0).asArray()
    let loss = try trainee.step(x, y)
    lossHistory.append(loss)
  }

  /// The share of rows of x whose highest score is that of their label.
  ///
  /// - Parameter samples: how many rows to draw at most; all of them if nil.
  public func accuracy(_ x: NDArray, _ y: NDArray, samples: Int? = nil, batchSize: Int = 100) throws -> Double
  {
    var (x, y) = (x, y)
    guard batchSize > 0 else { throw ArrayError(.zeroDivision, "integer modulo by zero") }
    if let samples, x.shape[0] > samples {
      let mask = try random.choice(.pyInt(x.shape[0]), size: Shape(samples)).asArray()
      x = try x.take(mask, axis: 0).asArray()
      y = try y.take(mask, axis: 0).asArray()
    }
    let count = x.shape[0]
    var correct = 0
    for start in stride(from: 0, to: count, by: batchSize) {
      let end = min(start + batchSize, count)
      let rows = try x.index([.slice(start: start, stop: end, step: nil)]).asArray()
      let best = try trainee.scores(rows).reduce(.argmax, axes: [1]).asArray()
      for i in 0..<(end - start) {
        if try best.element(i).doubleValue == (try y.element(start + i).doubleValue) { correct += 1 }
      }
    }
    return count == 0 ? .nan : Double(correct) / Double(count)
  }

  /// Trains for all epochs; the model ends with the parameters that were best on the validation data.
  public func train() throws {
    let count = data.trainX.shape[0]
    guard settings.batchSize > 0 else {
      throw ArrayError(.zeroDivision, "integer division or modulo by zero")
    }
    let perEpoch = max(count / settings.batchSize, 1)
    let (iterations, overflow) = settings.epochs.multipliedReportingOverflow(by: perEpoch)
    if overflow { throw ArrayError(.value, "num_epochs is too large: \(settings.epochs)") }
    for iteration in 0..<max(0, iterations) {
      try checkInterrupt()
      try step()
      if settings.verbose, settings.printEvery == 0 {
        throw ArrayError(.zeroDivision, "integer modulo by zero")
      }
      if settings.verbose, iteration % settings.printEvery == 0 {
        let loss = lossHistory.last?.doubleValue ?? .nan
        print("(Iteration \(iteration + 1) / \(iterations)) loss: \(fixed(loss))")
      }
      let endsEpoch = (iteration + 1) % perEpoch == 0
      if endsEpoch {
        epoch += 1
        try trainee.decayLearningRate(by: settings.lrDecay)
      }
      if iteration == 0 || iteration == iterations - 1 || endsEpoch { try check() }
      try onProgress()
    }
    try trainee.restoreBest()
  }

  /// Accuracies on training and validation data, and whether they are the best so far.
  private func check() throws {
    let train = try accuracy(data.trainX, data.trainY, samples: settings.trainSamples)
    let validation = try accuracy(data.validationX, data.validationY, samples: settings.validationSamples)
    trainHistory.append(train)
    validationHistory.append(validation)
    try onProgress()
    try onCheckpoint()
    if settings.verbose {
      print(
        "(Epoch \(epoch) / \(settings.epochs)) train acc: \(fixed(train)); "
          + "val_acc: \(fixed(validation))")
    }
    if validation > bestAccuracy {
      bestAccuracy = validation
      try trainee.keepBest()
    }
  }
}
