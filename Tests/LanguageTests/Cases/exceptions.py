def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e, repr(e), e.args)
class Coded(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
class Plain(ValueError): pass
class Shown(Exception):
    def __str__(self): return 'shown ' + super().__str__()
def r(e): raise e
t(lambda: r(Coded(7, 'zero'))); t(lambda: r(Plain(1, 2))); t(lambda: r(Plain)); t(lambda: r(Shown('x'))); t(lambda: r(5)); t(lambda: {}['k']); t(lambda: r(KeyError('a', 'b'))); t(lambda: r(OSError(2, 'No such', 'f.txt'))); t(lambda: r(OSError('just text')))
t(lambda: open('/nonexistent/file.txt')); t(lambda: open('/')); t(lambda: r(StopIteration(5))); t(lambda: StopIteration(5).value); t(lambda: StopIteration().value)
try: open('/nonexistent/file.txt')
except OSError as e: print(e.errno, e.strerror, e.filename, isinstance(e, FileNotFoundError))
try: b'\xff'.decode()
except UnicodeDecodeError as e: print(e.encoding, e.start, e.end, e.reason)
e = ValueError('x'); t(lambda: e.with_traceback(None) is e); e.add_note('n'); t(lambda: e.__notes__); t(lambda: e.add_note(5))
t(lambda: Exception('a', 'b').args); t(lambda: str(Exception())); t(lambda: repr(Exception('a'))); t(lambda: isinstance(e, Exception)); t(lambda: issubclass(KeyError, LookupError)); t(lambda: ValueError.__name__); t(lambda: e.__class__.__mro__[1].__name__); t(lambda: Exception.__init__(e, 'new')); t(lambda: e.args)
