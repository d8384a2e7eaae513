import Arrays
import Language
import Layers
import Training

/// `Solver` as scripts hold it. Its model may be ours or a script's own, and so may its update rule.
///
/// Settings and data are attributes, as in the course: what a script assigns counts from the next call.
final class SolverObject: OpenObject, Trainee {
  /// What changes parameters.
  enum Rule {
    case builtin(UpdateRule)
    case script(Value)
  }

  private unowned var machine: Interpreter?
  /// The interpreter that ran `__init__`, before which nothing gets past `ready`.
  var vm: Interpreter {
    guard let machine else { preconditionFailure("a Solver is used before its __init__") }
    return machine
  }
  private(set) var model = Value.none
  private(set) var rule = Rule.builtin(.sgd)
  let style: CourseStyle
  private(set) var configurations = DictObject()
  private var history = (loss: ListObject([]), train: ListObject([]), validation: ListObject([]))
  private(set) var best = DictObject()
  /// The gradients of the last loss, until they are used.
  private var gradients: DictObject?
  /// Whether the model of a script returns its loss as a number of Python, not of NumPy.
  private var lossIsPlain = false
  private(set) var solver: Training.Solver?

  /// A solver before its `__init__`.
  init(_ style: CourseStyle, type: TypeObject) {
    self.style = style
    super.init(type: type)
    attributes = DictObject()
  }

  /// The names that it takes behind model and data.
  static func keywords(_: Interpreter) -> [String] { defaults.map(\.name) }

  /// What `__init__` does. Errors: those of the course for unknown keywords and rules, and those of `settings` and
  /// `trainingData`.
  func configure(_ vm: Interpreter, model: Value, data: Value, keywords: DictObject?) throws {
    machine = vm
    for name in ["X_train", "y_train", "X_val", "y_val"] { set(name, try item(name, of: data)) }
    set("model", model)
    var values = SolverObject.defaults
    var unknown: [String] = []
    for (key, value) in keywords?.items ?? [] {
      let name = key.text ?? ""
      if let place = values.firstIndex(where: { $0.name == name }) {
        values[place].value = value
      } else {
        unknown.append(name)
      }
    }
    if let first = unknown.first {
      let list = unknown.map { "\"\($0)\"" }.joined(separator: ", ")
      let error = PyError.valueError("Unrecognized arguments \(list)")
      if let near = Suggestion.nearest(first, among: values.map(\.name)) {
        error.exception.suggestion = ". Did you mean: '\(near)'?"
      }
      throw error.noting("Solver takes \(values.map(\.name).joined(separator: ", "))")
    }
    for (name, value) in values { set(name, value.isUnset ? .dict(DictObject()) : value) }
    if let name = attribute("update_rule").text {
      _ = try Course.updateRule(named: name)
      // The course keeps the function that the name stands for.
      if let entry = Course.updateRules(style).first(where: { $0.name == name }) {
        set("update_rule", entry.makeValue())
      }
    }
    self.model = model
    rule = try currentRule()
    try checkConfiguration()
    let solver = Training.Solver(
      self, try trainingData(), try settings(), random: NumPy.globalRandom(vm).state)
    solver.print = { [unowned vm] in vm.output($0 + "\n") }
    solver.fixed = { [unowned vm] in (try? vm.format(.float($0), "f")) ?? "nan" }
    solver.checkInterrupt = { [unowned vm] in try vm.checkInterrupt() }
    solver.isInterrupt = { error in
      if let error = error as? ArrayError { return error.kind == .interrupt }
      return (error as? PyError)?.exception.type.isSubtype(of: Types.keyboardInterrupt) ?? false
    }
    solver.writablePath = { [unowned vm] in try vm.writablePath($0) }
    solver.onHistory = { [unowned self] in publish() }
    if type.isUserDefined { solver.replacements = overrides() }
    self.solver = solver
    try reset()
  }

  /// The keyword arguments and their defaults; unset stands for a new dict.
  static var defaults: [(name: String, value: Value)] {
    [
      ("update_rule", .string("sgd")), ("optim_config", .unset), ("lr_decay", .float(1)),
      ("batch_size", .int(100)),
      ("num_epochs", .int(10)), ("num_train_samples", .int(1000)), ("num_val_samples", .none),
      ("checkpoint_name", .none), ("print_every", .int(10)), ("verbose", .bool(true)),
    ]
  }

