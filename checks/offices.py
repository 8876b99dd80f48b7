"""Whose telephone a body gives, where an act asks for that of an office by its name, such as the chancellery.

One that stands where visitors look for the body's own is the office's where its line, or what stands above it, names the office; where nothing
says whose it is, it may be. So may one that stands near a word without which nothing is said of the office, on whatever page or in whatever
file. A version that has telephones of others alone has none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from checks.above import of_superior
from checks.contactlines import near_phones
from checks.contacts import PLACES, WEAK, Candidate, candidates, contact_pages
from checks.infiles import InFile, in_files
from checks.lent import around, headed_below, is_lent, said_of
from checks.newsitems import news_item
from checks.own import Spot, own
from checks.phonelines import NAME, WORDS, around_phones
from checks.phonelines import PHONE as NUMBER
from checks.phrases import Phrases, in_label, phrases, shown
from checks.support import EXAMPLES, clip, on_page, on_site
from checks.whose import among_others, in_series, of_another
from store.base import OFFICIAL, Language
from store.findings import Locator, Observation, Outcome
from store.records import ContactRecord, PageRecord
from store.snapshot import Snapshot

PHONE = "phone"
# Places that tell of the body, whatever stands there.
OF_THE_BODY = frozenset({"footer", "header"})
# Contact pages, headers and footers, home pages.
OF_ITSELF = PLACES.index("home-page")


class Office:
    """An office that a version of a site may give the telephone of; ``concept`` is the indicator with its words."""

    def __init__(self, snapshot: Snapshot, concept: str, language: Language) -> None:
        self.snapshot, self.concept, self.language = snapshot, concept, language
        indicator = snapshot.indicator(concept)
        self._names, self._hints, self._vital, self._other = (
            phrases(one.of(language), language) for one in (indicator.names, indicator.hints, indicator.vital, indicator.excluded)
        )

    def named(self, items: Iterable[Candidate]) -> Candidate | None:
        """The first of these telephones that is named as the office's where visitors look for the body's own, or wherever the site gives the
        same number; or the only one that its own line names so on another page."""
        given = list(items)
        sure = list(_distinct(item for item in given if item.rank < WEAK))
        said = next(
            (item for item in sure if self._names_it(around(self.snapshot, item), item.rank <= OF_ITSELF)),
            None,
        )
        said = said or next((item for item in sure if item.contact.value in self._known), None)
        inside = [item for item in given if item.rank >= WEAK and self._is_own(item)]
        return said or (inside[0] if len({item.contact.value for item in inside}) == 1 else None)

    def _is_own(self, item: Candidate) -> bool:
        """Whether the line of a telephone within other texts names the office, and nothing says that it is another organisation's or
        somebody's by name."""
        if not self._names_it((said_of(self.snapshot, item),), sure=False) or news_item(self.snapshot, item.page.url):
            return False
        if self.snapshot.lexicon(WORDS).pattern(NAME).search(item.contact.quote) is not None:
            return False
        others = (is_lent, headed_below, in_series, among_others, of_another)
        return not any(other(self.snapshot, item) for other in others)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Numbers that either version names as the office's."""
        every = (Office(self.snapshot, self.concept, language) for language in OFFICIAL)
        return frozenset(
            item.contact.value
            for one in every
            for item in _distinct(candidates(self.snapshot, PHONE, one.language))
            if one._names_it(around(self.snapshot, item), sure=False)
        )

    def unnamed(self, item: Candidate) -> Observation | None:
        """A telephone where visitors look for the body's, of which nothing says that it is the office's; one in a line of another page is of
        whom that page tells."""
        if item.rank > OF_ITSELF:
            return self.near()
        return self._open(item.page, "unnamed", item.contact.value, item.contact.quote, item.contact.xpath)

    def near(self) -> Observation | None:
        """A telephone near a word of the office, on whatever page but one of news."""
        for spot, lines in near_phones(self.snapshot, self.language):
            told = [line for line in lines if in_label(self._vital, line) is not None]
            page = self.snapshot.page(spot.url, spot.lane)
            if told and page is not None and not self._of_somebody(told, lines):
                return self._open(page, "near", told[0], told[0])
        return None

    def _of_somebody(self, told: Sequence[str], lines: Sequence[str]) -> bool:
        """Whether these lines tell of receptions alone, and those beside them of somebody whose reception it is."""
        if not all(in_label(self._hints, line) is not None for line in told):
            return False
        person = self.snapshot.lexicon(WORDS).pattern(NAME)
        return self._says(self._other, lines) or any(person.search(line) for line in lines)

    def may_be(self, traces: Iterable[Candidate]) -> list[Candidate]:
        """Those places that look like a telephone and may be the office's: where visitors look for the body's own."""
        known, number = contact_pages(self.snapshot).read, self.snapshot.lexicon(WORDS).pattern(NUMBER)
        return [
            one
            for one in traces
            if (one.page.url in known or one.page.is_home or one.contact.detail in OF_THE_BODY)
            and (number.search(one.contact.quote) is not None or not self._is_read(one))
        ]

    def _is_read(self, trace: Candidate) -> bool:
        """Whether what looks like a telephone is a line of which another datum was read: a postal address has figures, too."""
        page = self.snapshot.records(ContactRecord, url=trace.page.url, lane=trace.page.lane)
        return any(one.kind not in (PHONE, "trace") and one.quote == trace.contact.quote for one in page)

    def in_files(self) -> Iterator[InFile]:
        """Files with a telephone near a word of the office."""
        for one in in_files(self.snapshot, PHONE, self.language):
            lines = own(self.snapshot, Spot(one.file.url, one.file.lane)).lines
            # What was read on a scan stands nowhere else than in the line that was found.
            if not lines or self._says(self._vital, around_phones(self.snapshot, lines)):
                yield one

    def none(self, read: Sequence[Candidate], pages: list[str]) -> Observation:
        """No telephone is the office's: all that were read with their lines, as proof."""
        listed = [{"page": one.page.url, "value": one.contact.value, "line": one.contact.quote} for one in read]
        indicator = self.snapshot.indicator(self.concept)
        words = [*indicator.names.of(self.language), *indicator.vital.of(self.language)]
        basis = {"concept": self.concept, "language": self.language, "pages": pages, "words": words, "telephones": listed}
        facts = {
            "kind": PHONE,
            "pages": len(pages),
            "places": len({one.contact.value for one in read}),
            "phrases": self._shown(),
        }
        return on_site(
            self.snapshot, Outcome.MISSING, "no-office", subject=PHONE, facts=facts, basis=basis, language=self.language
        )

    def _names_it(self, texts: tuple[str, ...], sure: bool) -> bool:
        """Whether words around a telephone name the office and nobody else; where the place is the body's, words that hint at it do."""
        told = self._says(self._names, texts) or (sure and self._says(self._hints, texts))
        return told and not (self._says(self._other, texts) or any(of_superior(self.snapshot, text) for text in texts))

    def _says(self, wanted: Phrases, texts: Iterable[str]) -> bool:
        return any(in_label(wanted, text) is not None for text in texts)

    def _shown(self) -> list[str]:
        return [shown(name) for name in self.snapshot.indicator(self.concept).names.of(self.language)[:EXAMPLES]]

    def _open(self, page: PageRecord, message: str, value: str, quote: str, xpath: str = "") -> Observation:
        return on_page(
            page,
            Outcome.UNVERIFIED,
            message,
            subject=PHONE,
            facts={"kind": PHONE, "value": clip(value, 200), "phrases": self._shown(), "reason": "weak-candidate"},
            locator=Locator(xpath=xpath, quote=clip(quote)),
            language=self.language,
            needs_review=True,
        )


def _distinct(items: Iterable[Candidate]) -> Iterator[Candidate]:
    """Telephones without those that the header or footer of a further page bears in the same words; pages of contacts say more beside them."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        key = item.contact.value, item.contact.quote
        if item.rank != PLACES.index("contact-block") or key not in seen:
            seen.add(key)
            yield item


__all__ = ["Office"]
