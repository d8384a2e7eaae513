/// Decides whether what a cell showed is what it recorded.
public struct Matcher {
  public var tolerance: Tolerance
  /// How far pixels may be apart, as a root mean square from 0 to 255; 0 asks for equal pixels.
  public var imageTolerance: Double
  /// Reads the file that a recorded figure line names; `nil` where it cannot be read.
  public var loadFigure: (FigureLine) -> [UInt8]?
  public var pictures: PictureComparer

  public init(
    options: CellOptions = CellOptions(), pictures: PictureComparer = .bytesOnly,
    loadFigure: @escaping (FigureLine) -> [UInt8]? = { _ in nil }
  ) {
    tolerance = Tolerance(rtol: options.rtol ?? 0, atol: options.atol ?? 0, ulp: options.ulp ?? 0)
    imageTolerance = options.imageTolerance ?? 0
    self.pictures = pictures
    self.loadFigure = loadFigure
  }

  private var isTolerant: Bool { tolerance != Tolerance() }

  /// Compares, and returns nothing where both agree.
  public func compare(recorded: [String], got: [OutputLine]) -> Mismatch? {
    var figures = FigureCache(matcher: self)
    if agree(recorded, got, &figures) { return nil }
    return mismatch(recorded, got, &figures)
  }

  // MARK: Agreement

  private func agree(_ recorded: [String], _ got: [OutputLine], _ figures: inout FigureCache) -> Bool {
    var cache = figures
    let indexed = Array(got.enumerated())
    let byLine = matchesWithStars(
      recorded, indexed, isStar: { trimmed($0) == "..." },
      accepts: { lineAgrees($0, $1.element, at: $1.offset, &cache) })
    figures = cache
    if byLine { return true }
    guard isTolerant else { return false }
    return agreeByPieces(recorded, got, &figures)
  }

  /// Whether one line or figure agrees with one recorded line.
  private func lineAgrees(_ recorded: String, _ got: OutputLine, at index: Int, _ figures: inout FigureCache)
    -> Bool
  {
    switch got {
    case .text(let text):
      if lineMatches(recorded, text) { return true }
      return isTolerant && FigureLine(recorded) == nil
        && PieceMatcher(tolerance: tolerance).agree(Token.split([recorded]), Token.split([text]))
    case .figure(let figure):
      guard let line = FigureLine(recorded) else { return false }
      return figures.difference(line, figure, at: index) == nil
    }
  }

  /// Compares the text between figures piece by piece, so that line breaks inside brackets may move.
  private func agreeByPieces(_ recorded: [String], _ got: [OutputLine], _ figures: inout FigureCache) -> Bool
  {
    let left = Section.split(recorded: recorded)
    let right = Section.split(got: got)
    guard left.count == right.count else { return false }
    for (recorded, got) in zip(left, right) {
      guard
        PieceMatcher(tolerance: tolerance).agree(Token.split(recorded.lines), Token.split(got.lines))
      else { return false }
      switch (recorded.figure, got.figure) {
      case (nil, nil): continue
      case (let line?, .figure(let figure)?):
        if let line = FigureLine(line), figures.difference(line, figure, at: got.figureIndex) == nil {
          continue
        }
        return false
      default: return false
      }
    }
    return true
  }

  // MARK: Disagreement

