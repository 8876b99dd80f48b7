"""The summary of a night made, written and sent."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from openness.nights.delivery import deliver
from openness.nights.facts import night_of
from openness.nights.model import FILE, Night
from openness.nights.page import pages
from openness.nights.settings import load_settings
from openness.pipeline import Pipeline
from reports.files import canonical, write_whole
from store.harvest import CrawlPlan

logger = logging.getLogger("openness.nights")


def close_night(pipeline: Pipeline, batch: int, plans: Iterable[CrawlPlan], folder: Path, now: datetime) -> Night:
    """Writes the summary of a night into its folder and sends it to whom the configuration names.

    :param plans: the runs of its bodies that came to their end, scored. :param now: when it is closed.
    :raises ConfigError: settings that cannot be read. ReportError: a result that cannot be read, a folder that cannot be written.
    """
    settings = load_settings(pipeline.config)
    night = night_of(pipeline, batch, plans, now)
    write_night(night, folder, settings.reports_at)
    for one in deliver(night, folder, settings, now):
        if not one.taken:
            logger.error("the summary of night %s was not taken by %s: %s", night.id, one.to, one.said)
    return night


def write_night(night: Night, folder: Path, reports_at: str | None) -> None:
    """Writes night.json, and the page and the letter in both languages."""
    write_whole(folder / FILE, [canonical(night.model_dump(mode="json", by_alias=True), indent=1), "\n"])
    for name, text in pages(night, reports_at):
        write_whole(folder / name, [text])
