extension ScriptRow {
  /// Recorded from NumPy 2.4.
  static let all: [ScriptRow] = [
    ScriptRow(
      "walks the elements with their indices",
      #"""
      x = np.arange(4.).reshape(2, 2)
      it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])
      while not it.finished:
          ix = it.multi_index
          old = x[ix]
          x[ix] = old + 10
          print(ix, it[0], old)
          it.iternext()
      print(x)
      """#,
      prints:
        #"""
        (0, 0) 10.0 0.0
        (0, 1) 11.0 1.0
        (1, 0) 12.0 2.0
        (1, 1) 13.0 3.0
        [[10. 11.]
         [12. 13.]]
        """#),
    ScriptRow(
      "elements come in the order of memory",
      #"""
      x = np.arange(6).reshape(2, 3).T
      print([int(v) for v in np.nditer(x)], [int(v) for v in np.nditer(x, order='C')])
      it = np.nditer(x[::-1], flags=['multi_index'])
      for v in it:
          print(it.multi_index, v, end=' ')
      print()
      """#,
      prints:
        #"""
        [0, 1, 2, 3, 4, 5] [0, 3, 1, 4, 2, 5]
        (2, 0) 0 (1, 0) 1 (0, 0) 2 (2, 1) 3 (1, 1) 4 (0, 1) 5 
        """#),
    ScriptRow(
      "several operands broadcast",
      #"""
      for a, b in np.nditer([np.arange(3), np.array([[1], [2]])]):
          print(a, b, end='; ')
      print()
      """#,
      prints:
        #"""
        0 1; 1 1; 2 1; 0 2; 1 2; 2 2; 
        """#),
    ScriptRow(
      "writes through the iterator",
      #"""
      x = np.arange(3.)
      with np.nditer(x, op_flags=['readwrite']) as it:
          for v in it:
              v[...] = 2 * v
      print(x)
      try:
          for v in np.nditer(x):
              v[...] = 1
      except ValueError as e:
          print(e)
      """#,
      prints:
        #"""
        [0. 2. 4.]
        assignment destination is read-only
        """#),
    ScriptRow(
      "flat",
      #"""
      x = np.arange(6).reshape(2, 3)
      x.flat[4] = 40
      x.flat[::2] = -1
      print(x, x.flat[1], list(x.flat), len(x.flat))
      for i, v in enumerate(x.flat):
          print(i, v, end=' ')
      print()
      """#,
      prints:
        #"""
        [[-1  1 -1]
         [ 3 -1  5]] 1 [np.int64(-1), np.int64(1), np.int64(-1), np.int64(3), np.int64(-1), np.int64(5)] 6
        0 -1 1 1 2 -1 3 3 4 -1 5 5 
        """#),
    ScriptRow(
      "save and load",
      #"""
      import numpy
      np.save('/tmp/nbsh-library-test-a.npy', np.arange(3))
      np.savez('/tmp/nbsh-library-test-b.npz', np.eye(2), w=np.ones(3))
      print(np.load('/tmp/nbsh-library-test-a.npy'))
      data = np.load('/tmp/nbsh-library-test-b.npz')
      print(sorted(data.files), data['w'], 'w' in data)
      try:
          data['q']
      except KeyError as e:
          print(e)
      np.savetxt('/tmp/nbsh-library-test-c.txt', [[1, 2], [3, 4.5]], fmt='%.2f', delimiter=',', header='x,y')
      print(np.loadtxt('/tmp/nbsh-library-test-c.txt', delimiter=','), np.loadtxt('/tmp/nbsh-library-test-c.txt', delimiter=',', usecols=1))
      """#,
      prints:
        #"""
        [0 1 2]
        ['arr_0', 'w'] [1. 1. 1.] True
        'q is not a file in the archive'
        [[1.  2. ]
         [3.  4.5]] [2.  4.5]
        """#),
    ScriptRow(
      "printing options",
      #"""
      x = np.array([1.23456789, 1000.5])
      with np.printoptions(precision=2, suppress=True):
          print(x)
      print(x)
      np.set_printoptions(precision=3, linewidth=30)
      print(np.arange(10) / 3)
      np.set_printoptions(precision=8, linewidth=75)
      print(np.array2string(x, formatter={'float_kind': lambda v: '%.1f' % v}))
      """#,
      prints:
        #"""
        [   1.23 1000.5 ]
        [   1.23456789 1000.5       ]
        [0.    0.333 0.667 1.
         1.333 1.667 2.    2.333
         2.667 3.   ]
        [1.2 1000.5]
        """#),
    ScriptRow(
      "warnings can be silenced",
      #"""
      with np.errstate(divide='ignore', invalid='ignore'):
          print(np.array([1., 0.]) / 0)
      print(np.seterr(all='ignore'))
      print(np.geterr())
      """#,
      prints:
        #"""
        [inf nan]
        {'divide': 'warn', 'over': 'warn', 'under': 'ignore', 'invalid': 'warn'}
        {'divide': 'ignore', 'over': 'ignore', 'under': 'ignore', 'invalid': 'ignore'}
        """#),
    ScriptRow(
      "adds once for each index",
      #"""
      x = np.zeros(4)
      np.add.at(x, [0, 0, 3], [1, 2, 3])
      y = np.zeros((2, 3))
      np.add.at(y, (slice(None), [0, 2, 2]), 1)
      np.subtract.at(x, 1, 5)
      np.maximum.at(x, [1, 2], 7)
      print(x, y)
      """#,
      prints:
        #"""
        [3. 7. 7. 3.] [[1. 0. 2.]
         [1. 0. 2.]]
        """#),
    ScriptRow(
      "out",
      #"""
      x = np.arange(3.)
      y = np.empty(3)
      r = np.multiply(x, 2, out=y)
      print(r is y, y)
      np.add(x, 1, out=x)
      np.exp(x, x)
      print(x)
      print(np.sum(np.ones((2, 3)), axis=0, out=np.zeros(3)))
      """#,
      prints:
        #"""
        True [0. 2. 4.]
        [ 2.71828183  7.3890561  20.08553692]
        [2. 2. 2.]
        """#),
    ScriptRow(
      "random state",
      #"""
      rng = np.random.RandomState(42)
      print(rng.rand(2), rng.randint(0, 10, 3), rng.choice([5, 6, 7]), rng.permutation(4))
      np.random.seed(1)
      s = np.random.get_state()
      a = np.random.randn(3)
      np.random.set_state(s)
      print((np.random.randn(3) == a).all(), type(np.random.rand()), type(np.random.randint(5)))
      print(np.random.uniform(-1, 1, (2, 2)), np.random.normal(0, 1, 2), np.random.choice(10, 3, replace=False))
      """#,
      prints:
        #"""
        [0.37454012 0.95071431] [7 4 6] 6 [1 0 3 2]
        True <class 'float'> <class 'int'>
        [[ 0.69262183 -0.37345297]
         [ 0.04909632 -0.11309421]] [-1.07296862  0.19664341] [9 3 5]
        """#),
    ScriptRow(
      "modules",
      #"""
      import numpy.linalg as la
      from numpy.random import randn, seed
      from numpy.lib.stride_tricks import as_strided, sliding_window_view
      from numpy import linalg, array
      from numpy.testing import assert_allclose
      print(la is np.linalg, linalg.norm(array([3., 4.])))
      w = sliding_window_view(np.arange(5), 3)
      print(w, w.flags.writeable, w.sum(axis=1))
      seed(0)
      print(randn())
      """#,
      prints:
        #"""
        True 5.0
        [[0 1 2]
         [1 2 3]
         [2 3 4]] False [3 6 9]
        1.764052345967664
        """#),
    ScriptRow(
      "dtypes",
      #"""
      x = np.zeros(2, dtype=np.float32)
      print(x.dtype, repr(x.dtype), x.dtype == np.float32, np.float32 == x.dtype, x.dtype in ('float32', 'float64'))
      print({x.dtype: 1}[np.dtype('f4')], np.dtype('float64') is np.dtype(float), isinstance(x[0], np.floating), isinstance(x[0], float), isinstance(np.float64(1), float))
      print(type(x), type(x[0]), type(x.dtype), np.float32)
      try:
          np.zeros(2, dtype='foo')
      except TypeError as e:
          print(e)
      """#,
      prints:
        #"""
        float32 dtype('float32') True True True
        1 True True False True
        <class 'numpy.ndarray'> <class 'numpy.float32'> <class 'numpy.dtypes.Float32DType'> <class 'numpy.float32'>
        data type 'foo' not understood
        """#),
    ScriptRow(
      "functions of functions",
      #"""
      f = np.vectorize(lambda a, b=1: a * b)
      print(f([1, 2]), f([1, 2], [3, 4]), f(2, b=5))
      @np.vectorize
      def g(v):
          if v > 1:
              return v * 0.5
          return 0.0
      print(g(np.arange(4)))
      try:
          f([])
      except ValueError as e:
          print(e)
      """#,
      prints:
        #"""
        [1 2] [3 8] 10
        [0.  0.  1.  1.5]
        cannot call `vectorize` on size 0 inputs unless `otypes` is set
        """#),
    ScriptRow(
      "refusals name what to use",
      #"""
      for name in ['float16', 'frompyfunc', 'fft']:
          try:
              getattr(np, name)
              print('there')
          except NotImplementedError as e:
              print('refused')
      """#,
      prints:
        #"""
        refused
        refused
        refused
        """#),
  ]
}
