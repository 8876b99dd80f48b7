"""The stand-in in a process of its own, walks over it, and what planted.yaml says of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.portals.launch import standin
from tests.portals.statebody.planted import load_planted, split_language
from tests.portals.walker import Answer, Client, Walk

ROOT = Path(__file__).parents[2]
PLANTED = load_planted()
BY_ID = {entry["id"]: entry for entry in PLANTED["shortcomings"]}
DEAD = ("dead-old-archive", "dead-document", "dead-image", "broken-service-500", "site-map-dead-link")
LANGUAGE_PAGES = {"kk": 80, "ru": 80, "en": 7}


@contextmanager
def served(*options: str) -> Iterator[int]:
    """The port of a stand-in."""
    with standin(*options) as site:
        yield int(site.rstrip("/").rpartition(":")[2])


def walk_of(port: int, start: str = "/", **headers: str) -> Walk:
    client = Client(port, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        return client.walk(start)
    finally:
        client.close()


def pages_of(found: Walk) -> dict[str, Answer]:
    return {address: answer for address, answer in found.answers.items() if answer.page is not None and answer.status == 200}


def bare(addresses: list[str], lang: str) -> set[str]:
    """Planted addresses of one language as they stand where the address does not carry the language."""
    split = [split_language(address) for address in addresses]
    return {path for of_lang, path in split if of_lang in (None, lang)}


def switches(found: Walk) -> dict[str, dict[str, str]]:
    """Language switch of every page: language → address, leaving out the page's own language."""
    out: dict[str, dict[str, str]] = {}
    for address, answer in pages_of(found).items():
        assert answer.page is not None
        out[address] = {str(v["hreflang"]): str(v["href"]) for tag, v in answer.page.elements if tag == "a" and v.get("hreflang")}
    return out
