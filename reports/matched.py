"""Findings of two runs of one body, matched by what they are about: requirement, language, check, outcome, cause or page, and target.

Ids of findings change with an address or a wording of the subject; what a reader takes for the same finding does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from reports.compared import Seen
from reports.result import rows

# The outcomes that take points or leave them open.
TOLD = frozenset({"deficiency", "missing", "unverified"})
Line = dict[str, Any]
About = tuple[str, ...]


def matched(before: Iterable[Line], after: Iterable[Line], results: tuple[dict[str, Any], dict[str, Any]]) -> tuple[Seen, ...]:
    """The findings of both runs: new, then gone, then unchanged, each in the order of its run.

    :param before: lines of findings.jsonl of the first run, ``after`` those of the second.
    :param results: result.json of both.
    """
    old = {line["id"]: line for line in before if line["outcome"] in TOLD}
    new = {line["id"]: line for line in after if line["outcome"] in TOLD}
    twins = {name: old.pop(name) for name in new if name in old}
    left = _grouped(old.values(), _own(results[0]))
    for name, line in new.items():
        if name not in twins and (like := left.get(_about(line, _own(results[1])))):
            twins[name] = _likest(like, line)
            del old[twins[name]["id"]]
    row_of = _rows(results)
    return (
        *(_seen(None, line, row_of) for name, line in new.items() if name not in twins),
        *(_seen(line, None, row_of) for line in old.values()),
        *(_seen(twins[name], line, row_of) for name, line in new.items() if name in twins),
    )


def _grouped(lines: Iterable[Line], own: frozenset[str]) -> dict[About, list[Line]]:
    found: dict[About, list[Line]] = {}
    for line in lines:
        found.setdefault(_about(line, own), []).append(line)
    return found


def _likest(lines: list[Line], line: Line) -> Line:
    """The finding of the first run that this one is: that of the same place in the page, else the first. It is taken off the list."""
    best = min(lines, key=lambda one: one["locator"] != line["locator"])
    lines.remove(best)
    return best


def _about(line: Line, own: frozenset[str]) -> About:
    place = line.get("cause") or _within(line["url"], own)
    return (line["parameter"], line["language"] or "", line["check"], line["outcome"], place, _within(target(line), own))


def target(line: Line) -> str:
    """The address that a finding on a link is about; empty for all others."""
    said = line["facts"].get("target", "")
    return said if isinstance(said, str) else ""


def _own(result: dict[str, Any]) -> frozenset[str]:
    """The origins of the body's site."""
    return frozenset(origin for site in result["body"]["sites"] if (origin := _origin(site["url"])))


def _origin(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _within(url: str, own: frozenset[str]) -> str:
    """An address on the body's own site without the site: that may have moved to another scheme, host or port."""
    origin = _origin(url)
    return url.partition("://")[2][len(origin) :] or "/" if origin and origin in own else url


def _rows(results: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Requirement → its row."""
    found: dict[str, str] = {}
    for row in (row for result in results for row in rows(result)):
        found |= {row["id"]: row["id"]} | {element["id"]: row["id"] for element in row["elements"]}
    return found


def _seen(before: Line | None, after: Line | None, row_of: Mapping[str, str]) -> Seen:
    line = after or before or {}
    return Seen(
        state="new" if before is None else "gone" if after is None else "unchanged",
        row=row_of.get(line["parameter"], line["parameter"]),
        parameter=line["parameter"],
        language=line["language"],
        check=line["check"],
        outcome=line["outcome"],
        url=line["url"],
        target=target(line),
        cause=line.get("cause") or "",
        message={name: str(line["message"][name]) for name in ("kk", "ru", "en")},
        before="" if before is None else before["id"],
        after="" if after is None else after["id"],
        count_before=0 if before is None else before["count"],
        count_after=0 if after is None else after["count"],
    )
