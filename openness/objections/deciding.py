"""A sitting of a commission on the objections to a run: proved against the act, tried by the law's arithmetic, put on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine

from openness.decisions import book as decisions
from openness.decisions import opened
from openness.decisions.known import KnownFindings
from openness.decisions.opened import Sheet
from openness.decisions.proof import RefusedError, Wrong, prove
from openness.objections.adding import FUTURE, place_of, proofs
from openness.objections.places import Results
from openness.objections.rules import Rules
from openness.objections.settle import Given, Line, Settler
from openness.objections.told import Law, Named
from openness.objections.trial import ranges
from reports.i18n import N_
from reports.objections import DECISION, SIDE
from store import objections, reported, rulings
from store.findings import Ruling
from store.objections import Book, Decision, Member, Objection, Sitting, named_sitting
from store.rulings import Origin, Source
from store.visible import line
from store.zone import ASTANA

TOO_EARLY = N_("found {found}, but the objections {id} were received on {day}; correct the day of the sitting")
TOO_FEW = N_("{count} members; by {law} there are at least {least}")
NAMESAKES = N_("«{name}» stands twice among the members; tell the two apart or remove one")
NO_SIDE = N_("no member from «{side}»; by {law} there must be one")
OTHER_SIDE = N_("«{name}» is from «{side}», from where {law} calls no members")
TOOK_PART = N_("«{name}» took part in the assessment; by {law} such a member does not decide on objections")
NO_SUCH = N_("found «{found}»; a line of objections to run {run} was expected; see `openness objection list {run}`")
REPLACED = N_("{id} was replaced by {by}; decide on that one")
LATE = N_("{id} came on {day}, after the last day {last} ({law}); by {rule} it is not considered")
NOTICE = N_("{id} is a notice that there are no objections; there is nothing to decide")
DECIDED = N_("{id}, line {number}, was decided by {sitting} already; a mistake in it is corrected with --supersedes {sitting}")
TWICE = N_("{id}, line {number}, stands twice; keep one of the two")
NO_SITTING = N_("found «{found}»; a sitting on run {run} was expected; see `openness objection list {run}`")
VOTES = N_("{pro} for, {contra} against, {abstained} abstained make {sum}, but {count} members sat; correct the votes")
NOT_CARRIED = N_("«{decision}» with {pro} for and {contra} against: what more members voted for than against is decided ({law})")
NO_NOTE = N_("the reason of the decision is empty; write it in Kazakh and in Russian")
OTHER_FINAL = N_(
    "found {found}, but by the law's arithmetic the row {row} would have {points}; correct the points, or say what stands"
)
NOT_ASKED = N_(
    "accepted in full, but the row {row} would have {points} and not {asked}, as the body asks; decide «{partly}» and say what stands"
)


@dataclass(frozen=True)
class Draft:
    """A sitting as it is told. ``papers`` are its minutes, by name and bytes; ``supersedes`` a sitting that was told wrongly."""

    sat: date
    members: tuple[Member, ...]
    given: tuple[Given, ...]
    papers: tuple[tuple[str, bytes], ...] = ()
    supersedes: str | None = None


@dataclass
class Desk:
    """Where a sitting on a run is proved: the run, the act's rules, and what is on record."""

    engine: Engine
    config: Path
    results: Results
    rules: Rules
    book: Book
    wrong: list[Wrong] = field(default_factory=list)

    def say(self, place: int, name: str, key: str, /, **values: object) -> None:
        """Notes a fault."""
        self.wrong.append(Wrong(place, name, key, values))


def decide(desk: Desk, draft: Draft, now: datetime) -> tuple[Sitting, bool]:
    """Puts a sitting on record, with the decisions on findings and open questions that come of it.

    :param now: the time of registration, with its zone.
    :returns: the entry, which may be late, and whether it is new. The next scoring takes it in.
    :raises RefusedError: everything that speaks against it; nothing was stored.
    """
    entry = named_sitting(_entry(desk, draft, now))
    known = next((one for one in desk.book.sittings if one.id == entry.id), None)
    if known is not None:
        return known, False
    _prove_sitting(desk, draft, now)
    lines = _lines(desk, draft)
    if desk.wrong:
        raise RefusedError(desk.wrong)
    sheet = opened.read(desk.engine, desk.config, desk.results.plan, every=True)
    made = _settled(desk, sheet, draft, entry, lines)
    if not desk.wrong:
        _try(desk, sheet, draft, lines, [ruling for each in made for ruling in each])
    if not desk.wrong:
        _prove_rulings(desk, draft, made, now.astimezone(ASTANA).date())
    if desk.wrong:
        raise RefusedError(desk.wrong)
    resolutions = [
        one.model_copy(update={"rulings": tuple(ruling.id for ruling in each)})
        for one, each in zip(entry.resolutions, made, strict=True)
    ]
    entry = entry.model_copy(update={"resolutions": tuple(resolutions)})
    plan = desk.results.plan
    with desk.engine.begin() as db:
        for name, content in draft.papers:
            reported.keep_proof(db, plan.body.code, plan.period, line(name), content, now)
        decisions.put(db, plan.body.code, [ruling for each in made for ruling in each], Origin(source=Source.COMMISSION))
        objections.write(db, entry)
    return entry, True


