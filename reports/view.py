"""A conclusion before it is put on any paper: where points went, what a row lost, what is worth mending, and how a row is named.

The report, the forms, the letter and the terminal tell these from here, so that no two papers count them apart. All of it is read from the
value of result.json and the lines of findings.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from reports import words
from reports.citing import stands
from reports.decisions import SHORT, counted
from reports.i18n import N_, t
from reports.numbers import printed, shown

NOTHING = Decimal(0)
# Rows that give no points of their own: what they lack is no loss.
POINTLESS = frozenset({"duty", "bonus"})
IN = N_("language: {name}")
MINUS = "\N{MINUS SIGN}"
STEP = {
    "most": N_("Maximum"),
    "other": N_("further arithmetic of the act"),
    "open": N_("still open"),
    "sure": N_("Certain points"),
}


class Counted(Protocol):
    """Criteria with a total of their own: a whole result, or a direction of it."""

    @property
    def total(self) -> dict[str, Any]: ...
    @property
    def criteria(self) -> Sequence[dict[str, Any]]: ...


@dataclass(frozen=True)
class Fall:
    """One step from the maximum down to the certain points.

    ``kind``: ``most`` where it begins, ``lost`` for a criterion, ``other`` for what the act's arithmetic takes beside the criteria,
    ``open`` for what nobody decided, ``sure`` where it ends. ``start`` and ``end`` are points, ``end`` the lower.
    """

    kind: str
    start: Decimal
    end: Decimal
    criterion: dict[str, Any] | None = None

    @property
    def lost(self) -> str:
        """The points of the step, as a number above 0; below it where the arithmetic gives points back."""
        return str(self.start - self.end)


@dataclass(frozen=True)
class Whole:
    """A result, or a direction of it, as ``falls`` reads it."""

    total: dict[str, Any]
    criteria: Sequence[dict[str, Any]]


def falls(part: Counted) -> list[Fall]:
    """Steps from the maximum of a part to its certain points: they add up to the difference exactly.

    :returns: nothing where the part has no points to give (penalties alone).
    """
    most = Decimal(part.total["max"])
    low, high = (Decimal(end) for end in part.total["range"])
    if most <= 0:
        return []
    steps, at = [Fall("most", most, NOTHING)], most
    for criterion in part.criteria:
        gone = _gone(criterion)
        if gone:
            steps.append(Fall("lost", at, at - gone, criterion))
            at -= gone
    if at != high:
        steps.append(Fall("other", at, high))
    if low != high:
        steps.append(Fall("open", high, low))
    return [*steps, Fall("sure", low, NOTHING)]


def step_name(step: Fall, language: str) -> str:
    """What a step is called."""
    if step.criterion is None:
        return t(STEP[step.kind], language)
    return criterion_name(step.criterion, language)


def criterion_name(criterion: Mapping[str, Any], language: str) -> str:
    """A criterion by its printed number and title."""
    title, number = criterion["title"]["kk" if language == "kk" else "ru"], criterion.get("number")
    return f"{printed(number, language)}. {title}" if number else str(title)


def step_points(step: Fall, language: str) -> str:
    """Its points: the whole where it begins and ends, else what it takes, with its sign."""
    if step.kind in ("most", "sure"):
        return shown(step.start, language)
    taken = step.start - step.end
    return f"{'+' if taken < 0 else MINUS}{shown(abs(taken), language)}"


def penal(criterion: Mapping[str, Any]) -> bool:
    """Whether the criterion only takes points off."""
    return bool(criterion.get("role", "points") == "penalty")


def least(criterion: Mapping[str, Any]) -> str:
    """The most that a criterion of penalties can take off, as a number above 0."""
    return str(sum((Decimal(indicator["max"]) for indicator in criterion["indicators"]), NOTHING))


def lost(row: Mapping[str, Any], penalty: bool) -> Decimal:
    """What a row lost whatever people decide of it, as a number above 0.

    :param penalty: whether its criterion only takes points off.
    """
    if row.get("role", "points") in POINTLESS:
        return NOTHING
    best = Decimal(row["range"][1])
    return -best if penalty else Decimal(row["weight"]) - best


def charged(findings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings that take points, as they count after people's decisions."""
    return [one for one in findings if counted(one)["outcome"] in SHORT]


def dear(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Remedies that return something by themselves, the dearest first; a result of an earlier version names none."""
    return [one for one in result.get("advice", {}).get("remedies", []) if any(Decimal(end) for end in one["returns"])]


def row_of(remedy: Mapping[str, Any], rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The row that a remedy mends: that of its language, else the first that bears its id."""
    named = [one for one in rows if one["id"] == remedy["parameter"]]
    return next((one for one in named if one["language"] == remedy["language"]), named[0] if named else None)


def named(title: str, reference: Mapping[str, Any], tongues: Iterable[str | None], language: str) -> str:
    """A row or requirement by its title, its place in the act and the languages that it is scored in.

    :param reference: the place as result.json holds it. :param tongues: codes of languages; None is none.
    """
    spoken = ", ".join(words.word(words.LANGUAGE, one, language) for one in tongues if one)
    beside = [", ".join(stands(reference, language)), t(IN, language, name=spoken) if spoken else ""]
    told = "; ".join(one for one in beside if one)
    return f"{title} ({told})" if told else title


def _gone(criterion: Mapping[str, Any]) -> Decimal:
    best = Decimal(criterion["range"][1])
    return -best if penal(criterion) else Decimal(criterion["max"]) - best
