import Language
import Testing

/// What a class may not have here: it is refused where the class is made, never ignored.
@Suite struct RefusalTests {
  @Test(arguments: [
    ("class A:\n    def __del__(self): pass\n", "__del__ is not part of nbsh"),
    ("class M(type): pass\n", "a class derived from 'type' is not part of nbsh"),
    ("class A(metaclass=int): pass\n", "a metaclass other than abc.ABCMeta is not part of nbsh"),
    ("(-8) ** 0.5\n", "complex, which is not part of nbsh"),
  ])
  func sayWhatIsLeftOut(script: String, words: String) {
    let message = Interpreter.gate.withLock {
      let vm = Interpreter()
      do {
        try vm.run(Source(script, name: "test.py"))
        return ""
      } catch {
        return vm.summary(of: vm.exception(for: error))
      }
    }
    #expect(message.hasPrefix("NotImplementedError: "))
    #expect(message.contains(words))
  }
}
