"""The body's sets on the portal of open data are filled in correctly and completely.

What it checks
    Every set of the body. Its passport: title and description in each language, keywords, category and period of update are there,
    neither language holds the other's text, and no word is spoilt by a wrong encoding or by Latin letters inside Cyrillic words. Its columns:
    each has a label in each language. Its data, by the first rows that the portal exports (JSON, XML, workbooks, tables in plain text): they
    can be read (encoding, well-formed), are not empty, have the columns that the description declares and cells of
    the declared types, no blank and no broken rows, no letters spoilt by a wrong encoding, no Latin letters inside Cyrillic words,
    and the year that the title names. With ``passports`` alone the data are left aside.

Applicability
    Bodies that the portal knows, in Kazakh and Russian each. What lies in the data counts in both languages.

Met when
    the catalogue was read to its end, and passports, descriptions and first rows of all sets were read and show no shortcoming.

Deficiency when
    something of this is wrong: one shortcoming for each set, language and kind, with the words or columns it was seen by.

Left to a person when
    the catalogue was not read to its end, or passport, description or rows of a set were not: what was found counts, what was not read
    stays open. Whether figures are true nobody can tell from outside.

Assumptions
    Texts of fewer than three Cyrillic words may be the same in both languages, but for a Russian adjective before a common noun; a text of 150
    letters and more tells its language by the letters that Kazakh alone has. A declared column that no row bears, and a year that is
    lacking, count only where all rows were read. Numbers written as text are numbers. A column tells the year by its label (lexicon).

Law and standard
    Methodology of 2025, appendix 10, table 1, row 4; Methodology of 2017, appendix 12, row 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.opensets import PORTAL, OpenSet, sets_of, unlisted
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.setfaults import Fault, of_data, of_passport
from store.base import OFFICIAL, Language
from store.findings import Message, Observation, Outcome
from store.portalview import PortalView
from store.snapshot import Snapshot

NAMED = 40


class Wanted(Options):
    """``passports``: judge passports alone."""

    passports: bool = False


META = CheckMeta(
    id="data-sets-correct",
    version="1",
    title=Message(
        kk="Порталдағы деректер жиынтықтары дұрыс әрі толық толтырылған",
        ru="Наборы данных на портале заполнены корректно и полностью",
        en="The data sets on the portal are filled in correctly and completely",
    ),
    scope="site",
    needs=(),
    portals=(PORTAL,),
    options=Wanted,
    messages={**MESSAGES, **messages_of("data-sets-correct")},
    standards=(
        "V2500036070",
        "V1700016160",
        "https://specs.frictionlessdata.io/table-schema/",
    ),
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Shortcomings of each set in each language, and what could not be read."""
    for language in OFFICIAL:
        yield from _in(snapshot, options, language)


def _in(snapshot: Snapshot, options: Wanted, language: Language) -> Iterator[Observation]:
    why, view = unlisted(snapshot, language), snapshot.portal(PORTAL)
    if view is None or view.body is None:
        assert why is not None  # noqa: S101 - without a view or a body there is a reason
        yield left_open(snapshot, PORTAL, why, language, "sets")
        return
    sets, found = sets_of(snapshot), 0
    for one in sets:
        for fault in _faults(snapshot, one, options):
            if fault.language in (None, language):
                found += 1
                yield _observed(snapshot, view, one, fault, language)
    unread = [one for one in sets if not _is_read(one, options, language)]
    if why is not None:
        yield left_open(snapshot, PORTAL, why, language, "sets")
    elif unread:
        yield _unread(snapshot, view, unread, language)
    elif not found:
        yield _met(snapshot, view, sets, language)


def _faults(snapshot: Snapshot, one: OpenSet, options: Wanted) -> Iterator[Fault]:
    yield from of_passport(one)
    if not options.passports:
        labels = frozenset(phrase.casefold() for phrase in snapshot.lexicon("opendata").phrases("period-column"))
        yield from of_data(one, labels)


def _is_read(one: OpenSet, options: Wanted, language: Language) -> bool:
    return language in one.passports and one.description is not None and (options.passports or one.data is not None)


def _observed(snapshot: Snapshot, view: PortalView, one: OpenSet, fault: Fault, language: Language) -> Observation:
    return on_portal(
        snapshot,
        view,
        Outcome.DEFICIENCY,
        fault.message,
        url=one.passports[language].url if language in one.passports else one.url,
        subject=f"{one.key} {fault.message} {_about(fault)}",
        language=language,
        facts={"set": one.title(language) or one.title("ru") or one.title("kk") or one.key, **fault.facts},
        proofs=fault.proofs,
        quote=fault.quote,
    )


def _about(fault: Fault) -> str:
    """What of the set a fault is about: columns, or fields of the passport; nothing where each set can have it once."""
    facts = fault.facts
    return " ".join(facts.get("columns") or facts.get("passport-fields") or [facts.get("column", "")])


def _unread(snapshot: Snapshot, view: PortalView, unread: list[OpenSet], language: Language) -> Observation:
    """Sets of which something was not read: with why, as the portal's sources tell."""
    faults = view.unread("passport", language=language) + view.unread("description", "rows")
    first = next(iter(faults), None)
    titles = [one.title(language) or one.key for one in unread]
    facts = {
        "number": len(unread),
        "sets": titles[:NAMED],
        "state": first.state if first is not None else "unread",
        "why": (first.why if first is not None else "") or "unread",
        "url": (first.url if first is not None else "") or unread[0].url,
    }
    return on_portal(
        snapshot,
        view,
        Outcome.UNVERIFIED,
        "sets-unread",
        url=unread[0].url,
        subject="unread",
        language=language,
        facts=facts,
        proofs=[one.entry for one in unread],
        basis={"sets": [one.key for one in unread]},
    )


def _met(snapshot: Snapshot, view: PortalView, sets: tuple[OpenSet, ...], language: Language) -> Observation:
    """No shortcoming; a body without sets has nothing to fill in, which a person must weigh."""
    return on_portal(
        snapshot,
        view,
        Outcome.MET if sets else Outcome.UNVERIFIED,
        "all-correct" if sets else "no-sets",
        url=sets[0].url if sets else view.plan.body.sites[0].url,
        subject="all",
        language=language,
        facts={"number": len(sets)},
        proofs=[record for one in sets for record in one.records()],
        basis={"sets": [one.key for one in sets]},
        pages=tuple(one.url for one in sets)[:NAMED],
    )
