# Integers of any size in functions and methods.
p = (1 << 61) - 1
x, y, z = 3**5000, 7**1200 + 5, (1 << 9000) - 1


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for e in (40, 700, 3000, 20000, 100001):
    print((10**e) % p, (3**e) % p, ((-7) ** e) % p, (10**e) % 7)
for a, b in ((x, y), (-x, y), (x, -y), (-x, -y), (y, x), (x, 7), (7, x), (x, x)):
    q, r = divmod(a, b)
    print(q % p, r % p, q == a // b, r == a % b)
print(int("z" * 20, 36) % p, int("-Zz9" * 1 + "a" * 40, 36) % p)
t(lambda: divmod(x, 0))
t(lambda: divmod(0, x))
t(lambda: divmod(x, 2.5))
t(lambda: divmod(2**70, 2.5))
t(lambda: divmod(x, 'a'))
for a, b, m in ((3, x, y), (x, 12345, z), (-x, 77, y), (x, 5, -y), (x, 0, 1), (2, 10, 2**70), (2**70, 2, 3), (2**70, 2**70, 10)):
    print(pow(a, b, m) % p)
print(pow(3, -1, 2**80) % p, pow(x, -3, 2**100) % p, pow(2**70, -1, 7))
t(lambda: pow(4, -1, 2**80))
t(lambda: pow(x, 2, 0))
t(lambda: pow(x, 2, 1.5))
t(lambda: pow(x, 2.0, 3))
for v in (2**64, -(2**64), 2**63, -(2**63) - 1, x, -x, 255 << 100):
    print(v.bit_length(), v.bit_count(), v.conjugate() == v, v.real == v, v.imag, v.numerator == v, v.denominator)
    print(v.as_integer_ratio() == (v, 1), hex(v)[:20], oct(v)[:20], bin(v)[:20], len(hex(v)))
    for order in ('big', 'little'):
        for signed in (False, True):
            n = v.bit_length() // 8 + 2
            try:
                b = v.to_bytes(n, order, signed=signed)
                print(len(b), b[:3], b[-3:], int.from_bytes(b, order, signed=signed) == v)
            except OverflowError as e:
                print(e)
t(lambda: (2**64).to_bytes(8, 'big'))
t(lambda: (2**64).to_bytes(9, 'big'))
t(lambda: (2**71).to_bytes(9, 'big', signed=True))
t(lambda: (-(2**71)).to_bytes(9, 'big', signed=True))
t(lambda: (-(2**71)).to_bytes(9, 'big'))
t(lambda: (2**71).to_bytes(9, 'middle'))
t(lambda: (2**71).to_bytes(-1, 'big'))
t(lambda: int.from_bytes(b'\xff' * 9, 'big'))
t(lambda: int.from_bytes(b'\xff' * 9, 'little', signed=True))
t(lambda: int.from_bytes(b'\x80' + b'\0' * 8, 'big', signed=True))
t(lambda: int.from_bytes(b'\0\x80' + b'\0' * 7, 'big', signed=True))
for places in (None, 0, 3, -1, -5, -20, -2000, -3000):
    print(round(x, places) % p, round(-x, places) % p, round(25 * 10**30 // 10, places))
print(round(5 * 10**20, -21), round(15 * 10**20, -21), round(25 * 10**20, -21), round(-15 * 10**20, -21))
print(1 / 10**400, -1 / 10**5000, 10**5000 / 10**5000, 3**4000 / 3**3999)
t(lambda: 10**5000 / 3)
print(hash(x), hash(-x), x == x + 0, x < y, x > -y)
