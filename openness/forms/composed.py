"""Fills a printed form from a scored run: the figures of its result, and sentences that say no more than its findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openness.forms.model import Filled, Part, Row, plain
from openness.objections.places import Results, ids_of
from openness.seen import seen
from reports.advice_view import NOTHING, span
from reports.explain import own
from reports.files import canonical
from reports.forms.printed import Printed
from reports.i18n import N_, t, tn
from reports.numbers import day, period, printed, range_words, shown
from reports.view import charged, dear, lost, named, penal, row_of
from store.base import Language
from store.methodology import Methodology

# Rows of a criterion, facts of a row, addresses of a fact, and remedies that are told; the report holds them all.
ROWS, FACTS, PLACES, REMEDIES = 20, 2, 2, 10
NONE, SETTLED = "–", "settled"
OPENNESS, TOGETHER = "openness", "together"
DRAFT = N_("DRAFT")
EARNED = N_("Points: {points} out of {max}.")
TAKEN = N_("Deducted by this criterion: {points}.")
BETWEEN = N_("Points so far lie between {range}, out of {max}; rows without a decision: {n}.")
FLAWLESS = N_("No shortcoming was found in the rows that are decided.")
LOST = N_("{what}: {points} out of {max}.")
OFF = N_("{what}: deducted {points}.")
FINAL = N_("The final score is {points} out of {max}: {grade}.")
FINAL_ALONE = N_("The final score is {points} out of {max}.")
NO_FINAL = N_("No final score is given while rows are without a decision ({n}). It lies between {range}, out of {max}.")
ADVISED = N_("It is recommended to mend, the dearest first:")
REMEDY = N_("{number}. {what}. Points: {points}")
MADE_FROM = N_("Made from audit {run} as of {day}; act: {act} (edition of {edition}); fingerprint of the result: {digest}.")
OUR_WORDS = N_("The act at hand prints this form in Russian only; the Kazakh wording is the program's translation.")


@dataclass(frozen=True)
class Source:
    """A scored run and the edition it was scored by."""

    results: Results
    edition: Methodology

    @property
    def digest(self) -> str:
        """SHA-256 of the result and the findings, as they count."""
        said = canonical([self.results.result, list(self.results.lines)])
        return hashlib.sha256(said.encode()).hexdigest()


def fill(form: Printed, source: Source, language: Language) -> Filled:
    """The form in one language.

    :param form: a form that the act prints for this result. :param language: ``kk`` or ``ru``.
    :returns: a draft while any row of the result is open, else the form with its final score.
    """
    result = source.results.result
    filling = _Filling(form, source, language)
    final = filling.final
    return Filled(
        form=form,
        language=language,
        body=plain(result["body"]["name"][language]),
        period=plain(period(source.results.plan.period, language)),
        rows=tuple(filling.rows()),
        parts=tuple(map(filling.part, filling.criteria)),
        conclusions=tuple(map(plain, filling.conclusions())),
        notes=tuple(map(plain, filling.notes())),
        draft="" if final is not None else t(DRAFT, language),
        open_rows=0 if final is not None else filling.open,
    )


def made_from(source: Source, language: Language) -> str:
    """What a form was made from."""
    plan, edition = source.results.plan, source.edition
    told = {"run": plan.run_id, "day": plan.as_of, "edition": day(edition.edition, language), "digest": source.digest}
    return t(MADE_FROM, language, act=own(edition.title, language), **told)


def rows_of(criterion: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a criterion, or of a direction that stands in its place."""
    below = [row for one in criterion.get("criteria", ()) for row in rows_of(one)]
    return below + [row for table in criterion.get("indicators", ()) for row in table["parameters"]]


