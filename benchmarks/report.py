"""The result as a table for people and as JSON, without names of the machine or paths."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.measure import MEMORY_METHOD

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """Medians of one contestant on one site. Times in seconds, memory in bytes; ``fault`` says why there are none."""

    pages: int
    name: str
    version: str
    fetched: int = 0
    requests: int = 0
    wall: float = 0.0
    processor: float = 0.0
    peak_memory: int = 0
    rate: float = 0.0
    ratio: float | None = None
    runs: tuple[float, ...] = ()
    fault: str = ""


def machine() -> dict[str, str | int]:
    """What the figures depend on."""
    processor = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine()
    )
    memory = next((int(line.split()[1]) // 1024 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "cores": os.cpu_count() or 0,
        "processor": processor,
        "memory_mb": memory,
        "load_at_start": f"{os.getloadavg()[0]:.2f}",
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def markdown(rows: list[Row], notes: list[str], facts: dict[str, str | int], server: str, repeats: int, day: date) -> str:
    """The whole report."""
    head = [
        f"# Benchmark of {day.isoformat()}",
        "",
        f"Whole processes, medians of {repeats}. Site: generated, ~20 KB and ~60 internal links a page, served by {server} on loopback.",
        f"Machine: {facts['cores']} cores ({facts['processor']}), {facts['memory_mb']} MB, {facts['system']}, Python {facts['python']}, "
        f"load {facts['load_at_start']} at the start. Peak memory: {MEMORY_METHOD}.",
        "",
        "| site, pages | contestant | version | pages fetched | requests | wall, s | processor, s | pages/s | of bare Scrapy | peak, MB |",
        "|--:|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    return "\n".join([*head, *(_line(row) for row in rows), "", *(f"- {note}" for note in notes), ""])


def _line(row: Row) -> str:
    if row.fault:
        return f"| {row.pages} | {row.name} | {row.version} | – | – | – | – | – | – | {row.fault} |"
    ratio = f"{row.ratio:.0%}" if row.ratio is not None else "–"
    return (
        f"| {row.pages} | {row.name} | {row.version} | {row.fetched or '–'} | {row.requests or '–'} | {row.wall:.2f} | {row.processor:.2f} "
        f"| {row.rate:.0f} | {ratio} | {row.peak_memory / 1_000_000:.0f} |"
    )


def write(rows: list[Row], notes: list[str], server: str, repeats: int, day: date, name: str, folder: Path = RESULTS) -> Path:
    """Writes ``<date>-<name>.md`` and ``.json``; returns the path of the table."""
    facts = machine()
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / f"{day.isoformat()}-{name}.md"
    table.write_text(markdown(rows, notes, facts, server, repeats, day), encoding="utf-8")
    whole = {
        "date": day.isoformat(),
        "machine": facts,
        "server": server,
        "memory_method": MEMORY_METHOD,
        "repeats": repeats,
        "rows": [asdict(row) for row in rows],
        "notes": notes,
    }
    table.with_suffix(".json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return table
