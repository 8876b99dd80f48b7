"""The site says that it is the official one and shows the State Emblem, drawn no larger than allowed.

What it checks
    One mark for each order (``part``): ``statement``, ``emblem`` or ``emblem-size``; in the words and pictures of the home
    pages and of one page of each template, the size as the browser drew it; the words on pictures of home pages as Tesseract reads
    them on what the browser drew.

Applicability
    Every site whose home page was read; the size only where there is an emblem.

Met when
    the home page says «ресми интернет-ресурс» or «официальный интернет-ресурс» (site, portal) of
    itself, in its text or on a picture; a picture that names itself the emblem is drawn on a home page; each of them keeps to
    ``most_px`` in width and height.

Deficiency when
    an emblem by itself is drawn wider or higher than ``most_px`` pixels. Where the crawl is complete, no page says the words
    and the home pages have no picture and no style that could bear them, or every picture that the browser drew of them was read and bears
    other words or none, the outcome of ``statement`` is ``missing``; so is ``emblem`` where the browser drew no picture large and rich
    enough to be it.

Left to a person when
    the words stand in the title of the window only, or in one of the official versions alone; a picture of the home page was not
    read, or only badly, or may be the emblem without saying so; the words or the emblem stand deep in the site only, as on a page of
    state symbols; what a picture says of itself may name another emblem or a page on the symbols («Герб города», «О гербе и
    флаге»); the picture is not round, so that it holds more than the emblem; no browser drew the emblem; no emblem was found.

Assumptions
    Words in links to other sites call those official. The emblem is known by its alternative, by the name of its file or
    class, and is as wide as it is high; flags are no emblems. What is smaller than 20 pixels, or drawn in vectors with few points, is an icon.
    Where there is no emblem its size does not apply: the missing emblem is held against the site once.

Law and standard
    Methodology of 2017, appendix 14, row 2.10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.bothversions import in_every_version
from checks.graphics import Graphic, basis, graphics, may_be_emblem
from checks.ladder import somewhere
from checks.marks import Wanted, emblems, illegible, logos, named_emblems, of_state, on_homes, pictured, statements
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.parts import found, hidden, missing, perhaps, sentences, wanting
from checks.support import guarded, not_rendered, on_site, picture
from checks.traces import Hit
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="official-marks-present",
    version="2",
    title=Message(
        kk="Сайтта ресми интернет-ресурс екені жазылған және Мемлекеттік Елтаңба көрсетілген",
        ru="На сайте указано, что он официальный, и есть Государственный Герб",
        en="The site says that it is official and shows the State Emblem",
    ),
    scope="site",
    needs=("pages", "links", "images", "ledger", "page-state", "emblem", "graphics", "graphic-words"),
    options=Wanted,
    messages=sentences("part-found", "part-one-version", "part-weak", "part-hidden", "part-missing")
    | messages_of("official-marks-present"),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for the mark asked for, or one for each emblem that is too large."""
    if options.part == "statement":
        yield from _statement(snapshot)
    elif options.part == "emblem":
        yield from _emblem(snapshot)
    else:
        yield from _size(snapshot, options.most_px)


def _statement(snapshot: Snapshot) -> Iterator[Observation]:
    part, traces, seen = "statement", statements(snapshot), graphics(snapshot)
    shown = pictured(snapshot)
    drawn = [hit for hit, _ in shown]
    whole = in_every_version(snapshot, traces.held)
    searched = list(snapshot.lexicon("interaction").phrases("official"))
    yield from somewhere(
        snapshot,
        met=lambda: (
            found(part, traces.held[0], pages=len(traces.held))
            if traces.held and whole
            else _pictured(snapshot, part, shown, traces.held)
        ),
        weak=lambda: (
            perhaps(part, (*traces.held, *drawn), "part-one-version", "one-version")
            or perhaps(part, traces.weak)
            or (None if seen.whole else perhaps(part, logos(snapshot), "pictures-unread", "picture-unread"))
            or perhaps(part, illegible(snapshot), "pictures-doubtful", "picture-doubtful")
        ),
        unread=lambda: hidden(snapshot, part),
        missing=lambda: _absent(snapshot, part, searched, seen.graphics if seen.whole else None),
        part=part,
        facts={"part": part},
    )


