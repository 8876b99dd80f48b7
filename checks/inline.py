"""Names within a page's text that head what follows: «Аудит. Ревизионная комиссия провела …», or a line of its own above its text.

Where such a thing ends no markup tells: at the next heading, at the next line that sets off what it says, at a short line above a long one,
or where another thing that the law asks for is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.brief import FEWEST, long_ago
from checks.claims import claims
from checks.heads import head_of, rest_of
from checks.labels import LEAD
from checks.letters import words
from checks.named import NAME, Candidate, Spotted
from checks.own import Spot, own
from checks.phrases import AS_IT_STANDS, Phrase, extra, in_label, phrases
from checks.telling import unfilled
from store.base import Language
from store.records import PageRecord
from store.snapshot import Snapshot

# Words beside a name in its head.
BESIDE = 1
# Of what a line gives beside its name, that line alone tells.
DATA = frozenset({"phone", "email", "address", "link", "persons"})
# Lines of one thing within a text; what is longer has a page.
MOST = 30


def inline(snapshot: Snapshot, concept: str, candidate: Candidate, language: Language) -> Iterator[Candidate]:
    """Parts of a page that the thing's own name heads within its text: the same page, the line being the part."""
    page = snapshot.page(candidate.spot.url, candidate.spot.lane) or snapshot.page(candidate.spot.url)
    if page is None or page.is_home or candidate.spot.part:
        return
    indicator = snapshot.indicator(concept)
    data = all(demand.kind in DATA for demand in indicator.demands)
    wanted = phrases(indicator.names.of(language), language)
    for label in candidate.labels:
        head = label.text in page.heads
        if label.text in page.headings or (data and not head):
            continue
        named = _heading(wanted, label, head)
        if named is not None:
            spot = part_of(snapshot, concept, page, label.text, language)
            if says_now(snapshot, spot, language, lasting=bool(indicator.link_suffices)):
                yield Candidate(spot, [named])


def _heading(wanted: Sequence[Phrase], label: Spotted, set_off: bool) -> Spotted | None:
    """A label of a text that heads what follows it by one of the names; None where it does not.

    :param set_off: whether markup sets the line off from others.
    """
    head = (label.text if set_off else head_of(label.text)) if label.at.field in ("body", "lead") and label.by_name else ""
    found = in_label(wanted, head) if head else None
    beside = extra(found, words(head)) if found is not None else 0
    # A line by itself may be a cell of a table, which names one of many things.
    most = NAME if set_off else BESIDE if rest_of(label.text) else 0
    if found is None or found.way != AS_IT_STANDS or beside > most:
        return None
    return label._replace(extra=beside, match=found)


def says_now(snapshot: Snapshot, spot: Spot, language: Language, *, lasting: bool) -> bool:
    """Whether a part says more than a word, promises nothing, and tells of no years long ago, which acts that stay in force may be of."""
    top = own(snapshot, spot)
    little = bool(rest_of(spot.part)) and top.letters < FEWEST
    if little or not top.lines or any(unfilled(snapshot, line, language) for line in top.lines):
        return False
    return lasting or not long_ago(snapshot, top.lines)


def part_of(snapshot: Snapshot, concept: str, page: PageRecord, line: str, language: Language) -> Spot:
    """The part of a page that a line of its text heads, up to where another thing begins."""
    whole = own(snapshot, Spot(page.url, page.lane)).lines
    following = whole[whole.index(line) + 1 :] if line in whole else []
    if line in page.heads:
        # What markup sets off ends where it sets off the next.
        return Spot(
            page.url, page.lane, line, until=next((one for one in following if one in page.headings or one in page.heads), "")
        )
    told, paragraph = claims(snapshot, language), bool(rest_of(line))
    until = ""
    for number, one in enumerate(following[:MOST]):
        others = {claim.concept for claim in told.get(one, ())} - {concept}
        if paragraph and len(one) > LEAD:
            # What a paragraph's first words head ends with it, but for the list or table below it.
            until = one
            break
        if one in page.headings or rest_of(one) or _above_text(following, number) or (others and head_of(one)):
            until = one
            break
    return Spot(page.url, page.lane, line, until=until)


def _above_text(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a short one above a long one."""
    return bool(head_of(lines[number])) and len("".join(lines[number + 1 : number + 2])) > LEAD


__all__ = ["inline", "part_of", "says_now"]
