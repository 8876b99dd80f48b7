"""The configuration that comes with the program: beside the source, or within the installed package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# By this file a folder is known for ours: many a project has a folder «config».
CRAWL_FILE = "crawl.yaml"


def shipped_config() -> Path | None:
    """The folder of the registers that came with the program; None where somebody took it away."""
    places = (PACKAGE.parent / "config", PACKAGE / "config")
    return next((place for place in places if (place / CRAWL_FILE).is_file()), None)


__all__ = ["CRAWL_FILE", "shipped_config"]
