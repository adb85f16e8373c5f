from __future__ import annotations

from pathlib import Path

import pytest

from tests.killing import survive_kills


def test_a_kill_at_any_moment_leaves_a_usable_cache(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    kills = request.config.getoption("--kills")
    assert survive_kills(tmp_path / "cache", kills) > 0
