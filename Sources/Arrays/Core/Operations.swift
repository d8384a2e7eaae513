/// The element-wise operations on two operands. Raw values are those of the C kernels.
public enum BinaryOperation: Int32, Sendable, CaseIterable {
  case add, subtract, multiply, divide, floorDivide, remainder, fmod, power
  case maximum, minimum, fmax, fmin, arctan2, hypot, logaddexp, copysign
  case less, lessEqual, greater, greaterEqual, equal, notEqual
  case logicalAnd, logicalOr, logicalXor
  case bitwiseAnd, bitwiseOr, bitwiseXor, leftShift, rightShift, gcd

  /// The ufunc's name, as error messages give it.
  public var name: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .floorDivide: "floor_divide"
    case .remainder: "remainder"
    case .fmod: "fmod"
    case .power: "power"
    case .maximum: "maximum"
    case .minimum: "minimum"
    case .fmax: "fmax"
    case .fmin: "fmin"
    case .equal: "equal"
    case .notEqual: "not_equal"
    case .less: "less"
    case .lessEqual: "less_equal"
    case .greater: "greater"
    case .greaterEqual: "greater_equal"
    case .logicalAnd: "logical_and"
    case .logicalOr: "logical_or"
    case .logicalXor: "logical_xor"
    case .bitwiseAnd: "bitwise_and"
    case .bitwiseOr: "bitwise_or"
    case .bitwiseXor: "bitwise_xor"
    case .leftShift: "left_shift"
    case .rightShift: "right_shift"
    case .arctan2: "arctan2"
    case .hypot: "hypot"
    case .copysign: "copysign"
    case .logaddexp: "logaddexp"
    case .gcd: "gcd"
    }
  }

  /// Whether the result is bool whatever the operands are.
  public var isPredicate: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .logicalAnd, .logicalOr, .logicalXor:
      true
    default: false
    }
  }
}

/// The element-wise operations on one operand. Raw values are those of the C kernels.
public enum UnaryOperation: Int32, Sendable, CaseIterable {
  case negative, absolute, sign, sqrt, square, reciprocal, positive
  case exp, expm1, exp2, log, log2, log10, log1p, cbrt
  case sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh
  case arcsinh, arccosh, arctanh
  case floor, ceil, trunc, rint, degreesToRadians, radiansToDegrees
  case isnan, isinf, isfinite, signbit, logicalNot, invert

  /// The ufunc's name, as error messages give it.
  public var name: String {
    switch self {
    case .logicalNot: "logical_not"
    case .degreesToRadians: "deg2rad"
    case .radiansToDegrees: "rad2deg"
    default: "\(self)"
    }
  }
}

/// The reductions along axes.
public enum Reduction: Sendable, CaseIterable {
  case sum, prod, max, min, any, all, mean, variance, standardDeviation, argmax, argmin, countNonzero, ptp
}
