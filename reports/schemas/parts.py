"""What both files share: exact points, texts in two languages, places in the law."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """An object of a run's files. Further keys are refused here, so that a test sees one that this version writes and no schema tells."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Points = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2,}$", description="exact decimal points")]
Share = Annotated[str, Field(pattern=r"^[01]\.[0-9]{2,}$", description="share of the points that is settled, from 0.00 to 1.00")]
Span = Annotated[list[Points], Field(min_length=2, max_length=2, description="the least and the most points that can come true")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z$", description="time in UTC")]
Kind = Literal["central", "local", "subordinate"]
Language = Literal["kk", "ru", "en"]
Status = Literal["met", "partly", "missing", "exempt", "unverified"]
Outcome = Literal["met", "deficiency", "missing", "not-applicable", "unverified"]


class Both(Shape):
    """A text in both official languages."""

    kk: str
    ru: str


class Sentences(Both):
    """Sentences of the program; results of earlier versions have none in English."""

    en: str = ""


class Title(Both):
    """A text of the law; ``kk_official`` says whether the Kazakh wording stands in a published act."""

    kk_official: bool


class Place(Shape):
    """Where a rule stands in the law."""

    law: str
    point: str
    appendix: str
    table: str
    row: str
    note: Title | None


class Source(Shape):
    """Where a number comes from: text of the law, reconstructed, after a precedent, or assumed."""

    basis: Literal["law", "reconstructed", "precedent", "assumed"]
    citation: Place
    note: Title | None
    readings: list[str]
