"""Labels that say again what another label says: lines that are the text of a link of their page, headings that lead elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from checks.index import Hit, Said
from checks.labels import Sighting

# Where a label stands that the page's text repeats.
SPOKEN = frozenset({"menu", "link", "heading", "title", "breadcrumb", "caption"})
LEADS = frozenset({"menu", "link"})
LINES = frozenset({"body", "lead"})
# Stand for menus and for every page in the labels by page.
MENUS, ANYWHERE = ("menus", ""), ("", "")


class Labels:
    """Labels of one heap, by how many words they say: whether one stands in a line costs what the line is long, not how many there are."""

    def __init__(self) -> None:
        self._said: dict[int, set[Said]] = {}

    def add(self, said: Said) -> None:
        """Puts one label among them."""
        self._said.setdefault(len(said), set()).add(said)

    def __contains__(self, line: Said) -> bool:
        """Whether a line is one of them."""
        return line in self._said.get(len(line), ())

    def within(self, line: Said) -> bool:
        """Whether one of them stands in a line as it is."""
        return any(line[at : at + length] in said for length, said in self._said.items() for at in range(len(line) - length + 1))


_NONE = Labels()


def labels_by_page(hits: Sequence[Hit]) -> dict[tuple[str, str], Labels]:
    """Labels by the page that bears them; ``ANYWHERE`` holds those of any page, ``MENUS`` those of menus, which stand on most pages."""
    found: dict[tuple[str, str], Labels] = {}
    for hit in hits:
        pages = {at.page for at in hit.sightings if at.field in SPOKEN}
        if any(at.field == "menu" for at in hit.sightings):
            pages.add(MENUS)
        for page in (*pages, ANYWHERE) if pages else ():
            found.setdefault(page, Labels()).add(hit.said)
    return found


def without_echoes(hit: Hit, labels: dict[tuple[str, str], Labels]) -> Hit:
    """A hit without lines that are the text of a link or heading of their page, headings that lead elsewhere, and names drawn that any
    page writes."""
    anywhere, menus = labels.get(ANYWHERE, _NONE), labels.get(MENUS, _NONE)
    ends: dict[tuple[str, str], set[str]] = {}
    for led in hit.sightings if any(at.part for at in hit.sightings) else ():
        if led.field in LEADS:
            ends.setdefault(led.page, set()).add(led.url)
    fields = {at.field for at in hit.sightings}
    said = not fields.isdisjoint(LINES) and (hit.said in anywhere or menus.within(hit.said))
    drawn = "drawn" in fields and anywhere.within(hit.said)

    def echoes(at: Sighting) -> bool:
        if at.part and ends.get(at.page, set()) - {at.url}:
            return True
        if at.field in LINES:
            return said or labels.get(at.page, _NONE).within(hit.said)
        return at.field == "drawn" and drawn

    return hit._replace(sightings=[at for at in hit.sightings if not echoes(at)])
