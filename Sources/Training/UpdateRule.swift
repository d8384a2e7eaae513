import Arrays
import CKernels

/// How a parameter follows its gradient. The names are those of the course's `optim` module.
///
/// Source: CS231n assignment 2 `optim.py`; UCLA ECE C247 `optim.py` for `sgd_nesterov_momentum` and its names of state.
public enum UpdateRule: String, CaseIterable, Sendable {
  case sgd
  case momentum = "sgd_momentum"
  case nesterov = "sgd_nesterov_momentum"
  case rmsprop
  case adam

  /// Names of a rule's state, which the two courses call differently.
  public struct StateNames: Sendable {
    public let velocity: String
    /// RMSProp's moving average of squared gradients.
    public let squares: String
    /// Adam's moving averages of gradients and of their squares, and its count of steps.
    public let first: String
    public let second: String
    public let step = "t"

    public static let stanford = StateNames(velocity: "velocity", squares: "cache", first: "m", second: "v")
    public static let ucla = StateNames(velocity: "velocity", squares: "a", first: "v", second: "a")
  }

  /// A rule's settings and state for one parameter.
  public struct Configuration {
    public var numbers: [String: Double]
    /// Settings that are scalars of NumPy: unlike Python's numbers, these take part in promotion.
    public var scalars: [String: Scalar] = [:]
    public var arrays: [String: NDArray]
    /// Adam's count of steps, an integer in scripts.
    public var step: Int

    public init(numbers: [String: Double] = [:], arrays: [String: NDArray] = [:], step: Int = 0) {
      self.numbers = numbers
      self.arrays = arrays
      self.step = step
    }
  }

