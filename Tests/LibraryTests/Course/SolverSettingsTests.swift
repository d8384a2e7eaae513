import Testing

/// What a Solver refuses when it is made, and what it goes on taking because the course's does.
@Suite struct SolverSettingsTests {
  private let opening = """
    import numpy as np
    from cs231n.classifiers.fc_net import TwoLayerNet
    from cs231n.solver import Solver
    np.random.seed(0)
    X = np.random.randn(20, 4)
    y = (X[:, 0] > 0).astype(int)
    data = {'X_train': X, 'y_train': y, 'X_val': X, 'y_val': y}
    def solver(**kwargs):
        return Solver(TwoLayerNet(4, 5, 2), data, **{'verbose': False, **kwargs})

    """

  @Test(arguments: [
    ("batch_size=0", "ValueError: batch_size must be at least 1, not 0"),
    ("batch_size=2.0", "TypeError: batch_size must be an integer, not float (2.0)"),
    ("num_epochs=1.5", "TypeError: num_epochs must be an integer, not float (1.5)"),
    ("num_epochs=-1", "ValueError: num_epochs must be at least 0, not -1"),
    ("print_every=0, verbose=True", "ValueError: print_every must not be 0"),
    ("print_every='x', verbose=True", "TypeError: print_every must be a number, not str ('x')"),
    ("num_train_samples=0", "ValueError: num_train_samples must be at least 1 or None, not 0"),
    ("num_val_samples=1.5", "TypeError: num_val_samples must be an integer or None, not float (1.5)"),
    ("lr_decay=None", "TypeError: lr_decay must be a number, not NoneType (None)"),
    (
      "optim_config=None",
      "TypeError: optim_config must be a dict such as {'learning_rate': 1e-3}, not NoneType"
    ),
    (
      "optim_config={'learning_rate': 'x'}",
      "TypeError: optim_config['learning_rate'] must be a number, not str"
    ),
    ("update_rule=3", "TypeError: update_rule must be the name of a rule (sgd, "),
    ("update_rule='momentum'", "ValueError: Invalid update_rule \"momentum\" (known: sgd, "),
  ])
  func `wrong settings are refused at construction`(settings: String, message: String) {
    #expect(printed(by: opening + "solver(\(settings))").hasPrefix(message))
  }

  @Test(arguments: [
    ("momentum", "sgd_momentum"), ("Adam", "adam"), ("adamw", "adam"), ("RMSProp", "rmsprop"),
    ("rms", "rmsprop"),
  ])
  func `an unknown rule suggests the nearest`(name: String, near: String) {
    #expect(printed(by: opening + "solver(update_rule='\(name)')").hasSuffix("Did you mean '\(near)'?\n"))
  }

  @Test(arguments: [
    ("data = None", "TypeError: 'NoneType' object is not subscriptable"),
    ("del data['y_val']", "KeyError: 'y_val'"),
    ("data['X_train'] = 'abc'", "TypeError: data['X_train'] must be an array, not str"),
    ("data['y_val'] = y[:3]", "ValueError: X_val has shape (20, 4), but y_val has shape (3,)"),
    (
      "data['X_train'], data['y_train'] = X[:0], y[:0]",
      "ValueError: X_train has no rows: its shape is (0, 4)"
    ),
    (
      "data['y_train'] = y[:, None]",
      "ValueError: y_train must have shape (20,), one label for each row, but its "
    ),
  ])
  func `wrong data are refused at construction`(change: String, message: String) {
    #expect(printed(by: opening + change + "\nsolver()").hasPrefix(message))
  }

  /// The course looks at these only where it needs them.
  @Test(arguments: [
    "print_every=0", "print_every=None", "print_every=2.5, verbose=True", "num_train_samples=1e6",
    "num_val_samples=20.0", "num_epochs=0", "batch_size=np.int64(7)", "update_rule='nesterov'", "lr_decay=1",
  ])
  func `what the course's Solver takes goes on working`(settings: String) {
    let text = """
      s = solver(\(settings))
      s.train()
      print(len(s.loss_history) > 0, sorted(s.model.params))
      """
    let trains = !settings.hasPrefix("num_epochs=0")
    #expect(printed(by: opening + text).hasSuffix("\(trains ? "True" : "False") ['W1', 'W2', 'b1', 'b2']\n"))
  }

