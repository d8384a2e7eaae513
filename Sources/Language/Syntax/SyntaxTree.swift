/// The syntax tree that the parser builds and the compiler reads.
///
/// Names follow Python's own `ast` module where it has one. Every node knows its place in the source,
/// because errors show it with a caret.

/// A half-open range of UTF-8 offsets in the text of one cell or file.
public struct Span: Equatable, Sendable {
  public var start: Int32
  public var end: Int32

  public init(start: Int, end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  public static let none = Span(start: 0, end: 0)

  public func joined(_ other: Span) -> Span {
    var all = self
    all.start = min(start, other.start)
    all.end = max(end, other.end)
    return all
  }
}

/// A literal.
public enum Constant: Equatable, Sendable {
  case none
  case bool(Bool)
  case int(Int)
  /// A decimal, hexadecimal, octal or binary literal that 64 bits cannot hold, as it was written.
  case bigInt(String)
  case float(Double)
  /// The imaginary part of a literal like `2j`, as it was written; complex numbers are refused later.
  case imaginary(String)
  case string(String)
  case bytes([UInt8])
  case ellipsis
}

public enum UnaryOperator: String, Sendable {
  case plus = "+"
  case minus = "-"
  case invert = "~"
  case not = "not"
}

public enum BinaryOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case power = "**"
  case matrixMultiply = "@"
  case leftShift = "<<"
  case rightShift = ">>"
  case bitAnd = "&"
  case bitOr = "|"
  case bitXor = "^"
}

public enum ComparisonOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case `is` = "is"
  case isNot = "is not"
  case `in` = "in"
  case notIn = "not in"
}

public struct Expression: Sendable {
  public var kind: Kind
  public var span: Span
  /// Whether the source had parentheses around it: `(x) = 1`, and a generator as a sole argument, care.
  public var parenthesized = false
  /// The number of levels of the tree under and with this node. The parser refuses more than `Parser.maximumDepth`.
  public private(set) var depth: UInt16

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
    depth = kind.childDepth &+ 1
  }

  public indirect enum Kind: Sendable {
    case constant(Constant)
    case name(String)
    /// An f-string: literal text and replacement fields in order.
    case formatted([FormattedPart])
    case tuple([Expression])
    case list([Expression])
    case set([Expression])
    case dict([DictItem])
    case starred(Expression)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case and([Expression])
    case or([Expression])
    case compare(Expression, [Comparison])
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case call(Expression, [Argument])
    case attribute(Expression, String)
    case subscripted(Expression, Expression)
    case slice(Expression?, Expression?, Expression?)
    case lambda(Parameters, Expression)
    case listComprehension(Expression, [Comprehension])
    case setComprehension(Expression, [Comprehension])
    case dictComprehension(key: Expression, value: Expression, [Comprehension])
    case generator(Expression, [Comprehension])
    case yield(Expression?)
    case yieldFrom(Expression)
    /// `target := value`
    case named(String, Expression)
  }
}

public struct Comparison: Sendable {
  public var op: ComparisonOperator
  public var right: Expression
  public init(_ op: ComparisonOperator, _ right: Expression) {
    self.op = op
    self.right = right
  }
}

/// One entry of a dict display; without a key it is a `**spread`.
public struct DictItem: Sendable {
  public var key: Expression?
  public var value: Expression
  public init(key: Expression?, value: Expression) {
    self.key = key
    self.value = value
  }
}

public struct Argument: Sendable {
  public enum Kind: Sendable {
    case positional
    case keyword(String)
    case star, doubleStar
  }
  public var kind: Kind
  public var value: Expression
  public var span: Span
  public init(_ kind: Kind, _ value: Expression, _ span: Span) {
    self.kind = kind
    self.value = value
    self.span = span
  }
}

public indirect enum FormattedPart: Sendable {
  case text(String)
  /// `{value!conversion:format}`; for `{value=}` the parser puts the text `value=` before it and the conversion `r`
  /// where neither conversion nor format is given. `conversion` is `r`, `s` or `a`.
  case field(value: Expression, conversion: Character?, format: [FormattedPart]?)
}

/// One `for … in … if …` clause.
public struct Comprehension: Sendable {
  public var target: Expression
  public var iterable: Expression
  public var conditions: [Expression]
  public init(target: Expression, iterable: Expression, conditions: [Expression]) {
    self.target = target
    self.iterable = iterable
    self.conditions = conditions
  }
}

public struct Parameter: Sendable {
  public var name: String
  public var annotation: Expression?
  public var defaultValue: Expression?
  public var span: Span
  public init(name: String, annotation: Expression? = nil, defaultValue: Expression? = nil, span: Span) {
    self.name = name
    self.annotation = annotation
    self.defaultValue = defaultValue
    self.span = span
  }
}

