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
    let known = allCases.map(\.rawValue).joined(separator: ", ")
    throw ArrayError(.value, "Invalid update_rule \"\(name)\" (known: \(known))")
  }

  /// The next value of a parameter; `configuration` gets the new state.
  ///
  /// - sgd: w − η dw
  /// - momentum: v ← μ v − η dw; w + v
  /// - nesterov: v′ = μ v − η dw; w + v′ + μ (v′ − v)
  /// - rmsprop: a ← ρ a + (1 − ρ) dw²; w − η dw / (√a + ε)
  /// - adam: m ← β₁ m + (1 − β₁) dw, v ← β₂ v + (1 − β₂) dw², both divided by 1 − βᵗ; w − η m̂ / (√v̂ + ε)
  ///
  /// Errors: shapes that do not fit, in NumPy's words.
  public func next(
    _ w: NDArray, _ dw: NDArray, _ configuration: inout Configuration, names: StateNames = .stanford
  ) throws -> NDArray {
    for (name, value) in defaults where configuration.numbers[name] == nil {
      configuration.numbers[name] = value
    }
    let numbers = configuration.numbers
    func number(_ name: String) -> Double { numbers[name] ?? 0 }
    func state(_ name: String) throws -> NDArray {
      try configuration.arrays[name] ?? NDArray(zeros: w.shape, w.dtype)
    }
    let rate = number("learning_rate")
    switch self {
    case .sgd:
      return try w.minus(dw.times(rate))
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
      let squares = try state(names.squares).times(decay).plus(dw.squared().times(1 - decay))
      configuration.arrays[names.squares] = squares
      return try w.minus(dw.times(rate).over(squares.root().plus(number("epsilon"))))
    case .adam:
      configuration.step += 1
      let step = Double(configuration.step)
      let (beta1, beta2) = (number("beta1"), number("beta2"))
      let (first, second) = (try state(names.first), try state(names.second))
      let corrections = (1 - nb_pow(beta1, step), 1 - nb_pow(beta2, step))
      if let made = try AdamStep(
        rate: rate, beta1: beta1, beta2: beta2, epsilon: number("epsilon"), corrections: corrections
      ).run(w, dw, first, second) {
        configuration.arrays[names.first] = made.first
        configuration.arrays[names.second] = made.second
        return made.w
      }
      let m = try first.times(beta1).plus(dw.times(1 - beta1))
      let v = try second.times(beta2).plus(dw.squared().times(1 - beta2))
      configuration.arrays[names.first] = m
      configuration.arrays[names.second] = v
      let mean = try m.over(corrections.0)
      let deviation = try v.over(corrections.1).root()
      return try w.minus(mean.times(rate).over(deviation.plus(number("epsilon"))))
    }
  }
}

/// The arithmetic of update rules: NumPy's operations one after the other.
extension NDArray {
  func plus(_ other: NDArray) throws -> NDArray { try apply(.add, .array(other)) }
  func minus(_ other: NDArray) throws -> NDArray { try apply(.subtract, .array(other)) }
  func times(_ other: NDArray) throws -> NDArray { try apply(.multiply, .array(other)) }
  func over(_ other: NDArray) throws -> NDArray { try apply(.divide, .array(other)) }
  func plus(_ number: Double) throws -> NDArray { try apply(.add, .pyFloat(number)) }
  func times(_ number: Double) throws -> NDArray { try apply(.multiply, .pyFloat(number)) }
  func over(_ number: Double) throws -> NDArray { try apply(.divide, .pyFloat(number)) }
  func squared() throws -> NDArray { try NDArray.unary(.square, .array(self)).asArray() }
  func root() throws -> NDArray { try NDArray.unary(.sqrt, .array(self)).asArray() }

  private func apply(_ operation: BinaryOperation, _ other: Operand) throws -> NDArray {
    try NDArray.binary(operation, .array(self), other).asArray()
  }
}
