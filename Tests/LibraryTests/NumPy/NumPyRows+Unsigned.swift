extension Row {
  /// Recorded from NumPy 2.4.
  static let unsigned: [Row] = [
    Row(
      #"u.sum(), u.prod(), u.cumsum(), u.cumprod(), u.mean(), u.max()"#,
      #"""
        np.uint64(253)
        np.uint64(750)
        array([250, 253], dtype=uint64)
        array([250, 750], dtype=uint64)
        np.float64(126.5)
        np.uint8(250)
      """#),
    Row(
      #"u.sum() + 1, u.sum() + np.int64(1), u.sum() / 2, u.sum() // 2, u.sum() ** 2, u.sum() + u"#,
      #"""
        np.uint64(254)
        np.float64(254.0)
        np.float64(126.5)
        np.uint64(126)
        np.uint64(64009)
        array([503, 256], dtype=uint64)
      """#),
    Row(
      #"(np.ones(2, dtype=np.uint8).sum().dtype, np.ones((2, 2), np.uint8).sum(0), np.nansum(u).dtype, np.trace(np.ones((2, 2), np.uint8)))"#,
      #"""
        dtype('uint64')
        array([2, 2], dtype=uint64)
        dtype('uint64')
        np.uint64(2)
      """#),
    Row(
      #"np.array([1, 2, 3], dtype=np.uint64), np.zeros(2, 'u8'), np.arange(3, dtype='uint64').dtype"#,
      #"""
        array([1, 2, 3], dtype=uint64)
        array([0, 0], dtype=uint64)
        dtype('uint64')
      """#),
    Row(
      #"np.array([2**63]), np.array([1, 2**63]), np.array([2**64 - 1], dtype=np.uint64), np.uint64(2**64 - 1)"#,
      #"""
        array([9223372036854775808], dtype=uint64)
        array([1.00000000e+00, 9.22337204e+18])
        array([18446744073709551615], dtype=uint64)
        np.uint64(18446744073709551615)
      """#),
    Row(
      #"np.array([1.5, 2.0**63, -1.]).astype(np.uint64), np.array([-1]).astype(np.uint64).astype(float)"#,
      #"""
        array([                   1,  9223372036854775808, 18446744073709551615],
            dtype=uint64)
        array([1.84467441e+19])
      """#),
    Row(
      #"-np.array([1], np.uint64), ~np.array([1], np.uint64), np.array([5], np.uint64) >> 1, np.sqrt(np.array([4], np.uint64))"#,
      #"""
        array([18446744073709551615], dtype=uint64)
        array([18446744073709551614], dtype=uint64)
        array([2], dtype=uint64)
        array([2.])
      """#),
    Row(
      #"np.array([1], np.uint64) + (-1)"#,
      #"""
        !! OverflowError Python integer -1 out of bounds for uint64
      """#),
    Row(
      #"np.uint64(-1)"#,
      #"""
        !! OverflowError Python integer -1 out of bounds for uint64
      """#),
    Row(
      #"np.array([-1], dtype=np.uint64)"#,
      #"""
        !! OverflowError Python integer -1 out of bounds for uint64
      """#),
    Row(
      #"np.uint64(3) > -1, np.array([3], np.uint64) > -1, np.uint64(3) == 3, hash(np.uint64(3)), int(np.uint64(2**63)), np.uint64(2**63).item()"#,
      #"""
        np.True_
        array([ True])
        np.True_
        3
        9223372036854775808
        9223372036854775808
      """#),
    Row(
      #"np.promote_types('u8', 'i8'), np.promote_types('u8', 'u1'), np.promote_types('u8', 'f4'), np.promote_types('u8', '?')"#,
      #"""
        dtype('float64')
        dtype('uint64')
        dtype('float64')
        dtype('uint64')
      """#),
    Row(
      #"np.iinfo(np.uint64), np.dtype('u8').char, np.dtype('u8').num, np.dtype('u8').str, type(np.dtype('u8')).__name__"#,
      #"""
        iinfo(min=0, max=18446744073709551615, dtype=uint64)
        'L'
        8
        '<u8'
        'UInt64DType'
      """#),
    Row(
      #"np.sort(np.array([3, 1, 2], np.uint64)), np.array([3, 1, 2], np.uint64).argmin(), np.array([3, 1, 2], np.uint64) @ np.array([3, 1, 2], np.uint64)"#,
      #"""
        array([1, 2, 3], dtype=uint64)
        np.int64(1)
        np.uint64(14)
      """#),
    Row(
      #"np.clip(np.array([3, 1, 2], np.uint64), 2, 3), np.array([3, 0], np.uint64) % 2, np.gcd(np.array([12], np.uint64), 8)"#,
      #"""
        array([3, 2, 2], dtype=uint64)
        array([1, 0], dtype=uint64)
        array([4], dtype=uint64)
      """#),
  ]
}
