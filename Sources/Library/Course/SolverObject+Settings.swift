import Arrays
import Language
import Training

/// What `Solver(model, data, **kwargs)` accepts. Settings are read again before every use, for scripts change attributes.
extension SolverObject {
  /// An array of the data. Errors: TypeError and KeyError as of a subscript, with a note that names what is missing.
  func item(_ name: String, of data: Value) throws -> Value {
    let found: Value
    if case .dict = data {
      found = try CourseParameters(data, vm).value(name, of: "data")
    } else {
      do {
        found = try vm.getItem(data, .string(name))
      } catch let error as PyError {
        throw error.noting(
          "data must be a dict with 'X_train', 'y_train', 'X_val' and 'y_val', not \(vm.typeName(data))")
      }
    }
    return .array(try vm.courseArray(found, "data['\(name)']"))
  }

  /// The four arrays. Errors: ValueError where there are no rows, where images and labels differ in number, and for our
  /// own networks where labels are not one for each row.
  func trainingData() throws -> TrainingData {
    func array(_ name: String) throws -> NDArray { try vm.asArray(attribute(name)) }
    let data = try TrainingData(
      trainX: try array("X_train"), trainY: try array("y_train"), validationX: try array("X_val"),
      validationY: try array("y_val"))
    guard isOurNetwork else { return data }
    for (name, y) in [("y_train", data.trainY), ("y_val", data.validationY)] where y.ndim != 1 {
      throw PyError.valueError(
        "\(name) must have shape (\(y.shape[0]),), one label for each row, but its shape is "
          + y.shape.tupleDescription)
    }
    return data
  }

  /// The keyword arguments. Errors: TypeError and ValueError that name the argument and what was given.
  func settings() throws -> Training.Solver.Settings {
    var settings = Training.Solver.Settings()
    settings.lrDecay = try number("lr_decay")
    settings.batchSize = try count("batch_size", least: 1)
    settings.epochs = try count("num_epochs", least: 0)
    settings.trainSamples = try samples("num_train_samples", of: "X_train")
    settings.validationSamples = try samples("num_val_samples", of: "X_val")
    settings.verbose = try vm.isTrue(attribute("verbose"))
    if settings.verbose {
      // The course reads it for its lines alone.
      settings.printEvery = try number("print_every")
      if settings.printEvery == 0 {
        throw PyError.valueError("print_every must not be 0; verbose=False prints nothing")
      }
    }
    let name = attribute("checkpoint_name")
    settings.checkpointName = name.isNone ? nil : try vm.str(name)
    return settings
  }

  /// What the attribute `update_rule` stands for.
  func currentRule() throws -> Rule {
    let value = attribute("update_rule")
    if let name = value.text { return try .builtin(Course.updateRule(named: name)) }
    if case .builtin(let function) = value, let known = try? UpdateRule.named(function.entry.name) {
      return .builtin(known)
    }
    guard vm.isCallable(value) else {
      throw PyError.typeError(
        "update_rule must be the name of a rule (\(UpdateRule.knownNames)) or a function, not \(vm.typeName(value))"
      )
    }
    return .script(value)
  }

  /// The dict that every parameter's settings start from.
  func commonConfiguration() throws -> DictObject {
    let value = attribute("optim_config")
    guard case .dict(let dict) = value else {
      throw PyError.typeError(
        "optim_config must be a dict such as {'learning_rate': 1e-3}, not \(vm.typeName(value))")
    }
    return dict
  }

  /// TypeError for a setting of one of our rules that is no number.
  func checkConfiguration() throws {
    let parameters = CourseParameters(try commonConfiguration(), vm)
    guard case .builtin(let rule) = rule else { return }
    for (name, value) in rule.defaults {
      _ = try parameters.double(name, of: "optim_config", default: value)
    }
  }

  private var isOurNetwork: Bool {
    if case .object(let object) = attribute("model") { object is NetworkObject } else { false }
  }

  private func number(_ name: String) throws -> Double {
    let value = attribute(name)
    do {
      return try vm.double(value)
    } catch let error as PyError where error.exception.type === Types.typeError {
      throw PyError.typeError("\(name) must be a number, not \(vm.typeName(value)) (\(try vm.repr(value)))")
    }
  }

  private func count(_ name: String, least: Int, or other: String = "") throws -> Int {
    let value = attribute(name)
    let number: Int
    do {
      number = try vm.int(value)
    } catch let error as PyError where error.exception.type === Types.typeError {
      throw PyError.typeError(
        "\(name) must be an integer\(other), not \(vm.typeName(value)) (\(try vm.repr(value)))")
    }
    guard number >= least else {
      throw PyError.valueError("\(name) must be at least \(least)\(other), not \(number)")
    }
    return number
  }

  /// How many rows a check of accuracy draws; nil for all of them, which any number that is no smaller means too.
  private func samples(_ name: String, of rows: String) throws -> Int? {
    let value = attribute(name)
    if value.isNone { return nil }
    if case .float(let number) = value, number >= Double(try vm.asArray(attribute(rows)).shape.first ?? 0) {
      return nil
    }
    return try count(name, least: 1, or: " or None")
  }
}
