"""Measurements that anyone can run again; every figure in the documentation names its command."""
