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
    _ = session.run("None", number: nil, echo: false) { printed += $0 }
    #expect(printed.isEmpty)
  }

  @Test func keywordArguments() {
    #expect(completed("model.predict(model, batch|)") == ["model.predict(model, batch_size="])
    #expect(completed("np.linspace(0, max(1, 2), endp|") == ["np.linspace(0, max(1, 2), endpoint="])
  }

  @Test func keysOfADict() {
    #expect(completed("model.params['W|") == ["model.params['W1", "model.params['W2"])
    #expect(completed("models[1][\"|") == ["models[1][\"deep"])
  }

  @Test func modulesAndTheirMembers() {
    #expect(completed("import num|").first == "import numpy")
    #expect(completed("from numpy import linsp|") == ["from numpy import linspace"])
    #expect(completed("from matplotl|").contains("from matplotlib"))
  }

  @Test func filesInTexts() {
    #expect(completed("open('/et|') ") == ["open('/etc/"])
    #expect(completed("x  # '/et|").isEmpty)
  }
}