  /// Forgets histories and the state of the update rule: the course's `_reset`.
  func reset() throws {
    solver?.reset()
    history = (ListObject([]), ListObject([]), ListObject([]))
    best = DictObject()
    configurations = DictObject()
    let common = try commonConfiguration()
    for (name, _) in try parameters().items {
      guard case .str(let name) = name else { continue }
      configurations.set(name, .dict(common.copy()))
    }
    set("loss_history", .list(history.loss))
    set("train_acc_history", .list(history.train))
    set("val_acc_history", .list(history.validation))
    set("best_params", .dict(best))
    set("optim_configs", .dict(configurations))
    publish()
  }

  // MARK: Attributes

  func set(_ name: String, _ value: Value) { attributes?.set(StringObject.interned(name), value) }

  func attribute(_ name: String) -> Value { attributes?.find(StringObject.interned(name)) ?? .none }

  /// The solver, after `__init__`, with what the script has put in its attributes since.
  func ready() throws -> Training.Solver {
    guard let solver else {
      throw PyError.attributeError("'\(type.name)' object has no attribute 'model'")
    }
    solver.settings = try settings()
    solver.data = try trainingData()
    model = attribute("model")
    rule = try currentRule()
    if case .dict(let dict) = attribute("optim_configs") { configurations = dict }
    return solver
  }

  /// Brings the lists and numbers that scripts see up to date.
  func publish() {
    guard let solver else { return }
    func extend(_ list: ListObject, _ values: [Value]) {
      if list.items.count > values.count { list.items.removeAll() }
      list.items += values[list.items.count...]
    }
    if solver.lossHistory.count < history.loss.items.count { history.loss.items.removeAll() }
    for loss in solver.lossHistory.dropFirst(history.loss.items.count) {
      history.loss.items.append(lossIsPlain ? .float(loss.doubleValue) : Value(loss))
    }
    extend(history.train, solver.trainHistory.map { .npFloat64($0) })
    extend(history.validation, solver.validationHistory.map { .npFloat64($0) })
    set("epoch", .int(solver.epoch))
    set("best_val_acc", solver.bestAccuracy == 0 ? .int(0) : .npFloat64(solver.bestAccuracy))
  }

  /// Takes histories anew after a checkpoint.
  func republish() {
    history.loss.items.removeAll()
    history.train.items.removeAll()
    history.validation.items.removeAll()
    publish()
  }

  /// The methods that a subclass put in place of ours.
  private func overrides() -> Training.Solver.Replacements {
    var made = Training.Solver.Replacements()
    func function(_ name: String) -> Bool {
      if case .function? = type.lookup(StringObject.interned(name)) { true } else { false }
    }
    if function("_step") {
      made.step = { [unowned self] in
        _ = try vm.callMethod(.object(self), "_step")
        // As in the course, it has put its loss into the history itself.
        guard let solver else { return }
        for value in history.loss.items.dropFirst(solver.lossHistory.count) {
          if case .float = value { lossIsPlain = true }
          try solver.record(value.operand?.scalarValue ?? .float64(vm.double(value)))
        }
      }
    }
    if function("check_accuracy") {
      made.accuracy = { [unowned self] x, y, samples in
        let method = try vm.getAttribute(.object(self), StringObject.interned("check_accuracy"))
        let keyword = (
          name: StringObject.interned("num_samples"), value: samples.map { Value.int($0) } ?? .none
        )
        return try vm.double(vm.call(method, [.array(x), .array(y)], [keyword]))
      }
    }
    if function("_save_checkpoint") {
      made.saveCheckpoint = { [unowned self] in
        _ = try vm.callMethod(.object(self), "_save_checkpoint")
      }
    }
    return made
  }

  /// The model's parameters, by name.
  func parameters() throws -> DictObject {
    let value = try vm.getAttribute(attribute("model"), StringObject.interned("params"))
    guard case .dict(let params) = value else {
      throw PyError.typeError("model.params must be a dict, not \(vm.typeName(value))")
    }
    return params
  }

  // MARK: Trainee

  func loss(_ x: NDArray, _ y: NDArray) throws -> Scalar {
    gradients = nil
    let made = try vm.callMethod(model, "loss", [.array(x), .array(y)])
    let result: [Value]
    switch made {
    case .tuple(let tuple): result = tuple.items
    case .list(let list): result = list.items
    default: result = []
    }
    guard result.count == 2, case .dict(let found) = result[1] else {
      throw PyError.typeError(
        "model.loss(X, y) must return the loss and a dict of gradients, not \(vm.typeName(made))"
          + (result.isEmpty ? "" : " of \(result.map { vm.typeName($0) }.joined(separator: ", "))"))
    }
    gradients = found
    if case .float = result[0] { lossIsPlain = true } else { lossIsPlain = false }
    switch result[0].operand?.scalarValue {
    case .some(let scalar): return scalar
    case .none:
      do {
        return .float64(try vm.double(result[0]))
      } catch let error as PyError where error.exception.type === Types.typeError {
        throw PyError.typeError(
          "the loss of model.loss(X, y) must be a number, not \(vm.typeName(result[0]))")
      }
    }
  }

