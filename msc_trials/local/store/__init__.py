"""The store: the whole registry, assessed once, on disk. ``building`` makes one, ``reading`` answers from it.

A folder with ``manifest.json``, ``index.sqlite`` (``database``) and, with pyarrow, the Parquet files of ``trials/``.
Described in ``docs/whole_registry.md``.
"""
