import Language
import Library
import Testing

@Suite struct SolverObjectTests {
  /// A small problem: labels by the sign of a feature, networks that learn it.
  private let opening = """
    import numpy as np
    from cs231n.solver import Solver
    from cs231n.classifiers.fc_net import FullyConnectedNet
    from cs231n.layers import softmax_loss
    np.random.seed(3)
    X = np.random.randn(60, 5)
    y = (X[:, 0] + X[:, 1] > 0).astype(int)
    data = {'X_train': X[:50], 'y_train': y[:50], 'X_val': X[50:], 'y_val': y[50:]}
    def net(**kwargs):
        np.random.seed(7)
        return FullyConnectedNet([6], input_dim=5, num_classes=2, weight_scale=0.5, dtype=np.float64,
                                 normalization='batchnorm', dropout=0.8, **kwargs)
    class Mine:
        def __init__(self):
            self.params = {'w': np.zeros((5, 2)), 'b': np.zeros(2)}
            self.calls = 0
            self.stop = -1
        def loss(self, X, y=None):
            scores = X.dot(self.params['w']) + self.params['b']
            if y is None:
                return scores
            self.calls += 1
            if self.calls == self.stop:
                raise KeyboardInterrupt
            loss, dscores = softmax_loss(scores, y)
            return loss, {'w': X.T.dot(dscores), 'b': dscores.sum(axis=0)}
    def show(solver):
        print(solver.epoch, ['%.17g' % l for l in solver.loss_history])
        print(solver.train_acc_history, solver.val_acc_history, solver.best_val_acc)
        print(sorted(solver.best_params), '%.17g' % sum(np.sum(p) for p in solver.model.params.values()))

    """

  private func run(_ text: String, in folder: String? = nil) -> String {
    printed(by: opening + text, in: folder)
  }

  /// The same training in the script language: the course's loop, written out.
  @Test func `prints and remembers what the course's loop does`() {
    let ours = run(
      """
      np.random.seed(1)
      model = Mine()
      solver = Solver(model, data, update_rule='sgd_momentum', optim_config={'learning_rate': 0.3}, lr_decay=0.8,
                      num_epochs=3, batch_size=15, print_every=2, num_train_samples=20, num_val_samples=7)
      solver.train()
      show(solver)
      """)
    let loop = run(
      """
      from cs231n.optim import sgd_momentum
      class Loop:
          pass
      def accuracy(model, X, y, num_samples):
          mask = np.random.choice(X.shape[0], num_samples)
          return np.mean(np.argmax(model.loss(X[mask]), axis=1) == y[mask])
      np.random.seed(1)
      model, s = Mine(), Loop()
      s.epoch, s.best_val_acc, s.best_params = 0, 0, {}
      s.loss_history, s.train_acc_history, s.val_acc_history = [], [], []
      configs = {p: {'learning_rate': 0.3} for p in model.params}
      for t in range(9):
          mask = np.random.choice(50, 15)
          loss, grads = model.loss(X[:50][mask], y[:50][mask])
          s.loss_history.append(loss)
          for p in model.params:
              model.params[p], configs[p] = sgd_momentum(model.params[p], grads[p], configs[p])
          if t % 2 == 0:
              print('(Iteration %d / %d) loss: %f' % (t + 1, 9, loss))
          if (t + 1) % 3 == 0:
              s.epoch += 1
              for p in configs:
                  configs[p]['learning_rate'] *= 0.8
          if t == 0 or t == 8 or (t + 1) % 3 == 0:
              s.train_acc_history.append(accuracy(model, X[:50], y[:50], 20))
              s.val_acc_history.append(accuracy(model, X[50:], y[50:], 7))
              print('(Epoch %d / %d) train acc: %f; val_acc: %f' % (
                  s.epoch, 3, s.train_acc_history[-1], s.val_acc_history[-1]))
              if s.val_acc_history[-1] > s.best_val_acc:
                  s.best_val_acc = s.val_acc_history[-1]
                  s.best_params = {k: v.copy() for k, v in model.params.items()}
      model.params = s.best_params
      s.model = model
      show(s)
      """)
    #expect(ours == loop)
    #expect(ours.hasPrefix("(Iteration 1 / 9) loss: 0.693147\n(Epoch 0 / 3) train acc: "))
  }

