import Shell
import Testing

@Suite struct CompleterTests {
  let session = NotebookShellSession()

  init() {
    let setup = """
      import numpy as np
      class Model:
          def __init__(self): self.params = {'W1': np.zeros(3), 'W2': 1, 'b1': 2}
          def predict(self, images, batch_size=10): return 1 / 0
          @property
          def broken(self): print('ran'); return self
      class Open:
          def __getattr__(self, name): print('ran'); raise ValueError(name)
          def method(self, first, /, second=1, *rest, key=2, **more): pass
      open_one = Open()
      model = Model()
      models = [model, {'deep': (model,)}]
      """
    _ = session.run(setup, number: nil, echo: false) { _ in }
  }

  /// What stands at the cursor (`|`) after each completion.
  private func completed(_ text: String) -> [String] {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    let whole = parts.joined()
    let bytes = Array(whole.utf8)
    return session.completions(of: whole, cursor: parts[0].utf8.count).map { completion in
      let before = String(decoding: bytes[..<completion.range.lowerBound], as: UTF8.self)
      let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      return line + completion.text
    }
  }

  @Test func names() {
    #expect(completed("mod|") == ["model", "models"])
    #expect(completed("x = 1\nfor y in enum|") == ["for y in enumerate"])
    #expect(completed("whi|") == ["while"])
    #expect(completed("|").isEmpty)
  }

  @Test func attributes() {
    #expect(completed("model.pr|") == ["model.predict"])
    #expect(completed("print(model.pa|)") == ["print(model.params"])
    #expect(completed("np.linsp|") == ["np.linspace"])
    #expect(completed("np.random.permut|") == ["np.random.permutation"])
    #expect(completed("models[0].pa|") == ["models[0].params"])
    #expect(
      completed("models[-1]['deep'][0].params['W1'].resh|") == ["models[-1]['deep'][0].params['W1'].reshape"])
    #expect(completed("models[7].pa|").isEmpty)
    #expect(completed("model._|").contains("model.__init__"))
  }

  @Test func completionRunsNoCodeOfTheScript() {
    var printed = ""
    #expect(completed("model.broken.pa|").isEmpty)
    #expect(completed("model.predict(1).pa|").isEmpty)
    #expect(completed("open_one.nothing.|").isEmpty)
    #expect(completed("open_one.meth|") == ["open_one.method"])
    _ = session.run("None", number: nil, echo: false) { printed += $0 }
    #expect(printed.isEmpty)
  }

  @Test func keywordArguments() {
    #expect(completed("model.predict(model, batch|)") == ["model.predict(model, batch_size="])
    #expect(completed("open_one.method(|") == ["open_one.method(key=", "open_one.method(second="])
    #expect(completed("np.linspace(0, max(1, 2), endp|") == ["np.linspace(0, max(1, 2), endpoint="])
  }

  @Test func keysOfADict() {
    #expect(completed("model.params['W|") == ["model.params['W1", "model.params['W2"])
    #expect(completed("models[1][\"|") == ["models[1][\"deep"])
    #expect(completed("models[1][|") == ["models[1]['deep'"])
    #expect(completed("models[mod|") == ["models[model", "models[models"])
  }

  @Test func modulesAndTheirMembers() {
    #expect(completed("import num|").first == "import numpy")
    #expect(completed("from numpy import linsp|") == ["from numpy import linspace"])
    #expect(completed("from matplotl|") == ["from matplotlib"])
    #expect(completed("import matplotlib.pyp|") == ["import matplotlib.pyplot"])
    #expect(completed("import os, matplotlib.pyp|") == ["import os, matplotlib.pyplot"])
    #expect(completed("    from cs231n.classifiers.fc|") == ["    from cs231n.classifiers.fc_net"])
    #expect(completed("from cs231n import lay|").contains("from cs231n import layers"))
    #expect(completed("import numpy as n|").isEmpty)
    #expect(completed("from numpy imp|") == ["from numpy import"])
  }

  @Test func literals() {
    #expect(completed("'abc'.upp|") == ["'abc'.upper"])
    #expect(completed("[1, 2].appe|") == ["[1, 2].append"])
    #expect(completed("{1: 2}.ite|") == ["{1: 2}.items"])
    #expect(completed("3.re|").isEmpty)
  }

  @Test func namesOfTheCellItself() {
    #expect(completed("def f(batch_of_images):\n    return batch_|") == ["    return batch_of_images"])
    #expect(completed("# batch_of_images\n'batch_of_cats'; x.batch_of_dogs; batch_|").isEmpty)
    #expect(completed("é_α = 1; é_|") == ["é_α = 1; é_α"])
  }

  @Test func fieldsOfFormattedTexts() {
    #expect(completed("print(f'{model.pa|") == ["print(f'{model.params"])
    #expect(completed("f'{model}, {model.pre|") == ["f'{model}, {model.predict"])
    #expect(
      completed("'{model.pa|") == [] && completed("f'{{model.pa|") == [] && completed("f'{1} model.pa|") == []
    )
  }

  @Test func filesInTexts() {
    #expect(completed("open('/et|') ") == ["open('/etc/"])
    #expect(completed("x  # '/et|").isEmpty)
  }
}
