"""Progress of long work on standard error: a live line on a terminal, a plain line now and then elsewhere. Its clock never stops."""

from __future__ import annotations

import sys
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from openness.console import Terminal
from openness.phases import TITLES, clock, phase_of, words_of
from reports.i18n import N_, t

NOTES = {
    "no-sandbox": N_("Chromium runs without its sandbox, because the program was started by root; start it by another user."),
    "no-sandbox-user": N_(
        "Chromium runs without its sandbox: the program was started by root, and there is no user {user} to run it as; name another one "
        "as browser_user in config/crawl.yaml, or start the program by another user."
    ),
    "no-sandbox-refused": N_(
        "Chromium runs without its sandbox: the program was started by root, and as the user {user} Chromium gets no sandbox on this "
        "machine either (the run's harvest.log says what refused it); start the program by another user."
    ),
}
PLAIN_EVERY = 10.0
LEAST_WAIT = 0.02
REFRESH = 4


class Reporter:
    """Listens to the pipeline and shows where it is; use as a context.

    On a terminal one line is drawn again and again; elsewhere a line is printed when a phase begins and every ``PLAIN_EVERY``
    seconds, whether or not anything was heard meanwhile.
    """

    def __init__(self, language: str, quiet: bool = False, console: Console | None = None) -> None:
        self.language = language
        self.quiet = quiet
        self.console = console or Terminal(stderr=True)
        self.live = (console.is_terminal if console is not None else sys.stderr.isatty()) and not quiet
        self._began = monotonic()
        self._phase = ""
        self._facts: dict[str, Any] = {}
        self._heard = self._printed = self._began
        self._changing = Lock()
        self._ended = Event()
        self._spinner = Spinner("dots")
        self._line = Live(
            console=self.console, get_renderable=self.drawn, refresh_per_second=REFRESH, transient=True, redirect_stdout=False
        )
        self._ticker = Thread(target=self._tick, name="progress", daemon=True)

    def __enter__(self) -> Reporter:
        if self.live:
            self._line.start()
        elif not self.quiet:
            self._ticker.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        if self.live:
            self._line.stop()
        elif not self.quiet:
            self._ticker.join()

    def __call__(self, stage: str, facts: dict[str, Any]) -> None:
        """Hears of one step of a stage."""
        note = NOTES.get(str(facts.get("note")))
        if note and not self.quiet:
            self.console.print(Text(t(note, self.language, user=facts.get("user", ""))), soft_wrap=True)
        phase = phase_of(stage, facts)
        with self._changing:
            new = phase != self._phase
            self._phase, self._facts, self._heard = phase, facts, monotonic()
        if new and not self.live and not self.quiet:
            self._print()

    def said(self) -> tuple[str, str, str]:
        """The present line: what is done, how much of it, and the time since the beginning. Empty before anything was heard."""
        with self._changing:
            phase, facts, heard = self._phase, self._facts, self._heard
        if not phase:
            return "", "", ""
        now = monotonic()
        # An address or name that holds a line break must not look like a line of ours.
        words = " ".join(words_of(phase, facts, self.language, now - heard).split())
        return t(TITLES[phase], self.language), words, clock(now - self._began)

    def drawn(self) -> Table:
        """The present line as a terminal shows it."""
        title, words, time = self.said()
        line = Table.grid(padding=(0, 1))
        of = self._facts.get("of")
        bar = ProgressBar(total=of or None, completed=self._facts.get("number", 0), width=24, pulse=not of)
        if title:
            line.add_row(self._spinner, Text(title), bar, Text(words, overflow="ellipsis", no_wrap=True), Text(time))
        return line

    def _tick(self) -> None:
        while not self._ended.wait(max(LEAST_WAIT, self._printed + PLAIN_EVERY - monotonic())):
            if self._phase and monotonic() - self._printed >= PLAIN_EVERY:
                self._print()

    def _print(self) -> None:
        self._printed = monotonic()
        title, words, time = self.said()
        self.console.print(Text(f"[{time}] {title}: {words}" if words else f"[{time}] {title}"), soft_wrap=True)
