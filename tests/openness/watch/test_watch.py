"""What a worker lets others see: counts that Prometheus reads, and whether it is well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from openness.faults import WrongUse
from openness.watch.metrics import Metrics
from openness.watch.serving import Endpoint, parted
from tests.openness.jobs.kit import Yard, yard

pytestmark = pytest.mark.needs("postgresql")
NAMES = (
    "openness_jobs_total", "openness_job_seconds", "openness_jobs_rescued_total", "openness_queue_jobs",
    "openness_queue_oldest_seconds", "openness_worker_beat_age_seconds", "openness_batch_left",
    "openness_summaries_untold",
)  # fmt: skip


@pytest.fixture
def place(postgres_server: str, tmp_path: Path) -> Iterator[Yard]:
    with yard(postgres_server, tmp_path) as made:
        yield made


def asked(port: int, path: str) -> tuple[int, str]:
    server = HTTPConnection("127.0.0.1", port, timeout=60)
    server.request("GET", path)
    answer = server.getresponse()
    return answer.status, answer.read().decode()


def test_counts_of_the_worker_and_of_the_queue(place: Yard) -> None:
    place.ordered("http://127.0.0.1:9/")
    metrics = Metrics(place.engine)
    metrics.job_ended("done", 42)
    metrics.rescued(2)
    well: tuple[bool, dict[str, Any]] = (True, {"worker": "w"})
    with Endpoint("127.0.0.1:0", metrics, lambda: well) as served:
        status, text = asked(served.port, "/metrics")
        assert status == 200
        lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        assert lines['openness_jobs_total{outcome="done"}'] == "1.0"
        assert lines["openness_jobs_rescued_total"] == "2.0"
        assert lines['openness_queue_jobs{queue="urgent",status="todo"}'] == "1.0"
        assert float(lines["openness_queue_oldest_seconds"]) >= 0
        assert lines["openness_worker_beat_age_seconds"] == "+Inf"
        assert lines['openness_job_seconds_bucket{le="60.0"}'] == "1.0"
        assert all(f"# TYPE {name.removesuffix('_total')}" in text for name in NAMES)
        assert asked(served.port, "/health") == (200, '{"worker": "w"}')
        assert asked(served.port, "/etc/passwd")[0] == 404


def test_a_worker_that_lost_its_database_is_not_well(place: Yard) -> None:
    with Endpoint(":0", Metrics(place.engine), lambda: (False, {"database_silent_seconds": 9.0})) as served:
        status, text = asked(served.port, "/health")
        assert (status, json.loads(text)["database_silent_seconds"]) == (503, 9.0)


def test_the_counts_of_a_worker_stay_where_the_database_does_not_answer() -> None:
    from openness.jobs.base import apart

    metrics = Metrics(apart("postgresql+psycopg://postgres@127.0.0.1:9/nothing"))
    metrics.job_ended("failed", 1)
    with Endpoint("127.0.0.1:0", metrics, lambda: (True, {})) as served:
        status, text = asked(served.port, "/metrics")
    assert status == 200
    assert 'openness_jobs_total{outcome="failed"} 1.0' in text
    assert "openness_queue_jobs" not in text


@pytest.mark.parametrize("given", ["", "9464", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000"])
def test_places_that_are_none(given: str) -> None:
    with pytest.raises(WrongUse, match="--metrics"):
        parted(given)


def test_a_place_that_is_taken_is_told() -> None:
    from openness.jobs.base import apart

    metrics = Metrics(apart("postgresql+psycopg://postgres@127.0.0.1:9/nothing"))
    with Endpoint("127.0.0.1:0", metrics, lambda: (True, {})) as served, pytest.raises(WrongUse, match="--metrics"):
        Endpoint(f"127.0.0.1:{served.port}", metrics, lambda: (True, {}))
