"""Which findings count for which requirement: right check, right options, right language; and what people decided on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scoring.arithmetic import Tally, step
from scoring.figures import LEFT_TO, TOLD_BY
from scoring.plan import Requirement, RowPlan
from store.base import Language, Text
from store.conclusion import Decided, RulingState, Step
from store.findings import GATHERED, MANUAL, REPORTED, REVIEWERS, Fact, Outcome, Ruling

# Looked up once: members of an enumeration are slow to reach, and every finding of a cohort is asked for its outcome.
_MET, _DEFICIENCY, _MISSING, _WAIVED = Outcome.MET, Outcome.DEFICIENCY, Outcome.MISSING, Outcome.NOT_APPLICABLE


@dataclass
class Ledger:
    """Findings by the requirement they name, after rulings; ``used`` gathers the ids that served a requirement."""

    by_parameter: Mapping[str, tuple[Fact, ...]]
    disputed: frozenset[str]
    rulings: tuple[RulingState, ...]
    decided: Mapping[str, Decided] = field(default_factory=dict)
    awaiting: frozenset[str] = frozenset()
    """Questions on which more people must decide."""
    used: set[str] = field(default_factory=set)

    def of(self, parameter: str, language: Language | None) -> Sequence[Fact]:
        """Findings that name this requirement; for a row per language those of that language or of none."""
        found = self.by_parameter.get(parameter, ())
        if language is None:
            return found
        return [one for one in found if one.language is None or one.language == language]

    @property
    def unused_rulings(self) -> tuple[str, ...]:
        """Ids of standing decisions on findings that no longer exist."""
        return tuple(one.id for one in self.rulings if one.state == "stale")


def ledger(findings: Iterable[Fact], rulings: Iterable[Ruling]) -> Ledger:
    """Sorts findings, drops repetitions, and puts people's decisions in the place of what they replace."""
    unique: dict[str, Fact] = {}
    for finding in findings:
        twin = unique.get(finding.id)
        unique[finding.id] = finding if twin is None else max(twin, finding, key=_rank)
    known = {ruling.id: ruling for ruling in sorted(rulings, key=lambda one: (one.id, one.model_dump_json()))}
    later = _superseding(known)
    by_finding: dict[str, list[Ruling]] = {}
    for name in sorted(known):
        if name not in later:
            by_finding.setdefault(known[name].finding, []).append(known[name])
    disputed = frozenset(name for name, said in by_finding.items() if len({_said(one) for one in said}) > 1)
    awaiting = frozenset(name for name, said in by_finding.items() if name in unique and _too_few(unique[name], said))
    by_parameter: dict[str, list[Fact]] = {}
    decided: dict[str, Decided] = {}
    for name in sorted(unique):
        finding = _decided(unique[name], by_finding.get(name, []), name in disputed or name in awaiting)
        by_parameter.setdefault(finding.parameter, []).append(finding)
        if name in by_finding:
            by = tuple(one.id for one in by_finding[name])
            decided[name] = Decided(finding=name, outcome=finding.outcome, count=finding.count, by=by)
    return Ledger(
        by_parameter={name: tuple(found) for name, found in by_parameter.items()},
        disputed=disputed & frozenset(unique),
        rulings=tuple(_state(known[name], later, by_finding, (disputed, awaiting), unique) for name in sorted(known)),
        decided=decided,
        awaiting=awaiting - disputed,
    )


def _too_few(finding: Fact, rulings: list[Ruling]) -> bool:
    """Whether a question demands the same decision of more people than have made one; each counts once."""
    demanded = finding.facts.get(REVIEWERS, "0") if finding.check == MANUAL else "0"
    return len({one.author.casefold() for one in rulings}) < int(demanded)


def _superseding(known: Mapping[str, Ruling]) -> dict[str, list[str]]:
    """Id of a ruling → ids of those that take its place; a ruling cannot supersede itself or one on another finding."""
    later: dict[str, list[str]] = {}
    for name, ruling in known.items():
        before = known.get(ruling.supersedes or "")
        if before is not None and before.id != name and before.finding == ruling.finding:
            later.setdefault(before.id, []).append(name)
    return later


def _said(ruling: Ruling) -> tuple[str, int, tuple[tuple[str, str], ...]]:
    return ruling.outcome, ruling.count, tuple(sorted(ruling.facts.items()))


