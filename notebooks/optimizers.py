# ---
# title: Update rules
# ---

# %% [markdown]
# # Update rules
#
# Gradient descent goes downhill; how far and with how much memory of earlier steps is the update rule's business.
#
# - `sgd`: `w -= lr * dw`
# - `sgd_momentum`: a velocity `v = mu * v - lr * dw` moves the weights
# - `rmsprop` divides by a running root mean square of each gradient
# - `adam` does so with momentum, and corrects both averages for their start at zero

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.classifiers.fc_net import FullyConnectedNet
from cs231n.data_utils import get_synthetic_data
from cs231n.optim import adam, rmsprop, sgd, sgd_momentum
from cs231n.solver import Solver
from nndl.optim import sgd_nesterov_momentum

plt.rcParams['figure.figsize'] = (8.0, 9.0)


def ramps(*bounds):
    """Arrays of 4 by 5 evenly spaced numbers between each pair of bounds."""
    return [np.linspace(low, high, num=20).reshape(4, 5) for low, high in bounds]


def rel_error(x, y):
    """The largest relative difference between two arrays."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


# %% [markdown]
# ## One step by hand
#
# Each rule makes one step on the same ramps. The result is compared with known numbers, given to eight decimals (an error of
# about 1e-8 is their rounding), and with the formula written out.

# %% SGD with momentum
w, dw, v = ramps((-0.4, 0.6), (-0.6, 0.4), (0.6, 0.9))
config = {'learning_rate': 1e-3, 'velocity': v}
next_w, _ = sgd_momentum(w, dw, config=config)
known = np.array([
    [0.1406, 0.20738947, 0.27417895, 0.34096842, 0.40775789], [0.47454737, 0.54133684, 0.60812632, 0.67491579, 0.74170526],
    [0.80849474, 0.87528421, 0.94207368, 1.00886316, 1.07565263], [1.14244211, 1.20923158, 1.27602105, 1.34281053, 1.4096]])
print('next_w error: ', rel_error(next_w, known))
print('velocity by hand:', np.abs(config['velocity'] - (0.9 * v - 1e-3 * dw)).max())
#> next_w error:  8.882347033505819e-09
#> velocity by hand: 0.0

# %% Nesterov's momentum
velocity = 0.9 * v - 1e-3 * dw
next_w, _ = sgd_nesterov_momentum(w, dw, {'learning_rate': 1e-3, 'velocity': v})
known = np.array([
    [0.08714, 0.15246105, 0.21778211, 0.28310316, 0.34842421], [0.41374526, 0.47906632, 0.54438737, 0.60970842, 0.67502947],
    [0.74035053, 0.80567158, 0.87099263, 0.93631368, 1.00163474], [1.06695579, 1.13227684, 1.19759789, 1.26291895, 1.32824]])
print('next_w error: ', rel_error(next_w, known))
print('by hand agrees:', np.allclose(next_w, w + velocity + 0.9 * (velocity - v), rtol=0, atol=1e-15))
#> next_w error:  1.0875186845081027e-08
#> by hand agrees: True

# %% RMSProp
w, dw, cache = ramps((-0.4, 0.6), (-0.6, 0.4), (0.6, 0.9))
config = {'learning_rate': 1e-2, 'cache': cache}
next_w, _ = rmsprop(w, dw, config=config)
average = 0.99 * cache + 0.01 * dw ** 2
known = np.array([
    [-0.39223849, -0.34037513, -0.28849239, -0.23659121, -0.18467247],
    [-0.132737, -0.08078555, -0.02881884, 0.02316247, 0.07515774],
    [0.12716641, 0.17918792, 0.23122175, 0.28326742, 0.33532447],
    [0.38739248, 0.43947102, 0.49155973, 0.54365823, 0.59576619]])
print('next_w error: ', rel_error(next_w, known))
print('by hand:', np.abs(next_w - (w - 1e-2 * dw / (np.sqrt(average) + 1e-8))).max())
#> next_w error:  9.524687511038133e-08
#> by hand: 0.0

# %% Adam
w, dw, m, v = ramps((-0.4, 0.6), (-0.6, 0.4), (0.6, 0.9), (0.7, 0.5))
config = {'learning_rate': 1e-2, 'm': m, 'v': v, 't': 5}
next_w, _ = adam(w, dw, config=config)
first, second = 0.9 * m + 0.1 * dw, 0.999 * v + 0.001 * dw ** 2
step = 1e-2 * (first / (1 - 0.9 ** 6)) / (np.sqrt(second / (1 - 0.999 ** 6)) + 1e-8)
known = np.array([
    [-0.40094747, -0.34836187, -0.29577703, -0.24319299, -0.19060977],
    [-0.1380274, -0.08544591, -0.03286534, 0.01971428, 0.0722929],
    [0.1248705, 0.17744702, 0.23002243, 0.28259667, 0.33516969],
    [0.38774145, 0.44031188, 0.49288093, 0.54544852, 0.59801459]])
print('next_w error: ', rel_error(next_w, known))
print('by hand:', np.abs(next_w - (w - step)).max())
#> next_w error:  1.1395691798535431e-07
#> by hand: 0.0

# %% [markdown]
# ## In a narrow valley
#
# `f(x, y) = x² / 20 + y²` is steep one way and flat the other. Plain descent crawls along the valley; momentum swings
# and overshoots; the adaptive rules take the slopes' lengths out of the account.

# %% Paths
def descend(rule, lr, steps=40):
    point, config, path = np.array([-9.0, 2.5]), {'learning_rate': lr}, []
    for _ in range(steps):
        path.append(point.copy())
        point, config = rule(point, np.array([point[0] / 10, 2 * point[1]]), config)
    return np.array(path)


plt.figure(figsize=(8, 4))
xs, ys = np.meshgrid(np.linspace(-10, 10, 201), np.linspace(-3, 3, 121))
plt.imshow(np.sqrt(xs ** 2 / 20 + ys ** 2), extent=[-10, 10, -3, 3], origin='lower', cmap='gray', aspect='auto')
for rule, lr in [(sgd, 0.9), (sgd_momentum, 0.09), (rmsprop, 0.4), (adam, 0.6)]:
    path = descend(rule, lr)
    plt.plot(path[:, 0], path[:, 1], '.-', label=rule.__name__)
    print(f'{rule.__name__:12s} ends at a height of {path[-1, 0] ** 2 / 20 + path[-1, 1] ** 2:.5f}')
plt.xlim(-10, 10)
plt.ylim(-3, 3)
plt.legend(loc='lower right')
plt.title('Forty steps of each rule')
plt.show()
#> sgd          ends at a height of 0.00259
#> sgd_momentum ends at a height of 0.07399
#> rmsprop      ends at a height of 0.00000
#> adam         ends at a height of 0.01513
#> [figure optimizers/1.png 800x400]

# %% [markdown]
# ## A race
#
# The same network of five layers with the same seed, trained by each rule for five epochs.

# %% Training
data = get_synthetic_data(1000, 200, 0)
rates = {'sgd': 5e-3, 'sgd_momentum': 5e-3, 'rmsprop': 1e-4, 'adam': 1e-3}
solvers = {}
for rule, lr in rates.items():
    np.random.seed(231)
    model = FullyConnectedNet([100] * 5, weight_scale=5e-2)
    solvers[rule] = Solver(
        model, data, num_epochs=5, batch_size=100, update_rule=rule, optim_config={'learning_rate': lr}, verbose=False)
    solvers[rule].train()
    print(f'{rule:12s} loss {solvers[rule].loss_history[-1]:.4f}, training accuracy {solvers[rule].train_acc_history[-1]:.3f}')
#> sgd          loss 2.1507, training accuracy 0.228
#> sgd_momentum loss 1.9474, training accuracy 0.353
#> rmsprop      loss 1.5886, training accuracy 0.536
#> adam         loss 1.3695, training accuracy 0.546

# %% Histories
for place, (title, attribute) in enumerate([
        ('Training loss', 'loss_history'), ('Training accuracy', 'train_acc_history'),
        ('Validation accuracy', 'val_acc_history')], start=1):
    plt.subplot(3, 1, place)
    plt.title(title)
    for rule, solver in solvers.items():
        plt.plot(getattr(solver, attribute), 'o' if place == 1 else '-o', markersize=3, label=rule)
    plt.legend(loc='upper right' if place == 1 else 'upper left', ncol=2)
plt.xlabel('Epoch')
plt.tight_layout()
plt.show()
#> [figure optimizers/2.png 800x900]
