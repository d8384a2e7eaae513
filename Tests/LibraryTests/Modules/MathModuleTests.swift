import Testing

/// Integers of any size in `math` and in texts; expected is what CPython 3.11 prints.
@Suite struct MathModuleTests {
  @Test func integersOfAnySizeAreCounted() {
    let script = #"""
      import math, sys
      p = (1 << 61) - 1
      x, y, z = 3**5000, 7**1200 * 81, (1 << 9000) - 1
      def t(f):
          try: print(f())
          except Exception as e: print(type(e).__name__, e)
      print(math.gcd(x, y), math.gcd(x, 6**100) % p, math.gcd(-x, 0) % p, math.gcd(), math.gcd(2**63, 2**64), math.lcm(x, y) % p, math.lcm(2**62, 3), math.lcm(0, x), math.lcm(-(2**64), 3))
      for n in (0, 1, 20, 21, 25, 170, 1000, 5000): print(math.factorial(n) % p)
      t(lambda: math.factorial(-1)); t(lambda: math.factorial(-10**30)); t(lambda: math.factorial(2.5)); t(lambda: math.factorial(10**30))
      for n, k in ((100, 50), (66, 33), (67, 33), (1000, 500), (10**20, 3), (10**30, 10**30 - 2), (5, 10**20), (0, 0), (10**6, 3)): print(math.comb(n, k) % p, math.perm(n, min(k, 30)) % p)
      t(lambda: math.comb(-10**30, 2)); t(lambda: math.comb(5, -10**30)); t(lambda: math.comb(10**30, 10**29)); t(lambda: math.perm(10**40, 10**30)); t(lambda: math.perm(30)); t(lambda: math.perm(-5)); t(lambda: math.perm(-5, 2))
      for n in (2**63, 2**64 - 1, 10**40, x, x * x, x * x - 1, z, 2**127, (2**64 - 1)**2): print(math.isqrt(n) % p, math.isqrt(n)**2 <= n < (math.isqrt(n) + 1)**2)
      t(lambda: math.isqrt(-10**30)); t(lambda: math.isqrt(2.0))
      print(math.log(x), math.log2(x), math.log10(x), math.log(2**1024), math.log2(2**5000), math.log10(10**1000), math.log(10**400, 10), math.log(10**40), math.log(x, y), math.log2(2**1024 - 1))
      t(lambda: math.log(-x)); t(lambda: math.log(-(2**2000)))
      print(sys.get_int_max_str_digits())
      t(lambda: sys.set_int_max_str_digits(100)); t(lambda: sys.set_int_max_str_digits(-1)); t(lambda: sys.set_int_max_str_digits('a'))
      sys.set_int_max_str_digits(640)
      t(lambda: len(str(10**640))); t(lambda: len(str(10**639))); t(lambda: int('1' * 641)); t(lambda: int('1' * 640) % p)
      sys.set_int_max_str_digits(0)
      s = str(7**30000); print(len(s), s[:20], s[-20:], int(s) == 7**30000, int('-' + s) == -7**30000)
      for v in (10**1000, 10**1000 - 1, 10**2000, 10**4001 + 7, 10**8000 - 1, 2**33333, 10**12345 + 10**3000): print(hash(str(v)) == hash(repr(v)), len(str(v)), int(str(v)) == v, str(v)[:5], str(v)[-5:], sum(map(int, str(v))))
      print(len('%d' % 3**20000), len(f'{3**20000:,}'), len(format(-3**20000)), int('z' * 3000, 36) % p, int('12' * 3000, 3) % p, int('7' * 5001, 8) % p, int('f' * 5003, 16) % p, int('1' * 7777, 2) % p)
      sys.set_int_max_str_digits(4300)
      t(lambda: len(str(10**4300)))
      """#
    let expected = #"""
      81 1175369268131054105 1993180350957201350 0 9223372036854775808 796402575519335936 13835058055282163712 0 55340232221128654848
      1
      1
      127058998962946049
      362395969008173078
      117006249939608835
      98707113040287454
      1923665450338186562
      1516003207112172614
      ValueError factorial() not defined for negative values
      ValueError factorial() not defined for negative values
      TypeError 'float' object cannot be interpreted as an integer
      OverflowError factorial() argument should not exceed 9223372036854775807
      1184508377594806080 165588882946918737
      301899406375183887 949319251313950703
      391462682338124664 908876505898829074
      324387726229091247 1974989555919280149
      2145004676814350679 1340813014817634319
      518851282105864109 1052820538898420848
      0 0
      1 1
      166666166667000000 999997000002000000
      ValueError n must be a non-negative integer
      ValueError k must be a non-negative integer
      OverflowError min(n - k, k) must not exceed 9223372036854775807
      OverflowError k must not exceed 9223372036854775807
      265252859812191058636308480000000
      ValueError factorial() not defined for negative values
      ValueError n must be a non-negative integer
      3037000499 True
      4294967295 True
      848750603811160107 True
      967697852268700644 True
      1993180350957201350 True
      1993180350957201349 True
      140737488355327 True
      1514602779264312457 True
      7 True
      ValueError isqrt() argument must be nonnegative
      TypeError 'float' object cannot be interpreted as an integer
      5493.061443340549 7924.812503605781 2385.6062735983123 709.782712893384 5000.0 1000.0 399.99999999999994 92.10340371976183 2.347977277385459 1024.0
      ValueError math domain error
      ValueError math domain error
      4300
      ValueError maxdigits must be 0 or larger than 640
      ValueError maxdigits must be 0 or larger than 640
      TypeError 'str' object cannot be interpreted as an integer
      ValueError Exceeds the limit (640 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
      640
      ValueError Exceeds the limit (640 digits) for integer string conversion: value has 641 digits; use sys.set_int_max_str_digits() to increase the limit
      2162488822664755576
      25353 87337433926450618233 31628548538418000001 True True
      True 1001 True 10000 00000 1
      True 1000 True 99999 99999 9000
      True 2001 True 10000 00000 1
      True 4002 True 10000 00007 8
      True 8000 True 99999 99999 72000
      True 10035 True 17094 90592 45152
      True 12346 True 10000 00000 2
      9543 12723 9544 1770535913009839722 2152581728773117079 288230376151711743 15 1073741823
      ValueError Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
      """#
    let printed = output(of: script).split(separator: "\n")
    for (a, b) in zip(printed, expected.split(separator: "\n")) { #expect(a == b) }
    #expect(printed.count == expected.split(separator: "\n").count)
  }

  @Test func logarithmsOfTheLargestIntegersAreThoseOfFloats() {
    let script = #"""
      import math
      for n in ((2**15 + 11) * 2**1008, 2**1024 - 2**970 - 1, 2**1024 - 2**970, 2**1023):
          print(math.log(n), math.log2(n), math.log10(n))
      """#
    let expected = #"""
      709.0899013498511 1023.0004842218743 307.9538313295615
      709.782712893384 1024.0 308.25471555991675
      709.782712893384 1024.0 308.25471555991675
      709.0895657128241 1023.0 307.95368556425274
      """#
    #expect(output(of: script) == expected + "\n")
  }
}