def _entry(desk: Desk, draft: Draft, now: datetime) -> Sitting:
    plan = desk.results.plan
    named = {one.objection for one in draft.given}
    received = [one.received for one in desk.book.objections if one.id in named]
    return Sitting(
        run=plan.run_id,
        body=plan.body.code,
        sat=draft.sat,
        last=min((desk.rules.last("decide", day) for day in received), default=draft.sat),
        members=draft.members,
        resolutions=tuple(one.resolution for one in draft.given),
        files=proofs(draft.papers),
        supersedes=draft.supersedes,
        registered_at=now.astimezone(UTC).replace(microsecond=0),
    )


def _prove_sitting(desk: Desk, draft: Draft, now: datetime) -> None:
    commission = desk.rules.held.commission
    law = Law(desk.rules.edition, commission.rule.citation)
    today = now.astimezone(ASTANA).date()
    if draft.sat > today:
        desk.say(0, "sat", FUTURE, found=draft.sat, day=today)
    if draft.supersedes is not None and draft.supersedes not in {one.id for one in desk.book.sittings}:
        desk.say(0, "supersedes", NO_SITTING, found=line(draft.supersedes), run=desk.results.plan.run_id)
    names = Counter(_folded(one.name) for one in draft.members)
    for one in draft.members:
        if names.pop(_folded(one.name), 1) > 1:
            desk.say(0, "members", NAMESAKES, name=line(one.name))
    if len(draft.members) < commission.least:
        desk.say(0, "members", TOO_FEW, count=len(draft.members), least=commission.least, law=law)
    sides = {one.side for one in draft.members}
    for side in commission.sides:
        if side not in sides:
            desk.say(0, "members", NO_SIDE, side=Named(SIDE, side), law=law)
    judges = _judges(desk)
    for one in draft.members:
        if one.side not in commission.sides:
            desk.say(0, "members", OTHER_SIDE, name=line(one.name), side=Named(SIDE, one.side), law=law)
        elif one.side in commission.apart and (one.took_part or _folded(one.name) in judges):
            desk.say(0, "members", TOOK_PART, name=line(one.name), law=law)


def _judges(desk: Desk) -> frozenset[str]:
    """Who decided on facts or open questions of this assessment."""
    taken = {one["id"] for one in desk.results.result.get("rulings", ()) if one["state"] != "stale"}
    with desk.engine.connect() as db:
        found = rulings.read(db, desk.results.plan.body.code)
    return frozenset(_folded(one.ruling.author) for one in found if one.ruling.id in taken and not one.ruling.sitting)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _lines(desk: Desk, draft: Draft) -> list[Line]:
    """What each decision is on; faults are noted."""
    found, seen = [], set()
    for given in draft.given:
        _prove_votes(desk, draft, given)
        objection = next((one for one in desk.book.objections if one.id == given.objection), None)
        if objection is None or not _may_decide(desk, draft, objection, given):
            if objection is None:
                desk.say(given.place, "target", NO_SUCH, found=line(given.objection), run=desk.results.plan.run_id)
            continue
        if (given.objection, given.number) in seen:
            desk.say(given.place, "target", TWICE, id=given.objection, number=given.number)
        seen.add((given.objection, given.number))
        said = next((one for one in objection.lines if one.number == given.number), None)
        if said is None:
            name = f"{given.objection}/{given.number}"
            desk.say(given.place, "target", NO_SUCH, found=line(name), run=desk.results.plan.run_id)
            continue
        # What a sitting that was told wrongly had acquitted takes no points now; it is still what was objected to.
        before = desk.book.resolution(given.objection, given.number)
        place, wrong = place_of(
            desk.results, said.finding or said.parameter, said.language, given.place, decided=before is not None
        )
        desk.wrong += wrong
        if place is not None:
            found.append(Line(objection, said, place, () if before is None else before[1].rulings))
    return found


