def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: open('/dev/null').read()); t(lambda: open('x', 'q')); t(lambda: open('x', 'rw')); t(lambda: open('x', 'rbt')); t(lambda: open(5.5)); t(lambda: open('/nonexistent/x', 'w')); t(lambda: open('x', 'rb', encoding='utf8'))
with open('/dev/null') as f: t(lambda: f.readline()); t(lambda: list(f)); t(lambda: f.closed); t(lambda: f.name); t(lambda: f.mode)
t(lambda: f.closed); t(lambda: f.read())
print(open('/dev/null'), open('/dev/null').encoding, open('/dev/null', 'rb'))
# Devices are read as far as is asked.
t(lambda: open('/dev/zero', 'rb').read(3)); t(lambda: len(open('/dev/zero').read(70000))); t(lambda: open('/dev/null', 'rb').readline()); t(lambda: open('/tmp')); t(lambda: open('/dev/null', 'x'))
with open('/dev/zero', 'rb') as f:
    for n in (0, 1, 5, 100000): t(lambda: len(f.read(n)))
