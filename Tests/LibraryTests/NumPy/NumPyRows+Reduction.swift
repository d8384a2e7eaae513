extension Row {
  /// Recorded from NumPy 2.4.
  static let reduction: [Row] = [
    Row(
      #"np.sum(x, axis=-1), np.sum(i), np.sum(b)"#,
      #"""
        array([ 3., 12.])
        np.int64(15)
        np.int64(2)
      """#),
    Row(
      #"np.sum(f), np.sum(f, dtype=np.float64)"#,
      #"""
        np.float32(4.0)
        np.float64(4.0)
      """#),
    Row(
      #"np.sum(i, axis=(0, 1), keepdims=True)"#,
      #"  array([[15]])"#),
    Row(
      #"np.sum([1.5, 2]), np.sum(3), np.sum([])"#,
      #"""
        np.float64(3.5)
        np.int64(3)
        np.float64(0.0)
      """#),
    Row(
      #"np.sum(x, initial=10), np.sum(x, where=x>2)"#,
      #"""
        np.float64(25.0)
        np.float64(12.0)
      """#),
    Row(
      #"np.mean(i), np.mean(f), np.mean([]), np.mean(i, axis=0, dtype=np.float32)"#,
      #"""
        np.float64(2.5)
        np.float32(2.0)
        np.float64(nan)
        array([1.5, 2.5, 3.5], dtype=float32)
      """#),
    Row(
      #"np.var(x), np.std(x, axis=0), np.var(x, ddof=1)"#,
      #"""
        np.float64(2.9166666666666665)
        array([1.5, 1.5, 1.5])
        np.float64(3.5)
      """#),
    Row(
      #"np.max(x), np.max(x, axis=0), np.max([]), np.min(i, axis=1, keepdims=True)"#,
      #"  !! ValueError zero-size array to reduction operation maximum which has no identity"#),
    Row(
      #"np.max(x, axis=0, initial=3)"#,
      #"  array([3., 4., 5.])"#),
    Row(
      #"np.argmax(x), np.argmax(x, axis=1), np.argmin(x, axis=0, keepdims=True)"#,
      #"""
        np.int64(5)
        array([2, 2])
        array([[0, 0, 0]])
      """#),
    Row(
      #"np.argmax([])"#,
      #"  !! ValueError attempt to get argmax of an empty sequence"#),
    Row(
      #"np.any(b), np.all(b), np.any(x, axis=0), np.all(x, axis=1, keepdims=True)"#,
      #"""
        np.True_
        np.False_
        array([ True,  True,  True])
        array([[False],
             [ True]])
      """#),
    Row(
      #"np.ptp(x), np.ptp(x, axis=0)"#,
      #"""
        np.float64(5.0)
        array([3., 3., 3.])
      """#),
    Row(
      #"np.median(x), np.median(x, axis=0), np.percentile(x, 50), np.percentile(x, [10, 90]), np.quantile(x, 0.3, axis=1)"#,
      #"""
        np.float64(2.5)
        array([1.5, 2.5, 3.5])
        np.float64(2.5)
        array([0.5, 4.5])
        array([0.6, 3.6])
      """#),
    Row(
      #"np.percentile(x, 101)"#,
      #"  !! ValueError Percentiles must be in the range [0, 100]"#),
    Row(
      #"np.nansum([1, np.nan]), np.nanmean([[1, np.nan],[3,4]], axis=0), np.nanmax([np.nan, 2.])"#,
      #"""
        np.float64(1.0)
        array([2., 4.])
        np.float64(2.0)
      """#),
    Row(
      #"np.cumsum(x), np.cumsum(i, axis=0), np.cumprod([1,2,3]), np.diff(x), np.diff([1,4,9], n=2), np.diff([1,2], prepend=0)"#,
      #"""
        array([ 0.,  1.,  3.,  6., 10., 15.])
        array([[0, 1, 2],
             [3, 5, 7]])
        array([1, 2, 6])
        array([[1., 1.],
             [1., 1.]])
        array([2])
        array([1, 1])
      """#),
    Row(
      #"np.average(x), np.average([1,2,3], weights=[3,2,1]), np.average(x, axis=0, weights=[1,3], returned=True)"#,
      #"""
        np.float64(2.5)
        np.float64(1.6666666666666667)
        (array([2.25, 3.25, 4.25]), array([4., 4., 4.]))
      """#),
    Row(
      #"np.average([1,2], weights=[0,0])"#,
      #"  !! ZeroDivisionError Weights sum to zero, can't be normalized"#),
    Row(
      #"np.array([1,2,3]), np.array([[1,2],[3,4.]]), np.array(3), np.array([]), np.array([1,2], dtype=float), np.array((1,2)), np.array(range(3))"#,
      #"""
        array([1, 2, 3])
        array([[1., 2.],
             [3., 4.]])
        array(3)
        array([], dtype=float64)
        array([1., 2.])
        array([1, 2])
        array([0, 1, 2])
      """#),
    Row(
      #"np.array([[1,2],[3]])"#,
      #"  !! ValueError setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part."#
    ),
    Row(
      #"np.array([1,2], ndmin=3)"#,
      #"  array([[[1, 2]]])"#),
    Row(
      #"np.array([True, 2]), np.array([1, 2.5, True]), np.array([[]])"#,
      #"""
        array([1, 2])
        array([1. , 2.5, 1. ])
        array([], shape=(1, 0), dtype=float64)
      """#),
    Row(
      #"np.asarray(x) is x, np.array(x) is x, np.array(x, copy=False) is x"#,
      #"""
        True
        False
        True
      """#),
    Row(
      #"np.zeros(3), np.zeros((2,3), dtype=int), np.zeros([2,1]), np.zeros(()), np.zeros(0), np.zeros(2, np.bool_)"#,
      #"""
        array([0., 0., 0.])
        array([[0, 0, 0],
             [0, 0, 0]])
        array([[0.],
             [0.]])
        array(0.)
        array([], dtype=float64)
        array([False, False])
      """#),
    Row(
      #"np.zeros((2,-1))"#,
      #"  !! ValueError negative dimensions are not allowed"#),
    Row(
      #"np.ones((2,2), order='F').flags['F_CONTIGUOUS']"#,
      #"  True"#),
    Row(
      #"np.full((2,2), 7), np.full(2, 1.5), np.full(2, [1,2]), np.full(2, 7, dtype=float), np.full((2,2), np.nan)"#,
      #"""
        array([[7, 7],
             [7, 7]])
        array([1.5, 1.5])
        array([1, 2])
        array([7., 7.])
        array([[nan, nan],
             [nan, nan]])
      """#),
    Row(
      #"np.zeros_like(i), np.ones_like(x, dtype=int), np.full_like(i, 2.7), np.empty_like(x).shape, np.zeros_like([1,2])"#,
      #"""
        array([[0, 0, 0],
             [0, 0, 0]])
        array([[1, 1, 1],
             [1, 1, 1]])
        array([[2, 2, 2],
             [2, 2, 2]])
        (2, 3)
        array([0, 0])
      """#),
    Row(
      #"np.eye(3), np.eye(2,3,k=1), np.identity(2), np.eye(2, dtype=int)"#,
      #"""
        array([[1., 0., 0.],
             [0., 1., 0.],
             [0., 0., 1.]])
        array([[0., 1., 0.],
             [0., 0., 1.]])
        array([[1., 0.],
             [0., 1.]])
        array([[1, 0],
             [0, 1]])
      """#),
  ]
}
