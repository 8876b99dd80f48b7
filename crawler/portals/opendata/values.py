"""Values of the portal's answers brought to one form: whatever stands in a field, nothing here raises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from store.zone import ASTANA

LONGEST = 2000
NEWEST = 2100
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)


class Parsed(NamedTuple):
    """What bytes hold: a value, or in ``fault`` why they hold none (``empty``, ``not-utf-8``, ``not-json``, ``cut-off`` where they end too early,
    ``too-deep``) and in ``place`` where (line and column from 1, or a byte)."""

    value: Any = None
    fault: str = ""
    place: str = ""


def parsed(content: bytes) -> Parsed:
    """JSON of an answer; a byte order mark before it is no fault."""
    if not content.strip(b" \t\r\n\x00"):
        return Parsed(fault="empty")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return Parsed(fault="not-utf-8", place=str(fault.start))
    try:
        return Parsed(json.loads(text, parse_constant=str))
    except json.JSONDecodeError as fault:
        ended = fault.pos >= len(text.rstrip()) or fault.msg.startswith("Unterminated string")
        return Parsed(fault="cut-off" if ended else "not-json", place=f"{fault.lineno}:{fault.colno}")
    except RecursionError:
        return Parsed(fault="too-deep")
    except ValueError:
        return Parsed(fault="not-json")


def text(value: Any) -> str:
    """Text on one line, bounded; ``""`` for what is no text."""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15 else ""
    line = " ".join(value[: LONGEST * 2].split())[:LONGEST]
    return line.encode("utf-8", "replace").decode() if not line.isascii() else line


def count(value: Any) -> int | None:
    """A whole number from 0, as number or digits; None for anything else."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()[:12])
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12 else None


def day(value: Any) -> str:
    """The day in Astana as ISO text: of ISO text, ``dd.mm.yyyy`` or milliseconds since 1970; ``""`` for anything else."""
    try:
        found = _day(value)
    except (ValueError, OverflowError):
        return ""
    return found.isoformat() if found is not None and 2000 <= found.year < NEWEST else ""


def _day(value: Any) -> date | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)).astimezone(ASTANA).date()
    if not isinstance(value, str) or len(value) > 60:
        return None
    line = value.strip()
    dotted = _DOTTED.fullmatch(line)
    if dotted:
        return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    if not _ISO.fullmatch(line):
        return None
    moment = datetime.fromisoformat(line.replace(",", "."))
    return moment.astimezone(ASTANA).date() if moment.tzinfo is not None else moment.date()


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, in its order."""
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())
