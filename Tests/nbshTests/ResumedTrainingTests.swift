import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A training that is killed between two checkpoints and started again ends with the same bits as one that was not.
@Suite struct ResumedTrainingTests {
  private let script = """
    import glob, os, time
    import numpy as np
    from cs231n.classifiers.fc_net import FullyConnectedNet
    from cs231n.solver import Solver

    class PatientSolver(Solver):
        def check_accuracy(self, X, y, num_samples=None, batch_size=100):
            # Who is to be killed leaves time for it.
            if os.path.exists('wait'):
                time.sleep(0.1)
            return super().check_accuracy(X, y, num_samples, batch_size)

    np.random.seed(231)
    X, y = np.random.randn(300, 40), np.random.randint(0, 5, 300)
    data = {'X_train': X[:200], 'y_train': y[:200], 'X_val': X[200:], 'y_val': y[200:]}
    model = FullyConnectedNet([50, 50], input_dim=40, num_classes=5, dropout_keep_ratio=0.8,
                              normalization='batchnorm')
    solver = PatientSolver(
        model, data, num_epochs=100, batch_size=20, update_rule='adam', lr_decay=0.9,
        optim_config={'learning_rate': 1e-3}, checkpoint_name='run', verbose=False)
    epochs = sorted(int(name.split('_')[2].split('.')[0]) for name in glob.glob('run_epoch_*.safetensors'))
    if epochs:
        solver.load_checkpoint(f'run_epoch_{epochs[-1]}.safetensors')
    solver.train()
    print(solver.loss_history, solver.train_acc_history, solver.val_acc_history, solver.best_val_acc)
    for name in sorted(model.params):
        print(name, model.params[name].tolist())

    """

  @Test func aKilledTrainingGoesOnToTheSameBits() throws {
    let whole = try Folder()
    try whole.write("train.py", script)
    let expected = try Program.run("run", "train.py", in: whole)
    #expect(expected.status == 0 && expected.errors.isEmpty)
    #expect(whole.names().count == 102)

    let folder = try Folder()
    try folder.write("train.py", script)
    try folder.write("wait", "")
    for epoch in [2, 7] {
      let killed = try Program.start(["run", "train.py"], in: folder).killed {
        folder.names().contains("run_epoch_\(epoch).safetensors")
      }
      #expect(killed.status == -9, "\(killed)")
    }
    unlink(folder.path + "/wait")
    let outcome = try Program.run("run", "train.py", in: folder)
    // Compared as one value: a difference of megabytes helps nobody.
    let isSame = outcome == expected
    #expect(isSame)
  }
}
