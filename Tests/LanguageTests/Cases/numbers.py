def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for s in ['12', ' 12 ', '-5', '+7', '1_000', '1__0', '_1', '0x1f', '0b101', '0o17', '012', '', 'abc', '1.5', '1e3', 'inf', '-inf', 'nan', '+nan', 'infinity', '1e400', '.5', '5.', '.', '1_0.5', '1_.5', 'e5', '٣', '0', '00', '-0', '1 2', b'12', b'x', None, [], 3.9, -3.9, True, float('inf'), float('nan'), 1e18]:
    t(lambda: int(s)); t(lambda: float(s)); t(lambda: int(s, 0)); t(lambda: int(s, 16)); t(lambda: bool(s))
t(lambda: int('z', 36)); t(lambda: int('9', 8)); t(lambda: int('1', 1)); t(lambda: int('1', 99)); t(lambda: int(5, 10)); t(lambda: int()); t(lambda: float()); t(lambda: int(base=5))
t(lambda: int('9223372036854775807')); t(lambda: int('-9223372036854775808'))
for x in [0.5, 1.5, 2.5, -0.5, -0.4, 2.675, 1234.5678, 1e18, float('inf'), float('nan'), 5, -5, 15, 25, 1250, True, 'a']:
    t(lambda: round(x)); t(lambda: round(x, 2)); t(lambda: round(x, 0)); t(lambda: round(x, -1)); t(lambda: round(x, -2)); t(lambda: abs(x))
t(lambda: round(1e308, -308)); t(lambda: round(5.5, None)); t(lambda: round(1.5, 'a')); t(lambda: round(0.1 + 0.2, 16)); t(lambda: round(12345678901234.567, 3)); t(lambda: round(5e-324, 400))
for a, b in [(7, 2), (-7, 2), (7, -2), (7.5, 2), (-7.5, 2), (1, 0), (1.0, 0), (0.0, -1), (True, 2), ('a', 1)]:
    t(lambda: divmod(a, b))
t(lambda: pow(2, 10)); t(lambda: pow(2, -1)); t(lambda: pow(3, 4, 5)); t(lambda: pow(3, -1, 7)); t(lambda: pow(2, -1, 4)); t(lambda: pow(2, 3, 0)); t(lambda: pow(2.0, 3, 5)); t(lambda: pow(-3, 3, 5)); t(lambda: pow(3, 3, -5)); t(lambda: pow(2, 0.5)); t(lambda: pow('a', 2))
t(lambda: sum([1, 2, 3])); t(lambda: sum([0.1] * 10)); t(lambda: sum([1, 2.5, True])); t(lambda: sum([[1], [2]], [])); t(lambda: sum(['a'])); t(lambda: sum(['a'], '')); t(lambda: sum(5)); t(lambda: sum([1], start=5)); t(lambda: sum(()))
t(lambda: min(3, 1)); t(lambda: max([1, 5, 2])); t(lambda: max([])); t(lambda: max([], default=7)); t(lambda: max()); t(lambda: max(1, 2, default=3)); t(lambda: max('a', 1)); t(lambda: min('ab', 'b', key=len)); t(lambda: max([1, 2], key=lambda v: -v)); t(lambda: max(1, float('nan'))); t(lambda: max(float('nan'), 1)); t(lambda: max(5)); t(lambda: min([(1, 'b'), (1, 'a')]))
t(lambda: bin(10)); t(lambda: bin(-10)); t(lambda: hex(255)); t(lambda: oct(8)); t(lambda: hex(1.5)); t(lambda: bin(True))
t(lambda: (37).bit_length()); t(lambda: (-1).bit_length()); t(lambda: (13).bit_count()); t(lambda: (5).real); t(lambda: (5).imag); t(lambda: (5).numerator); t(lambda: (5).denominator); t(lambda: (5).conjugate()); t(lambda: (5).as_integer_ratio())
t(lambda: (258).to_bytes(2, 'big')); t(lambda: (258).to_bytes(4, 'little')); t(lambda: (256).to_bytes(1, 'big')); t(lambda: (-1).to_bytes(2, 'big')); t(lambda: (-1).to_bytes(2, 'big', signed=True)); t(lambda: int.from_bytes(b'\x01\x02', 'big')); t(lambda: int.from_bytes(b'\xff', 'big', signed=True)); t(lambda: (5).to_bytes())
t(lambda: (2.0).is_integer()); t(lambda: (2.5).is_integer()); t(lambda: (0.75).as_integer_ratio()); t(lambda: (1.5).hex()); t(lambda: (0.0).hex()); t(lambda: (-0.1).hex()); t(lambda: float.fromhex('0x1.8p+1')); t(lambda: float.fromhex('1.8')); t(lambda: float.fromhex('-0xap-2')); t(lambda: float.fromhex('zz')); t(lambda: (1.5).real); t(lambda: float('inf').as_integer_ratio()); t(lambda: (5e-324).hex())
t(lambda: hash(1) == hash(1.0) == hash(True)); t(lambda: hash(0.5)); t(lambda: hash(-1)); t(lambda: hash([])); t(lambda: hash((1, 2))); t(lambda: hash(2**61 - 1)); t(lambda: hash(float('inf')))
t(lambda: isinstance(True, int)); t(lambda: isinstance(1, (str, (float, int)))); t(lambda: isinstance(1, 5)); t(lambda: issubclass(bool, int)); t(lambda: issubclass(5, int)); t(lambda: type(1)); t(lambda: type(1) is int)
