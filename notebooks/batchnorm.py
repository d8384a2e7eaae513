# ---
# title: Batch and layer normalisation
# ---

# %% [markdown]
# # Batch and layer normalisation
#
# Batch normalisation (Ioffe and Szegedy, 2015) shifts and scales every feature of a minibatch to mean zero and variance one,
# then lets the network choose a scale `gamma` and a shift `beta`. At test time running averages take the place of the
# minibatch. Layer normalisation (Ba, Kiros and Hinton, 2016) does the same to the features of each image by itself, so it
# does not depend on the batch.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.classifiers.fc_net import FullyConnectedNet
from cs231n.data_utils import get_synthetic_data
from cs231n.gradient_check import eval_numerical_gradient, eval_numerical_gradient_array
from cs231n.layers import (
    batchnorm_backward, batchnorm_backward_alt, batchnorm_forward, layernorm_backward, layernorm_forward)
from cs231n.solver import Solver

plt.rcParams['figure.figsize'] = (8.0, 9.0)


def rel_error(x, y):
    """The largest relative difference between two arrays."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


def print_stats(title, x, axis=0):
    print(f'{title}\n  means: {x.mean(axis=axis)}\n  stds:  {x.std(axis=axis)}\n')


# %% [markdown]
# ## At training time

# %% Before and after
np.random.seed(231)
N, D1, D2, D3 = 200, 50, 60, 3
X, W1, W2 = np.random.randn(N, D1), np.random.randn(D1, D2), np.random.randn(D2, D3)
a = np.maximum(0, X.dot(W1)).dot(W2)
print_stats('before batch normalisation:', a)
gamma, beta = np.ones(D3), np.zeros(D3)
normal, _ = batchnorm_forward(a, gamma, beta, {'mode': 'train'})
print_stats('after (gamma = 1, beta = 0):', normal)
gamma, beta = np.array([1.0, 2.0, 3.0]), np.array([11.0, 12.0, 13.0])
normal, _ = batchnorm_forward(a, gamma, beta, {'mode': 'train'})
print_stats(f'after (gamma = {gamma}, beta = {beta}):', normal)
#> before batch normalisation:
#>   means: [ -2.3814598  -13.18038246   1.91780462]
#>   stds:  [27.18502186 34.21455511 37.68611762]
#>
#> after (gamma = 1, beta = 0):
#>   means: [5.32907052e-17 7.04991621e-17 1.85962357e-17]
#>   stds:  [0.99999999 1.         1.        ]
#>
#> after (gamma = [1. 2. 3.], beta = [11. 12. 13.]):
#>   means: [11. 12. 13.]
#>   stds:  [0.99999999 1.99999999 2.99999999]
#>

# %% [markdown]
# ## At test time
#
# Fifty minibatches teach the running averages; then the statistics are near those wanted, noisier than in training.

# %% Running averages
np.random.seed(231)
W1, W2 = np.random.randn(D1, D2), np.random.randn(D2, D3)
bn_param = {'mode': 'train'}
gamma, beta = np.ones(D3), np.zeros(D3)
for _ in range(50):
    X = np.random.randn(N, D1)
    batchnorm_forward(np.maximum(0, X.dot(W1)).dot(W2), gamma, beta, bn_param)
bn_param['mode'] = 'test'
X = np.random.randn(N, D1)
normal, _ = batchnorm_forward(np.maximum(0, X.dot(W1)).dot(W2), gamma, beta, bn_param)
print_stats('at test time:', normal)
#> at test time:
#>   means: [-0.03927354 -0.04349152 -0.10452688]
#>   stds:  [1.01531428 1.01238373 0.97819988]
#>

# %% [markdown]
# ## Backward, twice
#
# Once step by step through the graph, once by the formula that the steps add up to:
#
# `dx = gamma / (N std) * (N dout - sum(dout) - x_hat * sum(dout * x_hat))`

# %% Against finite differences
np.random.seed(231)
N, D = 4, 5
x, gamma, beta = 5 * np.random.randn(N, D) + 12, np.random.randn(D), np.random.randn(D)
dout = np.random.randn(N, D)
train = {'mode': 'train'}
_, cache = batchnorm_forward(x, gamma, beta, {'mode': 'train'})
for name, gradient, function, value in zip(
        ['dx', 'dgamma', 'dbeta'], batchnorm_backward(dout, cache),
        [lambda v: batchnorm_forward(v, gamma, beta, train)[0], lambda v: batchnorm_forward(x, v, beta, train)[0],
         lambda v: batchnorm_forward(x, gamma, v, train)[0]], [x, gamma, beta]):
    print(f'{name:6s} error: {rel_error(gradient, eval_numerical_gradient_array(function, value.copy(), dout)):.1e}')
#> dx     error: 1.7e-09
#> dgamma error: 7.4e-13
#> dbeta  error: 2.9e-12

# %% One against the other
np.random.seed(231)
N, D = 100, 500
x, dout = 5 * np.random.randn(N, D) + 12, np.random.randn(N, D)
_, cache = batchnorm_forward(x, np.random.randn(D), np.random.randn(D), {'mode': 'train'})
for name, one, other in zip(
        ['dx', 'dgamma', 'dbeta'], batchnorm_backward(dout, cache), batchnorm_backward_alt(dout, cache)):
    print(f'{name:6s} differs by less than 1e-10: {rel_error(one, other) < 1e-10}')
#> dx     differs by less than 1e-10: True
#> dgamma differs by less than 1e-10: True
#> dbeta  differs by less than 1e-10: True

# %% [markdown]
# The same by hand. The mean and the variance take part in every output of a feature, so three ways lead back to `x`: through
# the difference itself, through the mean, and through the variance.


# %% The graph, step by step
def normalise(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(axis=0)
    std = np.sqrt((centred ** 2).mean(axis=0) + eps)
    x_hat = centred / std
    return gamma * x_hat + beta, (centred, std, x_hat, gamma)


def normalise_back(dout, cache):
    centred, std, x_hat, gamma = cache
    dx_hat = dout * gamma
    dstd = -(dx_hat * centred).sum(axis=0) / std ** 2
    dcentred = dx_hat / std + dstd / std * centred / len(dout)
    dx = dcentred - dcentred.mean(axis=0)
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


gamma, beta = np.random.randn(D), np.random.randn(D)
out, own_cache = normalise(x, gamma, beta)
known, cache = batchnorm_forward(x, gamma, beta, {'mode': 'train'})
print('out    agrees:', rel_error(out, known) < 1e-10)
for name, own, known in zip(
        ['dx', 'dgamma', 'dbeta'], normalise_back(dout, own_cache), batchnorm_backward(dout, cache)):
    print(f'{name:6s} agrees: {np.abs(own - known).max() < 1e-10}')
#> out    agrees: True
#> dx     agrees: True
#> dgamma agrees: True
#> dbeta  agrees: True

# %% [markdown]
# ## In a network
#
# A bias before a normalisation has no effect: its gradients are rounding errors around zero, and the errors of `b1` and `b2`
# say nothing. With two images in a batch, differences of `W1` are not small enough to be exact either.

# %% Gradients of a network with batch normalisation
np.random.seed(231)
N, D, H1, H2, C = 2, 15, 20, 30, 10
X, y = np.random.randn(N, D), np.random.randint(C, size=(N,))
for reg in [0, 3.14]:
    model = FullyConnectedNet(
        [H1, H2], input_dim=D, num_classes=C, reg=reg, weight_scale=5e-2, dtype=np.float64, normalization='batchnorm')
    loss, grads = model.loss(X, y)
    print('reg =', reg, 'initial loss:', loss)
    for name in sorted(grads):
        numeric = eval_numerical_gradient(lambda _: model.loss(X, y)[0], model.params[name], verbose=False, h=1e-5)
        print(f'  {name}: {rel_error(numeric, grads[name]):.2e}')
#> reg = 0 initial loss: 2.2611955101340957
#>   W1: 1.10e-04
#>   W2: 2.85e-06
#>   W3: 4.05e-10
#>   b1: 1.39e-09
#>   b2: 2.22e-08
#>   b3: 1.01e-10
#>   beta1: 7.33e-09
#>   beta2: 1.89e-09
#>   gamma1: 6.96e-09
#>   gamma2: 1.96e-09
#> reg = 3.14 initial loss: 6.996533220108303
#>   W1: 1.98e-06
#>   W2: 2.29e-06
#>   W3: 2.79e-08
#>   b1: 5.55e-09
#>   b2: 2.22e-08
#>   b3: 2.10e-10
#>   beta1: 6.65e-09
#>   beta2: 4.23e-09
#>   gamma1: 6.27e-09
#>   gamma2: 5.28e-09

# %% [markdown]
# ## Deep networks
#
# Six layers, with and without. Normalised signals neither fade nor explode on their way, so training starts faster.

# %% Training with and without
np.random.seed(231)
data = get_synthetic_data(1000, 200, 0)
pair = {}
for name, normalization in [('batchnorm', 'batchnorm'), ('baseline', None)]:
    np.random.seed(231)
    model = FullyConnectedNet([100] * 5, weight_scale=2e-2, normalization=normalization)
    pair[name] = Solver(
        model, data, num_epochs=10, batch_size=50, update_rule='adam', optim_config={'learning_rate': 1e-3},
        verbose=(name == 'batchnorm'), print_every=50)
    pair[name].train()
#> (Iteration 1 / 200) loss: 2.330836
#> (Epoch 0 / 10) train acc: 0.108000; val_acc: 0.090000
#> (Epoch 1 / 10) train acc: 0.171000; val_acc: 0.080000
#> (Epoch 2 / 10) train acc: 0.280000; val_acc: 0.090000
#> (Iteration 51 / 200) loss: 2.059559
#> (Epoch 3 / 10) train acc: 0.289000; val_acc: 0.115000
#> (Epoch 4 / 10) train acc: 0.409000; val_acc: 0.150000
#> (Epoch 5 / 10) train acc: 0.491000; val_acc: 0.175000
#> (Iteration 101 / 200) loss: 1.540484
#> (Epoch 6 / 10) train acc: 0.553000; val_acc: 0.215000
#> (Epoch 7 / 10) train acc: 0.589000; val_acc: 0.160000
#> (Iteration 151 / 200) loss: 1.123590
#> (Epoch 8 / 10) train acc: 0.702000; val_acc: 0.165000
#> (Epoch 9 / 10) train acc: 0.728000; val_acc: 0.200000
#> (Epoch 10 / 10) train acc: 0.787000; val_acc: 0.185000


# %% Histories side by side
def plot_histories(solvers):
    for place, (title, attribute) in enumerate([
            ('Training loss', 'loss_history'), ('Training accuracy', 'train_acc_history'),
            ('Validation accuracy', 'val_acc_history')], start=1):
        plt.subplot(3, 1, place)
        plt.title(title)
        for name, solver in solvers.items():
            plt.plot(getattr(solver, attribute), '.' if place == 1 else '-o', markersize=4, label=name)
        plt.legend(loc='upper left' if place > 1 else 'upper right', ncol=4)
    plt.xlabel('Epoch')
    plt.tight_layout()
    plt.show()


plot_histories(pair)
#> [figure batchnorm/1.png 800x900]

# %% [markdown]
# ## The scale of the first weights
#
# Without normalisation only a narrow range of scales trains; with it nearly any does.

# %% Eight scales
small = {name: data[name][:500] for name in ['X_train', 'y_train']}
small.update(X_val=data['X_val'], y_val=data['y_val'])
scales = np.logspace(-4, 0, num=8)
best = {'batchnorm': [], 'baseline': []}
final = {'batchnorm': [], 'baseline': []}
for scale in scales:
    for name, normalization in [('batchnorm', 'batchnorm'), ('baseline', None)]:
        np.random.seed(231)
        model = FullyConnectedNet([50] * 5, weight_scale=scale, normalization=normalization)
        solver = Solver(
            model, small, num_epochs=5, batch_size=50, update_rule='adam', optim_config={'learning_rate': 1e-3},
            verbose=False)
        solver.train()
        best[name].append(max(solver.train_acc_history))
        final[name].append(np.mean(solver.loss_history[-10:]))
    print(f'{scale:.1e}: batchnorm {best["batchnorm"][-1]:.3f}, baseline {best["baseline"][-1]:.3f}')
#> 1.0e-04: batchnorm 0.178, baseline 0.126
#> 3.7e-04: batchnorm 0.144, baseline 0.126
#> 1.4e-03: batchnorm 0.184, baseline 0.126
#> 5.2e-03: batchnorm 0.256, baseline 0.128
#> 1.9e-02: batchnorm 0.370, baseline 0.220
#> 7.2e-02: batchnorm 0.448, baseline 0.570
#> 2.7e-01: batchnorm 0.394, baseline 0.360
#> 1.0e+00: batchnorm 0.198, baseline 0.202

# %% Accuracy and loss by scale
plt.figure(figsize=(8, 7))
plt.subplot(2, 1, 1)
for name in best:
    plt.semilogx(scales, best[name], '-o', label=name)
plt.title('Best training accuracy by weight scale')
plt.legend()
plt.subplot(2, 1, 2)
for name in final:
    plt.semilogx(scales, final[name], '-o', label=name)
plt.title('Final training loss by weight scale')
plt.xlabel('Weight scale')
plt.ylim(0, 4)
plt.legend()
plt.tight_layout()
plt.show()
#> [figure batchnorm/2.png 800x700]

# %% [markdown]
# ## The size of the batch
#
# The statistics of five images are noise; those of fifty are good.

# %% Batch sizes
sizes = {}
for label, batch, normalization in [
        ('baseline, 50', 50, None), ('batch 5', 5, 'batchnorm'), ('batch 10', 10, 'batchnorm'), ('batch 50', 50, 'batchnorm')]:
    np.random.seed(231)
    model = FullyConnectedNet([50] * 3, weight_scale=2e-2, normalization=normalization)
    sizes[label] = Solver(
        model, small, num_epochs=10, batch_size=batch, update_rule='adam',
        optim_config={'learning_rate': 10 ** -3.5}, verbose=False)
    sizes[label].train()
    print(f'{label:12s} training accuracy {sizes[label].train_acc_history[-1]:.3f}')
#> baseline, 50 training accuracy 0.592
#> batch 5      training accuracy 0.272
#> batch 10     training accuracy 0.526
#> batch 50     training accuracy 0.656

# %% Accuracy by batch size
plt.figure(figsize=(8, 4.5))
for label, solver in sizes.items():
    plt.plot(solver.train_acc_history, '-o', markersize=4, label=label)
plt.title('Training accuracy by batch size')
plt.xlabel('Epoch')
plt.legend()
plt.grid()
plt.show()
#> [figure batchnorm/3.png 800x450]

# %% [markdown]
# ## Layer normalisation

# %% Every image by itself
np.random.seed(231)
N, D1, D2, D3 = 4, 50, 60, 3
X, W1, W2 = np.random.randn(N, D1), np.random.randn(D1, D2), np.random.randn(D2, D3)
a = np.maximum(0, X.dot(W1)).dot(W2)
print_stats('before layer normalisation:', a, axis=1)
print_stats('after (gamma = 1, beta = 0):', layernorm_forward(a, np.ones(D3), np.zeros(D3), {})[0], axis=1)
print_stats('after (gamma = 3, beta = 5):', layernorm_forward(a, 3 * np.ones(D3), 5 * np.ones(D3), {})[0], axis=1)
#> before layer normalisation:
#>   means: [-59.06673243 -47.60782686 -43.31137368 -26.40991744]
#>   stds:  [10.07429373 28.39478981 35.28360729  4.01831507]
#>
#> after (gamma = 1, beta = 0):
#>   means: [ 4.81096644e-16 -7.40148683e-17  2.22044605e-16 -5.92118946e-16]
#>   stds:  [0.99999995 0.99999999 1.         0.99999969]
#>
#> after (gamma = 3, beta = 5):
#>   means: [5. 5. 5. 5.]
#>   stds:  [2.99999985 2.99999998 2.99999999 2.99999907]
#>

# %% [markdown]
# Turned on its side, an image is a feature: layer normalisation is the batch normalisation of the transposed array.

# %% By transposition
gamma, beta = np.random.randn(D3), np.random.randn(D3)
on_its_side, side_cache = normalise(a.T, gamma[:, None], beta[:, None])
known, cache = layernorm_forward(a, gamma, beta, {})
print('out agrees:', rel_error(on_its_side.T, known) < 1e-10)
dout = np.random.randn(*a.shape)
dx = normalise_back(dout.T, side_cache)[0].T
print('dx  agrees:', rel_error(dx, layernorm_backward(dout, cache)[0]) < 1e-8)
#> out agrees: True
#> dx  agrees: True

# %% Layer normalisation, backward
np.random.seed(231)
N, D = 4, 5
x, gamma, beta = 5 * np.random.randn(N, D) + 12, np.random.randn(D), np.random.randn(D)
dout = np.random.randn(N, D)
_, cache = layernorm_forward(x, gamma, beta, {})
for name, gradient, function, value in zip(
        ['dx', 'dgamma', 'dbeta'], layernorm_backward(dout, cache),
        [lambda v: layernorm_forward(v, gamma, beta, {})[0], lambda v: layernorm_forward(x, v, beta, {})[0],
         lambda v: layernorm_forward(x, gamma, v, {})[0]], [x, gamma, beta]):
    print(f'{name:6s} error: {rel_error(gradient, eval_numerical_gradient_array(function, value.copy(), dout)):.1e}')
#> dx     error: 1.4e-09
#> dgamma error: 4.5e-12
#> dbeta  error: 2.3e-12
