"""What is read of files that hold the same bytes is read once in a process: commands that tests call in theirs read the same a thousand times.

What is read is frozen, and nothing but the files' bytes and the checks' catalogue goes into it; a file that a test changes is read anew,
a fault is found anew each time, and a copy of a folder holds what the folder holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup

from checks import runner
from openness.shelf import Shelf
from reports.charts.drawing import Chart
from reports.html import charted
from scoring import choosing, methodology
from store import indicators
from store.asked import everything_asked
from store.base import Text
from store.methodology import Methodology
from store.readings import Choice
from store.strictyaml import Document

V = TypeVar("V")
Load = Callable[..., Methodology]
Chosen = tuple[Methodology, Text | None]
Indicators = dict[str, tuple[indicators.Indicator, Document]]
# Things of one kind that are kept: what tests make up would else stay for as long as the session.
MOST = 100
# How Python shows what does not show its value: by its place in memory.
NAMELESS = " at 0x"


@cache
def remember() -> None:
    """Puts what remembers in the place of what reads, for the whole process and those that are forked from it; once."""
    methodology.load = remembering(methodology.load)
    choosing.applied = remembering_choices(choosing.applied)
    indicators._read = remembering_indicators(indicators._read)
    Shelf.chosen = remembering_editions(Shelf.chosen)  # type: ignore[method-assign]
    charted._within = remembering_charts(charted._within)


def told(place: Path, files: Iterable[Path]) -> str:
    """The digest of files with their names below a place."""
    found = hashlib.sha256()
    for path in files:
        found.update(b"\0" + str(path.relative_to(place)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def below(place: Path, *names: str) -> list[Path]:
    """Every file below folders of a place."""
    return sorted(path for name in names for path in (place / name).rglob("*") if path.is_file())


def kept(known: dict[Any, V], key: Any, value: V) -> V:
    """Keeps a value; where there are too many, those before are forgotten."""
    if len(known) >= MOST:
        known.clear()
    known[key] = value
    return value


def remembering(load: Load) -> Load:
    """``scoring.methodology.load`` that gives what it gave for the same bytes under the same names."""
    known: dict[tuple[Any, ...], tuple[Methodology, Any]] = {}

    def loaded(folder: str | Path, known_checks: Mapping[str, Any] | None = None) -> Methodology:
        place = Path(folder)
        key = place.parts[-2:], told(place, below(place, ".")), id(known_checks)
        # The catalogue is kept, so that no other one can come to bear its number.
        return known[key][0] if key in known else kept(known, key, (load(folder, known_checks), known_checks))[0]

    return loaded


def remembering_editions(chosen: Callable[[Shelf, str | None, date], Chosen]) -> Callable[[Shelf, str | None, date], Chosen]:
    """``Shelf.chosen`` that proves an edition, its indicators and the lists of words once for the same bytes and the same checks."""
    known: dict[tuple[Any, ...], Chosen] = {}

    def choosing(shelf: Shelf, law: str | None, as_of: date) -> Chosen:
        if (law, as_of) in shelf._chosen:
            return shelf._chosen[law, as_of]
        # Checks ask for words when they are loaded.
        config, checks, asked = shelf._config, id(runner.catalogue()), len(list(everything_asked()))
        key = told(config, below(config, "lexicon", "methodology")), law, as_of, checks, asked
        found = known[key] if key in known else kept(known, key, chosen(shelf, law, as_of))
        shelf._chosen[law, as_of] = shelf._chosen[found[0].id, as_of] = found
        return found

    return choosing


def remembering_indicators(read: Callable[[Path], Indicators]) -> Callable[[Path], Indicators]:
    """``store.indicators._read`` that gives what it gave for the same bytes, with the files of the folder that is asked for."""
    known: dict[str, Indicators] = {}

    def reading(config: Path) -> Indicators:
        folder = config / "lexicon" / indicators.FOLDER
        key = told(folder, sorted(folder.glob("*.yaml")))
        found = known[key] if key in known else kept(known, key, read(config))
        return {name: (one, replace(document, path=folder / document.path.name)) for name, (one, document) in found.items()}

    return reading


def remembering_choices(applied: Callable[..., Methodology]) -> Callable[..., Methodology]:
    """``scoring.choosing.applied`` that gives what it gave for the very same edition and choices."""
    known: dict[tuple[Any, ...], tuple[Methodology, Any]] = {}

    def applying(edition: Methodology, chosen: Mapping[str, Choice], document: Document) -> Methodology:
        key = id(edition), tuple((name, id(choice)) for name, choice in chosen.items())
        # Both are kept, so that no others can come to bear their numbers.
        made = known[key] if key in known else kept(known, key, (applied(edition, chosen, document), (edition, dict(chosen))))
        return made[0]

    return applying


def remembering_charts(within: Callable[[Chart | None, str, str], Markup]) -> Callable[[Chart | None, str, str], Markup]:
    """``reports.html.charted._within`` that draws the same figures and words once; drawing itself is tried beside pages."""
    known: dict[tuple[Any, ...], Markup] = {}

    def drawn(chart: Chart | None, name: str, label: str) -> Markup:
        if chart is None:
            return within(chart, name, label)
        figures = tuple(repr(cell.cell_contents) for cell in chart.draw.__closure__ or ())
        key = chart.width, chart.height, chart.draw.__code__, figures, name, label
        if any(NAMELESS in one for one in figures):
            return within(chart, name, label)
        return known[key] if key in known else kept(known, key, within(chart, name, label))

    return drawn
