def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: range(5)); t(lambda: range(1, 5, 2)); t(lambda: list(range(5, 0, -2))); t(lambda: range(0, 1, 0)); t(lambda: range('a')); t(lambda: range(1.5)); t(lambda: range())
t(lambda: range(10).index(3)); t(lambda: range(10).index(30)); t(lambda: range(10).count(3)); t(lambda: 3.0 in range(5)); t(lambda: range(10)[2:5]); t(lambda: range(10)[-1]); t(lambda: range(3)[5])
t(lambda: list(reversed(range(1, 10, 3)))); t(lambda: list(reversed(range(0)))); t(lambda: range(3) == range(0, 3, 1)); t(lambda: len(range(0, 10, 3))); t(lambda: (range(3).start, range(3).stop, range(3).step))
t(lambda: slice(1, 5).indices(3)); t(lambda: slice(None, None, -1).indices(4)); t(lambda: slice(5)); t(lambda: slice(1, 2, 3)); t(lambda: slice(1, 2, 0).indices(5)); t(lambda: (slice(1, 2).start, slice(1, 2).step))
