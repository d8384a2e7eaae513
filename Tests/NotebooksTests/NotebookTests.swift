import Notebooks
import Testing

@Suite struct NotebookTests {
  @Test func cellsThatNoScriptRunsComeBack() throws {
    // The script is what jupytext 1.19.6 writes, but for its header.
    let sources = [
      ("%%cython -a\ndef f(): pass", "{}"), ("if True:\n    %time x = 1", "{\"active\": \"ipynb\"}"),
      ("!ls\n\nx", "{\"tags\": [\"active-ipynb\"]}"), ("y", "{\"run_control\": {\"frozen\": true}}"),
      ("def f():\n    return 1\n    ", "{}"), ("def f():\n    return 1\n    \n", "{}"), ("x\n    ", "{}"),
      ("print('%d'\n      %epoch)\n!echo (\n%cd x", "{}"), ("z", "{\"active\": \"ipynb,py\"}"),
    ]
    let cells = sources.map { source, metadata in
      "{\"cell_type\": \"code\", \"metadata\": \(metadata), \"outputs\": [], \"source\": \(JSON.string(source).compact)}"
    }
    let notebook = try Notebook.parse(
      Array("{\"nbformat\": 4, \"metadata\": {}, \"cells\": [\(cells.joined(separator: ","))]}".utf8))
    let script = notebook.script(stem: "a").text
    #expect(
      script
        == """
        # %% language="cython" magic_args="-a"
        # def f(): pass

        # %% active="ipynb"
        # if True:
        #     %time x = 1

        # %% tags=["active-ipynb"]
        # !ls
        #
        # x

        # %% run_control={"frozen": true}
        # y

        # %%
        def f():
            return 1
        BLANKS


        # %% line_ends=1
        def f():
            return 1
        BLANKS


        # %%
        x
        BLANKS

        # %%
        print('%d'
              %epoch)
        # !echo (
        # %cd x

        # %% active="ipynb,py"
        z

        """.split(separator: "BLANKS", omittingEmptySubsequences: false).joined(separator: "    "))
    let back = Notebook(script: Document.parse(script)) { _ in nil }
    #expect(back.cells.map(\.source) == sources.map(\.0))
    #expect(back.cells.map(\.metadata) == notebook.cells.map(\.metadata))
  }

  @Test func readsWhatJupytextWrites() {
    // The cells are what jupytext 1.19.6 reads from the same text.
    let script = """
      # ---
      # jupyter:
      #   jupytext:
      #     text_representation:
      #       extension: .py
      #       format_name: percent
      #       format_version: '1.3'
      #       jupytext_version: 1.19.6
      #   kernelspec:
      #     display_name: Python 3 (ipykernel)
      #     language: python
      #     name: python3
      # ---

      # %% [markdown]
      # # Title
      #
      # text

      # %% A title tags=["a", "b"] rtol=1e-06
      # %matplotlib inline
      import numpy as np
      # !ls
      x = 1


      # %%
      def f():
          return \"\"\"
      # %% not a cell
      \"\"\"


      # %% language="bash" magic_args="-x"
      # echo hi

      # %% [md] key="v"
      \"\"\"
      quoted *text*
      \"\"\"

      # %% [raw]
      # raw text

      # %%% Sub
      x

      #%%
      # np.array?

      # In[3]:
      last = 2

      """
    let notebook = Notebook(script: Document.parse(script)) { _ in nil }
    #expect(
      notebook.cells.map(\.source) == [
        "# Title\n\ntext", "%matplotlib inline\nimport numpy as np\n!ls\nx = 1",
        "def f():\n    return \"\"\"\n# %% not a cell\n\"\"\"", "%%bash -x\necho hi", "quoted *text*",
        "raw text", "x",
        "np.array?", "last = 2",
      ])
    #expect(
      notebook.cells.map(\.kind) == [.markdown, .code, .code, .code, .markdown, .raw, .code, .code, .code])
    #expect(notebook.cells[1].metadata["title"] == .string("A title"))
    #expect(notebook.cells[1].metadata["rtol"]?.doubleValue == 1e-6)
    #expect(notebook.cells[4].metadata["cell_marker"] == .string("\"\"\""))
    #expect(notebook.cells[4].metadata["region_name"] == .string("md"))
    #expect(notebook.cells[6].metadata["cell_depth"] == .number(1))
    #expect(
      notebook.metadata["kernelspec"]
        == .object([
          JSON.Member("name", .string("python3")), JSON.Member("language", .string("python")),
          JSON.Member("display_name", .string("Python 3 (ipykernel)")),
        ]))
  }

  @Test func readsFormatThree() throws {
    let old = #"""
      {"metadata":{"name":"old"},"nbformat":3,"nbformat_minor":0,"worksheets":[{"cells":[
       {"cell_type":"heading","level":2,"metadata":{},"source":["Old\n"," one"]},
       {"cell_type":"code","collapsed":false,"input":["x = 1\n","x"],"language":"python","metadata":{},"prompt_number":2,
        "outputs":[
         {"output_type":"pyout","prompt_number":2,"text":["1"],"metadata":{}},
         {"output_type":"stream","stream":"stdout","text":["a\n","b\n"]},
         {"output_type":"pyerr","ename":"E","evalue":"v","traceback":["t"]},
         {"output_type":"display_data","png":"iVBORw0KGgo=","metadata":{}}]},
       {"cell_type":"markdown","metadata":{},"source":["m"]}],"metadata":{}}]}
      """#
    var notebook = try Notebook.parse(Array(old.utf8))
    for index in notebook.cells.indices { notebook.cells[index].id = "c\(index)" }
    // Byte for byte what nbformat 5.10 writes for it.
    #expect(
      notebook.text == """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "c0",
           "metadata": {},
           "source": [
            "## Old  one"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 2,
           "id": "c1",
           "metadata": {
            "collapsed": false
           },
           "outputs": [
            {
             "data": {
              "text/plain": [
               "1"
              ]
             },
             "execution_count": 2,
             "metadata": {},
             "output_type": "execute_result"
            },
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "a\\n",
              "b\\n"
             ]
            },
            {
             "ename": "E",
             "evalue": "v",
             "output_type": "error",
             "traceback": [
              "t"
             ]
            },
            {
             "data": {
              "image/png": "iVBORw0KGgo="
             },
             "metadata": {},
             "output_type": "display_data"
            }
           ],
           "source": [
            "x = 1\\n",
            "x"
           ]
          },
          {
           "cell_type": "markdown",
           "id": "c2",
           "metadata": {},
           "source": [
            "m"
           ]
          }
         ],
         "metadata": {},
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """)
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"nbformat\": 2}", "{\"nbformat\": \"4\"}", "{\"nbformat\": 4}",
    "{\"nbformat\": 4, \"cells\": {}}",
    "{\"nbformat\": 4, \"cells\": [1]}", "{\"nbformat\": 4, \"cells\": [{}]}",
    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"odd\", \"source\": \"\"}]}",
    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 1}]}",
    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}",
    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": []}]}",
    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": 3}]}",
    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{}]}]}",
    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"outputs\": [{\"output_type\": \"x\"}]}]}",
    "{\"nbformat\": 3, \"worksheets\": 1}", "{\"nbformat\": 3, \"worksheets\": [{}]}",
  ])
  func refuses(_ text: String) {
    #expect(throws: NotebookError.self) { try Notebook.parse(Array(text.utf8)) }
  }

  @Test func forgivesWhatIsOnlyMissing() throws {
    let text =
      #"{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": [{"output_type": "stream"}, {"output_type": "error"}, {"output_type": "display_data", "data": {"image/png": "not base64!"}}]}, {"cell_type": "markdown", "id": "a b"}, {"cell_type": "raw", "id": "x"}, {"cell_type": "raw", "id": "x"}]}"#
    let notebook = try Notebook.parse(Array(text.utf8))
    #expect(Set(notebook.cells.map(\.id)).count == 4)
    #expect(notebook.cells[2].id == "x")
    _ = try Notebook.parse(Array(notebook.text.utf8))
    _ = notebook.script(stem: "s")
  }

  @Test func aNotebookConvertedAndBackIsEqual() throws {
    var generator = Generator(seed: 11)
    for _ in 0..<120 {
      let notebook = generator.notebook()
      let again = try Notebook.parse(Array(notebook.text.utf8))
      #expect(again.text == notebook.text)
      let script = notebook.script(stem: "s")
      let document = Document.parse(script.text)
      var figures: [String: [UInt8]] = [:]
      for (line, png) in script.figures { figures[line.path] = png }
      let back = Notebook(script: document) { figures[$0.path] }
      #expect(back.metadata == notebook.metadata)
      #expect(back.cells.count == notebook.cells.count)
      for (a, b) in zip(notebook.cells, back.cells) {
        #expect(a.kind == b.kind && a.source == b.source && a.id == b.id)
        #expect(JSON.object(a.metadata) == JSON.object(b.metadata))
        #expect(shared(a) == shared(b))
      }
      #expect(back.script(stem: "s").text == script.text)
    }
  }

  /// The parts of a cell's outputs that a script holds.
  private func shared(_ cell: NotebookCell) -> [String] {
    cell.outputs.map { output in
      let data = output["data"]
      return
        "\(output["output_type"]?.stringValue ?? "") \(output["text"]?.stringValue ?? "") \(output["ename"]?.stringValue ?? "") "
        + "\(data?["image/png"]?.stringValue ?? data?["text/plain"]?.stringValue ?? "")"
    }
  }

  @Test func definitionsStandApart() {
    // The blank lines are those that jupytext 1.19.6 writes.
    let sources = [
      "x = 1", "def f():\n    pass", "y", "# note\n@d\nclass A:\n    pass", "s = '''\ndef no\n'''",
      "z = [\n]",
    ]
    let notebook = Notebook(cells: sources.map { NotebookCell(kind: .code, source: $0) })
    #expect(
      notebook.script(stem: "s").text
        == "# %%\nx = 1\n\n\n# %%\ndef f():\n    pass\n\n\n# %%\ny\n\n\n# %%\n# note\n@d\nclass A:\n    pass\n\n\n"
        + "# %%\ns = '''\ndef no\n'''\n\n# %%\nz = [\n]\n")
  }

  @Test func whatACallPrintedIsNoValue() {
    func kinds(_ source: String, _ record: String) -> [String] {
      let text = "# %%\n\(source)\n" + record.split(separator: "|").map { "#> \($0)\n" }.joined()
      return Notebook(script: Document.parse(text)) { _ in nil }.cells[0].outputs
        .map { $0["output_type"]?.stringValue ?? "" }
    }
    // As Jupyter had them in notebooks of the course.
    #expect(kinds("solver.train()", "(Epoch 1 / 2) loss: 2.3|(Epoch 2 / 2) loss: 2.1") == ["stream"])
    #expect(kinds("print(a)\nprint_mean_std(a, axis=0)", "[1. 2.]|  means: [11. 12. 13.]") == ["stream"])
    #expect(kinds("print(a)\nplt.show()", "1.5") == ["stream"])
    #expect(kinds("np.testing.assert_array_equal(f(x), [[8, 4], [2, 2]])", " [[8 4]| [2 2]]") == ["stream"])
    #expect(kinds("train(\n  x,\n)", "lr=1.0 : validation accuracy=0.265") == ["stream"])
    #expect(kinds("x.mean()", "np.float64(0.5)") == ["execute_result"])
    #expect(
      kinds("print(1)\nx.reshape(2, 2)", "1|array([[1., 2.],|       [3., 4.]])") == [
        "stream", "execute_result",
      ])
    #expect(kinds("len(x)", "3") == ["execute_result"])
    #expect(kinds("f(x)\nx.shape", "a b|(3, 4)") == ["stream", "execute_result"])
    #expect(kinds("sorted(x)", "['a b', 'c']") == ["execute_result"])
    #expect(kinds("plt.plot(x)", "[<matplotlib.lines.Line2D at 0x7f>]") == ["execute_result"])
  }

  @Test(arguments: [
    ("ValueError: got:|  a|  b", "ValueError", "got:\n  a\n  b", 0),
    ("ValueError: got|[[1. 0.]| [0. 1.]]", "ValueError", "got\n[[1. 0.]\n [0. 1.]]", 0),
    ("ValueError: got:", "ValueError", "got:", 0),
    ("KeyError: 'a: b'", "KeyError", "'a: b'", 0),
    ("ValueError:   lead", "ValueError", "  lead", 0),
    ("ValueError: a  ", "ValueError", "a  ", 0),
    ("ValueError: a:|", "ValueError", "a:\n", 0),
    ("ValueError: |a", "ValueError", "\na", 0),
    ("epoch: 1|numpy.linalg.LinAlgError: x|y: 2", "numpy.linalg.LinAlgError", "x\ny: 2", 1),
    ("TypeError: caught|StopIteration", "StopIteration", "", 1),
    ("1|Stop: a|Loss: 3|[figure s/1.png 4x3]", "Stop", "a\nLoss: 3", 1),
    ("[figure s/1.png 4x3]|other.Stop: a|b", "other.Stop", "a\nb", 1),
    ("ValueError: a|\\[figure s/1.png 4x3]", "ValueError", "a\n[figure s/1.png 4x3]", 0),
  ]) func errorsComeBackWhole(_ record: String, _ name: String, _ message: String, _ before: Int) throws {
    let text =
      "# %%\nclass Stop(Exception): pass\n\n\n# %% tags=[\"raises-exception\"]\nf()\n"
      + record.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "#>\n" : "#> \($0)\n" }.joined()
    let notebook = Notebook(script: Document.parse(text)) { _ in ToyKernel.figure("p").png }
    let outputs = notebook.cells[1].outputs
    #expect(outputs.count > before)
    #expect(outputs[before]["ename"]?.stringValue == name)
    #expect(outputs[before]["evalue"]?.stringValue == message)
    #expect(try Notebook.parse(Array(notebook.text.utf8)).script(stem: "s").text.hasSuffix(text.dropFirst(2)))
  }

  @Test func anErrorWhoseMessageNamesAnotherComesBack() throws {
    let error = CellError(type: "ValueError", message: "first\nTypeError: second", traceback: "")
    var cell = NotebookCell(kind: .code, source: "f()", outputs: [])
    cell.metadata = [JSON.Member("tags", .array([.string("raises-exception")]))]
    cell.outputs = [
      [
        JSON.Member("ename", .string(error.type)), JSON.Member("evalue", .string(error.message)),
        JSON.Member("output_type", .string("error")), JSON.Member("traceback", .array([])),
      ]
    ]
    let script = Notebook(cells: [cell]).script(stem: "s").text
    #expect(script.contains("error_lines=2"))
    let back = Notebook(script: Document.parse(script)) { _ in nil }.cells[0]
    #expect(back.outputs[0]["evalue"]?.stringValue == error.message && back.metadata == cell.metadata)
  }

  @Test func aRecordThatCameThroughJupyterIsNotDoubled() throws {
    let cell = NotebookCell(
      kind: .code, source: "print(1)\n#> 1",
      outputs: [
        [
          JSON.Member("name", .string("stdout")), JSON.Member("output_type", .string("stream")),
          JSON.Member("text", .string("2\n")),
        ]
      ])
    #expect(Notebook(cells: [cell]).script(stem: "s").text.contains("print(1)\n#> 2\n"))
    let plain = NotebookCell(kind: .code, source: "print(1)\n#> 1")
    #expect(Notebook(cells: [plain]).script(stem: "s").text.hasSuffix("print(1)\n#> 1\n"))
  }
}

extension Generator {
  /// A notebook of what scripts and notebooks share.
  mutating func notebook() -> Notebook {
    var notebook = Notebook()
    if chance(60) {
      notebook.metadata["kernelspec"] = .object([
        JSON.Member("display_name", .string(pick(["Python 3 (ipykernel)", "a: b", "yes", "é\"'"]))),
        JSON.Member("name", .string("python3")),
      ])
    }
    if chance(30) { notebook.metadata["n"] = .array([.number(1), .number("1e-06"), .null, .object([])]) }
    for index in 0..<Int(next() % 6) {
      var cell = NotebookCell(kind: pick([.code, .code, .markdown, .raw]), source: "")
      if chance(40) { cell.id = "id-\(index)" }
      if chance(30) {
        cell.metadata["title"] = .string(pick(["A title", "x = 3", "{y}", "[raw] z", "%% w", "é"]))
      }
      if chance(30) { cell.metadata["tags"] = .array([.string("a"), .string("b c")]) }
      if chance(20) { cell.metadata["rtol"] = .number("1e-06") }
      if chance(10) { cell.metadata["odd key"] = .object([JSON.Member("a", .string("line\nline"))]) }
      switch cell.kind {
      case .code: fill(&cell, index)
      case .markdown: cell.source = pick(["# Title", "a\n\nb", "", "```\n# %% x\n```", "- *x* `y`"])
      case .raw: cell.source = pick(["raw", "\\x\n\n# y", ""])
      }
      notebook.cells.append(cell)
    }
    notebook.completeIDs()
    let isRun = notebook.cells.contains { !$0.outputs.isEmpty }
    var count = 0
    for index in notebook.cells.indices where notebook.cells[index].kind == .code {
      count += 1
      notebook.cells[index].executionCount = isRun ? count : nil
      for output in notebook.cells[index].outputs.indices
      where notebook.cells[index].outputs[output]["execution_count"] != nil {
        notebook.cells[index].outputs[output]["execution_count"] = .number(count)
      }
    }
    return notebook
  }

  private mutating func fill(_ cell: inout NotebookCell, _ index: Int) {
    cell.source = pick([
      "print(x)", "%matplotlib inline\n!ls", "f = \"\"\"\n# %% no\n\"\"\"", "%%bash\nls\n\nls", "",
      "def f():\n    pass",
    ])
    if chance(20) { cell.source += pick(["\n", "\n\n"]) }
    if chance(40), cell.source.hasPrefix("print") {
      cell.source = pick(["print(x)", "f(x)", "plt.show()", "x"])
      cell.outputs.append([
        JSON.Member("name", .string("stdout")), JSON.Member("output_type", .string("stream")),
        JSON.Member(
          "text",
          .string(
            pick([
              "a\n", "1.5\n\n  2\n", "\n", "[figure x/1.png 1x1]\n", "#> y\n", "loss: 2.5\n", "[1. 2.]\n",
            ]))),
      ])
    }
    if chance(20) {
      let png = ToyKernel.figure("p\(index)")
      cell.source = "plt.show()"
      cell.outputs = [
        [
          JSON.Member(
            "data",
            .object([
              JSON.Member("image/png", .string(base64(png.png))),
              JSON.Member("text/plain", .string("<Figure size 4x3>")),
            ])),
          JSON.Member("metadata", .object([])), JSON.Member("output_type", .string("display_data")),
        ]
      ]
    }
    if chance(20) {
      cell.source = pick(["x", "print('a')\nx[0] == 1", "np.ones(3)  # three", "(x\n + 1)", "f(x)", "x = 1"])
      cell.outputs = [
        [
          JSON.Member(
            "data",
            .object([
              JSON.Member(
                "text/plain",
                .string(
                  pick([
                    "3", "array([[1., 2.],\n       [3., 4.]])", "'a'", "a b\nc d", "(1, [2, 3])",
                    "np.float64(2.0)",
                  ])))
            ])),
          JSON.Member("execution_count", .number(1)), JSON.Member("metadata", .object([])),
          JSON.Member("output_type", .string("execute_result")),
        ]
      ]
    }
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var out = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
      for place in 0..<4 {
        out.append(start + place <= bytes.count ? letters[group >> (18 - 6 * place) & 63] : "=")
      }
    }
    return out
  }
}
