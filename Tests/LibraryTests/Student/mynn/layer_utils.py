from .layers import *
from . import layers as _layers


def affine_relu_forward(x, w, b):
    a, fc_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (fc_cache, relu_cache)


def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    return affine_backward(relu_backward(dout, relu_cache), fc_cache)


def affine_bn_relu_forward(x, w, b, gamma, beta, bn_param):
    a, fc = affine_forward(x, w, b)
    n, bn = _layers.batchnorm_forward(a, gamma, beta, bn_param)
    out, relu = relu_forward(n)
    return out, (fc, bn, relu)


def affine_bn_relu_backward(dout, cache):
    fc, bn, relu = cache
    da, dgamma, dbeta = _layers.batchnorm_backward(relu_backward(dout, relu), bn)
    return affine_backward(da, fc) + (dgamma, dbeta)
