from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from msc_trials.errors import QueryError
from msc_trials.registry.settings import API_URL, SOURCES, Settings, cache_folder, seconds_of


def test_keyword_beats_environment_beats_default() -> None:
    environ = {"MSC_TRIALS_MAX_AGE": "2h", "MSC_TRIALS_SOURCE": "cache", "PATH": "/bin"}
    settings = Settings.load(environ, source="live")
    assert (settings.api_url, settings.max_age, settings.source) == (API_URL, 7200.0, "live")


def test_a_keyword_of_none_counts_as_not_given() -> None:
    assert Settings.load({"MSC_TRIALS_RETRIES": "1"}, retries=None).retries == 1


def test_settings_are_frozen_and_comparable() -> None:
    settings = Settings()
    assert settings == Settings()
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.source = "live"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), (0, 0), ("1.5h", 5400), ("30m", 1800), ("7d", 604800), (" 24H ", 86400), ("5s", 5)],
)
def test_lengths_of_time(text: float | str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "bad",
    [
        {"max_age": "soon"},
        {"max_age": "-1"},
        {"max_age": "nan"},
        {"max_age": "inf"},
        {"timeout": 0},
        {"timeout": None},
        {"retries": "many"},
        {"retries": -1},
        {"max_bytes": 0},
        {"source": "lives"},
        {"offline": "perhaps"},
        {"cache_dir": "a\0b"},
        {"cache_dir": "~nobody-of-that-name/x"},
        {"user_agent": "two\nlines"},
        {"api_url": "ftp://registry.test/api"},
        {"api_url": "https://"},
        {"api_url": "https://[::1"},
        {"api_url": "https://registry.test:port/"},
        {"api_url": "https://user:secret@registry.test/api"},
        {"api_url": "https://registry.test/api?x=1"},
        {"api_url": "http://example.org/api/v2"},
        {"offline": True, "source": "live"},
        {"offline": True, "refresh": True},
        {"refresh": True, "source": "snapshot"},
        {"no_cache": True, "source": "cache"},
    ],
)
def test_values_that_cannot_be_meant_are_refused_with_a_hint(bad: dict[str, Any]) -> None:
    with pytest.raises(QueryError) as caught:
        Settings(**bad)
    assert caught.value.hint


def test_an_unknown_name_is_refused_and_the_near_one_named() -> None:
    with pytest.raises(QueryError, match="MSC_TRIALS_OFLINE") as caught:
        Settings.load({"MSC_TRIALS_OFLINE": "1"})
    assert caught.value.hint == "Did you mean 'offline'?"
    with pytest.raises(QueryError, match="colour"):
        Settings.load({}, colour="red")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/api/v2/", "http://localhost/api", "http://[::1]:9/api", API_URL]
)
def test_plain_http_is_for_this_machine_and_private_networks(url: str) -> None:
    assert Settings(api_url=url).api_url == url.rstrip("/")


@pytest.mark.parametrize("text", ["1", "true", "Yes", "on"])
def test_flags_from_the_environment(text: str) -> None:
    assert Settings.load({"MSC_TRIALS_OFFLINE": text}).offline is True
    assert Settings.load({"MSC_TRIALS_OFFLINE": ""}).offline is False


def test_every_source_is_accepted() -> None:
    assert [Settings(source=s).source for s in SOURCES] == list(SOURCES)


def test_the_cache_folder_is_the_one_given_or_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder(Settings(cache_dir=tmp_path)) == tmp_path
    assert Settings.load({"MSC_TRIALS_CACHE_DIR": "here"}).cache_dir == Path.cwd() / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = cache_folder(Settings())
    assert folder is not None
    assert folder.is_relative_to(tmp_path)
    assert folder.name == "msc-trials"


def test_no_home_folder_means_no_cache_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: "~/.cache/msc-trials")
    assert cache_folder(Settings()) is None
