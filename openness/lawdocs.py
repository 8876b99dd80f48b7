"""docs/law on the disk: every page that the editions give, and none that they no longer give."""

from __future__ import annotations

from pathlib import Path

from checks import runner
from openness.editions import everything
from openness.registers import load_bodies
from reports.files import write_whole
from reports.lawdocs import MARK, pages


def made(config: Path, out: Path) -> dict[str, str]:
    """The pages by path below ``out``. Raises ConfigError for an edition that cannot be read."""
    titles = {name: known.meta.title for name, known in runner.catalogue().items()}
    names = {code: body.name for code, body in load_bodies(config).items()}
    changed = {path.name.split(".")[0] for path in (out.parent / "changes").glob("*.ru.md")}
    return pages(everything(config), titles, names, changed)


def write_docs(config: Path, out: Path) -> int:
    """Writes the pages into ``out`` and removes those that an earlier edition of the files had made.

    :returns: how many pages were written.
    :raises ReportError: a folder that cannot be written; ConfigError: an edition that cannot be read.
    """
    found = made(config, out)
    for path, text in found.items():
        write_whole(out / path, [text])
    for stale in sorted(out.rglob("*.md")):
        if str(stale.relative_to(out)) not in found and stale.read_text("utf-8").startswith(MARK):
            stale.unlink()
    return len(found)
