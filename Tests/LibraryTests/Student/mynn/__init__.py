"""A student's first library: layers, update rules, a trainer."""
from .layers import *
from .trainer import Trainer

__all__ = ['Trainer', 'affine_forward', 'affine_backward', 'relu_forward', 'relu_backward']
