"""Contact data whose own line says that they are for something else – the maker of the site, a bank, a line of trust –, that are those of one
whom the law asks for apart from the body (its press service), or that are a sample."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from checks.above import above_organisation, itself, of_another_kind, of_superior, of_unit_below
from checks.contacts import Candidate
from checks.letters import words
from checks.own import on_host
from checks.saidwith import by_means, figures, sentence_with
from checks.sentences import sentences
from checks.words import fold, holds
from store.asked import asked
from store.records import ContactRecord
from store.snapshot import Snapshot

# A longer line above a datum is a text of its own and no label.
LABEL = 80
# So many lines above a datum may say whose it is: a room, a person.
NEAR = 3
# A number within a town has so many figures.
LOCAL = 7
# How a line begins that tells by what means somebody is reached, and not who.
REACHED = asked(__name__, "content-marks", "reached")
# A line by which nobody is spoken to.
FAX = asked(__name__, "content-marks", "fax-alone")
_NUMBER = re.compile(r"[+(]?\d")
_ENDED = re.compile(r"^\w*")


def around(snapshot: Snapshot, item: Candidate) -> tuple[str, ...]:
    """What says whose a datum is: its line, and where that tells at most the means, the short lines above and the heading next above."""
    if _tells_more(snapshot, item):
        return (said_of(snapshot, item),)
    line = _line(snapshot, item)
    if any(map(str.isalpha, line)):
        return (line,)
    # Two telephones beside each other are one line.
    above = [one for lines in _above(snapshot, item, line) for one in lines[-NEAR:] if len(one) <= LABEL]
    return item.contact.quote, *_nearest(snapshot, item, above), *_heading(snapshot, item)


def said_of(snapshot: Snapshot, item: Candidate) -> str:
    """What the line of a datum says of it: of a long text the sentence that bears it, unless that tells the means alone."""
    quote = item.contact.quote
    told = sentence_with(quote, item.contact.value) if len(quote) > LABEL and figures(item.contact.value) else ""
    return quote if not told or by_means(snapshot, told) else told


def _line(snapshot: Snapshot, item: Candidate) -> str:
    """The line within which a datum stands that is a link or a cell of its own: «Канцелярия: », and the telephone; none where it stands on a
    line by itself as well."""
    record, quote = snapshot.text(item.page.url, item.page.lane), item.contact.quote.strip()
    lines = [line.strip() for line in record.text.split("\n")] if record is not None else []
    return "" if quote in lines else next((line for line in lines if quote in line), "")


def _nearest(snapshot: Snapshot, item: Candidate, above: list[str]) -> Iterator[str]:
    """Lines next above a datum, up to another datum: behind it another entry begins."""
    data = {one.quote.strip() for one in snapshot.records(ContactRecord, url=item.page.url, lane=item.page.lane)}
    return takewhile(lambda line: line not in data, reversed(above))


def is_lent(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether the line of a datum, or what stands above it, says that it serves something else, or the datum is the sample of a template or an
    account that everybody knows to be another's."""
    if _is_sample(snapshot, item):
        return True
    lexicon = snapshot.lexicon("contacts")
    named = _labels(snapshot, item)
    if item.contact.kind == "phone" and any(snapshot.lexicon("content-marks").pattern(FAX).search(text) for text in named):
        return True
    others = (of_superior, of_another_kind, above_organisation)
    if any(holds(text, lexicon.phrases("other-use")) or any(of(snapshot, text) for of in others) for text in named):
        return True
    whose = (*named, *_heading(snapshot, item)) if item.contact.kind != "postal" else ()
    return any(holds(text, lexicon.phrases("asked-apart")) for text in whose)


def _labels(snapshot: Snapshot, item: Candidate) -> list[str]:
    """The words of the line before the datum, also of the line within which it is a link, and where there are none the line above."""
    head = _head(item) or _before(snapshot, item)
    if head and not _after_data(snapshot, item):
        return [head, *_beside_account(snapshot, item)]
    above = [lines[-1] for lines in _above(snapshot, item) if lines and len(lines[-1]) <= LABEL]
    return [head, *above] if head else above