  /// Every rule, with batch normalisation, dropout and a decaying rate: whatever a resumed run needs is in the file.
  @Test(arguments: ["sgd", "sgd_momentum", "sgd_nesterov_momentum", "rmsprop", "adam"])
  func `a run that was killed ends with the same bits once resumed`(rule: String) throws {
    try withFolder { folder in
      let settings = """
        np.random.seed(11)
        def solver(**kwargs):
            return Solver(net(), data, update_rule='\(rule)', optim_config={'learning_rate': 0.01}, lr_decay=0.9,
                          num_epochs=4, batch_size=10, num_train_samples=30, verbose=False, **kwargs)

        """
      let whole = run(settings + "s = solver(checkpoint_name='FOLDER/run')\ns.train()\nshow(s)\n", in: folder)
      let resumed = run(
        settings + "np.random.randn(1)\ns = solver()\ns.load_checkpoint('FOLDER/run_epoch_2.safetensors')\n"
          + "print(s.epoch, len(s.loss_history), len(s.train_acc_history))\ns.train()\nshow(s)\n", in: folder)
      #expect(resumed == "2 10 3\n" + whole)
      #expect(whole.hasPrefix("4 ["))
    }
  }

  @Test func `an interrupt keeps all; resume goes on to the same bits`() {
    let text = { (stop: Int) in
      """
      np.random.seed(2)
      model = Mine()
      model.stop = \(stop)
      s = Solver(model, data, optim_config={'learning_rate': 0.3}, batch_size=10, num_epochs=3, verbose=False)
      try:
          s.train()
      except KeyboardInterrupt:
          print(len(s.loss_history), len(s.val_acc_history), s.epoch)
          s.resume()
      show(s)
      """
    }
    let whole = run(text(-1))
    #expect(run(text(8)) == "7 2 1\n" + whole)
    #expect(run(text(1)) == "0 0 0\n" + whole)
  }

