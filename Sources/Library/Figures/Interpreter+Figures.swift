import Arrays
import Figures
import Language

/// What matplotlib's parameters accept.
extension Interpreter {
  /// The numbers of an array, a list or a single number, flattened.
  func numbers(_ value: Value) throws -> [Double] {
    if let number = value.number { return [number] }
    return try dataArray(value).doubles()
  }

  /// Series of numbers, as histograms and box plots take them: one of a flat list, one an item of a list of lists, the
  /// columns of a 2-D array.
  func series(_ value: Value) throws -> [[Double]] {
    if case .array(let array) = value, array.ndim == 2 {
      let values = try array.doubles()
      let (rows, columns) = (array.shape[0], array.shape[1])
      return (0..<columns).map { column in (0..<rows).map { values[$0 * columns + column] } }
    }
    if isSequence(value) {
      let items = try items(of: value)
      if let first = items.first, isSequence(first) { return try items.map { try numbers($0) } }
    }
    return [try numbers(value)]
  }

  /// The array of what is drawn; None among numbers is a missing one.
  func dataArray(_ value: Value) throws -> NDArray {
    do { return try asArray(value) } catch let error {
      guard case .list(let list) = value, list.items.contains(where: \.isNone),
        list.items.allSatisfy({ $0.isNone || $0.number != nil })
      else { throw error }
      return try NDArray(doubles: list.items.map { $0.number ?? .nan })
    }
  }

  /// Says what matplotlib says of a typeface that is not installed: there is one here.
  func warnOfTypeface(_ name: String) {
    guard !["sans-serif", "sans", "DejaVu Sans"].contains(name) else { return }
    errorOutput("findfont: Font family '\(name)' not found.\n")
  }

  /// A norm by name or as an object of `matplotlib.colors`, with its ends where it has any.
  func norm(_ value: Value) throws -> (norm: Norm, vmin: Double?, vmax: Double?) {
    switch value.text {
    case "linear": return (.linear, nil, nil)
    case "log": return (.log, nil, nil)
    case "symlog": return (.symlog(threshold: 2), nil, nil)
    case let text?: throw FigureError.choice(text, for: "norm", ["linear", "log", "symlog"])
    case nil: break
    }
    guard case .object(let object) = value, let norm = object as? NormObject else {
      throw PyError.valueError("norm must be an instance of matplotlib.colors.Normalize or a str or None")
    }
    return (norm.norm, norm.vmin, norm.vmax)
  }

  /// A colour by name, or as three or four numbers 0 … 1.
  func color(_ value: Value) throws -> Color {
    if let text = value.text {
      do { return try Color(parsing: text, cycle: FigureState.of(self).pyplot.rc.cycle) } catch {
        throw PyError.valueError("\(try repr(value)) is not a valid value for color")
      }
    }
    // (colour, alpha)
    if case .tuple(let pair) = value, pair.items.count == 2, pair.items[0].text != nil {
      return try color(pair.items[0]).withAlpha(double(pair.items[1]))
    }
    guard let components = try Interpreter.attempt({ try numbers(value) }),
      components.count > 1 || value.number == nil
    else {
      throw PyError.valueError("\(try repr(value)) is not a valid value for color")
    }
    return try Color(components: components)
  }

  /// One colour, or a list of them.
  func colors(_ value: Value) throws -> [Color] {
    if value.text != nil { return [try color(value)] }
    if case .array(let array) = value {
      return array.ndim == 1 ? [try color(value)] : try items(of: value).map { try color($0) }
    }
    let items = try items(of: value)
    if let first = items.first, first.number != nil { return [try color(value)] }
    if case .tuple(let pair) = value, pair.items.count == 2, pair.items[1].number != nil {
      return [try color(value)]
    }
    return try items.map { try color($0) }
  }

  /// `--`, `dashed`, `(0, (5, 1))`
  func lineStyle(_ value: Value) throws -> LineStyle {
    if let text = value.text { return try LineStyle(parsing: text) }
    let parts = try items(of: value)
    guard parts.count == 2 else {
      throw PyError.valueError("Unrecognized linestyle: \(try repr(value))")
    }
    if parts[1].isNone { return .solid }
    let lengths = try numbers(parts[1])
    guard lengths.count >= 2, lengths.count % 2 == 0, lengths.allSatisfy({ $0.isFinite && $0 >= 0 }),
      lengths.contains(where: { $0 > 0 })
    else { throw PyError.valueError("Unrecognized linestyle: \(try repr(value))") }
    return .custom(offset: try double(parts[0]), lengths: lengths)
  }

  func marker(_ value: Value) throws -> Marker? {
    guard let text = value.text else {
      throw PyError.unsupported("markers are letters here, as 'o' or '^', not \(try repr(value))")
    }
    return try Marker(parsing: text)
  }

  /// Points, or a word relative to the usual size.
  func fontSize(_ value: Value) throws -> Double {
    if let text = value.text {
      var base = 10.0
      if case .number(let size)? = FigureState.of(self).pyplot.rc.get("font.size") { base = size }
      return try RcParams.fontSize(named: text, base: base)
    }
    return max(try double(value), 1)
  }

  /// A map's name, or the object that `plt.get_cmap` gives.
  func colormap(_ value: Value) throws -> Colormap {
    if let text = value.text { return try Colormap.named(text) }
    if case .object(let object) = value, let map = object as? ColormapObject { return map.map }
    throw PyError.typeError("Cannot convert \(try repr(value)) to a colormap")
  }