def _state(
    ruling: Ruling,
    later: Mapping[str, list[str]],
    by_finding: Mapping[str, list[Ruling]],
    unsettled: tuple[frozenset[str], frozenset[str]],
    findings: Mapping[str, Fact],
) -> RulingState:
    if ruling.id in later:
        return RulingState(id=ruling.id, finding=ruling.finding, state="superseded", by=tuple(sorted(later[ruling.id])))
    if ruling.finding not in findings:
        return RulingState(id=ruling.id, finding=ruling.finding, state="stale")
    disputed, awaiting = unsettled
    if ruling.finding in disputed:
        others = tuple(one.id for one in by_finding[ruling.finding] if _said(one) != _said(ruling))
        return RulingState(id=ruling.id, finding=ruling.finding, state="conflicting", by=others)
    return RulingState(id=ruling.id, finding=ruling.finding, state="awaiting" if ruling.finding in awaiting else "applied")


def _rank(finding: Fact) -> tuple[int, str]:
    """Of two findings of one id the higher count stands, whichever came first."""
    return finding.count, json.dumps([finding.outcome, finding.options_sha256, finding.facts], sort_keys=True, default=str)


def _decided(finding: Fact, rulings: list[Ruling], unsettled: bool) -> Fact:
    """The finding as decided; disputed figures tell nothing until the reviewers agree."""
    if not rulings:
        return finding
    if unsettled:
        kept = {REVIEWERS: finding.facts[REVIEWERS]} if REVIEWERS in finding.facts else {}
        return finding.model_copy(update={"outcome": Outcome.UNVERIFIED, "facts": kept})
    said = rulings[0]
    facts = {**finding.facts, **said.facts}
    return finding.model_copy(update={"outcome": said.outcome, "count": said.count, "facts": facts})


def tallies(row: RowPlan, language: Language | None, known: Ledger) -> tuple[Tally, ...]:
    """Standing of each requirement of a row.

    Where no check of the content spoke, none was at work: the printed requirements stand alone.
    """
    found = [_tally(one, language, known) for one in row.requirements]
    if any(one.beside and one.findings for one in found):
        return tuple(found)
    return tuple([replace(one, doubted=0) if one.doubted else one for one in found if not one.beside])


def _tally(asked: Requirement, language: Language | None, known: Ledger) -> Tally:
    found = known.of(asked.id, language)
    if not found and not asked.uses:
        return Tally(id=asked.id, label=asked.label, open=True, deduction=asked.deduction, options=asked.options,
                     reasons=_unserved(asked), basis="manual")  # fmt: skip
    checked, reasons = _accepted(asked, found)
    said = [finding for finding in found if finding.check == MANUAL]
    # A question that people have not settled tells nothing of the row: what checks know of it stands as it is.
    asking = [finding for finding in said if REVIEWERS in finding.facts and finding.outcome is Outcome.UNVERIFIED]
    decided = [finding for finding in said if finding not in asking] if asking else said
    # What a person enters for a row without requirements is of the row, not of its shortcomings; a decision on the row closes both.
    own = not asked.beside or bool(asked.row.elements)
    by_hand = decided if own else []
    # Rules on false data are told of reports themselves: each address of one is a fact of theirs.
    told = asked.row.figures or asked.row.role == "penalty"
    reported = [finding for finding in found if finding.check == REPORTED and told]
    gathered = [one for one in found if one.check == GATHERED and asked.row.figures and not asked.uses]
    if reported:
        gathered = [one for one in gathered if one.facts.get(LEFT_TO) != REPORTED]
    accepted = [*checked, *by_hand, *reported, *gathered]
    if len(accepted) > 1:
        accepted.sort(key=lambda finding: finding.id)
    known.used.update(finding.id for finding in (*accepted, *asking))
    closed = _closed(by_hand if own else [one for one in decided if REVIEWERS in one.facts])
    closed = closed or (not asked.uses and _closed([*gathered, *reported]))
    reasons = [] if closed else [*reasons, *_doubts(asked, accepted, known), *_unsettled(asked, asking, known)]
    doubted = _doubted(accepted, asked.beside) if asked.row.shortcomings and not closed else 0
    deficiencies = missing = waived = 0
    for finding in accepted:
        outcome = finding.outcome
        if outcome is _MET:
            continue
        if outcome is _DEFICIENCY:
            deficiencies += max(1, finding.count)
        elif outcome is _MISSING:
            missing += max(1, finding.count)
        elif outcome is _WAIVED:
            waived += 1
    exempt = bool(accepted) and waived == len(accepted)
    return Tally(
        id=asked.id,
        label=asked.label,
        deficiencies=deficiencies,
        missing=missing,
        open=bool(reasons) and not _bounded(asked, accepted, reasons),
        beside=asked.beside,
        doubted=doubted,
        exempt=exempt and not reasons and not asked.row.figures,
        deduction=asked.deduction,
        options=asked.options,
        findings=tuple(accepted),
        reasons=tuple(reasons),
        basis=_basis(asked, [*checked, *gathered], by_hand, reported, known),
        rulings=_rulings(accepted, known) if known.decided else (),
        parts=asked.parts,
        asking=tuple(asking) if own else (),
        shown=any(finding.outcome is _MET for finding in accepted),
    )


