"""What a site must tell, indicator by indicator, as data (config/lexicon/indicators): words that name it, where they count, what must stand there.

An indicator's id is its concept; rows of an edition name it in their mapping. Rows of several tables may share one concept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from store.base import BodyKind, Frozen
from store.strictyaml import Document, Place, convert, read_strict
from store.told import N_, refusal

FOLDER = "indicators"
# Fields of the index in which words may stand.
Where = Literal["menu", "link", "title", "heading", "breadcrumb", "address", "file", "caption", "body"]
LABELS: tuple[Where, ...] = ("menu", "link", "title", "heading", "breadcrumb", "address", "file", "caption")
Kind = Literal[
    "text",
    "list",
    "table",
    "picture",
    "file",
    "machine-readable",
    "data",
    "figures",
    "acts",
    "link",
    "links",
    "form",
    "feed",
    "address",
    "email",
    "phone",
    "persons",
    "hours",
    "date",
    "words",
    "any",
]
# What must stand beside a person named.
Beside = Literal["phone", "email"]
Lacking = Literal["absent", "shortcoming", "person"]
_CONCEPT = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_HOST = r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"
_PERIOD = r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"
Concept = Annotated[str, StringConstraints(pattern=_CONCEPT)]
Host = Annotated[str, StringConstraints(pattern=_HOST)]
Period = Annotated[str, StringConstraints(pattern=_PERIOD, min_length=3)]
FEWEST_LETTERS = 2
_SIGNS = re.compile(r"[\W_]+")
_CONTENT = frozenset(
    {"text", "list", "table", "picture", "file", "machine-readable", "data", "figures", "acts", "link", "links", "words"}
)
COUNTED = _CONTENT | {"email", "phone", "persons"}
# What each key of a demand may stand with.
_KEYS: dict[str, frozenset[str]] = {
    "least": COUNTED,
    "to": frozenset({"link"}),
    "with": frozenset({"persons"}),
    "every": frozenset({"persons"}),
    "within": frozenset({"date"}),
    "ahead": frozenset({"date"}),
    "not": frozenset({"phone"}),
    "own": frozenset({"phone"}),
    "kk": frozenset({"words"}),
    "ru": frozenset({"words"}),
    "anywhere": frozenset({"words"}),
    "of": frozenset({"any"}),
}
# Keys that are no names of Python's.
_SPELLED = {"beside": "with", "unlike": "not"}
_ALWAYS = {"link": ("to",), "date": ("within",), "any": ("of",), "words": ("kk", "ru")}

FOREIGN_KEY = N_("«{word}» does not go with the demand «{kind}»; remove it (it goes with: {fits})")
KEY_LACKS = N_("the demand «{kind}» needs «{word}»; add it")
NO_PHRASE = N_("«{language}» holds no phrase; write at least one")
SHORT_PHRASE = N_("«{phrase}» is too short to name anything; write at least two letters")
TWICE = N_("the phrase «{phrase}» stands twice; keep one of them")
BOTH = N_("the phrase «{phrase}» stands among the names and among «{other}»; keep it in one of them")
SAME_CONCEPT = N_("the indicator «{concept}» stands in {file} too; keep one of them")
NO_SECTION = N_("«under» names the indicator «{concept}», which is in no file; correct it")
ONLY_DOUBT = N_("words that are not said prove nothing: «else: person» was expected for the demand «words»; write it")
UNDER_ITSELF = N_("«{concept}» stands below itself; correct «under»")
OTHER_NAME = N_("the file must bear the name of its group: {name}.yaml; rename one of the two")


class Words(Frozen):
    """Phrases in both official languages. Each word of a phrase is the beginning of a word of the page."""

    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    @field_validator("kk", "ru")
    @classmethod
    def _sound(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        seen: set[str] = set()
        for phrase in phrases:
            if len(_SIGNS.sub("", phrase)) < FEWEST_LETTERS:
                raise refusal(SHORT_PHRASE, phrase=phrase)
            if phrase.casefold() in seen:
                raise refusal(TWICE, phrase=phrase)
            seen.add(phrase.casefold())
        return phrases

    def of(self, language: str) -> tuple[str, ...]:
        """Phrases in one language; none in a language other than the two."""
        return {"kk": self.kk, "ru": self.ru}.get(language, ())


class Names(Words):
    """Phrases that name an indicator: a language without any would let nothing be found in its version."""

    kk: tuple[str, ...]
    ru: tuple[str, ...]

    @field_validator("kk", "ru")
    @classmethod
    def _some(cls, phrases: tuple[str, ...], info: object) -> tuple[str, ...]:
        if not phrases:
            raise refusal(NO_PHRASE, language=getattr(info, "field_name", ""))
        return phrases


class Part(Frozen):
    """One thing that may stand on the named page, in the named document, or one click below it.

    ``least`` counts what the kind counts: letters of ``text``, items of a ``list``, rows of a ``table``, files, links, persons, lines with
    ``figures`` that count something, lines that name ``acts`` or drafts.
    ``to`` are the sites a ``link`` must lead to; ``within`` how long before the day of the audit a ``date`` may lie and ``ahead`` how
    long after it; ``with`` what must stand with each of the ``persons`` that are counted, and with ``every`` with whoever the place
    itself names in full; lines with a word of ``not`` give the ``phone`` of something else, and an ``own`` one stands at the place itself,
    for a page below may give anybody's; ``kk`` and ``ru`` are phrases of which
    ``words`` must be said, as a part of what the law lists (``anywhere`` on the page, under a heading of their own too); one of ``of`` is
    enough for ``any``.
    """

    kind: Kind = Field(alias="is")
    least: int = Field(default=1, ge=1)
    to: tuple[Host, ...] = ()
    beside: tuple[Beside, ...] = Field(default=(), alias="with")
    every: bool = False
    anywhere: bool = False
    within: Period | None = None
    ahead: Period | None = None
    unlike: Words = Field(default=Words(), alias="not")
    own: bool = False
    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    of: tuple[Part, ...] = ()

    @model_validator(mode="after")
    def _keys_fit(self) -> Part:
        given = {_SPELLED.get(name, name) for name in self.model_fields_set}
        for key, kinds in _KEYS.items():
            if key in given and self.kind not in kinds:
                raise refusal(FOREIGN_KEY, word=key, kind=self.kind, fits=", ".join(sorted(kinds)))
        for needed in _ALWAYS.get(self.kind, ()):
            if needed not in given:
                raise refusal(KEY_LACKS, kind=self.kind, word=needed)
        return self


class Demand(Part):
    """One thing that must stand there; ``otherwise`` says what its lack means: nothing is there, a shortcoming, or a person must see.

    ``bodies`` are the kinds of bodies of which alone it is asked; none means all.
    """

    otherwise: Lacking = Field(alias="else")
    bodies: tuple[BodyKind, ...] = Field(default=(), alias="for")

    @model_validator(mode="after")
    def _proves(self) -> Demand:
        if self.kind == "words" and self.otherwise != "person":
            raise refusal(ONLY_DOUBT)
        return self


class Renewal(Frozen):
    """How old the newest dated item of a section may be: ``within`` as ISO 8601, and where that comes from.

    ``basis`` is ``law`` where the act says in its own words that there is one each year («ежегодный», «годовой»): then nothing within two
    years means that a whole calendar year has none. An ``assumed`` one charges nothing by itself. ``years``: a place that bears no day is
    as old as the last year that it names, of which a person must judge.
    """

    within: Period
    basis: Literal["law", "assumed"]
    source: str = Field(min_length=1)
    years: bool = False


class Indicator(Frozen):
    """One thing that a site must tell.

    ``names`` name it; ``labels`` do in labels alone, for running text says them of other things too (a sentence cites «приказ министра»);
    ``hints`` are weaker words: what only they find is for a person, unless it was read and bears none of the words ``vital``; ``doubts``
    are words of a page's text that tell of it, so that nothing is called absent where they stand and a place that hints name is meant;
    ``traces`` are such words beside which nothing is called absent either, though they prove nothing; a label with a word of ``excluded``
    names another thing; ``entries`` are words by which lines of a list name what telephones are asked of. ``fields`` are where names count,
    ``under`` concepts below whose page alone they do. ``demands`` must stand there. ``link_suffices`` are sites a link to which is enough.
    ``when_available`` marks what a body need not have. ``period`` tells when it is out of date; ``years_within`` how long ago the last year
    may have ended that a plan or report is said to be of, or a person must see whether it is the one asked for (``years_of_days``: the year
    of a day tells it too). ``said`` are words by which a place that only hints name tells that it is meant, ``over`` those by which one
    tells that what it gives ended. ``groups`` are kinds of sites: links of the home page to one of each are the thing itself.
    ``any_language`` marks what is the same in every version, ``of_anything`` what may tell of any subject, as news do, ``of_others`` what
    is an act of others, ``of_figures`` what files of data alone may tell, ``of_days_ahead`` what a programme of days to come may,
    ``of_events`` what news alone may tell: what was done, ``of_answers`` what answers to questions are. So many different ones of the words
    ``vital`` as ``many_words`` says make a page on its subject one that may be the thing, though nothing there is called so.
    """

    names: Names
    labels: Words = Words()
    hints: Words = Words()
    vital: Words = Words()
    doubts: Words = Words()
    traces: Words = Words()
    entries: Words = Words()
    excluded: Words = Field(default=Words(), alias="not")
    fields: tuple[Where, ...] = Field(default=LABELS, alias="in", min_length=1)
    under: tuple[Concept, ...] = ()
    demands: tuple[Demand, ...] = ()
    link_suffices: tuple[Host, ...] = ()
    when_available: bool = False
    period: Renewal | None = None
    years_within: Period | None = None
    years_of_days: bool = False
    said: Words = Words()
    over: Words = Words()
    groups: tuple[tuple[Host, ...], ...] = ()
    any_language: bool = False
    of_anything: bool = False
    of_others: bool = False
    of_figures: bool = False
    of_days_ahead: bool = False
    of_events: bool = False
    of_answers: bool = False
    many_words: int = Field(default=4, ge=2)

    @model_validator(mode="after")
    def _agree(self) -> Indicator:
        for language in ("kk", "ru"):
            named = {phrase.casefold() for phrase in self.names.of(language)}
            for other, words in (("labels", self.labels), ("hints", self.hints), ("not", self.excluded)):
                for phrase in words.of(language):
                    if phrase.casefold() in named:
                        raise refusal(BOTH, phrase=phrase, other=other)
        return self


class IndicatorFile(Frozen):
    """A file of config/lexicon/indicators."""

    form: Literal["openness/indicators/1"] = Field(alias="schema")
    name: str
    source: str = Field(min_length=1)
    indicators: dict[Concept, Indicator] = Field(min_length=1)


def load_indicators(config: Path) -> dict[str, Indicator]:
    """Every indicator by its concept, sorted. Raises ConfigError with file and line."""
    return {concept: indicator for concept, (indicator, _) in sorted(_read(config).items())}


def places(config: Path) -> dict[str, str]:
    """File and line of every indicator, for those who must tell of one. Raises ConfigError."""
    return {concept: f"{document.path}:{document.line(_at(concept))}" for concept, (_, document) in sorted(_read(config).items())}


def _read(config: Path) -> dict[str, tuple[Indicator, Document]]:
    found: dict[str, tuple[Indicator, Document]] = {}
    for document, file in _files(config):
        if file.name != document.path.stem:
            raise document.fault(("name",), OTHER_NAME, name=file.name)
        for concept, indicator in file.indicators.items():
            if concept in found:
                raise document.fault(_at(concept), SAME_CONCEPT, concept=concept, file=found[concept][1].path)
            found[concept] = indicator, document
    _prove_under(found)
    return found


def _files(config: Path) -> Iterator[tuple[Document, IndicatorFile]]:
    for path in sorted((config / "lexicon" / FOLDER).glob("*.yaml")):
        document = read_strict(path)
        yield document, convert(document, IndicatorFile)


def _prove_under(found: dict[str, tuple[Indicator, Document]]) -> None:
    for concept, (indicator, document) in found.items():
        for number, section in enumerate(indicator.under):
            if section not in found or section == concept:
                fault = UNDER_ITSELF if section == concept else NO_SECTION
                raise document.fault((*_at(concept), "under", number), fault, concept=section)


def _at(concept: str) -> Place:
    return ("indicators", concept)


def earliest(as_of: date, period: str) -> date:
    """The earliest day that lies within a period (ISO 8601: ``P1Y``, ``P6M``, ``P2W``, ``P10D``) before the day of the audit."""
    return _moved(as_of, period, -1)


def latest(as_of: date, period: str) -> date:
    """The latest day that lies within a period (ISO 8601) after the day of the audit."""
    return _moved(as_of, period, 1)


def _moved(day: date, period: str, way: int) -> date:
    match = re.match(_PERIOD, period)
    years, months, weeks, days = (int((part or "0 ")[:-1]) for part in match.groups()) if match else (0, 0, 0, 0)
    month = day.year * 12 + day.month - 1 + way * (years * 12 + months)
    year, month = divmod(month, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + way * timedelta(days=weeks * 7 + days)


def concepts_of(indicators: Iterable[Indicator]) -> frozenset[str]:
    """Concepts that other indicators name as their section."""
    return frozenset(section for indicator in indicators for section in indicator.under)


__all__ = [
    "Demand",
    "Indicator",
    "Names",
    "Part",
    "Renewal",
    "Words",
    "concepts_of",
    "earliest",
    "latest",
    "load_indicators",
    "places",
]
