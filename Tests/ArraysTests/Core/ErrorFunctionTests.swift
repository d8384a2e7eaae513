import Arrays
import Testing

@Suite struct ErrorFunctionTests {
  /// Nearest doubles to values computed with 60 digits.
  @Test(arguments: [
    (1e-08, 1.1283791670955126e-08, 0.9999999887162083),
    (0.0346, 0.03902634496737795, 0.960973655032622),
    (0.25, 0.27632639016823696, 0.7236736098317631),
    (0.5, 0.5204998778130465, 0.4795001221869535),
    (0.8131, 0.7498137229350939, 0.25018627706490615),
    (1.0, 0.8427007929497149, 0.15729920705028513),
    (1.5, 0.9661051464753108, 0.033894853524689274),
    (2.0, 0.9953222650189527, 0.004677734981047266),
    (2.75, 0.9998993780778803, 0.00010062192211963683),
    (3.25, 0.9999956972205363, 4.302779463675122e-06),
  ])
  func valuesAreTheNearestDoubles(x: Double, erf: Double, erfc: Double) {
    #expect(ErrorFunction.erf(x) == erf)
    #expect(ErrorFunction.erfc(x) == erfc)
    #expect(ErrorFunction.erf(-x) == -erf)
  }

  @Test func edges() {
    #expect(ErrorFunction.erf(.infinity) == 1 && ErrorFunction.erf(-.infinity) == -1)
    #expect(ErrorFunction.erfc(.infinity) == 0 && ErrorFunction.erfc(-.infinity) == 2)
    #expect(ErrorFunction.erf(.nan).isNaN && ErrorFunction.erfc(.nan).isNaN)
    #expect(ErrorFunction.erf(-0.0).sign == .minus)
    #expect(abs(ErrorFunction.erfc(5) / 1.5374597944280349e-12 - 1) < 1e-15)
  }
}
