import Arrays
import Layers
import Testing

@Suite struct DropoutTests {
  /// The shares of zeros that notebooks of both courses print for seed 231.
  @Test(arguments: [
    (0.25, Dropout.Convention.keeps, 0.749784), (0.4, .keeps, 0.600796), (0.7, .keeps, 0.30074),
  ])
  func `published shares of zeros`(p: Double, convention: Dropout.Convention, expected: Double) throws {
    let draws = try Draws(seed: 231)
    let x = try draws.normal([500, 500])
    // The notebook draws masks for all three probabilities one after the other.
    for earlier in [0.25, 0.4, 0.7] where earlier < p {
      _ = try Dropout.forward(x, p: earlier, convention, random: draws.state)
    }
    let out = try Dropout.forward(x, p: p, convention, random: draws.state).out
    #expect(try 1 - Double(out.countNonzero()) / 250_000 == expected)
  }

  @Test func `the other convention`() throws {
    let draws = try Draws(seed: 231)
    let x = try draws.normal([500, 500])
    let out = try Dropout.forward(x, p: 0.3, .drops, random: draws.state).out
    #expect(try 250_000 - out.countNonzero() == 75_219)
  }

  @Test func `float32 stays float32`() throws {
    let x = try NDArray.ones([4], .float32)
    #expect(try Dropout.forward(x, p: 0.5, .keeps, random: RandomState(.number(0))).out.dtype == .float32)
  }
}
