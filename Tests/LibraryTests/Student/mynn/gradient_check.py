import numpy as np


def rel_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


def numerical_gradient(f, x, df=1.0, h=1e-5):
    """d sum(f(x) * df) / dx by central differences; f is called with x changed in place."""
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])
    while not it.finished:
        ix = it.multi_index
        old = x[ix]
        x[ix] = old + h
        plus = f(x).copy() if hasattr(f(x), 'copy') else f(x)
        x[ix] = old - h
        minus = f(x)
        x[ix] = old
        grad[ix] = np.sum((plus - minus) * df) / (2 * h)
        it.iternext()
    return grad