def _doubted(accepted: list[Fact], beside: bool) -> int:
    """How many shortcomings a person has yet to confirm: as many as checks of content tell, of a requirement one for each finding."""
    return sum(finding.count if beside else 1 for finding in accepted if finding.outcome is Outcome.UNVERIFIED)


def _bounded(asked: Requirement, accepted: list[Fact], reasons: list[Step]) -> bool:
    """Whether all that is open are doubts whose number the checks tell, so that no more than these can come to light."""
    counted = all(finding.count > 0 for finding in accepted if finding.outcome is Outcome.UNVERIFIED)
    return asked.beside and counted and all(reason.key == "score.open.unverified" for reason in reasons)


def _rulings(accepted: list[Fact], known: Ledger) -> tuple[str, ...]:
    """Ids of the decisions that settled these findings."""
    settled = known.decided.keys() - known.disputed
    return tuple(name for one in accepted if one.id in settled for name in known.decided[one.id].by)


def _closed(findings: list[Fact]) -> bool:
    return bool(findings) and all(finding.outcome is not Outcome.UNVERIFIED for finding in findings)


def _accepted(asked: Requirement, found: Sequence[Fact]) -> tuple[list[Fact], list[Step]]:
    accepted: list[Fact] = []
    reasons = []
    for use in asked.uses:
        mine = [finding for finding in found if finding.check == use.check]
        good = [finding for finding in mine if finding.options_sha256 == use.options_sha256]
        accepted += good
        if not good:
            key = "score.open.options" if mine else "score.open.no-finding"
            reasons.append(step(key, place=asked.label, check=use.check))
    return accepted, reasons


def _unserved(asked: Requirement) -> tuple[Step, ...]:
    """Why a requirement is open that no check serves: a file is awaited, with what it has to tell, or a person with a proof."""
    if asked.row.reported:
        awaited = step("score.open.import", place=asked.label, kinds=", ".join(asked.row.reported))
        return (awaited, *_untold(asked))
    if asked.row.figures:
        return (step("score.open.person", place=asked.label),)
    return (step("score.open.assessment", place=asked.label),)


def _untold(asked: Requirement) -> tuple[Step, ...]:
    """The figures that no page is known to tell to a program, each by its title."""
    titles = list(asked.row.figures.values())
    if not titles:
        return ()
    told = Text(kk="; ".join(one.kk for one in titles), ru="; ".join(one.ru for one in titles))
    return (step("score.open.untold", place=asked.label, figures=told),)


def _doubts(asked: Requirement, accepted: list[Fact], known: Ledger) -> list[Step]:
    """Why a requirement stays open although its checks ran: a person must decide, or could not look."""
    doubts, name = [], asked.label
    unsure = [finding for finding in accepted if finding.outcome is Outcome.UNVERIFIED]
    disputed = sum(finding.id in known.disputed for finding in unsure)
    if len(unsure) > disputed:
        doubts.append(step("score.open.unverified", place=name, count=str(len(unsure) - disputed)))
    if disputed:
        doubts.append(step("score.open.disputed", place=name, count=str(disputed)))
    if asked.machine == "none":
        doubts += _unserved(asked)
    if asked.machine == "negative":
        doubts.append(step("score.open.negative", place=name))
    return doubts


def _unsettled(asked: Requirement, asking: list[Fact], known: Ledger) -> list[Step]:
    """Why a question that people looked at stays open: they contradict each other, are too few, or could not tell."""
    found = []
    for finding in asking:
        if finding.id in known.disputed:
            found.append(step("score.open.reviewers.disagree", place=asked.label))
        elif finding.id in known.awaiting:
            found.append(step("score.open.reviewers.few", place=asked.label, count=str(finding.facts[REVIEWERS])))
        else:
            found.append(step("score.open.cannot-tell", place=asked.label))
    return found


def _basis(asked: Requirement, checked: list[Fact], by_hand: list[Fact], reported: list[Fact], known: Ledger) -> str:
    found = [finding for finding in (*checked, *by_hand, *reported) if REVIEWERS not in finding.facts]
    if known.decided and any(finding.id in known.decided for finding in found):
        return "override"
    if by_hand:
        return "manual"
    if reported:
        own = any(REPORTED not in (one.facts.get(LEFT_TO), one.facts.get(TOLD_BY)) for one in checked)
        return "automatic" if own else "reported"
    return "automatic" if asked.uses or checked else "manual"
