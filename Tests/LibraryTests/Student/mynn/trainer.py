from collections import defaultdict

import numpy as np

from . import optim


class Trainer(object):
    """Trains a model that has .params and .loss(X, y)."""

    def __init__(self, model, data, **kwargs):
        self.model = model
        self.X, self.y = data['X'], data['y']
        self.update_rule = kwargs.pop('update_rule', 'sgd')
        self.optim_config = kwargs.pop('optim_config', {})
        self.lr_decay = kwargs.pop('lr_decay', 1.0)
        self.batch_size = kwargs.pop('batch_size', 20)
        self.num_epochs = kwargs.pop('num_epochs', 5)
        self.verbose = kwargs.pop('verbose', True)
        if len(kwargs) > 0:
            extra = ', '.join('"%s"' % k for k in sorted(kwargs.keys()))
            raise ValueError('Unrecognized arguments %s' % extra)
        if not hasattr(optim, self.update_rule):
            raise ValueError('Invalid update_rule "%s"' % self.update_rule)
        self.update_rule = getattr(optim, self.update_rule)
        self._reset()

    def _reset(self):
        self.history = defaultdict(list)
        self.configs = {p: {k: v for k, v in self.optim_config.items()} for p in self.model.params}

    def _step(self):
        mask = np.random.choice(self.X.shape[0], self.batch_size)
        loss, grads = self.model.loss(self.X[mask], self.y[mask])
        self.history['loss'].append(loss)
        for p, w in self.model.params.items():
            self.model.params[p], self.configs[p] = self.update_rule(w, grads[p], self.configs[p])

    def accuracy(self):
        scores = self.model.loss(self.X)
        return np.mean(np.argmax(scores, axis=1) == self.y)

    def train(self):
        per_epoch = max(self.X.shape[0] // self.batch_size, 1)
        for epoch in range(1, self.num_epochs + 1):
            for _ in range(per_epoch):
                self._step()
            for k in self.configs:
                self.configs[k]['learning_rate'] *= self.lr_decay
            self.history['accuracy'].append(self.accuracy())
            if self.verbose:
                print(f"(Epoch {epoch:d} / {self.num_epochs:d}) loss: {self.history['loss'][-1]:.6f}; "
                      f"acc: {self.history['accuracy'][-1]:.3f}")
        return self
