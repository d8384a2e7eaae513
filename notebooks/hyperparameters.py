# ---
# title: Searching for hyperparameters
# ---

# %% [markdown]
# # Searching for hyperparameters
#
# Learning rate and regularisation act by their order of magnitude, so they are drawn evenly from their logarithms. A coarse
# search over wide ranges with few epochs says where to look; a finer one looks there for longer.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.classifiers.cnn import ThreeLayerConvNet
from cs231n.data_utils import get_synthetic_data
from cs231n.solver import Solver

data = get_synthetic_data(600, 200, 200)


def train(rate, reg, epochs, hidden=50):
    """A small network trained with this learning rate and regularisation; its solver."""
    np.random.seed(7)
    model = ThreeLayerConvNet(num_filters=8, filter_size=5, hidden_dim=hidden, weight_scale=1e-2, reg=reg)
    solver = Solver(
        model, data, num_epochs=epochs, batch_size=50, update_rule='adam', optim_config={'learning_rate': rate},
        verbose=False)
    solver.train()
    return solver


# %% [markdown]
# ## Coarse
#
# One epoch each: enough to see which rates do nothing and which blow up.

# %% Coarse search
np.random.seed(0)
coarse = []
for rate, reg in zip(10 ** np.random.uniform(-5, -1, 12), 10 ** np.random.uniform(-4, 1, 12)):
    coarse.append((max(train(rate, reg, 1).val_acc_history), rate, reg))
for accuracy, rate, reg in sorted(coarse, reverse=True):
    print(f'val acc {accuracy:.3f}   lr {rate:.1e}   reg {reg:.1e}')
#> val acc 0.205   lr 1.5e-03   reg 2.7e-04
#> val acc 0.185   lr 1.6e-03   reg 6.9e-02
#> val acc 0.180   lr 2.6e-03   reg 2.3e-04
#> val acc 0.150   lr 5.6e-04   reg 7.8e-01
#> val acc 0.150   lr 5.0e-04   reg 1.3e-04
#> val acc 0.145   lr 1.5e-02   reg 2.0e-02
#> val acc 0.145   lr 1.3e-03   reg 8.0e-01
#> val acc 0.130   lr 7.3e-03   reg 4.2e+00
#> val acc 0.120   lr 7.2e-02   reg 7.8e+00
#> val acc 0.120   lr 3.4e-04   reg 9.9e-01
#> val acc 0.105   lr 3.7e-02   reg 2.2e+00
#> val acc 0.085   lr 3.8e-03   reg 1.5e+00

# %% [markdown]
# ## Fine
#
# A grid around the best: every pair, four epochs.

# %% Fine search
rates, regs = np.logspace(-3.5, -2, 4), np.logspace(-4, -1, 4)
table = np.array([[train(rate, reg, 4).best_val_acc for rate in rates] for reg in regs])
print('reg \\ lr ' + ' '.join(f'{rate:8.1e}' for rate in rates))
for reg, row in zip(regs, table):
    print(f'{reg:8.1e} ' + ' '.join(f'{accuracy:8.3f}' for accuracy in row))
best = np.unravel_index(table.argmax(), table.shape)
print(f'best: lr {rates[best[1]]:.1e}, reg {regs[best[0]]:.1e}, validation accuracy {table.max():.3f}')
#> reg \ lr  3.2e-04  1.0e-03  3.2e-03  1.0e-02
#>  1.0e-04    0.135    0.385    0.165    0.155
#>  1.0e-03    0.155    0.350    0.115    0.155
#>  1.0e-02    0.165    0.405    0.140    0.110
#>  1.0e-01    0.160    0.385    0.250    0.170
#> best: lr 1.0e-03, reg 1.0e-02, validation accuracy 0.405

# %% The table as a heat map
plt.figure(figsize=(6.4, 5))
plt.imshow(table, cmap='viridis')
for i in range(len(regs)):
    for j in range(len(rates)):
        plt.text(j, i, f'{table[i, j]:.2f}', ha='center', va='center', color='white' if table[i, j] < table.mean() else 'black')
plt.xticks(range(len(rates)), [f'{rate:.1e}' for rate in rates])
plt.yticks(range(len(regs)), [f'{reg:.0e}' for reg in regs])
plt.xlabel('learning rate')
plt.ylabel('regularisation')
plt.title('Validation accuracy')
plt.colorbar()
plt.show()
#> [figure hyperparameters/1.png 640x500]

# %% [markdown]
# ## The winner, for longer
#
# The test images are looked at once, at the end.

# %% Final training
solver = train(rates[best[1]], regs[best[0]], 8, hidden=100)
print(f'validation accuracy {solver.best_val_acc:.3f}')
print(f'test accuracy       {solver.check_accuracy(data["X_test"], data["y_test"]):.3f}')
#> validation accuracy 0.615
#> test accuracy       0.605
