"""How workers keep time: ``config/engine.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from store.base import Frozen
from store.strictyaml import convert, read_strict
from store.told import N_, refusal

FILE = "engine.yaml"
ORDER = N_(
    "`beat` {beat} < `fence` {fence} < `stale` {stale} was expected: a worker must end its audits before others take them over"
)


class Settings(Frozen):
    """Seconds, but for ``attempts``, ``keep_days`` and ``least_requests`` (see the file)."""

    schema_: Literal["openness/engine/1"] = Field(default="openness/engine/1", alias="schema")
    beat: float = Field(default=3, gt=0)
    fence: float = Field(default=8, gt=0)
    stale: float = Field(default=12, gt=0)
    sweep: float = Field(default=2, gt=0)
    held: float = Field(default=60, ge=1)
    poll: float = Field(default=2, gt=0)
    attempts: int = Field(default=4, ge=1, le=100)
    grace: float = Field(default=5, ge=0)
    keep_days: int = Field(default=30, ge=1)
    least_requests: int = Field(default=50, ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Settings:
        if not self.beat < self.fence < self.stale:
            raise refusal(ORDER, beat=self.beat, fence=self.fence, stale=self.stale)
        return self


def load_settings(config: Path) -> Settings:
    """The settings of a configuration folder; those of the program where it has no such file. Raises ConfigError."""
    path = config / FILE
    return convert(read_strict(path), Settings) if path.exists() else Settings()
