"""The user that Chromium runs as where the program itself was started by root, so that it can keep its sandbox."""

from __future__ import annotations

import os
import pwd
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from crawler.browser.program import become
from crawler.browser.program.memory import RENDERER, descendants, marked

VARIABLE = "OPENNESS_BROWSER_USER"
# The kernel's word for a process whose calls a filter looks through.
FILTERED = "2"


class Account(NamedTuple):
    """A user of the machine who is not root."""

    name: str
    uid: int
    gid: int


def wanted(configured: str) -> str:
    """Name of the user to run the browser as; empty for none.

    :param configured: ``browser_user`` of config/crawl.yaml; OPENNESS_BROWSER_USER goes before it, also when it is empty.
    """
    return os.environ.get(VARIABLE, configured).strip() if os.geteuid() == 0 else ""


def account(name: str) -> Account | None:
    """The user of this name; None where the machine knows none, or where it is root under another name."""
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, found.pw_uid, found.pw_gid) if found.pw_uid else None


class Guise:
    """A program file that starts Chromium as another user, and the home that this user has for so long."""

    def __init__(self, user: Account, program: str) -> None:
        self.user = user
        # Root's own folder: what root is to run, the other user must not be able to write.
        self._ours = tempfile.TemporaryDirectory(prefix="openness-start-")
        self._theirs = tempfile.TemporaryDirectory(prefix="openness-home-")
        os.chown(self._theirs.name, user.uid, user.gid)
        command = [sys.executable, "-I", "-S", become.__file__, str(user.uid), str(user.gid), self._theirs.name, program]
        script = Path(self._ours.name, "chromium")
        script.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
        script.chmod(0o700)
        self.path = str(script)

    def process(self) -> dict[str, Any]:
        """Keywords of ``subprocess`` for a small program that is to see the machine as the browser does."""
        home = self._theirs.name
        user, group = self.user.uid, self.user.gid
        return {"user": user, "group": group, "extra_groups": [], "cwd": home, "env": become.surroundings(os.environ, home)}

    def close(self) -> None:
        """Takes both folders away."""
        self._ours.cleanup()
        self._theirs.cleanup()


def confined(mark: str, user: Account) -> bool:
    """Whether the browser that bears the mark has page processes, and each is this user's and behind the kernel's filter of calls."""
    pages = []
    for process in descendants(marked(mark)):
        try:
            if RENDERER in Path(f"/proc/{process}/cmdline").read_bytes():
                status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
                pages.append(dict(line.split(":", 1) for line in status.splitlines() if ":" in line))
        except OSError:
            continue
    return bool(pages) and all(
        set(page["Uid"].split()) == {str(user.uid)} and page.get("Seccomp", "").strip() == FILTERED for page in pages
    )
