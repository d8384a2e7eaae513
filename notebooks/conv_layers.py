# ---
# title: Convolution and pooling layers
# ---

# %% [markdown]
# # Convolution and pooling layers
#
# A convolution layer slides small filters over an image; a pooling layer keeps the largest value of each window.
# This notebook checks both layers, forward and backward: against numbers worked out elsewhere, against finite
# differences, and the plain loops against the fast kernels. Every `#>` line is a recorded output that
# `nbsh replay` compares again.

# %% Tools
import time

import matplotlib.pyplot as plt
import numpy as np
from imageio import imread

from cs231n.fast_layers import conv_backward_fast, conv_forward_fast, max_pool_backward_fast, max_pool_forward_fast
from cs231n.gradient_check import eval_numerical_gradient_array
from cs231n.layer_utils import (
    conv_relu_backward, conv_relu_forward, conv_relu_pool_backward, conv_relu_pool_forward)
from cs231n.layers import (
    conv_backward_naive, conv_forward_naive, max_pool_backward_naive, max_pool_forward_naive)

plt.rcParams['figure.figsize'] = (8.0, 5.6)
plt.rcParams['image.interpolation'] = 'nearest'


def rel_error(x, y):
    """The largest relative difference between two arrays."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


def ramp(low, high, *shape):
    """Evenly spaced numbers from low to high in an array of the given shape."""
    return np.linspace(low, high, num=np.prod(shape)).reshape(shape)


# %% [markdown]
# ## Forward: convolution
#
# Two images of three 4×4 channels meet three 4×4 filters with stride 2 and padding 1, so the output is
# `(4 − 4 + 2·1) / 2 + 1 = 2` wide. All inputs are ramps; the expected output is given to eight decimals, which is
# all that the difference shows.

# %% Convolution of ramps
x = ramp(-0.1, 0.5, 2, 3, 4, 4)
w = ramp(-0.2, 0.3, 3, 3, 4, 4)
b = ramp(-0.1, 0.2, 3)
out, _ = conv_forward_naive(x, w, b, {'stride': 2, 'pad': 1})

expected = np.array([
    [[[-0.08759809, -0.10987781], [-0.18387192, -0.2109216]],
     [[0.21027089, 0.21661097], [0.22847626, 0.23004637]],
     [[0.50813986, 0.54309974], [0.64082444, 0.67101435]]],
    [[[-0.98053589, -1.03143541], [-1.19128892, -1.24695841]],
     [[0.69108355, 0.66880383], [0.59480972, 0.56776003]],
     [[2.36270298, 2.36904306], [2.38090835, 2.38247847]]]])
print('shape:', out.shape)
print('difference: ', rel_error(out, expected))
#> shape: (2, 3, 2, 2)
#> difference:  2.2121476417505994e-08

# %% [markdown]
# ## Forward: max pooling

# %% Pooling of a ramp
x = ramp(-0.3, 0.4, 2, 3, 4, 4)
out, _ = max_pool_forward_naive(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})

expected = np.array([
    [[[-0.26315789, -0.24842105], [-0.20421053, -0.18947368]],
     [[-0.14526316, -0.13052632], [-0.08631579, -0.07157895]],
     [[-0.02736842, -0.01263158], [0.03157895, 0.04631579]]],
    [[[0.09052632, 0.10526316], [0.14947368, 0.16421053]],
     [[0.20842105, 0.22315789], [0.26736842, 0.28210526]],
     [[0.32631579, 0.34105263], [0.38526316, 0.4]]]])
print('difference: ', rel_error(out, expected))
#> difference:  4.1666665157267834e-08

# %% [markdown]
# ## Backward: gradients against finite differences
#
# The numerical gradient moves every input a little to both sides. The function that it calls ignores its argument:
# the checker changes the array in place, and the layer reads that same array.

# %% Gradients of a convolution
np.random.seed(231)
x = np.random.randn(4, 3, 5, 5)
w = np.random.randn(2, 3, 3, 3)
b = np.random.randn(2)
upstream = np.random.randn(4, 2, 5, 5)
conv_param = {'stride': 1, 'pad': 1}

forward = lambda _: conv_forward_naive(x, w, b, conv_param)[0]
dx_num = eval_numerical_gradient_array(forward, x, upstream)
dw_num = eval_numerical_gradient_array(forward, w, upstream)
db_num = eval_numerical_gradient_array(forward, b, upstream)

out, cache = conv_forward_naive(x, w, b, conv_param)
dx, dw, db = conv_backward_naive(upstream, cache)
print('dx error: ', rel_error(dx, dx_num))
print('dw error: ', rel_error(dw, dw_num))
print('db error: ', rel_error(db, db_num))
#> dx error:  1.159803161159293e-08
#> dw error:  2.2471264748452487e-10
#> db error:  3.37264006649648e-11

# %% Gradient of max pooling
np.random.seed(231)
x = np.random.randn(3, 2, 8, 8)
upstream = np.random.randn(3, 2, 4, 4)
pool_param = {'pool_height': 2, 'pool_width': 2, 'stride': 2}

dx_num = eval_numerical_gradient_array(lambda _: max_pool_forward_naive(x, pool_param)[0], x, upstream)
out, cache = max_pool_forward_naive(x, pool_param)
print('dx error: ', rel_error(max_pool_backward_naive(upstream, cache), dx_num))
#> dx error:  3.27562514223145e-12

# %% [markdown]
# ## The layers written out
#
# One place of the output at a time, for all images and filters together: the window under the filters, times each of them,
# summed over channels, rows and columns. Going back, the window collects what every filter saw there, and every filter
# what it saw in the window. Padding is cut off again at the end.


# %% Loops over places
def convolve(x, w, b, stride, pad):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    high, wide = w.shape[2:]
    rows, columns = (x.shape[2] - high) // stride + 1, (x.shape[3] - wide) // stride + 1
    out = np.empty((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, None, :, i * stride:i * stride + high, j * stride:j * stride + wide]
            out[:, :, i, j] = (window * w).sum(axis=(2, 3, 4)) + b
    return out


def convolve_back(upstream, x, w, stride, pad):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    high, wide = w.shape[2:]
    for i in range(upstream.shape[2]):
        for j in range(upstream.shape[3]):
            place = np.s_[:, :, i * stride:i * stride + high, j * stride:j * stride + wide]
            share = upstream[:, :, i, j, None, None, None]
            dx[place] += (share * w).sum(axis=1)
            dw += (share * x[place][:, None]).sum(axis=0)
    return dx[:, :, pad:-pad, pad:-pad], dw, upstream.sum(axis=(0, 2, 3))


np.random.seed(231)
x, w, b = np.random.randn(3, 2, 7, 7), np.random.randn(4, 2, 3, 3), np.random.randn(4)
out, cache = conv_forward_naive(x, w, b, {'stride': 2, 'pad': 1})
upstream = np.random.randn(*out.shape)
print('out', rel_error(convolve(x, w, b, 2, 1), out) < 1e-10)
for name, own, known in zip(
        ['dx', 'dw', 'db'], convolve_back(upstream, x, w, 2, 1), conv_backward_naive(upstream, cache)):
    print(name, rel_error(own, known) < 1e-10)
#> out True
#> dx True
#> dw True
#> db True

# %% [markdown]
# In pooling, the largest value of a window gets the whole gradient of its output. Where several are equally large there is
# a choice: the layer takes the first of them; a mask would give each the whole gradient, which is too much.


# %% The largest value of each window
def pool_back(upstream, x, size):
    dx = np.zeros_like(x)
    images, channels = np.indices(x.shape[:2])
    for i in range(upstream.shape[2]):
        for j in range(upstream.shape[3]):
            window = x[:, :, i * size:(i + 1) * size, j * size:(j + 1) * size].reshape(*x.shape[:2], -1)
            row, column = np.unravel_index(window.argmax(axis=2), (size, size))
            dx[images, channels, i * size + row, j * size + column] += upstream[:, :, i, j]
    return dx


x, upstream = np.random.randn(3, 2, 8, 8), np.random.randn(3, 2, 4, 4)
out, cache = max_pool_forward_naive(x, pool_param)
print('equal:', np.array_equal(pool_back(upstream, x, 2), max_pool_backward_naive(upstream, cache)))

ties = np.array([[1., 5.], [5., 0.]]).reshape(1, 1, 2, 2)
out, cache = max_pool_forward_naive(ties, pool_param)
one = np.ones((1, 1, 1, 1))
print('the first:', max_pool_backward_naive(one, cache).ravel())
print('a mask:   ', ((ties == out) * one).ravel())
#> equal: True
#> the first: [0. 1. 0. 0.]
#> a mask:    [0. 1. 1. 0.]

# %% [markdown]
# ## Loops against kernels
#
# The fast layers calculate the same numbers as the loops; only the order of some sums differs. How much faster they
# are depends on the machine, so those numbers are `...` in the record.


# %% A stopwatch
def seconds(function, *arguments):
    """The result of a call and the time that it took."""
    start = time.time()
    result = function(*arguments)
    return result, time.time() - start


# %% Convolution, naive and fast
np.random.seed(231)
x = np.random.randn(100, 3, 31, 31)
w = np.random.randn(25, 3, 3, 3)
b = np.random.randn(25)
upstream = np.random.randn(100, 25, 16, 16)
conv_param = {'stride': 2, 'pad': 1}

(naive, naive_cache), slow_time = seconds(conv_forward_naive, x, w, b, conv_param)
(fast, fast_cache), fast_time = seconds(conv_forward_fast, x, w, b, conv_param)
print('forward agrees:', rel_error(naive, fast) < 1e-9)
print('forward speed-up: %.0fx' % (slow_time / fast_time))

naive_grads, slow_time = seconds(conv_backward_naive, upstream, naive_cache)
fast_grads, fast_time = seconds(conv_backward_fast, upstream, fast_cache)
for name, a, b in zip(('dx', 'dw', 'db'), naive_grads, fast_grads):
    print(name, 'agrees:', rel_error(a, b) < 1e-8)
print('backward speed-up: %.0fx' % (slow_time / fast_time))
#> forward agrees: True
#> forward speed-up: ...x
#> dx agrees: True
#> dw agrees: True
#> db agrees: True
#> backward speed-up: ...x

# %% Pooling, naive and fast
np.random.seed(231)
x = np.random.randn(100, 3, 32, 32)
upstream = np.random.randn(100, 3, 16, 16)
pool_param = {'pool_height': 2, 'pool_width': 2, 'stride': 2}

(naive, naive_cache), slow_time = seconds(max_pool_forward_naive, x, pool_param)
(fast, fast_cache), fast_time = seconds(max_pool_forward_fast, x, pool_param)
print('forward difference:', rel_error(naive, fast))
print('forward speed-up: %.0fx' % (slow_time / fast_time))

naive_dx, slow_time = seconds(max_pool_backward_naive, upstream, naive_cache)
fast_dx, fast_time = seconds(max_pool_backward_fast, upstream, fast_cache)
print('dx difference:', rel_error(naive_dx, fast_dx))
print('backward speed-up: %.0fx' % (slow_time / fast_time))
#> forward difference: 0.0
#> forward speed-up: ...x
#> dx difference: 0.0
#> backward speed-up: ...x

# %% [markdown]
# ## Cascades
#
# Convolution, ReLU and pooling nearly always come together, so the library offers them as one layer. Its gradient is the
# chain rule's: the upstream gradient goes back through the pooling, then the ReLU, then the convolution.

# %% Convolution and ReLU, with pooling and without
conv_param = {'stride': 1, 'pad': 1}
pool_param = {'pool_height': 2, 'pool_width': 2, 'stride': 2}
for title, size, forward, backward in [
        ('conv - relu - pool', 16, lambda: conv_relu_pool_forward(x, w, b, conv_param, pool_param), conv_relu_pool_backward),
        ('conv - relu', 8, lambda: conv_relu_forward(x, w, b, conv_param), conv_relu_backward)]:
    np.random.seed(231)
    x, w, b = np.random.randn(2, 3, size, size), np.random.randn(3, 3, 3, 3), np.random.randn(3)
    upstream = np.random.randn(2, 3, 8, 8)
    out, cache = forward()
    print(title, x.shape, '->', out.shape)
    for name, gradient, value in zip(('dx', 'dw', 'db'), backward(upstream, cache), (x, w, b)):
        numeric = eval_numerical_gradient_array(lambda _: forward()[0], value, upstream)
        print(f'  {name} error: {rel_error(gradient, numeric):.1e}')
#> conv - relu - pool (2, 3, 16, 16) -> (2, 3, 8, 8)
#>   dx error: 9.6e-09
#>   dw error: 5.8e-09
#>   db error: 3.6e-10
#> conv - relu (2, 3, 8, 8) -> (2, 3, 8, 8)
#>   dx error: 1.5e-09
#>   dw error: 3.4e-10
#>   db error: 4.8e-11

# %% [markdown]
# ## One large matrix product
#
# Every output is a product of a filter with the window under it. Written as columns, the windows make a matrix and the
# filters the rows of another; their product is the whole layer. AlexNet's first layer: 96 filters of 3×11×11, stride 4, on an
# image 227 wide has windows of `3·11·11 = 363` numbers at `((227 − 11) / 4 + 1)² = 55² = 3025` places. The price is memory:
# windows overlap, so most pixels are copied many times.


# %% Windows as columns
def windows(x, size, stride, pad):
    """A view (N, C, H', W', size, size) of all windows of x."""
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    return np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]


np.random.seed(231)
image, filters, bias = np.random.randn(1, 3, 227, 227), np.random.randn(96, 3, 11, 11), np.random.randn(96)
view = windows(image, 11, 4, 0)
columns = view.transpose(1, 4, 5, 0, 2, 3).reshape(3 * 11 * 11, -1)
print('columns', columns.shape, 'filters as rows', filters.reshape(96, -1).shape)
print(f'{columns.size / image.size:.1f} times the numbers of the image')
product = filters.reshape(96, -1) @ columns + bias[:, None]
fast, _ = conv_forward_fast(image, filters, bias, {'stride': 4, 'pad': 0})
print('output', fast.shape, 'agrees:', rel_error(product.reshape(1, 96, 55, 55), fast) < 1e-9)
#> columns (363, 3025) filters as rows (96, 363)
#> 7.1 times the numbers of the image
#> output (1, 96, 55, 55) agrees: True

# %% [markdown]
# ## The same in index notation
#
# With windows `X[n,c,h,w,i,j]`, the layer is `out[n,f,h,w] = Σ X[n,c,h,w,i,j] w[f,c,i,j]`, the sum running over `c, i, j`. The
# gradient of the filters is the same product summed over `n, h, w`. The gradient of the image is a convolution
# again: of the upstream gradient, padded in full, with the filters turned by half a turn.

# %% Forward and backward by einsum
np.random.seed(231)
x, w, upstream = np.random.randn(4, 3, 8, 8), np.random.randn(5, 3, 3, 3), np.random.randn(4, 5, 8, 8)
view = windows(x, 3, 1, 1)
out = np.einsum('nchwij,fcij->nfhw', view, w)
dw = np.einsum('nchwij,nfhw->fcij', view, upstream)
dx = np.einsum('nfhwij,fcij->nchw', windows(upstream, 3, 1, 1), np.rot90(w, 2, axes=(2, 3)))

expected, cache = conv_forward_naive(x, w, np.zeros(5), {'stride': 1, 'pad': 1})
expected_dx, expected_dw, _ = conv_backward_naive(upstream, cache)
for name, one, other in [('out', out, expected), ('dx', dx, expected_dx), ('dw', dw, expected_dw)]:
    print(f'{name:3s} agrees: {rel_error(one, other) < 1e-9}')
#> out agrees: True
#> dx  agrees: True
#> dw  agrees: True

# %% [markdown]
# With a stride, the upstream gradient is first spread out: zeros come between its rows and columns, as if the layer had
# looked at every place and most of them did not count.

# %% Backward with stride 2
np.random.seed(231)
x, w = np.random.randn(4, 3, 7, 7), np.random.randn(5, 3, 3, 3)
expected, cache = conv_forward_naive(x, w, np.zeros(5), {'stride': 2, 'pad': 1})
upstream = np.random.randn(*expected.shape)
spread = upstream
for axis in (2, 3):
    spread = np.insert(spread, range(1, upstream.shape[axis]), 0, axis=axis)
print(upstream.shape, 'spread to', spread.shape)
dw = np.einsum('nchwij,nfhw->fcij', windows(x, 3, 1, 1), spread)
dx = np.einsum('nfhwij,fcij->nchw', windows(spread, 3, 1, 1), np.rot90(w, 2, axes=(2, 3)))
expected_dx, expected_dw, _ = conv_backward_naive(upstream, cache)
print('dx agrees:', rel_error(dx, expected_dx) < 1e-9, ' dw agrees:', rel_error(dw, expected_dw) < 1e-9)
#> (4, 5, 4, 4) spread to (4, 5, 7, 7)
#> dx agrees: True  dw agrees: True

# %% [markdown]
# A window is nothing but a start and strides: one row down is as far as a row of the image is long. So the columns can
# be a view of the padded image that copies nothing until the product needs it.

# %% Windows by strides
N, C, H, W = x.shape
padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
image, channel, row, pixel = padded.strides
view = np.lib.stride_tricks.as_strided(
    padded, shape=(C, 3, 3, N, 4, 4), strides=(channel, row, pixel, image, 2 * row, 2 * pixel))
print('strides', padded.strides, 'view', view.shape, 'of', padded.size, 'numbers')
out = (w.reshape(5, -1) @ np.ascontiguousarray(view).reshape(C * 9, -1)).reshape(5, N, 4, 4)
print('agrees:', rel_error(out.transpose(1, 0, 2, 3), expected) < 1e-9)
#> strides (1944, 648, 72, 8) view (3, 3, 3, 4, 4, 4) of 972 numbers
#> agrees: True

# %% [markdown]
# ## Filters of one pixel
#
# A 1×1 convolution mixes channels and leaves places alone: at every place the same affine layer.

# %% One by one
w, b = np.random.randn(6, 3, 1, 1), np.random.randn(6)
mixed, _ = conv_forward_fast(x, w, b, {'stride': 1, 'pad': 0})
by_place = x.transpose(0, 2, 3, 1) @ w[:, :, 0, 0].T + b
print(mixed.shape, 'agrees:', rel_error(mixed, by_place.transpose(0, 3, 1, 2)) < 1e-12)
#> (4, 6, 7, 7) agrees: True

# %% Pooling by a change of shape
x = np.random.randn(4, 3, 8, 8)
naive, _ = max_pool_forward_naive(x, pool_param)
print('equal:', np.array_equal(x.reshape(4, 3, 4, 2, 4, 2).max(axis=(3, 5)), naive))
#> equal: True

# %% [markdown]
# ## A convolution small enough to follow by hand
#
# One image of three 5×5 channels, two 3×3 filters, stride 2, padding 1: the output has two 3×3 maps. Small whole
# numbers keep every sum exact.

# %% Five by five
np.random.seed(5)
image = np.random.randint(0, 3, size=(1, 3, 5, 5)).astype(float)
filters = np.random.randint(-1, 2, size=(2, 3, 3, 3)).astype(float)
bias = np.array([1.0, 0.0])
out, _ = conv_forward_naive(image, filters, bias, {'stride': 2, 'pad': 1})
print(out.shape)
print(out[0])

corner = np.sum(image[0, :, :2, :2] * filters[0, :, 1:, 1:]) + bias[0]
print('upper left corner by hand:', corner)
#> (1, 2, 3, 3)
#> [[[  3.   1.  -2.]
#>   [ -3.   0.  -1.]
#>   [  4.  -4.  -3.]]
#>
#>  [[ -6.  -2.  -5.]
#>   [ -2. -12.  -7.]
#>   [ -3.  -3.  -4.]]]
#> upper left corner by hand: 3.0

# %% [markdown]
# ## Two dice
#
# The distribution of a sum of independent numbers is the convolution of their distributions. A layer computes a
# correlation, so one of the two dice is turned around first.

# %% The sum of two dice
die = np.ones(6) / 6
row = die.reshape(1, 1, 1, 6)
padded = np.pad(row, ((0, 0), (0, 0), (0, 0), (5, 5)), mode='constant')
sums, _ = conv_forward_naive(padded, row[:, :, :, ::-1], np.zeros(1), {'stride': 1, 'pad': 0})
sums = sums.reshape(-1)
for total in range(2, 13):
    print('%2d  %.4f  %s' % (total, sums[total - 2], '*' * int(round(36 * sums[total - 2]))))
print('P(sum = 4) = %.6f, and 3/36 = %.6f' % (sums[2], 3 / 36))
#>  2  0.0278  *
#>  3  0.0556  **
#>  4  0.0833  ***
#>  5  0.1111  ****
#>  6  0.1389  *****
#>  7  0.1667  ******
#>  8  0.1389  *****
#>  9  0.1111  ****
#> 10  0.0833  ***
#> 11  0.0556  **
#> 12  0.0278  *
#> P(sum = 4) = 0.083333, and 3/36 = 0.083333

# %% [markdown]
# ## Looking at what filters see
#
# Two hand-made filters on a picture: the first adds the colours up to a grey-scale image, the second answers where
# brightness changes from one row to the next, in the blue channel.

# %% Grey and edges
house = imread('../data/house.png')[:, :, :3]
print('picture:', house.shape, house.dtype)

x = house.transpose(2, 0, 1)[None].astype(float)
w = np.zeros((2, 3, 3, 3))
w[0, 0, 1, 1], w[0, 1, 1, 1], w[0, 2, 1, 1] = 0.3, 0.6, 0.1
w[1, 2] = [[1, 2, 1], [0, 0, 0], [-1, -2, -1]]
b = np.array([0, 128])
out, _ = conv_forward_naive(x, w, b, {'stride': 1, 'pad': 1})


def show(picture, title, row, column):
    """Draws one panel; grey values are stretched to the full range."""
    plt.subplot(2, 2, 2 * row + column + 1)
    plt.imshow(picture, cmap='gray')
    plt.title(title)
    plt.axis('off')


show(house, 'picture', 0, 0)
show(out[0, 0], 'grey-scale', 0, 1)
show(np.clip(out[0, 1], 0, 255), 'edges', 1, 0)
show(x[0, 2], 'blue channel', 1, 1)
plt.show()
#> picture: (180, 240, 3) uint8
#> [figure conv_layers/1.png 800x560]
