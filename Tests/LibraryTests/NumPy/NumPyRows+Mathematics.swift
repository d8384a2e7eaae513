extension Row {
  /// Recorded from NumPy 2.4.
  static let mathematics: [Row] = [
    Row(
      #"x.fill(2), x.sort(), x.copy() is x, x.view().base is x, i.view(np.float64).dtype, f.view('i4')"#,
      #"""
        None
        None
        False
        False
        dtype('float64')
        array([1069547520, 1075838976], dtype=int32)
      """#),
    Row(
      #"np.float64(2.5).round(), np.float64(3).item(), np.float64(3).shape, np.float64(3).dtype, np.float64(3).astype(int), np.float64(3).sum(), np.int64(3).T, np.float64(1).reshape(1), np.float32(2).mean(), np.float64(3).ndim, np.float64(2).tolist(), np.float64(2).copy()"#,
      #"""
        np.float64(2.0)
        3.0
        ()
        dtype('float64')
        np.int64(3)
        np.float64(3.0)
        np.int64(3)
        array([1.])
        np.float32(2.0)
        0
        2.0
        np.float64(2.0)
      """#),
    Row(
      #"len(x), len(np.array(3))"#,
      #"  !! TypeError len() of unsized object"#),
    Row(
      #"x.foo"#,
      #"  !! AttributeError 'numpy.ndarray' object has no attribute 'foo'"#),
    Row(
      #"np.foo"#,
      #"  !! AttributeError module 'numpy' has no attribute 'foo'"#),
    Row(
      #"np.finfo(float).eps, np.finfo(np.float32).max, np.iinfo(int).max, np.iinfo('uint8').min, np.finfo(float)"#,
      #"""
        np.float64(2.220446049250313e-16)
        np.float32(3.4028235e+38)
        9223372036854775807
        0
        finfo(resolution=1e-15, min=-1.7976931348623157e+308, max=1.7976931348623157e+308, dtype=float64)
      """#),
    Row(
      #"np.array2string(x), np.array_repr(x), np.array_str(x), np.array2string(x, precision=2, separator=','), np.format_float_positional(1e-3), np.format_float_scientific(123.), np.base_repr(5), np.binary_repr(-3, width=5)"#,
      #"""
        '[[0. 1. 2.]\n [3. 4. 5.]]'
        'array([[0., 1., 2.],\n       [3., 4., 5.]])'
        '[[0. 1. 2.]\n [3. 4. 5.]]'
        '[[0.,1.,2.],\n [3.,4.,5.]]'
        '0.001'
        '1.23e+02'
        '101'
        '11101'
      """#),
    Row(
      #"np.linalg.norm([3,4]), np.linalg.norm(x), np.linalg.norm(x,axis=1), np.linalg.norm(x,1), np.linalg.norm(x,np.inf), np.linalg.norm(x,'fro'), np.linalg.det(np.eye(2)), np.linalg.inv([[2.,0],[0,4]]), np.linalg.solve([[2.,0],[0,4]],[1,1]), np.linalg.matrix_rank(np.eye(2)), np.linalg.matrix_power([[1,1],[0,1]],3), np.linalg.pinv([[2.],[0]]), np.linalg.slogdet(np.eye(2))"#,
      #"""
        np.float64(5.0)
        np.float64(7.416198487095663)
        array([2.23606798, 7.07106781])
        np.float64(7.0)
        np.float64(12.0)
        np.float64(7.416198487095663)
        np.float64(1.0)
        array([[0.5 , 0.  ],
             [0.  , 0.25]])
        array([0.5 , 0.25])
        np.int64(2)
        array([[1, 3],
             [0, 1]])
        array([[0.5, 0. ]])
        SlogdetResult(sign=np.float64(1.0), logabsdet=np.float64(0.0))
      """#),
    Row(
      #"np.linalg.inv(np.zeros((2,2)))"#,
      #"  !! LinAlgError Singular matrix"#),
    Row(
      #"np.linalg.inv([1,2])"#,
      #"  !! LinAlgError 1-dimensional array given. Array must be at least two-dimensional"#),
    Row(
      #"np.apply_along_axis(sum,0,i), np.apply_along_axis(lambda r: r*2,1,i), np.vectorize(lambda a,b: a+b)([1,2],3), np.vectorize(lambda a: a>1)([1,2]), np.select([i<2,i>3],[i,i*10]), np.piecewise(x,[x<3,x>=3],[-1,lambda v:v])"#,
      #"""
        array([3, 5, 7])
        array([[ 0,  2,  4],
             [ 6,  8, 10]])
        array([4, 5])
        array([False,  True])
        array([[ 0,  1,  0],
             [ 0, 40, 50]])
        array([[-1., -1., -1.],
             [ 3.,  4.,  5.]])
      """#),
    Row(
      #"[m for m in np.ndindex(2,2)], [m for m in np.ndenumerate([5,6])], [float(v) for v in np.nditer(x.T)], list(np.ndindex((1,2)))"#,
      #"""
        [(0, 0), (0, 1), (1, 0), (1, 1)]
        [((0,), np.int64(5)), ((1,), np.int64(6))]
        [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
        [(0, 0), (0, 1)]
      """#),
    Row(
      #"np.random.RandomState(0).rand(2), np.random.RandomState(3).randint(5, size=3)"#,
      #"""
        array([0.5488135 , 0.71518937])
        array([2, 0, 1])
      """#),
    Row(
      #"np.shares_memory(x, x.T), np.may_share_memory(x, x.copy()), np.real(x) is x, np.isreal(x).all()"#,
      #"""
        True
        False
        True
        np.True_
      """#),
    Row(
      #"np.pi, np.e, np.inf, np.nan, np.newaxis, np.__version__[:1]"#,
      #"""
        3.141592653589793
        2.718281828459045
        inf
        nan
        None
        '2'
      """#),
    Row(
      #"x.shape == (2,3), type(x.shape[0]), type(x.size)"#,
      #"""
        True
        <class 'int'>
        <class 'int'>
      """#),
    Row(
      #"np.trapz, 1"#,
      #"  !! AttributeError module 'numpy' has no attribute 'trapz'"#),
    Row(
      #"np.iterable([1]), np.iterable(1)"#,
      #"""
        True
        False
      """#),
    Row(
      #"np.array([1,2,3])[np.array([True,False,True])]"#,
      #"  array([1, 3])"#),
    Row(
      #"np.array_equal(np.array([np.nan]), np.array([np.nan]), equal_nan=True)"#,
      #"  True"#),
    Row(
      #"np.zeros((2,3)).argmax(axis=5)"#,
      #"  !! AxisError axis 5 is out of bounds for array of dimension 2"#),
    Row(
      #"np.ones((2,2)).sum(axis=(0,0))"#,
      #"  !! ValueError duplicate value in 'axis'"#),
    Row(
      #"np.mean(x, axis=(0,1)), np.mean(b), np.std([1,2,3,4], ddof=1)"#,
      #"""
        np.float64(2.5)
        np.float64(0.6666666666666666)
        np.float64(1.2909944487358056)
      """#),
    Row(
      #"np.squeeze(np.array([[5]])), np.array([[5]]).squeeze(), np.float64(5).squeeze()"#,
      #"""
        array(5)
        array(5)
        np.float64(5.0)
      """#),
    Row(
      #"np.hypot(3,4), np.arctan2(1,1), np.logaddexp(0,0), np.sign(-2.5), np.floor(-1.5), np.ceil(1.2), np.cbrt(27), np.log1p(1e-10), np.expm1(1e-10), np.degrees(np.pi), np.deg2rad(180), np.square(3), np.reciprocal(4.), np.reciprocal(4), np.positive(3), np.fabs(-3), np.isnan(x).any(), np.isfinite([1,np.inf]), np.signbit(-1.), np.logical_not(b), np.invert(i), np.left_shift(1,3), np.floor_divide(7,2), np.remainder(-7,3), np.fmod(-7,3), np.power(2,3), np.power(2.,-1), np.copysign(1,-0.)"#,
      #"""
        np.float64(5.0)
        np.float64(0.7853981633974483)
        np.float64(0.6931471805599453)
        np.float64(-1.0)
        np.float64(-2.0)
        np.float64(2.0)
        np.float64(3.0)
        np.float64(9.999999999500001e-11)
        np.float64(1.00000000005e-10)
        np.float64(180.0)
        np.float64(3.141592653589793)
        np.int64(9)
        np.float64(0.25)
        np.int64(0)
        np.int64(3)
        np.float64(3.0)
        np.False_
        array([ True, False])
        np.True_
        array([False,  True, False])
        array([[-1, -2, -3],
             [-4, -5, -6]])
        np.int64(8)
        np.int64(3)
        np.int64(2)
        np.int64(-1)
        np.int64(8)
        np.float64(0.5)
        np.float64(-1.0)
      """#),
    Row(
      #"np.power(2, -1)"#,
      #"  !! ValueError Integers to negative integer powers are not allowed."#),
    Row(
      #"np.mod(5, 0)"#,
      #"  np.int64(0)"#),
    Row(
      #"np.testing.assert_allclose([1,2],[1,3])"#,
      #"""
        !! AssertionError 
      Not equal to tolerance rtol=1e-07, atol=0

      Mismatched elements: 1 / 2 (50%)
      Mismatch at index:
       [1]: 2 (ACTUAL), 3 (DESIRED)
      Max absolute difference among violations: 1
      Max relative difference among violations: 0.33333333
       ACTUAL: array([1, 2])
       DESIRED: array([1, 3])
      """#),
    Row(
      #"np.testing.assert_array_equal([1,2],[1,2,3])"#,
      #"""
        !! AssertionError 
      Arrays are not equal

      (shapes (2,), (3,) mismatch)
       ACTUAL: array([1, 2])
       DESIRED: array([1, 2, 3])
      """#),
  ]
}
