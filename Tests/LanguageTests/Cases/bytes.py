def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
b = b'hello world'
t(lambda: bytes([1, 255])); t(lambda: bytes(3)); t(lambda: bytes('é', 'utf8')); t(lambda: bytes('a')); t(lambda: bytes([256])); t(lambda: bytes(-1)); t(lambda: bytes(b'x')); t(lambda: bytes()); t(lambda: bytes(1.5))
t(lambda: b.split()); t(lambda: b.split(b'o')); t(lambda: b.split(b'')); t(lambda: b.find(b'o')); t(lambda: b.find(111)); t(lambda: b.rfind(b'o')); t(lambda: b.index(b'z')); t(lambda: b.count(b'l')); t(lambda: b.startswith(b'he')); t(lambda: b.endswith((b'x', b'ld')))
t(lambda: b.replace(b'o', b'0')); t(lambda: b.upper()); t(lambda: b.hex()); t(lambda: bytes.fromhex('0aFF')); t(lambda: bytes.fromhex('0')); t(lambda: b.decode()); t(lambda: b'\xff'.decode()); t(lambda: b'\xff'.decode('latin-1')); t(lambda: b'\xc3'.decode()); t(lambda: b'\xff'.decode(errors='ignore')); t(lambda: b'a\x80'.decode('ascii'))
t(lambda: b[0]); t(lambda: b[1:3]); t(lambda: b[50]); t(lambda: list(b'ab')); t(lambda: 104 in b); t(lambda: b + b'!'); t(lambda: b + 'a'); t(lambda: b * 2); t(lambda: b == b'hello world'); t(lambda: b < b'i'); t(lambda: b',' .join([b'a', b'b'])); t(lambda: b','.join(['a'])); t(lambda: b' a '.strip()); t(lambda: b'\r\na\nb'.splitlines()); t(lambda: len(b)); t(lambda: hash(b'a') == hash(b'a'))
print(b'ab' in b'xaby', b'by' in b'xaby', b'ba' in b'xaby', b'' in b'', b'abc' in b'ab', 97 in b'abc')
for item in ['a', 300, 1.0]:
    try:
        print(item in b'abc')
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
