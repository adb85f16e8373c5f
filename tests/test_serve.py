"""The pages on this machine: many readers at once, a first answer on its way, and what is refused."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("uvicorn", reason="the extra web is not installed")
pytest.importorskip("starlette", reason="the extra web is not installed")

from starlette.testclient import TestClient

from msc_trials import Answer, answer
from msc_trials.errors import TransportError
from msc_trials.output.pages import answers_in_work, web
from tests.emulator import Emulator

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1:8000"


def local(condition: str) -> Answer:
    return answer(condition, source="snapshot", as_of="2026-11-28")


def reader(ask: web.Callable[[str], Answer] = local) -> TestClient:
    return TestClient(web.application(ask, 8000), base_url=f"http://{HOST}", follow_redirects=False)


def test_every_page_is_served_with_a_policy_and_without_cookies() -> None:
    client = reader()
    for path in (
        "/",
        "/method",
        "/products",
        "/ledger",
        "/compare",
        "/compare?conditions=ALS,knee+osteoarthritis",
        "/answer?condition=knee+osteoarthritis",
        "/letter?condition=GVHD",
        "/answer?condition=kidney+failure",
    ):
        found = client.get(path)
        assert found.status_code in (200, 202), path
        policy = found.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in policy
        assert "set-cookie" not in found.headers
        assert re.findall("<script[^>]*>", found.text) == ['<script src="/find.js" defer>'] * (path == "/")
        assert ("script-src 'self'" in policy) == (path == "/")
        assert not re.findall(r'(?:src|action)="(?:https?:)?//', found.text)
    assert client.get("/answer?condition=knee+osteoarthritis").text.count("The trials disagree.") >= 1
    assert client.get("/answer.json?condition=knee+osteoarthritis").json()["answer"]["level"] == "conflicting"
    assert client.get("/answer?condition=").headers["location"] == "/"


def test_conditions_are_compared_from_their_documents_and_what_is_none_is_said() -> None:
    client = reader()
    path = "/compare?conditions=knee+osteoarthritis,ALS,,knee+osteoarthritis;kidney+failure"
    while (found := client.get(path)).status_code == 202:
        assert found.headers["refresh"].startswith("2; url=/compare?conditions=knee%20osteoarthritis")
        assert re.search(r"\d of 3 conditions are answered", found.text)
    assert found.text.index("Amyotrophic lateral") < found.text.index("nee osteoarthritis</a>")
    document = client.get("/answer.json?condition=knee+osteoarthritis").json()
    people = sum(trial["people"] for trial in document["trials"] if trial["trial_id"] in document["deciding"])
    assert f"{people:,} people" in found.text
    assert document["answer"]["balance"] in found.text
    assert "kidney failure: &#34;kidney failure&#34; can mean several diseases." in found.text
    assert "Old data: 10 October 2022" in found.text  # the date of the data, as on every page
    assert client.get("/compare?conditions=" + ",".join("abcdefghijklm")).status_code == 400


def test_the_data_of_the_publications_and_the_script_are_served() -> None:
    client = reader()
    assert client.get("/ledger.csv").text.startswith("trial_id,")
    assert client.get("/find.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/letter?condition=kidney+failure").status_code in (202, 404)
    while (found := client.get("/citations.ris?condition=ALS")).status_code == 202:
        pass
    assert found.text.startswith("TY  - ELEC")


@pytest.mark.parametrize("typed", ["%00", "%ff%fe", "..."])
def test_what_holds_no_word_is_a_fault_of_the_question_and_not_of_the_registry(typed: str) -> None:
    assert reader().get(f"/answer?condition={typed}").status_code == 400


def test_what_was_typed_is_escaped() -> None:
    found = reader().get("/answer?condition=" + quote('<script>alert(1)</script>"'))
    assert "<script" not in found.text
    assert "&lt;script&gt;" in found.text


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", "evil.example", 421),
        ("/", "127.0.0.1:8001", 421),
        ("/", "", 421),
        ("/../../etc/passwd", HOST, 404),
        ("/%2e%2e/%2e%2e/etc/passwd", HOST, 404),
        ("/static/..%2f..%2fetc/passwd", HOST, 404),
        ("/answer?condition=" + "a" * 300, HOST, 400),
        ("/answer?condition=" + "a" * 3000, HOST, 414),
        ("/answer?condition=%00", HOST, 400),
    ],
)
def test_what_no_reader_sends_is_refused(path: str, host: str, status: int) -> None:
    found = reader().get(path, headers={"host": host})
    assert found.status_code == status
    assert "root:" not in found.text
    assert "Traceback" not in found.text


def test_pages_are_only_read_and_a_refused_method_is_told_which_are_taken() -> None:
    found = reader().post("/answer", content=b"x" * 1_000_000)
    assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "method", "status", "told"),
    [
        ("/answer.json?condition=" + "a" * 300, "GET", 400, "This text is too long for a condition. Name the"),
        ("/answer.json?condition=%00", "GET", 400, "No condition was given. Name one"),
        ("/answer.json?condition=broken", "GET", 502, "The registry did not answer. Please come again later."),
        ("/answer.json?condition=faulty", "GET", 500, "please report it."),
        ("/answer.json", "GET", 400, "No condition was named."),
        ("/answer.json?condition=" + "a" * 3000, "GET", 414, "The address is too long."),
        ("/answer.json?condition=stroke", "POST", 405, "Pages are only read here."),
        ("/citations.json?condition=arthritis", "GET", 404, "There is no such page for this."),
        ("/nothing.json", "GET", 404, "There is no such page."),
    ],
)
def test_who_asks_for_json_is_refused_in_json_with_the_sentence_and_the_status_of_the_page(
    path: str, method: str, status: int, told: str
) -> None:
    def ask(condition: str) -> Answer:
        if condition == "broken":
            raise TransportError("The registry did not answer.", hint="Use --offline.")
        if condition == "faulty":
            raise ZeroDivisionError
        return local(condition)

    found = reader(ask).request(method, path)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/json")
    assert told in found.json()["error"]
    assert set(found.json()) == {"schema", "error"}


def test_who_asks_for_json_is_asked_to_wait_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PATIENCE", 0.0)
    ready = threading.Event()

    def ask(condition: str) -> Answer:
        ready.wait(30)
        return local(condition)

    client = reader(ask)
    first = client.get("/answer.json?condition=migraine")
    assert (first.status_code, first.json()["waiting"][:8]) == (202, "migraine")
    assert first.headers["refresh"] == "2; url=/answer.json?condition=migraine"
    ready.set()


def test_nobody_waits_for_the_question_of_another_and_one_question_is_asked_once() -> None:
    slow, asked = threading.Event(), []

    def ask(condition: str) -> Answer:
        asked.append(condition)
        if condition == "slow":
            slow.wait(30)
        return local("migraine")

    client = reader(ask)
    first = client.get("/answer?condition=slow")
    assert first.status_code == 202
    assert first.headers["refresh"] == "2; url=/answer?condition=slow"
    with ThreadPoolExecutor(20) as readers:
        found = list(readers.map(lambda _: client.get("/answer?condition=quick").status_code, range(100)))
    assert set(found) <= {200, 202}
    assert client.get("/answer?condition=quick").status_code == 200
    slow.set()
    assert asked == ["slow", "quick"]


def test_who_comes_when_too_many_questions_wait_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_in_work, "MOST_WAITING", 1)
    monkeypatch.setattr(web, "PATIENCE", 0.01)
    held = threading.Event()
    client = reader(lambda condition: held.wait(30) and local(condition))
    assert client.get("/answer?condition=one").status_code == 202
    assert client.get("/answer?condition=two").status_code == 503
    held.set()


def test_a_registry_that_cannot_be_reached_is_one_clear_page() -> None:
    def ask(condition: str) -> Answer:
        raise TransportError("The registry could not be reached.", hint="Try again later.")

    found = reader(ask).get("/answer?condition=stroke")
    assert found.status_code == 502
    assert "The registry could not be reached." in found.text


@contextmanager
def serving(folder: Path, *options: str, stderr: int | None = subprocess.PIPE, **env: str) -> Iterator[int]:
    """The command in a process of its own, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "msc_trials", "serve", "--port", str(port), *options]
    environment = {**os.environ, "MSC_TRIALS_CACHE_DIR": str(folder), **env}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=stderr) as process:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        try:
            yield port
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("cache"), "--source", "snapshot") as port:
        yield port


