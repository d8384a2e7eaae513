import Notebooks
import Testing

@Suite struct MatcherTests {
  private func compare(
    _ recorded: String, _ got: String, rtol: Double? = nil, atol: Double? = nil, ulp: Double? = nil
  ) -> Mismatch? {
    var options = CellOptions()
    options.rtol = rtol
    options.atol = atol
    options.ulp = ulp
    let lines = OutputLine.lines(of: [.text(got)], includingError: true)
    return Matcher(options: options).compare(
      recorded: recorded.isEmpty
        ? [] : recorded.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      got: lines)
  }

  @Test func exactByDefault() {
    #expect(compare("a 1.0\nb", "a 1.0\nb\n") == nil)
    #expect(compare("a 1.0", "a 1.00\n") != nil)
    #expect(compare("-0.", "0.\n") != nil)
    #expect(compare("", "") == nil)
    #expect(compare("", "x\n") != nil)
    #expect(compare("x", "") != nil)
    #expect(compare("caf\u{E9}", "cafe\u{301}\n") != nil)
  }

  @Test func threePointsStandForAnything() {
    #expect(compare("took ...s", "took 3.25s\n") == nil)
    #expect(compare("took ...s", "took 3.25ms later\n") != nil)
    #expect(compare("a...b...c", "aXbYc\n") == nil)
    #expect(compare("a\n...\nz", "a\nb\nc\nz\n") == nil)
    #expect(compare("a\n...\nz", "a\nz\n") == nil)
    #expect(compare("a\n...\nz", "a\nb\n") != nil)
    #expect(compare("...", "") == nil)
    #expect(compare("loss 1.00 in ...s", "loss 1.01 in 3s\n", rtol: 0.1) == nil)
    #expect(compare("loss 1.00 in ...s", "loss 1.01 in 3s\n", rtol: 0.001) != nil)
  }

  @Test func threePointsStayOnTheirLineUnderATolerance() {
    #expect(compare("took ...\nloss 1.5", "took 3s\nloss 1.6\n", rtol: 0.1) == nil)
    #expect(compare("took ...\nloss 1.5", "took 3s\nextra\nloss 1.6\n", rtol: 0.1) != nil)
    #expect(compare("a\n...\nloss 1.5", "a\nb\nc 2\nloss 1.6\n", rtol: 0.1) == nil)
    #expect(compare("...\nt ...s\n[1. 2.\n 3.]", "a\nt 3s\nt 4s\n[1.1 2.\n  3. ]\n", rtol: 0.2) == nil)
    #expect(compare("t ...s\n[1. 2.\n 3.]", "a\nt 4s\n[1.1 2.\n  3. ]\n", rtol: 0.2) != nil)
  }

  @Test func manyStarsTakeLittleTime() {
    let pattern = String(repeating: "a...", count: 60) + "b"
    #expect(compare(pattern, String(repeating: "a", count: 4000) + "\n") != nil)
  }

  @Test func floatsMoveWithinATolerance() {
    #expect(compare("loss: 2.3026", "loss: 2.3027\n", rtol: 1e-4) == nil)
    #expect(compare("loss: 2.3026", "loss: 2.3027\n", rtol: 1e-6) != nil)
    #expect(compare("loss: 2.3026", "loss: 2.3027\n") != nil)
    #expect(compare("0.0", "1e-9\n", rtol: 1e-3) != nil)
    #expect(compare("0.0", "1e-9\n", atol: 1e-8) == nil)
    #expect(compare("1.0", "1.0000000000000002\n", ulp: 1) == nil)
    #expect(compare("1.0", "1.0000000000000004\n", ulp: 1) != nil)
    #expect(compare("-1.5", "1.5\n", rtol: 0.5) != nil)
  }

  @Test func wholeNumbersAndTextStayExact() {
    #expect(compare("epoch 3: 1.50", "epoch 4: 1.50\n", rtol: 1) != nil)
    #expect(compare("train 1.50", "test 1.50\n", rtol: 1) != nil)
    #expect(compare("conv2d 1.50", "conv3d 1.50\n", rtol: 1) != nil)
    #expect(compare("a b 1.5", "a  b 1.5\n", rtol: 1) != nil)
    #expect(compare("a\nb 1.5", "a b 1.5\n", rtol: 1) != nil)
    #expect(compare("3", "3.0\n", rtol: 1) != nil)
    #expect(compare("v1.2.3", "v1.2.4\n", rtol: 1) != nil)
    #expect(compare("numpy 1.2.3", "numpy 1.3.3\n", rtol: 1) != nil)
    #expect(compare("layer_1.5", "layer_1.6\n", rtol: 1) != nil)
    #expect(compare("took 3.5s, 50.0%", "took 3.6s, 50.1%\n", rtol: 0.1) == nil)
    #expect(compare("1.5+2.5j", "1.5+2.6j\n", rtol: 0.1) == nil)
    #expect(compare("(1, 2.5)", "(1, 2.6)\n", rtol: 0.1) == nil)
    #expect(compare("(1, 2.5)", "(2, 2.5)\n", rtol: 0.1) != nil)
  }

