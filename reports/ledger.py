"""ledger.jsonl of a run: where every address ended, one line an address and lane, by address."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reports.files import canonical, write_whole
from store.harvest import LedgerEntry

LEDGER_FILE = "ledger.jsonl"
SCHEMA = "openness/ledger/1"


def write_ledger(out: Path, entries: Iterable[LedgerEntry]) -> None:
    """Writes the ledger into ``out``.

    :param entries: every line of the run's ledger; what is empty in a line is left out.
    :raises ReportError: ``out`` cannot be written.
    """
    ordered = sorted(entries, key=lambda entry: (entry.url, entry.lane))
    write_whole(out / LEDGER_FILE, (canonical(_line(entry)) + "\n" for entry in ordered))


def _line(entry: LedgerEntry) -> dict[str, object]:
    told = entry.model_dump(mode="json", exclude_defaults=True, exclude={"kind", "reason"})
    # Readers of this form know one word beside the class.
    reason = {"reason": entry.said} if entry.said else {}
    return {"schema": SCHEMA, **told, **reason, "ledger": entry.ledger.value}
