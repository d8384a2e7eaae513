def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: list(map(lambda a, b: a + b, [1, 2], [3, 4, 5]))); t(lambda: map(len)); t(lambda: list(map(len, 5))); t(lambda: list(filter(None, [0, 1, '']))); t(lambda: list(filter(lambda x: x > 1, [1, 2, 3])))
t(lambda: list(zip())); t(lambda: list(zip([1], 'ab'))); t(lambda: list(zip([1], 'ab', strict=True))); t(lambda: list(zip([1, 2], 'a', strict=True))); t(lambda: list(zip([1], [1], 'ab', strict=True))); t(lambda: zip(5)); t(lambda: list(zip([1], [2], [], strict=True)))
t(lambda: list(enumerate('ab', 5))); t(lambda: list(enumerate('ab', start=1))); t(lambda: list(reversed('abc'))); t(lambda: reversed({1})); t(lambda: list(reversed((1, 2)))); t(lambda: reversed(5))
t(lambda: next(iter([1]))); t(lambda: next(iter([]))); t(lambda: next(iter([]), 'd')); t(lambda: next([1])); t(lambda: iter(5)); t(lambda: list(iter([1, 2, 3].pop, 1))); t(lambda: iter(5, 5))
t(lambda: all([])); t(lambda: any([])); t(lambda: all([1, 0])); t(lambda: any(x > 2 for x in [1, 3])); t(lambda: all(5))
t(lambda: len(5)); t(lambda: len('é')); t(lambda: callable(len)); t(lambda: callable(5)); t(lambda: callable(int)); t(lambda: repr('a\n')); t(lambda: len())
t(lambda: len([], [])); t(lambda: getattr(5, 'nope')); t(lambda: getattr(5, 'nope', 1)); t(lambda: getattr(5, 5)); t(lambda: hasattr('a', 'upper')); t(lambda: hasattr('a', 'nope')); t(lambda: setattr(5, 'a', 1))
class A:
    k = 1
    def __init__(self): self.v = 2
a = A()
t(lambda: vars(a)); t(lambda: setattr(a, 'w', 3)); t(lambda: delattr(a, 'v')); t(lambda: vars(a)); t(lambda: delattr(a, 'v')); t(lambda: a.nope); t(lambda: A.nope)
B = type('B', (A,), {'z': 5})
t(lambda: B.__name__); t(lambda: B.__mro__ == (B, A, object)); t(lambda: B().z); t(lambda: type(B)); t(lambda: type(5, 6)); t(lambda: B)
t(lambda: bool([])); t(lambda: bool(a)); t(lambda: object() == object()); t(lambda: format(a, 'd')); t(lambda: format([], '5')); t(lambda: format(None, 's')); t(lambda: format(5, 5))
print('a', 'b', sep='', end='!\n'); print(); print(1, None, [1.0, 'x'], sep=', '); t(lambda: print(1, sep=5))
t(lambda: sorted(k for k in dir(a) if not k.startswith('_'))); t(lambda: locals()); t(lambda: 'A' in globals())
def f(p, q=2):
    r = 3
    return locals()
t(lambda: f(1)); t(lambda: nope); t(lambda: lenn)
t(lambda: property(lambda s: 5).fget(1)); t(lambda: str(print)); t(lambda: len.__name__); t(lambda: [].append.__name__)