  @Test func specialNumbers() {
    #expect(compare("[nan inf -inf 1.5]", "[nan inf -inf 1.6]\n", rtol: 0.1) == nil)
    #expect(compare("[nan 1.5]", "[1.0 1.5]\n", rtol: 1) != nil)
    #expect(compare("[inf]", "[-inf]\n", rtol: 1) != nil)
    #expect(compare("[inf]", "[1e300]\n", rtol: 1) != nil)
    #expect(compare("-0.", "0.\n", rtol: 1e-9) == nil)
    #expect(compare("information 1.5", "nanometre 1.5\n", rtol: 1) != nil)
  }

  @Test func lineBreaksOfArraysMoveUnderATolerance() {
    let recorded = "array([1.  , 2.25, 3.  ,\n       4.  ])"
    let got = "array([1.     , 2.25001,\n       3.     , 4.     ])\n"
    #expect(compare(recorded, got, rtol: 1e-4) == nil)
    #expect(compare(recorded, got) != nil)
    #expect(compare(recorded, "array([1.     , 2.25001,\n       3.     , 5.     ])\n", rtol: 1e-4) != nil)
    #expect(compare("[[1.5 2.5]\n [3.5 4.5]]", "[[1.5 2.5]\n [3.5 4.6]]\n", rtol: 0.1) == nil)
    #expect(compare("[1. 2. ... 3. 4.]", "[1.1 2.  ... 3.  4. ]\n", rtol: 0.2) == nil)
    #expect(compare("[1. 2. 3.]", "[1. 2. 3. 4.]\n", rtol: 0.2) != nil)
  }

  @Test func theReportNamesErrorPlaceAndTolerance() throws {
    let mismatch = try #require(compare("first 1.0\nloss [1.0 2.0]", "first 1.0\nloss [1.0 2.5]\n"))
    #expect(mismatch.firstDifference == 1)
    let numbers = try #require(mismatch.numbers)
    #expect(numbers.count == 1 && numbers.line == 1 && numbers.ordinal == 3)
    #expect(numbers.relativeError == 0.25)
    #expect(numbers.passing == "rtol=0.25")
    #expect(compare("first 1.0\nloss [1.0 2.0]", "first 1.0\nloss [1.0 2.5]\n", rtol: 0.25) == nil)
    let report = mismatch.report(width: 60).joined(separator: "\n")
    #expect(report.contains("loss [1.0 2.0]"))
    #expect(report.contains("loss [1.0 2.5]"))
    #expect(report.contains("          ^"))
    #expect(report.contains("rtol=0.25 would pass"))
  }

