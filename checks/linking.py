"""Pages of a site from which a link leads to certain other sites."""

from __future__ import annotations

from checks.derived import derived_by
from checks.own import on_host
from store.base import Language
from store.records import LinkRecord, PageRecord
from store.snapshot import Snapshot


@derived_by
def linking(snapshot: Snapshot, hosts: tuple[str, ...]) -> tuple[PageRecord, ...]:
    """Pages that link to one of these hosts, or to one below it."""
    pages = {link.url for link in snapshot.records(LinkRecord, scope="external") if on_host(link.target, hosts)}
    return tuple(page for page in snapshot.pages() if page.url in pages)


def linked(snapshot: Snapshot, hosts: tuple[str, ...], language: Language, url: str = "") -> bool:
    """Whether a version links to one of these hosts; where a page is named, it or the home page, for elsewhere the link serves another thing."""
    pages = (page for page in linking(snapshot, hosts) if page.language == language)
    return any(not url or page.is_home or url in (page.url, page.final_url) for page in pages)


__all__ = ["linked", "linking"]