def _may_decide(desk: Desk, draft: Draft, objection: Objection, given: Given) -> bool:
    rules, faults = desk.rules, len(desk.wrong)
    if objection.kind == "notice":
        desk.say(given.place, "target", NOTICE, id=objection.id)
        return False
    by = desk.book.replaced.get(objection.id)
    if by is not None:
        desk.say(given.place, "target", REPLACED, id=objection.id, by=by)
    if objection.late and not rules.held.late.considered:
        desk.say(
            given.place, "target", LATE, id=objection.id, day=objection.received, last=objection.last,
            law=Law(rules.edition, rules.term("term").rule.citation), rule=Law(rules.edition, rules.held.late.rule.citation),
        )  # fmt: skip
    if draft.sat < objection.received:
        desk.say(0, "sat", TOO_EARLY, found=draft.sat, id=objection.id, day=objection.received)
    before = desk.book.resolution(given.objection, given.number)
    if before is not None and before[0].id != draft.supersedes:
        desk.say(given.place, "target", DECIDED, id=given.objection, number=given.number, sitting=before[0].id)
    return len(desk.wrong) == faults


def _prove_votes(desk: Desk, draft: Draft, given: Given) -> None:
    votes = given.votes
    cast = votes.pro + votes.contra + votes.abstained
    if cast != len(draft.members):
        told = {"pro": votes.pro, "contra": votes.contra, "abstained": votes.abstained}
        desk.say(given.place, "votes", VOTES, **told, sum=cast, count=len(draft.members))
    if (votes.pro > votes.contra) is (given.decision is Decision.REFUSED):
        law = Law(desk.rules.edition, desk.rules.held.vote.rule.citation)
        desk.say(
            given.place, "votes", NOT_CARRIED, decision=Named(DECISION, given.decision), pro=votes.pro, contra=votes.contra, law=law
        )  # fmt: skip
    if not given.note.kk.strip() or not given.note.ru.strip():
        desk.say(given.place, "note", NO_NOTE)


def _settled(desk: Desk, sheet: Sheet, draft: Draft, entry: Sitting, lines: Sequence[Line]) -> list[list[Ruling]]:
    """The decisions on findings and questions, line by line; one that two lines ask for is made once."""
    at = min(datetime.combine(entry.sat, time(12), ASTANA), entry.registered_at.astimezone(ASTANA))
    settler = Settler(desk.engine, desk.results, sheet, entry.id, at)
    made: list[list[Ruling]] = []
    known: dict[str, Ruling] = {}
    for one, given in zip(lines, draft.given, strict=True):
        found, wrong = settler.settle(one, given)
        desk.wrong += wrong
        made.append([known.setdefault(ruling.id, ruling) for ruling in found])
    return [list({ruling.id: ruling for ruling in each}.values()) for each in made]


def _try(desk: Desk, sheet: Sheet, draft: Draft, lines: Sequence[Line], made: Sequence[Ruling]) -> None:
    """Whether the rows come out as the commission and the body say they do."""
    after = ranges(desk.engine, sheet, list({one.id: one for one in made}.values()))
    for one, given in zip(lines, draft.given, strict=True):
        found = after[one.place.key]
        number = one.place.row["number"]
        points = found.low if found.low == found.high else [found.low, found.high]
        if given.final is not None and not found.low == found.high == Decimal(given.final):
            desk.say(given.place, "final", OTHER_FINAL, found=Decimal(given.final), row=number, points=points)
        asked, whole = one.said.points, one.said.finding is None and given.decision is Decision.ACCEPTED
        if whole and asked is not None and not found.low == found.high == Decimal(asked):
            told = {"row": number, "points": points, "asked": Decimal(asked), "partly": Named(DECISION, Decision.PARTLY)}
            desk.say(given.place, "decision", NOT_ASKED, **told)


def _prove_rulings(desk: Desk, draft: Draft, made: Sequence[Sequence[Ruling]], day: date) -> None:
    body = desk.results.plan.body.code
    placed = [(given.place, ruling) for given, each in zip(draft.given, made, strict=True) for ruling in each]
    with desk.engine.connect() as db:
        known = [one.ruling for one in rulings.read(db, body)]
    for fault in prove([ruling for _, ruling in placed], known, KnownFindings(desk.engine, body), day):
        desk.say(placed[fault.place][0], "decision", fault.key, **fault.values)


def undecided(book: Book, rules: Rules) -> Iterator[tuple[Objection, int]]:
    """The lines that wait for a commission."""
    for one in book.standing:
        if one.late and not rules.held.late.considered:
            continue
        for each in one.lines:
            if book.resolution(one.id, each.number) is None:
                yield one, each.number