def _after_data(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether other data stand before a datum in its line, so that what is said there tells of no owner: «г. Караганда, ул. Абая, 13, …@…»."""
    quote = item.contact.quote
    data = snapshot.records(ContactRecord, url=item.page.url, lane=item.page.lane)
    kinds = {one.kind for one in data if one.quote == quote and one.kind != "trace"}
    return len(kinds) > 1 and ":" not in quote.partition(item.contact.value)[0]


def _bare(address: str) -> str:
    return address.rstrip("/").replace("://www.", "://")


def _beside_account(snapshot: Snapshot, item: Candidate) -> Iterator[str]:
    """What the lines that bear the link to an account say before it, and the line above that heads them: «Портал в соцсетях: Telegram»."""
    if item.contact.kind != "social":
        return
    wanted, record = _bare(item.contact.value), snapshot.text(item.page.url, item.page.lane)
    texts = {link.text for link in snapshot.links(item.page) if link.text and _bare(link.target) == wanted}
    lines = f"{record.text}\n{record.beside}".split("\n") if record is not None else []
    for text in sorted(texts):
        for above, line in pairwise(("", *lines)):
            if text in line and len(line) <= 2 * LABEL:
                before = line.partition(text)[0].strip()
                yield before or (above if len(above) <= LABEL else "")
    if not texts:
        # Signs alone bear no words: whatever heads such a block tells whose they are.
        networks = snapshot.lexicon("contacts").phrases("networks")
        yield from (line for line in lines if len(line) <= LABEL and holds(line, networks))


def _before(snapshot: Snapshot, item: Candidate) -> str:
    """What the line within which a datum is a link says next before it."""
    before, link, _ = _line(snapshot, item).partition(item.contact.quote.strip())
    told = sentences(before)[-1:] if link else []
    return next((one.strip() for one in told if any(map(str.isalpha, one))), "")


def _head(item: Candidate) -> str:
    """What the line of a datum says before it; of a text of several sentences the one that bears it."""
    quote = _sentence(item.contact.quote.strip(), item.contact.value)
    before, told, _ = quote.partition(item.contact.value)
    begun = _NUMBER.split(quote, maxsplit=1)[0] if item.contact.kind == "phone" else before if told else quote
    head = quote.partition(":")[0] if ":" in quote else begun[:LABEL]
    return head if any(map(str.isalpha, head)) and item.contact.value not in head else ""


def _sentence(quote: str, value: str) -> str:
    """The sentence that bears a datum; the whole text where none bears it alone."""
    return next((one for one in sentences(quote) if value in one), quote) if len(quote) > LABEL else quote


def _above(snapshot: Snapshot, item: Candidate, line: str = "") -> list[list[str]]:
    """The lines above each place of the datum's line, or of another one that bears it."""
    record, quote = snapshot.text(item.page.url, item.page.lane), line or item.contact.quote.strip()
    lines = [line.strip() for line in record.text.split("\n") if line.strip()] if record is not None else []
    return [lines[:number] for number, line in enumerate(lines) if number and line == quote]


def _heading(snapshot: Snapshot, item: Candidate) -> Iterator[str]:
    """The headings next above a datum of whose line at most the means is told: «Пресс-служба», and below it «тел.: …»."""
    if not _tells_more(snapshot, item):
        yield from heading_above(snapshot, item)


def headed_below(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether what heads a datum names an akim below the body."""
    return any(of_unit_below(snapshot, text) for text in heading_above(snapshot, item))


def heading_above(snapshot: Snapshot, item: Candidate) -> Iterator[str]:
    """The headings next above the lines of a datum, whatever those tell."""
    headings = {tuple(words(text)) for text in item.page.headings}
    for above in _above(snapshot, item):
        yield next((line for line in reversed(above) if tuple(words(line)) in headings), "")


def _tells_more(snapshot: Snapshot, item: Candidate) -> bool:
    """Whether the line of a datum says more before it than by what means somebody is reached: «тел./факс», and then the datum."""
    rest, reached = _head(item), snapshot.lexicon("content-marks").pattern(REACHED)
    while (means := reached.match(rest)) is not None:
        rest = _ENDED.sub("", rest[means.end() :])
    return any(map(str.isalpha, rest))


def _is_sample(snapshot: Snapshot, item: Candidate) -> bool:
    kind, value = item.contact.kind, item.contact.value
    lexicon = snapshot.lexicon("contacts")
    if kind == "email":
        name, _, host = value.rpartition("@")
        if name in lexicon.phrases("serving-names"):
            return True
        of_all = name in lexicon.phrases("sample-names") and on_host(f"http://{host}", lexicon.phrases("mail-of-all"))
        return of_all or on_host(f"http://{host}", lexicon.phrases("sample-hosts"))
    if kind == "postal":
        return holds(fold(value), lexicon.phrases("sample-addresses"))
    if kind == "social":
        account = _bare(value).rpartition("/")[2].lower()
        ministry = account.startswith(lexicon.phrases("accounts-of-ministries"))
        return account in lexicon.phrases("accounts-of-others") or (
            ministry and not holds(itself(snapshot), lexicon.phrases("ministries"))
        )
    figures = [int(one) for one in re.sub(r"\D", "", value)][-LOCAL:]
    rising = all((first + 1) % 10 == second for first, second in pairwise(figures))
    return kind == "phone" and len(figures) == LOCAL and (rising or not any(figures))
