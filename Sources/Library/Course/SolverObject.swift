import Arrays
import Language
import Layers
import Training

/// `Solver` as scripts hold it. Its model may be ours or a script's own, and so may its update rule.
final class SolverObject: OpenObject, Trainee {
  /// What changes parameters.
  enum Rule {
    case builtin(UpdateRule)
    case script(Value)
  }

  private unowned let vm: Interpreter
  let model: Value
  private let rule: Rule
  private let style: CourseStyle
  private let configurations = DictObject()
  private let history = (loss: ListObject([]), train: ListObject([]), validation: ListObject([]))
  private var best = DictObject()
  private(set) var solver: Training.Solver?

  init(
    _ vm: Interpreter, model: Value, rule: Rule, optimConfig: DictObject, data: TrainingData,
    settings: Training.Solver.Settings, style: CourseStyle, type: TypeObject
  ) throws {
    self.vm = vm
    self.model = model
    self.rule = rule
    self.style = style
    super.init(type: type)
    for (name, _) in try parameters().items {
      guard case .str(let name) = name else { continue }
      configurations.set(name, .dict(optimConfig.copy()))
    }
    let solver = Training.Solver(self, data, settings, random: NumPy.globalRandom(vm).state)
    solver.print = { [unowned vm] in vm.output($0 + "\n") }
    solver.fixed = { [unowned vm] in (try? vm.format(.float($0), "f")) ?? "nan" }
    solver.checkInterrupt = { [unowned vm] in try vm.checkInterrupt() }
    solver.onProgress = { [unowned self] in publish() }
    self.solver = solver
    let attributes = DictObject()
    func set(_ name: String, _ value: Value) { attributes.set(StringObject.interned(name), value) }
    set("model", model)
    set("loss_history", .list(history.loss))
    set("train_acc_history", .list(history.train))
    set("val_acc_history", .list(history.validation))
    set("best_params", .dict(best))
    set("optim_configs", .dict(configurations))
    self.attributes = attributes
    publish()
  }

  private func set(_ name: String, _ value: Value) { attributes?.set(StringObject.interned(name), value) }

  /// Brings the lists and numbers that scripts see up to date.
  private func publish() {
    guard let solver else { return }
    for loss in solver.lossHistory.dropFirst(history.loss.items.count) {
      history.loss.items.append(Value(loss))
    }
    for value in solver.trainHistory.dropFirst(history.train.items.count) {
      history.train.items.append(.npFloat64(value))
    }
    for value in solver.validationHistory.dropFirst(history.validation.items.count) {
      history.validation.items.append(.npFloat64(value))
    }
    set("epoch", .int(solver.epoch))
    set("best_val_acc", solver.bestAccuracy == 0 ? .int(0) : .npFloat64(solver.bestAccuracy))
  }

  private func parameters() throws -> DictObject {
    let value = try vm.getAttribute(model, StringObject.interned("params"))
    guard case .dict(let params) = value else {
      throw PyError.typeError("model.params must be a dict, not \(vm.typeName(value))")
    }
    return params
  }

  // MARK: Trainee

  func step(_ x: NDArray, _ y: NDArray) throws -> Scalar {
    let result = try vm.items(of: vm.callMethod(model, "loss", [.array(x), .array(y)]))
    guard result.count == 2, case .dict(let gradients) = result[1] else {
      throw PyError.typeError("model.loss(X, y) must return the loss and a dict of gradients")
    }
    let params = try parameters()
    for (key, value) in params.items {
      guard case .str(let name) = key else { continue }
      guard let gradient = gradients.find(name) else { throw PyError.keyError(key) }
      guard case .dict(let config)? = configurations.find(name) else { throw PyError.keyError(key) }
      switch rule {
      case .builtin(let rule):
        let next = try Course.update(rule, vm.asArray(value), vm.asArray(gradient), config, style, vm)
        params.set(name, .array(next))
      case .script(let function):
        let made = try vm.items(of: vm.call(function, [value, gradient, .dict(config)]))
        guard made.count == 2 else {
          throw PyError.valueError("an update rule must return next_w and config")
        }
        params.set(name, made[0])
        configurations.set(name, made[1])
      }
    }
    switch result[0].operand?.scalarValue {
    case .some(let scalar): return scalar
    case .none: return .float64(try vm.double(result[0]))
    }
  }

  func scores(_ x: NDArray) throws -> NDArray { try vm.asArray(vm.callMethod(model, "loss", [.array(x)])) }

  func decayLearningRate(by factor: Double) throws {
    let key = StringObject.interned("learning_rate")
    for (_, value) in configurations.items {
      guard case .dict(let config) = value else { continue }
      guard let rate = config.find(key) else { throw PyError.keyError(.str(key)) }
      config.set(key, try vm.binary(.multiply, rate, .float(factor)))
    }
  }

