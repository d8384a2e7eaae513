import Language
import Testing

@testable import Library

/// What a script prints and what goes to the error output.
private func run(_ script: String) -> (output: String, errors: String) {
  Interpreter.gate.withLock {
    let vm = Interpreter()
    var output = ""
    var errors = ""
    vm.output = { output += $0 }
    vm.errorOutput = { errors += $0 }
    Library.install(in: vm)
    do {
      try vm.run(Source(script, name: "test.py"))
    } catch {
      output += vm.traceback(of: vm.exception(for: error))
    }
    return (output, errors)
  }
}

/// Expected texts are those of CPython 3.11 with NumPy 2.4.
@Suite struct WarningsModuleTests {
  @Test func warningsNameTheLineThatTheyBlame() {
    let script = """
      import warnings
      def old():
          warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)
      def older():
          old()
      older()
      for k in range(3): old()
      class P:
          @property
          def z(self):
              warnings.warn("prop", stacklevel=2)
              return 1
      q = P()
      q.z
      def gen():
          warnings.warn("gen", stacklevel=2)
          yield 1
      for i in gen():
          pass
      print(sorted([2, 1], key=lambda v: warnings.warn("key") or v))
      """
    let (output, errors) = run(script)
    #expect(output == "[1, 2]\n")
    #expect(
      errors == """
        test.py:5: DeprecationWarning: old is deprecated
          old()
        test.py:7: DeprecationWarning: old is deprecated
          for k in range(3): old()
        test.py:14: UserWarning: prop
          q.z
        test.py:18: UserWarning: gen
          for i in gen():
        test.py:20: UserWarning: key
          print(sorted([2, 1], key=lambda v: warnings.warn("key") or v))

        """)
  }

  @Test func filtersDecide() {
    let (output, errors) = run(
      #"""
      import warnings
      import numpy as np
      a = np.zeros(3)
      with warnings.catch_warnings(record=True) as w:
          warnings.simplefilter("always")
          np.exp(np.array([1000.]))
          warnings.warn("hello", UserWarning)
          print(len(w), w[0].category.__name__, w[0].message, w[1].lineno, w[1].filename)
      with warnings.catch_warnings():
          warnings.simplefilter('error')
          try:
              np.log(a)
          except RuntimeWarning as e:
              print('raised', e)
      warnings.filterwarnings('ignore', message='divide.*log')
      np.log(a)
      np.log(-np.ones(4))
      warnings.filterwarnings('ignore')
      np.sqrt(-np.ones(4))
      def show(m, c, f, l, file=None, line=None): print('SHOW', m, c.__name__, l)
      warnings.showwarning = show
      warnings.simplefilter('default')
      a / 0
      for wrong in (lambda: warnings.simplefilter('bogus'), lambda: warnings.warn('x', int),
                    lambda: warnings.filterwarnings('ignore', category=int)):
          try:
              wrong()
          except Exception as e:
              print(f'{type(e).__name__}: {e}')
      """#)
    #expect(
      output == """
        2 RuntimeWarning overflow encountered in exp 7 test.py
        raised divide by zero encountered in log
        SHOW invalid value encountered in divide RuntimeWarning 23
        AssertionError: invalid action: 'bogus'
        TypeError: category must be a Warning subclass, not 'type'
        AssertionError: category must be a Warning subclass

        """)
    #expect(
      errors == """
        test.py:17: RuntimeWarning: invalid value encountered in log
          np.log(-np.ones(4))

        """)
  }

  @Test func anErrorInShowwarningReachesTheScript() {
    let (output, _) = run(
      """
      import warnings
      import numpy as np
      def show(*details): raise KeyError('shown')
      warnings.showwarning = show
      try:
          np.log(np.zeros(2))
      except KeyError as e:
          print(e)
      """)
    #expect(output == "'shown'\n")
  }
}

@Suite struct NumPyWarningsTests {
  /// Each expression with what it raises under `np.errstate(all='raise')`.
  @Test(arguments: [
    ("np.exp(np.array([-1000.]))", "underflow encountered in exp"),
    ("np.exp(np.array([1000.]))", "overflow encountered in exp"),
    ("np.exp(np.array([-709.0, -720, 0]))", "underflow encountered in exp"),
    ("np.zeros(2) / 0", "invalid value encountered in divide"),
    ("np.ones(2) // 0", "divide by zero encountered in floor_divide"),
    ("np.float64(1e-300) * np.float64(1e-300)", "underflow encountered in scalar multiply"),
    ("np.float64(1e308) * 10", "overflow encountered in scalar multiply"),
    ("np.float64('inf') - np.float64('inf')", "invalid value encountered in scalar subtract"),
    ("np.float64(1) / 0", "divide by zero encountered in scalar divide"),
    ("np.array(3.) / 0", "divide by zero encountered in divide"),
    ("np.array([1e-300]) * 1e-300", "underflow encountered in multiply"),
    ("np.array([1e200]) ** 2", "overflow encountered in square"),
    ("np.array([1e200]) ** 3", "overflow encountered in power"),
    ("np.array([-1.]) ** 0.5", "invalid value encountered in sqrt"),
    ("np.array([0.]) ** -1", "divide by zero encountered in reciprocal"),
    ("np.power(0., -1)", "divide by zero encountered in power"),
    ("np.log(0.)", "divide by zero encountered in log"),
    ("np.array([1e300]).astype(np.float32)", "overflow encountered in cast"),
    ("np.array([np.nan]).astype(int)", "invalid value encountered in cast"),
    ("np.array([1e308] * 3).sum()", "overflow encountered in reduce"),
    ("np.array([1e308] * 3).mean()", "overflow encountered in reduce"),
    ("np.cumsum(np.array([1e308] * 3))", "overflow encountered in accumulate"),
    ("np.dot(np.array([1e308] * 3), np.ones(3))", "overflow encountered in dot"),
    ("np.full((200, 200), 1e308) @ np.ones((200, 200))", "overflow encountered in matmul"),
    ("np.full((9, 9), np.inf) @ np.zeros((9, 9))", "invalid value encountered in matmul"),
  ])
  func troubleIsRaisedWhereAsked(expression: String, words: String) {
    let (output, errors) = run(
      """
      import numpy as np
      with np.errstate(all='raise'):
          try:
              \(expression)
          except FloatingPointError as e:
              print(e)
      """)
    #expect(output == words + "\n")
    #expect(errors.isEmpty)
  }

  @Test func nothingIsRaisedWithoutTrouble() {
    let (output, errors) = run(
      """
      import numpy as np
      rng = np.random.RandomState(0)
      with np.errstate(all='raise'):
          for n in (3, 17, 64, 200, 301):
              a, b = rng.randn(n, n), rng.randn(n, n).astype(np.float32)
              a @ a; b @ b; a.T @ a; a.sum(); a.mean(axis=0); b.std(); np.cumsum(b); np.exp(a); a ** 2; a[0] @ a[1]
          np.array([np.nan, np.inf]) + 1
          np.array([[np.nan, 1]]) @ np.ones((2, 2))
          np.float64(0) * 5 - 0
      print('quiet')
      """)
    #expect(output == "quiet\n")
    #expect(errors.isEmpty)
  }

  @Test func everyLineWarnsOnceForEachText() {
    let (_, errors) = run(
      """
      import numpy as np
      def f(x):
          return np.log(x)
      for k in range(3): f(np.zeros(2))
      f(np.zeros(2)); f(-np.ones(2))
      with np.errstate(divide='print'):
          np.ones(1) / 0
      """)
    #expect(
      errors == """
        test.py:3: RuntimeWarning: divide by zero encountered in log
          return np.log(x)
        test.py:3: RuntimeWarning: invalid value encountered in log
          return np.log(x)
        Warning: divide by zero encountered in divide

        """)
  }
}
