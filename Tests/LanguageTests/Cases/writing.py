# Recorded with an empty folder: python3 -c "folder = '…/'; exec(open('writing.py').read())"
name = folder + 'a.txt'
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
def put(data):
    with open(name, 'wb') as f: f.write(data)
def got():
    with open(name, 'rb') as f: return f.read()
def add(data, mode, *texts, **how):
    put(data)
    try:
        with open(name, mode, **how) as f:
            for text in texts: f.write(text)
    except Exception as e: print(type(e).__name__, e)
    print(got())

# What is there stays, byte for byte, whatever it is.
for encoding in ('utf8', 'UTF-8', 'utf_8', 'latin-1', 'ascii', 'utf-8-sig'):
    add(b'a\r\nb\xff\r', 'a', 'x\n', 'y', encoding=encoding)
add(b'\xe9', 'a', 'é', encoding='ascii', errors='ignore'); add(b'\xe9', 'a', 'é', encoding='ascii', errors='replace')
add(b'\xe9', 'a', 'b', 'é', encoding='ascii'); add(b'', 'a', 'b', 'c', encoding='utf-8-sig'); add(b'', 'w', 'b', encoding='utf-8-sig')
add(b'a\r\nb\r\nc', 'r+', 'X'); add(b'a\r\nb\r\nc\xff', 'r+', 'long\ntext'); add(b'abc', 'r+'); add(b'abc', 'a+'); add(b'abc', 'w'); add(b'abc', 'w+', 'd')
add(b'abc', 'r+', 'é', encoding='latin-1'); add(b'\xff\xfeabc', 'a+', 'é'); add(b'\xff\xfeabc', 'r+b', b'z')

# Others may write to the file, too.
put(b'one\n')
with open(name, 'a') as f, open(name, 'a', encoding='utf8') as g:
    f.write('f1\n'); g.write('g1\n'); f.flush(); g.flush(); f.write('f2\n'); f.flush(); g.write('g2\n'); t(g.tell); t(f.tell)
print(got())
with open(name, 'w') as f:
    f.write('a' * 3); f.flush()
    with open(name, 'a') as g: g.write('B\n')
    f.write('c'); f.flush(); print(got()); f.write('d' * 4)
    f.seek(1); f.write('ü'); t(f.tell); t(lambda: f.seek(0, 2)); f.write('e')
print(got())

# Text that is read and written.
put(b'one\r\ntwo\rthree\n\xc3\xa9nd')
with open(name, 'r+') as f:
    t(f.readline); t(f.readline); t(lambda: f.read(4)); t(f.read); t(f.read); t(f.readline); t(f.tell)
    f.seek(0); t(lambda: f.read(4)); t(lambda: f.read(2)); f.seek(5); f.write('TW'); f.flush(); print(got()); t(f.readline); f.write('!'); f.seek(0); t(f.read)
print(got())
put(b'one\ntwo\nthree\n')
with open(name, 'r+') as f: t(f.readline); f.write('X'); t(f.tell)
print(got())
put(b'line\n' * 4000)
with open(name, 'r+') as f: t(f.readline); f.write('XY'); t(f.tell); t(f.readline)
data = got(); print(len(data), data.find(b'X'))
with open(name, 'r+') as f: t(lambda: len(list(f))); f.write('Z')
print(len(got()), got()[-3:])
put(b'abc')
with open(name, 'a+') as f: t(f.read); t(f.tell); f.seek(1); t(f.read); f.seek(0); f.write('d'); t(f.tell); f.seek(0); t(f.read)
with open(name, 'w+') as f: f.write('a\nb'); f.seek(0); t(f.readline); t(f.read); f.seek(5); f.write('c'); f.seek(0); t(f.read)
print(got())
put(b'\xef\xbb\xbfabc\n')
with open(name, 'r+', encoding='utf-8-sig') as f: t(f.readline); f.seek(0); t(f.read)
with open(name, encoding='utf-8-sig') as f: t(f.read)
put(b'a\xffb\n')
with open(name, 'r+') as f: t(f.read)
with open(name, 'r+', errors='replace') as f: t(f.read); f.write('c')
print(got())
with open(name, 'rb+') as f: f.read(1); f.write(b'Q'); t(f.read); t(f.tell)
print(got())

# A full disk is told of whenever somebody asks for the file to be written.
f = open('/dev/full', 'w'); f.write('a'); t(f.flush); t(f.flush); t(f.close); t(lambda: f.closed); t(f.close)
f = open(name, 'w'); n = 0
for i in range(20000): n += f.write('line\n'); f.flush()
f.close(); print(n, len(got())); t(lambda: f.write('x')); t(lambda: f.flush())
print('é'.encode('utf-8-sig'), ''.encode('utf-8-sig'))
t(lambda: open(folder + 'x.txt', 'x').close())
try: open(folder, 'w')
except OSError as e: print(type(e).__name__)
