# Integers of many thousand bits: products and quotients against each other and modulo a prime.
p = 2 ** 61 - 1


def fits(x, y):
    product = x * y
    return product % p == (x % p) * (y % p) % p and product // x == y and product % y == 0


a = 3 ** 65000
b = 7 ** 36001 - 1
c = (1 << 39000) - 12345
print(a.__class__, a % p, b % p, c % p)
print(fits(a, b), fits(a, c), fits(b, c), fits(-a, c), fits(a, 10 ** 30))

for x, y in [(a, c), (a * 5, b), (-a, c), (a, -c), (-a, -c), (c, a), (a, a), (a - 1, a), (a, a - 1)]:
    q, r = x // y, x % y
    print(q * y + r == x, 0 <= abs(r) < abs(y), r == 0 or (r < 0) == (y < 0), q % p, r % p)

# Divisors whose words are nearly all ones or zeros make the worst estimates.
for bits in (32768, 32769, 40000, 65535):
    for y in ((1 << bits) - 1, (1 << bits) + 1, 1 << bits):
        for x in (y * y - 1, y * y, (y + 1) * (y - 1), (1 << 3 * bits) - 1):
            q, r = x // y, x % y
            if q * y + r != x or not 0 <= r < y:
                print('wrong', bits)

print((a + c) ** 2 == a * a + 2 * a * c + c * c, (a + c) * (a - c) == a * a - c * c)
print(c / a, (a * 3) / a, a / (a * 7), -a / (a * 2))
print(2 ** 100000 == 1 << 100000, (-2) ** 100001 == -(1 << 100001), (-1) ** 10 ** 12, 10 ** 0, (-3) ** 0)


def refused(body):
    try:
        print(len(body()))
    except ValueError as e:
        print(e)


refused(lambda: str(10 ** 4300))
refused(lambda: str(10 ** 4300 - 1))
refused(lambda: repr(-10 ** 4300 + 1))
refused(lambda: '%d' % 10 ** 5000)
refused(lambda: '%s' % (10 ** 5000,))
refused(lambda: f'{10 ** 5000}')
refused(lambda: format(10 ** 5000, ','))
refused(lambda: '%x' % (16 ** 5000,))
refused(lambda: format(-16 ** 5000, 'x'))
refused(lambda: f'{8 ** 5000:#o}')
refused(lambda: '{:b}'.format((1 << 5000) + 5))
for text, base in [('9' * 4300, 10), ('9' * 4301, 10), ('-' + '1_0' * 3000, 10), ('z' * 5000, 36), ('f' * 5000, 16)]:
    try:
        print(int(text, base) % p)
    except ValueError as e:
        print(e)
print(int('f' * 5000, 16) == 16 ** 5000 - 1, '%x' % int('123456789abcdef' * 400, 16) == '123456789abcdef' * 400)
print('%o' % int('1234567' * 700, 8) == '1234567' * 700, f"{int('110' * 3000, 2):b}" == '110' * 3000)
print(float('1' * 5000), int('0' * 100 + '7'))

# Shifts round down; conversions round once, to even half way.
for v in (2**70 + 2**17, 2**70 + 2**17 + 1, 2**70 + 3 * 2**17, 2**64 - 1, 2**64 + 2**11, 2**1024 - 2**970 - 1, -(2**71) - 2**18 - 1, 3**200, 10**23):
    print(float(v), v / 3, v / 2**80, -v / 7, v >> 3, -v >> 3, (-v) >> 65, (v << 130) % (2**61 - 1))
for k in (1060, 1074, 1075, 1076, 1090):
    for n in (1, 3, 5, 2**20 + 1, 3**30):
        print(n / 2**k, (n * 2**40 + 1) / 2**(k + 40), -n / (2**k + 1))
for f in (lambda: float(2**1024 - 2**970), lambda: 2**2000 / 3):
    try:
        print(f())
    except OverflowError as e:
        print(e)
x, y = 7**28000, 3**21000
for a in (x, -x, x + 12345, x * x):
    for b in (y, -y, y * y + 1, 2**32768, 2**32768 - 1):
        q, r = a // b, a % b
        print(q * b + r == a, abs(r) < abs(b), q % (2**61 - 1), r % (2**61 - 1))