  /// What models of scripts must give back.
  @Test(arguments: [
    ("3.0", "TypeError: model.loss(X, y) must return the loss and a dict of gradients, not float"),
    (
      "(3.0, None)",
      "TypeError: model.loss(X, y) must return the loss and a dict of gradients, not tuple of float, NoneType"
    ),
    ("(3.0, {})", "KeyError: 'w'"),
    ("(3.0, {'w': None})", "TypeError: the gradient of 'w' must be an array, not NoneType"),
    (
      "(3.0, {'w': np.zeros(2)})",
      "ValueError: sgd of 'w': dw must have the shape of w, (4, 3), but its shape is (2,)"
    ),
    ("(None, {'w': X})", "TypeError: the loss of model.loss(X, y) must be a number, not NoneType"),
    ("X[0]", "ValueError: the scores of model.loss(X) must have shape (N, C), but their shape is (4,)"),
    ("None", "TypeError: the scores of model.loss(X) must be an array, not NoneType"),
  ])
  func `a model that gives something else is told so`(result: String, message: String) {
    let isScores = message.contains("scores")
    let text = """
      class Model:
          def __init__(self):
              self.params = {'w': np.zeros((4, 3))}
          def loss(self, X, y=None):
              if y is None:
                  return \(isScores ? result : "X")
              return \(isScores ? "1.0, {'w': np.zeros((4, 3))}" : result)
      Solver(Model(), data, verbose=False).train()
      """
    #expect(printed(by: opening + text).hasPrefix(message))
  }

  @Test func `an attribute that a script spoils is refused too`() {
    #expect(
      printed(by: opening + "s = solver()\ns.batch_size = 0\ns.train()")
        == "ValueError: batch_size must be at least 1, not 0\n")
  }

  @Test func `an interrupt says how to go on`() {
    let text = """
      class Stops(TwoLayerNet):
          def loss(self, X, y=None):
              if y is not None and len(s.loss_history) == 5:
                  raise KeyboardInterrupt
              return super().loss(X, y)
      s = Solver(Stops(4, 5, 2), data, batch_size=10, num_epochs=4, verbose=False)
      try:
          s.train()
      except KeyboardInterrupt as error:
          print(error.__notes__[0])
      print(len(s.loss_history), len(s.val_acc_history), sorted(s.best_params) == sorted(s.model.params))
      """
    let lines = printed(by: opening + text).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.first == "The training stopped after iteration 5 of 8, in epoch 3 of 4.")
    #expect(lines.dropFirst().first?.contains("resume() goes on") == true)
    // A terminal of 80 columns breaks none of them.
    #expect(lines.allSatisfy { $0.count < 80 })
    #expect(lines.last == "5 3 True")
  }

  /// Every checkpoint that is spoilt is refused with the place.
  @Test(arguments: [
    ("optim/W1/m", "holds nan"), ("params/W1", "holds nan"), ("best_params/b2", "holds nan"),
    ("best_val_acc", "'best_val_acc' is not the best"),
    ("history/train_acc", "holds a number that is no accuracy"),
  ])
  func `nan in a checkpoint is refused`(name: String, message: String) throws {
    try withFolder { folder in
      let script = """
        import json
        s = solver(update_rule='adam', checkpoint_name='FOLDER/a', num_epochs=1)
        s.train()
        path = 'FOLDER/a_epoch_1.safetensors'
        whole = open(path, 'rb').read()
        length = sum(whole[i] << 8 * i for i in range(8))
        start, end = json.loads(whole[8:8 + length].decode())['\(name)']['data_offsets']
        place = 8 + length + start
        with open(path, 'wb') as file:
            file.write(whole[:place] + np.full((end - start) // 8, np.nan).tobytes() + whole[place + end - start:])
        try:
            solver(update_rule='adam').load_checkpoint(path)
        except ValueError as error:
            print(str(error).split(': ', 1)[1])
        """
      #expect(printed(by: opening + script, in: folder).contains(message))
    }
  }

  @Test(arguments: [("epoch", "9007199254740993"), ("epoch", "40"), ("position", "7"), ("epoch", "0")])
  func `positions that no training has are refused`(name: String, number: String) throws {
    try withFolder { folder in
      let script = """
        s = solver(checkpoint_name='FOLDER/a', num_epochs=1, batch_size=5)
        s.train()
        path = 'FOLDER/a_epoch_1.safetensors'
        whole = open(path, 'rb').read()
        old = ('"\(name)":"%d"' % {'epoch': 1, 'position': 4}['\(name)']).encode()
        length = sum(whole[i] << 8 * i for i in range(8))
        header = whole[8:8 + length].replace(old, b'"\(name)":"\(number)"')
        header += b' ' * (-len(header) % 8)
        with open(path, 'wb') as file:
            file.write(bytes([len(header) >> 8 * i & 255 for i in range(8)]) + header + whole[8 + length:])
        print(old in whole)
        solver(batch_size=5).load_checkpoint(path)
        """
      let lines = printed(by: opening + script, in: folder).split(separator: "\n")
      #expect(lines.first == "True" && lines.count == 2 && lines.last?.hasPrefix("ValueError: ") == true)
      #expect(lines.last?.contains("'epoch'") == true)
    }
  }
}
