"""Which program, browser and tools a package names as its makers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from reports.expected import MadeByFile, ResultFile
from reports.jsonread import read_object
from store.visible import line

FILE = "judging/made-by.json"
# Tools of one audit are some six; what names more is cut.
MOST = 20
SHORT = 12
# Under which user of the system a browser was started says nothing of its version.
_STARTED_AS = re.compile(r" as \S+$")


def made_by(data: Path, result: ResultFile, tools: Iterable[str]) -> dict[str, str]:
    """What the package in ``data`` says of its makers: ``software``, ``build``, ``python``, ``browser``, ``tools``; empty where it is silent.

    All of it comes from whoever made the package: signs that steer a terminal are gone, and it is bounded.

    :param tools: what each measurement names as its tool.
    :raises ReportError: the file on the build cannot be read.
    """
    path = data / FILE
    build = read_object(path, MadeByFile)[1] if path.is_file() else MadeByFile()
    browser = _STARTED_AS.sub("", result.coverage.browser)
    named = sorted({_STARTED_AS.sub("", tool) for tool in tools} - {"", browser})
    more = ["…"] if len(named) > MOST else []
    told = {
        "software": result.run.software,
        "build": build.program[:SHORT],
        "python": build.python and f"Python {build.python}",
        "browser": browser,
        "tools": ", ".join([*named[:MOST], *more]),
    }
    return {name: line(value, 500) for name, value in told.items()}
