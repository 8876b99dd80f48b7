"""The fonts that the browser draws with: what a measurement of text depends on beside the page and the browser itself."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from typing import Any

from store.harvest import Fonts

PATIENCE = 60.0
# What pages ask for most, and what they get where they name nothing.
ASKED = ("sans-serif", "serif", "monospace", "Arial", "Times New Roman")
LISTED = "%{family}|%{style}|%{fontversion}\n"


def fonts(process: Mapping[str, Any] | None = None) -> Fonts | None:
    """The fonts that fontconfig offers in this environment; None where it is not there or does not answer.

    :param process: keywords of ``subprocess`` that put fontconfig in the browser's place, where that is another user's.
    """
    how = process or {}
    try:
        listed = _said("fc-list", "--format", LISTED, **how).splitlines()
        defaults = {name: _said("fc-match", "--format", "%{family[0]}", name, **how) for name in ASKED}
    except (OSError, subprocess.SubprocessError):
        return None
    # Where the files lie is the machine's own matter.
    digest = hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()
    return Fonts(count=len(listed), sha256=digest, defaults=defaults)


def _said(*command: str, **how: Any) -> str:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=True, **how)
    return str(done.stdout)
