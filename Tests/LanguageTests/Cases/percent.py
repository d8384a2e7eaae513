def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for f in ['%d','%5d','%-5d|','%05d','%+d','% d','%i','%u','%x','%#x','%X','%o','%#o','%e','%.2e','%E','%f','%.0f','%#.0f','%g','%.3g','%G','%s','%r','%a','%c','%10.3f','%-10.3f|','%+.1f','%010.2f','%.5d','%%','%5%','%y','%','%(a)s','%ld','%.3s','%5s','%-5s|','abc','%d %d','%s %s']:
    for v in [1, -1, 3.7, 'abc', True, None, [1], (1,), (1, 2), {'a': 5}, 255, 1e18, float('inf'), float('nan'), 'é', ()]:
        t(lambda: f % v)
t(lambda: '%*d|%-*d|%.*f' % (5, 1, 5, 2, 2, 3.14159))
t(lambda: '%(x)d and %(y).2f' % {'x': 1, 'y': 2})
t(lambda: '%(x)d' % {'y': 1})
t(lambda: '%(x' % {'x': 1})
t(lambda: '%*d' % ('a', 1))
t(lambda: '%c' % 97)
t(lambda: '%c' % 'ab')
t(lambda: '%c' % 0x110000)
t(lambda: 'é%y' % 1)
