import numpy as np

from ..layer_utils import *
from ..layers import softmax_loss


class Net:
    def __init__(self):
        self.params = {}

    def __len__(self):
        return sum(p.size for p in self.params.values())

    def __repr__(self):
        shapes = ', '.join(f'{k}{v.shape}' for k, v in sorted(self.params.items()))
        return f'{type(self).__name__}({shapes})'


class FullyConnectedNet(Net):
    def __init__(self, hidden_dims, input_dim=12, num_classes=4, normalization=None, reg=0.0, weight_scale=1e-1, seed=None):
        super().__init__()
        self.normalization = normalization
        self.reg = reg
        rng = np.random.RandomState(seed)
        dims = [input_dim, *hidden_dims, num_classes]
        self.num_layers = len(dims) - 1
        for i, (fan_in, fan_out) in enumerate(zip(dims[:-1], dims[1:]), start=1):
            self.params['W%d' % i] = weight_scale * rng.randn(fan_in, fan_out)
            self.params[f'b{i}'] = np.zeros(fan_out)
            if normalization == 'batchnorm' and i < self.num_layers:
                self.params[f'gamma{i}'], self.params[f'beta{i}'] = np.ones(fan_out), np.zeros(fan_out)
        self.bn_params = [{'mode': 'train'} for _ in range(self.num_layers - 1)]

    def loss(self, X, y=None):
        p = self.params
        mode = 'test' if y is None else 'train'
        for bn_param in self.bn_params:
            bn_param['mode'] = mode
        out, caches = X, []
        for i in range(1, self.num_layers):
            W, b = p['W' + str(i)], p['b' + str(i)]
            if self.normalization == 'batchnorm':
                out, cache = affine_bn_relu_forward(out, W, b, p[f'gamma{i}'], p[f'beta{i}'], self.bn_params[i - 1])
            else:
                out, cache = affine_relu_forward(out, W, b)
            caches.append(cache)
        L = self.num_layers
        scores, last = affine_forward(out, p[f'W{L}'], p[f'b{L}'])
        if y is None:
            return scores
        loss, dout = softmax_loss(scores, y)
        loss += 0.5 * self.reg * sum(np.sum(p[f'W{i}'] ** 2) for i in range(1, L + 1))
        grads = {}
        dout, grads[f'W{L}'], grads[f'b{L}'] = affine_backward(dout, last)
        for i, cache in reversed(list(enumerate(caches, 1))):
            if self.normalization == 'batchnorm':
                dout, grads[f'W{i}'], grads[f'b{i}'], grads[f'gamma{i}'], grads[f'beta{i}'] = affine_bn_relu_backward(dout, cache)
            else:
                dout, grads[f'W{i}'], grads[f'b{i}'] = affine_relu_backward(dout, cache)
        for i in range(1, L + 1):
            grads[f'W{i}'] += self.reg * p[f'W{i}']
        return loss, grads
