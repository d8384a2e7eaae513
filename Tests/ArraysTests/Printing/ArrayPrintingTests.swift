import Testing

@testable import Arrays

/// Expected texts are those of NumPy 2.4.
@Suite struct ArrayPrintingTests {
  @Test func switchesToExponent() throws {
    try check(array([1.0, 1000.0] as [Double], [2]), "[   1. 1000.]", "array([   1., 1000.])")
    try check(
      array([1.0, 1000.1] as [Double], [2]), "[1.0000e+00 1.0001e+03]", "array([1.0000e+00, 1.0001e+03])")
    try check(array([100000000.0, 1.0] as [Double], [2]), "[1.e+08 1.e+00]", "array([1.e+08, 1.e+00])")
    try check(array([1e-05, 0.0] as [Double], [2]), "[1.e-05 0.e+00]", "array([1.e-05, 0.e+00])")
    try check(
      array([99999999.0, 1000000.0] as [Double], [2]), "[99999999.  1000000.]",
      "array([99999999.,  1000000.])")
    try check(array([1000000.0] as [Float], [1]), "[1.e+06]", "array([1.e+06], dtype=float32)")
    try check(array([999999.0] as [Float], [1]), "[999999.]", "array([999999.], dtype=float32)")
  }

  @Test func alignsSpecialValues() throws {
    try check(
      array([1.5, .nan, -.infinity] as [Double], [3]), "[ 1.5  nan -inf]", "array([ 1.5,  nan, -inf])")
    try check(array([.nan] as [Double], [1]), "[nan]", "array([nan])")
    try check(array([-0.0, 1.0] as [Double], [2]), "[-0.  1.]", "array([-0.,  1.])")
    try check(
      array([.infinity, 10000000000.0] as [Double], [2]), "[   inf 1.e+10]", "array([   inf, 1.e+10])")
    try check(
      array([.nan, .nan, .infinity, -1.0] as [Double], [2, 2]), "[[nan nan]\n [inf -1.]]",
      "array([[nan, nan],\n       [inf, -1.]])")
  }

  @Test func trimsTogether() throws {
    try check(array([0.1, 0.25, 3.0] as [Double], [3]), "[0.1  0.25 3.  ]", "array([0.1 , 0.25, 3.  ])")
    try check(
      array([0.3333333333333333, 0.6666666666666666] as [Double], [2]), "[0.33333333 0.66666667]",
      "array([0.33333333, 0.66666667])")
    try check(
      array([1.0, 2.5, -3.125, 4.0] as [Double], [2, 2]), "[[ 1.     2.5  ]\n [-3.125  4.   ]]",
      "array([[ 1.   ,  2.5  ],\n       [-3.125,  4.   ]])")
    try check(
      array([0.1, 0.2, 0.3] as [Float], [3]), "[0.1 0.2 0.3]", "array([0.1, 0.2, 0.3], dtype=float32)")
  }

  @Test func integersAndBools() throws {
    try check(array([1, -10, 100] as [Int], [3]), "[  1 -10 100]", "array([  1, -10, 100])")
    try check(array([true, false] as [Bool], [2]), "[ True False]", "array([ True, False])")
    try check(
      array([1, 2, 3, 200] as [UInt8], [2, 2]), "[[  1   2]\n [  3 200]]",
      "array([[  1,   2],\n       [  3, 200]], dtype=uint8)")
    try check(array([-1, 5] as [Int32], [2]), "[-1  5]", "array([-1,  5], dtype=int32)")
    try check(array([true, true] as [Bool], [2]), "[ True  True]", "array([ True,  True])")
  }

  @Test func zeroDimensions() throws {
    try check(array([3.0] as [Double], []), "3.0", "array(3.)")
    try check(array([7] as [Int], []), "7", "array(7)")
    try check(array([true] as [Bool], []), "True", "array(True)")
    try check(array([1e-07] as [Double], []), "1e-07", "array(1.e-07)")
    try check(array([2.5] as [Float], []), "2.5", "array(2.5, dtype=float32)")
  }

  @Test func emptyArrays() throws {
    try check(array([] as [Double], [0]), "[]", "array([], dtype=float64)")
    try check(array([] as [Double], [0, 3]), "[]", "array([], shape=(0, 3), dtype=float64)")
    try check(array([] as [Int], [2, 0]), "[]", "array([], shape=(2, 0), dtype=int64)")
    try check(array([] as [Bool], [0]), "[]", "array([], dtype=bool)")
    try check(array([] as [Float], [3, 0, 2]), "[]", "array([], shape=(3, 0, 2), dtype=float32)")
  }

  @Test func nestsBrackets() throws {
    try check(
      array([0, 1, 2, 3, 4, 5, 6, 7] as [Int], [2, 2, 2]), "[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]",
      "array([[[0, 1],\n        [2, 3]],\n\n       [[4, 5],\n        [6, 7]]])")
    try check(
      array([0.0, 1.0, 2.0, 3.0] as [Double], [1, 2, 1, 2]), "[[[[0. 1.]]\n\n  [[2. 3.]]]]",
      "array([[[[0., 1.]],\n\n        [[2., 3.]]]])")
  }

