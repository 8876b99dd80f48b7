"""Tables of the engine of many machines: what was ordered of which run, what became of it, and when whole nights are due.

They stand apart from ``runs``: an order says who asked and how the work goes, the run how far its data is (docs/decisions/13).
Every database has them, so that both kinds have one schema; only PostgreSQL's are worked with.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from store.columns import TEXT, moment, nested
from store.schema import metadata

# Every table there is: those of this file know those of ``schema``, not the other way round.
TABLES = metadata
NUMBER = BigInteger().with_variant(Integer, "sqlite")

# Why an order ended: its night was over before it could begin, so that it is the first of the next one.
NIGHT_OVER = "night-over"

# One night over many bodies: made once for each moment at which its schedule was due.
batches = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("schedule", String(64), nullable=False),
    Column("due", moment(32), nullable=False),
    Column("plan", nested(), nullable=False),
    Column("made_at", moment(32), nullable=False),
    Column("closed_at", moment(32)),
    # Where the summary of the night lies, told as the folders of runs are.
    Column("out", Text),
    UniqueConstraint("schedule", "due"),
)

# What was asked of a run and what became of it; ``attempt`` counts its beginnings and fences every later word on it.
orders = Table(
    "orders",
    metadata,
    Column("run_id", String(64), ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("standing", String(16), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("job", NUMBER),
    Column("host", TEXT, nullable=False),
    Column("worker", Text),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", moment(32), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("batch", Integer, ForeignKey("batches.id", ondelete="SET NULL"), index=True),
    Column("error", nested()),
    Column("started_at", moment(32)),
    Column("ended_at", moment(32)),
    Index("ix_orders_standing", "standing"),
)

# What a run told while it was worked on, at most once a second; kept for some weeks.
events = Table(
    "run_events",
    metadata,
    Column("seq", NUMBER, primary_key=True, autoincrement=True),
    Column("run_id", String(64), ForeignKey("runs.id", ondelete="CASCADE"), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("at", moment(32), nullable=False),
    Column("stage", String(32), nullable=False),
    Column("facts", nested(), nullable=False),
    Index("ix_run_events_run_id_seq", "run_id", "seq"),
)

# Nights that come round: when (``cron`` in ``zone``), over whom and within which bounds (``plan``).
schedules = Table(
    "schedules",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("cron", String(128), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("plan", nested(), nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("since", moment(32), nullable=False),
)

# When a host that many bodies share may be asked next, in seconds since 1970 by the server's clock.
paces = Table(
    "host_pace",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("gap", Float, nullable=False),
    Column("next_at", Float, nullable=False),
    Column("source", String(32), nullable=False),
)
