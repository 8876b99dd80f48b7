"""The letter to a body after an audit: what to mend first, what needs its own word, how to object, when it is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from openness.faults import WrongUse
from openness.letters.mends import WORTH, Mends
from openness.letters.model import Kind, Letter
from openness.objections.places import Results
from reports.advice_view import NOTHING, gained
from reports.charts import shares, trend, waterfall
from reports.citing import named_place
from reports.decided import sentence
from reports.demands import when
from reports.explain import own
from reports.i18n import N_, t, tn
from reports.numbers import day, exact, period, range_words, shown
from reports.since import Since
from reports.view import Whole, falls, named, step_name, step_points
from store.methodology import Methodology

# More open rows than these are left to the report.
OPEN = 40
TITLE = N_("Results of the openness audit: what to mend first")
AUDIT = N_("The body was audited as of {day}, for the period: {period}. Act: {act} (edition of {edition}); audit {run}.")
FINAL = N_("Total: {points} out of {max}.")
OPEN_TOTAL = N_("Total: {points} out of {max}; it becomes final once all that is open is decided.")
ALONE = N_(
    "Each remedy was scored by itself, with every cap and normalisation of the act: the points are what the total gains when nothing else changes."
)
TOGETHER = N_("All remedies together, also those that this letter does not list, return: {points}.")
OWN_WORD = N_("What needs the body's own word")
OWN_WORD_WHY = N_(
    "A machine did not decide these rows, and no points were taken for what is open. "
    "An address or a document that shows how things stand lets a person decide."
)
PROOF = N_("The act asks as proof: {text}")
OBJECT = N_("How to object")
TERM = N_("Term: {when} ({law}).")
NO_TERM = N_("The act, as far as it is at hand, does not say how its results are objected to.")
WHOLE = N_("Every finding with its evidence stands in the report of the audit: {file}.")
NEXT = N_("The next look at the site: {day}")
EARLY = N_("--next-look {given}: a day after {day}, as of which the run was made, was expected; name a later day")
NO_ADVICE = N_("run {run} was scored by an earlier version, without advice; `openness score {run}` adds it")


@dataclass(frozen=True)
class Asked:
    """What is written of: a scored run under its edition, how many remedies, the day of the next look where it is known, and
    what changed since an earlier run where the report tells it."""

    results: Results
    edition: Methodology
    most: int
    next_look: date | None = None
    since: Since | None = None


def compose(asked: Asked, language: str) -> Letter:
    """The letter in one language.

    :raises WrongUse: a run without advice, or a next look that lies before the run.
    """
    plan = asked.results.plan
    if "advice" not in asked.results.result:
        raise WrongUse(NO_ADVICE, run=plan.run_id)
    if asked.next_look is not None and asked.next_look <= plan.as_of:
        raise WrongUse(EARLY, given=asked.next_look.isoformat(), day=plan.as_of.isoformat())
    letter = Letter(language)
    _head(letter, asked)
    _losses(letter, asked.results.result)
    _trend(letter, asked.since)
    _mends(letter, asked)
    _open(letter, asked.results)
    _objections(letter, asked.edition)
    letter.add(Kind.TEXT, t(WHOLE, language, file=f"report.{language}.html"))
    if asked.next_look is not None:
        letter.add(Kind.TEXT, t(NEXT, language, day=asked.next_look))
    return letter


def _head(letter: Letter, asked: Asked) -> None:
    result, plan, language = asked.results.result, asked.results.plan, letter.language
    name = result["body"]["name"]
    letter.add(Kind.TO, name["kk" if language == "kk" else "ru"])
    letter.add(Kind.TITLE, t(TITLE, language))
    told = {"day": plan.as_of, "period": period(plan.period, language), "act": own(asked.edition.title, language)}
    edition = day(asked.edition.edition, language)
    letter.add(Kind.TEXT, t(AUDIT, language, **told, edition=edition, run=plan.run_id))
    low, high = result["total"]["range"]
    points = {"points": range_words(low, high, language), "max": shown(result["total"]["max"], language)}
    letter.add(Kind.TEXT, f"{t(FINAL if low == high else OPEN_TOTAL, language, **points)} {sentence(result, language)}")


def _losses(letter: Letter, result: dict[str, Any]) -> None:
    """From the maximum to the certain points, step by step; nothing where there are no points to be had."""
    language, whole = letter.language, Whole(result["total"], result["criteria"])
    steps = falls(whole)
    if not steps:
        return
    letter.add(Kind.HEAD, t("Where the points went", language))
    for one in steps:
        letter.step(step_name(one, language), step_points(one, language), one.kind in ("most", "sure"))
    letter.chart(waterfall.waterfall(whole, language), t(waterfall.LABEL, language))
    letter.chart(shares.shares(whole, language), t(shares.LABEL, language))


def _trend(letter: Letter, since: Since | None) -> None:
    """How the total went from run to run, where the report tells it."""
    points, language = since.trend if since is not None else (), letter.language
    if len(points) < 2:
        return
    letter.add(Kind.HEAD, t("The total from run to run", language))
    for one in points:
        ends = range_words(exact(one.total.low), exact(one.total.high), language)
        letter.step(f"{day(one.as_of, language)} ({period(one.period, language)})", ends, one is points[-1])
    letter.chart(trend.trend(points, language), t(trend.LABEL, language))


def _mends(letter: Letter, asked: Asked) -> None:
    language = letter.language
    letter.add(Kind.HEAD, t("What to mend first", language))
    mends = Mends(asked.results, asked.edition, language)
    if not mends.dear:
        letter.add(Kind.TEXT, t(NOTHING, language))
        return
    letter.add(Kind.TEXT, t(ALONE, language))
    mends.tell(letter, asked.most)
    left = len(mends.dear) - asked.most
    if left > 0:
        more = tn("and {n} remedy more, in the report", "and {n} remedies more, in the report", left, language)
        letter.add(Kind.TEXT, more)
    letter.add(Kind.TEXT, t(TOGETHER, language, points=gained(asked.results.result, language)))


def _open(letter: Letter, results: Results) -> None:
    rows = list(_grouped(results))
    if not rows:
        return
    language = letter.language
    letter.add(Kind.HEAD, t(OWN_WORD, language))
    letter.add(Kind.TEXT, t(OWN_WORD_WHY, language))
    for number, (row, tongues) in enumerate(rows[:OPEN], 1):
        letter.add(Kind.ITEM, f"{number}. {_named(row, tongues, language)}")
        mine = "kk" if language == "kk" else "ru"
        for reason in row["open"]:
            letter.add(Kind.DETAIL, reason[mine])
        for proof in results.result["methodology"].get("proofs", []):
            if row["id"] in proof["rows"]:
                letter.add(Kind.DETAIL, t(PROOF, language, text=proof["text"][mine]))
    if len(rows) > OPEN:
        more = tn("and {n} row more, in the report", "and {n} rows more, in the report", len(rows) - OPEN, language)
        letter.add(Kind.TEXT, more)


def _grouped(results: Results) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Rows whose points are open, those alike in both languages together, in printed order."""
    groups: dict[tuple[str, ...], tuple[dict[str, Any], list[str]]] = {}
    for row in results.rows:
        low, high = row["range"]
        if low == high:
            continue
        key = (row["id"], low, high, *(reason["ru"] for reason in row["open"]))
        tongues = groups.setdefault(key, (row, []))[1]
        if row["language"]:
            tongues.append(row["language"])
    yield from groups.values()


def _named(row: dict[str, Any], tongues: list[str], language: str) -> str:
    said = named(row["title"]["kk" if language == "kk" else "ru"], row["reference"], tongues, language)
    low, high = row["range"]
    return t(WORTH, language, what=said, points=range_words(low, high, language))


def _objections(letter: Letter, edition: Methodology) -> None:
    """What the act says of objections: its own sentences, each with its term, as they stand in the data of the edition."""
    language, held = letter.language, edition.demands.objections
    letter.add(Kind.HEAD, t(OBJECT, language))
    if held is None:
        letter.add(Kind.TEXT, t(NO_TERM, language))
        return
    terms = {term.id: term for term in edition.demands.terms}
    for term in (terms[held.term], terms[held.notice]):
        letter.add(Kind.TEXT, f"{own(term.text, language).rstrip('.')}.")
        law = named_place(edition, term.rule.citation, language)
        letter.add(Kind.DETAIL, t(TERM, language, when=when(edition, term.due, language), law=law))
