"""Labels that say again what another label says: lines that are the text of a link of their page, headings that lead elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from checks.index import Hit, Said

# Where a label stands that the page's text repeats.
SPOKEN = frozenset({"menu", "link", "heading", "title", "breadcrumb", "caption"})
LEADS = frozenset({"menu", "link"})
# Stands for every page in the labels by page.
MENUS = ("menus", "")


def labels_by_page(hits: Sequence[Hit]) -> dict[tuple[str, str], list[Said]]:
    """Labels by the page that bears them; ``("", "")`` holds those of any page, ``MENUS`` those of menus, which stand on most pages."""
    found: dict[tuple[str, str], list[Said]] = {}
    for hit in hits:
        pages = {at.page for at in hit.sightings if at.field in SPOKEN}
        if any(at.field == "menu" for at in hit.sightings):
            pages.add(MENUS)
        for page in (*pages, ("", "")) if pages else ():
            found.setdefault(page, []).append(hit.said)
    return found


def without_echoes(hit: Hit, labels: dict[tuple[str, str], list[Said]]) -> Hit:
    """A hit without lines that are the text of a link or heading of their page, headings that lead elsewhere, and names drawn that any
    page writes."""
    kept = [
        at
        for at in hit.sightings
        if not (
            at.field in ("body", "lead")
            and any(_within(label, hit.said) for key in (at.page, MENUS) for label in labels.get(key, ()))
        )
        and not (at.field in ("body", "lead") and hit.said in labels.get(("", ""), ()))
        and not (at.part and any(led.field in LEADS and led.page == at.page and led.url != at.url for led in hit.sightings))
        and not (at.field == "drawn" and any(_within(label, hit.said) for label in labels.get(("", ""), ())))
    ]
    return hit._replace(sightings=kept)


def _within(label: Said, line: Said) -> bool:
    """Whether a label stands in a line as it is."""
    return any(line[at : at + len(label)] == label for at in range(len(line) - len(label) + 1))
