/// The parameters of a built-in function, read from its written signature.
public struct Signature {
  public struct Parameter {
    public let name: StringObject
    /// nil where the argument is required; `.unset` for a default of `_`.
    public let defaultValue: Value?
    public let isPositionalOnly: Bool
    public let isKeywordOnly: Bool
  }

  /// Every parameter but `*args` and `**kwargs`, in order; arguments arrive in this order,
  /// then the collected tuple, then the collected dict.
  public let parameters: [Parameter]
  public let positionalCount: Int
  public let requiredCount: Int
  public let star: String?
  public let doubleStar: String?
  /// Number of values a body gets.
  public let slotCount: Int
  /// Defaults by slot; `.unset` where there is none.
  let defaults: [Value]
  /// Whether positional arguments in number between `requiredCount` and `positionalCount` need no checks but defaults.
  let isSimple: Bool

  /// Reads `(a, b=1, /, *args, key=None, **rest)`.
  ///
  /// A signature that does not parse is our own bug, which a test over all entries finds.
  static func parse(_ text: String, name: String) -> Signature {
    guard
      let lambda = try? Parser.parseExpression(
        source: Source("lambda " + text.dropFirst().dropLast() + ": 0")),
      case .lambda(let parsed, _) = lambda.kind
    else { preconditionFailure("the signature of \(name) does not parse: \(text)") }
    var parameters: [Parameter] = []
    func add(_ list: [Language.Parameter], positionalOnly: Bool = false, keywordOnly: Bool = false) {
      for parameter in list {
        parameters.append(
          Parameter(
            name: StringObject.interned(parameter.name),
            defaultValue: parameter.defaultValue.map { constant($0, name) },
            isPositionalOnly: positionalOnly, isKeywordOnly: keywordOnly))
      }
    }
    add(parsed.positionalOnly, positionalOnly: true)
    add(parsed.regular)
    let positionalCount = parameters.count
    add(parsed.keywordOnly, keywordOnly: true)
    return Signature(
      parameters: parameters, positionalCount: positionalCount, star: parsed.star?.name,
      doubleStar: parsed.doubleStar?.name)
  }

  private init(parameters: [Parameter], positionalCount: Int, star: String?, doubleStar: String?) {
    self.parameters = parameters
    self.positionalCount = positionalCount
    self.star = star
    self.doubleStar = doubleStar
    requiredCount = parameters.prefix(positionalCount).prefix { $0.defaultValue == nil }.count
    slotCount = parameters.count + (star == nil ? 0 : 1) + (doubleStar == nil ? 0 : 1)
    var values = parameters.map { $0.defaultValue ?? .unset }
    if star != nil { values.append(.tuple([])) }
    if doubleStar != nil { values.append(.unset) }
    defaults = values
    isSimple =
      star == nil && doubleStar == nil
      && parameters.allSatisfy { !$0.isKeywordOnly || $0.defaultValue != nil }
  }

  private static func constant(_ expression: Expression, _ name: String) -> Value {
    switch expression.kind {
    case .name("_"): return .unset
    case .constant(let constant):
      switch constant {
      case .none: return .none
      case .bool(let value): return .bool(value)
      case .int(let value): return .int(value)
      case .float(let value): return .float(value)
      case .string(let value): return .string(value)
      case .ellipsis: return .ellipsis
      default: break
      }
    case .unary(.minus, let operand):
      switch constant(operand, name) {
      case .int(let value): return .int(-value)
      case .float(let value): return .float(-value)
      default: break
      }
    case .tuple(let items): return .tuple(items.map { constant($0, name) })
    default: break
    }
    preconditionFailure("a default of \(name) is not a constant")
  }
}
