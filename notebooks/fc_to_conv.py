# ---
# title: Fully connected layers as convolutions
# ---

# %% [markdown]
# # Fully connected layers as convolutions
#
# An affine layer and a convolution both take sums of products. A filter as large as its input makes one number an image, as a
# column of an affine layer's weights does; so the one can be written as the other. What this buys: a network converted to
# convolutions slides over a larger image and gives a map of scores in one pass, where the original would have to see every
# crop by itself.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.fast_layers import conv_forward_fast, max_pool_forward_fast
from cs231n.layers import affine_forward, relu_forward

np.random.seed(231)

# %% [markdown]
# ## The same numbers
#
# Weights `(C·H·W, F)` of the affine layer become filters `(F, C, H, W)`.

# %% An affine layer as a convolution
N, C, H, W, F = 4, 3, 7, 7, 10
x, weights, bias = np.random.randn(N, C, H, W), np.random.randn(C * H * W, F), np.random.randn(F)
dense, _ = affine_forward(x, weights, bias)
filters = np.ascontiguousarray(weights.T.reshape(F, C, H, W))
sliding, _ = conv_forward_fast(x, filters, bias, {'stride': 1, 'pad': 0})
print(dense.shape, sliding.shape)
print('largest difference below 1e-12:', np.abs(dense - sliding[:, :, 0, 0]).max() < 1e-12)
#> (4, 10) (4, 10, 1, 1)
#> largest difference below 1e-12: True

# %% [markdown]
# ## Sizes
#
# An output is `(W − F + 2P) / S + 1` wide. The first layer of AlexNet: 227 wide, filters of 11, stride 4, no padding.

# %% The formula
def output_size(width, filter, stride, pad=0):
    return (width - filter + 2 * pad) // stride + 1


print('AlexNet:', output_size(227, 11, 4), 'and', 11 * 11 * 3, 'numbers under each filter')
for width, filter, stride, pad in [(5, 3, 1, 1), (5, 3, 2, 1), (7, 3, 2, 0), (224, 3, 1, 1)]:
    print(f'{width} wide, filters of {filter}, stride {stride}, padding {pad}: {output_size(width, filter, stride, pad)}')
#> AlexNet: 55 and 363 numbers under each filter
#> 5 wide, filters of 3, stride 1, padding 1: 5
#> 5 wide, filters of 3, stride 2, padding 1: 3
#> 7 wide, filters of 3, stride 2, padding 0: 3
#> 224 wide, filters of 3, stride 1, padding 1: 224

# %% [markdown]
# ## A larger image
#
# Five poolings shrink a 224 wide image to 7, where an affine layer reads the 7×7 map. Converted to a convolution, the same
# layer takes an image of 384, whose map is 12 wide, at `12 − 7 + 1 = 6` places each way: 36 crops of 224, 32 pixels
# apart, in one pass. (Five stages of 1×1 convolutions with few channels stand for the network, so that no crop sees padding
# that the large image does not have.)

# %% One pass against 36 crops
channels = [3, 4, 4, 4, 4, 4]
stages = [(0.5 * np.random.randn(b, a, 1, 1), 0.1 * np.random.randn(b)) for a, b in zip(channels, channels[1:])]
head, head_bias = 0.2 * np.random.randn(10, 4, 7, 7), np.random.randn(10)


def features(image):
    for w, b in stages:
        image, _ = conv_forward_fast(image, w, b, {'stride': 1, 'pad': 0})
        image, _ = relu_forward(image)
        image, _ = max_pool_forward_fast(image, {'pool_height': 2, 'pool_width': 2, 'stride': 2})
    return image


image = np.random.rand(1, 3, 384, 384)
scores, _ = conv_forward_fast(features(image), head, head_bias, {'stride': 1, 'pad': 0})
print('map of scores:', scores.shape)

by_crop = np.zeros((6, 6, 10))
for i in range(6):
    for j in range(6):
        crop = image[:, :, 32 * i:32 * i + 224, 32 * j:32 * j + 224]
        by_crop[i, j] = affine_forward(features(crop), head.reshape(10, -1).T, head_bias)[0]
print('largest difference below 1e-12:', np.abs(scores[0].transpose(1, 2, 0) - by_crop).max() < 1e-12)
#> map of scores: (1, 10, 6, 6)
#> largest difference below 1e-12: True

# %% Scores over the image
plt.imshow(scores[0, 0], cmap='viridis')
plt.colorbar()
plt.title('Scores of one class at 36 places')
plt.show()
#> [figure fc_to_conv/1.png 640x480]
