import Arrays
import Language
import Training

/// The class `Solver`.
extension Course {
  static func solverType(_ style: CourseStyle) -> TypeObject {
    let package = style == .stanford ? "cs231n.solver" : "utils.solver"
    let type = TypeObject("Solver", bases: [Types.object], module: package)
    let doc = """
      Trains a model by minibatches and checks its accuracy after every epoch.

      model has params and loss(X, y=None), ours or your own; data holds X_train, y_train, X_val and y_val. Keywords:
      update_rule ('sgd'; a name of the optim module or a function), optim_config ({}), lr_decay (1.0), batch_size
      (100), num_epochs (10), num_train_samples (1000), num_val_samples (None), checkpoint_name (None), print_every
      (10), verbose (True). Numbers that make no sense are refused here, not in the middle of a training. train() fills loss_history, train_acc_history and val_acc_history, and ends with the best
      parameters. Ctrl-C ends it between two iterations; resume() goes on. With a checkpoint_name every check of
      accuracy writes NAME_epoch_N.safetensors; load_checkpoint() reads one, and train() goes on from there.
      """
    type.doc = doc
    let example = """
      import numpy as np
      from \(style == .stanford ? "cs231n.classifiers.fc_net" : "nndl.fc_net") import TwoLayerNet
      from \(package) import Solver
      np.random.seed(0)
      X = np.random.randn(50, 4)
      y = (X[:, 0] > 0).astype(int)
      data = {'X_train': X, 'y_train': y, 'X_val': X, 'y_val': y}
      model = TwoLayerNet(4, 8, num_classes=2, weight_scale=0.1)
      solver = Solver(model, data, optim_config={'learning_rate': 1}, batch_size=10, num_epochs=3, verbose=False)
      solver.train()
      print(len(solver.loss_history), solver.best_val_acc > 0.9)
      #> 15 True
      """
    type.constructor = Entry(
      "Solver", "(model, data, **kwargs)", doc: doc, example: example, keywords: SolverObject.keywords
    ) { [unowned type] a in
      let made = SolverObject(style, type: type)
      try made.configure(a.vm, model: a[0], data: a[1], keywords: a.keywords(2))
      return .object(made)
    }.makeBuiltin()
    type.makeInstance = { SolverObject(style, type: $0) }
    type.loadEntries = { solverMethods() }
    return type
  }

  private static func object(_ value: Value) throws -> SolverObject {
    guard case .object(let object) = value, let found = object as? SolverObject else {
      throw PyError.typeError("not a Solver")
    }
    return found
  }

  private static func solverMethods() -> [Entry] {
    [
      Entry(
        "__init__", "(self, model, data, **kwargs)", doc: "Takes the model, the data and the settings.",
        keywords: SolverObject.keywords
      ) { a in
        try object(a[0]).configure(a.vm, model: a[1], data: a[2], keywords: a.keywords(3))
        return .none
      },
      Entry("_reset", "(self)", doc: "Forgets histories, best parameters and the state of the update rule.") {
        a in
        let solver = try object(a[0])
        _ = try solver.ready()
        try solver.reset()
        return .none
      },
      Entry("train", "(self)", doc: "Runs the optimisation; the model ends with its best parameters.") { a in
        try resumably(a) { try $0.train() }
      },
      Entry(
        "resume", "(self)",
        doc: "Goes on with a training that Ctrl-C ended, to the same numbers as if it had not been."
      ) { a in
        try resumably(a) { try $0.resume() }
      },
      Entry("_step", "(self)", doc: "One gradient step on a random minibatch.") { a in
        try run(a) { try $0.step() }
      },
      Entry(
        "check_accuracy", "(self, X, y, num_samples=None, batch_size=100)",
        doc:
          "The share of rows of X that the model labels as y, of num_samples rows drawn at random if given."
      ) { a in
        .npFloat64(
          try object(a[0]).ready().accuracy(
            a.array(1), a.array(2), samples: a.isGiven(3) ? a.int(3) : nil, batchSize: a.int(4)))
      },
      Entry(
        "_save_checkpoint", "(self)", doc: "Writes CHECKPOINT_NAME_epoch_N.safetensors, if a name was given."
      ) { a in
        try object(a[0]).ready().saveCheckpoint()
        return .none
      },
      Entry(
        "load_checkpoint", "(self, path)",
        doc: """
          Takes over parameters, best parameters, histories, update rule's state, NumPy's generator and position of a
          checkpoint; train() then goes on to the same numbers as a run that was never ended.
          """
      ) { a in
        let solver = try object(a[0])
        try solver.ready().loadCheckpoint(a.string(1))
        solver.republish()
        return .none
      },
    ]
  }

  /// An interrupt says how far the training has come and how it goes on.
  private static func resumably(_ a: Arguments, _ body: (Training.Solver) throws -> Void) throws -> Value {
    do {
      return try run(a, body)
    } catch {
      guard let solver = try object(a[0]).solver, solver.isInterrupt(error) else { throw error }
      let interrupt = a.vm.exception(for: error)
      throw PyError(interrupt).noting(
        "The training stopped after \(solver.standing).\n"
          + "Histories, model.params and best_params are as they were then: resume() goes on\n"
          + "to the same numbers as without the interrupt, train() begins another training."
      )
    }
  }

  /// Histories are up to date however the body ends.
  private static func run(_ a: Arguments, _ body: (Training.Solver) throws -> Void) throws -> Value {
    let object = try object(a[0])
    let solver = try object.ready()
    solver.onProgress = TrainingProgress.of(a.vm).report.map { report in
      { report($0.iteration, $0.total, $0.loss) }
    }
    defer { object.publish() }
    try body(solver)
    return .none
  }
}

/// Who is told how far a training has come.
final class TrainingProgress {
  var report: ((_ iteration: Int, _ total: Int, _ loss: Double) -> Void)?

  static func of(_ vm: Interpreter) -> TrainingProgress {
    vm.state(TrainingProgress.self) { TrainingProgress() }
  }
}

extension Library {
  /// Says who is told after each iteration how far a Solver has come; nil for nobody.
  public static func onProgress(
    _ vm: Interpreter, _ report: ((_ iteration: Int, _ total: Int, _ loss: Double) -> Void)?
  ) {
    TrainingProgress.of(vm).report = report
  }
}
