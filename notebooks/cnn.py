# ---
# title: A convolutional network
# ---

# %% [markdown]
# # A convolutional network
#
# `conv – relu – 2×2 max pool – affine – relu – affine – softmax`: the course's three layers. First the checks that find
# bugs while they are cheap, then training.

# %% Tools
import matplotlib.pyplot as plt
import numpy as np

from cs231n.classifiers.cnn import ThreeLayerConvNet
from cs231n.data_utils import get_synthetic_data
from cs231n.gradient_check import eval_numerical_gradient
from cs231n.layer_utils import (
    affine_relu_backward, affine_relu_forward, conv_relu_pool_backward, conv_relu_pool_forward)
from cs231n.layers import affine_backward, affine_forward, softmax_loss
from cs231n.solver import Solver
from cs231n.vis_utils import visualize_grid
from nbsh.figures import confusion_matrix, misclassified, plot_history

plt.rcParams['figure.figsize'] = (8.0, 6.0)
plt.rcParams['image.interpolation'] = 'nearest'
plt.rcParams['image.cmap'] = 'gray'


def rel_error(x, y):
    """The largest relative difference between two arrays."""
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


# %% [markdown]
# ## The loss of a guess
#
# Ten classes and no idea: `log 10 ≈ 2.3026`, and more with regularisation.

# %% Initial loss
np.random.seed(231)
model = ThreeLayerConvNet()
X, y = np.random.randn(50, 3, 32, 32), np.random.randint(10, size=50)
print(f'without regularisation: {model.loss(X, y)[0]:.6f}')
model.reg = 0.5
print(f'with regularisation:    {model.loss(X, y)[0]:.6f}')
#> without regularisation: 2.302582
#> with regularisation:    2.508265

# %% Gradients
np.random.seed(231)
X, y = np.random.randn(2, 3, 16, 16), np.random.randint(10, size=2)
model = ThreeLayerConvNet(num_filters=3, filter_size=3, input_dim=(3, 16, 16), hidden_dim=7, dtype=np.float64)
loss, grads = model.loss(X, y)
for name in sorted(grads):
    numeric = eval_numerical_gradient(lambda _: model.loss(X, y)[0], model.params[name], verbose=False, h=1e-6)
    print(f'{name} max relative error: {rel_error(numeric, grads[name]):e}')
#> W1 max relative error: 1.380104e-04
#> W2 max relative error: 1.822723e-02
#> W3 max relative error: 3.064049e-04
#> b1 max relative error: 3.477652e-05
#> b2 max relative error: 2.516375e-03
#> b3 max relative error: 7.945660e-10

# %% [markdown]
# ## The same network, written out
#
# Four calls forward and four back. The convolution pads so that it keeps the size; the pooling halves it.


