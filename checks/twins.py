"""Which Kazakh page and which Russian page tell of one subject, by what the site says of them and by what they say themselves.

A site names a page's counterpart by its switch, in its head or by its address; a number in an address names nothing, so what is named
is a claim. What the two pages say decides: words that translate each other, figures, names. Worked out once; every check of pairs uses it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple
from weakref import ref

from checks.derived import derived, derived_few
from checks.likeness import ENOUGH, Marks, Verdict, Vocabulary, compare, marks, score
from checks.maintext import own_lines
from checks.support import same_page, unseen
from store.base import OFFICIAL, Language
from store.kept import LANES, Spelled
from store.records import LinkRecord, PageRecord, PairRecord
from store.snapshot import Snapshot

Key = tuple[str, str]
OTHER: dict[Language, Language] = {"kk": "ru", "ru": "kk"}
# A word on more pages than this share tells none of them from the others.
COMMON = 0.2
FEWEST_PAGES = 10
# A word on more pages than this tells little either, and on a large site following each would take a day.
MOST_HOLDERS = 500
# Pages whose words are kept.
MARKS_KEPT = 4000
# Pages whose words of links are kept.
LINKED_KEPT = 1000
# Pages compared with one that nobody names as its counterpart.
TRIED = 8
SHARED_MARKS = 3
# The likeliest page must be so much likelier than the next.
CLEARLY = 2.0
# So much of a page's letters in links makes it a list, whose items need not be the same in both languages.
LISTED = 0.5
# Paragraphs of a page that are held against those of another.
PARAGRAPHS = 30


class Twin(NamedTuple):
    """A Kazakh and a Russian page that belong together as the site has it, with the signs of it and what their texts say of it."""

    kk: PageRecord
    ru: PageRecord
    signs: tuple[str, ...]
    verdict: Verdict


class Claim(NamedTuple):
    """A twin as it is kept: its pages by their keys."""

    kk: Key
    ru: Key
    signs: tuple[str, ...]
    verdict: Verdict


class Twins:
    """Pairs of pages, and for each page the one that is its counterpart by what both say."""

    def __init__(self, snapshot: Snapshot) -> None:
        # What is kept for a snapshot may not hold it, or its database would never be let go.
        self._held_by = ref(snapshot)
        lexicon = snapshot.lexicon("translations")
        self._words = {language: Vocabulary(lexicon, language) for language in OFFICIAL}
        self._marks: dict[Key, Marks] = {}
        self._held: dict[Language | None, tuple[dict[str, array[int]], float]] = {}
        # Each key once, as most pages stand in a pair too.
        once = Spelled().once
        self.pages = {
            language: [once((page.url, page.lane)) for page in snapshot.pages(language) if not unseen(page)]
            for language in OFFICIAL
        }
        # Pairs that switch, head or address name; those with more signs go first, each page is in one of them.
        self.claims = list(self._claims(once))
        self._claim_of = {key: number for number, one in enumerate(self.claims) for key in (one.kk, one.ru)}
        self._found = self._by_content()

    @property
    def _snapshot(self) -> Snapshot:
        snapshot = self._held_by()
        assert snapshot is not None  # noqa: S101 - who asks has it
        return snapshot

    @property
    def claimed(self) -> Iterator[Twin]:
        """The same with their pages, in order of the Kazakh ones; made anew each time."""
        return map(self._twin, sorted(self.claims, key=attrgetter("kk")))

    @property
    def by_content(self) -> Iterator[Twin]:
        """Pages of one subject by what both say that nobody names as versions of one page, in order of the Kazakh ones; made anew each time."""
        for key in sorted(self.pages["kk"]):
            other = self._found.get(key)
            if other is not None and key not in self._claim_of and other not in self._claim_of:
                yield Twin(self._page(key), self._page(other), (), "same")

    def claimed_at(self, url: str) -> Iterator[Twin]:
        """Those of them of which a page lies at this address."""
        numbers = {self._claim_of[url, lane] for lane in LANES if (url, lane) in self._claim_of}
        return (self._twin(self.claims[number]) for number in sorted(numbers))

    def _twin(self, claim: Claim) -> Twin:
        return Twin(self._page(claim.kk), self._page(claim.ru), claim.signs, claim.verdict)

    def _page(self, key: Key) -> PageRecord:
        page = self._snapshot.page(*key)
        assert page is not None  # noqa: S101 - its key was taken from it
        return page

    def marks(self, page: PageRecord) -> Marks:
        """What of a page's own text is compared."""
        key = page.url, page.lane
        found = self._marks.get(key)
        if found is None:
            language = page.text_language if page.text_language in self._words else page.language
            found = marks("\n".join(own_lines(self._snapshot, key)), self._words[language or "ru"])
            self._marks[key] = found
            if len(self._marks) > MARKS_KEPT:
                # The oldest: pages are met in pairs, and whoever asks again pays for it.
                del self._marks[next(iter(self._marks))]
        return found

    def said(self, first: PageRecord, second: PageRecord) -> Verdict:
        """What the texts of two pages say of whether they are of one subject; ``other`` never of lists."""
        if first.language not in self._words or second.language not in self._words:
            return "unsure"
        verdict = compare(self.marks(first), self.marks(second))
        if verdict == "other" and (_is_list(self._snapshot, first) or _is_list(self._snapshot, second)):
            return "unsure"
        return verdict

    def translated(self, first: PageRecord, second: PageRecord) -> bool:
        """Whether a paragraph of one page says what a paragraph of the other says; both pages are of one of the official languages."""
        mine, yours = (
            [marks(line, self._words[page.language or "ru"]) for line in self._paragraphs(page)] for page in (first, second)
        )
        return any(score(one, other) > CLEARLY for one in mine for other in yours)

    def _paragraphs(self, page: PageRecord) -> list[str]:
        """The first paragraphs of a page that are long enough to be compared."""
        long = (line for line in own_lines(self._snapshot, (page.url, page.lane)) if len(line) >= ENOUGH)
        return list(dict.fromkeys(long))[:PARAGRAPHS]

    def headed(self, first: PageRecord, second: PageRecord) -> Verdict:
        """The same of the headings of two pages; ``unsure`` where one has none of its own or both say too little."""
        if first.language not in self._words or second.language not in self._words:
            return "unsure"
        mine, yours = self._heading(first), self._heading(second)
        if not mine or not yours:
            return "unsure"
        shared = len(mine & yours)
        if shared * 2 >= min(len(mine), len(yours)):
            return "same"
        return "other" if not shared and min(len(mine), len(yours)) > 1 else "unsure"

    def counterpart(self, page: PageRecord) -> PageRecord | None:
        """The page in the other language that is of the same subject by what both say, though nobody may name it; else None."""
        key = self._found.get((page.url, page.lane))
        return None if key is None else self._page(key)

    def is_list(self, page: PageRecord) -> bool:
        """Whether most of a page's own text are links, whose number and order may differ from language to language."""
        return _is_list(self._snapshot, page)

    def rivals(self, page: PageRecord) -> bool:
        """Whether a page of the other language may be its translation, as far as the texts tell."""
        others = self.pages[OTHER[page.language or "ru"]]
        near = self._near(page, others, *self._holders(others))
        return any(compare(self.marks(page), self.marks(self._page(others[number]))) != "other" for number in near)

    def _heading(self, page: PageRecord) -> frozenset[str]:
        text = page.h1 or page.title
        if not text or _headings(self._snapshot)[page.language, text] > 1:
            return frozenset()
        return marks(text, self._words[page.language or "ru"]).words

    def _claims(self, once: Callable[[Any], Any]) -> Iterator[Claim]:
        """Pairs that switch, head or address name, each page in one of them; those with more signs go first."""
        found: dict[tuple[Key, Key], dict[str, None]] = {}
        for pair in self._snapshot.pairs():
            page, goal = self._ends(pair)
            if page is not None and goal is not None:
                first, second = (page, goal) if page.language == "kk" else (goal, page)
                signs = found.setdefault(((first.url, first.lane), (second.url, second.lane)), {})
                signs.update(dict.fromkeys((pair.method, *(pair.signs if pair.counterpart == goal.url else ()))))
        taken: set[Key] = set()
        for (kk_key, ru_key), signs in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            kk, ru = self._snapshot.page(*kk_key), self._snapshot.page(*ru_key)
            if kk is not None and ru is not None and not taken & {kk_key, ru_key}:
                taken |= {kk_key, ru_key}
                yield Claim(once(kk_key), once(ru_key), once(tuple(sorted(signs))), self.said(kk, ru))

    def _ends(self, pair: PairRecord) -> tuple[PageRecord | None, PageRecord | None]:
        """The two pages of a pair in the official languages, or None for what is none."""
        page = self._snapshot.page(pair.url, pair.lane)
        goal = self._snapshot.page(pair.final, pair.target_language) or self._snapshot.page(pair.final) if pair.final else None
        if page is None or goal is None or {page.language, goal.language} != {"kk", "ru"} or same_page(page, goal):
            return None, None
        return page, goal

    def _by_content(self) -> dict[Key, Key]:
        """Pages that are like one page of the other language and like no other one, whether or not that one has a twin already."""
        found = {one.kk: one.ru for one in self.claims if one.verdict == "same"}
        found |= {one.ru: one.kk for one in self.claims if one.verdict == "same"}
        alone = {language: [key for key in self.pages[language] if key not in found] for language in OFFICIAL}
        best = {language: self._best(alone[language], self.pages[OTHER[language]]) for language in OFFICIAL}
        for key, goal in best["kk"].items():
            if best["ru"].get(goal) == key:
                found[key], found[goal] = goal, key
        return found

    def _best(self, pages: list[Key], others: list[Key]) -> dict[Key, Key]:
        found: dict[Key, Key] = {}
        holders, most = self._holders(others) if pages else ({}, 0.0)
        for key in pages:
            page = self._page(key)
            like = [(self.marks(self._page(others[number])), -number) for number in self._near(page, others, holders, most)]
            scored = sorted(
                ((score(self.marks(page), said), number) for said, number in like if compare(self.marks(page), said) == "same"),
                reverse=True,
            )
            if scored and (len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEARLY):
                found[key] = others[-scored[0][1]]
        return found

    def _holders(self, others: list[Key]) -> tuple[dict[str, array[int]], float]:
        """Pages by each word and figure that they hold, and on how many pages one at most tells them apart."""
        key = self._page(others[0]).language if others else None
        if key not in self._held:
            holders: dict[str, array[int]] = {}
            for number, other in enumerate(others):
                for mark in _all(self.marks(self._page(other))):
                    holders.setdefault(mark, array("I")).append(number)
            most = max(2.0, len(others) * COMMON) if len(others) >= FEWEST_PAGES else len(others)
            most = min(most, MOST_HOLDERS)
            told = {mark: numbers for mark, numbers in holders.items() if len(numbers) <= most}
            self._held[key] = told, float(most)
        return self._held[key]

    def _near(self, page: PageRecord, others: list[Key], holders: dict[str, array[int]], most: float) -> list[int]:
        """Numbers of the pages that share most words and figures with this one."""
        found = (holders.get(mark, ()) for mark in _all(self.marks(page)))
        shared = Counter(number for numbers in found if len(numbers) <= most for number in numbers)
        ranked = sorted(shared.items(), key=lambda item: (-item[1], others[item[0]][0]))
        return [number for number, count in ranked[:TRIED] if count >= SHARED_MARKS]


@derived
def twins(snapshot: Snapshot) -> Twins:
    """The pairs of a site, worked out once."""
    return Twins(snapshot)


@derived
def _headings(snapshot: Snapshot) -> Counter[tuple[Language | None, str]]:
    """How many pages of a language bear a heading."""
    return Counter((page.language, page.h1 or page.title) for page in snapshot.pages())


@derived_few(LINKED_KEPT)
def _linked(snapshot: Snapshot, key: Key) -> frozenset[str]:
    """Words of links in the main part of a page."""
    url, lane = key
    return frozenset(link.text for link in snapshot.records(LinkRecord, url=url, lane=lane, place="main") if link.text)


def _is_list(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether most of a page's own text are links."""
    texts = _linked(snapshot, (page.url, page.lane))
    lines = own_lines(snapshot, (page.url, page.lane))
    linked = sum(len(line) for line in lines if line in texts)
    return linked > LISTED * sum(map(len, lines))


def _all(found: Marks) -> list[str]:
    """Words and figures of a text by which its translation is looked for."""
    return sorted(found.words | {f"#{figure}" for figure in found.figures if len(figure) > 1})
