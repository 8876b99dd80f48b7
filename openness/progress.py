"""Progress of long work on standard error: a live line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from reports.i18n import N_, t

STAGES = {
    "http": N_("Crawling"),
    "browser": N_("Looking with the browser"),
    "files": N_("Crawling"),
    "extract": N_("Reading pages"),
    "check": N_("Checking"),
    "report": N_("Writing reports"),
    "cohort": N_("Scoring together"),
}
NOTES = {
    "no-sandbox": N_("Chromium runs without its sandbox, because the program was started by root; start it by another user."),
}
PLAIN_EVERY = 10.0


class Reporter:
    """Listens to the pipeline and shows where it is; use as a context."""

    def __init__(self, language: str, quiet: bool = False) -> None:
        self.language = language
        self.console = Console(stderr=True)
        self.live = sys.stderr.isatty() and not quiet
        self.quiet = quiet
        self._stage = ""
        self._said = 0.0
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[words]}", markup=False),
            TimeElapsedColumn(),
            console=self.console,
            transient=True,
        )
        self._task = self._bar.add_task("", words="", total=None, visible=False)

    def __enter__(self) -> Reporter:
        if self.live:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if self.live:
            self._bar.stop()

    def __call__(self, stage: str, facts: dict[str, Any]) -> None:
        """Hears of one step of a stage."""
        if self.quiet:
            return
        note = NOTES.get(str(facts.get("note")))
        if note:
            self.console.print(Text(t(note, self.language)), soft_wrap=True)
        words = self._words(stage, facts)
        title = t(STAGES[stage], self.language)
        if self.live:
            self._bar.update(
                self._task,
                description=title,
                words=words,
                visible=True,
                total=facts.get("of"),
                completed=facts.get("number", 0),
            )
            return
        now = monotonic()
        if stage != self._stage or now - self._said > PLAIN_EVERY:
            self._stage, self._said = stage, now
            self.console.print(Text(f"{title}: {words}"), soft_wrap=True)

    def _words(self, stage: str, facts: dict[str, Any]) -> str:
        if stage in ("http", "files"):
            if "confirming" in facts:
                return t("asking again {count} addresses that failed", self.language, count=facts["confirming"])
            return t(
                "{pages} pages read, {waiting} waiting, {known} addresses known",
                self.language,
                pages=facts["pages"],
                waiting=facts["waiting"],
                known=facts["known"],
            )
        what = f" · {facts['what']}" if facts.get("what") else ""
        return t("{number} of {of}", self.language, number=facts.get("number", 0), of=facts.get("of", "?")) + what
