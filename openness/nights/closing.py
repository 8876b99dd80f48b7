"""The summary of a night made, written and sent."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from openness.nights.delivery import deliver_patiently
from openness.nights.facts import night_of
from openness.nights.model import FILE, Night
from openness.nights.page import pages
from openness.nights.settings import load_settings
from openness.pipeline import Pipeline
from reports.files import canonical, write_whole
from store.harvest import CrawlPlan
from store.strictyaml import ConfigError

logger = logging.getLogger("openness.nights")


def close_night(pipeline: Pipeline, batch: int, plans: Iterable[CrawlPlan], folder: Path, now: datetime) -> Night:
    """Writes the summary of a night into its folder and sends it to whom the configuration names.

    :param plans: the runs of its bodies that came to their end, scored. :param now: when it is closed.
    :raises ConfigError: settings that cannot be read; the summary is written all the same. ReportError: a folder that cannot be written.
    """
    night = night_of(pipeline, batch, plans, now)
    try:
        settings = load_settings(pipeline.config)
    except ConfigError:
        # The night is not lost with its addressees: whoever looks for it finds it, and the next try sends it.
        write_night(night, folder, None)
        raise
    write_night(night, folder, settings.reports_at)
    for one in deliver_patiently(night, folder, settings, now):
        if not one.taken:
            logger.error("the summary of night %s was not taken by %s: %s", night.id, one.to, one.said)
    return night


def write_night(night: Night, folder: Path, reports_at: str | None) -> None:
    """Writes night.json, and the page and the letter in both languages."""
    write_whole(folder / FILE, [canonical(night.model_dump(mode="json", by_alias=True), indent=1), "\n"])
    for name, text in pages(night, reports_at):
        write_whole(folder / name, [text])
