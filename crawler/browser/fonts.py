"""The fonts that the browser draws with: what a measurement of text depends on beside the page and the browser itself."""

from __future__ import annotations

import hashlib
import subprocess

from store.harvest import Fonts

PATIENCE = 60.0
# What pages ask for most, and what they get where they name nothing.
ASKED = ("sans-serif", "serif", "monospace", "Arial", "Times New Roman")
LISTED = "%{family}|%{style}|%{fontversion}\n"


def fonts() -> Fonts | None:
    """The fonts that fontconfig offers in this environment; None where it is not there or does not answer."""
    try:
        listed = _said("fc-list", "--format", LISTED).splitlines()
        defaults = {name: _said("fc-match", "--format", "%{family[0]}", name) for name in ASKED}
    except (OSError, subprocess.SubprocessError):
        return None
    # Where the files lie is the machine's own matter.
    digest = hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()
    return Fonts(count=len(listed), sha256=digest, defaults=defaults)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=True).stdout