  private func mismatch(_ recorded: [String], _ got: [OutputLine], _ figures: inout FigureCache) -> Mismatch {
    // The longest run of agreeing lines from the top says where the first difference stands.
    var first = 0
    while first < recorded.count, first < got.count,
      lineAgrees(recorded[first], got[first], at: first, &figures)
    { first += 1 }
    var numbers = NumberDifference(tolerance: tolerance)
    let left = Section.split(recorded: recorded)
    let right = Section.split(got: got)
    var sameShape = left.count == right.count
    var firstLine = 0
    for (recorded, got) in zip(left, right) where sameShape {
      sameShape = numbers.add(Token.split(recorded.lines), Token.split(got.lines), firstLine: firstLine)
      firstLine = got.figureIndex + 1
      if (recorded.figure == nil) != (got.figure == nil) { sameShape = false }
    }
    var different: [FigureMismatch] = []
    let lines = recorded.enumerated().compactMap { index, text in FigureLine(text).map { (index, $0) } }
    let shown = got.enumerated().compactMap { index, line -> (Int, RenderedFigure)? in
      if case .figure(let figure) = line { (index, figure) } else { nil }
    }
    var texts = got.map(Mismatch.text)
    for (line, figure) in zip(lines, shown) {
      if let difference = figures.difference(line.1, figure.1, at: figure.0) {
        different.append(difference)
      } else {
        texts[figure.0] = recorded[line.0]
      }
    }
    return Mismatch(
      recorded: recorded, got: texts, firstDifference: first,
      numbers: sameShape && numbers.count > 0 ? numbers : nil, sameShape: sameShape, figures: different)
  }
}

/// The text lines up to a figure, and the figure.
private struct Section {
  var lines: [String] = []
  var figure: Figure?
  var figureIndex = 0

  typealias Figure = String

  static func split(recorded: [String]) -> [Section] {
    var sections = [Section()]
    for (index, line) in recorded.enumerated() {
      if FigureLine(line) != nil {
        sections[sections.count - 1].figure = line
        sections[sections.count - 1].figureIndex = index
        sections.append(Section())
      } else {
        sections[sections.count - 1].lines.append(line)
      }
    }
    return sections
  }

  static func split(got: [OutputLine]) -> [GotSection] {
    var sections = [GotSection()]
    for (index, line) in got.enumerated() {
      switch line {
      case .text(let text): sections[sections.count - 1].lines.append(text)
      case .figure:
        sections[sections.count - 1].figure = line
        sections[sections.count - 1].figureIndex = index
        sections.append(GotSection())
      }
    }
    return sections
  }
}

private struct GotSection {
  var lines: [String] = []
  var figure: OutputLine?
  var figureIndex = 0
}

/// Compares each pair of pictures once.
private struct FigureCache {
  let matcher: Matcher
  private var known: [String: FigureMismatch?] = [:]

  init(matcher: Matcher) { self.matcher = matcher }

  /// How a figure differs from its file; nothing where it agrees.
  mutating func difference(_ line: FigureLine, _ figure: RenderedFigure, at index: Int) -> FigureMismatch? {
    let key = "\(index) \(line.path)"
    if let answer = known[key] { return answer }
    let answer = compare(line, figure)
    known[key] = .some(answer)
    return answer
  }

  /// Matplotlib writes its name into its pictures; no other program draws the same pixels.
  private static func origin(_ png: [UInt8]?) -> String {
    guard let start = png?.prefix(2048), find("Matplotlib", in: String(decoding: start, as: UTF8.self)) != nil
    else { return "" }
    return "; Matplotlib drew that one: record it again here, or tag the cell nbval-ignore-output"
  }

  private func compare(_ line: FigureLine, _ figure: RenderedFigure) -> FigureMismatch? {
    var mismatch = FigureMismatch(line: line, got: figure)
    guard line.width == figure.width, line.height == figure.height else {
      mismatch.expected = matcher.loadFigure(line)
      mismatch.reason =
        "is \(figure.width)x\(figure.height), recorded as \(line.width)x\(line.height)\(Self.origin(mismatch.expected))"
      return mismatch
    }
    guard let expected = matcher.loadFigure(line) else {
      mismatch.reason = "is recorded in a file that cannot be read"
      return mismatch
    }
    mismatch.expected = expected
    if expected == figure.png { return nil }
    guard let distance = matcher.pictures.distance(expected, figure.png) else {
      mismatch.reason = "is recorded as a picture of another size"
      return mismatch
    }
    if distance <= matcher.imageTolerance { return nil }
    mismatch.distance = distance
    mismatch.reason =
      "differs by \(Tolerance.roundedUpPlain(distance)) (root mean square of 0 to 255)\(Self.origin(expected))"
    return mismatch
  }
}
