import Arrays
import Language
import Library
import Testing

/// An expression and the repr of its value, or of each item where it is a tuple; `!!` and the error where it raises.
struct Row: CustomTestStringConvertible, Sendable {
  let expression: String
  let expected: String

  init(_ expression: String, _ expected: String) {
    self.expression = expression
    self.expected = expected
  }

  var testDescription: String { expression }
}

/// A script and all that it prints.
struct ScriptRow: CustomTestStringConvertible, Sendable {
  let name: String
  let script: String
  let expected: String

  init(_ name: String, _ script: String, prints expected: String) {
    self.name = name
    self.script = script
    self.expected = expected
  }

  var testDescription: String { name }
}

/// What a script prints; the last line of an uncaught exception's traceback ends the text.
///
/// - Parameter echoesLast: whether the value of a last expression is shown, as the shell does.
func output(of script: String, echoesLast: Bool = false) -> String {
  Interpreter.gate.withLock {
    let vm = Interpreter()
    var text = ""
    vm.output = { text += $0 }
    vm.outputFolders = ["/tmp"]
    vm.errorOutput = { _ in }
    Library.install(in: vm)
    do {
      try vm.run(Source(script, name: "test.py"), echoLast: echoesLast)
      if let value = vm.echoed, !value.isNone { text += try vm.repr(value) + "\n" }
    } catch {
      let traceback = vm.traceback(of: vm.exception(for: error))
      text += traceback.split(separator: "\n").last.map(String.init) ?? ""
    }
    return text
  }
}

func trimmed(_ text: String) -> String {
  var text = text[...]
  while text.last == "\n" { text.removeLast() }
  return String(text)
}

@Suite struct NumPyTests {
  static let setting = """
    import numpy as np
    i = np.arange(6).reshape(2, 3)
    b = np.array([True, False, True])
    u = np.array([250, 3], dtype=np.uint8)
    f = np.array([1.5, 2.5], dtype=np.float32)

    """

  @Test(arguments: [
    Row.ufunc, Row.reduction, Row.creation, Row.manipulation, Row.mathematics, Row.other, Row.unsigned,
    Row.generator,
  ])
  func expressionsGiveWhatNumPyGives(rows: [Row]) {
    var script = NumPyTests.setting
    for row in rows {
      script += """
        x = np.arange(6.).reshape(2, 3)
        try:
            r = \(row.expression)
            if type(r) is tuple:
                for q in r: print(' ', repr(q))
            else: print(' ', repr(r))
        except Exception as e:
            print('  !!', type(e).__name__, e)
        print('=====')

        """
    }
    let parts = output(of: script).split(separator: "=====\n", omittingEmptySubsequences: false)
    #expect(parts.count == rows.count + 1)
    for (row, part) in zip(rows, parts) {
      #expect(trimmed(String(part)) == row.expected, "\(row.expression)")
    }
  }

  @Test(arguments: ScriptRow.all)
  func scriptsPrintWhatTheyPrintUnderNumPy(row: ScriptRow) {
    #expect(trimmed(output(of: "import numpy as np\n" + row.script)) == row.expected)
  }

  @Test func unknownNamesSuggestKnownOnes() {
    #expect(
      output(of: "import numpy as np\nnp.convolv([1], [2])")
        == "AttributeError: module 'numpy' has no attribute 'convolv'. Did you mean: 'convolve'?")
    #expect(
      output(of: "import nump")
        == "ModuleNotFoundError: No module named 'nump'. Did you mean: 'numpy'?")
  }
}
