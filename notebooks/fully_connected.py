# ---
# title: Fully connected networks
# ---

# %% [markdown]
# # Fully connected networks
#
# A network of affine layers with ReLU between them, of any depth. Before it is trained it is checked: the layers
# against finite differences, the initial loss against what a guess must cost, the gradients of the whole network,
# and at last that it can learn fifty images by heart.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.classifiers.fc_net import FullyConnectedNet, TwoLayerNet
from cs231n.data_utils import get_synthetic_data
from cs231n.gradient_check import eval_numerical_gradient, eval_numerical_gradient_array
from cs231n.layer_utils import affine_relu_backward, affine_relu_forward
from cs231n.layers import (
    affine_backward, affine_forward, batchnorm_backward, batchnorm_forward, dropout_backward, dropout_forward,
    relu_backward, relu_forward, softmax_loss, svm_loss)
from cs231n.solver import Solver

plt.rcParams['figure.figsize'] = (8.0, 5.0)


def rel_error(x, y):
    """The largest relative difference between two arrays."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


# %% [markdown]
# ## Layers
#
# An affine layer computes `x @ w + b` for every image, flattened to a row. Its gradients are products again:
# `dx = dout @ w.T`, `dw = x.T @ dout`, and `db` is the sum of the rows of `dout`.

# %% Affine layer, forward
x = np.linspace(-0.1, 0.5, num=2 * 4 * 5 * 6).reshape(2, 4, 5, 6)
w = np.linspace(-0.2, 0.3, num=120 * 3).reshape(120, 3)
b = np.linspace(-0.3, 0.1, num=3)
out, _ = affine_forward(x, w, b)
print(out)
print('by hand:', rel_error(out, x.reshape(2, -1) @ w + b))
#> [[1.49834967 1.70660132 1.91485297]
#>  [3.25553199 3.5141327  3.77273342]]
#> by hand: 0.0

# %% Affine layer, backward
np.random.seed(231)
x, w, b = np.random.randn(10, 2, 3), np.random.randn(6, 5), np.random.randn(5)
dout = np.random.randn(10, 5)
_, cache = affine_forward(x, w, b)
dx, dw, db = affine_backward(dout, cache)
for name, gradient, function, value in [
        ('dx', dx, lambda v: affine_forward(v, w, b)[0], x), ('dw', dw, lambda v: affine_forward(x, v, b)[0], w),
        ('db', db, lambda v: affine_forward(x, w, v)[0], b)]:
    error = rel_error(gradient, eval_numerical_gradient_array(function, value, dout))
    print(f'{name} agrees with finite differences: {error < 1e-9}')
#> dx agrees with finite differences: True
#> dw agrees with finite differences: True
#> db agrees with finite differences: True

# %% ReLU, and the two together
x = np.linspace(-0.5, 0.5, num=12).reshape(3, 4)
print(relu_forward(x)[0])
dout = np.ones_like(x)
print(relu_backward(dout, x))

x, w, b, dout = np.random.randn(2, 3, 4), np.random.randn(12, 10), np.random.randn(10), np.random.randn(2, 10)
_, cache = affine_relu_forward(x, w, b)
dx, dw, db = affine_relu_backward(dout, cache)
print('affine and ReLU:', rel_error(dx, eval_numerical_gradient_array(lambda v: affine_relu_forward(v, w, b)[0], x, dout)) < 1e-7)
#> [[0.         0.         0.         0.        ]
#>  [0.         0.         0.04545455 0.13636364]
#>  [0.22727273 0.31818182 0.40909091 0.5       ]]
#> [[0. 0. 0. 0.]
#>  [0. 0. 1. 1.]
#>  [1. 1. 1. 1.]]
#> affine and ReLU: True

# %% [markdown]
# ## Losses
#
# With scores near zero, softmax gives each of ten classes a tenth: a loss of `log 10 ≈ 2.3026`. The SVM loss counts nine
# violated margins of one: 9.

# %% Losses of small scores
classes, images = 10, 50
scores, y = 0.001 * np.random.randn(images, classes), np.random.randint(classes, size=images)
for name, function, expected in [('svm', svm_loss, 9.0), ('softmax', softmax_loss, np.log(10))]:
    loss, gradient = function(scores, y)
    error = rel_error(gradient, eval_numerical_gradient(lambda s: function(s, y)[0], scores, verbose=False))
    print(f'{name:8s} loss {loss:.3f}, expected {expected:.3f}; gradient correct: {error < 1e-6}')
#> svm      loss 9.001, expected 9.000; gradient correct: True
#> softmax  loss 2.303, expected 2.303; gradient correct: True

# %% Softmax by hand
odds = np.exp(scores - scores.max(axis=1, keepdims=True))
odds /= odds.sum(axis=1, keepdims=True)
print('loss', abs(-np.log(odds[range(images), y]).mean() - loss) < 1e-12)
odds[range(images), y] -= 1
print('gradient', rel_error(odds / images, gradient) < 1e-10)
#> loss True
#> gradient True

# %% [markdown]
# ## The whole network
#
# Without regularisation the initial loss is that of a guess; with `reg` it grows by half the sum of squared weights. Errors
# of about 1e-7 mean correct gradients; a larger one, as for W2 below, comes from a ReLU whose kink lies between the two
# points of a difference.

# %% Initial loss and gradients
np.random.seed(231)
N, D, H1, H2, C = 2, 15, 20, 30, 10
X, y = np.random.randn(N, D), np.random.randint(C, size=(N,))
for reg in [0, 3.14]:
    model = FullyConnectedNet([H1, H2], input_dim=D, num_classes=C, reg=reg, weight_scale=5e-2, dtype=np.float64)
    loss, grads = model.loss(X, y)
    print(f'reg = {reg}: initial loss {loss}')
    for name in sorted(grads):
        numeric = eval_numerical_gradient(lambda _: model.loss(X, y)[0], model.params[name], verbose=False, h=1e-5)
        print(f'  {name}: {rel_error(numeric, grads[name]):.2e}')
#> reg = 0: initial loss 2.3004790897684924
#>   W1: 1.48e-07
#>   W2: 2.21e-05
#>   W3: 3.53e-07
#>   b1: 5.38e-09
#>   b2: 2.09e-09
#>   b3: 5.80e-11
#> reg = 3.14: initial loss 7.052114776533016
#>   W1: 6.86e-09
#>   W2: 3.52e-08
#>   W3: 1.32e-08
#>   b1: 1.48e-08
#>   b2: 1.72e-09
#>   b3: 1.80e-10

# %% Two layers
model = TwoLayerNet(input_dim=4, hidden_dim=6, num_classes=3, weight_scale=1e-2)
print({name: value.shape for name, value in model.params.items()})
print('all biases zero:', all(not model.params[b].any() for b in ['b1', 'b2']))
#> {'W1': (4, 6), 'b1': (6,), 'W2': (6, 3), 'b2': (3,)}
#> all biases zero: True

# %% [markdown]
# ## A network of any depth, written out
#
# A list of layers, each remembering what its way back needs. With batch normalisation between the affine layer and the
# ReLU and dropout behind it, one hidden layer is four calls; the last layer gives the scores.


# %% Layers in a list
class DeepNet:
    def __init__(self, params, reg=0.0, keep=None, seed=None):
        self.params, self.reg, self.keep, self.seed = params, reg, keep, seed
        self.depth = sum(name.startswith('W') for name in params)
        self.normal = 'gamma1' in params
        self.bn_params = [{'mode': 'train'} for _ in range(self.depth - 1)]

    def hidden(self, a, i):
        a, affine = affine_forward(a, self.params[f'W{i}'], self.params[f'b{i}'])
        norm = drop = None
        if self.normal:
            a, norm = batchnorm_forward(a, self.params[f'gamma{i}'], self.params[f'beta{i}'], self.bn_params[i - 1])
        a, relu = relu_forward(a)
        if self.keep:
            a, drop = dropout_forward(a, {'mode': 'train', 'p': self.keep, 'seed': self.seed})
        return a, (affine, norm, relu, drop)

    def hidden_back(self, d, i, cache, grads):
        affine, norm, relu, drop = cache
        if drop is not None:
            d = dropout_backward(d, drop)
        d = relu_backward(d, relu)
        if norm is not None:
            d, grads[f'gamma{i}'], grads[f'beta{i}'] = batchnorm_backward(d, norm)
        d, grads[f'W{i}'], grads[f'b{i}'] = affine_backward(d, affine)
        return d

    def loss(self, X, y):
        a, caches, grads, last = X, {}, {}, self.depth
        for i in range(1, last):
            a, caches[i] = self.hidden(a, i)
        scores, cache = affine_forward(a, self.params[f'W{last}'], self.params[f'b{last}'])
        loss, d = softmax_loss(scores, y)
        d, grads[f'W{last}'], grads[f'b{last}'] = affine_backward(d, cache)
        for i in reversed(range(1, last)):
            d = self.hidden_back(d, i, caches[i], grads)
        for i in range(1, last + 1):
            w = self.params[f'W{i}']
            loss += 0.5 * self.reg * np.sum(w * w)
            grads[f'W{i}'] += self.reg * w
        return loss, grads


np.random.seed(231)
for options in [{}, {'normalization': 'batchnorm'}, {'dropout_keep_ratio': 0.7, 'seed': 3}]:
    model = FullyConnectedNet(
        [H1, H2], input_dim=D, num_classes=C, reg=0.1, weight_scale=5e-2, dtype=np.float64, **options)
    own = DeepNet(model.params, 0.1, options.get('dropout_keep_ratio'), options.get('seed'))
    (loss, grads), (own_loss, own_grads) = model.loss(X, y), own.loss(X, y)
    worst = max(np.abs(grads[name] - own_grads[name]).max() for name in grads)
    print(options or 'plain', f'loss {loss:.6f} agrees:', abs(loss - own_loss) < 1e-10, ' gradients agree:', worst < 1e-9)
#> plain loss 2.454046 agrees: True  gradients agree: True
#> {'normalization': 'batchnorm'} loss 2.300709 agrees: True  gradients agree: True
#> {'dropout_keep_ratio': 0.7, 'seed': 3} loss 2.452194 agrees: True  gradients agree: True

# %% [markdown]
# ## Fifty images by heart
#
# A network that cannot learn fifty images has a bug. Three layers do it within a few epochs; five layers are as able, but
# choosier about the scale of their first weights: too small and the signal fades on its way.

# %% Overfitting
data = get_synthetic_data(500, 200, 0)
small = {
    'X_train': data['X_train'][:50], 'y_train': data['y_train'][:50], 'X_val': data['X_val'], 'y_val': data['y_val']}
runs = {
    'three layers': dict(hidden=[100, 100], weight_scale=1e-2, learning_rate=1e-2),
    'five layers': dict(hidden=[100] * 4, weight_scale=5e-2, learning_rate=2e-3),
    'five layers, small weights': dict(hidden=[100] * 4, weight_scale=1e-3, learning_rate=2e-3)}
solvers = {}
for name, run in runs.items():
    np.random.seed(0)
    model = FullyConnectedNet(run['hidden'], weight_scale=run['weight_scale'], dtype=np.float64)
    solvers[name] = Solver(
        model, small, num_epochs=20, batch_size=25, update_rule='sgd', verbose=False,
        optim_config={'learning_rate': run['learning_rate']})
    solvers[name].train()
    history = solvers[name].train_acc_history
    print(f'{name}: training accuracy {history[0]:.2f} at first, {history[-1]:.2f} at last')
#> three layers: training accuracy 0.28 at first, 1.00 at last
#> five layers: training accuracy 0.10 at first, 1.00 at last
#> five layers, small weights: training accuracy 0.24 at first, 0.24 at last

# %% Losses of the three runs
for name, solver in solvers.items():
    plt.plot(solver.loss_history, '-o', markersize=3, label=name)
plt.title('Fifty images by heart')
plt.xlabel('Iteration')
plt.ylabel('Training loss')
plt.legend()
plt.grid()
plt.show()
#> [figure fully_connected/1.png 800x500]
