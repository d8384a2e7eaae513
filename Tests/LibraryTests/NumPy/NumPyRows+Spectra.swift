extension Row {
  /// Recorded from NumPy 2.4.
  static let spectra: [Row] = [
    Row(
      #"np.linalg.svd(np.array([[1., 2], [3, 4]])).S.round(12), np.linalg.svd(np.array([[1., 2], [3, 4]])).U.round(12), np.linalg.svd(np.array([[1., 2], [3, 4]])).Vh.round(12)"#,
      #"""
        array([5.4649857 , 0.36596619])
        array([[-0.40455358, -0.9145143 ],
             [-0.9145143 ,  0.40455358]])
        array([[-0.57604844, -0.81741556],
             [ 0.81741556, -0.57604844]])
      """#),
    Row(
      #"tuple(q.round(6) for q in np.linalg.svd(np.arange(12.).reshape(4, 3)**2))"#,
      #"""
        array([[-0.016763, -0.281009,  0.933142, -0.223607],
             [-0.152301, -0.723344, -0.059818,  0.67082 ],
             [-0.44142 , -0.502701, -0.320062, -0.67082 ],
             [-0.884122,  0.380919,  0.152411,  0.223607]])
        array([199.760068,   8.341414,   0.579723])
        array([[-0.444912, -0.563152, -0.696357],
             [ 0.748924,  0.192414, -0.634106],
             [ 0.491087, -0.803639,  0.336151]])
      """#),
    Row(
      #"tuple(q.round(6) for q in np.linalg.svd(np.arange(12.).reshape(3, 4)**2, full_matrices=False))"#,
      #"""
        array([[ 0.042304,  0.48237 ,  0.874946],
             [ 0.336129,  0.817811, -0.467122],
             [ 0.940865, -0.313856,  0.127541]])
        array([199.655059,  10.519932,   1.090164])
        array([[ 0.328534,  0.424009,  0.532701,  0.654608],
             [-0.665574, -0.427253, -0.001417,  0.611935],
             [ 0.631725, -0.43321 , -0.515973,  0.383437]])
      """#),
    Row(
      #"tuple(q.round(6) for q in np.linalg.svd(np.sin(np.arange(21.)).reshape(7, 3), full_matrices=False))"#,
      #"""
        array([[ 0.367576, -0.557117,  0.486329],
             [-0.383878,  0.375508,  0.10443 ],
             [ 0.392497, -0.186383, -0.623525],
             [-0.393259, -0.006472, -0.272224],
             [ 0.386151,  0.199198, -0.421579],
             [-0.371314, -0.387936, -0.303688],
             [ 0.349045,  0.568911,  0.140474]])
        array([3.07858 , 0.905248, 0.      ])
        array([[-0.336746,  0.452512,  0.825733],
             [-0.75559 , -0.653149,  0.049794],
             [-0.561859,  0.607148, -0.561859]])
      """#),
    Row(
      #"tuple(q.round(6) for q in np.linalg.svd(np.sin(np.arange(21.)).reshape(3, 7)))"#,
      #"""
        array([[-0.427909,  0.763474,  0.483737],
             [-0.679243,  0.081436, -0.729381],
             [-0.596257, -0.640684,  0.483737]])
        array([2.682576, 1.76094 , 0.      ])
        array([[-0.386535, -0.529277, -0.185404,  0.328929,  0.540846,  0.255512,
              -0.264738],
             [-0.33003 ,  0.173987,  0.518042,  0.385811, -0.101133, -0.495096,
              -0.43387 ],
             [ 0.514555, -0.684324,  0.228906, -0.19777 ,  0.028731, -0.400988,
              -0.1175  ],
             [ 0.44318 ,  0.06065 , -0.425444,  0.754331, -0.103787, -0.180713,
               0.08041 ],
             [ 0.33667 ,  0.418575,  0.19595 , -0.03902 ,  0.811567, -0.105412,
               0.042144],
             [ 0.364189, -0.003012,  0.499698,  0.237673, -0.15648 ,  0.696151,
              -0.228162],
             [-0.185781, -0.205918,  0.419241,  0.277157,  0.050328, -0.020158,
               0.817046]])
      """#),
    Row(
      #"np.linalg.svd(np.ones((2, 3, 2)))[1].shape, np.linalg.svd(np.eye(2), compute_uv=False), np.linalg.svd(np.float32([[1, 0], [0, 2]]))[1].dtype"#,
      #"""
        (2, 2)
        array([1., 1.])
        dtype('float32')
      """#),
    Row(
      #"tuple(q.round(6) for q in np.linalg.eigh(np.cos(np.arange(25.)).reshape(5, 5)))"#,
      #"""
        array([-1.099642,  0.12586 ,  0.414829,  1.930038,  2.517434])
        array([[-0.218697,  0.740204, -0.126771,  0.022464, -0.622651],
             [-0.368335, -0.397337, -0.448194,  0.673686, -0.227423],
             [-0.459328,  0.340224,  0.496702,  0.442223,  0.480616],
             [-0.537108,  0.108223, -0.560244, -0.462566,  0.414683],
             [-0.563058, -0.408358,  0.471661, -0.368936, -0.397028]])
      """#),
    Row(
      #"np.linalg.eigh(np.array([[2., 1], [1, 2]])).eigenvalues.round(12), np.linalg.eigvalsh(np.cos(np.arange(9.)).reshape(3, 3), UPLO='U').round(6)"#,
      #"""
        array([1., 3.])
        array([-1.002776, -0.034436,  1.238068])
      """#),
    Row(
      #"np.linalg.svd([1, 2])"#,
      #"""
        !! LinAlgError 1-dimensional array given. Array must be at least two-dimensional
      """#),
    Row(
      #"np.linalg.eigh(np.ones((2, 3)))"#,
      #"""
        !! LinAlgError Last 2 dimensions of the array must be square
      """#),
    Row(
      #"np.linalg.svd(np.array([[np.nan, 1], [1, 2]]))"#,
      #"""
        !! LinAlgError SVD did not converge
      """#),
    Row(
      #"np.arcsinh([-1.5, 0., 3.]).round(14), np.arccosh([1., 2., 50.]).round(14), np.arctanh([-.5, 0., .75]).round(14), np.asinh(np.float32(0.5)).dtype"#,
      #"""
        array([-1.19476322,  0.        ,  1.81844646])
        array([0.        , 1.3169579 , 4.60507017])
        array([-0.54930614,  0.        ,  0.97295507])
        dtype('float32')
      """#),
    Row(
      #"np.array(['1', '2.5'], dtype=float), np.array([None, 1], dtype=float), np.array(['3'], dtype=int)"#,
      #"""
        array([1. , 2.5])
        array([nan,  1.])
        array([3])
      """#),
    Row(
      #"np.array(['x'], dtype=float)"#,
      #"""
        !! ValueError could not convert string to float: 'x'
      """#),
    Row(
      #"np.nancumsum([1, np.nan, 2], dtype='float32'), np.nancumprod([2., np.nan, 3])"#,
      #"""
        array([1., 1., 3.], dtype=float32)
        array([2., 2., 6.])
      """#),
    Row(
      #"np.argmax(x, axis=0, out=np.zeros(3))"#,
      #"""
        !! TypeError Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'
      """#),
    Row(
      #"np.sort([2, 1], kind='bad')"#,
      #"""
        !! ValueError sort kind must be one of 'quick', 'heap', or 'stable' (got 'bad')
      """#),
    Row(
      #"np.array([2, 1]).argsort(kind='zzz')"#,
      #"""
        !! ValueError sort kind must be one of 'quick', 'heap', or 'stable' (got 'zzz')
      """#),
    Row(
      #"np.sort([2, 1], kind='mergesort'), np.argsort([2, 1], kind='stable'), np.sort([2, 1], kind='quicksort')"#,
      #"""
        array([1, 2])
        array([1, 0])
        array([1, 2])
      """#),
  ]
}
