extension Row {
  /// Recorded from NumPy 2.4.
  static let other: [Row] = [
    Row(
      #"np.testing.assert_almost_equal(1,1.5)"#,
      #"""
        !! AssertionError 
      Arrays are not almost equal to 7 decimals
       ACTUAL: 1
       DESIRED: 1.5
      """#),
    Row(
      #"np.testing.assert_array_less([1,2],[1,3])"#,
      #"""
        !! AssertionError 
      Arrays are not strictly ordered `x < y`

      Mismatched elements: 1 / 2 (50%)
      Mismatch at index:
       [0]: 1 (x), 1 (y)
      Max absolute difference among violations: 0
      Max relative difference among violations: 0.
       x: array([1, 2])
       y: array([1, 3])
      """#),
    Row(
      #"np.testing.assert_allclose([1,np.nan],[1,2])"#,
      #"""
        !! AssertionError 
      Not equal to tolerance rtol=1e-07, atol=0

      nan location mismatch:
       ACTUAL: array([ 1., nan])
       DESIRED: array([1, 2])
      """#),
  ]
}
