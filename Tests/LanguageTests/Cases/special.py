def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
    def __getitem__(self, k): return super().__getitem__(k) + 1
d = D(); d['a'] = 5; t(lambda: d['a']); t(lambda: dict.__getitem__(d, 'a')); t(lambda: len(d)); t(lambda: d)
class L(list):
    def __init__(self, n): super().__init__(range(n))
    def append(self, x): super().append(x + 100)
    def __len__(self): return super().__len__() + 1000
l = L(3); l.append(1); t(lambda: l); t(lambda: len(l)); t(lambda: list.__len__(l)); t(lambda: l[0])
class S:
    def __init__(self): object.__setattr__(self, 'log', [])
    def __setattr__(self, n, v):
        self.log.append(n)
        super().__setattr__(n, v)
    def __getattribute__(self, n):
        if n == 'magic': return 42
        return super().__getattribute__(n)
s = S(); s.x = 5; t(lambda: s.log); t(lambda: s.x); t(lambda: s.magic); t(lambda: s.nope)
class N:
    made = 0
    def __new__(cls, *a):
        N.made += 1
        return super().__new__(cls)
    def __init__(self, v): self.v = v
t(lambda: N(5).v); t(lambda: N.made)
class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return super().__eq__(o) if not isinstance(o, E) else self.v == o.v
    def __repr__(self): return 'E%d' % self.v
    def __hash__(self): return hash(self.v)
t(lambda: E(1) == E(1)); t(lambda: E(1) == 5); t(lambda: E(1) != E(2)); t(lambda: {E(1), E(1)})
class A:
    def __init__(self, *a): super().__init__(*a)
t(lambda: A(1)); t(lambda: hasattr([], '__len__')); t(lambda: hasattr(5, '__len__')); t(lambda: hasattr([], '__iter__')); t(lambda: hasattr(5, '__add__')); t(lambda: (5).__add__(3)); t(lambda: (5).__add__('x')); t(lambda: 'ab'.__len__()); t(lambda: [1, 2].__contains__(1)); t(lambda: (5).__eq__(5)); t(lambda: 'a'.__eq__(5)); t(lambda: len.__call__('abc')); t(lambda: str.__len__('abc')); t(lambda: (5).__class__); t(lambda: [].__class__.__name__)
class P:
    @property
    def x(self): return 1
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls): return cls.__name__
class Q(P):
    @property
    def x(self): return super().x + 1
    @classmethod
    def c(cls): return super().c() + '!'
t(lambda: Q().x); t(lambda: Q.c()); t(lambda: Q().s(5)); t(lambda: super(Q, Q()).x); t(lambda: super(Q, 5)); t(lambda: super().x)
class I:
    def __init_subclass__(cls, **k):
        super().__init_subclass__(**k)
        cls.tag = 'sub'
class J(I): pass
t(lambda: J.tag)
class X:
    def __index__(self): return 3
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __round__(self, n=None): return ('r', n)
    def __abs__(self): return 'abs'
    def __bool__(self): return False
    def __reversed__(self): return iter('zyx')
    def __divmod__(self, o): return 'dm'
    def __format__(self, s): return 'F' + s
    def __len__(self): return 2
    def __contains__(self, x): return x == 1
    def __call__(self, *a): return a
    def __dir__(self): return ['b', 'a']
x = X()
t(lambda: (int(x), float(x), hex(x), round(x), round(x, 2), abs(x), bool(x), list(reversed(x)), divmod(x, 1), format(x, 'q'), f'{x:z}', len(x), 1 in x, x(1, 2), [1, 2, 3, 4][x], dir(x), list(range(x))))


def nested(depth):
    chain = []
    for step in range(depth):
        chain = [chain, (step,)] if step % 2 else {'chain': chain}
    return chain


nested(100000)
print('deep values are let go')