  /// `'equal'`, `'auto'` or a ratio.
  func aspect(_ value: Value) throws -> ImageOptions.Aspect {
    if let text = value.text { return try ImageOptions.Aspect(parsing: text) }
    return .ratio(try double(value))
  }

  /// A pair of numbers, as figsize and xlim take them.
  func pair(_ value: Value, _ name: String) throws -> (Double, Double) {
    let numbers = try numbers(value)
    guard numbers.count == 2 else {
      throw PyError.valueError("\(name) must be two numbers, not \(try repr(value))")
    }
    return (numbers[0], numbers[1])
  }

  /// A pair of whole numbers, as grids take them.
  func wholePair(_ value: Value, _ name: String) throws -> (Int, Int) {
    let items = isSequence(value) ? try items(of: value) : []
    guard items.count == 2 else {
      throw PyError.valueError("\(name) must be two numbers, not \(try repr(value))")
    }
    return (try int(items[0]), try int(items[1]))
  }

  /// Whether a value is a list, a tuple or an array, not a text and not one number.
  func isSequence(_ value: Value) -> Bool {
    switch value {
    case .list, .tuple: true
    case .array(let array): array.ndim > 0
    case .object(let object): object is RangeObject
    default: false
    }
  }

  /// Texts for ticks and legends.
  func texts(_ value: Value) throws -> [String] {
    try items(of: value).map { try str($0) }
  }

  /// An array as a picture: rows and columns of values, or of colours.
  ///
  /// - Throws: TypeError in matplotlib's words for other shapes.
  func picture(_ value: Value) throws -> ImageData {
    func refused(_ dtype: String) -> PyError {
      .typeError("Image data of dtype \(dtype) cannot be converted to float")
    }
    let array: NDArray
    do { array = try asArray(value) } catch let error as PyError
      where error.exception.type === Types.typeError || error.exception.type === Types.notImplementedError
    {
      throw refused(longestText(value).map { "<U\(max($0, 1))" } ?? "object")
    }
    let shape = Array(array.shape)
    guard shape.count == 2 || (shape.count == 3 && [1, 3, 4].contains(shape[2])) else {
      throw PyError.typeError("Invalid shape \(array.shape.tupleDescription) for image data")
    }
    let channels = shape.count == 3 ? shape[2] : 1
    return try ImageData(
      width: shape[1], height: shape[0], channels: channels, samples: samples(array, channels))
  }

  /// The number of characters of the longest text in nested lists; nil where something else is in them.
  private func longestText(_ value: Value, depth: Int = 0) -> Int? {
    if let text = value.text { return text.unicodeScalars.count }
    guard depth < 32, isSequence(value), let items = try? items(of: value) else { return nil }
    let lengths = items.compactMap { longestText($0, depth: depth + 1) }
    return lengths.count == items.count ? lengths.max() : nil
  }

  private func samples(_ array: NDArray, _ channels: Int) throws -> ImageData.Samples {
    if array.dtype == .uint8 { return .uint8(try array.bytes()) }
    let values = try array.doubles()
    if channels == 1 { return .float(values) }
    if array.dtype.isInteger {
      // As matplotlib: colours of integers count from 0 to 255.
      let outside = values.contains { $0 < 0 || $0 > 255 }
      if outside { warnOfClipping(values.min() ?? 0, values.max() ?? 0) }
      return .uint8(values.map { UInt8(min(max($0, 0), 255)) })
    }
    if values.contains(where: { $0 < 0 || $0 > 1 }) { warnOfClipping(values.min() ?? 0, values.max() ?? 0) }
    return .float(values)
  }

  private func warnOfClipping(_ low: Double, _ high: Double) {
    errorOutput(
      "Clipping input data to the valid range for imshow with RGB data ([0..1] for floats or [0..255] for integers). Got range [\(low)..\(high)].\n"
    )
  }
}

extension NDArray {
  /// All elements in row order as Doubles.
  func doubles() throws -> [Double] {
    let array = try astype(.float64).ravel()
    return Array(
      UnsafeBufferPointer(start: array.data.assumingMemoryBound(to: Double.self), count: array.count))
  }

  /// All elements of a uint8 array in row order.
  func bytes() throws -> [UInt8] {
    let array = try ravel()
    return Array(
      UnsafeBufferPointer(start: array.data.assumingMemoryBound(to: UInt8.self), count: array.count))
  }

  /// A vector of Doubles.
  convenience init(doubles values: [Double]) throws {
    try self.init(empty: Shape(values.count), .float64)
    values.withUnsafeBytes {
      data.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(data), byteCount: $0.count)
    }
  }

  /// A uint8 array of some shape.
  convenience init(bytes values: [UInt8], _ shape: Shape) throws {
    try self.init(empty: shape, .uint8)
    precondition(values.count == count)
    values.withUnsafeBytes {
      data.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(data), byteCount: $0.count)
    }
  }
}

extension FigureError {
  /// A word that is none of those there are, in matplotlib's words.
  static func choice(_ value: String, for name: String, _ choices: [String]) -> FigureError {
    let list = choices.map { "'\($0)'" }.joined(separator: ", ")
    return FigureError(.value, "'\(value)' is not a valid value for \(name); supported values are \(list)")
  }
}