/// `(positionalOnly, /, regular, *star, keywordOnly, **doubleStar)`
public struct Parameters: Sendable {
  public var positionalOnly: [Parameter] = []
  public var regular: [Parameter] = []
  public var star: Parameter?
  public var keywordOnly: [Parameter] = []
  public var doubleStar: Parameter?
  public init() {}
}

public struct Statement: Sendable {
  public var kind: Kind
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case expression(Expression)
    /// `a = b = value`: targets from left to right.
    case assign([Expression], Expression)
    case augmentedAssign(Expression, BinaryOperator, Expression)
    case annotatedAssign(target: Expression, annotation: Expression, value: Expression?)
    case `return`(Expression?)
    case delete([Expression])
    case pass
    case `break`
    case `continue`
    case `if`(Expression, then: [Statement], otherwise: [Statement])
    case `while`(Expression, body: [Statement], otherwise: [Statement])
    case `for`(target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement])
    case with([WithItem], body: [Statement])
    case raise(Expression?, cause: Expression?)
    case `try`(body: [Statement], handlers: [ExceptHandler], otherwise: [Statement], finally: [Statement])
    case assert(Expression, message: Expression?)
    case global([String])
    case nonlocal([String])
    case `import`([ImportedName])
    /// `from ..module import names`; `level` counts the dots, `names` is empty for `*`.
    case importFrom(module: String, level: Int, names: [ImportedName], star: Bool)
    case function(FunctionDefinition)
    case `class`(ClassDefinition)
    case match(Expression, [MatchCase])
  }
}

public struct WithItem: Sendable {
  public var context: Expression
  public var target: Expression?
  public init(context: Expression, target: Expression?) {
    self.context = context
    self.target = target
  }
}

public struct ExceptHandler: Sendable {
  /// nil for a bare `except:`
  public var type: Expression?
  public var name: String?
  public var body: [Statement]
  public var span: Span
  public init(type: Expression?, name: String?, body: [Statement], span: Span) {
    self.type = type
    self.name = name
    self.body = body
    self.span = span
  }
}

/// `name as alias`; `name` may be dotted in an `import` statement.
public struct ImportedName: Sendable {
  public var name: String
  public var alias: String?
  public var span: Span
  public init(name: String, alias: String?, span: Span) {
    self.name = name
    self.alias = alias
    self.span = span
  }
}

public struct FunctionDefinition: Sendable {
  public var name: String
  public var parameters: Parameters
  public var body: [Statement]
  public var decorators: [Expression]
  public var returns: Expression?

  /// The annotations by the names under which `__annotations__` has them, in CPython's order.
  public var annotations: [(name: String, value: Expression)] {
    let named =
      parameters.positionalOnly + parameters.regular + [parameters.star].compactMap { $0 }
      + parameters.keywordOnly + [parameters.doubleStar].compactMap { $0 }
    return named.compactMap { parameter in parameter.annotation.map { (parameter.name, $0) } }
      + (returns.map { [("return", $0)] } ?? [])
  }
  /// The span of `def name(…)`, for errors.
  public var headerSpan: Span
  public init(
    name: String, parameters: Parameters, body: [Statement], decorators: [Expression], returns: Expression?,
    headerSpan: Span
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.decorators = decorators
    self.returns = returns
    self.headerSpan = headerSpan
  }
}

public struct ClassDefinition: Sendable {
  public var name: String
  /// Bases, and keywords such as `metaclass=`.
  public var arguments: [Argument]
  public var body: [Statement]
  public var decorators: [Expression]
  public init(name: String, arguments: [Argument], body: [Statement], decorators: [Expression]) {
    self.name = name
    self.arguments = arguments
    self.body = body
    self.decorators = decorators
  }
}

public struct MatchCase: Sendable {
  public var pattern: Pattern
  /// The span of the pattern.
  public var span = Span.none
  public var guardExpression: Expression?
  public var body: [Statement]
  public init(pattern: Pattern, guardExpression: Expression?, body: [Statement]) {
    self.pattern = pattern
    self.guardExpression = guardExpression
    self.body = body
  }
}

public indirect enum Pattern: Sendable {
  /// A literal, or a dotted name: compared with `==` (`None`, `True`, `False` with `is`).
  case value(Expression)
  /// A name to bind, or nil for `_`.
  case capture(String?)
  /// `[a, *rest, b]`; `.star` stands only inside.
  case sequence([Pattern])
  case star(String?)
  case mapping(keys: [Expression], patterns: [Pattern], rest: String?)
  case instance(type: Expression, positional: [Pattern], keywords: [(String, Pattern)])
  case or([Pattern])
  case alias(Pattern, String)
}

/// A parsed cell, file or fragment.
public struct Program: Sendable {
  public var body: [Statement]
  /// Whether a semicolon ends the last statement's line: a notebook then shows no value.
  public var endsWithSemicolon = false
  public init(body: [Statement]) { self.body = body }
}