  @Test func wrapsLines() throws {
    try check(
      array(
        [
          0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
          27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
        ] as [Int], [40]),
      "[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]",
      "array([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16,\n       17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,\n       34, 35, 36, 37, 38, 39])"
    )
    try check(
      array(
        [
          0.0, 0.14285714285714285, 0.2857142857142857, 0.42857142857142855, 0.5714285714285714,
          0.7142857142857143, 0.8571428571428571, 1.0, 1.1428571428571428, 1.2857142857142858,
          1.4285714285714286, 1.5714285714285714, 1.7142857142857142, 1.8571428571428572, 2.0,
          2.142857142857143, 2.2857142857142856, 2.4285714285714284, 2.5714285714285716, 2.7142857142857144,
          2.857142857142857, 3.0, 3.142857142857143, 3.2857142857142856,
        ] as [Double], [24]),
      "[0.         0.14285714 0.28571429 0.42857143 0.57142857 0.71428571\n 0.85714286 1.         1.14285714 1.28571429 1.42857143 1.57142857\n 1.71428571 1.85714286 2.         2.14285714 2.28571429 2.42857143\n 2.57142857 2.71428571 2.85714286 3.         3.14285714 3.28571429]",
      "array([0.        , 0.14285714, 0.28571429, 0.42857143, 0.57142857,\n       0.71428571, 0.85714286, 1.        , 1.14285714, 1.28571429,\n       1.42857143, 1.57142857, 1.71428571, 1.85714286, 2.        ,\n       2.14285714, 2.28571429, 2.42857143, 2.57142857, 2.71428571,\n       2.85714286, 3.        , 3.14285714, 3.28571429])"
    )
    try check(
      array(
        [
          0.0, 0.14285714285714285, 0.2857142857142857, 0.42857142857142855, 0.5714285714285714,
          0.7142857142857143, 0.8571428571428571, 1.0, 1.1428571428571428, 1.2857142857142858,
          1.4285714285714286, 1.5714285714285714, 1.7142857142857142, 1.8571428571428572, 2.0,
          2.142857142857143, 2.2857142857142856, 2.4285714285714284, 2.5714285714285716, 2.7142857142857144,
          2.857142857142857, 3.0, 3.142857142857143, 3.2857142857142856,
        ] as [Double], [2, 12]),
      "[[0.         0.14285714 0.28571429 0.42857143 0.57142857 0.71428571\n  0.85714286 1.         1.14285714 1.28571429 1.42857143 1.57142857]\n [1.71428571 1.85714286 2.         2.14285714 2.28571429 2.42857143\n  2.57142857 2.71428571 2.85714286 3.         3.14285714 3.28571429]]",
      "array([[0.        , 0.14285714, 0.28571429, 0.42857143, 0.57142857,\n        0.71428571, 0.85714286, 1.        , 1.14285714, 1.28571429,\n        1.42857143, 1.57142857],\n       [1.71428571, 1.85714286, 2.        , 2.14285714, 2.28571429,\n        2.42857143, 2.57142857, 2.71428571, 2.85714286, 3.        ,\n        3.14285714, 3.28571429]])"
    )
  }

  @Test func summarises() throws {
    try check(
      try NDArray(zeros: [1001]), "[0. 0. 0. ... 0. 0. 0.]",
      "array([0., 0., 0., ..., 0., 0., 0.], shape=(1001,))")
    try check(
      try NDArray(zeros: [40, 30], .int32),
      "[[0 0 0 ... 0 0 0]\n [0 0 0 ... 0 0 0]\n [0 0 0 ... 0 0 0]\n ...\n [0 0 0 ... 0 0 0]\n [0 0 0 ... 0 0 0]\n [0 0 0 ... 0 0 0]]",
      "array([[0, 0, 0, ..., 0, 0, 0],\n       [0, 0, 0, ..., 0, 0, 0],\n       [0, 0, 0, ..., 0, 0, 0],\n       ...,\n       [0, 0, 0, ..., 0, 0, 0],\n       [0, 0, 0, ..., 0, 0, 0],\n       [0, 0, 0, ..., 0, 0, 0]], shape=(40, 30), dtype=int32)"
    )
    try check(
      try NDArray(zeros: [20, 20, 3], .bool),
      "[[[False False False]\n  [False False False]\n  [False False False]\n  ...\n  [False False False]\n  [False False False]\n  [False False False]]\n\n [[False False False]\n  [False False False]\n  [False False False]\n  ...\n  [False False False]\n  [False False False]\n  [False False False]]\n\n [[False False False]\n  [False False False]\n  [False False False]\n  ...\n  [False False False]\n  [False False False]\n  [False False False]]\n\n ...\n\n [[False False False]\n  [False False False]\n  [False False False]\n  ...\n  [False False False]\n  [False False False]\n  [False False False]]\n\n [[False False False]\n  [False False False]\n  [False False False]\n  ...\n  [False False False]\n  [False False False]\n  [False False False]]\n\n [[False False False]\n  [False False False]\n  [False False False]\n  ...\n  [False False False]\n  [False False False]\n  [False False False]]]",
      "array([[[False, False, False],\n        [False, False, False],\n        [False, False, False],\n        ...,\n        [False, False, False],\n        [False, False, False],\n        [False, False, False]],\n\n       [[False, False, False],\n        [False, False, False],\n        [False, False, False],\n        ...,\n        [False, False, False],\n        [False, False, False],\n        [False, False, False]],\n\n       [[False, False, False],\n        [False, False, False],\n        [False, False, False],\n        ...,\n        [False, False, False],\n        [False, False, False],\n        [False, False, False]],\n\n       ...,\n\n       [[False, False, False],\n        [False, False, False],\n        [False, False, False],\n        ...,\n        [False, False, False],\n        [False, False, False],\n        [False, False, False]],\n\n       [[False, False, False],\n        [False, False, False],\n        [False, False, False],\n        ...,\n        [False, False, False],\n        [False, False, False],\n        [False, False, False]],\n\n       [[False, False, False],\n        [False, False, False],\n        [False, False, False],\n        ...,\n        [False, False, False],\n        [False, False, False],\n        [False, False, False]]], shape=(20, 20, 3))"
    )
  }

