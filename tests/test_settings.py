from __future__ import annotations

import dataclasses
import datetime as dt
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from msc_trials.errors import QueryError
from msc_trials.registry.filters import FilterKeywords
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
def test_plain_http_is_for_this_machine(url: str) -> None:
    assert Settings(api_url=url).api_url == url.rstrip("/")


@pytest.mark.parametrize("text", ["1", "true", "Yes", "on"])
def test_flags_from_the_environment(text: str) -> None:
    assert Settings.load({"MSC_TRIALS_OFFLINE": text}).offline is True
    assert Settings.load({"MSC_TRIALS_OFFLINE": ""}).offline is False


@pytest.mark.parametrize("name", FilterKeywords.__annotations__)
def test_a_filter_given_as_a_setting_is_told_apart(name: str) -> None:
    with pytest.raises(QueryError, match=f"'{name}' is a filter, not a setting"):
        Settings.load({}, **{name: "x"})


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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_age", "99999d"), ("timeout", "2h"), ("connect_timeout", 1e9), ("max_time", "9999999999999999d"),
        ("min_interval", "1d"), ("retries", 10**14), ("max_bytes", 10**14),
    ],
)  # fmt: skip
def test_numbers_nobody_can_mean_are_refused(name: str, value: object) -> None:
    with pytest.raises(QueryError, match="is too large"):
        Settings(**{name: value})


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_plain_http_may_go_to_this_machine_however_it_is_written(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the closed network of tests knows two spellings only; nothing is sent here
    assert Settings(api_url=f"http://{host}:8080/api/v2").api_url.startswith("http://")


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.168.1.1", "3232235777", "[::ffff:10.0.0.1]", "registry.internal", "printer", "clinicaltrials.gov"]
)  # fmt: skip
def test_plain_http_to_anywhere_else_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    numbers = {"3232235777": "192.168.1.1", "printer": "192.168.1.9"}

    def looked_up(name: str, *args: Any, **kwargs: Any) -> Any:
        return real(numbers.get(name, name), *args, **kwargs, flags=socket.AI_NUMERICHOST)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(QueryError, match="unencrypted"):
        Settings(api_url=f"http://{host}/api/v2")


@pytest.mark.parametrize("agent", ["mü/1", "a\nb", " a", "", "a" * 301])
def test_a_user_agent_no_header_can_carry_is_named(agent: str) -> None:
    with pytest.raises(QueryError, match="user agent"):
        Settings(user_agent=agent)


@pytest.mark.parametrize("url", ["https://a..b/api", f"https://{'a' * 64}.org/api", "https://.a/api"])
def test_host_names_that_cannot_be_are_named(url: str) -> None:
    with pytest.raises(QueryError, match="cannot be"):
        Settings(api_url=url)


@pytest.mark.skipif(os.name != "posix", reason="an open folder cannot be removed there")
def test_a_relative_folder_in_a_folder_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(QueryError, match="cannot be resolved"):
        Settings(cache_dir=Path("c"))


@pytest.mark.parametrize("day", ["1900-01-01", "9999-12-31", dt.date(1999, 12, 31)])
def test_a_day_before_the_registry_or_far_ahead_is_refused(day: dt.date | str) -> None:
    with pytest.raises(QueryError, match="is no day on which trials can be judged"):
        Settings.load(as_of=day)
    assert Settings.load(as_of="2000-02-29").as_of == dt.date(2000, 2, 29)


def test_a_time_is_judged_on_its_day() -> None:
    assert Settings.load(as_of=dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC)).as_of == dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("name", "text"), [("MAX_AGE", "x"), ("OFFLINE", "maybe"), ("SOURCE", "nope"), ("API_URL", "foo"), ("AS_OF", "1")]
)
def test_a_wrong_variable_is_named(name: str, text: str) -> None:
    """Who runs a command and typed no such setting is told which variable of the environment is wrong."""
    with pytest.raises(QueryError, match=f"MSC_TRIALS_{name}: ") as caught:
        Settings.load({f"MSC_TRIALS_{name}": text})
    assert caught.value.hint
    right = {"MAX_AGE": "1h", "OFFLINE": False, "SOURCE": "live", "API_URL": API_URL, "AS_OF": "2026-01-01"}[name]
    Settings.load({f"MSC_TRIALS_{name}": text}, **{name.lower(): right})  # a keyword beats it