def _told(form: Printed, result: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What stands in the rows of a form, and its total."""
    if form.tells == OPENNESS:
        return result["criteria"], result["total"]
    if form.tells != TOGETHER:
        direction = next(one for one in result["directions"] if one["id"] == form.tells)
        return direction["criteria"], direction["total"]
    own = {"title": result["methodology"]["direction"], "total": result["total"], "criteria": result["criteria"]}
    others = {int(one["number"]): one for one in result["directions"]}
    # Directions bear the numbers of the act's chapters; the main one has that which the others leave.
    place = next(number for number in range(min(others), max(others) + 2) if number not in others)
    every = sorted({place: own, **others}.items())
    return [_as_criterion(str(number), one) for number, (_, one) in enumerate(every, 1)], result["overall"]


def _as_criterion(number: str, direction: dict[str, Any]) -> dict[str, Any]:
    total = direction["total"]
    return {**direction, "number": number, "range": total["range"], "points": total["points"], "max": total["max"]}


def _chosen(form: Printed, criteria: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The criteria that a form tells, numbered as it prints them."""
    if not form.criteria:
        return criteria
    known = {str(one["number"]): one for one in criteria}
    return [{**known[name], "number": str(number)} for number, name in enumerate(form.criteria, 1) if name in known]


def is_told(form: Printed, result: dict[str, Any]) -> bool:
    """Whether a result holds what a form tells."""
    if form.tells == TOGETHER:
        return result.get("overall") is not None
    return form.tells == OPENNESS or any(one["id"] == form.tells for one in result.get("directions", ()))


class _Filling:
    def __init__(self, form: Printed, source: Source, language: Language) -> None:
        self.form, self.source, self.language = form, source, language
        self.results, self.result = source.results, source.results.result
        self.words = form.words.of(language)
        every, self.total = _told(form, self.result)
        self.criteria = _chosen(form, every)
        rows = sum(row["range"][0] != row["range"][1] for one in self.criteria for row in rows_of(one))
        # Of a whole direction its total tells more: what speaks against the body's report stands in no row.
        self.open = rows if form.criteria else max(rows, self.total.get("open", 0))
        # A form of some criteria alone bears no total, and is settled once they are.
        settled = SETTLED if not self.open else None
        self.final: str | None = self.total["final"] if self.words.final is not None else settled

    def rows(self) -> Iterator[Row]:
        """The criteria, then what they sum up to; no sum of them stands in a draft."""
        for one in self.criteria:
            number, title = printed(one["number"], self.language), plain(one["title"][self.language])
            yield self._row(number, title, self._span(one["range"]), self._most(one["max"]))
        final, full = self.final, self._most(self.total["max"])
        if self.words.overall is not None:
            yield self._row("", self.words.overall, NONE if final is None else self._overall(), full, strong=True)
        if self.words.penalty is not None:
            off = NONE if final is None else shown(self.total["penalty"], self.language)
            yield self._row("", self.words.penalty, off, self._most_off(), strong=True)
        if self.words.final is not None:
            yield self._row("", self.words.final, NONE if final is None else shown(final, self.language), full, strong=True)

    def _overall(self) -> str:
        points = sum((Decimal(one["points"]) for one in self.criteria), Decimal(0))
        return shown(points, self.language)

    def _span(self, ends: list[str]) -> str:
        return range_words(ends[0], ends[1], self.language)

    def _most_off(self) -> str:
        return self._most(self.form.penalty_most) if self.form.penalty_most else ""

    def _most(self, points: str) -> str:
        """The most points as the acts print them: «18», with a fraction only where there is one."""
        whole = Decimal(points)
        return str(int(whole)) if whole == whole.to_integral_value() else shown(points, self.language)

    def _off(self, ends: list[str]) -> str:
        """What is taken off, as a reader counts it: without a sign."""
        return self._span([str(-Decimal(end)) for end in reversed(ends)])

    def _row(self, number: str, title: str, points: str, most: str, strong: bool = False) -> Row:
        cells = {"number": number, "criterion": title, "points": points, "max": most}
        return Row(tuple(cells[column] for column in self.form.columns), strong)

    def part(self, criterion: dict[str, Any]) -> Part:
        """What a criterion earned, and where it lost points."""
        head = self.words.item.format(number=criterion["number"], title=criterion["title"][self.language])
        return Part(plain(head), tuple((level, plain(text)) for level, text in self._said(criterion)))

    def _said(self, criterion: dict[str, Any]) -> Iterator[tuple[int, str]]:
        rows = rows_of(criterion)
        low, high = criterion["range"]
        most, unsettled = shown(criterion["max"], self.language), sum(row["range"][0] != row["range"][1] for row in rows)
        penalty = penal(criterion)
        if low == high and not unsettled and penalty:
            yield 0, t(TAKEN, self.language, points=self._off([low, high]))
        elif low == high and not unsettled:
            yield 0, t(EARNED, self.language, points=shown(low, self.language), max=most)
        else:
            yield 0, t(BETWEEN, self.language, range=self._span([low, high]), max=most, n=unsettled)
        fallen = sorted((row for row in rows if lost(row, penalty) > 0), key=lambda row: -lost(row, penalty))
        if not fallen:
            yield 0, t(FLAWLESS, self.language)
        for row in fallen[:ROWS]:
            yield from self._of_row(row, penalty)
        if len(fallen) > ROWS:
            left = len(fallen) - ROWS
            yield 0, tn("and {n} row more, in the report", "and {n} rows more, in the report", left, self.language)

    def _of_row(self, row: dict[str, Any], penalty: bool) -> Iterator[tuple[int, str]]:
        what = named(row["title"][self.language], row["reference"], [row["language"]], self.language)
        if penalty:
            yield 0, t(OFF, self.language, what=what, points=self._off(row["range"]))
        else:
            most = shown(row["weight"], self.language)
            yield 0, t(LOST, self.language, what=what, points=self._span(row["range"]), max=most)
        known = [self.results.findings[name] for name in ids_of(row) if name in self.results.findings]
        for text in seen(charged(known), self.language, FACTS, PLACES):
            yield 1, text

    def conclusions(self) -> Iterator[str]:
        """The score with its grade, or why there is none; then the dearest remedies."""
        if self.words.final is not None:
            yield self._score()
        own = {row["id"] for one in self.criteria for row in rows_of(one)}
        remedies = [one for one in dear(self.result) if one["parameter"] in own]
        yield t(ADVISED if remedies else NOTHING, self.language)
        for number, remedy in enumerate(remedies[:REMEDIES], 1):
            yield t(
                REMEDY, self.language, number=number, what=self._remedy(remedy), points=span(remedy["returns"], self.language)
            )

    def _score(self) -> str:
        most = shown(self.total["max"], self.language)
        if self.total["final"] is None:
            limits = self._span(self.total["range"])
            return t(NO_FINAL, self.language, n=self.open, range=limits, max=most)
        points, grade = shown(self.total["final"], self.language), self._grade()
        return t(FINAL if grade else FINAL_ALONE, self.language, points=points, max=most, grade=grade)

    def _grade(self) -> str:
        grades = self.result["methodology"]["grades"]
        return next((str(one["title"][self.language]) for one in grades if one["id"] == self.total.get("grade")), "")

    def _remedy(self, remedy: dict[str, Any]) -> str:
        row = row_of(remedy, self.results.rows) or {"reference": {}}
        return named(remedy["title"][self.language], row["reference"], [remedy["language"]], self.language)

    def notes(self) -> Iterator[str]:
        """What the form was made from, and whose words they are."""
        yield made_from(self.source, self.language)
        if self.words.source != "law":
            yield t(OUR_WORDS, self.language)
