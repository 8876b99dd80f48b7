"""What is counted of lists and surveys: ``config/imports/derivations.yaml``, every rule with its place in the law."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from store.base import Frozen
from store.methodology import Rule
from store.strictyaml import convert, read_strict

Mark = Literal["announced", "online", "journalists", "live-question", "interested"]


class EventRule(Frozen):
    """Names of the figures: ``all`` events, and the ``public`` ones, which bear all ``marks``, of one language."""

    all: str
    public: str
    marks: tuple[Mark, ...] = Field(min_length=1)
    rule: Rule


class Level(Frozen):
    """A level of publicity: what it counts as, and the marks that it takes."""

    value: str = Field(pattern=r"^\d+$")
    marks: tuple[Mark, ...] = ()


class MeasureRule(Frozen):
    """Name of the figure of one measure in one language, its levels from the best downwards, and its value where ``absent``."""

    figure: str
    levels: tuple[Level, ...] = Field(min_length=1)
    absent: str = Field(pattern=r"^\d+$")
    rule: Rule


class OtherLanguage(Frozen):
    """Whether an answer in another language than the request ``counts`` as one that breaks the law."""

    counts: bool
    rule: Rule


class RequestRule(Frozen):
    """Names of the figures, and the term of law in ``config/calendar/terms.yaml`` by which an answer is late."""

    requests: str
    answers: str
    late: str
    term: str
    other_language: OtherLanguage
    rule: Rule


class FeedbackRule(Frozen):
    """Names of the figures: proposals that came and were accepted, comments that came and were answered."""

    proposals: str
    accepted: str
    comments: str
    answered: str
    rule: Rule


class SurveyRule(Frozen):
    """Name of the figure of a survey and the most that it can be."""

    figure: str
    most: Decimal = Field(gt=0)
    rule: Rule


class Derivations(Frozen):
    """config/imports/derivations.yaml."""

    form: Literal["openness/derivations/1"] = Field(alias="schema")
    events: EventRule
    measures: MeasureRule
    media_requests: RequestRule
    feedback: FeedbackRule
    surveys: dict[Literal["population", "media", "service"], SurveyRule]


def load_derivations(config: Path) -> Derivations:
    """The rules of counting.

    :raises ConfigError: a fault in the file, with its line; a survey without a rule; levels whose last one asks for a mark.
    """
    document = read_strict(config / "imports" / "derivations.yaml")
    rules = convert(document, Derivations)
    for name in ("population", "media", "service"):
        if name not in rules.surveys:
            raise document.fault(("surveys",), "the survey «{name}» has no rule; add it", name=name)
    if rules.measures.levels[-1].marks:
        raise document.fault(("measures", "levels"), "the last level must take no marks, so that every measure has one")
    return rules
