import CKernels

/// Elementary functions of one double, with the same bits on every machine.
public enum ScalarMath {
  public static func exp(_ x: Double) -> Double { nb_exp(x) }
  public static func expm1(_ x: Double) -> Double { nb_expm1(x) }
  public static func exp2(_ x: Double) -> Double { nb_exp2(x) }
  public static func log(_ x: Double) -> Double { nb_log(x) }
  public static func log2(_ x: Double) -> Double { nb_log2(x) }
  public static func log10(_ x: Double) -> Double { nb_log10(x) }
  public static func log1p(_ x: Double) -> Double { nb_log1p(x) }
  public static func cbrt(_ x: Double) -> Double { nb_cbrt(x) }
  public static func sin(_ x: Double) -> Double { nb_sin(x) }
  public static func cos(_ x: Double) -> Double { nb_cos(x) }
  public static func tan(_ x: Double) -> Double { nb_tan(x) }
  public static func asin(_ x: Double) -> Double { nb_arcsin(x) }
  public static func acos(_ x: Double) -> Double { nb_arccos(x) }
  public static func atan(_ x: Double) -> Double { nb_arctan(x) }
  public static func atan2(_ y: Double, _ x: Double) -> Double { nb_arctan2(y, x) }
  public static func sinh(_ x: Double) -> Double { nb_sinh(x) }
  public static func cosh(_ x: Double) -> Double { nb_cosh(x) }
  public static func tanh(_ x: Double) -> Double { nb_tanh(x) }
  public static func asinh(_ x: Double) -> Double { nb_arcsinh(x) }
  public static func acosh(_ x: Double) -> Double { nb_arccosh(x) }
  public static func atanh(_ x: Double) -> Double { nb_arctanh(x) }
  public static func hypot(_ x: Double, _ y: Double) -> Double { nb_hypot(x, y) }
  public static func pow(_ x: Double, _ y: Double) -> Double { nb_pow(x, y) }
}
