# Where tracebacks point. The last error of the file is not caught.
def parentheses():
    return ((1 + 2)) / (0)


def iterable():
    return [x for x in 5]


def nested():
    return {k: {y for y in k} for k in [[[]]]}


def key():
    return {[]: 1 for x in [1]}


def loop():
    for i in 5:
        pass


def unpacked():
    for a, b in [1]:
        pass


def subscript():
    a = {'k': [1, 2]}
    return a['k'][5]


def several_lines():
    return max(
        1,
        'a',
    )


def chained():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError('bad') from error


def generator():
    return sum(x / y for x, y in [(1, 0)])


def accents():
    return 'é' + 1


class Shape:
    def area(self):
        return self.width * self.height


calls = [parentheses, iterable, nested, key, loop, unpacked, subscript, several_lines, chained, generator, accents,
         Shape().area]
for call in reversed(calls):
    def run(call, before=None):
        try:
            call()
        except Exception as error:
            if before is not None:
                error.__cause__ = before
            return error
    last = run(call, globals().get('last'))
raise last
