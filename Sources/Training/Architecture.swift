import Arrays
import Layers

/// A convolutional network as numbers: [conv - [bn] - relu]×K - pool, N times, then affine layers and a loss.
public struct Architecture: Sendable {
  public var blocks: Int
  public var convolutionsPerBlock: Int
  /// Filters of each block's convolutions; the last number serves the blocks beyond.
  public var filters: [Int]
  public var filterSize: Int
  /// Units of the hidden affine layers.
  public var hidden: [Int]
  public var batchNorm: Bool
  public var loss: LossFunction

  public init(
    blocks: Int, convolutionsPerBlock: Int, filters: [Int], filterSize: Int, hidden: [Int], batchNorm: Bool,
    loss: LossFunction
  ) {
    self.blocks = blocks
    self.convolutionsPerBlock = convolutionsPerBlock
    self.filters = filters
    self.filterSize = filterSize
    self.hidden = hidden
    self.batchNorm = batchNorm
    self.loss = loss
  }

  /// Reads `[conv-relu-pool]xN-[affine]xM-softmax` and its variants: `conv-bn-relu` in place of `conv-relu`, two
  /// convolutions a block, `svm` in place of `softmax`. N and M are numbers; M counts affine layers with the last.
  ///
  /// Errors: ValueError that says what was expected, and where.
  public init(pattern: String, filters: [Int], filterSize: Int, hidden: Int) throws {
    let text = pattern.lowercased().filter { $0 != " " }
    func failure(_ what: String) -> ArrayError {
      ArrayError(
        .value,
        "\(what) in the architecture '\(pattern)': expected [conv-relu-pool]xN-[affine]xM-softmax, with "
          + "conv-relu-conv-relu-pool, conv-bn-relu and svm as variants")
    }
    func repeated(_ part: Substring) throws -> (items: [Substring], count: Int) {
      guard part.first == "[", let end = part.firstIndex(of: "]") else { throw failure("no [...]") }
      let rest = part[part.index(after: end)...]
      let items = part[part.index(after: part.startIndex)..<end].split(separator: "-")
      if rest.isEmpty { return (items, 1) }
      guard rest.first == "x", let count = Int(rest.dropFirst()), (1...64).contains(count) else {
        throw failure("no number from 1 to 64 after x")
      }
      return (items, count)
    }
    guard let split = text.range(of: "]"), text.first == "[" else { throw failure("no [...]") }
    var cut = split.upperBound
    while cut < text.endIndex, text[cut] != "-" { cut = text.index(after: cut) }
    guard cut < text.endIndex else { throw failure("nothing after the convolutions") }
    let (items, count) = try repeated(text[..<cut])
    guard items.last == "pool" else { throw failure("no pool at the end of a block") }
    let body = items.dropLast().map(String.init)
    let unit = body.contains("bn") ? ["conv", "bn", "relu"] : ["conv", "relu"]
    guard !body.isEmpty, body.count % unit.count == 0,
      body.indices.allSatisfy({ body[$0] == unit[$0 % unit.count] })
    else { throw failure("not conv-relu or conv-bn-relu") }
    let tail = text[text.index(after: cut)...]
    guard let last = tail.lastIndex(of: "-"),
      let loss = LossFunction(rawValue: String(tail[tail.index(after: last)...]))
    else { throw failure("no softmax or svm at the end") }
    let (affine, depth) = try repeated(tail[..<last])
    guard affine == ["affine"] else { throw failure("no [affine]") }
    self.init(
      blocks: count, convolutionsPerBlock: body.count / unit.count, filters: filters, filterSize: filterSize,
      hidden: Array(repeating: hidden, count: depth - 1), batchNorm: unit.count == 3, loss: loss)
  }
}

extension String {
  /// Where the first occurrence of a character stands.
  fileprivate func range(of character: Character) -> Range<String.Index>? {
    firstIndex(of: character).map { $0..<index(after: $0) }
  }
}

extension Network {
  /// The network of an architecture; convolutions keep the size of images, each block's pool halves it.
  ///
  /// Weights are drawn layer by layer. Errors: sizes below one, images that cannot be halved so often, an even filter
  /// size where the images it makes smaller no longer fit the affine layer.
  public static func convolutional(
    _ architecture: Architecture, input: (channels: Int, height: Int, width: Int), classes: Int,
    weightScale: Double,
    reg: Double, dtype: DType, dropout: DropoutSettings?, random: RandomState
  ) throws -> Network {
    let size = architecture.filterSize
    guard let lastFilters = architecture.filters.last, architecture.filters.allSatisfy({ $0 > 0 }), size > 0
    else {
      throw ArrayError(.value, "filters and their size must be at least 1")
    }
    var parameters = Parameters()
    var stages: [Stage] = []
    var number = 0
    var (channels, height, width) = (input.channels, input.height, input.width)
    // What convolutions and pools make of the images, where filters are even: one pixel less each.
    var made = (height: height, width: width)
    func normalize(_ count: Int, spatial: Bool) throws {
      guard architecture.batchNorm else { return }
      parameters["gamma\(number)"] = try NDArray.ones(Shape(count), dtype)
      parameters["beta\(number)"] = try NDArray(zeros: Shape(count), dtype)
      stages.append(.batchNorm(number, spatial: spatial))
    }
    for block in 0..<architecture.blocks {
      let filters = block < architecture.filters.count ? architecture.filters[block] : lastFilters
      for _ in 0..<architecture.convolutionsPerBlock {
        number += 1
        parameters["W\(number)"] = try normal([filters, channels, size, size], weightScale, dtype, random)
        parameters["b\(number)"] = try NDArray(zeros: Shape(filters), dtype)
        stages.append(.convolution(number, Convolution.Parameters(stride: 1, pad: (size - 1) / 2)))
        try normalize(filters, spatial: true)
        stages.append(.relu)
        channels = filters
        made = (made.height + 2 * ((size - 1) / 2) - size + 1, made.width + 2 * ((size - 1) / 2) - size + 1)
      }
      (height, width) = (height / 2, width / 2)
      guard height > 0, width > 0 else {
        throw ArrayError(
          .value, "images of \(input.height) by \(input.width) cannot be halved \(architecture.blocks) times")
      }
      made = (made.height / 2, made.width / 2)
      guard made == (height, width) else {
        throw ArrayError(
          .value,
          "filter_size \(size) is even: padded by (filter_size - 1) // 2 = \((size - 1) / 2), images shrink to "
            + "\(made.height) by \(made.width) after pool \(block + 1), where \(height) by \(width) are expected; "
            + "take an odd filter_size")
      }
      stages.append(.maxPool(PoolParameters(height: 2, width: 2, stride: 2)))
    }
    var features = channels * height * width
    for (index, units) in (architecture.hidden + [classes]).enumerated() {
      number += 1
      parameters["W\(number)"] = try normal([features, units], weightScale, dtype, random)
      parameters["b\(number)"] = try NDArray(zeros: Shape(units), dtype)
      stages.append(.affine(number))
      if index < architecture.hidden.count {
        try normalize(units, spatial: false)
        stages.append(.relu)
        if dropout != nil { stages.append(.dropout) }
      }
      features = units
    }
    return Network(
      stages: stages, loss: architecture.loss, parameters: parameters, reg: reg, dtype: dtype,
      convertsInput: false, dropout: dropout, random: random)
  }
}
