"""What a letter says of each remedy: where, what was seen, how to mend it, and what it returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from checks import pages, runner
from checks.mends import mend_of
from openness.letters.model import Kind, Letter
from openness.objections.places import Results, ids_of
from openness.seen import seen
from reports.advice_view import span
from reports.explain import own
from reports.i18n import N_, t
from reports.view import charged, dear, named, row_of
from scoring.plan import RowPlan, plan_of
from store.methodology import Methodology

# Sentences of a remedy that are told, and addresses of each; the report holds them all.
PLACES = 3
WORTH = N_("{what}. Points: {points}")
COUNTED = N_("Arithmetic: {text}")
MEND = N_("How to mend: put right what is named, at each address. {checks}")
MET = N_("Counted as met: {text}")
SHORTCOMING = N_("Counted as a shortcoming: {text}")
MEND_ALIKE = N_("How to mend: as in item {number}.")
MEND_MORE = N_("How to mend: raise the figure {names}.")
MEND_LESS = N_("How to mend: lower the figure {names}.")
MEND_ROW = N_("How to mend: do all that the row asks for.")


@dataclass
class Mends:
    """The remedies of a run, dearest first, told in one language; what was told once is referred to."""

    results: Results
    edition: Methodology
    language: str
    _told: dict[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def dear(self) -> list[dict[str, Any]]:
        """Remedies that return something by themselves, the dearest first."""
        return dear(self.results.result)

    def tell(self, letter: Letter, most: int) -> None:
        """Adds the dearest ``most`` remedies, numbered from 1."""
        for number, remedy in enumerate(self.dear[:most], 1):
            letter.add(Kind.ITEM, f"{number}. {self._head(remedy)}")
            for text in self._details(number, remedy):
                letter.add(Kind.DETAIL, text)

    def _head(self, remedy: Mapping[str, Any]) -> str:
        row = row_of(remedy, self.results.rows)
        title = remedy["title"]["kk" if self.language == "kk" else "ru"]
        what = named(title, {} if row is None else row["reference"], [remedy["language"]], self.language)
        return t(WORTH, self.language, what=what, points=span(remedy["returns"], self.language))

    def _details(self, number: int, remedy: Mapping[str, Any]) -> Iterator[str]:
        row = row_of(remedy, self.results.rows)
        found = self._found(remedy, row)
        yield from seen(found, self.language, PLACES, PLACES)
        if remedy["figures"] and row is not None:
            said = row["explanation"]["kk" if self.language == "kk" else "ru"]
            yield t(COUNTED, self.language, text=" ".join(said.split()))
        yield self._how(number, remedy, found)

    def _found(self, remedy: Mapping[str, Any], row: dict[str, Any] | None) -> list[dict[str, Any]]:
        """Its findings; where figures took the points, the findings of the row that tell of them."""
        names = remedy["findings"] or (ids_of(row) if row is not None else ())
        return charged(self.results.findings[name] for name in names if name in self.results.findings)

    def _how(self, number: int, remedy: Mapping[str, Any], found: list[dict[str, Any]]) -> str:
        if remedy["figures"]:
            return self._by_figures(remedy["parameter"])
        checks = tuple(sorted({one["check"] for one in found}))
        if checks in self._told:
            return t(MEND_ALIKE, self.language, number=self._told[checks])
        told = " ".join(self._asked_by(checks))
        if not told:
            return t(MEND_ROW, self.language)
        self._told[checks] = number
        return t(MEND, self.language, checks=told)

    def _asked_by(self, checks: tuple[str, ...]) -> Iterator[str]:
        """What to do first, and what the published pages of checks say is met and is a shortcoming."""
        known = runner.catalogue()
        for name in checks:
            mend = mend_of(name)
            # A letter names no markup: it goes to whoever answers for the site, not to whoever builds it.
            if mend is not None and "`" not in mend.first(self.language):
                yield mend.first(self.language)
            page = known[name].page(self.language) if name in known else ""
            for heading, sentence in (("Met when", MET), ("Deficiency when", SHORTCOMING)):
                said = pages.section(page, heading, self.language)
                if said:
                    yield t(sentence, self.language, text=said)

    def _by_figures(self, parameter: str) -> str:
        row = self._plans.get(parameter)
        if row is None or not hasattr(row.formula, "directions"):
            return t(MEND_ROW, self.language)
        ways = row.formula.directions(row.options)
        # What the law requires is no figure that a body lowers.
        asked = getattr(row.options, "required", None)
        for way, sentence in (("more", MEND_MORE), ("less", MEND_LESS)):
            names = [name for name in row.parameter.figures if ways.get(name) == way and name != asked]
            if names:
                quoted = ", ".join(f"«{own(row.parameter.figures[name], self.language)}»" for name in names)
                return t(sentence, self.language, names=quoted)
        return t(MEND_ROW, self.language)

    @cached_property
    def _plans(self) -> dict[str, RowPlan]:
        plan = plan_of(self.edition, self.results.plan.body.kind)
        return {row.parameter.id: row for part in plan.parts for row in part.rows()}
