"""The log of a worker: one JSON object a line on standard error, with the run and the body that it is about."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

# The queue's own words below this say nothing that ours do not.
QUIET = ("procrastinate", "psycopg.pool")


def log_here(level: int = logging.INFO) -> None:
    """Sends every log of this process to standard error as JSON."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=("run", "body", "attempt", "outcome", "seconds")),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler(sys.stderr)
    render = structlog.processors.JSONRenderer(ensure_ascii=False)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[remove, render]))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
