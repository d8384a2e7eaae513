def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = {'a': 1, 'b': 2}
t(lambda: d.get('a')); t(lambda: d.get('z')); t(lambda: d.get('z', 0)); t(lambda: d.get([]))
t(lambda: d.keys()); t(lambda: d.values()); t(lambda: d.items())
t(lambda: d.pop('z')); t(lambda: d.pop('z', 5)); t(lambda: d.pop('a')); t(lambda: d.popitem()); t(lambda: d.popitem())
t(lambda: d.setdefault('k', [])); t(lambda: d.setdefault('k', 5)); t(lambda: d.update({'x': 1}, y=2)); t(lambda: d.update([('q', 1)])); t(lambda: d)
t(lambda: d.update(5)); t(lambda: d.update([1])); t(lambda: d.update([(1, 2, 3)])); t(lambda: d.update(['ab']))
t(lambda: dict(a=1)); t(lambda: dict([(1, 2)], b=3)); t(lambda: dict({1: 2})); t(lambda: dict(5)); t(lambda: dict(1, 2)); t(lambda: dict(zip('ab', [1, 2])))
t(lambda: dict.fromkeys('ab')); t(lambda: dict.fromkeys([1, 2], 0)); t(lambda: {1: 2} | {1: 3, 4: 5})
t(lambda: {1: 2}.keys() & {1, 5}); t(lambda: {1: 2}.keys() | [7]); t(lambda: {1: 2, 3: 4}.keys() - {1}); t(lambda: {1: 2}.items() & {(1, 2)})
t(lambda: {1: 2}.keys().isdisjoint([2])); t(lambda: len({1: 2}.items())); t(lambda: (1, 2) in {1: 2}.items())
t(lambda: list(reversed({1: 2, 3: 4}))); t(lambda: d['nope']); t(lambda: {[]: 1}); t(lambda: d.nope)
t(lambda: {1: 2} == {1: 2.0}); t(lambda: {1: 2} < {1: 3}); t(lambda: d.get()); t(lambda: {1: 'a', 2: 'b'}.copy())
def loop():
    e = {1: 1}
    for k in e: e[k + 1] = 1
t(loop)
d.clear(); print(d)
