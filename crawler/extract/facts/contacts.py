"""Contact data on a page: postal addresses, e-mail addresses, telephones. What is doubtful is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from crawler.extract.facts.accounts import accounts
from crawler.extract.facts.hours import announced_hours
from crawler.extract.facts.phones import phone_of_link, phones_in
from crawler.extract.facts.postal import Addresses, Around
from crawler.extract.facts.traces import read_traces
from crawler.extract.page.lines import Line
from crawler.extract.page.tree import Element, Outline
from crawler.extract.text.clean import clean
from crawler.extract.text.words import Words

MAX_OF_KIND = 150
_GLUED = re.compile(r"(?=https?://|www\.)|(?<=\d[\s–-]\d\d)(?=[^\W\d_])")
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,62}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,12}(?![\w-])"
)
# «info [at] mam.gov.kz», «info (собака) mam (точка) gov (точка) kz»: people read it, programs do not.
_AT = r"(?:at|собака|собачка|айқұлақ|айкулак|@)"
# Without brackets only what is no word of a sentence between an English name and a host.
_SIGN = rf"(?:\s?[\[({{<]\s*{_AT}\s*[\])}}>]\s?|\s(?:собака|собачка|айқұлақ|айкулак)\s)"
_DOT = r"(?:\.|\s?[\[({<]\s*(?:dot|точка|нүкте|\.)\s*[\])}>]\s?)"
_DOTS = re.compile(_DOT, re.IGNORECASE)
_VEIL = re.compile(_SIGN, re.IGNORECASE)
_VEILED = re.compile(
    rf"(?<![\w.+-])(?P<user>[A-Za-z0-9][A-Za-z0-9._+-]{{0,62}}){_SIGN}(?P<host>[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{1,4}})",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\d\s()+–—-]{5,25}[,;.\s(]{0,4}(?:вн(?:утр\w*)?|ішкі|доб(?:авочный)?|қос(?:ымша)?|ext)\.?:?\s*(?P<number>\d{1,5})(?!\d)",
    re.IGNORECASE,
)
# «1414», «109»: numbers of three and four digits that the whole country may dial; years are none.
_SHORT = re.compile(
    r"(?<![\d.,/№–-])(?!1[89]\d\d)1\d{2,3}(?![\d%]|[.,/–-]\d|\s?(?:тг|тенге|теңге|жыл|год|г\.|адам|чел|млн|тыс|мың|өтініш|обращ))",
    re.IGNORECASE,
)
_SHORT_LINE, _SHORT_REACH, _LIST_REACH = 200, 40, 120
# The longest words that stand for a name before a number.
_LABEL = 60
# Where a page keeps what stands beside its text, and so many headings before a datum may be that of its column.
_BESIDE, _COLUMNS = frozenset({"header", "footer", "aside"}), 20
_LETTER = re.compile(r"[^\W\d_]")
# So many lines on either side show whether a line stands among contact data.
_NEAR = 3
_DIGIT, _AT_SIGN = re.compile(r"\d"), re.compile("@")
# Domains of RFC 2606 stand in templates that nobody filled in.
_UNSET = ("@example.com", "@example.net", "@example.org")
_FILES = ("png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css")


class ContactFact(NamedTuple):
    """One datum: kind (as in ``ContactRecord``), its value, the line it stands in, the element, and what more is told of it."""

    kind: str
    value: str
    quote: str
    element: Element
    detail: str = ""


def read_contacts(outline: Outline, lines: list[Line], words: Words) -> Iterator[ContactFact]:
    """Contact data in page order by kind: postal, email, phone, short-phone, social, hours; the same value counts once for a page.

    Last come traces: places that look like a postal address, telephone or e-mail address of which the page gave none that could be read.
    """
    main = [
        *_bounded(_postal(lines, words)),
        *_bounded(_emails(outline, lines)),
        *_bounded(_phones(outline, lines, words)),
    ]
    yield from (_headed(fact, outline) for fact in main)
    yield from _bounded(_short_phones(lines, words))
    linked = _bounded(
        ContactFact("social", value, _named(outline, value, element), element, network)
        for value, network, element in accounts(outline)
    )
    yield from (_headed(fact, outline) for fact in linked)
    yield from _bounded(
        ContactFact("hours", value, clean(line.text), line.element, detail)
        for value, detail, line in announced_hours(lines, words)
    )
    for trace in read_traces(outline, lines, words, {fact.kind for fact in main}):
        yield ContactFact("trace", trace.kind, trace.quote, trace.element, trace.sign)


def _named(outline: Outline, value: str, element: Element) -> str:
    """An account beside the page's text with the words of its link: «Telegram of the developer: https://t.me/…»."""
    text = outline.text(element, _LABEL + 1) if element.place in _BESIDE else ""
    return f"{text}: {value}" if _LETTER.search(text) and len(text) <= _LABEL else value


def _headed(fact: ContactFact, outline: Outline) -> ContactFact:
    """A datum beside the page's text, which is kept nowhere else, with the heading of its box or column: «Ministry of Finance: », and then
    the address."""
    if fact.element.place not in _BESIDE:
        return fact
    around = {element.key for element in fact.element.ancestors()}
    for heading in reversed(outline.headings_before(fact.element, _COLUMNS)):
        if heading.parent is not None and heading.parent.key in around:
            words = outline.text(heading, _LABEL + 1)
            told = heading.place == fact.element.place and len(words) <= _LABEL and words not in fact.quote
            return fact._replace(quote=f"{words}: {fact.quote}") if words and told else fact
    return fact


