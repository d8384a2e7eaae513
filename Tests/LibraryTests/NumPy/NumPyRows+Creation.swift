extension Row {
  /// Recorded from NumPy 2.4.
  static let creation: [Row] = [
    Row(
      #"np.diag([1,2]), np.diag(np.eye(2)), np.diag([1,2], k=1), np.diagflat([[1,2]]), np.tri(2), np.tril(i), np.triu(i, 1)"#,
      #"""
        array([[1, 0],
             [0, 2]])
        array([1., 1.])
        array([[0, 1, 0],
             [0, 0, 2],
             [0, 0, 0]])
        array([[1, 0],
             [0, 2]])
        array([[1., 0.],
             [1., 1.]])
        array([[0, 0, 0],
             [3, 4, 0]])
        array([[0, 1, 2],
             [0, 0, 5]])
      """#),
    Row(
      #"np.arange(5), np.arange(1,10,3), np.arange(0,1,.25), np.arange(5, 0, -2), np.arange(3.), np.arange(0), np.arange(2, dtype=np.float32)"#,
      #"""
        array([0, 1, 2, 3, 4])
        array([1, 4, 7])
        array([0.  , 0.25, 0.5 , 0.75])
        array([5, 3, 1])
        array([0., 1., 2.])
        array([], dtype=int64)
        array([0., 1.], dtype=float32)
      """#),
    Row(
      #"np.hanning(5), np.hamming(6), np.blackman(4), np.bartlett(7), np.hanning(0), np.hanning(1), np.bartlett(-2), np.hanning(4.5), np.hamming(True), np.hanning(12)"#,
      #"""
        array([0. , 0.5, 1. , 0.5, 0. ])
        array([0.08      , 0.39785218, 0.91214782, 0.91214782, 0.39785218,
             0.08      ])
        array([-1.38777878e-17,  6.30000000e-01,  6.30000000e-01, -1.38777878e-17])
        array([0.        , 0.33333333, 0.66666667, 1.        , 0.66666667,
             0.33333333, 0.        ])
        array([], dtype=float64)
        array([1.])
        array([], dtype=float64)
        array([0.        , 0.61126047, 0.95048443, 0.1882551 ])
        array([1.])
        array([0.        , 0.07937323, 0.29229249, 0.57115742, 0.82743037,
             0.97974649, 0.97974649, 0.82743037, 0.57115742, 0.29229249,
             0.07937323, 0.        ])
      """#),
    Row(
      #"np.arange(0, 1, 0)"#,
      #"  !! ZeroDivisionError division by zero"#),
    Row(
      #"np.linspace(0,1,5), np.linspace(0,1,5,endpoint=False), np.linspace(0,10,3,dtype=int), np.linspace(0,1,3,retstep=True), np.linspace(0,1,1), np.linspace([0,1],[1,2],3)"#,
      #"""
        array([0.  , 0.25, 0.5 , 0.75, 1.  ])
        array([0. , 0.2, 0.4, 0.6, 0.8])
        array([ 0,  5, 10])
        (array([0. , 0.5, 1. ]), np.float64(0.5))
        array([0.])
        array([[0. , 1. ],
             [0.5, 1.5],
             [1. , 2. ]])
      """#),
    Row(
      #"np.linspace(0,1,-1)"#,
      #"  !! ValueError Number of samples, -1, must be non-negative."#),
    Row(
      #"np.logspace(0,2,3), np.geomspace(1,8,4)"#,
      #"""
        array([  1.,  10., 100.])
        array([1., 2., 4., 8.])
      """#),
    Row(
      #"np.meshgrid([1,2],[3,4,5]), np.meshgrid([1,2],[3,4],indexing='ij'), np.meshgrid([1,2],[3,4],sparse=True)"#,
      #"""
        (array([[1, 2],
             [1, 2],
             [1, 2]]), array([[3, 3],
             [4, 4],
             [5, 5]]))
        (array([[1, 1],
             [2, 2]]), array([[3, 4],
             [3, 4]]))
        (array([[1, 2]]), array([[3],
             [4]]))
      """#),
    Row(
      #"np.indices((2,2)), np.fromfunction(lambda i,j: i*j, (2,2)), np.fromiter(range(3), int)"#,
      #"""
        array([[[0, 0],
              [1, 1]],

             [[0, 1],
              [0, 1]]])
        array([[0., 0.],
             [0., 1.]])
        array([0, 1, 2])
      """#),
    Row(
      #"np.mgrid[0:2, 0:3], np.ogrid[0:2, 0:3], np.mgrid[0:3], np.mgrid[0:1:.5]"#,
      #"""
        array([[[0, 0, 0],
              [1, 1, 1]],

             [[0, 1, 2],
              [0, 1, 2]]])
        (array([[0],
             [1]]), array([[0, 1, 2]]))
        array([0, 1, 2])
        array([0. , 0.5])
      """#),
    Row(
      #"np.r_[1:4, 0, [5, 6]], np.c_[[1,2],[3,4]], np.s_[1:2], np.s_[1:2, ::3], np.r_[1., 2], np.index_exp[2]"#,
      #"""
        array([1, 2, 3, 0, 5, 6])
        array([[1, 3],
             [2, 4]])
        slice(1, 2, None)
        (slice(1, 2, None), slice(None, None, 3))
        array([1., 2.])
        (2,)
      """#),
    Row(
      #"np.reshape(x, (3,2)), np.reshape(x, -1), x.reshape(3, -1), x.reshape((6,)), x.reshape(-1, order='F')"#,
      #"""
        array([[0., 1.],
             [2., 3.],
             [4., 5.]])
        array([0., 1., 2., 3., 4., 5.])
        array([[0., 1.],
             [2., 3.],
             [4., 5.]])
        array([0., 1., 2., 3., 4., 5.])
        array([0., 3., 1., 4., 2., 5.])
      """#),
    Row(
      #"x.reshape(4, 2)"#,
      #"  !! ValueError cannot reshape array of size 6 into shape (4,2)"#),
    Row(
      #"x.reshape(-1, -1)"#,
      #"  !! ValueError can only specify one unknown dimension"#),
    Row(
      #"x.reshape()"#,
      #"  !! TypeError reshape() takes exactly 1 argument (0 given)"#),
    Row(
      #"np.ravel(x), x.ravel('F'), x.flatten(), x.T, x.transpose(), x.transpose(1,0), x.transpose((1,0)), np.transpose(x), x.transpose([1, 0])"#,
      #"""
        array([0., 1., 2., 3., 4., 5.])
        array([0., 3., 1., 4., 2., 5.])
        array([0., 1., 2., 3., 4., 5.])
        array([[0., 3.],
             [1., 4.],
             [2., 5.]])
        array([[0., 3.],
             [1., 4.],
             [2., 5.]])
        array([[0., 3.],
             [1., 4.],
             [2., 5.]])
        array([[0., 3.],
             [1., 4.],
             [2., 5.]])
        array([[0., 3.],
             [1., 4.],
             [2., 5.]])
        array([[0., 3.],
             [1., 4.],
             [2., 5.]])
      """#),
    Row(
      #"x.transpose(0, 0)"#,
      #"  !! ValueError repeated axis in transpose"#),
    Row(
      #"x.transpose(0, 2)"#,
      #"  !! AxisError axis 2 is out of bounds for array of dimension 2"#),
    Row(
      #"x.swapaxes(0,1), np.moveaxis(np.zeros((1,2,3)), 0, -1).shape, np.rollaxis(np.zeros((1,2,3)), 2).shape"#,
      #"""
        array([[0., 3.],
             [1., 4.],
             [2., 5.]])
        (2, 3, 1)
        (3, 1, 2)
      """#),
    Row(
      #"np.squeeze(np.zeros((1,2,1))), np.zeros((1,2)).squeeze(0), np.expand_dims(i, 0).shape, np.expand_dims(i, (0,-1)).shape"#,
      #"""
        array([0., 0.])
        array([0., 0.])
        (1, 2, 3)
        (1, 2, 3, 1)
      """#),
    Row(
      #"np.zeros((2,2)).squeeze(0)"#,
      #"  !! ValueError cannot select an axis to squeeze out which has size not equal to one"#),
    Row(
      #"np.broadcast_to([1,2],(2,2)), np.broadcast_shapes((2,1),(1,3)), np.broadcast_arrays([1,2],[[1],[2]])"#,
      #"""
        array([[1, 2],
             [1, 2]])
        (2, 3)
        (array([[1, 2],
             [1, 2]]), array([[1, 1],
             [2, 2]]))
      """#),
    Row(
      #"np.atleast_1d(3), np.atleast_2d([1,2]), np.atleast_3d([1,2]).shape, np.atleast_1d(1, [2])"#,
      #"""
        array([3])
        array([[1, 2]])
        (1, 2, 1)
        (array([1]), array([2]))
      """#),
    Row(
      #"np.flip(i), np.flip(i, 0), np.flipud(i), np.fliplr(i), np.rot90(i), np.rot90(i, 2), np.roll(i, 1), np.roll(i, 1, axis=0), np.roll(i, (1,1), axis=(0,1))"#,
      #"""
        array([[5, 4, 3],
             [2, 1, 0]])
        array([[3, 4, 5],
             [0, 1, 2]])
        array([[3, 4, 5],
             [0, 1, 2]])
        array([[2, 1, 0],
             [5, 4, 3]])
        array([[2, 5],
             [1, 4],
             [0, 3]])
        array([[5, 4, 3],
             [2, 1, 0]])
        array([[5, 0, 1],
             [2, 3, 4]])
        array([[3, 4, 5],
             [0, 1, 2]])
        array([[5, 3, 4],
             [2, 0, 1]])
      """#),
    Row(
      #"np.concatenate([[1,2],[3]]), np.concatenate([i,i],axis=1), np.concatenate((x,i),axis=None), np.concatenate([i, x]).dtype"#,
      #"""
        array([1, 2, 3])
        array([[0, 1, 2, 0, 1, 2],
             [3, 4, 5, 3, 4, 5]])
        array([0., 1., 2., 3., 4., 5., 0., 1., 2., 3., 4., 5.])
        dtype('float64')
      """#),
    Row(
      #"np.concatenate([i, [1]])"#,
      #"  !! ValueError all the input arrays must have same number of dimensions, but the array at index 0 has 2 dimension(s) and the array at index 1 has 1 dimension(s)"#
    ),
    Row(
      #"np.concatenate([])"#,
      #"  !! ValueError need at least one array to concatenate"#),
    Row(
      #"np.stack([[1,2],[3,4]]), np.stack([[1,2],[3,4]], axis=-1), np.vstack([[1,2],[3,4]]), np.hstack([[1],[2]]), np.hstack([i,i]), np.dstack([[1,2],[3,4]]), np.column_stack([[1,2],[3,4]])"#,
      #"""
        array([[1, 2],
             [3, 4]])
        array([[1, 3],
             [2, 4]])
        array([[1, 2],
             [3, 4]])
        array([1, 2])
        array([[0, 1, 2, 0, 1, 2],
             [3, 4, 5, 3, 4, 5]])
        array([[[1, 3],
              [2, 4]]])
        array([[1, 3],
             [2, 4]])
      """#),
    Row(
      #"np.append([1,2],3), np.append(i,[[1,2,3]],axis=0), np.split(np.arange(6),3), np.split(np.arange(6),[2,4]), np.array_split(np.arange(5),2), np.hsplit(i,3), np.vsplit(i,2)"#,
      #"""
        array([1, 2, 3])
        array([[0, 1, 2],
             [3, 4, 5],
             [1, 2, 3]])
        [array([0, 1]), array([2, 3]), array([4, 5])]
        [array([0, 1]), array([2, 3]), array([4, 5])]
        [array([0, 1, 2]), array([3, 4])]
        [array([[0],
             [3]]), array([[1],
             [4]]), array([[2],
             [5]])]
        [array([[0, 1, 2]]), array([[3, 4, 5]])]
      """#),
    Row(
      #"np.split(np.arange(5),2)"#,
      #"  !! ValueError array split does not result in an equal division"#),
    Row(
      #"np.repeat([1,2],2), np.repeat(i,2,axis=0), np.repeat([1,2],[1,3]), np.tile([1,2],2), np.tile([1,2],(2,2)), x.repeat(2)"#,
      #"""
        array([1, 1, 2, 2])
        array([[0, 1, 2],
             [0, 1, 2],
             [3, 4, 5],
             [3, 4, 5]])
        array([1, 2, 2, 2])
        array([1, 2, 1, 2])
        array([[1, 2, 1, 2],
             [1, 2, 1, 2]])
        array([0., 0., 1., 1., 2., 2., 3., 3., 4., 4., 5., 5.])
      """#),
  ]
}
