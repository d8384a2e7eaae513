import Notebooks
import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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
    var outputs: [Output] = []
    #expect(completed("model.broken.pa|").isEmpty)
    #expect(completed("model.predict(1).pa|").isEmpty)
    #expect(completed("open_one.nothing.|").isEmpty)
    #expect(completed("open_one.meth|") == ["open_one.method"])
    _ = session.run("None", number: nil, echo: false) { outputs.append($0) }
    #expect(outputs.isEmpty)
  }

  @Test func completionReadsNoDescriptorsOfTheScript() {
    let setup = """
      import functools
      ran = []
      class Getter:
          def __call__(self, owner): ran.append('called'); return {'wi': 1}
      class Descriptor:
          def __get__(self, owner, kind=None): ran.append('got'); return {'wi': 1}
      class Both(Descriptor):
          def __set__(self, owner, value): pass
      class Missing:
          def __call__(self, name): ran.append('missing'); return {'wi': 1}
      class Odd:
          described = Descriptor()
          both = Both()
          called = property(Getter())
          counted = property(len)
          plain = {'wide': 1}
          __getattr__ = Missing()
          def __len__(self): ran.append('len'); return 1
          @functools.cached_property
          def cached(self): ran.append('cached'); return {'wi': 1}
      class Key:
          def __hash__(self): return 1
          def __eq__(self, other): ran.append('eq'); return False
      odd = Odd()
      keyed = {Key(): 2}
      """
    _ = session.run(setup, number: nil, echo: false) { _ in }
    for text in [
      "odd.described", "odd.both", "odd.called", "odd.counted", "odd.cached", "odd.nothing", "keyed[1]",
    ] {
      #expect(completed(text + ".|").isEmpty)
      #expect(!completed(text + "['w|").contains(text + "['wi"))
    }
    #expect(completed("Odd.described.|").isEmpty)
    #expect(completed("odd.plain['w|") == ["odd.plain['wide"])
    #expect(session.run("assert ran == []", number: nil, echo: false) { _ in }.error == nil)
    // What was computed already is there without a call.
    _ = session.run("odd.cached", number: nil, echo: false) { _ in }
    #expect(completed("odd.cached['w|") == ["odd.cached['wi"])
  }

  @Test func aLongChainOfCalls() {
    let chain = "'text'" + String(repeating: ".replace('a', 'b')", count: 60)
    #expect(completed(chain + ".upp|") == [chain + ".upper"])
    let array = "np.zeros(3)" + String(repeating: ".reshape(3)", count: 60)
    #expect(completed(array + ".dty|") == [array + ".dtype"])
    #expect(completed("'text'" + String(repeating: ".strip()", count: 5000) + ".upp|").isEmpty)
  }

  @Test func keywordArguments() {
    #expect(completed("model.predict(model, batch|)") == ["model.predict(model, batch_size="])
    #expect(completed("open_one.method(|") == ["open_one.method(key=", "open_one.method(second="])
    #expect(completed("np.linspace(0, max(1, 2), endp|") == ["np.linspace(0, max(1, 2), endpoint="])
  }

  @Test func argumentsThatAreGivenAreNotOfferedAgain() {
    let setup = """
      def conv(x, stride=1, pad=0, *, mode='valid'): pass
      class Layer:
          def __init__(self, size, bias=True): pass
          def forward(self, x, train=False): pass
      layer = Layer(1)
      """
    _ = session.run(setup, number: nil, echo: false) { _ in }
    func offered(_ text: String) -> [String] {
      completed(text + "|").filter { $0.hasSuffix("=") }.compactMap {
        $0.split(separator: " ").last.map(String.init)
      }
    }
    #expect(offered("conv( ") == ["mode=", "pad=", "stride=", "x="])
    #expect(offered("conv(1, stride=2, ") == ["mode=", "pad="])
    #expect(offered("conv(f(1, 2), ', )', [3, 4], mode = 'a', ").isEmpty)
    #expect(offered("conv(x == 1,  # one, two, three\n ") == ["mode=", "pad=", "stride="])
    #expect(offered("conv(*x, ") == ["mode=", "pad=", "stride=", "x="])
    #expect(offered("conv(1 + ").isEmpty)
    #expect(offered("conv(pad= ").isEmpty)
    #expect(offered("Layer(1, ") == ["bias="])
    #expect(offered("layer.forward(1, ") == ["train="])
    #expect(offered("Layer(1).forward(1, ") == ["train="])
    #expect(offered("Layer.forward(layer, ") == ["train=", "x="])
    #expect(!offered("np.zeros(shape=3, dtype=int, ").contains { $0 == "dtype=" || $0 == "shape=" })
    let sums = offered("np.zeros(3).sum(0, ")
    #expect(sums.contains("dtype=") && !sums.contains("axis="))
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

  @Test func filesWhoseNamesHaveQuotes() throws {
    var template = Array("/tmp/nbsh-names-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    let names = ["it's.txt", "sa\"y", "ba\\ck", "cu{r}ly"]
    for name in names { close(open(folder + "/" + name, O_WRONLY | O_CREAT, 0o600)) }
    defer {
      for name in names { unlink(folder + "/" + name) }
      rmdir(folder)
    }
    for (typed, shown) in [
      ("open('F/it", "open('F/it\\'s.txt"), ("open('F/it\\'s", "open('F/it\\'s.txt"),
      ("open(\"F/it", "open(\"F/it's.txt"),
      ("open(\"F/sa", "open(\"F/sa\\\"y"), ("'F/ba", "'F/ba\\\\ck"), ("r'F/ba", "r'F/ba\\ck"),
      ("r'F/it", nil),
      ("f'F/cu", "f'F/cu{{r}}ly"), ("'F/cu", "'F/cu{r}ly"), ("'''F/it", "'''F/it\\'s.txt"),
    ] as [(String, String?)] {
      let place = { (text: String) in text.replacing("F", with: folder) }
      #expect(completed(place(typed) + "|") == (shown.map { [place($0)] } ?? []))
    }
  }
}

extension CompleterTests {
  @Test func keywordsBehindTwoStars() {
    _ = session.run(
      "import matplotlib.pyplot as plt; from cs231n.solver import Solver", number: nil, echo: false
    ) { _ in }
    #expect(completed("Solver(model, up|") == ["Solver(model, update_rule="])
    #expect(completed("Solver(model, num_e|") == ["Solver(model, num_epochs="])
    for call in [
      "plt.plot([1], linew|", "plt.bar(1, 2, linew|", "plt.hist(1, linew|",
      "model.x = plt.fill_between(1, 2, linew|",
    ] { #expect(completed(call).contains(call.dropLast(6) + "linewidth=")) }
    #expect(completed("plt.subplots(figs|") == ["plt.subplots(figsize="])
    #expect(completed("plt.savefig('a', dp|") == ["plt.savefig('a', dpi="])
    #expect(completed("plt.imshow(1, interp|") == ["plt.imshow(1, interpolation="])
    #expect(completed("plt.title('a', fontsi|") == ["plt.title('a', fontsize="])
    #expect(completed("plt.legend(lo|").contains("plt.legend(loc="))
  }

  /// Every keyword that is offered is one that the call takes.
  @Test func offeredKeywordsAreTaken() {
    _ = session.run("import matplotlib.pyplot as plt", number: nil, echo: false) { _ in }
    let calls = [
      "plt.plot([1]", "plt.bar([1], [2]", "plt.hist([1]", "plt.fill_between([1], [2]", "plt.scatter([1], [2]",
      "plt.title('a'", "plt.suptitle('a'", "plt.legend(", "plt.subplots(", "plt.savefig('/nonexistent/a.png'",
      "plt.axhline(", "plt.grid(", "plt.matshow([[1]]", "plt.colorbar(plt.imshow([[1]])",
    ]
    for call in calls {
      let names = completed(call + ", |").compactMap {
        $0.hasSuffix("=") ? $0.split(separator: " ").last : nil
      }
      #expect(!names.isEmpty)
      for name in names {
        let result = session.run("\(call), \(name)None)", number: nil, echo: false) { _ in }
        #expect(result.error?.traceback.contains("unexpected keyword") != true, "\(call), \(name)")
      }
      _ = session.run("plt.close('all')", number: nil, echo: false) { _ in }
    }
  }

  @Test func resultsOfCalls() {
    #expect(completed("np.array([1, 2]).sha|") == ["np.array([1, 2]).shape"])
    #expect(completed("np.zeros(3).reshape(3, 1).T.ast|") == ["np.zeros(3).reshape(3, 1).T.astype"])
    #expect(completed("(model.params['W1'] * 2).sha|") == ["(model.params['W1'] * 2).shape"])
    #expect(completed("'a b'.split().appe|") == ["'a b'.split().append"])
    #expect(completed("'a,b'.strip().upp|") == ["'a,b'.strip().upper"])
    #expect(completed("list(range(3)).appe|") == ["list(range(3)).append"])
    #expect(completed("Model().pa|") == ["Model().params"])
    #expect(completed("Model().predict(1, bat|") == ["Model().predict(1, batch_size="])
    #expect(completed("np.zeros((2, 3))[0, :].sha|") == ["np.zeros((2, 3))[0, :].shape"])
    #expect(completed("model.params['W1'][0].dty|") == ["model.params['W1'][0].dtype"])
    #expect(completed("print(np.zeros(len(')')).sha|") == ["print(np.zeros(len(')')).shape"])
  }

  @Test func nothingInComments() {
    for text in ["x = 1  # mod|", "# np.|", "print(1)  # model.pa|", "# it's '/et|"] {
      #expect(completed(text).isEmpty)
    }
    #expect(completed("'#'; mod|") == ["'#'; model", "'#'; models"])
    #expect(completed("'''\n# ''' + mod|") == ["# ''' + model", "# ''' + models"])
  }

  @Test func oneNameIsListedOnce() {
    #expect(
      completed("from numpy import lin|") == ["from numpy import linalg", "from numpy import linspace"])
  }
}
