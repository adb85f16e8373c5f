"""Tests; nothing here opens a socket beyond this machine."""