def _bounded(facts: Iterator[ContactFact]) -> Iterator[ContactFact]:
    seen: set[str] = set()
    for fact in facts:
        if fact.value in seen:
            continue
        seen.add(fact.value)
        yield fact
        if len(seen) >= MAX_OF_KIND:
            return


def _links(outline: Outline, scheme: str) -> Iterator[tuple[Element, str]]:
    for element in outline.all("a", "area"):
        address = element.get("href").strip()
        if address[: len(scheme)].lower() == scheme and not element.hidden:
            yield element, address[len(scheme) : len(scheme) + 500]


def _postal(lines: list[Line], words: Words) -> Iterator[ContactFact]:
    addresses = Addresses.of(words)
    for index, line in enumerate(lines):
        if not _DIGIT.search(line.text):
            continue
        around = Around(
            _joined(lines[max(0, index - 2) : index], 120),
            _joined(lines[index + 1 : index + 2], 60),
            _joined([*lines[max(0, index - _NEAR) : index], *lines[index + 1 : index + 1 + _NEAR]], 120),
            line.element.place,
        )
        for value in addresses.find(line.text, around):
            yield ContactFact("postal", value, clean(line.text), line.element)


def _joined(lines: list[Line], longest: int) -> str:
    return " ".join(line.text for line in lines if len(line.text) <= longest)


def _emails(outline: Outline, lines: list[Line]) -> Iterator[ContactFact]:
    begun = [line.start for line in lines]
    for element, address in _links(outline, "mailto:"):
        for part in unquote(address.partition("?")[0]).split(","):
            match = _EMAIL.fullmatch(part.strip())
            if match and not part.strip().lower().endswith(_UNSET):
                at = bisect_right(begun, element.start) - 1
                quote = _labelled(outline.text(element), element, lines, at, _AT_SIGN)
                yield ContactFact("email", part.strip().lower(), quote or clean(part), element)
    for line in lines:
        for value, start in emails_in(line.text):
            yield ContactFact("email", value, _around(line.text, start), line.element)
    for line in lines:
        for match in _VEILED.finditer(line.text) if _VEIL.search(line.text) else ():
            value = f"{match['user']}@{_DOTS.sub('.', match['host'])}".lower()
            if _EMAIL.fullmatch(value):
                yield ContactFact("email", value, _around(line.text, match.start()), line.element, "obfuscated")


def emails_in(line: str) -> Iterator[tuple[str, int]]:
    """E-mail addresses in a line with their places, in lower case."""
    if "@" not in line:
        return
    for match in _EMAIL.finditer(_GLUED.sub(" ", line)):
        value = match.group().lower()
        if value.rsplit(".", 1)[-1] not in _FILES and not value.endswith(_UNSET):
            yield value, match.start()


def _phones(outline: Outline, lines: list[Line], words: Words) -> Iterator[ContactFact]:
    begun = [line.start for line in lines]
    for element, address in _links(outline, "tel:"):
        value = phone_of_link(unquote(address), words.dialling)
        if value:
            quote = _labelled(outline.text(element), element, lines, bisect_right(begun, element.start) - 1)
            yield ContactFact("phone", value, quote or clean(address), element)
    spoken = words.phone
    for index, line in enumerate(lines):
        if not _DIGIT.search(line.text):
            continue
        before = lines[index - 1].text[-60:] if index and len(lines[index - 1].text) <= 80 else ""
        for value, start in phones_in(line.text, bool(spoken.search(before.casefold())), words.dialling):
            extension = _EXTENSION.match(line.text, start)
            detail = extension["number"] if extension else ""
            quote = _labelled(line.text, line.element, lines, index)
            yield ContactFact("phone", value, _around(quote, start + len(quote) - len(line.text)), line.element, detail)


def _labelled(text: str, element: Element, lines: list[Line], at: int, means: re.Pattern[str] | None = None) -> str:
    """A telephone or mailbox as it is written; one of a header or footer, whose texts are kept nowhere else, with the words before it there:
    «Call-центр: », and then the number.

    :param at: the line in which it stands.
    :param means: what a text must bear to be the datum; else one without letters.
    """
    bare = means.search(text) is not None if means is not None else _LETTER.search(text) is None
    if not text or element.place not in ("footer", "header") or not bare:
        return text
    line = lines[at].text if at >= 0 and text in lines[at].text else ""
    if line and not line.startswith(text):
        return _around(line, line.find(text))
    before = lines[at - 1].text if line and at else ""
    told = len(before) <= _LABEL and _LETTER.search(before) is not None and _DIGIT.search(before) is None
    return f"{before} {_around(line, 0)}" if told else _around(line, 0) or text


def _short_phones(lines: list[Line], words: Words) -> Iterator[ContactFact]:
    for index, line in enumerate(lines):
        if len(line.text) > _SHORT_LINE:
            continue
        for match in _SHORT.finditer(line.text):
            before = line.text[: match.start()].rstrip()
            reach = _LIST_REACH if before.endswith(":") else _SHORT_REACH
            alone = index and not _LETTER.search(line.text) and len(lines[index - 1].text) <= 80
            told = lines[index - 1].text if alone else before[-reach:]
            if words.phone.search(told.casefold()):
                yield ContactFact("short-phone", match.group(), _around(line.text, match.start()), line.element)


def _around(line: str, position: int) -> str:
    """At most 300 characters of the line with the found place inside."""
    start = max(0, min(position - 120, len(line) - 300))
    return clean(line[start : start + 300])
