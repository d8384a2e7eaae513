extension Row {
  /// Recorded from NumPy 2.4.
  static let generator: [Row] = [
    Row(
      #"np.random.default_rng(42).random(), np.random.default_rng(42).random(3), np.random.default_rng([1, 2]).random(), np.random.default_rng(2**70).random()"#,
      #"""
        0.7739560485559633
        array([0.77395605, 0.43887844, 0.85859792])
        0.44841514333227195
        0.5428409396287122
      """#),
    Row(
      #"np.random.default_rng(1).integers(5), np.random.default_rng(1).integers(0, 10, 5), np.random.default_rng(1).integers(1, 7, size=(2, 3)), np.random.default_rng(1).integers(3, endpoint=True, size=9), np.random.default_rng(1).integers(0, 2**40, 3)"#,
      #"""
        np.int64(2)
        array([4, 5, 7, 9, 0])
        array([[3, 4, 5],
             [6, 1, 1]])
        array([1, 2, 3, 3, 0, 0, 3, 3, 0])
        array([ 562753827705, 1045045885889,  158505170440])
      """#),
    Row(
      #"np.random.default_rng(1).integers(0, 6, 9, dtype=np.uint8), np.random.default_rng(1).integers(0, 2, 9, dtype=bool), np.random.default_rng(1).integers(0, [1, 5, 10])"#,
      #"""
        array([5, 5, 0, 2, 5, 4, 0, 3, 2], dtype=uint8)
        array([ True,  True,  True,  True,  True,  True,  True,  True, False])
        array([0, 2, 5])
      """#),
    Row(
      #"np.random.default_rng(2).normal(5, 2, 4), np.random.default_rng(2).standard_normal((2, 2)), np.random.default_rng(2).standard_normal(3000).sum(), np.random.default_rng(2).uniform(-1, 1, 3)"#,
      #"""
        array([5.37810676, 3.95450312, 4.17387291, 0.11706523])
        array([[ 0.18905338, -0.52274844],
             [-0.41306354, -2.44146738]])
        np.float64(-82.87765388529084)
        array([-0.47677573, -0.40301771,  0.62845148])
      """#),
    Row(
      #"np.random.default_rng(3).exponential(2, 4), np.random.default_rng(3).standard_exponential(2000).sum(), np.random.default_rng(3).gamma([.5, 1, 2]), np.random.default_rng(3).beta(2, 3, 2)"#,
      #"""
        array([0.22002963, 0.77931375, 2.79908192, 4.40029619])
        np.float64(2012.9389977194)
        array([0.00733578, 1.39954096, 1.03588253])
        array([0.63509735, 0.67959133])
      """#),
    Row(
      #"np.random.default_rng(4).choice(5), np.random.default_rng(4).choice(5, 3), np.random.default_rng(4).choice([10, 20, 30]), np.random.default_rng(4).choice(10, 4, replace=False), np.random.default_rng(4).choice(10, 4, replace=False, shuffle=False)"#,
      #"""
        3
        array([3, 4, 4])
        np.int64(30)
        array([5, 7, 8, 9])
        array([5, 7, 8, 9])
      """#),
    Row(
      #"np.random.default_rng(5).choice(3, 5, p=[.2, .3, .5]), np.random.default_rng(5).choice(4, 3, replace=False, p=[.1, .2, .3, .4]), np.random.default_rng(5).choice(20000, 500, replace=False)[:5], np.random.default_rng(5).choice(i, 2, axis=1)"#,
      #"""
        array([2, 2, 2, 1, 0])
        array([3, 2, 0])
        array([18134, 18689,  1322,  2064,   372])
        array([[2, 2],
             [5, 5]])
      """#),
    Row(
      #"np.random.default_rng(6).permutation(10), np.random.default_rng(6).permutation(i.T), np.random.default_rng(6).permutation(i, axis=1), np.random.default_rng(6).permuted(i), np.random.default_rng(6).permuted(i, axis=1)"#,
      #"""
        array([2, 6, 3, 9, 0, 5, 4, 8, 7, 1])
        array([[0, 3],
             [1, 4],
             [2, 5]])
        array([[0, 1, 2],
             [3, 4, 5]])
        array([[2, 3, 0],
             [5, 4, 1]])
        array([[0, 1, 2],
             [5, 4, 3]])
      """#),
    Row(
      #"np.random.default_rng(7).binomial(10, .3, 3), np.random.default_rng(7).binomial(1000, .4, 3), np.random.default_rng(7).poisson(3, 3), np.random.default_rng(7).poisson(50, 3), np.random.default_rng(7).geometric(.1, 3), np.random.default_rng(7).multinomial(20, [.2, .3, .5])"#,
      #"""
        array([3, 5, 4])
        array([400, 391, 386])
        array([4, 1, 4])
        array([53, 56, 46])
        array([ 7, 10,  6])
        array([4, 8, 8])
      """#),
    Row(
      #"[g.random() for g in np.random.default_rng(5).spawn(2)], np.random.default_rng(8).random(3, dtype=np.float32), np.random.default_rng(8).bytes(5), str(np.random.default_rng(0))"#,
      #"""
        [0.4031184756244418, 0.2531538239071238]
        array([0.71954936, 0.32697225, 0.23450583], dtype=float32)
        b'\xf4c4\xb8\x82'
        'Generator(PCG64)'
      """#),
    Row(
      #"np.random.default_rng(1).integers(5, 5)"#,
      #"""
        !! ValueError low >= high
      """#),
    Row(
      #"np.random.default_rng(1).integers(0, 300, dtype=np.uint8)"#,
      #"""
        !! ValueError high is out of bounds for uint8
      """#),
    Row(
      #"np.random.default_rng(1).choice(3, 5, replace=False)"#,
      #"""
        !! ValueError Cannot take a larger sample than population when replace is False
      """#),
    Row(
      #"np.random.default_rng(1).choice(3, p=[.5, .5, .5])"#,
      #"""
        !! ValueError Probabilities do not sum to 1. See Notes section of docstring for more information.
      """#),
    Row(
      #"np.random.default_rng(1).choice(0)"#,
      #"""
        !! ValueError a must be a positive integer unless no samples are taken
      """#),
    Row(
      #"np.random.default_rng(1).normal(0, -1)"#,
      #"""
        !! ValueError scale < 0
      """#),
    Row(
      #"np.random.default_rng(1).uniform(0, np.inf)"#,
      #"""
        !! OverflowError high - low range exceeds valid bounds
      """#),
    Row(
      #"np.random.default_rng(1).random(dtype=int)"#,
      #"""
        !! TypeError Unsupported dtype dtype('int64') for random
      """#),
    Row(
      #"np.random.default_rng(1).shuffle((1, 2))"#,
      #"""
        !! TypeError 'tuple' object does not support item assignment
      """#),
    Row(
      #"np.random.default_rng(-1)"#,
      #"""
        !! ValueError expected non-negative integer
      """#),
    Row(
      #"np.random.default_rng(1.5)"#,
      #"""
        !! TypeError SeedSequence expects int or sequence of ints for entropy not 1.5
      """#),
  ]
}
