/// Lays an array's elements out in nested brackets, wrapped to the line width and, beyond the threshold, summarised.
struct ArrayPrinter {
  private let array: NDArray
  private let format: ElementFormat
  private let separator: String
  private let edgeItems: Int
  private let isSummarised: Bool

  /// The text of `array`, whose first line stands after `prefix` and whose last line before `suffix`.
  static func text(
    _ array: NDArray, separator: String, prefix: String, suffix: String, options: PrintOptions
  ) throws -> String {
    if array.count == 0 { return "[]" }
    let printer = try ArrayPrinter(array, separator: separator, options: options)
    let hanging = String(repeating: " ", count: prefix.unicodeScalars.count + 1)
    return try printer.text(
      axis: 0, offset: 0, hanging: hanging, width: options.lineWidth - suffix.unicodeScalars.count)
  }

  private init(_ array: NDArray, separator: String, options: PrintOptions) throws {
    self.array = array
    self.separator = separator
    // No array has so many items that doubling this could overflow.
    edgeItems = min(max(0, options.edgeItems), 1 << 60)
    isSummarised = array.count > options.threshold
    var shown: [Scalar] = []
    try ArrayPrinter.collect(array, axis: 0, offset: 0, edge: isSummarised ? edgeItems : 0, into: &shown)
    format = try ElementFormat(
      shown, dtype: array.dtype, isZeroDimensional: array.ndim == 0, options: options)
  }

  /// The elements that will be shown: those within `edge` of either end of every axis, or all if it is zero.
  private static func collect(
    _ array: NDArray, axis: Int, offset: Int, edge: Int, into shown: inout [Scalar]
  ) throws {
    if axis == array.ndim {
      if shown.count & 0xFFFF == 0 { try Interruption.check() }
      shown.append(Scalar(loading: array.data + offset, array.dtype))
      return
    }
    let length = array.shape[axis]
    for i in 0..<length where edge == 0 || length <= 2 * edge || i < edge || i >= length - edge {
      try collect(array, axis: axis + 1, offset: offset + i * array.strides[axis], edge: edge, into: &shown)
    }
  }

  private func text(axis: Int, offset: Int, hanging: String, width: Int) throws -> String {
    if axis == array.ndim { return try format.text(Scalar(loading: array.data + offset, array.dtype)) }
    let length = array.shape[axis]
    let hidesMiddle = isSummarised && 2 * edgeItems < length
    // The last element is always shown, also with no edge items.
    let leading = hidesMiddle ? edgeItems : 0
    let trailing = max(1, hidesMiddle ? edgeItems : length)
    let inner = hanging + " "
    func item(_ i: Int) throws -> String {
      if i & 0xFFF == 0 { try Interruption.check() }
      return try text(
        axis: axis + 1, offset: offset + i * array.strides[axis], hanging: inner, width: width - 1)
    }

    let bareSeparator = trimmedRight(separator)
    if axis == array.ndim - 1 {
      var line = WrappedLine(hanging: hanging, width: width - max(bareSeparator.unicodeScalars.count, 1))
      for i in 0..<leading {
        line.append(try item(i))
        line.appendUnbroken(separator)
      }
      if hidesMiddle {
        line.append("...")
        line.appendUnbroken(separator)
      }
      for i in (length - trailing)..<(length - 1) {
        line.append(try item(i))
        line.appendUnbroken(separator)
      }
      line.append(try item(length - 1))
      return "[" + line.text + "]"
    }

    let lineSeparator = bareSeparator + String(repeating: "\n", count: array.ndim - axis - 1)
    var rows: [String] = []
    for i in 0..<leading { rows.append(try item(i)) }
    if hidesMiddle { rows.append("...") }
    for i in (length - trailing)..<length { rows.append(try item(i)) }
    return "[" + rows.joined(separator: lineSeparator + hanging) + "]"
  }
}

/// Words filled into lines of a given width; lines after the first begin with `hanging`, which counts on all lines.
private struct WrappedLine {
  private let hanging: String
  private let indent: Int
  private let width: Int
  private var finished = ""
  private var line = ""
  /// The length of `line`, the indent included.
  private var length: Int

  init(hanging: String, width: Int) {
    self.hanging = hanging
    self.width = width
    indent = hanging.utf8.count
    length = indent
  }

  var text: String { finished + line }

  /// Adds a word, on a new line if it does not fit and this is not the first word of its line.
  mutating func append(_ word: String) {
    if word.unicodeScalars.contains("\n") {
      appendLines(word)
      return
    }
    let count = word.unicodeScalars.count
    if length + count > width && length > indent { breakLine() }
    line += word
    length += count
  }

  mutating func appendUnbroken(_ text: String) {
    line += text
    length += text.unicodeScalars.count
  }

  private mutating func breakLine() {
    finished += trimmedRight(line) + "\n" + hanging
    line = ""
    length = indent
  }

  /// Adds a word of several lines as a block, its lines below each other.
  private mutating func appendLines(_ word: String) {
    let words = word.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let longest = words.map(\.unicodeScalars.count).max() ?? 0
    if length + longest > width && length > indent { breakLine() }
    let margin = length
    for (i, word) in words.enumerated() {
      if i > 0 {
        finished += trimmedRight(line) + "\n" + String(repeating: " ", count: margin)
        line = ""
        length = margin
      }
      line += word
      length += word.unicodeScalars.count
    }
    let fill = longest - (words.last?.unicodeScalars.count ?? 0)
    line += String(repeating: " ", count: fill)
    length += fill
  }
}

private func trimmedRight(_ text: String) -> String {
  var scalars = text.unicodeScalars
  while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  return String(scalars)
}