  @Test func whatIsSuggestedPasses() throws {
    var generator = Generator(seed: 3)
    for _ in 0..<300 {
      let expected = Double.random(in: -10...10, using: &generator)
      let scale = generator.pick([100, 1, 0.1, 1e-3, 1e-8, 1e-14])
      let got = expected * (1 + scale * Double.random(in: -1...1, using: &generator))
      guard expected != got else { continue }
      let mismatch = try #require(compare("x = \(expected)", "x = \(got)\n"))
      let passing = try #require(mismatch.numbers?.passing)
      let value = try #require(Double(passing.dropFirst(5)))
      #expect(compare("x = \(expected)", "x = \(got)\n", rtol: value) == nil)
    }
    for _ in 0..<200 {
      let expected = (0..<6).map { _ in
        generator.chance(15) ? 0 : Double.random(in: -9...9, using: &generator)
      }
      let scale = generator.pick([10, 0.3, 1e-2, 1e-6, 1e-12])
      let got = expected.map {
        $0 + (generator.chance(50) ? 0 : scale * Double.random(in: -1...1, using: &generator))
      }
      guard expected != got else { continue }
      let (rtol, atol) = (generator.pick([0, 1e-9]), generator.pick([0, 1e-7]))
      guard let mismatch = compare("\(expected) end", "\(got) end\n", rtol: rtol, atol: atol) else {
        continue
      }
      let passing = try #require(mismatch.numbers?.passing)
      let value = try #require(Double(passing.dropFirst(5)))
      let isRelative = passing.hasPrefix("rtol=")
      #expect(
        compare(
          "\(expected) end", "\(got) end\n", rtol: isRelative ? value : rtol, atol: isRelative ? atol : value)
          == nil)
    }
    for (got, passing) in [
      ("1.5", "0.5"), ("3.0", "2"), ("26.0", "25"), ("1.025", "0.025"), ("251.0", "250"),
    ] {
      #expect(compare("1.0", "\(got)\n")?.numbers?.passing == "rtol=\(passing)")
    }
    let zero = try #require(compare("0.0", "1e-9\n"))
    #expect(zero.numbers?.passing?.hasPrefix("atol=") == true)
    #expect(compare("1.5", "nan\n")?.numbers?.passing == nil)
    #expect(compare("a", "b\n")?.numbers == nil)
  }

  @Test func recordsOfNumPy1AreNamedAsSuch() {
    func hint(_ recorded: String, _ got: String) -> String? { compare(recorded, got + "\n")?.report().last }
    let words = "only the types are new that NumPy 2 shows with its scalars: record it again"
    #expect(hint("9", "np.int64(9)") == words)
    #expect(hint("(0.5, (1, [True, False]))", "(np.float64(0.5), (1, [np.True_, np.False_]))") == words)
    #expect(hint("x\n9", "x\nnp.int64(9)") == words)
    #expect(hint("8", "np.int64(9)") != words)
    #expect(hint("9\n", "np.int64(9)\nmore") != words)
    #expect(hint("a", "b") != words)
  }

  @Test func aPictureThatMatplotlibDrewIsNamedAsSuch() {
    var recorded: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
    recorded += Array("tEXtSoftware\0Matplotlib version3.8.2".utf8)
    let matcher = Matcher(pictures: .bytesOnly) { _ in recorded }
    let figure = RenderedFigure(png: [1, 2, 3], width: 4, height: 5)
    let mismatch = matcher.compare(recorded: ["[figure s/1.png 3x5]"], got: [.figure(figure)])
    #expect(mismatch?.figures.first?.reason.contains("; Matplotlib drew that one: record it again") == true)
    let own = Matcher(pictures: .bytesOnly) { _ in [1] }
      .compare(recorded: ["[figure s/1.png 3x5]"], got: [.figure(figure)])
    #expect(own?.figures.first?.reason == "is 4x5, recorded as 3x5")
  }

  @Test func figuresAreComparedByPixels() {
    let same = RenderedFigure(png: [1, 2, 3], width: 4, height: 5)
    let other = RenderedFigure(png: [1, 2, 4], width: 4, height: 5)
    let pictures = PictureComparer(
      distance: { a, b in a.count == b.count ? Double(abs(Int(a[2]) - Int(b[2]))) : nil },
      difference: { _, _ in nil })
    func compare(_ figure: RenderedFigure, _ tolerance: Double?, line: String = "[figure s/1.png 4x5]")
      -> Mismatch?
    {
      var options = CellOptions()
      options.imageTolerance = tolerance
      return Matcher(
        options: options, pictures: pictures, loadFigure: { $0.path == "s/1.png" ? [1, 2, 3] : nil }
      )
      .compare(recorded: ["before", line], got: [.text("before"), .figure(figure)])
    }
    #expect(compare(same, nil) == nil)
    #expect(compare(other, nil)?.figures.first?.distance == 1)
    #expect(compare(other, 1) == nil)
    #expect(compare(same, nil, line: "[figure s/2.png 4x5]") != nil)
    #expect(compare(same, nil, line: "[figure s/1.png 4x6]") != nil)
    #expect(compare(same, nil, line: "text") != nil)
    #expect(FigureLine("[figure ../../x.png 1x1]") == nil)
    #expect(FigureLine("[figure a/1.png 640x480]")?.width == 640)
  }

  @Test func outputsBecomeLines() {
    let figure = RenderedFigure(png: [], width: 1, height: 2)
    let error = CellError(type: "ValueError", message: "no", traceback: "")
    let lines = OutputLine.lines(
      of: [.text("a"), .text("b\n\nc"), .value("1"), .figure(figure), .text("1%\r2%\n"), .error(error)],
      includingError: true)
    #expect(
      lines == [
        .text("ab"), .text(""), .text("c"), .text("1"), .figure(figure), .text("1%␍2%"),
        .text("ValueError: no"),
      ])
    #expect(OutputLine.lines(of: [.error(error)], includingError: false).isEmpty)
    #expect(
      OutputLine.lines(
        of: [.text("[figure a/1.png 4x3]\n\\[figure a/1.png 4x3]\n[figure]\n")], includingError: false)
        == [.text("\\[figure a/1.png 4x3]"), .text("\\\\[figure a/1.png 4x3]"), .text("[figure]")])
  }
}
