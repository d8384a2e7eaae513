import Testing

@testable import Arrays

/// Expected texts are those of `np.linalg`.
@Suite struct LinearAlgebraTests {
  @Test func factors() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let m = array([4, 1, 0, 1, 3, 2, 0, 2, 5] as [Double], [3, 3])
    let s = array([2, 1, 1, 3] as [Double], [2, 2])
    let t = array([1, 2, 3, 4] as [Double], [2, 2])
    #expect(try repr(t.determinant()) == "np.float64(-2.0000000000000004)")
    #expect(try repr(m.determinant()) == "np.float64(38.99999999999999)")
    #expect(try repr(t.inverse()) == "array([[-2. ,  1. ],\n       [ 1.5, -0.5]])")
    #expect(try repr(s.inverse()) == "array([[ 0.6, -0.2],\n       [-0.2,  0.4]])")
    #expect(try repr(NDArray.solve(s, array([1.0, 2]))) == "array([0.2, 0.6])")
    #expect(try repr(s.cholesky()) == "array([[1.41421356, 0.        ],\n       [0.70710678, 1.58113883]])")
    #expect(try repr(t.qr().q) == "array([[-0.31622777, -0.9486833 ],\n       [-0.9486833 ,  0.31622777]])")
    #expect(try repr(t.qr().r) == "array([[-3.16227766, -4.42718872],\n       [ 0.        , -0.63245553]])")
    #expect(
      try repr(x.qr().r)
        == "array([[-3.16227766, -2.52982213, -4.74341649],\n       [ 0.        ,  4.42718872,  7.90569415]])"
    )
    #expect(try repr(x.singularValues()) == "array([10.66654718,  2.68789346])")
    #expect(
      try repr(x.pseudoInverse())
        == "array([[ 0.35888078, -0.07785888],\n       [-0.02798054,  0.05352798],\n       [-0.0243309 ,  0.09002433]])"
    )
    #expect(try repr(t.matrixPower(3)) == "array([[ 37.,  54.],\n       [ 81., 118.]])")
    #expect(try repr(t.matrixPower(-2)) == "array([[ 5.5 , -2.5 ],\n       [-3.75,  1.75]])")
    #expect(try repr(t.matrixPower(0)) == "array([[1., 0.],\n       [0., 1.]])")
    #expect(
      try repr(NDArray.leastSquares(m, array([1.0, 2, 3])).solution)
        == "array([0.17948718, 0.28205128, 0.48717949])")
  }

  @Test func errors() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let y = array([1, 2, 3] as [Int])
    let s = array([2, 1, 1, 3] as [Double], [2, 2])
    #expect(
      message { _ = try array([1, 2, 2, 4] as [Double], [2, 2]).inverse() } == "LinAlgError: Singular matrix")
    #expect(message { _ = try x.inverse() } == "LinAlgError: Last 2 dimensions of the array must be square")
    #expect(
      message { _ = try y.determinant() }
        == "LinAlgError: 1-dimensional array given. Array must be at least two-dimensional")
    #expect(
      message { _ = try array([1, 2, 2, 1] as [Double], [2, 2]).cholesky() }
        == "LinAlgError: Matrix is not positive definite")
    #expect(
      message { _ = try NDArray.solve(s, y) }
        == "ValueError: solve1: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m)->(m) (size 3 is different from 2)"
    )
  }

  @Test func norms() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let f = array([1.5, 2, -3] as [Float])
    #expect(try repr(x.norm()) == "np.float64(11.0)")
    #expect(try repr(v.norm(.power(1))) == "np.float64(7.5)")
    #expect(try repr(v.norm(.power(.infinity))) == "np.float64(4.0)")
    #expect(try repr(v.norm(.power(-.infinity))) == "np.float64(0.0)")
    #expect(try repr(v.norm(.power(0))) == "np.float64(3.0)")
    #expect(try repr(v.norm(.power(3))) == "np.float64(4.320061298855844)")
    #expect(try repr(x.norm(axes: [1])) == "array([ 3.74165739, 10.34408043])")
    #expect(try repr(x.norm(axes: [0], keepDims: true)) == "array([[3.16227766, 5.09901951, 9.21954446]])")
    #expect(try repr(x.norm(.power(1))) == "np.float64(11.0)")
    #expect(try repr(x.norm(.power(.infinity))) == "np.float64(15.0)")
    #expect(try repr(x.norm(.power(2))) == "np.float64(10.666547181039723)")
    #expect(try repr(f.norm()) == "np.float32(3.905125)")
    #expect(message { _ = try x.norm(.power(3)) } == "ValueError: Invalid norm order for matrices.")
    #expect(message { _ = try x.norm(axes: [0, 0]) } == "ValueError: Duplicate axes given.")
  }

  @Test func rankCountsSingularValues() throws {
    #expect(try array([1, 2, 2, 4] as [Double], [2, 2]).matrixRank() == 1)
    #expect(try array([7, 3, 5, 7, 3, 5, -1, 7, -1] as [Double], [3, 3]).matrixRank() == 2)
    #expect(try array([0, 0] as [Double]).matrixRank() == 0)
  }
}
