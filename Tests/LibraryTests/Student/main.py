import numpy as np

from mynn import *
from mynn.layers import conv_forward, conv_backward
from mynn.models.fc_net import FullyConnectedNet
from mynn.gradient_check import numerical_gradient, rel_error
import mynn.optim as optim

np.random.seed(231)
x, w, b = np.random.randn(4, 2, 3), np.random.randn(6, 5), np.random.randn(5)
dout = np.random.randn(4, 5)
_, cache = affine_forward(x, w, b)
for name, got, f, at in zip(['dx', 'dw', 'db'], affine_backward(dout, cache),
                            [lambda x: affine_forward(x, w, b)[0], lambda w: affine_forward(x, w, b)[0],
                             lambda b: affine_forward(x, w, b)[0]], [x, w, b]):
    print(name, rel_error(got, numerical_gradient(f, at, dout)) < 1e-8)

x, w, b = np.random.randn(2, 3, 5, 5), np.random.randn(2, 3, 3, 3), np.random.randn(2)
out, cache = conv_forward(x, w, b, stride=2, pad=1)
print(out.shape, out.sum(), out[0, 1])
for grad in conv_backward(np.ones_like(out), cache):
    print(grad.shape, '%.10f' % np.linalg.norm(grad))

for normalization in [None, 'batchnorm']:
    net = FullyConnectedNet([8, 6], reg=0.1, normalization=normalization, seed=7)
    print(net, len(net))
    X, y = np.random.randn(5, 12), np.array([0, 3, 1, 2, 1])
    loss, grads = net.loss(X, y)
    print('loss: %.12f' % loss)
    for name in sorted(grads):
        numeric = numerical_gradient(lambda _: net.loss(X, y)[0], net.params[name], h=1e-6)
        print('{:<7s} {}'.format(name, rel_error(grads[name], numeric) < 1e-4))

centres = np.random.randn(4, 12) * 2
y = np.random.randint(4, size=80)
data = {'X': centres[y] + np.random.randn(80, 12), 'y': y}
for rule in ['sgd', 'sgd_momentum', 'adam']:
    np.random.seed(0)
    net = FullyConnectedNet([10], seed=1)
    trainer = Trainer(net, data, update_rule=rule, optim_config={'learning_rate': 1e-2}, lr_decay=0.9).train()
    print(rule, trainer.history['loss'][0], len(trainer.history['loss']))
for wrong in [dict(update_rule='sdg'), dict(momentum=3, batchsize=4)]:
    try:
        Trainer(net, data, **wrong)
    except ValueError as e:
        print(e)
w, config = optim.adam(np.linspace(-1, 1, 4), np.arange(4.), None)
print(w, config['t'])
