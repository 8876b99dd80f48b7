"""The summary brought to a real mail server and a real address: each once, signed, and never at the price of the night."""

from __future__ import annotations

import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from openness.nights.closing import write_night
from openness.nights.delivery import SIGNATURE, deliver, noted
from openness.nights.model import BodyNight, Change, Missed, Night, OpenRow, Place, Unread
from openness.nights.settings import Mail, Settings, Webhook, load_settings
from store.base import Text
from store.conclusion import Range
from store.strictyaml import ConfigError

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
SPITE = '<script>alert("1")</script>'


def body(code: str, low: str, **more: Any) -> BodyNight:
    return BodyNight(
        code=code, kind="central", name=Text(kk=f"{code} органы", ru=f"Орган {code}"), run=f"{code}-1", report=f"runs/{code}-1",
        total=Range(low=Decimal(low), high=Decimal("90")), max="100.00", decided="0.412", place=Place(best=1, worst=2), **more,
    )  # fmt: skip


def night() -> Night:
    before = Change(run="a-0", started_at="2026-11-23T00:00:00+00:00", total=Range(low=Decimal("40"), high=Decimal("90")))
    return Night(
        id="night-20261124-2000", schedule="night", due="2026-11-24T20:00:00+00:00", made_at="2026-11-24T20:00:01+00:00",
        closed_at="2026-11-24T23:00:00+00:00", methodology=("kz-2017 2017-12-28",), counts={"done": 2, "failed": 1},
        bodies=(
            body("a", "30", change=before, unread=(Unread(what=f"https://a.kz/{SPITE}", why="timeout"),), open=1, open_points="2.5",
                 dearest=(OpenRow(id="kz-2017:a14.1", title=Text(kk="Жол", ru="Строка"), language="ru", points="2.5"),)),
            body("b", "55"),
        ),
        missed=(Missed(code="c", name=Text(kk="c органы", ru="Орган c"), run="c-1", standing="failed", reason="fault", values={"status": "3"}),),
        left=("d",),
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_night(night(), tmp_path, "https://openness.example.kz/")
    return tmp_path


class Letters(socketserver.ThreadingTCPServer):
    """A mail server that takes every letter."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Mailman)
        self.taken: list[Message] = []


class _Mailman(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part[1:] if part.startswith(b"..") else part)
                self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))  # type: ignore[attr-defined, arg-type]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 yes\r\n")
            if word == b"QUIT":
                return


class Hooks(ThreadingHTTPServer):
    """An address that takes posts, or answers otherwise."""

    daemon_threads = True

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Hook)
        self.status, self.taken = status, []  # type: ignore[var-annotated]


class _Hook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), text))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silence."""


@contextmanager
def at_work(server: Any) -> Iterator[Any]:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def mail(port: int, **more: Any) -> Mail:
    return Mail.model_validate(
        {"host": "127.0.0.1", "port": port, "security": "none", "from": "openness@example.kz", "to": ["one@example.kz"], **more}
    )


@pytest.mark.parametrize(("language", "words"), [("ru", "Орган a"), ("kk", "a органы")])
def test_a_letter_is_taken_once(folder: Path, language: str, words: str) -> None:
    with at_work(Letters()) as server:
        settings = Settings(mail=mail(server.server_address[1], language=language))
        assert [one.taken for one in deliver(night(), folder, settings, NOW)] == [True]
        assert [one.taken for one in deliver(night(), folder, settings, NOW)] == [True]
    (letter,) = server.taken
    assert letter["Message-ID"] == "<night-20261124-2000@openness>"
    plain, page = letter.iter_parts()
    assert words in plain.get_content()
    assert SPITE not in page.get_content()
    assert words in page.get_content()


def test_a_post_is_signed_and_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", "тайна")
    with at_work(Hooks(204)) as server:
        hook = Webhook(url=f"http://127.0.0.1:{server.server_address[1]}/hook?a=1", secret_env="HOOK_SECRET")  # noqa: S106 - a name
        assert [one.taken for one in deliver(night(), folder, Settings(webhooks=(hook,)), NOW)] == [True]
    ((headers, text),) = server.taken
    assert json.loads(text)["id"] == headers["Idempotency-Key"] == "night-20261124-2000"
    assert headers[SIGNATURE] == "sha256=" + hmac.new("тайна".encode(), text, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("status", [302, 500])
def test_what_is_not_taken_is_told_and_tried_again(folder: Path, status: int) -> None:
    with at_work(Hooks(status)) as server:
        settings = Settings(webhooks=(Webhook(url=f"http://127.0.0.1:{server.server_address[1]}/"),))
        (one,) = deliver(night(), folder, settings, NOW)
        assert (one.taken, one.said.split()[0]) == (False, str(status))
        server.status = 200
        assert deliver(night(), folder, settings, NOW)[0].taken
        assert len(server.taken) == 2
    assert noted(folder)[0].taken


def test_nobody_there_and_no_secret_are_told(folder: Path) -> None:
    hook = Webhook(url="http://127.0.0.1:9/", secret_env="NOT_SET_ANYWHERE")  # noqa: S106 - a name
    found = deliver(night(), folder, Settings(mail=mail(9), webhooks=(hook,)), NOW)
    assert [one.taken for one in found] == [False, False]
    assert "NOT_SET_ANYWHERE" in found[1].said
    assert (folder / "night.json").is_file()


@pytest.mark.parametrize("url", ["http://example.kz/", "ftp://127.0.0.1/", "https:///x", "file:///etc/passwd"])
def test_addresses_that_are_not_safe(tmp_path: Path, url: str) -> None:
    (tmp_path / "nights.yaml").write_text(f'schema: openness/nights/1\nwebhooks:\n  - url: "{url}"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"nights\.yaml"):
        load_settings(tmp_path)


def test_pages_in_both_languages_escape_and_tell_all(folder: Path) -> None:
    for language, words in (("ru", ("Снизились", "Что не удалось прочитать")), ("kk", ("Төмендегендер", "Не оқылмады"))):
        page = (folder / f"night.{language}.html").read_text(encoding="utf-8")
        letter = (folder / f"night.{language}.txt").read_text(encoding="utf-8")
        assert SPITE not in page
        assert "&lt;script&gt;" in page
        assert f'href="https://openness.example.kz/runs/a-1/report.{language}.html"' in page
        assert words[0] in letter
        assert words[1] in letter
        assert "d" in letter
        assert "kz-2017 2017-12-28" in page
