import Arrays

/// Inverted dropout: zeroes elements at random while training and scales the others up.
///
/// Source: CS231n assignment 2 and UCLA ECE C247 homework 4, `dropout_forward` and `dropout_backward`.
public enum Dropout {
  /// What `p` means: the two courses differ.
  public enum Convention: Sendable {
    /// The probability of keeping an element (CS231n since 2018).
    case keeps
    /// The probability of dropping an element (UCLA ECE C247, CS231n until 2017).
    case drops
  }

  /// x · mask with mask = (u < keep) / keep, u uniform in [0, 1) from `random`: one draw an element, in order.
  ///
  /// Where p drops, mask = (u > p) / (1 − p), as in that course. Of x's type, whatever the mask's is.
  /// Errors: ValueError for a p that is no probability, or that keeps nothing.
  public static func forward(_ x: NDArray, p: Double, _ convention: Convention, random: RandomState) throws
    -> (out: NDArray, mask: NDArray)
  {
    try check(p, convention)
    let drawn = try random.random(size: x.shape).asArray()
    let mask: NDArray
    switch convention {
    case .keeps: mask = try drawn.apply(.less, .pyFloat(p)).over(p)
    case .drops: mask = try drawn.apply(.greaterEqual, .pyFloat(p)).over(1 - p)
    }
    return (try x.times(mask).astype(x.dtype, copy: false), mask)
  }

  /// ValueError unless p is a probability with which some elements stay.
  public static func check(_ p: Double, _ convention: Convention, name: String = "p") throws {
    let isFine = convention == .keeps ? p > 0 && p <= 1 : p >= 0 && p < 1
    guard isFine else {
      throw ArrayError(
        .value,
        "\(name) must be "
          + (convention == .keeps
            ? "above 0 and at most 1, for it is the probability of keeping an element"
            : "at least 0 and below 1, for it is the probability of dropping an element")
          + ", not \(FloatText.repr(p))")
    }
  }

  /// dout · mask.
  public static func backward(_ dout: NDArray, mask: NDArray) throws -> NDArray {
    try Check.meets(dout, mask, "dout")
    return try dout.times(mask)
  }
}
