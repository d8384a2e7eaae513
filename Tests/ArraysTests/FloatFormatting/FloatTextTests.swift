import Testing

@testable import Arrays

/// Expected texts are CPython's.
@Suite struct FloatTextTests {
  @Test(
    arguments: [
      (0.0, "0.0"),
      (-0.0, "-0.0"),
      (1.0, "1.0"),
      (0.1, "0.1"),
      (1000000000000000.0, "1000000000000000.0"),
      (9999999999999998.0, "9999999999999998.0"),
      (1e+16, "1e+16"),
      (1.2345678901234568e+17, "1.2345678901234568e+17"),
      (0.0001, "0.0001"),
      (0.00012345, "0.00012345"),
      (1e-05, "1e-05"),
      (1.7976931348623157e+308, "1.7976931348623157e+308"),
      (9007199254740992.0, "9007199254740992.0"),
      (1e+22, "1e+22"),
      (1e+23, "1e+23"),
      (-2.5, "-2.5"),
      (0.3333333333333333, "0.3333333333333333"),
      (.infinity, "inf"),
      (-.infinity, "-inf"),
      (.nan, "nan"),
      (2.2250738585072014e-308, "2.2250738585072014e-308"),
      (100.0, "100.0"),
    ] as [(Double, String)])
  func reprOfDoubles(_ x: Double, _ text: String) { #expect(FloatText.repr(x) == text) }

  @Test(
    arguments: [
      (0.1, "0.1"),
      (1.0, "1.0"),
      (999999.0, "999999.0"),
      (1000000.0, "1e+06"),
      (16777216.0, "1.6777216e+07"),
      (0.0001, "1e-04"),
      (0.001, "0.001"),
      (3.4028235e+38, "3.4028235e+38"),
      (0.3333333333333333, "0.33333334"),
    ] as [(Float, String)])
  func strOfFloat32(_ x: Float, _ text: String) { #expect(FloatText.repr32(x) == text) }

  @Test(
    arguments: [
      (2.675, 2, false, "2.67"),
      (0.5, 0, false, "0"),
      (1.5, 0, false, "2"),
      (2.5, 0, false, "2"),
      (2.5, 0, true, "2."),
      (-0.04, 1, false, "-0.0"),
      (1e+22, 0, false, "10000000000000000000000"),
      (0.1, 30, false, "0.100000000000000005551115123126"),
      (123.456, 3, false, "123.456"),
      (1e-07, 3, false, "0.000"),
      (9.995, 2, false, "9.99"),
      (.nan, 2, false, "nan"),
      (-.infinity, 2, false, "-inf"),
      (
        1.7976931348623157e+308, 1, false,
        "179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123348274797826204144723168738177180919299881250404026184124858368.0"
      ),
      (100000.0, 6, false, "100000.000000"),
      (1000000.0, 6, false, "1000000.000000"),
      (100000.0, 4, true, "100000.0000"),
      (0.0001, 3, false, "0.000"),
      (1e-05, 3, false, "0.000"),
    ] as [(Double, Int, Bool, String)])
  func fixedFormat(_ x: Double, _ precision: Int, _ alternate: Bool, _ text: String) {
    #expect(FloatText.fixed(x, precision: precision, alternate: alternate) == text)
  }

  @Test(
    arguments: [
      (2.675, 2, false, "2.67e+00"),
      (0.5, 0, false, "5e-01"),
      (1.5, 0, false, "2e+00"),
      (2.5, 0, false, "2e+00"),
      (2.5, 0, true, "2.e+00"),
      (-0.04, 1, false, "-4.0e-02"),
      (1e+22, 0, false, "1e+22"),
      (0.1, 30, false, "1.000000000000000055511151231258e-01"),
      (123.456, 3, false, "1.235e+02"),
      (1e-07, 3, false, "1.000e-07"),
      (9.995, 2, false, "9.99e+00"),
      (.nan, 2, false, "nan"),
      (-.infinity, 2, false, "-inf"),
      (1.7976931348623157e+308, 1, false, "1.8e+308"),
      (100000.0, 6, false, "1.000000e+05"),
      (1000000.0, 6, false, "1.000000e+06"),
      (100000.0, 4, true, "1.0000e+05"),
      (0.0001, 3, false, "1.000e-04"),
      (1e-05, 3, false, "1.000e-05"),
    ] as [(Double, Int, Bool, String)])
  func exponentFormat(_ x: Double, _ precision: Int, _ alternate: Bool, _ text: String) {
    #expect(FloatText.exponent(x, precision: precision, alternate: alternate) == text)
  }

  @Test(
    arguments: [
      (2.675, 2, false, "2.7"),
      (0.5, 0, false, "0.5"),
      (1.5, 0, false, "2"),
      (2.5, 0, false, "2"),
      (2.5, 0, true, "2."),
      (-0.04, 1, false, "-0.04"),
      (1e+22, 0, false, "1e+22"),
      (0.1, 30, false, "0.100000000000000005551115123126"),
      (123.456, 3, false, "123"),
      (1e-07, 3, false, "1e-07"),
      (9.995, 2, false, "10"),
      (.nan, 2, false, "nan"),
      (-.infinity, 2, false, "-inf"),
      (1.7976931348623157e+308, 1, false, "2e+308"),
      (100000.0, 6, false, "100000"),
      (1000000.0, 6, false, "1e+06"),
      (100000.0, 4, true, "1.000e+05"),
      (0.0001, 3, false, "0.0001"),
      (1e-05, 3, false, "1e-05"),
    ] as [(Double, Int, Bool, String)])
  func generalFormat(_ x: Double, _ precision: Int, _ alternate: Bool, _ text: String) {
    #expect(FloatText.general(x, precision: precision, alternate: alternate) == text)
  }

  @Test(
    arguments: [
      (100000.0, 4, "1e+05"),
      (1.0, 4, "1.0"),
      (12345.0, 4, "1.234e+04"),
      (1234.5, 4, "1.234e+03"),
      (0.00012, 3, "0.00012"),
      (1.2e-05, 3, "1.2e-05"),
      (3.0, 1, "3e+00"),
      (30.0, 1, "3e+01"),
      (2.675, 3, "2.67"),
    ] as [(Double, Int, String)])
  func formatWithoutTypeLetter(_ x: Double, _ precision: Int, _ text: String) {
    #expect(FloatText.general(x, precision: precision, addDotZero: true) == text)
  }

  @Test func percentMultipliesFirst() {
    #expect(FloatText.percent(0.1234, precision: 1) == "12.3%")
    #expect(FloatText.percent(0.29, precision: 0) == "29%")
    #expect(FloatText.percent(1.0, precision: 2) == "100.00%")
  }
}