  func keepBest() throws {
    best = DictObject()
    for (key, value) in try parameters().items {
      guard case .str(let name) = key else { continue }
      best.set(name, .array(try vm.asArray(value).copy()))
    }
    set("best_params", .dict(best))
    publish()
  }

  func restoreBest() throws {
    try vm.setAttribute(model, StringObject.interned("params"), .dict(best))
  }
}

/// The class `Solver`.
extension Course {
  static func solverType(_ style: CourseStyle) -> TypeObject {
    let package = style == .stanford ? "cs231n.solver" : "utils.solver"
    let type = TypeObject("Solver", bases: [Types.object], module: package)
    let doc = """
      Trains a model by minibatches and checks its accuracy after every epoch.

      model has params and loss(X, y=None), ours or your own; data holds X_train, y_train, X_val and y_val. Keywords:
      update_rule ('sgd'; a name of the optim module or a function), optim_config ({}), lr_decay (1.0), batch_size
      (100), num_epochs (10), num_train_samples (1000), num_val_samples (None), print_every (10), verbose (True).
      train() fills loss_history, train_acc_history and val_acc_history, and ends with the best parameters.
      """
    type.doc = doc
    type.constructor = Entry("Solver", "(model, data, **kwargs)", doc: doc) { [unowned type] a in
      .object(try makeSolver(a, style, type))
    }.makeBuiltin()
    type.loadEntries = { solverMethods() }
    return type
  }

  private static func solver(_ value: Value) throws -> Training.Solver {
    guard case .object(let object) = value, let found = object as? SolverObject, let solver = found.solver
    else {
      throw PyError.typeError("not a Solver")
    }
    return solver
  }

  private static func solverMethods() -> [Entry] {
    [
      Entry("train", "(self)", doc: "Runs the optimisation; the model ends with its best parameters.") { a in
        try solver(a[0]).train()
        return .none
      },
      Entry("_step", "(self)", doc: "One gradient step on a random minibatch.") { a in
        let solver = try solver(a[0])
        try solver.step()
        try solver.onProgress()
        return .none
      },
      Entry(
        "check_accuracy", "(self, X, y, num_samples=None, batch_size=100)",
        doc:
          "The share of rows of X that the model labels as y, of num_samples rows drawn at random if given."
      ) { a in
        .npFloat64(
          try solver(a[0]).accuracy(
            a.array(1), a.array(2), samples: a.isGiven(3) ? a.int(3) : nil, batchSize: a.int(4)))
      },
    ]
  }

  private static func makeSolver(_ a: Arguments, _ style: CourseStyle, _ type: TypeObject) throws
    -> SolverObject
  {
    let vm = a.vm
    let data = try CourseParameters(a[1], vm)
    func array(_ name: String) throws -> NDArray { try vm.asArray(data.value(name)) }
    let trainingData = TrainingData(
      trainX: try array("X_train"), trainY: try array("y_train"), validationX: try array("X_val"),
      validationY: try array("y_val"))
    var settings = Training.Solver.Settings()
    var rule = SolverObject.Rule.builtin(.sgd)
    var optimConfig = DictObject()
    var unknown: [String] = []
    for (key, value) in a.keywords(2)?.items ?? [] {
      switch key.text ?? "" {
      case "update_rule":
        if let name = value.text {
          rule = try .builtin(UpdateRule.named(name))
        } else {
          rule = .script(value)
        }
      case "optim_config": optimConfig = try CourseParameters(value, vm).dict
      case "lr_decay": settings.lrDecay = try vm.double(value)
      case "batch_size": settings.batchSize = try vm.int(value)
      case "num_epochs": settings.epochs = try vm.int(value)
      case "num_train_samples": settings.trainSamples = value.isNone ? nil : try vm.int(value)
      case "num_val_samples": settings.validationSamples = value.isNone ? nil : try vm.int(value)
      case "print_every": settings.printEvery = try vm.int(value)
      case "verbose": settings.verbose = try vm.isTrue(value)
      case let name: unknown.append("\"\(name)\"")
      }
    }
    if !unknown.isEmpty {
      throw PyError.valueError("Unrecognized arguments \(unknown.joined(separator: ", "))")
    }
    let rows = (trainingData.trainX.ndim, trainingData.trainY.ndim)
    guard rows.0 > 0, rows.1 > 0, trainingData.trainX.shape[0] == trainingData.trainY.shape[0] else {
      throw PyError.valueError(
        "X_train has shape \(trainingData.trainX.shape.tupleDescription), but y_train has shape "
          + trainingData.trainY.shape.tupleDescription)
    }
    return try SolverObject(
      vm, model: a[0], rule: rule, optimConfig: optimConfig, data: trainingData, settings: settings,
      style: style,
      type: type)
  }
}
