def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
def g():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
        print('got', y)
        return 'done'
    except ValueError as e:
        print('caught', e)
        yield 'after'
    finally:
        print('finally')
a = g(); t(lambda: next(a)); t(lambda: a.send('s')); t(lambda: a.send('u')); t(lambda: next(a))
b = g(); t(lambda: next(b)); t(lambda: b.throw(ValueError('v'))); t(lambda: next(b))
c = g(); t(lambda: next(c)); t(lambda: c.close()); t(lambda: next(c)); t(lambda: c.close())
d = g(); t(lambda: d.send(5)); t(lambda: d.throw(KeyError, 'k')); t(lambda: next(d))
e = g(); t(lambda: next(e)); t(lambda: e.throw(KeyError('k')))
def outer():
    r = yield from g()
    print('r', r)
    yield 'end'
o = outer(); t(lambda: next(o)); t(lambda: next(o)); t(lambda: next(o)); t(lambda: next(o))
p = outer(); t(lambda: next(p)); t(lambda: p.throw(ValueError('inner'))); t(lambda: next(p)); t(lambda: next(p))
def bad():
    while True:
        try: yield 1
        except GeneratorExit: pass
q = bad(); next(q); t(lambda: q.close())
t(lambda: iter(a) is a); t(lambda: a.__next__()); t(lambda: [1].__iter__().__next__())
