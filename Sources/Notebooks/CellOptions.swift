/// How a cell is run and how far its results may move: `rtol=1e-4 timeout=5 tags=["nbval-skip"]` in its header.
public struct CellOptions: Sendable, Equatable {
  /// Floats may differ by `atol + rtol * |expected|`.
  public var rtol: Double?
  public var atol: Double?
  /// Floats may differ by this many units in the last place of a double.
  public var ulp: Double?
  /// Pixels may differ by this root mean square, 0 to 255.
  public var imageTolerance: Double?
  /// Seconds the cell may take.
  public var timeout: Double?
  public var tags: [String] = []
  /// Files or folders, seen from the script's folder, of which one must be there for the cell to run:
  /// `needs="../data/cifar-10-batches-py|../data/cifar-10-batches-bin"`.
  public var needs: [String] = []
  /// Whether none of `needs` is there.
  var isMissing = false
  /// Why a session cannot run the cell: `nbsh does not run %%bash`.
  var refusal: String?
  /// What is wrong with the options; a cell with a problem fails.
  public var problems: [String] = []

  public init() {}

  /// Reads the options from the names and values of a cell's header or of a notebook cell's metadata.
  public init(metadata: (String) -> JSON?) {
    rtol = number("rtol", metadata)
    atol = number("atol", metadata)
    ulp = number("ulp", metadata)
    imageTolerance = number("image_tol", metadata)
    timeout = number("timeout", metadata)
    switch metadata("tags") {
    case .array(let items)?: tags = items.compactMap(\.stringValue)
    case .string(let text)?: tags = text.split { $0 == "," || $0 == " " }.map(String.init)
    default: break
    }
    needs = metadata("needs")?.stringValue?.split(separator: "|").map(String.init) ?? []
  }

  private mutating func number(_ name: String, _ metadata: (String) -> JSON?) -> Double? {
    guard let value = metadata(name) else { return nil }
    if let number = value.doubleValue ?? value.stringValue.flatMap(Double.init), number >= 0 { return number }
    problems.append("\(name)=\(value.compact) is not a number that is zero or more")
    return nil
  }

  /// Adds the tags that the source gives in nbval's comments, such as `# NBVAL_IGNORE_OUTPUT`.
  mutating func readComments(_ source: String) {
    guard find("NBVAL_", in: source) != nil || find("PYTEST_VALIDATE", in: source) != nil else { return }
    for line in Line.split(source) {
      let text = trimmed(line.text)
      guard text.hasPrefix("#") else { continue }
      switch trimmed(text.drop { $0 == "#" }) {
      case "NBVAL_SKIP": tags.append("nbval-skip")
      case "NBVAL_IGNORE_OUTPUT", "PYTEST_VALIDATE_IGNORE_OUTPUT": tags.append("nbval-ignore-output")
      case "NBVAL_RAISES_EXCEPTION": tags.append("nbval-raises-exception")
      default: continue
      }
    }
  }

  /// Whether any difference between floats is forgiven.
  public var hasTolerance: Bool { rtol != nil || atol != nil || ulp != nil }

  /// Notes whether what the cell needs is there.
  mutating func look(in folder: String) {
    isMissing =
      !needs.isEmpty && !needs.contains { Files.kind($0.hasPrefix("/") ? $0 : folder + "/" + $0) != nil }
  }

  /// nbval's tag or nbmake's, or what it needs is not there, or it is in another language: the cell is not run.
  public var isSkipped: Bool { skipReason != nil }

  /// Why the cell is not run.
  var skipReason: String? {
    if let tag = tags.first(where: { $0 == "nbval-skip" || $0 == "skip-execution" }) {
      return "tagged \(tag)"
    }
    return isMissing ? "there is no \(needs.joined(separator: " or "))" : refusal
  }

  /// The cell is run, and whatever it shows is right.
  public var ignoresOutput: Bool { tags.contains("nbval-ignore-output") }

  /// The cell is expected to end in an error, which is part of its output.
  public var raises: Bool { tags.contains { Self.raiseTags.contains($0) } }

  /// The tags that say so, Jupyter's first.
  static let raiseTags = ["raises-exception", "nbval-raises-exception"]
}
