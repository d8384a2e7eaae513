extension Row {
  /// Recorded from NumPy 2.4.
  static let ufunc: [Row] = [
    Row(
      #"np.add(x, 1)"#,
      #"""
        array([[1., 2., 3.],
             [4., 5., 6.]])
      """#),
    Row(
      #"np.add(1, 2)"#,
      #"  np.int64(3)"#),
    Row(
      #"np.add([1,2],[3,4])"#,
      #"  array([4, 6])"#),
    Row(
      #"np.exp(1)"#,
      #"  np.float64(2.718281828459045)"#),
    Row(
      #"np.sqrt(-1.0)"#,
      #"  np.float64(nan)"#),
    Row(
      #"np.maximum(0, x)"#,
      #"""
        array([[0., 1., 2.],
             [3., 4., 5.]])
      """#),
    Row(
      #"np.maximum(0, 3)"#,
      #"  np.int64(3)"#),
    Row(
      #"np.add(u, 10)"#,
      #"  array([ 4, 13], dtype=uint8)"#),
    Row(
      #"np.add(u, 300)"#,
      #"  !! OverflowError Python integer 300 out of bounds for uint8"#),
    Row(
      #"np.add(x, np.zeros((3,2)))"#,
      #"  !! ValueError operands could not be broadcast together with shapes (2,3) (3,2) "#),
    Row(
      #"np.add(1,2,3,4)"#,
      #"  !! TypeError add() takes from 2 to 3 positional arguments but 4 were given"#),
    Row(
      #"np.add(x, 1, where=x>2).shape"#,
      #"""
        2
        3
      """#),
    Row(
      #"np.add(x, i, dtype=np.float32)"#,
      #"""
        array([[ 0.,  2.,  4.],
             [ 6.,  8., 10.]], dtype=float32)
      """#),
    Row(
      #"np.add.reduce(x)"#,
      #"  array([3., 5., 7.])"#),
    Row(
      #"np.add.reduce(x, axis=None)"#,
      #"  np.float64(15.0)"#),
    Row(
      #"np.add.reduce(x, axis=(0,1))"#,
      #"  np.float64(15.0)"#),
    Row(
      #"np.multiply.reduce(i, axis=1, keepdims=True)"#,
      #"""
        array([[ 0],
             [60]])
      """#),
    Row(
      #"np.maximum.reduce(x, axis=1)"#,
      #"  array([2., 5.])"#),
    Row(
      #"np.minimum.reduce([])"#,
      #"  !! ValueError zero-size array to reduction operation minimum which has no identity"#),
    Row(
      #"np.logical_and.reduce(b)"#,
      #"  np.False_"#),
    Row(
      #"np.bitwise_or.reduce(np.array([1,2,4]))"#,
      #"  np.int64(7)"#),
    Row(
      #"np.subtract.reduce(np.array([10,2,3]))"#,
      #"  np.int64(5)"#),
    Row(
      #"np.add.accumulate(x, axis=1)"#,
      #"""
        array([[ 0.,  1.,  3.],
             [ 3.,  7., 12.]])
      """#),
    Row(
      #"np.maximum.accumulate([3,1,4,1,5])"#,
      #"  array([3, 3, 4, 4, 5])"#),
    Row(
      #"np.subtract.accumulate([10,1,2])"#,
      #"  array([10,  9,  7])"#),
    Row(
      #"np.multiply.outer([1,2],[3,4])"#,
      #"""
        array([[3, 4],
             [6, 8]])
      """#),
    Row(
      #"np.add.nin, np.add.nout, np.add.nargs, np.add.identity"#,
      #"""
        2
        1
        3
        0
      """#),
    Row(
      #"np.add.__name__"#,
      #"  'add'"#),
    Row(
      #"np.abs.__name__, np.abs"#,
      #"""
        'absolute'
        <ufunc 'absolute'>
      """#),
    Row(
      #"type(np.add)"#,
      #"  <class 'numpy.ufunc'>"#),
    Row(
      #"isinstance(np.add, np.ufunc)"#,
      #"  True"#),
    Row(
      #"np.sum(x), np.sum(x, 0), np.sum(x, axis=1, keepdims=True)"#,
      #"""
        np.float64(15.0)
        array([3., 5., 7.])
        array([[ 3.],
             [12.]])
      """#),
    Row(
      #"np.sum(x, axis=2)"#,
      #"  !! AxisError axis 2 is out of bounds for array of dimension 2"#),
  ]
}
