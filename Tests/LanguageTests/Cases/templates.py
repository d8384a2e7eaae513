def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class P:
    x = [10, {'k': 'v'}]
    def __format__(self, s): return 'P<%s>' % s
    def __repr__(self): return 'repr P'
p = P()
for s in ['{}', '{0}', '{} {}', '{1} {0}', '{0.x}', '{0.x[0]}', '{0.x[1][k]}', '{!r}', '{0!s:>10}', '{:{}}', '{0:{1}}', '{a}', '{', '}', '{{}}', '{{', '}}', '{0', '{0!}', '{0!x}', '{0!rr}', '{:abc}', '{} {0}', '{0} {}', '{2}', '{0.}', '{0[}', '{0[]}', '{0.y}', '{0.x[9]}', '{a[b]}', '{0!r:^12}|', '{:{w}.{q}f}', '{0[0]x}', 'x{0:}y']:
    t(lambda: s.format(p, 5, a={'b': 1}, w=8, q=2))
t(lambda: '{:>{w}}|{:<{w}}|{:^{w}}'.format('a', 'b', 'c', w=4))
t(lambda: '{x} {y}'.format_map({'x': 1, 'y': 'z'}))
t(lambda: '{x}'.format_map({}))
t(lambda: '{}'.format_map({}))
t(lambda: f'{3.14159:{6}.{2}f}|{"a"!r:>5}|{5:03d}|{1e6:,.1f}')
