# ---
# title: Normalisation of images
# ---

# %% [markdown]
# # Normalisation of images
#
# Behind a convolution, every place of a map comes from the same filter. Spatial batch normalisation therefore takes mean and
# variance over images *and* places, one pair a channel. Group normalisation (Wu and He, 2018) takes them over groups of
# channels within one image, so that small batches do it no harm.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.gradient_check import eval_numerical_gradient_array
from cs231n.layers import (
    batchnorm_backward, batchnorm_forward, spatial_batchnorm_backward, spatial_batchnorm_forward, spatial_groupnorm_backward, spatial_groupnorm_forward)


def rel_error(x, y):
    """The largest relative difference between two arrays."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


def print_stats(title, x, axis=(0, 2, 3)):
    print(f'{title}\n  shape: {x.shape}\n  means: {x.mean(axis=axis)}\n  stds:  {x.std(axis=axis)}')


# %% Spatial batch normalisation, training
np.random.seed(231)
N, C, H, W = 2, 3, 4, 5
x = 4 * np.random.randn(N, C, H, W) + 10
print_stats('before spatial batch normalisation:', x)
out, _ = spatial_batchnorm_forward(x, np.ones(C), np.zeros(C), {'mode': 'train'})
print_stats('after:', out)
gamma, beta = np.asarray([3, 4, 5]), np.asarray([6, 7, 8])
out, _ = spatial_batchnorm_forward(x, gamma, beta, {'mode': 'train'})
print_stats(f'after, with gamma = {gamma} and beta = {beta}:', out)
#> before spatial batch normalisation:
#>   shape: (2, 3, 4, 5)
#>   means: [9.33463814 8.90909116 9.11056338]
#>   stds:  [3.61447857 3.19347686 3.5168142 ]
#> after:
#>   shape: (2, 3, 4, 5)
#>   means: [ 6.18949336e-16  5.99520433e-16 -1.22124533e-16]
#>   stds:  [0.99999962 0.99999951 0.9999996 ]
#> after, with gamma = [3 4 5] and beta = [6 7 8]:
#>   shape: (2, 3, 4, 5)
#>   means: [6. 7. 8.]
#>   stds:  [2.99999885 3.99999804 4.99999798]

# %% Spatial batch normalisation, test
np.random.seed(231)
N, C, H, W = 10, 4, 11, 12
bn_param = {'mode': 'train'}
gamma, beta = np.ones(C), np.zeros(C)
for _ in range(50):
    spatial_batchnorm_forward(2.3 * np.random.randn(N, C, H, W) + 13, gamma, beta, bn_param)
bn_param['mode'] = 'test'
out, _ = spatial_batchnorm_forward(2.3 * np.random.randn(N, C, H, W) + 13, gamma, beta, bn_param)
print_stats('at test time:', out)
#> at test time:
#>   shape: (10, 4, 11, 12)
#>   means: [-0.08034406  0.07562881  0.05716371  0.04378383]
#>   stds:  [0.96718744 1.0299714  1.02887624 1.00585577]

# %% Spatial batch normalisation, backward
np.random.seed(231)
N, C, H, W = 2, 3, 4, 5
x, gamma, beta = 5 * np.random.randn(N, C, H, W) + 12, np.random.randn(C), np.random.randn(C)
dout = np.random.randn(N, C, H, W)
train = {'mode': 'train'}
_, cache = spatial_batchnorm_forward(x, gamma, beta, train)
for name, gradient, function, value in zip(
        ['dx', 'dgamma', 'dbeta'], spatial_batchnorm_backward(dout, cache),
        [lambda v: spatial_batchnorm_forward(v, gamma, beta, train)[0],
         lambda v: spatial_batchnorm_forward(x, v, beta, train)[0],
         lambda v: spatial_batchnorm_forward(x, gamma, v, train)[0]], [x, gamma, beta]):
    print(f'{name:6s} error: {rel_error(gradient, eval_numerical_gradient_array(function, value.copy(), dout)):.1e}')
#> dx     error: 2.8e-07
#> dgamma error: 7.1e-12
#> dbeta  error: 3.3e-12

# %% [markdown]
# Spatial batch normalisation is batch normalisation once every place of every image is a row of its own and every channel a
# column; the gradient takes the same way.

# %% As rows of channels
def as_rows(x):
    return x.transpose(0, 2, 3, 1).reshape(-1, x.shape[1])


def as_images(rows, shape):
    N, C, H, W = shape
    return rows.reshape(N, H, W, C).transpose(0, 3, 1, 2)


out, cache = spatial_batchnorm_forward(x, gamma, beta, {'mode': 'train'})
rows, row_cache = batchnorm_forward(as_rows(x), gamma, beta, {'mode': 'train'})
print('rows', rows.shape, 'agree:', rel_error(as_images(rows, x.shape), out) < 1e-10)
dx, dgamma, dbeta = batchnorm_backward(as_rows(dout), row_cache)
known_dx, known_dgamma, known_dbeta = spatial_batchnorm_backward(dout, cache)
print('dx agrees:', rel_error(as_images(dx, x.shape), known_dx) < 1e-7)
print('dgamma agrees:', rel_error(dgamma, known_dgamma) < 1e-9, ' dbeta agrees:', rel_error(dbeta, known_dbeta) < 1e-9)
#> rows (40, 3) agree: True
#> dx agrees: True
#> dgamma agrees: True  dbeta agrees: True

# %% [markdown]
# ## Group normalisation
#
# Six channels in two groups: after it, each group of each image has mean zero and deviation one.

# %% Group normalisation, forward
np.random.seed(231)
N, C, H, W, G = 2, 6, 4, 5, 2
x = 4 * np.random.randn(N, C, H, W) + 10
print_stats('before group normalisation:', x.reshape(N * G, -1), axis=1)
out, _ = spatial_groupnorm_forward(x, np.ones((1, C, 1, 1)), np.zeros((1, C, 1, 1)), G, {'mode': 'train'})
print_stats('after:', out.reshape(N * G, -1), axis=1)
#> before group normalisation:
#>   shape: (4, 60)
#>   means: [9.72505327 8.51114185 8.9147544  9.43448077]
#>   stds:  [3.67070958 3.09892597 4.27043622 3.97521327]
#> after:
#>   shape: (4, 60)
#>   means: [-2.14643118e-16  5.25505565e-16  2.65528340e-16 -3.38618023e-16]
#>   stds:  [0.99999963 0.99999948 0.99999973 0.99999968]

# %% Group normalisation, backward
np.random.seed(231)
x, gamma, beta = 5 * np.random.randn(N, C, H, W) + 12, np.random.randn(1, C, 1, 1), np.random.randn(1, C, 1, 1)
dout = np.random.randn(N, C, H, W)
_, cache = spatial_groupnorm_forward(x, gamma, beta, G, {})
for name, gradient, function, value in zip(
        ['dx', 'dgamma', 'dbeta'], spatial_groupnorm_backward(dout, cache),
        [lambda v: spatial_groupnorm_forward(v, gamma, beta, G, {})[0],
         lambda v: spatial_groupnorm_forward(x, v, beta, G, {})[0],
         lambda v: spatial_groupnorm_forward(x, gamma, v, G, {})[0]], [x, gamma, beta]):
    print(f'{name:6s} error: {rel_error(gradient, eval_numerical_gradient_array(function, value.copy(), dout)):.1e}')
#> dx     error: 7.4e-08
#> dgamma error: 9.5e-12
#> dbeta  error: 3.4e-12

# %% What it does to a histogram
np.random.seed(231)
x = np.random.gamma(2.0, 3.0, size=(8, 4, 16, 16))
x *= np.array([1, 2, 3, 4]).reshape(1, 4, 1, 1)
out, _ = spatial_batchnorm_forward(x, np.ones(4), np.zeros(4), {'mode': 'train'})
figure, axes = plt.subplots(1, 2, figsize=(9, 3.5))
for axis, title, values in [(axes[0], 'Before', x), (axes[1], 'After', out)]:
    for channel in range(4):
        axis.hist(values[:, channel].ravel(), bins=40, alpha=0.5, label=f'channel {channel}')
    axis.set_title(title)
axes[0].legend()
plt.tight_layout()
plt.show()
#> [figure spatial_batchnorm/1.png 900x350]
