extension Row {
  /// Recorded from NumPy 2.4.
  static let manipulation: [Row] = [
    Row(
      #"np.insert([1,2,3],1,9), np.insert(i,1,5,axis=1), np.insert([1,2,3],[0,2],[7,8]), np.delete([1,2,3],1), np.delete(i,[0,1],axis=1), np.delete([1,2,3],slice(0,2)), np.delete([1,2,3], [True,False,False])"#,
      #"""
        array([1, 9, 2, 3])
        array([[0, 5, 1, 2],
             [3, 5, 4, 5]])
        array([7, 1, 2, 8, 3])
        array([1, 3])
        array([[2],
             [5]])
        array([3])
        array([2, 3])
      """#),
    Row(
      #"np.delete([1,2,3],5)"#,
      #"  !! IndexError index 5 is out of bounds for axis 0 with size 3"#),
    Row(
      #"np.pad([1,2],1), np.pad(i,((1,0),(0,1))), np.pad([1,2],(1,2),constant_values=(5,6)), np.pad([1,2],1,mode='edge'), np.pad([1,2,3],2,'reflect'), np.pad([1,2,3],2,'symmetric'), np.pad([1,2,3],2,'wrap'), np.pad([1,2],1,'mean'), np.pad([1,2],2,'linear_ramp')"#,
      #"""
        array([0, 1, 2, 0])
        array([[0, 0, 0, 0],
             [0, 1, 2, 0],
             [3, 4, 5, 0]])
        array([5, 1, 2, 6, 6])
        array([1, 1, 2, 2])
        array([3, 2, 1, 2, 3, 2, 1])
        array([2, 1, 1, 2, 3, 3, 2])
        array([2, 3, 1, 2, 3, 1, 2])
        array([2, 1, 2, 2])
        array([0, 0, 1, 2, 1, 0])
      """#),
    Row(
      #"np.pad([1,2],1,mode='foo')"#,
      #"  !! ValueError mode 'foo' is not supported"#),
    Row(
      #"np.pad([1,2],-1)"#,
      #"  !! ValueError index can't contain negative values"#),
    Row(
      #"np.pad([1,2],((1,1),(1,1)))"#,
      #"  !! ValueError operands could not be broadcast together with remapped shapes [original->remapped]: (2,2)  and requested shape (1,2)"#
    ),
    Row(
      #"np.clip(x,1,4), np.clip([1,2,3],None,2), np.clip(i,a_min=2,a_max=None), np.clip(5,0,3), x.clip(max=2), np.clip(u, 0, 100)"#,
      #"""
        array([[1., 1., 2.],
             [3., 4., 4.]])
        array([1, 2, 2])
        array([[2, 2, 2],
             [3, 4, 5]])
        np.int64(3)
        array([[0., 1., 2.],
             [2., 2., 2.]])
        array([100,   3], dtype=uint8)
      """#),
    Row(
      #"np.where(x>2,x,0), np.where([True,False],1,2.5), np.where(b), np.where(True,1,2), np.where(x>2)"#,
      #"""
        array([[0., 0., 0.],
             [3., 4., 5.]])
        array([1. , 2.5])
        (array([0, 2]),)
        array(1)
        (array([1, 1, 1]), array([0, 1, 2]))
      """#),
    Row(
      #"np.where(b, 1)"#,
      #"  !! ValueError either both or neither of x and y should be given"#),
    Row(
      #"np.round(x/3,2), np.round(2.5), np.round([1.5,2.5]), np.around(1.25,1), np.round(i), np.round(125,-1), x.round(), np.fix([1.7,-1.7]), np.trunc(-1.5)"#,
      #"""
        array([[0.  , 0.33, 0.67],
             [1.  , 1.33, 1.67]])
        np.float64(2.0)
        array([2., 2.])
        np.float64(1.2)
        array([[0, 1, 2],
             [3, 4, 5]])
        np.int64(120)
        array([[0., 1., 2.],
             [3., 4., 5.]])
        array([ 1., -1.])
        np.float64(-1.0)
      """#),
    Row(
      #"np.nan_to_num([np.nan,np.inf,-np.inf]), np.nan_to_num(np.nan), np.lcm(4,6), np.gcd(12,18), np.divmod(7,3), np.modf(1.5), np.float_power(2,3), np.heaviside(0.,.5), np.sinc(.5)"#,
      #"""
        array([ 0.00000000e+000,  1.79769313e+308, -1.79769313e+308])
        np.float64(0.0)
        np.int64(12)
        np.int64(6)
        (np.int64(2), np.int64(1))
        (np.float64(0.5), np.float64(1.0))
        np.float64(8.0)
        np.float64(0.5)
        np.float64(0.6366197723675814)
      """#),
    Row(
      #"np.isclose(1,1+1e-9), np.isclose([1,2],[1,3]), np.allclose([1,2],[1,2]), np.array_equal([1],[1]), np.array_equal([1],[1,2]), np.array_equiv([1,1],1)"#,
      #"""
        np.True_
        array([ True, False])
        True
        True
        False
        True
      """#),
    Row(
      #"np.dot(x, x.T), np.dot([1,2],[3,4]), np.dot(2,3), np.matmul(i, i.T), np.inner([1,2],[3,4]), np.outer([1,2],[3,4]), np.vdot(i,i), np.cross([1,2,3],[4,5,6]), np.kron([1,2],[1,1]), np.vecdot([1,2],[3,4])"#,
      #"""
        array([[ 5., 14.],
             [14., 50.]])
        np.int64(11)
        np.int64(6)
        array([[ 5, 14],
             [14, 50]])
        np.int64(11)
        array([[3, 4],
             [6, 8]])
        np.int64(55)
        array([-3,  6, -3])
        array([1, 1, 2, 2])
        np.int64(11)
      """#),
    Row(
      #"np.dot(x, x)"#,
      #"  !! ValueError shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)"#),
    Row(
      #"np.matmul(x, x)"#,
      #"  !! ValueError matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)"#
    ),
    Row(
      #"x @ x"#,
      #"  !! ValueError matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)"#
    ),
    Row(
      #"np.matmul(1, 2)"#,
      #"  !! ValueError matmul: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)"#
    ),
    Row(
      #"np.tensordot(x, x, axes=([0,1],[0,1])), np.tensordot(x, x.T, axes=1), np.einsum('ij->j', x), np.einsum('ij,kj->ik', x, x), np.einsum('ii', np.eye(3)), np.einsum('i,i', [1,2],[3,4])"#,
      #"""
        array(55.)
        array([[ 5., 14.],
             [14., 50.]])
        array([3., 5., 7.])
        array([[ 5., 14.],
             [14., 50.]])
        np.float64(3.0)
        np.int64(11)
      """#),
    Row(
      #"np.einsum('ij,jk', x, x)"#,
      #"  !! ValueError operands could not be broadcast together with remapped shapes [original->remapped]: (2,3)->(2,newaxis,3) (2,3)->(3,2) "#
    ),
    Row(
      #"np.convolve([1,2,3],[0,1,.5]), np.correlate([1,2,3],[0,1,.5],'same'), np.gradient([1,2,4,7.]), np.trapezoid([1,2,3]), np.interp([1.5, 5],[1,2,3],[3,2,0]), np.interp(1.5,[1,2],[3,4])"#,
      #"""
        array([0. , 1. , 2.5, 4. , 1.5])
        array([2. , 3.5, 3. ])
        array([1. , 1.5, 2.5, 3. ])
        np.float64(4.0)
        array([2.5, 0. ])
        np.float64(3.5)
      """#),
    Row(
      #"np.cov([[0,2],[1,1],[2,0]]), np.cov([1,2,3]), np.corrcoef([1,2,3],[1,2,4]), np.cov([1,2,3],[3,2,1],bias=True)"#,
      #"""
        array([[ 2.,  0., -2.],
             [ 0.,  0.,  0.],
             [-2.,  0.,  2.]])
        array(1.)
        array([[1.        , 0.98198051],
             [0.98198051, 1.        ]])
        array([[ 0.66666667, -0.66666667],
             [-0.66666667,  0.66666667]])
      """#),
    Row(
      #"np.polyval([1,2,3],2), np.polyval([1,2],[1,2]), np.polyfit([0,1,2,3],[1,3,5,7],1).round(8), np.polyder([1,2,3]), np.polyadd([1,2],[1]), np.polymul([1,1],[1,-1])"#,
      #"""
        np.int64(11)
        array([3, 4])
        array([2., 1.])
        array([2, 2])
        array([1, 3])
        array([ 1,  0, -1])
      """#),
    Row(
      #"np.sort([3,1,2]), np.sort(x[::-1],axis=0), np.sort([[3,1],[2,5]],axis=None), np.argsort([3,1,2]), np.lexsort(([1,2],[2,1])), np.sort([np.nan,1])"#,
      #"""
        array([1, 2, 3])
        array([[0., 1., 2.],
             [3., 4., 5.]])
        array([1, 2, 3, 5])
        array([1, 2, 0])
        array([1, 0])
        array([ 1., nan])
      """#),
    Row(
      #"np.searchsorted([1,2,3],2), np.searchsorted([1,2,3],[0,2.5],side='right'), np.digitize([.5,1.5],[0,1,2]), np.argwhere(x>3), np.flatnonzero([0,1]), np.nonzero(x>3)"#,
      #"""
        np.int64(1)
        array([0, 2])
        array([1, 2])
        array([[1, 1],
             [1, 2]])
        array([1])
        (array([1, 1]), array([1, 2]))
      """#),
    Row(
      #"np.unique([3,1,3]), np.unique([3,1,3],return_counts=True), np.unique([3,1,3],return_index=True,return_inverse=True), np.unique([[1,2],[1,2]],axis=0), np.isin([1,2],[2]), np.intersect1d([1,2],[2,3]), np.union1d([1],[2]), np.setdiff1d([1,2],[2]), np.setxor1d([1,2],[2,3]), np.unique([[3,1],[3,2]],return_inverse=True)"#,
      #"""
        array([1, 3])
        (array([1, 3]), array([1, 2]))
        (array([1, 3]), array([1, 0]), array([1, 0, 1]))
        array([[1, 2]])
        array([False,  True])
        array([2])
        array([1, 2])
        array([1])
        array([1, 3])
        (array([1, 2, 3]), array([[2, 0],
             [2, 1]]))
      """#),
    Row(
      #"np.bincount([0,1,1]), np.bincount([0,1],weights=[.5,1]), np.bincount([1],minlength=4), np.histogram([1,2,1],bins=2), np.histogram([1,2,1],bins=[0,1,2,3],density=True), np.bincount([])"#,
      #"""
        array([1, 2])
        array([0.5, 1. ])
        array([0, 1, 0, 0])
        (array([2, 1]), array([1. , 1.5, 2. ]))
        (array([0.        , 0.66666667, 0.33333333]), array([0, 1, 2, 3]))
        array([], dtype=int64)
      """#),
    Row(
      #"np.bincount([-1])"#,
      #"  !! ValueError 'list' argument must have no negative elements"#),
    Row(
      #"np.take([4,5],[1,0]), np.take(i,[0],axis=1), x.take([0,-1]), np.take_along_axis(i,np.argsort(-i,axis=1),axis=1), np.choose([0,1],[[1,2],[3,4]]), np.compress([0,1],[5,6]), np.extract([1,0],[5,6]), np.take(i, 1), np.take([1,2],[5],mode='clip')"#,
      #"""
        array([5, 4])
        array([[0],
             [3]])
        array([0., 5.])
        array([[2, 1, 0],
             [5, 4, 3]])
        array([1, 4])
        array([6])
        array([5])
        np.int64(1)
        array([2])
      """#),
    Row(
      #"np.take([4,5],2)"#,
      #"  !! IndexError index 2 is out of bounds for axis 0 with size 2"#),
    Row(
      #"np.unravel_index(4,(2,3)), np.unravel_index([1,2],(2,3)), np.ravel_multi_index((1,2),(2,3)), np.tril_indices(2), np.triu_indices(2,1), np.diag_indices(2), np.ix_([0,1],[1,2])"#,
      #"""
        (np.int64(1), np.int64(1))
        (array([0, 0]), array([1, 2]))
        np.int64(5)
        (array([0, 1, 1]), array([0, 0, 1]))
        (array([0]), array([1]))
        (array([0, 1]), array([0, 1]))
        (array([[0],
             [1]]), array([[1, 2]]))
      """#),
    Row(
      #"np.unravel_index(6,(2,3))"#,
      #"  !! ValueError index 6 is out of bounds for array with size 6"#),
    Row(
      #"np.shape(3), np.ndim(x), np.size(x), np.size(x,0), np.shape([[1,2]])"#,
      #"""
        ()
        2
        6
        2
        (1, 2)
      """#),
    Row(
      #"np.isscalar(3), np.isscalar(np.float64(3)), np.isscalar([1]), np.isscalar('a')"#,
      #"""
        True
        True
        False
        True
      """#),
    Row(
      #"np.result_type(np.float32,1.0), np.result_type(i,f), np.promote_types('i4','f4'), np.can_cast('f8','i8'), np.issubdtype(x.dtype,np.floating), np.issubdtype(int,np.integer)"#,
      #"""
        dtype('float32')
        dtype('float64')
        dtype('float64')
        False
        True
        True
      """#),
    Row(
      #"np.float64(3), np.float32(.1), np.int32(3.7), np.int64('12'), np.uint8(200), np.bool_(0), np.float64('1e3'), np.float64([1,2]), np.int64(True), np.float64(), np.bool_([0,1])"#,
      #"""
        np.float64(3.0)
        np.float32(0.1)
        np.int32(3)
        np.int64(12)
        np.uint8(200)
        np.False_
        np.float64(1000.0)
        array([1., 2.])
        np.int64(1)
        np.float64(0.0)
        array([False,  True])
      """#),
    Row(
      #"np.uint8(300)"#,
      #"  !! OverflowError Python integer 300 out of bounds for uint8"#),
    Row(
      #"np.int64(float('nan'))"#,
      #"  !! ValueError cannot convert float NaN to integer"#),
    Row(
      #"np.dtype('float32'), np.dtype(int), np.dtype(np.float64).name, np.dtype('f8').itemsize, np.dtype(bool).kind, np.dtype('i4').char, np.dtype(float).str, np.dtype(float).type, x.dtype == float, x.dtype == 'f8', x.dtype != np.int64, str(x.dtype), type(x.dtype)"#,
      #"""
        dtype('float32')
        dtype('int64')
        'float64'
        8
        'b'
        'i'
        '<f8'
        <class 'numpy.float64'>
        True
        True
        True
        'float64'
        <class 'numpy.dtypes.Float64DType'>
      """#),
    Row(
      #"np.dtype('foo')"#,
      #"  !! TypeError data type 'foo' not understood"#),
    Row(
      #"x.dtype == 'foo'"#,
      #"  False"#),
    Row(
      #"x.shape, x.ndim, x.size, x.dtype, x.T.shape, x.strides, x.nbytes, x.itemsize, x.base is None, x.T.base is x, x.real is x"#,
      #"""
        (2, 3)
        2
        6
        dtype('float64')
        (3, 2)
        (24, 8)
        48
        8
        False
        False
        True
      """#),
    Row(
      #"x.flat[3], list(x.flat), x.flags.c_contiguous, x.flags['OWNDATA'], x.T.flags.f_contiguous"#,
      #"""
        np.float64(3.0)
        [np.float64(0.0), np.float64(1.0), np.float64(2.0), np.float64(3.0), np.float64(4.0), np.float64(5.0)]
        True
        False
        True
      """#),
    Row(
      #"x.flags"#,
      #"""
          C_CONTIGUOUS : True
        F_CONTIGUOUS : False
        OWNDATA : False
        WRITEABLE : True
        ALIGNED : True
        WRITEBACKIFCOPY : False
      """#),
    Row(
      #"x.sum(), x.sum(0), x.sum(axis=1), x.mean(1), x.std(), x.var(0), x.max(), x.min(1), x.argmax(), x.argmin(1), b.any(), b.all(), x.prod(), x.cumsum(), x.cumprod(1), x.sum(axis=1, keepdims=True)"#,
      #"""
        np.float64(15.0)
        array([3., 5., 7.])
        array([ 3., 12.])
        array([1., 4.])
        np.float64(1.707825127659933)
        array([2.25, 2.25, 2.25])
        np.float64(5.0)
        array([0., 3.])
        np.int64(5)
        array([0, 0])
        np.True_
        np.False_
        np.float64(0.0)
        array([ 0.,  1.,  3.,  6., 10., 15.])
        array([[ 0.,  0.,  0.],
             [ 3., 12., 60.]])
        array([[ 3.],
             [12.]])
      """#),
    Row(
      #"x.astype(int), x.astype(np.float32), x.astype('i4'), i.astype(bool), np.array([1.7,-1.7]).astype(int), x.astype(int, copy=False).dtype"#,
      #"""
        array([[0, 1, 2],
             [3, 4, 5]])
        array([[0., 1., 2.],
             [3., 4., 5.]], dtype=float32)
        array([[0, 1, 2],
             [3, 4, 5]], dtype=int32)
        array([[False,  True,  True],
             [ True,  True,  True]])
        array([ 1, -1])
        dtype('int64')
      """#),
    Row(
      #"x.astype('foo')"#,
      #"  !! TypeError data type 'foo' not understood"#),
    Row(
      #"x.item(0), x.item(1,2), x.item((0,1)), np.array([5]).item(), x.tolist(), i.tolist(), np.array(3).tolist(), f.tolist(), b.tolist()"#,
      #"""
        0.0
        5.0
        1.0
        5
        [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
        [[0, 1, 2], [3, 4, 5]]
        3
        [1.5, 2.5]
        [True, False, True]
      """#),
    Row(
      #"x.item()"#,
      #"  !! ValueError can only convert an array of size 1 to a Python scalar"#),
  ]
}
