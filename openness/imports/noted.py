"""Findings made of places that a person noted: for rows that take the mean over search systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from openness.imports.positions import CODE, FIGURE, MARK, NOT_SHOWN
from reports.i18n import N_, t
from scoring.plan import Plan, RowPlan
from store.findings import MANUAL, CheckOrder, Finding, Locator, Message, Outcome, finding_id
from store.reported import Fact, StoredImport

SHOWN = N_("By the imported file {file} ({places}), {system} shows the site at place {place} for «{query}».")
UNSEEN = N_("By the imported file {file} ({places}), {system} does not show the site for «{query}».")
NAMES = {"google": "Google", "yandex": "Yandex", "mail.ru": "Mail.ru"}
LANGUAGES = ("kk", "ru", "en")
VERSION = "1"


def findings_of_places(imports: Iterable[StoredImport], whole: Plan) -> Iterator[Finding]:
    """One finding for each row that takes places and each line of the newest file, as a person gave them."""
    newest = max((item for item in imports if item.kind == CODE), key=lambda one: one.seq, default=None)
    if newest is None:
        return
    for part in whole.parts:
        for row in part.rows():
            sources = getattr(row.options, "sources", ())
            for fact in newest.facts if getattr(row.formula, "tiers_of_places", False) else ():
                if fact.name == FIGURE and fact.subject.partition(MARK)[0] in sources:
                    yield _finding(row, newest, fact)


def _finding(row: RowPlan, item: StoredImport, fact: Fact) -> Finding:
    system, _, rest = fact.subject.partition(MARK)
    query, _, language = rest.rpartition(MARK)
    place = None if fact.value == NOT_SHOWN else int(fact.value)
    outcome = _outcome(row, place)
    said = {"file": item.name, "places": ", ".join(fact.places), "system": NAMES.get(system, system), "query": query}
    key = UNSEEN if place is None else SHOWN
    url = f"import:{item.kind}/{quote(item.name)}"
    facts = {"source": system, "query": query, "file": item.name, "period": item.period, "places": list(fact.places),
             "proof": list(fact.proof), "language": language}  # fmt: skip
    return Finding(
        id=finding_id(MANUAL, row.parameter.id, None, outcome, url, fact.subject),
        check=MANUAL,
        check_version=VERSION,
        parameter=row.parameter.id,
        outcome=outcome,
        url=url,
        facts=facts if place is None else {**facts, "position": place},
        locator=Locator(quote="; ".join(fact.places)),
        message=Message(**{name: t(key, name, **said, place=place) for name in LANGUAGES}),
        evidence=(item.sha256,),
        captured_at=item.imported_at,
        options_sha256=CheckOrder(check=MANUAL, parameter=row.parameter.id).options_sha256,
    )


def _outcome(row: RowPlan, place: int | None) -> Outcome:
    tiers = row.options.tiers
    if place is None or place > tiers[-1].upto:
        return Outcome.MISSING
    return Outcome.MET if place <= tiers[0].upto else Outcome.DEFICIENCY
