/// How the output of a cell differs from its record.
public struct Mismatch: Sendable, Equatable {
  public let recorded: [String]
  public let got: [String]
  /// The first line, from 0, that does not agree.
  public let firstDifference: Int
  /// The floats that do not agree, where nothing but floats differs.
  public let numbers: NumberDifference?
  /// Whether all text agrees.
  public let sameShape: Bool
  public var figures: [FigureMismatch]
  /// The line of the script, from 1, on which the record begins.
  public var firstLine: Int?

  /// A line as the report shows it.
  static func text(_ line: OutputLine) -> String {
    switch line {
    case .text(let text): text
    case .figure(let figure): "[figure \(figure.width)x\(figure.height)]"
    }
  }
}

/// How a figure differs from its file.
public struct FigureMismatch: Sendable, Equatable {
  public let line: FigureLine
  public let got: RenderedFigure
  public var expected: [UInt8]?
  public var reason = ""
  /// The root mean square of the pixels' differences, 0 to 255, where both have one size.
  public var distance: Double?

  init(line: FigureLine, got: RenderedFigure) {
    self.line = line
    self.got = got
  }
}

extension Mismatch {
  /// The difference for a person: both sides, a mark under the first difference, and what tolerance would pass.
  ///
  /// - Parameters:
  ///   - width: how many columns the report may take.
  ///   - limit: how many lines of output are shown at most.
  public func report(width: Int = 100, limit: Int = 12) -> [String] {
    var out: [String] = []
    let textDiffers = numbers != nil || !sameShape || figures.isEmpty
    if textDiffers { out += sideBySide(width: max(40, width), limit: limit) }
    if let numbers {
      let many = numbers.count == 1 ? "1 number differs" : "\(numbers.count) numbers differ"
      out.append(
        "\(many); largest relative error \(Self.short(numbers.relativeError)): \(numbers.got) for \(numbers.expected), "
          + "number \(numbers.ordinal), output line \(numbers.line + 1)")
      out.append(numbers.passing.map { "\($0) would pass" } ?? "no tolerance would pass")
    } else if textDiffers, OldScalars.explain(recorded: recorded, got: got) {
      out.append("only the types are new that NumPy 2 shows with its scalars: record it again")
    } else if textDiffers, !recorded.isEmpty, !got.isEmpty {
      out.append("more than floats differs: no tolerance would pass")
    }
    for figure in figures {
      var line = "figure \(figure.line.path) \(figure.reason)"
      if let distance = figure.distance {
        line += "; image_tol=\(Tolerance.roundedUpPlain(distance)) would pass"
      }
      out.append(line)
    }
    return out
  }

  private static func short(_ value: Double) -> String {
    value.isFinite ? Tolerance.roundedUp(value) : "infinite"
  }

  private func sideBySide(width: Int, limit: Int) -> [String] {
    let first = max(0, firstDifference - 2)
    let count = max(recorded.count, got.count)
    let last = min(count, first + limit)
    // The numbers of the script's lines stand before them.
    let digits = firstLine.map { String($0 + max(0, recorded.count - 1)).utf8.count + 1 } ?? 0
    let column = (width - digits - 3) / 2
    let blank = String(repeating: " ", count: digits)
    func number(_ index: Int) -> String {
      guard let firstLine, index < recorded.count else { return blank }
      let text = String(firstLine + index)
      return String(repeating: " ", count: max(0, digits - 1 - text.utf8.count)) + text + " "
    }
    var out = ["\(blank)\(pad("expected", column)) | got"]
    if first > 0 { out.append("\(blank)  (\(first) equal line\(first == 1 ? "" : "s"))") }
    for index in first..<max(first, last) {
      let left = index < recorded.count ? recorded[index] : nil
      let right = index < got.count ? got[index] : nil
      let mark = index == firstDifference ? Self.firstDifference(left ?? "", right ?? "") : nil
      let shift = mark.map { max(0, $0 - column + 8) } ?? 0
      // Under a tolerance, lines above the first difference may agree without being equal.
      let same = index < firstDifference || left.map { l in right.map { sameBytes(l, $0) } ?? false } ?? false
      out.append(
        "\(number(index))\(pad(cut(left, shift, column), column)) \(same ? " " : "|") \(cut(right, shift, column))"
      )
      if let mark {
        let caret = String(repeating: " ", count: mark - shift) + "^"
        out.append("\(blank)\(pad(left == nil ? "" : caret, column)) | \(right == nil ? "" : caret)")
      }
    }
    if last < count { out.append("\(blank)  (\(count - last) more line\(count - last == 1 ? "" : "s"))") }
    return out.map { $0.hasSuffix(" ") ? String($0.reversed().drop { $0 == " " }.reversed()) : $0 }
  }

  /// How many characters two lines share at their beginning; where a number differs, up to that number.
  static func firstDifference(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    var index = 0
    while index < left.count, index < right.count, left[index] == right[index] { index += 1 }
    return index
  }

  private func cut(_ line: String?, _ shift: Int, _ width: Int) -> String {
    guard let line else { return "(nothing)" }
    var scalars = Array(line.unicodeScalars.dropFirst(shift))
    if shift > 0, !scalars.isEmpty { scalars[0] = "…" }
    if scalars.count > width { scalars = scalars.prefix(width - 1) + ["…"] }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.map { $0 == "\t" ? " " : $0 })
    return String(view)
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
  }
}
