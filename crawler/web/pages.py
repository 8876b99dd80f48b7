"""Pages of answers and of captures, parsed."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from crawler.extract.page.tree import parse
from crawler.extract.text.decode import decode
from crawler.hosts.answer import Answer
from store.harvest import Capture
from store.objects import ObjectStore
from store.warc import Exchange


def page_of(answer: Answer) -> LexborHTMLParser:
    """The parsed page of an answer."""
    tree, _ = parse(decode(answer.body, tuple(answer.exchange.response_headers)).text)
    return tree


def stored_page(objects: ObjectStore, capture: Capture) -> LexborHTMLParser:
    """The parsed page of a capture. Raises ObjectMissing or ObjectDamaged."""
    tree, _ = parse(decode(objects.get(capture.object_sha256), capture.headers).text)
    return tree


def stored_answer(objects: ObjectStore, capture: Capture) -> Answer:
    """The answer of a capture, without what only the wire bore. Raises ObjectMissing or ObjectDamaged."""
    wire = Exchange(
        capture.url, capture.requested_at, "", [], capture.status, "", list(capture.headers), b"", capture.remote_addr
    )
    return Answer(wire, objects.get(capture.object_sha256))
