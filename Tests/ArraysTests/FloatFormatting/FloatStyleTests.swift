import Testing

@testable import Arrays

/// Expected texts are those of `np.format_float_positional` and `np.format_float_scientific`.
@Suite struct FloatStyleTests {
  @Test func positional() {
    #expect(FloatText.positional(3.14159265, style { $0.precision = 3 }) == "3.142")
    #expect(FloatText.positional(1.1999, style { $0.precision = 3 }) == "1.2")
    #expect(FloatText.positional(1.2003, style { $0.precision = 3 }) == "1.200")
    #expect(FloatText.positional(1.5, style { $0.minimumDigits = 4 }) == "1.5000")
    #expect(
      FloatText.positional(
        1e-09,
        style {
          $0.precision = 4
          $0.trim = .zeros
        }) == "0.")
    #expect(
      FloatText.positional(
        5e-05,
        style {
          $0.precision = 4
          $0.trim = .zerosAndPoint
        }) == "0.0001")
    #expect(
      FloatText.positional(
        2.0,
        style {
          $0.trim = .allButOneZero
          $0.padLeft = 4
          $0.padRight = 3
        }) == "   2.0  ")
    #expect(
      FloatText.positional(
        2.0,
        style {
          $0.trim = .zerosAndPoint
          $0.padLeft = 4
          $0.padRight = 3
        }) == "   2    ")
    #expect(
      FloatText.positional(
        0.1,
        style {
          $0.precision = 20
          $0.unique = false
        }) == "0.10000000000000000555")
    #expect(
      FloatText.positional(
        38.5,
        style {
          $0.precision = 1
          $0.fractional = false
          $0.trim = .zerosAndPoint
        }) == "40")
    #expect(
      FloatText.positional(
        -1234.5678,
        style {
          $0.precision = 2
          $0.unique = false
          $0.trim = .zeros
          $0.padLeft = 8
          $0.padRight = 6
        }) == "   -1234.57    ")
    #expect(
      FloatText.positional(
        0.25,
        style {
          $0.fractional = false
          $0.minimumDigits = 6
        }) == "0.250000")
  }

  @Test func scientific() {
    #expect(FloatText.scientific(3.14159265, style { $0.precision = 3 }) == "3.142e+00")
    #expect(FloatText.scientific(5.0, style { $0.trim = .zerosAndPoint }) == "5e+00")
    #expect(
      FloatText.scientific(
        5.0,
        style {
          $0.trim = .zerosAndPoint
          $0.minimumDigits = 3
        }) == "5.e+00")
    #expect(
      FloatText.scientific(
        0.0,
        style {
          $0.precision = 3
          $0.unique = false
        }) == "0.000e+00")
    #expect(
      FloatText.scientific(
        1e-300,
        style {
          $0.precision = 2
          $0.trim = .zeros
        }) == "1.e-300")
    #expect(
      FloatText.scientific(
        123456.0,
        style {
          $0.precision = 2
          $0.unique = false
          $0.trim = .allButOneZero
          $0.exponentDigits = 4
        }) == "1.23e+0005")
    #expect(
      FloatText.scientific(
        9.9996,
        style {
          $0.precision = 3
          $0.exponentDigits = 1
        }) == "1.e+1")
  }

  @Test func float32HasItsOwnShortestDigits() {
    #expect(FloatText.positional(Float(0.1), FloatStyle()) == "0.1")
    #expect(
      FloatText.positional(
        Float(1e-5),
        style {
          $0.precision = 4
          $0.trim = .allButOneZero
        }) == "0.0")
  }

  private func style(_ change: (inout FloatStyle) -> Void) -> FloatStyle {
    var style = FloatStyle()
    change(&style)
    return style
  }
}
