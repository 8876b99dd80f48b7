"""What a page sends besides its main text: its markup, and the words of headers and footers, where sites say whose they are.

Pages are many and large, so only a few are read whole: the home pages and one page of each template and language.
"""

from __future__ import annotations

import html
import re

from checks.derived import derived, derived_by
from checks.measured import states
from checks.sweep import Key
from store.records import PageRecord
from store.snapshot import Snapshot

# What closes an opening that nothing closes is the end, so that reading stays linear in any markup.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|title|svg)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def markup(snapshot: Snapshot, page: PageRecord) -> str:
    """The page's bytes as text, without comments."""
    data = snapshot.objects.get(page.object_sha256)
    named = "utf-8" if page.rendered else page.charset_bytes or page.charset_header or page.charset_meta or "utf-8"
    try:
        text = data.decode(named, "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return _COMMENT.sub(" ", text)


def spoken(source: str) -> str:
    """The text between the tags, on one line, entities resolved; scripts and styles speak to nobody, and the title stands outside the page."""
    return " ".join(html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", source))).split())


@derived_by
def words_on(snapshot: Snapshot, key: Key) -> str:
    """All words of one page, with those that the browser saw on it where it looked."""
    page = snapshot.page(*key)
    if page is None:
        return ""
    state = states(snapshot).get(page.url)
    return " ".join((spoken(markup(snapshot, page)), state.names if state else ""))


@derived
def representatives(snapshot: Snapshot) -> tuple[PageRecord, ...]:
    """The home pages first, then one page of each template and language."""
    chosen = list(snapshot.homes())
    kinds = {(page.template, page.language) for page in chosen}
    for page in snapshot.pages():
        if (page.template, page.language) not in kinds:
            kinds.add((page.template, page.language))
            chosen.append(page)
    return tuple(chosen)
