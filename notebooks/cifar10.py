# ---
# title: CIFAR-10
# ---

# %% [markdown]
# # CIFAR-10
#
# The course's headline: a three-layer network that reaches 65% on the validation images of CIFAR-10, and a deeper one that
# does better. The images are not part of this project: `nbsh fetch cifar10` puts them into `data`. Where they are missing,
# the cells below are skipped, and the replay says so.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.classifiers.cnn import ConvNet, ThreeLayerConvNet
from cs231n.data_utils import get_CIFAR10_data
from cs231n.solver import Solver
from cs231n.vis_utils import visualize_grid
from nbsh.figures import plot_history

# %% Images needs="../data/cifar-10-batches-py|../data/cifar-10-batches-bin" tags=["nbval-ignore-output"]
data = get_CIFAR10_data()
for name, values in data.items():
    print(f'{name}: {values.shape}')
for name in ['X_train', 'X_val', 'X_test']:
    data[name] = data[name].astype(np.float32)

# %% [markdown]
# ## Three layers
#
# 64 filters of 3×3, 500 hidden units, ten epochs of Adam in batches of 500.

# %% Headline training needs="../data/cifar-10-batches-py|../data/cifar-10-batches-bin" tags=["nbval-ignore-output"] timeout=7200
np.random.seed(231)
model = ThreeLayerConvNet(num_filters=64, filter_size=3, hidden_dim=500, weight_scale=0.001, reg=0.001, dtype=np.float32)
solver = Solver(
    model, data, num_epochs=10, batch_size=500, update_rule='adam', optim_config={'learning_rate': 1e-3}, lr_decay=0.9,
    verbose=True, print_every=50)
solver.train()
print(f'best validation accuracy: {solver.best_val_acc:.3f}')
plot_history(solver, title='ThreeLayerConvNet')
plt.show()

# %% Its filters needs="../data/cifar-10-batches-py|../data/cifar-10-batches-bin" tags=["nbval-ignore-output"]
plt.imshow(visualize_grid(model.params['W1'].transpose(0, 2, 3, 1)).astype('uint8'))
plt.axis('off')
plt.show()

# %% [markdown]
# ## A deeper network
#
# Pairs of convolutions before each pooling, batch normalisation behind each convolution. A picture seen in a mirror shows the
# same thing, so half of each minibatch is mirrored: the network never sees quite the same image twice.

# %% ConvNet needs="../data/cifar-10-batches-py|../data/cifar-10-batches-bin" tags=["nbval-ignore-output"] timeout=7200
class MirrorSolver(Solver):
    def _step(self):
        chosen = np.random.choice(self.X_train.shape[0], self.batch_size)
        X, y = self.X_train[chosen], self.y_train[chosen]
        mirrored = np.random.rand(self.batch_size) < 0.5
        X[mirrored] = X[mirrored][:, :, :, ::-1]
        loss, grads = self.model.loss(X, y)
        self.loss_history.append(loss)
        for name, w in self.model.params.items():
            self.model.params[name], self.optim_configs[name] = self.update_rule(w, grads[name], self.optim_configs[name])


np.random.seed(231)
deep = ConvNet(
    architecture='[conv-bn-relu-conv-bn-relu-pool]x3-[affine]x2-softmax', num_filters=[32, 64, 128], filter_size=3,
    hidden_dim=256, weight_scale=0.03, reg=1e-4, dtype=np.float32)
solver = MirrorSolver(
    deep, data, num_epochs=8, batch_size=100, update_rule='adam', optim_config={'learning_rate': 1e-3}, lr_decay=0.7,
    num_train_samples=1000, verbose=True, print_every=98)
solver.train()
print(f'best validation accuracy: {solver.best_val_acc:.3f}')
print(f'test accuracy: {solver.check_accuracy(data["X_test"], data["y_test"]):.3f}')
plot_history(solver, title='ConvNet')
plt.show()
