"""The way from one run to another, a step for each thing that changed; see the package for the order and why it is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from openness import inputs
from openness.comparing.side import Half
from reports.compared import Cause, Leg, Points, points_of
from scoring import engine as scorer
from scoring.choosing import under
from scoring.served import served_as
from store.findings import Finding
from store.methodology import Methodology
from store.strictyaml import ConfigError

Found = tuple[Finding, ...]
NONE: frozenset[Cause] = frozenset()
PROGRAM = frozenset({Cause.PROGRAM})


class Step(NamedTuple):
    """What a step changes, and the points after it; None where it cannot be made by itself."""

    causes: frozenset[Cause]
    points: Points | None


def legs(start: Points, steps: Iterable[Step]) -> Iterator[Leg]:
    """The steps as legs without a gap: one that cannot be made by itself is joined with the next that can."""
    waiting: frozenset[Cause] = NONE
    for step in steps:
        waiting |= step.causes
        if step.points is not None:
            yield Leg(waiting, start, step.points)
            start, waiting = step.points, NONE


class Way:
    """From ``a`` to ``b``, two runs of one body under one act."""

    def __init__(self, a: Half, b: Half) -> None:
        self.a, self.b = a, b

    def legs(self) -> tuple[Leg, ...]:
        """All legs, in their order."""
        return tuple(legs(self.a.points, self.steps()))

    def steps(self) -> Iterator[Step]:
        """All steps, in their order."""
        a, b = self.a, self.b
        yield Step(a.outdated or PROGRAM, None if a.outdated else self._counted(a, a.findings, a.edition, a, a))
        if self._judge(a):
            yield Step(PROGRAM if a.foreign else NONE, self._counted(a, self._base(a), a.edition, a, a))
        yield from self._criteria()
        base = self._base(b)
        yield Step(self._of_site(), self._counted(b, base, b.edition, a, a))
        if self._given(a) != self._given(b):
            yield Step(frozenset({Cause.GIVEN}), self._counted(b, base, b.edition, b, a))
        if a.noted.rulings != b.noted.rulings:
            yield Step(frozenset({Cause.RULING}), self._counted(b, base, b.edition, b, b))
        yield Step(self._back(), b.points)

    def _criteria(self) -> Iterator[Step]:
        """Law, then readings and mapping, as far as they differ; the site is still that of the first run."""
        a, b = self.a, self.b
        if (a.edition.edition, a.edition.sha256) != (b.edition.edition, b.edition.sha256):
            between = self._between()
            points = None if between is None else self._counted(a, self._found(between), between, a, a)
            yield Step(frozenset({Cause.LAW}), points)
        if self._mapped:
            yield Step(frozenset({Cause.MAPPING}), self._counted(a, self._found(b.edition), b.edition, a, a))

    @property
    def _mapped(self) -> bool:
        one, other = self.a.edition, self.b.edition
        return (one.mapping_sha256, one.chosen) != (other.mapping_sha256, other.chosen)

    def _between(self) -> Methodology | None:
        """The law of the second run, read and served as the first one was; None where those readings cannot be made in it."""
        a, b = self.a, self.b
        law, _ = b.pipeline.edition(b.plan.methodology, b.plan.as_of)
        known = {one.id: {choice.id for choice in one.choices} for one in law.readings}
        kept = {name: choice for name, choice in a.edition.chosen.items() if choice in known.get(name, ())}
        try:
            return served_as(under(law, kept), a.edition)
        except ConfigError:
            return None

    @cached_property
    def again(self) -> bool:
        """Whether stored findings alone do not tell: other programs made them, or they answer other questions."""
        a, b = self.a, self.b
        return self._other_programs or bool(a.outdated or b.outdated) or a.orders(a.edition) != a.orders(b.edition)

    @property
    def _other_programs(self) -> bool:
        return not self.a.program or self.a.program != self.b.program

    @cached_property
    def able(self) -> bool:
        """Whether both runs can be judged again by this program, where it is not this program that judged them."""
        return self.again and all(self._judged_own(one) is not None for one in (self.a, self.b))

    def _judge(self, one: Half) -> bool:
        return self.able and (one.foreign or bool(one.outdated))

    def _judged_own(self, one: Half) -> Found | None:
        return self._judged_a if one is self.a else self._judged_b

    @cached_property
    def _judged_a(self) -> Found | None:
        return self._own(self.a)

    @cached_property
    def _judged_b(self) -> Found | None:
        return self._own(self.b)

    def _own(self, one: Half) -> Found | None:
        """The findings of a run by its own edition and today's program; the stored ones where they are just that."""
        return one.judged(one.edition) if one.foreign or one.outdated else one.findings

    def _base(self, one: Half) -> Found | None:
        """The findings of a run that the comparison rests on; None where they answer questions that nobody knows any more."""
        if self._judge(one):
            return self._judged_own(one)
        return None if one.outdated else one.findings

    def _found(self, edition: Methodology) -> Found | None:
        """What the first run's site gives under another edition: the same where it asks the same, else it is judged again."""
        a = self.a
        if a.orders(edition) == a.orders(a.edition):
            return self._base(a)
        return a.judged(edition) if self.able else None

    def _of_site(self) -> frozenset[Cause]:
        found = {Cause.SITE}
        if _look(self.a) != _look(self.b):
            found.add(Cause.LOOK)
        if self._other_programs and not self.able:
            found.add(Cause.PROGRAM)
        return frozenset(found)

    def _back(self) -> frozenset[Cause]:
        """What lies between the second run as the comparison counts it and as it is stored."""
        b = self.b
        judged = PROGRAM if self._judge(b) and b.foreign else NONE
        return (b.outdated | judged) or PROGRAM

    @staticmethod
    def _given(one: Half) -> tuple[object, ...]:
        noted = one.noted
        return noted.imports, noted.means, noted.subordinates, noted.reviewers, one.plan.body.traits

    def _counted(self, site: Half, found: Found | None, edition: Methodology, given: Half, decided: Half) -> Points | None:
        """The points of what was found on one run's site, with what was given to and decided for others.

        Decisions on open questions are set against what the run of the site has on record.
        """
        if found is None:
            return None
        noted = given.noted.model_copy(update={"rulings": decided.noted.rulings, "objections": (), "readings": None})
        plan = site.plan.model_copy(update={"body": given.plan.body})
        taken = inputs.take(site.pipeline.engine, plan, edition, noted)
        every = [*found, *taken.findings]
        return points_of(scorer.score(every, edition, plan.body.kind, taken.rulings, taken.subject, noted.means))


def _look(one: Half) -> tuple[object, ...]:
    """How the site was looked at, as far as it was asked for: bounds, addresses, portals; and whether a browser was at hand and the look ended."""
    plan, seen = one.plan, one.coverage
    sites = tuple((site.url, site.scope, site.language) for site in plan.body.sites)
    return plan.limits, sites, plan.portals, plan.reads, plan.page_only, seen.render_available, seen.truncated
