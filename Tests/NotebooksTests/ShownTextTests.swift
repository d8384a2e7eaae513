import Notebooks
import Testing

/// The expected texts are those of IPython 8.12's `pretty`.
@Suite struct ShownTextTests {
  let session = Session()

  private func shown(_ source: String) -> String? {
    var value: String?
    session.run(source, name: "<cell>", firstLine: 1, echoLast: true) { output in
      if case .value(let text) = output { value = text }
    }
    return value
  }

  @Test func whatFitsStandsOnOneLine() {
    #expect(shown("[1, (2,), {'a': 3.5}, None]") == "[1, (2,), {'a': 3.5}, None]")
    #expect(shown("{3, 1, 2}") == "{1, 2, 3}")
    #expect(shown("(set(), frozenset([2, 1]), [], {})") == "(set(), frozenset({1, 2}), [], {})")
    #expect(shown("a = [1]\na.append(a)\na") == "[1, [...]]")
    #expect(shown("5") == "5")
  }

  @Test func outerBracketsBreakFirst() {
    let numbers = (0..<25).map(String.init)
    #expect(shown("list(range(25))") == "[" + numbers.joined(separator: ",\n ") + "]")
    #expect(
      shown(
        """
        {'alpha': list(range(12)), 'beta': {'gamma': 'x' * 30, 'delta': (1, 2.5, None)}, 'epsilon': [[1, 2], [3, 4]]}
        """) == """
          {'alpha': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
           'beta': {'gamma': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'delta': (1, 2.5, None)},
           'epsilon': [[1, 2], [3, 4]]}
          """)
  }

  @Test func anArrayKeepsItsColumns() {
    #expect(
      shown("import numpy as np\n[np.arange(30).reshape(2, 15), 'x']") == """
        [array([[ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14],
                [15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]]),
         'x']
        """)
  }

  @Test func aThousandItemsAreShown() throws {
    let text = try #require(shown("list(range(2000))"))
    #expect(text.hasSuffix(",\n 998,\n 999,\n ...]"))
  }

  @Test func classesAndObjectsAreShownByName() throws {
    #expect(shown("type(5)") == "int")
    #expect(shown("import numpy as np\n[type(np.zeros(2)), str]") == "[numpy.ndarray, str]")
    #expect(shown("class A: pass\nA") == "__main__.A")
    #expect(try #require(shown("A()")).hasPrefix("<__main__.A at 0x"))
    #expect(try #require(shown("{1: A()}")).hasPrefix("{1: <__main__.A at 0x"))
    #expect(shown("\"<class 'int'>\"") == "\"<class 'int'>\"")
  }

  @Test func deepNestingEndsInAnError() {
    #expect(shown("a = []\nfor i in range(100_000): a = [a]\na") == nil)
    #expect(shown("[1]") == "[1]")
  }
}