  @Test func options() throws {
    var options = PrintOptions()
    let x = array([1 / 3, -2, 1234.5, 1e-9], [4])
    options.precision = 3
    #expect(
      try x.formatted(.repr, options: options) == "array([ 3.333e-01, -2.000e+00,  1.234e+03,  1.000e-09])")
    options.suppressSmall = true
    #expect(try x.formatted(.repr, options: options) == "array([   0.333,   -2.   , 1234.5  ,    0.   ])")
    options.sign = .plus
    #expect(try x.formatted(.repr, options: options) == "array([   +0.333,    -2.   , +1234.5  ,    +0.   ])")
    options.floatMode = .fixed
    #expect(try x.formatted(.repr, options: options) == "array([   +0.333,    -2.000, +1234.500,    +0.000])")
    options.sign = .space
    #expect(try x.formatted(.repr, options: options) == "array([   0.333,   -2.000, 1234.500,    0.000])")
    options.floatMode = .unique
    #expect(
      try x.formatted(.repr, options: options)
        == "array([   0.3333333333333333,   -2.                ,\n       1234.5               ,    0.000000001       ])"
    )
    options.floatMode = .maxPrecisionEqual
    #expect(try x.formatted(.repr, options: options) == "array([   0.333,   -2.000, 1234.500,    0.000])")
    options.lineWidth = 20
    #expect(
      try x.formatted(.repr, options: options)
        == "array([   0.333,\n         -2.000,\n       1234.500,\n          0.000])")
    (options.threshold, options.edgeItems) = (3, 1)
    #expect(
      try x.formatted(.repr, options: options) == "array([ 0.333, ...,\n        0.000],\n      shape=(4,))")
    options.precision = -1
    #expect(throws: ArrayError(.value, "precision must be >= 0")) { try x.formatted(.str, options: options) }
  }

  @Test func formattersReplaceTheLayout() throws {
    var options = PrintOptions()
    options.formatters["float_kind"] = { "<\($0.doubleValue)>" }
    #expect(try array([1, 2.5], [2]).formatted(.str, options: options) == "[<1.0> <2.5>]")
  }

  @Test func stridedViewsPrintTheirElements() throws {
    let x = array([0, 1, 2, 3, 4, 5] as [Int], [2, 3])
    #expect(try x.view(shape: [3, 2], strides: [8, 24]).formatted(.str) == "[[0 3]\n [1 4]\n [2 5]]")
  }

  @Test func separatorsAndMargins() throws {
    let x = array([0, 1, 2, 3] as [Int], [2, 2])
    #expect(try x.text(separator: "; ", prefix: "x = ") == "[[0; 1];\n     [2; 3]]")
  }

  @Test func scalars() {
    let texts: [(Scalar, String, String)] = [
      (.float64(1), "1.0", "np.float64(1.0)"),
      (.float32(0.1), "0.1", "np.float32(0.1)"),
      (.bool(true), "True", "np.True_"),
      (.bool(false), "False", "np.False_"),
      (.int64(-4), "-4", "np.int64(-4)"),
      (.uint8(255), "255", "np.uint8(255)"),
      (.int32(7), "7", "np.int32(7)"),
      (.float64(.nan), "nan", "np.float64(nan)"),
    ]
    for (scalar, str, repr) in texts {
      #expect(scalar.formatted(.str) == str)
      #expect(scalar.formatted(.repr) == repr)
    }
  }

  private func check(_ x: NDArray, _ str: String, _ repr: String) throws {
    #expect(try x.formatted(.str, options: PrintOptions()) == str)
    #expect(try x.formatted(.repr, options: PrintOptions()) == repr)
  }
}