  /// All parameters move, or none where the user interrupted a script's own rule.
  func update() throws {
    guard let gradients else { return }
    self.gradients = nil
    let params = try parameters()
    guard case .script = rule else { return try update(params, gradients) }
    let (values, states) = (params.copy(), configurations.copy())
    for (key, value) in states.items {
      if case .dict(let config) = value, case .str(let name) = key { states.set(name, .dict(config.copy())) }
    }
    do {
      try update(params, gradients)
    } catch  where solver?.isInterrupt(error) == true {
      for (key, value) in values.items { if case .str(let name) = key { params.set(name, value) } }
      for (key, value) in states.items { if case .str(let name) = key { configurations.set(name, value) } }
      throw error
    }
  }

  private func update(_ params: DictObject, _ gradients: DictObject) throws {
    for (key, value) in params.items {
      guard case .str(let name) = key else { continue }
      guard let gradient = gradients.find(name) else {
        throw PyError.keyError(key).noting("model.loss(X, y) gave no gradient of '\(name.value)'")
      }
      guard case .dict(let config)? = configurations.find(name) else {
        throw PyError.keyError(key).noting("optim_configs has no dict for '\(name.value)'")
      }
      switch rule {
      case .builtin(let rule):
        let w = try vm.courseArray(value, "model.params['\(name.value)']")
        let dw = try vm.courseArray(gradient, "the gradient of '\(name.value)'")
        do {
          params.set(name, .array(try Course.update(rule, w, dw, config, style, vm)))
        } catch let error as ArrayError where error.kind == .value {
          throw ArrayError(.value, "\(rule.rawValue) of '\(name.value)': \(error.message)")
        }
      case .script(let function):
        let made = try vm.items(of: vm.call(function, [value, gradient, .dict(config)]))
        guard made.count == 2 else {
          throw PyError.valueError("an update rule must return next_w and config")
        }
        params.set(name, made[0])
        configurations.set(name, made[1])
      }
    }
  }

  func originOfNaN(_ x: NDArray) throws -> String {
    if case .object(let object) = model, let network = (object as? NetworkObject)?.network {
      return try network.originOfNaN(x)
    }
    let broken = try parameters().items.compactMap { key, value -> String? in
      let finite = try NDArray.unary(.isfinite, .array(vm.asArray(value))).asArray()
      return try finite.reduce(.all).operand.scalarValue?.doubleValue == 0 ? key.text : nil
    }
    if !broken.isEmpty { return "params \(broken.joined(separator: " and ")) are not finite" }
    return "all params are finite, so it begins in model.loss"
  }

  func scores(_ x: NDArray) throws -> NDArray {
    let made = try vm.courseArray(vm.callMethod(model, "loss", [.array(x)]), "the scores of model.loss(X)")
    guard made.ndim == 2 else {
      throw ArrayError(
        .value,
        "the scores of model.loss(X) must have shape (N, C), but their shape is \(made.shape.tupleDescription)"
      )
    }
    return made
  }

  /// The factor is the attribute itself, whose type NumPy's promotion heeds.
  func decayLearningRate(by _: Double) throws {
    let factor = attribute("lr_decay")
    let key = StringObject.interned("learning_rate")
    for (_, value) in configurations.items {
      guard case .dict(let config) = value else { continue }
      guard let rate = config.find(key) else { throw PyError.keyError(.str(key)) }
      config.set(key, try vm.binary(.multiply, rate, factor))
    }
  }

  func keepBest() throws {
    best = DictObject()
    for (key, value) in try parameters().items {
      guard case .str(let name) = key else { continue }
      best.set(name, .array(try vm.asArray(value).copy()))
    }
    set("best_params", .dict(best))
  }

  /// Without a best one, as where no accuracy was above 0, the model keeps the parameters that it has.
  func restoreBest() throws {
    if best.count == 0 { return }
    try vm.setAttribute(model, StringObject.interned("params"), .dict(best))
  }

  /// Puts a checkpoint's dicts in place.
  func put(configurations: DictObject, best: DictObject) {
    self.configurations = configurations
    self.best = best
    set("optim_configs", .dict(configurations))
    set("best_params", .dict(best))
  }
}