# %% Three layers by hand
def loss_and_gradients(X, y, params, reg):
    W1, b1, W2, b2, W3, b3 = (params[name] for name in ['W1', 'b1', 'W2', 'b2', 'W3', 'b3'])
    conv_param = {'stride': 1, 'pad': (W1.shape[2] - 1) // 2}
    pool_param = {'pool_height': 2, 'pool_width': 2, 'stride': 2}
    a, cache_a = conv_relu_pool_forward(X, W1, b1, conv_param, pool_param)
    h, cache_h = affine_relu_forward(a, W2, b2)
    scores, cache_scores = affine_forward(h, W3, b3)
    loss, d = softmax_loss(scores, y)
    loss += 0.5 * reg * sum((w ** 2).sum() for w in (W1, W2, W3))
    grads = {}
    d, grads['W3'], grads['b3'] = affine_backward(d, cache_scores)
    d, grads['W2'], grads['b2'] = affine_relu_backward(d, cache_h)
    d, grads['W1'], grads['b1'] = conv_relu_pool_backward(d, cache_a)
    for name in ['W1', 'W2', 'W3']:
        grads[name] += reg * params[name]
    return loss, grads


model.reg = 0.3
loss, grads = model.loss(X, y)
own_loss, own_grads = loss_and_gradients(X, y, model.params, 0.3)
print('loss', loss, 'agrees:', abs(loss - own_loss) < 1e-12)
for name in sorted(grads):
    print(name, grads[name].shape, 'agrees:', rel_error(grads[name], own_grads[name]) < 1e-8)
#> loss 2.3028045573779017 agrees: True
#> W1 (3, 3, 3, 3) agrees: True
#> W2 (192, 7) agrees: True
#> W3 (7, 10) agrees: True
#> b1 (3,) agrees: True
#> b2 (7,) agrees: True
#> b3 (10,) agrees: True

# %% [markdown]
# ## A hundred images by heart

# %% Overfitting
data = get_synthetic_data(2000, 500, 200)
small = {
    'X_train': data['X_train'][:100], 'y_train': data['y_train'][:100], 'X_val': data['X_val'], 'y_val': data['y_val']}
np.random.seed(231)
solver = Solver(
    ThreeLayerConvNet(weight_scale=1e-2), small, num_epochs=15, batch_size=50, update_rule='adam',
    optim_config={'learning_rate': 1e-3}, verbose=True, print_every=5)
solver.train()
print('Small data training accuracy:', solver.check_accuracy(small['X_train'], small['y_train']))
print('Small data validation accuracy:', solver.check_accuracy(small['X_val'], small['y_val']))
#> (Iteration 1 / 30) loss: 2.431564
#> (Epoch 0 / 15) train acc: 0.220000; val_acc: 0.106000
#> (Epoch 1 / 15) train acc: 0.210000; val_acc: 0.084000
#> (Epoch 2 / 15) train acc: 0.190000; val_acc: 0.122000
#> (Iteration 6 / 30) loss: 2.180733
#> (Epoch 3 / 15) train acc: 0.310000; val_acc: 0.124000
#> (Epoch 4 / 15) train acc: 0.280000; val_acc: 0.088000
#> (Epoch 5 / 15) train acc: 0.380000; val_acc: 0.120000
#> (Iteration 11 / 30) loss: 1.837626
#> (Epoch 6 / 15) train acc: 0.420000; val_acc: 0.110000
#> (Epoch 7 / 15) train acc: 0.440000; val_acc: 0.120000
#> (Iteration 16 / 30) loss: 1.459514
#> (Epoch 8 / 15) train acc: 0.630000; val_acc: 0.132000
#> (Epoch 9 / 15) train acc: 0.570000; val_acc: 0.122000
#> (Epoch 10 / 15) train acc: 0.740000; val_acc: 0.132000
#> (Iteration 21 / 30) loss: 1.021182
#> (Epoch 11 / 15) train acc: 0.770000; val_acc: 0.130000
#> (Epoch 12 / 15) train acc: 0.840000; val_acc: 0.152000
#> (Iteration 26 / 30) loss: 0.651161
#> (Epoch 13 / 15) train acc: 0.870000; val_acc: 0.152000
#> (Epoch 14 / 15) train acc: 0.860000; val_acc: 0.152000
#> (Epoch 15 / 15) train acc: 0.910000; val_acc: 0.190000
#> Small data training accuracy: 0.91
#> Small data validation accuracy: 0.19

# %% Loss and accuracy
plt.subplot(2, 1, 1)
plt.plot(solver.loss_history, 'o')
plt.xlabel('iteration')
plt.ylabel('loss')
plt.subplot(2, 1, 2)
plt.plot(solver.train_acc_history, '-o')
plt.plot(solver.val_acc_history, '-o')
plt.legend(['train', 'val'], loc='upper left')
plt.xlabel('epoch')
plt.ylabel('accuracy')
plt.show()
#> [figure cnn/1.png 800x600]

# %% [markdown]
# ## Training
#
# Two thousand images, drawn by the program itself so that the notebook needs no download, for a few epochs.

# %% Training
np.random.seed(231)
model = ThreeLayerConvNet(weight_scale=0.001, hidden_dim=200, reg=0.001)
solver = Solver(
    model, data, num_epochs=5, batch_size=50, update_rule='adam', optim_config={'learning_rate': 1e-3}, verbose=True,
    print_every=50)
solver.train()
print('Full data training accuracy:', solver.check_accuracy(data['X_train'], data['y_train']))
print('Full data validation accuracy:', solver.check_accuracy(data['X_val'], data['y_val']))
print('Test accuracy:', solver.check_accuracy(data['X_test'], data['y_test']))
#> (Iteration 1 / 200) loss: 2.303390
#> (Epoch 0 / 5) train acc: 0.111000; val_acc: 0.104000
#> (Epoch 1 / 5) train acc: 0.157000; val_acc: 0.172000
#> (Iteration 51 / 200) loss: 2.406054
#> (Epoch 2 / 5) train acc: 0.286000; val_acc: 0.316000
#> (Iteration 101 / 200) loss: 1.232743
#> (Epoch 3 / 5) train acc: 0.519000; val_acc: 0.510000
#> (Iteration 151 / 200) loss: 0.804241
#> (Epoch 4 / 5) train acc: 0.740000; val_acc: 0.700000
#> (Epoch 5 / 5) train acc: 0.788000; val_acc: 0.712000
#> Full data training accuracy: 0.7915
#> Full data validation accuracy: 0.712
#> Test accuracy: 0.75

# %% How it went
plot_history(solver)
plt.show()
#> [figure cnn/4.png 800x700]

# %% Learned filters
grid = visualize_grid(model.params['W1'].transpose(0, 2, 3, 1))
plt.figure(figsize=(5, 5))
plt.imshow(grid.astype('uint8'))
plt.axis('off')
plt.show()
#> [figure cnn/2.png 500x500]

# %% What is taken for what
predicted = np.argmax(model.loss(data['X_test']), axis=1)
confusion_matrix(data['y_test'], predicted, title='Two hundred test images')
plt.show()
#> [figure cnn/3.png 700x600]

# %% The first mistakes
wrong = misclassified(data['X_test'], data['y_test'], predicted, count=10)
print('images', wrong)
plt.show()
#> images [ 2  3  6 14 23 25 28 30 31 47]
#> [figure cnn/5.png 900x420]
