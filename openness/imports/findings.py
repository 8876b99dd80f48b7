"""Findings made of imports: which rows of an edition they feed is decided by the edition, not by the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from urllib.parse import quote

from openness.imports import request_lines
from openness.imports.editions import RowPlan, Subject, cases, fed_rows, judged, needed
from openness.imports.established import findings_of_people
from openness.imports.finding import reported
from openness.imports.noted import findings_of_places
from reports.i18n import N_, t
from scoring.measure import exempted
from scoring.plan import Plan, make_plan
from store.base import BodyKind, Language
from store.findings import Finding, Locator, Message, Outcome
from store.methodology import Methodology
from store.reported import DOCUMENT, LINK, NOTHING, Fact, StoredImport

GIVES = N_("By the imported file {file} ({places}): {figures}.")
GIVES_FOR = N_("By the imported file {file} ({places}), for «{subject}»: {figures}.")
GIVES_NOTHING = N_("By the imported file {file} ({places}) there was nothing to count.")
NOT_RELEASED = N_("The imported file {file} ({places}) says «not applicable», but no footnote of the act releases this body.")
DIFFER = N_("The imported files {file} give different figures: {figures}. A person must say which are right.")
LANGUAGES = ("kk", "ru", "en")
MOST_PLACES = 20
MANY = 50
POINTERS = frozenset({LINK, DOCUMENT})

Key = tuple[Language | None, str]
Figures = dict[str, Fact]


@dataclass(frozen=True)
class Offer:
    """What one file gives for one row: for each language and subject its figures; an empty name says «nothing to count»."""

    item: StoredImport
    sets: dict[Key, Figures]
    others: tuple[StoredImport, ...] = ()
    spans: dict[Key, dict[str, list[str]]] = field(default_factory=dict)
    """Figures on which files differ, with the least and the most."""


def findings_of(
    imports: Iterable[StoredImport], methodology: Methodology, kind: BodyKind, subject: Subject | None = None
) -> list[Finding]:
    """Findings for every row of an edition whose ``reported`` names a kind at hand and whose figures are all there.

    One finding a subject where the file tells subjects apart, else one a language, or one for both. Where several kinds give
    the same figures the first that the row names is taken; where they differ the finding holds both ends and is left open.

    :param imports: files that count for a body and period; of several of one kind the newest is taken.
    :param kind: kind of the body: which rows it is scored by, and their weights.
    :param subject: the body: «not applicable» is accepted only of rows that a footnote does not apply to it.
    """
    return findings_for(imports, make_plan(methodology, kind), subject or Subject())


def findings_for(
    imports: Iterable[StoredImport], whole: Plan, subject: Subject, rows: frozenset[str] | None = None
) -> list[Finding]:
    """The same by a plan at hand, of these rows only where any are named."""
    by_kind = {item.kind: item for item in sorted(imports, key=lambda one: one.seq)}
    free = frozenset(exempted(whole, subject))
    by_hand = (*findings_of_places(by_kind.values(), whole), *findings_of_people(by_kind.values(), whole))
    found = [one for one in by_hand if rows is None or one.parameter in rows]
    for plan in fed_rows(whole).values():
        if rows is not None and plan.parameter.id not in rows:
            continue
        items = [by_kind[name] for name in plan.parameter.reported if name in by_kind]
        offers = [offer for item in items if (offer := _offer(plan, item)).sets]
        if offers:
            found += _findings(plan, _merged(plan, offers), plan.parameter.id in free)
    return found


def _offer(plan: RowPlan, item: StoredImport) -> Offer:
    """The complete sets of figures that a file gives for a row."""
    row = plan.parameter
    facts = [fact for fact in item.facts if fact.parameter == row.id and fact.name not in POINTERS] if item.kind == "report" else [
        fact for fact in item.facts if not fact.parameter and fact.name in row.figures
    ]  # fmt: skip
    facts = [fact for fact in facts if fact.language is None or fact.language in row.languages]
    by_key: dict[Key, Figures] = {}
    for fact in facts:
        by_key.setdefault((fact.language, fact.subject), {})[fact.name] = fact
    languages: tuple[Language | None, ...] = row.languages if any(fact.language for fact in facts) else (None,)
    subjects = dict.fromkeys(fact.subject for fact in facts)
    sets = {}
    for subject in subjects:
        for language in languages:
            given = _set(plan, by_key, language, subject)
            if given is not None:
                sets[language, subject] = given
    return Offer(item, sets)


def _set(plan: RowPlan, by_key: dict[Key, Figures], language: Language | None, subject: str) -> Figures | None:
    """All figures of a row for one language and subject, or the fact that there was nothing to count; None if any is lacking
    that no check brings.

    Figures told for both languages serve each; those told for the whole serve every case of a row of cases.
    """
    places: list[Key] = [(language, subject), (None, subject)]
    if subject and cases(plan):
        places += [(language, ""), (None, "")]
    for place in places[:2]:
        if "" in by_key.get(place, {}):
            return {"": by_key[place][""]}
    wanted = needed(plan)
    found: Figures = {}
    own = False
    for name in plan.parameter.figures:
        at = next((place for place in places if name in by_key.get(place, {})), None)
        if at is None:
            if name in wanted:
                return None
            continue
        found[name] = by_key[at][name]
        own = own or at[1] == subject
    return found if own else None


def _merged(plan: RowPlan, offers: list[Offer]) -> Offer:
    """The first offer, with the ends of every figure on which another one differs."""
    whole, *others = offers
    if not others:
        return whole
    first, others = _summed(whole), [_summed(other) for other in others]
    sets = _spread(plan, first.sets)
    spans: dict[Key, dict[str, list[str]]] = {}
    for other in others:
        theirs = _spread(plan, other.sets)
        for key in sets.keys() & theirs.keys():
            for name in sets[key].keys() & theirs[key].keys():
                values = {sets[key][name].value, theirs[key][name].value}
                if NOTHING not in values and len({Decimal(value) for value in values}) > 1:
                    before = spans.setdefault(key, {}).get(name, [])
                    ordered = sorted({*values, *before}, key=Decimal)
                    spans[key][name] = [ordered[0], ordered[-1]]
    differing = tuple(other.item for other in others) if spans else ()
    return replace(first, sets=sets, spans=spans, others=differing) if spans else whole


def _summed(offer: Offer) -> Offer:
    """A file whose lines stand apart as one set of figures, to be compared with one that tells only the sums."""
    if not any(request_lines.is_line(fact) for given in offer.sets.values() for fact in given.values()):
        return offer
    total: dict[str, Fact] = {}
    for given in offer.sets.values():
        for name, fact in given.items():
            before = total.get(name)
            value = int(fact.value) + (int(before.value) if before is not None else 0)
            places = (*(before.places if before is not None else ()), *fact.places)
            total[name] = Fact(name=name, value=str(value), places=places)
    return replace(offer, sets={(None, ""): total})


def _spread(plan: RowPlan, sets: dict[Key, Figures]) -> dict[Key, Figures]:
    """The sets with those for both languages told for each."""
    spread: dict[Key, Figures] = {}
    for (language, subject), given in sets.items():
        for own in (plan.parameter.languages or (None,)) if language is None else (language,):
            spread[own, subject] = given
    return spread


def _findings(plan: RowPlan, offer: Offer, free: bool) -> Iterator[Finding]:
    for (language, subject), given in offer.sets.items():
        yield _finding(plan, offer, (language, subject), given, free)


def _finding(plan: RowPlan, offer: Offer, key: Key, given: Figures, free: bool) -> Finding:
    language, subject = key
    spans = offer.spans.get(key, {})
    values: dict[str, str | list[str]] = {name: spans.get(name, _value(fact)) for name, fact in given.items() if name}
    outcome = _outcome(plan, key, values, free)
    items = (offer.item, *(offer.others if spans else ()))
    places = list(dict.fromkeys(place for fact in given.values() for place in fact.places))[:MOST_PLACES]
    proofs = list(dict.fromkeys(proof for fact in given.values() for proof in fact.proof))[:MANY]
    told = {"file": ", ".join(item.name for item in items), "kind": offer.item.kind, "period": offer.item.period}
    extra = {"places": places, "proof": proofs} | ({"subject": subject} if subject else {})
    line = next(filter(request_lines.is_line, given.values()), None)
    outcome = Outcome.UNVERIFIED if line is not None and request_lines.is_doubtful(line) else outcome
    extra |= request_lines.shown(line) if line is not None else {}
    return reported(
        plan.parameter.id,
        language,
        {**values, **told, **extra},
        outcome=outcome,
        url=f"import:{offer.item.kind}/{quote(offer.item.name)}",
        subject=subject,
        message=_message(plan, told["file"], places, subject, values, free) if line is None else _of_line(line, told["file"]),
        evidence=tuple(dict.fromkeys(item.sha256 for item in items)),
        at=max(item.imported_at for item in items),
        needs_review=outcome is Outcome.UNVERIFIED,
        locator=Locator(quote="; ".join(places)),
    )


def _value(fact: Fact) -> str | list[str]:
    """The number, or both ends of one that is not certain yet."""
    return [fact.value, fact.details["most"]] if "most" in fact.details else fact.value


def _of_line(fact: Fact, file: str) -> Message:
    return Message(**{language: request_lines.sentence(fact, file, language) for language in LANGUAGES})


def _outcome(plan: RowPlan, key: Key, values: dict[str, str | list[str]], free: bool) -> Outcome:
    """``met`` where the formula gives the full weight; open where files differ or the figures contradict each other."""
    if not values:
        return Outcome.NOT_APPLICABLE if free else Outcome.UNVERIFIED
    if {name for use in plan.parameter.checks for name in use.figures} - values.keys():
        return Outcome.MET  # a part of the figures by itself is neither good nor bad: the row is counted with what checks bring
    result = judged(plan, reported(plan.parameter.id, key[0], values))
    if result.contradiction or any(isinstance(value, list) for value in values.values()):
        return Outcome.UNVERIFIED
    if result.average:
        return Outcome.NOT_APPLICABLE
    return Outcome.MET if result.full else Outcome.DEFICIENCY


def _message(
    plan: RowPlan, file: str, places: list[str], subject: str, values: dict[str, str | list[str]], free: bool
) -> Message:
    differ = any(isinstance(value, list) for value in values.values())
    nothing = GIVES_NOTHING if free else NOT_RELEASED
    key = DIFFER if differ else nothing if not values else GIVES_FOR if subject else GIVES
    said = {
        language: t(key, language, file=file, places=", ".join(places), subject=subject, figures=_told(plan, values, language))
        for language in LANGUAGES
    }
    return Message(**said)


def _told(plan: RowPlan, values: dict[str, str | list[str]], language: str) -> str:
    titles = {name: getattr(title, language, name) for name, title in plan.parameter.figures.items()}
    return "; ".join(f"{titles[name]} = {_written(value, language)}" for name, value in values.items())


def _written(value: str | list[str], language: str) -> str:
    text = value if isinstance(value, str) else " … ".join(value)
    return text if language == "en" else text.replace(".", ",")
