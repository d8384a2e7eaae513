# Generators that are dropped before their end run what stands in `finally` at once.
def gen(n, name):
    try:
        for i in range(n):
            yield i
    finally:
        print('closed', name)
for x in gen(5, 'break'):
    if x == 1: break
print('after break')
g = gen(3, 'del'); next(g); del g
g = gen(3, 'rebound'); next(g); g = None
def first(): return next(gen(3, 'temp'))
print(first())
def local():
    h = gen(3, 'local'); next(h)
    return 'returned'
print(local())
class C:
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out', a[0].__name__ if a[0] else None)
def w():
    with C():
        yield 1
        yield 2
for v in w(): break
print(list(zip('ab', gen(9, 'zip'))))
def outer():
    try:
        yield from gen(4, 'inner')
    finally:
        print('outer closed')
for v in outer(): break
print(any(x == 1 for x in gen(5, 'any')))
d = {'g': gen(2, 'dict')}; next(d['g']); d.clear()
l = [gen(2, 'list')]; next(l[0]); l.pop(); print('popped')
def bad():
    try: yield 1
    finally: raise ValueError('lost')
for v in bad(): break
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: pass
try:
    s = gen(3, 'explicit'); next(s); s.close(); print('x')
finally: pass
