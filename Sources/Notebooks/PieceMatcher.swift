/// Compares two outputs piece by piece: floats within a tolerance, everything else as text.
struct PieceMatcher {
  let tolerance: Tolerance

  /// Whether all pieces agree. `...` stands for any pieces on its line, alone on its line for any lines.
  func agree(_ recorded: [Token], _ got: [Token]) -> Bool {
    if recorded.count == got.count, agreeInOrder(recorded, got) { return true }
    guard recorded.contains(where: { $0.kind == .anything }) else { return false }
    let places = Array(recorded.indices)
    let elements = Array(got.indices)
    return matchesWithStars(
      places, elements, isStar: { recorded[$0].kind == .anything },
      accepts: { pieceAgrees(recorded[$0], got[$1]) && startsAgree(recorded, $0, got, $1) },
      isFree: { isAlone(recorded, $0) }, mayTake: { !got[$0].beginsLine || got[$0].depth > 0 })
  }

  /// Whether a piece is the only one on its line.
  private func isAlone(_ tokens: [Token], _ place: Int) -> Bool {
    tokens[place].beginsLine && (place + 1 == tokens.count || tokens[place + 1].beginsLine)
  }

  private func agreeInOrder(_ recorded: [Token], _ got: [Token]) -> Bool {
    for index in recorded.indices {
      guard pieceAgrees(recorded[index], got[index]), startsAgree(recorded, index, got, index) else {
        return false
      }
    }
    return true
  }

  private func pieceAgrees(_ recorded: Token, _ got: Token) -> Bool {
    if case .float(let expected) = recorded.kind, case .float(let value) = got.kind {
      return tolerance.accepts(expected: expected, got: value)
    }
    return sameBytes(recorded.text, got.text)
  }

  /// Whether what stands before two pieces agrees: line breaks outside brackets, and blanks between words.
  private func startsAgree(_ recorded: [Token], _ place: Int, _ got: [Token], _ index: Int) -> Bool {
    let (a, b) = (recorded[place], got[index])
    if place > 0, recorded[place - 1].kind == .anything {
      // After `...` on the same line any blank may stand, but no new line.
      return a.beginsLine == b.beginsLine || b.depth > 0
    }
    let nearNumber =
      a.isNumber || a.isBracket
      || place > 0 && (recorded[place - 1].isNumber || recorded[place - 1].isBracket)
    if a.beginsLine != b.beginsLine { return a.depth > 0 && b.depth > 0 && nearNumber }
    return nearNumber || sameBytes(a.space, b.space)
  }
}

/// How far apart the floats of two outputs of one shape are.
public struct NumberDifference: Sendable, Equatable {
  /// How many pairs of floats do not agree.
  public private(set) var count = 0
  /// The pair with the largest relative error among those that do not agree.
  public private(set) var expected = ""
  public private(set) var got = ""
  public private(set) var relativeError = 0.0
  /// The line of the output, from 0, on which that float stands, and which float of the output it is, from 1.
  public private(set) var line = 0
  public private(set) var ordinal = 0
  private var largestDifference = 0.0
  private var needsAbsolute = false
  private var hopeless = false
  private var seen = 0
  private let tolerance: Tolerance

  init(tolerance: Tolerance) { self.tolerance = tolerance }

  /// Adds two texts; whether they have the same shape, so that only floats differ.
  mutating func add(_ recorded: [Token], _ got: [Token], firstLine: Int) -> Bool {
    guard recorded.count == got.count, PieceMatcher(tolerance: .unlimited).agreeExceptNumbers(recorded, got)
    else {
      return false
    }
    for (a, b) in zip(recorded, got) {
      guard case .float(let expected) = a.kind, case .float(let value) = b.kind else { continue }
      seen += 1
      if tolerance.accepts(expected: expected, got: value),
        tolerance != Tolerance() || sameBytes(a.text, b.text)
      {
        continue
      }
      note(a, b, expected, value, line: firstLine + b.line)
    }
    return true
  }

  private mutating func note(_ a: Token, _ b: Token, _ expected: Double, _ value: Double, line: Int) {
    let error = Tolerance.relativeError(expected: expected, got: value)
    if !Tolerance.unlimited.accepts(expected: expected, got: value) { hopeless = true }
    largestDifference = max(largestDifference, abs(value - expected))
    if expected == 0 { needsAbsolute = true }
    count += 1
    guard count == 1 || error > relativeError else { return }
    relativeError = error
    self.expected = String(a.text)
    got = String(b.text)
    self.line = line
    ordinal = seen
  }

  /// The smallest tolerance that would pass, as a header would say it; nothing where none would.
  public var passing: String? {
    if hopeless || count == 0 { return nil }
    if needsAbsolute { return "atol=\(Tolerance.roundedUp(largestDifference))" }
    // Two spellings of one number: any tolerance at all compares them as numbers.
    return "rtol=\(relativeError == 0 ? "1e-15" : Tolerance.roundedUp(relativeError))"
  }
}

extension PieceMatcher {
  /// Whether two outputs agree in everything but the values of their floats.
  fileprivate func agreeExceptNumbers(_ recorded: [Token], _ got: [Token]) -> Bool {
    for index in recorded.indices {
      let (a, b) = (recorded[index], got[index])
      guard a.isNumber && b.isNumber || sameBytes(a.text, b.text) else { return false }
      guard startsAgree(recorded, index, got, index) else { return false }
    }
    return true
  }
}
