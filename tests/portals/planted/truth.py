"""What an audit said held against what was planted: found, missed, wrongly charged, wrongly met, open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.portals.planted import law2025, shortcomings
from tests.portals.planted.catalogue import topics
from tests.portals.planted.shortcomings import Expected

CHARGES = ("deficiency", "missing")
LAWS = ("kz-2017", "kz-2025")
# Beginnings of the parameters that are judged, by law.
TABLES = {
    "kz-2017": ("kz-2017:a14", "kz-2017:a15.t1", "kz-2017:a15.t2", "kz-2017:a16.t1", "kz-2017:a16.t2", "kz-2017:p96"),
    "kz-2025": ("kz-2025:a10.t7.", "kz-2025:a10.t9."),
}
EXPECTED = {"kz-2017": shortcomings.expected, "kz-2025": law2025.expected}
Cell = tuple[str, str | None]


@dataclass
class Verdict:
    """One audit of one site against its truth; each list holds lines to read."""

    site: str
    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    wrongly_charged: list[str] = field(default_factory=list)
    wrongly_met: list[str] = field(default_factory=list)
    charges: int = 0
    met: int = 0

    def lines(self, open_too: bool = False) -> list[str]:
        """Every disagreement, one a line; with ``open_too`` also what nobody decided though nothing is planted there."""
        told = [("wrong charge", self.wrongly_charged), ("wrong met", self.wrongly_met), ("missed", self.missed)]
        told += [("open", self.left_open)] if open_too else []
        return [f"{self.site}: {what}: {one}" for what, many in told for one in many]


def held_against(
    site: str,
    kind: str,
    planted: Iterable[str],
    findings: Iterable[Mapping[str, Any]],
    browser: bool,
    machine: frozenset[str],
    without: frozenset[str] = frozenset(),
    law: str = LAWS[0],
) -> Verdict:
    """The verdict on an audit's findings.

    :param planted: names of what was planted.
    :param browser: the browser lane ran, so what only it sees must be found, too.
    :param machine: parameters that the mapping gives a machine; what serves none is nobody's miss.
    :param without: sections left out of the site; nobody asks for their rows.
    :param law: one of ``LAWS``; what was planted is named by its rows.
    """
    out = Verdict(site)
    cells: dict[Cell, list[Mapping[str, Any]]] = defaultdict(list)
    aside = {row for topic in topics(kind) if {topic.section, topic.on} & without for row in topic.rows}
    for finding in (one for one in findings if one["parameter"] not in aside):
        if finding["parameter"].startswith(TABLES[law]):
            cells[finding["parameter"], finding["language"]].append(finding)
    wanted = [EXPECTED[law](name, kind) for name in planted]
    for (row, language), said in sorted(cells.items(), key=str):
        charged = [one for one in said if one["outcome"] in CHARGES]
        out.charges += len(charged)
        undecided = [one for one in said if one["outcome"] == "unverified"]
        out.met += not charged and not undecided and any(one["outcome"] == "met" for one in said)
        if undecided and not charged and not any((row, language) in want.cells for want in wanted):
            out.left_open.append(_line(undecided[0]))
        for one in charged:
            if not any(_explains(want, row, language, one) for want in wanted):
                out.wrongly_charged.append(_line(one))
    for want in wanted:
        for row in want.rows:
            for language in want.languages:
                # What a telephone shows is seen by the browser alone.
                if row in machine and (browser or not (want.browser or row.startswith("kz-2017:a16"))):
                    _judge(out, want, row, language, cells)
    return out


def _judge(out: Verdict, want: Expected, row: str, language: str | None, cells: Mapping[Cell, list[Mapping[str, Any]]]) -> None:
    near = [
        one for (cell, spoken), said in cells.items() if spoken == language and (cell == row or cell in want.also) for one in said
    ]
    said = cells.get((row, language), [])
    told = f"{want.id} in {row} {language or ''}"
    if any(one["outcome"] in CHARGES and _explains(want, one["parameter"], language, one) for one in near):
        out.found.append(told)
    elif any(one["outcome"] == "met" for one in said) and not any(one["outcome"] == "unverified" for one in said):
        met = next(one for one in said if one["outcome"] == "met")
        out.wrongly_met.append(f"{told} ← {_line(met)}")
        if want.sure:
            out.missed.append(told)
    elif want.sure:
        reasons = {f"{one['outcome']} {one['facts'].get('reason', '')} {one['message']['en'][:160]}" for one in said} or {
            "no finding"
        }
        out.missed.append(f"{told}: {'; '.join(sorted(reasons))}")


def _explains(want: Expected, row: str, language: str | None, finding: Mapping[str, Any]) -> bool:
    # What lacks in one language makes the pair differ in both.
    if row in want.also:
        return True
    if language not in want.languages and None not in want.languages:
        return False
    return row in want.rows and (
        not want.place or want.place in unquote(str((finding["url"], finding["facts"], finding.get("pages"))))
    )


def _line(finding: Mapping[str, Any]) -> str:
    told = (finding["parameter"], finding["language"] or "", finding["check"], finding["outcome"], unquote(finding["url"]))
    return " ".join((*told, finding["message"]["en"][:240]))
