# ---
# title: Dropout
# ---

# %% [markdown]
# # Dropout
#
# In training, dropout silences each value with some probability and enlarges the others, so that the expected sum stays
# ("inverted dropout"); at test time it does nothing. Two conventions are in use: in CS231n since 2018 `p` is the
# probability of *keeping* a value, in UCLA's course (`nndl`) and in CS231n of 2017 that of *dropping* it. The package that
# is imported says which one holds.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n import layers as keeping
from cs231n.classifiers.fc_net import FullyConnectedNet
from cs231n.data_utils import get_synthetic_data
from cs231n.gradient_check import eval_numerical_gradient, eval_numerical_gradient_array
from cs231n.solver import Solver
from nndl import layers as dropping


def rel_error(x, y):
    """The largest relative difference between two arrays."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


# %% [markdown]
# ## Statistics
#
# The mean survives whatever `p` is; the fraction of zeros tells the two conventions apart.

# %% Forward
np.random.seed(231)
x = np.random.randn(500, 500) + 10
for name, package in [('p keeps', keeping), ('p drops', dropping)]:
    for p in [0.25, 0.4, 0.7]:
        train, _ = package.dropout_forward(x, {'mode': 'train', 'p': p})
        test, _ = package.dropout_forward(x, {'mode': 'test', 'p': p})
        print(f'{name}, p = {p}: means {x.mean():.4f} {train.mean():.4f} {test.mean():.4f}, '
              f'zeros {(train == 0).mean():.4f} {(test == 0).mean():.4f}')
#> p keeps, p = 0.25: means 10.0002 10.0141 10.0002, zeros 0.7498 0.0000
#> p keeps, p = 0.4: means 10.0002 9.9779 10.0002, zeros 0.6008 0.0000
#> p keeps, p = 0.7: means 10.0002 9.9878 10.0002, zeros 0.3007 0.0000
#> p drops, p = 0.25: means 10.0002 9.9889 10.0002, zeros 0.2508 0.0000
#> p drops, p = 0.4: means 10.0002 10.0171 10.0002, zeros 0.3990 0.0000
#> p drops, p = 0.7: means 10.0002 10.0097 10.0002, zeros 0.6999 0.0000

# %% Backward
np.random.seed(231)
x, dout = np.random.randn(10, 10) + 10, np.random.randn(10, 10)
for name, package in [('p keeps', keeping), ('p drops', dropping)]:
    param = {'mode': 'train', 'p': 0.2, 'seed': 123}
    out, cache = package.dropout_forward(x, param)
    dx = package.dropout_backward(dout, cache)
    numeric = eval_numerical_gradient_array(lambda v: package.dropout_forward(v, param)[0], x, dout)
    print(name, 'gradient correct:', rel_error(dx, numeric) < 1e-8)
#> p keeps gradient correct: True
#> p drops gradient correct: True

# %% [markdown]
# Written out, it is one line each way: a random mask, enlarged by what it lets through. The same seed gives the layer's numbers.

# %% A mask by hand
np.random.seed(7)
mask = (np.random.rand(*x.shape) < 0.6) / 0.6
for name, package, p in [('p keeps', keeping, 0.6), ('p drops', dropping, 0.4)]:
    out, cache = package.dropout_forward(x, {'mode': 'train', 'p': p, 'seed': 7})
    print(name, 'values:', sorted(set(np.round((out / x).ravel(), 4).tolist())), end=' ')
    print('dx follows the same mask:', np.array_equal(package.dropout_backward(dout, cache) != 0, out != 0))
out, _ = keeping.dropout_forward(x, {'mode': 'train', 'p': 0.6, 'seed': 7})
print('by hand:', np.array_equal(out, x * mask))
#> p keeps values: [0.0, 1.6667] dx follows the same mask: True
#> p drops values: [0.0, 1.6667] dx follows the same mask: True
#> by hand: True

# %% [markdown]
# ## In a network
#
# A seed makes dropout repeatable, which finite differences need: the same values must be silent in both evaluations.

# %% Gradients of a network with dropout
np.random.seed(231)
X, y = np.random.randn(2, 15), np.random.randint(10, size=2)
for keep in [1, 0.75, 0.5]:
    model = FullyConnectedNet(
        [20, 30], input_dim=15, num_classes=10, dropout_keep_ratio=keep, weight_scale=5e-2, dtype=np.float64, seed=123)
    loss, grads = model.loss(X, y)
    print(f'keep {keep}: initial loss {loss}')
    for name in sorted(grads):
        numeric = eval_numerical_gradient(lambda _: model.loss(X, y)[0], model.params[name], verbose=False, h=1e-5)
        print(f'  {name}: {rel_error(numeric, grads[name]):.2e}')
#> keep 1: initial loss 2.3004790897684924
#>   W1: 1.48e-07
#>   W2: 2.21e-05
#>   W3: 3.53e-07
#>   b1: 5.38e-09
#>   b2: 2.09e-09
#>   b3: 5.80e-11
#> keep 0.75: initial loss 2.302371489704412
#>   W1: 1.90e-07
#>   W2: 4.76e-06
#>   W3: 2.60e-08
#>   b1: 4.73e-09
#>   b2: 1.82e-09
#>   b3: 1.70e-10
#> keep 0.5: initial loss 2.3042759220785896
#>   W1: 3.11e-07
#>   W2: 1.84e-08
#>   W3: 5.35e-08
#>   b1: 5.37e-09
#>   b2: 2.99e-09
#>   b3: 1.13e-10

# %% [markdown]
# ## Against learning by heart
#
# Two networks learn 500 images; one of them with a quarter of its hidden values at a time. It learns its images less
# perfectly, which is the point.

# %% Training
data = get_synthetic_data(500, 500, 0)
solvers = {}
for keep in [1, 0.25]:
    np.random.seed(231)
    model = FullyConnectedNet([200], dropout_keep_ratio=keep)
    solvers[keep] = Solver(
        model, data, num_epochs=20, batch_size=100, update_rule='adam', optim_config={'learning_rate': 5e-4}, verbose=False)
    solvers[keep].train()
    print(f'keep {keep:<4}: training {solvers[keep].train_acc_history[-1]:.3f}, validation {solvers[keep].val_acc_history[-1]:.3f}')
#> keep 1   : training 1.000, validation 0.178
#> keep 0.25: training 0.878, validation 0.212

# %% Histories
figure, axes = plt.subplots(1, 2, sharey=True, figsize=(10, 4))
for axis, title, attribute in zip(axes, ['Training', 'Validation'], ['train_acc_history', 'val_acc_history']):
    for keep, solver in solvers.items():
        axis.plot(getattr(solver, attribute), '-o', markersize=3, label=f'keep {keep}')
    axis.set_title(title)
    axis.set_xlabel('Epoch')
    axis.grid(True)
axes[0].set_ylabel('Accuracy')
axes[0].legend(loc='lower right')
plt.show()
#> [figure dropout/1.png 1000x400]
