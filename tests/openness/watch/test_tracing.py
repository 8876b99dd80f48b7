"""A span for each job reaches a collector; where none is named nothing is put around the jobs."""

from __future__ import annotations

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from openness.watch import tracing


class Collector(ThreadingHTTPServer):
    """Takes spans."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.taken: list[bytes] = []
        self.heard = threading.Event()


class _Taker(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.server.taken.append(self.rfile.read(int(self.headers["Content-Length"])))  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.heard.set()  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Silence."""


def test_without_a_collector_nothing_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(tracing.COLLECTOR, raising=False)
    assert tracing.traced() == ()


def test_a_job_becomes_a_span(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Collector()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    monkeypatch.setenv(tracing.COLLECTOR, f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
    (around,) = tracing.traced()
    job = SimpleNamespace(task_name="audit", task_kwargs={"run": "dala-1"}, queue="urgent", attempts=2)

    async def work() -> str:
        return "done"

    assert asyncio.run(around(work, SimpleNamespace(job=job), None)) == "done"  # type: ignore[arg-type]
    assert server.heard.wait(600)
    server.shutdown()
    server.server_close()
    told = ExportTraceServiceRequest.FromString(server.taken[0])
    (span,) = told.resource_spans[0].scope_spans[0].spans
    facts = {one.key: one.value.string_value or one.value.int_value for one in span.attributes}
    assert (span.name, facts) == (
        "audit",
        {"openness.run": "dala-1", "messaging.destination.name": "urgent", "openness.attempts": 2},
    )
