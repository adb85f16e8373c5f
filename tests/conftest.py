"""No test leaves this machine or sees the user's environment; ``--live`` alone opens the way to the registry."""

from __future__ import annotations

import ipaddress
import itertools
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from msc_trials.extraction.trial import parse_study
from msc_trials.records.study import StudyRecord
from tests.emulator import Emulator
from tests.reading import corpus_sample

# A busy machine is no fault of the code: no example has a time limit. The plain run takes the same examples each time.
for _profile, _examples in {"plain": 30, "everything": 100}.items():
    hypothesis.settings.register_profile(
        _profile,
        max_examples=_examples,
        deadline=None,
        derandomize=_profile == "plain",
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
hypothesis.settings.load_profile("plain")

_CLEAN = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES", "TZ", "PAGER", "NETRC")
_CLEAN_PREFIXES = ("MSC_TRIALS_", "XDG_", "PYTEST_DEBUG", "LC_", "LANG")
_CLEAN_ANY_CASE = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "requests_ca_bundle", "curl_ca_bundle")
_homes = itertools.count()
_connect, _connect_ex, _getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--live", action="store_true", help="also ask the real registry (about 15 requests)")
    parser.addoption("--everything", action="store_true", help="also the slow looks that the plain run leaves out")
    parser.addoption("--whole-corpus", action="store_true", help="read every record of the shared corpus, not a sample")
    parser.addoption("--kills", type=int, default=10, help="how often the kill test kills")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--everything"):
        hypothesis.settings.load_profile("everything")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    reasons = {"live": "asks the real registry; run with --live", "everything": "slow; run with --everything"}
    for marker, reason in reasons.items():
        if not config.getoption(f"--{marker}"):
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def every_look(pytestconfig: pytest.Config) -> bool:
    """Whether the slow looks are wanted too; ``.ci/run`` wants them."""
    return bool(pytestconfig.getoption("--everything"))


@pytest.fixture(autouse=True)
def _closed_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("live"):
        return

    def connect(self: socket.socket, address: Any) -> None:
        _refuse(self, address)
        _connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _refuse(self, address)
        return _connect_ex(self, address)

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not _is_loopback(host):
            raise socket.gaierror(socket.EAI_NONAME, f"tests do not look up {host!r}")
        return _getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def _refuse(sock: socket.socket, address: Any) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
        raise ConnectionRefusedError(f"tests do not connect to {address!r}")


def _is_loopback(host: Any) -> bool:
    text = host.decode() if isinstance(host, bytes) else str(host)
    if text in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in list(os.environ):
        if name in _CLEAN or name.startswith(_CLEAN_PREFIXES) or name.lower() in _CLEAN_ANY_CASE:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    home = _shared_folder(tmp_path_factory, "homes") / str(next(_homes))
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("MPLCONFIGDIR", str(_shared_folder(tmp_path_factory, "matplotlib")))


def _shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """One folder for the whole run: matplotlib's font list is slow to make, and so is a search for a free name."""
    folder = factory.getbasetemp() / name
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """The stand-in registry with five synthetic studies."""
    with Emulator() as server:
        yield server


@pytest.fixture(scope="session")
def corpus_records(pytestconfig: pytest.Config) -> list[StudyRecord]:
    """A seeded sample of the shared corpus, or all of it with ``--whole-corpus``."""
    return [parse_study(raw) for raw in corpus_sample(pytestconfig.getoption("--whole-corpus"))]


@pytest.fixture
def shared() -> Path:
    """Reference data kept beside the project; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parents[1].parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data are not beside the project")
    return folder