  /// The settings that a rule reads, with the course's defaults.
  public var defaults: [(name: String, value: Double)] {
    switch self {
    case .sgd: [("learning_rate", 1e-2)]
    case .momentum, .nesterov: [("learning_rate", 1e-2), ("momentum", 0.9)]
    case .rmsprop: [("learning_rate", 1e-2), ("decay_rate", 0.99), ("epsilon", 1e-8)]
    case .adam: [("learning_rate", 1e-3), ("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8)]
    }
  }

  /// The rule of that name. Errors: ValueError that lists the known rules.
  public static func named(_ name: String) throws -> UpdateRule {
    if let rule = UpdateRule(rawValue: name) { return rule }
    if name == shortNesterov { return .nesterov }
    throw ArrayError(.value, "Invalid update_rule \"\(name)\" (known: \(knownNames))")
  }

  /// What `sgd_nesterov_momentum` is called where names are short.
  public static let shortNesterov = "nesterov"

  /// The names of all rules, with commas.
  public static var knownNames: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The next value of a parameter; `configuration` gets the new state.
  ///
  /// - sgd: w − η dw, in the memory of w as in the course
  /// - momentum: v ← μ v − η dw; w + v
  /// - nesterov: v′ = μ v − η dw; w + v′ + μ (v′ − v)
  /// - rmsprop: a ← ρ a + (1 − ρ) dw²; w − η dw / (√a + ε)
  /// - adam: m ← β₁ m + (1 − β₁) dw, v ← β₂ v + (1 − β₂) dw², both divided by 1 − βᵗ; w − η m̂ / (√v̂ + ε)
  ///
  /// Errors: ValueError where w, dw and the state do not fit; those of in-place operations.
  public func next(
    _ w: NDArray, _ dw: NDArray, _ configuration: inout Configuration, names: StateNames = .stanford
  ) throws -> NDArray {
    for (name, value) in defaults where configuration.numbers[name] == nil {
      configuration.numbers[name] = value
    }
    let (numbers, scalars) = (configuration.numbers, configuration.scalars)
    func number(_ name: String) -> Operand {
      scalars[name].map { .scalar($0) } ?? .pyFloat(numbers[name] ?? 0)
    }
    func state(_ name: String) throws -> NDArray {
      guard let array = configuration.arrays[name] else { return try NDArray(zeros: w.shape, w.dtype) }
      try UpdateRule.check(array, "config['\(name)']", w)
      return array
    }
    try UpdateRule.check(dw, "dw", w)
    let rate = number("learning_rate")
    switch self {
    case .sgd:
      try NDArray.inPlace(.subtract, w, .array(dw.times(rate)))
      return w
    case .momentum:
      let velocity = try state(names.velocity).times(number("momentum")).minus(dw.times(rate))
      configuration.arrays[names.velocity] = velocity
      return try w.plus(velocity)
    case .nesterov:
      let old = try state(names.velocity)
      let velocity = try old.times(number("momentum")).minus(dw.times(rate))
      configuration.arrays[names.velocity] = velocity
      return try w.plus(velocity).plus(velocity.minus(old).times(number("momentum")))
    case .rmsprop:
      let decay = number("decay_rate")
      let squares = try state(names.squares).times(decay).plus(dw.squared().times(less(decay)))
      configuration.arrays[names.squares] = squares
      return try w.minus(dw.times(rate).over(squares.root().plus(number("epsilon"))))
    case .adam:
      let (next, overflow) = configuration.step.addingReportingOverflow(1)
      guard !overflow else { throw ArrayError(.overflow, "config['t'] is too large: \(configuration.step)") }
      configuration.step = next
      let step = Double(configuration.step)
      let (beta1, beta2) = (number("beta1"), number("beta2"))
      let (first, second) = (try state(names.first), try state(names.second))
      func correction(_ beta: Operand) throws -> Operand {
        if case .pyFloat(let beta) = beta { return .pyFloat(1 - nb_pow(beta, step)) }
        return try less(NDArray.binary(.power, beta, .pyInt(configuration.step)).operand)
      }
      let corrections = (try correction(beta1), try correction(beta2))
      if scalars.isEmpty, case (.pyFloat(let first1), .pyFloat(let second1)) = corrections,
        let made = try AdamStep(
          rate: numbers["learning_rate"] ?? 0, beta1: numbers["beta1"] ?? 0, beta2: numbers["beta2"] ?? 0,
          epsilon: numbers["epsilon"] ?? 0, corrections: (first1, second1)
        ).run(w, dw, first, second)
      {
        configuration.arrays[names.first] = made.first
        configuration.arrays[names.second] = made.second
        return made.w
      }
      let m = try first.times(beta1).plus(dw.times(less(beta1)))
      let v = try second.times(beta2).plus(dw.squared().times(less(beta2)))
      configuration.arrays[names.first] = m
      configuration.arrays[names.second] = v
      let mean = try m.over(corrections.0)
      let deviation = try v.over(corrections.1).root()
      return try w.minus(mean.times(rate).over(deviation.plus(number("epsilon"))))
    }
  }

  /// ValueError unless an array fits w element by element.
  private static func check(_ array: NDArray, _ name: String, _ w: NDArray) throws {
    guard Shape.broadcast(array.shape, w.shape) == w.shape else {
      throw ArrayError(
        .value,
        "\(name) must have the shape of w, \(w.shape.tupleDescription), but its shape is "
          + array.shape.tupleDescription)
    }
  }

  /// One minus a number.
  private func less(_ number: Operand) throws -> Operand {
    if case .pyFloat(let number) = number { return .pyFloat(1 - number) }
    return try NDArray.binary(.subtract, .pyInt(1), number).operand
  }
}

/// The arithmetic of update rules: NumPy's operations one after the other.
extension NDArray {
  func plus(_ other: NDArray) throws -> NDArray { try apply(.add, .array(other)) }
  func minus(_ other: NDArray) throws -> NDArray { try apply(.subtract, .array(other)) }
  func times(_ other: NDArray) throws -> NDArray { try apply(.multiply, .array(other)) }
  func over(_ other: NDArray) throws -> NDArray { try apply(.divide, .array(other)) }
  func plus(_ number: Operand) throws -> NDArray { try apply(.add, number) }
  func times(_ number: Operand) throws -> NDArray { try apply(.multiply, number) }
  func over(_ number: Operand) throws -> NDArray { try apply(.divide, number) }
  func squared() throws -> NDArray { try NDArray.unary(.square, .array(self)).asArray() }
  func root() throws -> NDArray { try NDArray.unary(.sqrt, .array(self)).asArray() }

  private func apply(_ operation: BinaryOperation, _ other: Operand) throws -> NDArray {
    try NDArray.binary(operation, .array(self), other).asArray()
  }
}