def got(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    found = connection.getresponse()
    found.read()
    return found.status


def test_a_hundred_readers_get_their_pages_beside_clients_that_never_finish_their_request(served: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", served)) for _ in range(50)]
    for client in slow:
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX-" % served)
    with ThreadPoolExecutor(100) as readers:
        found = list(readers.map(lambda _: got(served, "/answer?condition=migraine"), range(100)))
    assert set(found) <= {200, 202}
    for client in slow:
        client.settimeout(30)
        assert client.recv(100) == b""
        client.close()
    assert got(served, "/answer?condition=migraine") == 200


def read(port: int, path: str) -> tuple[int, str]:
    """The status and the text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    found = connection.getresponse()
    return found.status, found.read().decode()


def until_there(port: int, path: str) -> tuple[int, str]:
    """The page once it no longer waits, as a browser would load it again."""
    for _ in range(300):
        found = read(port, path)
        if found[0] != 202:
            return found
        time.sleep(0.1)
    return found


def test_live_pages_come_while_a_first_answer_waits_on_a_slow_registry_and_its_failure_is_one_page(
    tmp_path: Path,
) -> None:
    quick = {"MSC_TRIALS_MIN_INTERVAL": "0", "MSC_TRIALS_RETRIES": "0"}
    with (
        Emulator(3) as registry,
        serving(tmp_path, "--source", "live", "--api-url", registry.url, **quick) as port,
    ):
        status, text = until_there(port, "/answer?condition=stroke")
        assert status == 200
        assert "Registry data of 20 November 2026" in text or "Old data: 20 November 2026" in text
        registry.trouble("slow:6*,/slow:3*")
        assert read(port, "/answer?condition=migraine")[0] == 202
        with ThreadPoolExecutor(100) as readers:
            found = list(readers.map(lambda _: got(port, "/answer?condition=stroke"), range(100)))
        assert set(found) == {200}
        status, text = read(port, "/answer?condition=migraine")
        assert (status, "The trials are looked up" in text) == (202, True)
        registry.trouble("")
        assert until_there(port, "/answer?condition=migraine")[0] == 200
        registry.trouble("503*,/503*")
        status, text = until_there(port, "/answer?condition=lupus")
        assert status == 502
        assert "Traceback" not in text
        assert str(tmp_path) not in text
        assert until_there(port, "/compare?conditions=lupus,stroke")[1].count("<tr data-row") == 1


def test_a_query_of_a_megabyte_is_refused_and_others_go_on(served: int) -> None:
    with socket.create_connection(("127.0.0.1", served)) as client:
        client.settimeout(30)
        try:
            client.sendall(b"GET /answer?condition=" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n")
            answered = client.recv(100)
        except ConnectionError:
            answered = b""
    assert not answered.startswith(b"HTTP/1.1 200")
    assert got(served, "/") == 200


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("GET /../../../etc/passwd HTTP/1.1", "127.0.0.1:{port}"),
        ("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "127.0.0.1:{port}"),
        ("GET //etc/passwd HTTP/1.1", "127.0.0.1:{port}"),
        ("GET file:///etc/passwd HTTP/1.1", "127.0.0.1:{port}"),
        ("GET / HTTP/1.1", "evil.example"),
        ("GET / HTTP/1.1", "127.0.0.1:{port}\r\nHost: evil.example"),
        ("POST /answer HTTP/1.1", "127.0.0.1:{port}"),
        ("nonsense", "127.0.0.1:{port}"),
    ],
)
def test_bytes_that_no_browser_sends_are_refused_and_nothing_leaks(served: int, line: str, host: str) -> None:
    with socket.create_connection(("127.0.0.1", served)) as client:
        client.settimeout(30)
        client.sendall(f"{line}\r\nHost: {host.format(port=served)}\r\nConnection: close\r\n\r\n".encode())
        answered = b"".join(iter(lambda: client.recv(65_536), b"")).decode()
    assert re.match(r"HTTP/1\.1 4\d\d ", answered)
    for leak in ("root:", "Traceback", "site-packages", "uvicorn", "Python", str(ROOT)):
        assert leak not in answered


def test_a_body_that_is_not_http_is_refused_without_a_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path, "--source", "snapshot", stderr=None) as port:
        for pause in (0.0, 0.5):
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.settimeout(30)
                client.sendall(
                    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"ZZ\r\n" * (not pause)
                )
                time.sleep(pause)
                answered = b""
                with suppress(OSError):  # the server may have closed the connection
                    client.sendall(b"ZZ\r\n")
                with suppress(ConnectionResetError):
                    answered = client.recv(100)
                assert re.match(rb"HTTP/1\.1 4\d\d |$", answered)
    assert "Traceback" not in capfd.readouterr().err


def test_a_port_in_use_is_one_clear_error(served: int) -> None:
    command = [sys.executable, "-m", "msc_trials", "serve", "--port", str(served), "--source", "snapshot"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert ran.stderr == f"Error: Port {served} cannot be opened. Choose another with --port.\n"


@pytest.mark.parametrize(
    ("condition", "error"),
    [
        ("NCT03818737", None),
        (
            "stroke",
            TransportError(
                "It did not answer.", hint="Wait longer (--wait 2m, max_time in Python). Stored ones work (--offline)."
            ),
        ),
        (
            "stroke",
            TransportError("It did not answer.", hint="Check the network connection. Stored ones work (--offline)."),
        ),
    ],
)
def test_a_page_with_an_error_advises_nothing_for_a_terminal(condition: str, error: TransportError | None) -> None:
    """A reader in a browser is told what a reader can do, and no command or option of a program."""

    def failing(asked: str) -> Answer:
        if error is not None:
            raise error
        return local(asked)

    text = reader(failing).get(f"/answer?condition={condition}").text
    assert not re.search(
        r"msc-trials |--\w+|in Python", re.sub(r"<style.*?</style>|<!--.*?-->", "", text, flags=re.DOTALL)
    )
    assert re.search("Name a disease|come again later|Check the network", text)


_WITHOUT_EXTRAS = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("starlette", "uvicorn", "mcp", "anyio"):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Hidden())
from msc_trials.cli.app import main
sys.argv = ["msc-trials", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize(("command", "extra"), [("serve", "web"), ("mcp", "mcp")])
def test_help_needs_no_extra_and_running_names_the_one_that_is_missing(command: str, extra: str) -> None:
    def ran(*args: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-c", _WITHOUT_EXTRAS, command, *args]
        return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert ran("--help").stdout.startswith(f"Usage: msc-trials {command}")
    assert f'pip install "msc-trials[{extra}]"' in ran().stderr