  @Test func `training again goes on counting epochs`() {
    let printed = run(
      """
      s = Solver(Mine(), data, optim_config={'learning_rate': 0.3}, batch_size=25, num_epochs=1, print_every=1)
      s.train()
      s.num_epochs = 2
      s.train()
      print(s.epoch, len(s.loss_history))
      s._reset()
      print(s.epoch, s.loss_history, s.best_params, s.optim_configs['w'])
      """)
    let lines = printed.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("(Epoch 3 / 2) train acc: ") })
    #expect(lines.suffix(2) == ["3 6", "0 [] {} {'learning_rate': 0.3}"])
  }

  @Test func `checkpoints say where they go`() throws {
    try withFolder { folder in
      let printed = run(
        """
        s = Solver(Mine(), data, optim_config={'learning_rate': 0.3}, batch_size=50, num_epochs=1,
                   checkpoint_name='FOLDER/a')
        s.train()
        s.checkpoint_name = '/nbsh-nowhere/a'
        s._save_checkpoint()
        """, in: folder)
      #expect(printed.contains("\nSaving checkpoint to \"\(folder)/a_epoch_1.safetensors\"\n(Epoch 1 / 1)"))
      #expect(printed.hasSuffix("No such file or directory: '/nbsh-nowhere/a_epoch_1.safetensors'\n"))
    }
  }

  @Test func `checkpoints of something else are refused and change nothing`() throws {
    try withFolder { folder in
      let printed = run(
        """
        s = Solver(Mine(), data, optim_config={'learning_rate': 0.3}, batch_size=50, num_epochs=1, verbose=False,
                   checkpoint_name='FOLDER/a')
        s.train()
        def attempt(solver, path):
            before = np.random.get_state()[2], dict(solver.model.params)
            try:
                solver.load_checkpoint(path)
                print('loaded')
            except Exception as error:
                print(type(error).__name__, str(error).split(': ', 1)[-1])
            print(before[0] == np.random.get_state()[2], all(v is before[1][k] for k, v in solver.model.params.items()))
        path = 'FOLDER/a_epoch_1.safetensors'
        attempt(Solver(net(), data, batch_size=50), path)
        attempt(Solver(Mine(), data, batch_size=49), path)
        attempt(Solver(Mine(), data, batch_size=50), 'FOLDER/none.safetensors')
        other = Mine()
        other.params['w'] = np.zeros((5, 3))
        attempt(Solver(other, data, batch_size=50), path)
        whole = open(path, 'rb').read()
        for bad in (whole[:100], whole[:-1], whole + b'x', whole.replace(b'best_params/w', b'best_params/v'), b''):
            with open(path, 'wb') as file:
                file.write(bad)
            try:
                Solver(Mine(), data, batch_size=50).load_checkpoint(path)
                print('loaded')
            except ValueError:
                print('refused')
        """, in: folder)
      #expect(
        printed == """
          ValueError the checkpoint is of a training with a model of the type Mine, not FullyConnectedNet of float64
          True True
          ValueError the checkpoint is of a training with batch_size 50, not 49
          True True
          FileNotFoundError '\(folder)/none.safetensors'
          True True
          ValueError 'w' has shape (5, 2) in the checkpoint and (5, 3) in the model
          True True
          refused
          refused
          refused
          refused
          refused

          """)
    }
  }

  @Test func `checkpoints of other rules, numbers and normalisations are refused`() throws {
    try withFolder { folder in
      let printed = run(
        """
        from cs231n.classifiers.fc_net import *
        def make(dtype, normalization, rule, **kwargs):
            model = FullyConnectedNet([6], input_dim=5, num_classes=2, dtype=dtype, normalization=normalization)
            return Solver(model, data, update_rule=rule, batch_size=50, num_epochs=1, verbose=False, **kwargs)
        make(np.float32, 'batchnorm', 'adam', checkpoint_name='FOLDER/a').train()
        path = 'FOLDER/a_epoch_1.safetensors'
        for others in [(np.float64, 'batchnorm', 'adam'), (np.float32, 'batchnorm', 'sgd'), (np.float32, 'batchnorm', 'adam')]:
            try:
                make(*others).load_checkpoint(path)
                print('loaded')
            except ValueError as error:
                print(str(error).split(': ', 1)[-1])
        whole = open(path, 'rb').read()
        for old, new in [(b'str test', b'str tent'), (b'"int 1"', b'"int-1"'), (b'float', b'str x')]:
            with open(path, 'wb') as file:
                file.write(whole.replace(old, new))
            try:
                make(np.float32, 'batchnorm', 'adam').load_checkpoint(path)
                print('loaded')
            except ValueError as error:
                print('refused', whole.replace(old, new) != whole)
        """, in: folder)
      #expect(
        printed == """
          the checkpoint is of a training with a model of the type FullyConnectedNet of float32, not FullyConnectedNet \
          of float64
          the checkpoint is of a training with the update rule adam, not sgd
          loaded
          refused True
          refused True
          refused True

          """)
    }
  }

  @Test func `a step of one's own keeps its losses`() {
    let printed = run(
      """
      class Own(Solver):
          def _step(self):
              loss, grads = self.model.loss(self.X_train, self.y_train)
              self.loss_history.append(self.scale * loss)
              for name, w in self.model.params.items():
                  config = self.optim_configs[name]
                  self.model.params[name], self.optim_configs[name] = self.update_rule(w, grads[name], config)
      solver = Own(Mine(), data, batch_size=25, num_epochs=2, print_every=3)
      solver.scale = 1
      solver.train()
      print(len(solver.loss_history), solver.loss_history[3] < solver.loss_history[0])
      solver.scale = np.nan
      solver.train()
      """)
    #expect(printed.contains("(Iteration 1 / 4) loss: 0.693147\n") && !printed.contains("loss: nan"))
    #expect(printed.contains("\n4 True\n"))
    #expect(printed.hasSuffix("FloatingPointError: the loss is nan at iteration 5\n"))
  }

  @Test(arguments: [
    ("update_rule='adamm'", "ValueError: Invalid update_rule \"adamm\" (known: sgd, sgd_momentum, "),
    ("banana=1, pear=2", "ValueError: Unrecognized arguments \"banana\", \"pear\""),
    ("batch_size=0", "ValueError: batch_size must be at least 1"),
    ("batch_size=-5", "ValueError: batch_size must be at least 1"),
    ("num_epochs=2**62, batch_size=1", "ValueError: num_epochs is too large"),
    ("print_every=0", "ValueError: print_every must not be 0"),
    ("optim_config=3", "TypeError: "),
    ("lr_decay='x'", "TypeError: "),
    ("update_rule=lambda w, dw, config: w", "ValueError: "),
  ])
  func `wrong settings`(settings: String, message: String) {
    #expect(run("Solver(Mine(), data, \(settings)).train()").contains(message))
  }

  @Test(arguments: [
    ("data['y_train'] = y[:49]", "ValueError: X_train has shape (50, 5), but y_train has shape (49,)"),
    ("del data['X_val']", "KeyError: 'X_val'"),
    ("data['y_train'] = np.full(50, 2)", "IndexError: index 2 is out of bounds for axis 1 with size 2"),
    ("data['y_train'] = y[:50] * 1.5", "IndexError: arrays used as indices must be of integer"),
    ("data['X_train'] = X[:50, :3]", "ValueError: "),
    ("data = 3", "TypeError: 'int' object is not subscriptable"),
  ])
  func `wrong data`(change: String, message: String) {
    #expect(run(change + "\nSolver(net(), data, batch_size=5, verbose=False).train()").hasPrefix(message))
  }

  @Test func `a loss that is not a number stops with the iteration and the layer`() {
    let printed = run(
      """
      def attempt(model, rate=1e-3):
          s = Solver(model, data, optim_config={'learning_rate': rate}, batch_size=10, num_epochs=30, verbose=False)
          try:
              s.train()
          except FloatingPointError as error:
              print(error, '|', len(s.loss_history))
      model = net()
      model.params['W2'][0, 0] = np.nan
      attempt(model)
      attempt(net(reg=1.0), 1e200)
      broken = dict(data)
      data['X_train'] = X[:50] * (1e308 / np.abs(X).max())
      attempt(FullyConnectedNet([6], input_dim=5, num_classes=2, weight_scale=5, dtype=np.float64))
      data = broken
      model = Mine()
      model.params['b'][1] = np.inf
      attempt(model)
      """)
    let lines = printed.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(
      lines[0]
        == "the loss is nan at iteration 1: W2 of the affine layer with W2 is not finite, made so by an earlier update (is the learning rate too high?) | 1"
    )
    #expect(
      lines[1].hasPrefix("the loss is nan at iteration ")
        && lines[1].contains("it begins in the affine layer with W2, whose output"))
    #expect(lines[2].contains("it begins in the affine layer with W1, whose output is not finite | 1"))
    #expect(lines[3] == "the loss is nan at iteration 1: params b are not finite | 1")
  }

  @Test func `a subclass may put its own methods in place`() {
    let printed = run(
      """
      class Loud(Solver):
          def __init__(self, *args, **kwargs):
              super().__init__(*args, **kwargs)
              self.steps = 0
          def _step(self):
              self.steps += 1
              super()._step()
          def check_accuracy(self, X, y, num_samples=None, batch_size=100):
              print('check', X.shape[0], num_samples)
              return super().check_accuracy(X, y, num_samples, batch_size)
      s = Loud(Mine(), data, optim_config={'learning_rate': 0.3}, batch_size=25, num_epochs=1, verbose=False)
      s.train()
      print(s.steps, len(s.loss_history), isinstance(s, Solver), s.lr_decay, s.batch_size, s.X_val.shape)
      """)
    #expect(
      printed == String(repeating: "check 50 1000\ncheck 10 None\n", count: 2) + "2 2 True 1.0 25 (10, 5)\n")
  }
}
