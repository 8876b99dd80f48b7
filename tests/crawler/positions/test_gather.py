"""Search systems asked over HTTP as their interfaces are documented: a server on loopback that speaks both contracts."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.positions.gather import gather
from crawler.positions.google import Google
from crawler.positions.provider import Unreadable
from crawler.positions.rules import SearchFile, load_search
from crawler.positions.yandex import Yandex
from store.base import Text
from store.harvest import ArtifactKind, Body, CrawlPlan, Site
from store.objects import ObjectStore
from store.strictyaml import ConfigError
from tests.conftest import ROOT

KEYS = {
    "OPENNESS_GOOGLE_KEY": "secret-g",
    "OPENNESS_GOOGLE_ENGINE": "engine",
    "OPENNESS_YANDEX_KEY": "secret-y",
    "OPENNESS_YANDEX_FOLDER": "folder",
}
NAMES = Text(kk="Мекеме", ru="Учреждение")


@dataclass
class Systems:
    """Both systems on one server: what was asked of them, and how they answer."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    results: list[str] = field(default_factory=lambda: [f"https://other{number}.example/" for number in range(1, 13)])
    status: int = 200
    address: str = ""

    def google(self, asked: dict[str, list[str]]) -> bytes:
        start, count = int(asked["start"][0]), int(asked["num"][0])
        items = [{"kind": "customsearch#result", "link": link} for link in self.results[start - 1 : start - 1 + count]]
        answer: dict[str, Any] = {"kind": "customsearch#search", "queries": {}}
        return json.dumps({**answer, "items": items} if items else answer).encode()

    def yandex(self, body: dict[str, Any]) -> bytes:
        most = int(body["groupSpec"]["groupsOnPage"])
        groups = "".join(f"<group><doc><url>{link}</url></doc></group>" for link in self.results[:most])
        inner = f"<response><results><grouping>{groups}</grouping></results></response>"
        xml = f'<?xml version="1.0" encoding="utf-8"?><yandexsearch>{inner}</yandexsearch>'
        return json.dumps({"rawData": base64.b64encode(xml.encode()).decode()}).encode()


@pytest.fixture
def systems() -> Iterator[Systems]:
    known = Systems()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            known.asked.append({name: values[0] for name, values in asked.items()})
            self._answer(asked["key"] == ["secret-g"], known.google(asked))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known.asked.append(body)
            self._answer(self.headers["Authorization"] == "Api-Key secret-y", known.yandex(body))

        def _answer(self, allowed: bool, data: bytes) -> None:
            self.send_response(known.status if allowed else 403)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield known
    server.shutdown()
    thread.join()
    server.server_close()


def rules(address: str) -> SearchFile:
    """The product's own file with both systems at another address, and no waiting."""
    made = load_search(ROOT / "config")
    systems = tuple(one.model_copy(update={"address": f"{address}/{one.client}"}) for one in made.systems)
    return made.model_copy(update={"systems": systems, "delay": 0.0})


def plan(allow_private: bool = True) -> CrawlPlan:
    body = Body(code="mekeme", kind="central", name=NAMES, sites=(Site(url="https://mekeme.example/"),))
    return CrawlPlan(
        run_id="r", body=body, methodology="kz-2017", edition="2017-12-28", as_of=date(2026, 11, 20), period="2026",
        user_agent="openness-test", seed=1, key="k", config_sha256="0" * 64, software="test", out="", allow_private=allow_private,
    )  # fmt: skip


def told(folder: Path, systems: Systems, keys: dict[str, str], allow_private: bool = True) -> list[dict[str, Any]]:
    objects = ObjectStore(str(folder / "objects"))
    found = []
    for item in gather(plan(allow_private), rules(systems.address), keys, objects, pause=lambda _: None):
        assert item.kind is ArtifactKind.POSITIONS
        value = json.loads(objects.get(item.object_sha256))
        assert item.ok is (value["reason"] == "")
        assert all(objects.has(answer["sha256"]) for answer in value["answers"])
        found.append(value)
    kept = b"".join(path.read_bytes() for path in (folder / "objects").rglob("*") if path.is_file())
    assert b"secret" not in kept
    return found


def test_both_systems_are_asked_for_both_names(systems: Systems, tmp_path: Path) -> None:
    systems.results.insert(2, "https://mekeme.example/ru/")
    found = told(tmp_path, systems, KEYS)
    assert [(one["source"], one["query"]) for one in found] == [
        ("google", "Мекеме"), ("google", "Учреждение"), ("yandex", "Мекеме"), ("yandex", "Учреждение"),
    ]  # fmt: skip
    assert all(one["results"] == systems.results[:20] for one in found)
    google, yandex = systems.asked[0], systems.asked[-1]
    assert (google["cx"], google["q"], google["num"], google["start"]) == ("engine", "Мекеме", "10", "1")
    assert [one["start"] for one in systems.asked[:4]] == ["1", "11", "1", "11"]
    assert yandex["query"]["queryText"] == "Учреждение"
    assert yandex["folderId"] == "folder"
    assert yandex["groupSpec"]["groupsOnPage"] == "20"


def test_a_system_without_its_key_is_not_asked(systems: Systems, tmp_path: Path) -> None:
    (tmp_path / "objects").mkdir()
    only = {name: value for name, value in KEYS.items() if name != "OPENNESS_GOOGLE_ENGINE"}
    assert {one["source"] for one in told(tmp_path, systems, only)} == {"yandex"}
    assert told(tmp_path, systems, {}) == []


def test_a_refusal_is_kept_and_ends_the_asking(systems: Systems, tmp_path: Path) -> None:
    systems.status = 429
    found = told(tmp_path, systems, KEYS)
    assert {(one["reason"], len(one["answers"])) for one in found} == {("429", 1)}


def test_no_private_network_is_asked_unless_allowed(systems: Systems, tmp_path: Path) -> None:
    found = told(tmp_path, systems, KEYS, allow_private=False)
    assert {one["reason"] for one in found} == {"private-address"}
    assert systems.asked == []


def packed(xml: bytes) -> bytes:
    """XML as Yandex puts it into its answer."""
    return json.dumps({"rawData": base64.b64encode(xml).decode()}).encode()


WRONG = {
    "a page": (Google("a", "k", "p"), b"<html>"),
    "a refusal in JSON": (Google("a", "k", "p"), b'{"error": {"code": 403}}'),
    "a result without an address": (Google("a", "k", "p"), b'{"kind": "customsearch#search", "items": [{}]}'),
    "nothing packed": (Yandex("a", "k", "p"), b"{}"),
    "wrongly packed": (Yandex("a", "k", "p"), b'{"rawData": "%%%"}'),
    "an error in XML": (Yandex("a", "k", "p"), packed(b'<r><response><error code="55"/></response></r>')),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_answer_is_not_taken_for_an_empty_one(name: str) -> None:
    client, body = WRONG[name]
    with pytest.raises(Unreadable):
        client.results(body)


def test_nothing_found_is_an_answer() -> None:
    xml = b'<r><response><error code="15">Nothing was found</error></response></r>'
    assert Yandex("a", "k", "p").results(packed(xml)) == ()
    assert Google("a", "k", "p").results(b'{"kind": "customsearch#search"}') == ()


def test_a_wrong_file_names_its_line(tmp_path: Path) -> None:
    text = (ROOT / "config" / "search.yaml").read_text(encoding="utf-8")
    (tmp_path / "search.yaml").write_text(text.replace("client: yandex", "client: bing"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"search\.yaml:\d+"):
        load_search(tmp_path)
