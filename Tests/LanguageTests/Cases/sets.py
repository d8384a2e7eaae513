def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
s = {1, 2, 3}
t(lambda: s | {4}); t(lambda: s & {2, 9}); t(lambda: s - {1}); t(lambda: s ^ {3, 4})
t(lambda: s.union([5], (6,))); t(lambda: s.intersection([1, 2], [2])); t(lambda: s.difference([1], [2])); t(lambda: s.symmetric_difference([1, 9]))
t(lambda: s.issubset([1, 2, 3, 4])); t(lambda: s.issuperset([1])); t(lambda: s.isdisjoint([7])); t(lambda: s <= {1, 2, 3}); t(lambda: s < {1, 2, 3})
t(lambda: s.add(7)); t(lambda: s.remove(99)); t(lambda: s.discard(99)); t(lambda: s.pop()); t(lambda: set().pop()); t(lambda: s)
t(lambda: s.update([8], [9])); t(lambda: s.intersection_update([7, 8])); t(lambda: s); t(lambda: s.difference_update([7])); t(lambda: s.symmetric_difference_update([8, 1])); t(lambda: s)
t(lambda: frozenset([1, 2])); t(lambda: frozenset()); t(lambda: set('a')); t(lambda: {[]}); t(lambda: set(5)); t(lambda: frozenset([1]) | {2}); t(lambda: {1} | frozenset([2]))
t(lambda: s | [1]); t(lambda: s.copy()); t(lambda: hash(frozenset([1, 2, 3]))); t(lambda: {frozenset([1]): 2}); t(lambda: frozenset([1]).add(2)); t(lambda: s.clear()); t(lambda: s)
t(lambda: set(range(20)) ); t(lambda: {i * 7 % 31 for i in range(12)})
