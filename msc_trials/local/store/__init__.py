"""The store: the whole registry, assessed once, on disk. ``building`` makes one, ``reading`` answers from it.

A folder with ``manifest.json`` (``manifest``), ``index.sqlite`` (``database``) and, with pyarrow, ``trials/`` (``parquet``).
Described in ``docs/whole_registry.md``.
"""
