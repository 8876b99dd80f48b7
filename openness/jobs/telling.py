"""What of a night's summary was not taken when the night was closed is sent again later: a few times, each pause twice as long as the one
before, by whichever worker is there. Then it is given up, and told so."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from openness.faults import WrongUse
from openness.jobs import queue
from openness.jobs.base import server_now
from openness.nights.delivery import deliver, noted
from openness.nights.model import FILE, Night
from openness.nights.settings import Settings, load_settings
from openness.pipeline import Pipeline
from reports.i18n import N_
from store.orders import batches
from store.place import located

GIVEN_UP = N_("the summary of night {night} was not taken by {to}: {said}; it is not sent again by itself")
_WAITING = text("SELECT scheduled_at FROM procrastinate_jobs WHERE lock = :name AND status = 'todo' ORDER BY id LIMIT 1")


def later(db: Connection, batch: int, tried: int, settings: Settings, now: datetime) -> None:
    """Orders the next try, unless one waits already.

    :param tried: how many later tries there were before it.
    """
    name = _name(batch)
    if db.execute(_WAITING, {"name": name}).first() is None:
        at = now + timedelta(minutes=settings.later * 2**tried)
        queue.put(db, "tell", queue.TICK, queue.CONTROL, name, at=at, batch=batch, tried=tried)


def tell(pipeline: Pipeline, batch: int, tried: int) -> None:
    """One later try; orders the next one where something is left.

    :raises WrongUse: it was the last one and something was not taken. ConfigError: settings that cannot be read.
    """
    folder = _folder(pipeline.engine, batch)
    if folder is None or not (folder / FILE).is_file():
        # The summary was removed, and with it what was to be sent.
        return
    settings = load_settings(pipeline.config)
    night = Night.model_validate_json((folder / FILE).read_bytes())
    with pipeline.engine.connect() as db:
        now = server_now(db)
    left = [one for one in deliver(night, folder, settings, now) if not one.taken]
    if not left:
        return
    if tried + 1 >= settings.later_tries:
        raise WrongUse(GIVEN_UP, night=night.id, to=", ".join(one.to for one in left), said=left[0].said)
    with pipeline.engine.begin() as db:
        later(db, batch, tried + 1, settings, now)


def left_of(engine: Engine, batch: int) -> dict[str, Any] | None:
    """What of a closed night's summary was not taken yet, and when it is sent again (None: not any more); None where nothing is left."""
    folder = _folder(engine, batch)
    left = [] if folder is None else [one for one in noted(folder) if not one.taken]
    with engine.connect() as db:
        again = db.execute(_WAITING, {"name": _name(batch)}).scalar_one_or_none()
    told = [json.loads(one.model_dump_json(include={"kind", "to", "at", "said"})) for one in left]
    return {"untaken": told, "again": None if again is None else again.isoformat()} if told else None


def _folder(engine: Engine, batch: int) -> Path | None:
    with engine.connect() as db:
        out = db.execute(select(batches.c.out).where(batches.c.id == batch)).scalar_one_or_none()
    return None if out is None else located(engine, out, "")


def _name(batch: int) -> str:
    return f"tell {batch}"
