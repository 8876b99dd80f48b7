"""Versions of a site from whose pages a link leads to certain sites."""

from __future__ import annotations

from checks.derived import derived_by
from checks.own import on_host
from store.base import Language
from store.records import LinkRecord
from store.snapshot import Snapshot


@derived_by
def linking(snapshot: Snapshot, hosts: tuple[str, ...]) -> frozenset[Language]:
    """Languages of the pages that link to one of these hosts, or to one below it."""
    pages = {link.url for link in snapshot.records(LinkRecord, scope="external") if on_host(link.target, hosts)}
    return frozenset(page.language for page in snapshot.pages() if page.url in pages and page.language is not None)
