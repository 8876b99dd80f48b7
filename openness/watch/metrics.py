"""The counts of one worker, and what the database tells of the queue, in the form that Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

# Seconds; an audit takes from half a minute to some hours.
BUCKETS = (10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400)
_JOBS = text("SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2 ORDER BY 1, 2")
_OLDEST = text("SELECT coalesce(extract(epoch FROM clock_timestamp() - min(asked_at)), 0) FROM orders WHERE standing = 'queued'")
_BEAT = text(
    "SELECT coalesce(extract(epoch FROM clock_timestamp() - max(last_heartbeat)), 'Infinity') FROM procrastinate_workers"
)
_LEFT = text(
    "SELECT batches.schedule, count(orders.run_id) FILTER (WHERE orders.standing IN ('queued', 'running'))"
    " FROM batches LEFT JOIN orders ON orders.batch = batches.id WHERE batches.closed_at IS NULL GROUP BY 1 ORDER BY 1"
)
# Given up within a day: an alert for longer would say nothing new.
_UNTOLD = text(
    "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed' AND EXISTS (SELECT 1 FROM procrastinate_events"
    " WHERE job_id = job.id AND type = 'failed' AND at > now() - interval '1 day')) FROM procrastinate_jobs AS job WHERE task_name = 'tell'"
)


class Metrics:
    """``registry`` holds everything that is served."""

    def __init__(self, engine: Engine) -> None:
        self.registry = CollectorRegistry()
        self._jobs = Counter("openness_jobs", "Audits that came to an end here, by outcome", ["outcome"], registry=self.registry)
        self._seconds = Histogram("openness_job_seconds", "Seconds that an audit took", buckets=BUCKETS, registry=self.registry)
        self._rescued = Counter(
            "openness_jobs_rescued", "Jobs of dead workers that were put back from here", registry=self.registry
        )
        self.registry.register(_Queue(engine))

    def job_ended(self, outcome: str, seconds: float) -> None:
        """Counts the end of an audit."""
        self._jobs.labels(outcome).inc()
        self._seconds.observe(seconds)

    def rescued(self, count: int) -> None:
        """Counts jobs that were put back."""
        self._rescued.inc(count)


class _Queue(Collector):
    """What all workers of the database share, read when it is asked for; nothing where the database does not answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def describe(self) -> Iterator[Metric]:
        return iter(())

    def collect(self) -> Iterator[Metric]:
        try:
            with self._engine.connect() as db:
                yield from list(_read(db))
        except SQLAlchemyError:
            return


def _read(db: Connection) -> Iterator[Metric]:
    jobs = GaugeMetricFamily("openness_queue_jobs", "Jobs by queue and status", labels=["queue", "status"])
    for queue, status, count in db.execute(_JOBS):
        jobs.add_metric([queue, status], count)
    yield jobs
    yield _one("openness_queue_oldest_seconds", "How long the oldest waiting audit has waited", db.execute(_OLDEST).scalar_one())
    yield _one("openness_worker_beat_age_seconds", "Seconds since any worker told that it lives", db.execute(_BEAT).scalar_one())
    left = GaugeMetricFamily("openness_batch_left", "Audits of open nights that have not ended", labels=["schedule"])
    for schedule, count in db.execute(_LEFT):
        left.add_metric([schedule], count)
    yield left
    waits, given_up = db.execute(_UNTOLD).one()
    untold = GaugeMetricFamily("openness_summaries_untold", "Summaries of closed nights that were not taken", labels=["state"])
    untold.add_metric(["sent again"], waits)
    untold.add_metric(["given up"], given_up)
    yield untold


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=float(value))
