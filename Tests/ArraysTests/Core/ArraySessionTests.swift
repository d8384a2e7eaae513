import Testing

@testable import Arrays

@Suite struct ArraySessionTests {
  @Test func warningsGoToTheInnermostSessionAndNowhereOutside() throws {
    var heard: [String] = []
    let (outer, inner) = (ArraySession(), ArraySession())
    outer.onWarning = { warning throws(ArrayError) in heard.append("outer: " + warning.text) }
    inner.onWarning = { warning throws(ArrayError) in heard.append("inner: " + warning.text) }
    let zeros = try NDArray(zeros: [2], .float64)
    func logarithm() throws { _ = try NDArray.unary(.log, .array(zeros)) }
    try logarithm()
    try outer.run {
      try logarithm()
      try inner.run {
        try logarithm()
        try ArrayWarnings.silenced { try logarithm() }
        inner.onWarning = nil
        try logarithm()
      }
      try logarithm()
    }
    try logarithm()
    let text = "divide by zero encountered in log"
    #expect(heard == ["outer: " + text, "inner: " + text, "outer: " + text])
  }

  @Test func optionsAreThoseOfTheSession() throws {
    let session = ArraySession()
    let third = array([1.0 / 3.0])
    session.run { PrintOptions.current.precision = 2 }
    #expect(session.printOptions.precision == 2)
    #expect(try third.formatted(.str) == "[0.33333333]")
    #expect(try session.run { try third.formatted(.str) } == "[0.33]")
  }
}
