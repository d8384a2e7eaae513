import Notebooks
import Testing

/// Sessions share a process: `%check` replays beside the shell, `nbsh replay a.py b.py` one after the other.
@Suite struct SessionsApartTests {
  private func output(of source: String, in session: Session) -> String {
    var text = ""
    session.run(source, name: "<cell>", firstLine: 1, echoLast: true) { output in
      switch output {
      case .text(let printed), .value(let printed): text += printed
      default: break
      }
    }
    return text
  }

  @Test func whatOneSetsForPrintingIsNoBusinessOfTheOther() {
    let (one, other) = (Session(), Session())
    let third = "import numpy as np\nnp.array([1 / 3])"
    #expect(output(of: "import numpy as np\nnp.set_printoptions(precision=2)", in: one) == "")
    #expect(output(of: third, in: other) == "array([0.33333333])")
    #expect(output(of: third, in: one) == "array([0.33])")
    #expect(output(of: third, in: Session()) == "array([0.33333333])")
  }

  @Test func theFirstOneStillWarnsAfterAnother() {
    let warning = "import warnings\nwarnings.simplefilter('error')\nimport numpy as np\n"
    let attempt = """
      try:
          print(np.log(0.0))
      except RuntimeWarning as error:
          print(error)
      """
    let one = Session()
    #expect(output(of: warning + attempt, in: one) == "divide by zero encountered in log\n")
    do {
      let other = Session()
      #expect(output(of: "import numpy as np\nnp.seterr(all='ignore')\n" + attempt, in: other) == "-inf\n")
    }
    #expect(output(of: attempt, in: one) == "divide by zero encountered in log\n")
  }
}