def _pictured(snapshot: Snapshot, part: str, shown: Sequence[tuple[Hit, str]], held: Sequence[Hit]) -> Observation | None:
    """The words as pictures bear them, where each version has them in one way or the other."""
    hits = [hit for hit, _ in shown]
    if not hits or not in_every_version(snapshot, (*held, *hits)):
        return None
    read = (shown[0][1], *graphics(snapshot).evidence)
    return found(part, hits[0], evidence=tuple(dict.fromkeys(read)), pages=len({hit.page.url for hit in hits}))


def _absent(snapshot: Snapshot, part: str, searched: list[str], read: tuple[Graphic, ...] | None) -> Observation:
    """Nowhere in the pages, nor on their pictures where these had to be read."""
    if not read:
        return missing(snapshot, part, searched)
    seen = graphics(snapshot)
    return on_site(
        snapshot,
        Outcome.MISSING,
        "missing-on-pictures",
        subject=part,
        facts={"part": part, "pages": len({page.url for page in snapshot.pages()}), "pictures": len(read)},
        evidence=seen.evidence,
        basis={"part": part, "searched": searched, **basis(seen, read)},
    )


def _emblem(snapshot: Snapshot) -> Iterator[Observation]:
    part, seen = "emblem", graphics(snapshot)
    deeper = [one.hit for one in emblems(snapshot) if not one.hit.page.is_home]
    doubtful = [hit for hit in named_emblems(snapshot) if not of_state(snapshot, hit.sign)]
    rich = [one.hit for one in seen.graphics if may_be_emblem(one)] if seen.drawn else logos(snapshot)
    searched = list(snapshot.lexicon("emblem").phrases("emblem"))
    yield from somewhere(
        snapshot,
        met=lambda: _shown(snapshot),
        weak=lambda: perhaps(part, doubtful) or perhaps(part, deeper) or perhaps(part, rich, "pictures-unread", "picture-unread"),
        unread=lambda: hidden(snapshot, part),
        missing=lambda: _absent(snapshot, part, searched, seen.graphics if seen.drawn else None),
        part=part,
        facts={"part": part},
    )


def _shown(snapshot: Snapshot) -> Observation | None:
    """The emblem on a home page, as the browser drew it or as the page names it."""
    drawn = [one for one in on_homes(emblems(snapshot)) if of_state(snapshot, one.hit.sign)]
    named = [hit for hit in named_emblems(snapshot) if of_state(snapshot, hit.sign)]
    if drawn:
        first = drawn[0]
        shown = (first.digest, *picture(snapshot, first.hit.page.url, [first.hit.xpath]))
        return found("emblem", first.hit, evidence=shown, pages=len({one.hit.page.url for one in drawn}))
    return found("emblem", named[0], pages=len({hit.page.url for hit in named})) if named else None


def _size(snapshot: Snapshot, most: int) -> Iterator[Observation]:
    part, drawn = "emblem-size", on_homes(emblems(snapshot))
    if not drawn and [one.outcome for one in _emblem(snapshot)] == [Outcome.MISSING]:
        yield on_site(snapshot, Outcome.NOT_APPLICABLE, "no-emblem", subject=part, facts={"part": part}, basis={"part": part})
        return
    if not drawn:
        named = named_emblems(snapshot)
        yield perhaps(part, named or logos(snapshot), "size-unknown", "no-measurement") or not_rendered(snapshot, part)
        return
    sure = [one for one in drawn if of_state(snapshot, one.hit.sign)]
    large = [one for one in drawn if max(one.width, one.height) > most]
    certain = {(one.hit.xpath, round(one.width), round(one.height)): one for one in reversed(large) if one.alone and one in sure}
    for one in certain.values():
        size = f"{round(one.width)}×{round(one.height)}"
        yield wanting(part, "too-large", one.hit, [one.digest], size=size, limit=str(most))
    if certain:
        return
    if more := perhaps(part, [one.hit for one in large], "more-than-emblem"):
        yield more
    elif sure:
        yield found(part, sure[0].hit, [sure[0].digest], len({one.hit.page.url for one in sure}))
    else:
        yield perhaps(part, [one.hit for one in drawn], "size-unknown", "no-measurement") or not_rendered(snapshot, part)
