class Base:
    registry = []

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, name))


class First(Base, name='one'):
    pass


class Second(Base):
    pass


print(Base.registry)


def handled():
    try:
        1 / 0
    except ZeroDivisionError as error:
        return error


print(handled())
try:
    class Third(list, name=3):
        pass
except TypeError as error:
    print(error)


class Slotted:
    __slots__ = ('a', 'b')

    def __init__(self):
        self.a = 1


slotted = Slotted()
slotted.b = 2
try:
    slotted.c = 3
except AttributeError as error:
    print(error)


class Open(Slotted):
    pass


Open().c = 3


def annotated(x: int, y: 'text' = 'd', *rest: float, k: list[int] = None, **more: str) -> int | None:
    return x


print(annotated.__annotations__['x'], annotated.__annotations__['y'], annotated.__annotations__['return'])
print(list(annotated.__annotations__), annotated.__defaults__, annotated.__kwdefaults__)
print(isinstance(3, int | str), isinstance(None, int | None), isinstance(2.5, int | str), issubclass(bool, int | str))
print(int | str | None, (int | str) == (str | int))
try:
    def wrong(x: undefined_name):
        pass
except NameError as error:
    print(error)


def inner():
    got = yield 1
    print('got', got)
    try:
        got = yield 2
    except ValueError as error:
        print('caught', error)
        got = 5
    return got


def outer():
    result = yield from inner()
    yield result


steps = outer()
print(next(steps), steps.send('hello'), steps.throw(ValueError('boo')))
