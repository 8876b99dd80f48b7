"""A span for every job, for whoever collects them: where the extra «tracing» is installed and a collector is named, else nothing.

``OTEL_EXPORTER_OTLP_ENDPOINT`` names the collector, as for every program (OpenTelemetry specification, exporter configuration).
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from typing import Any

COLLECTOR = "OTEL_EXPORTER_OTLP_ENDPOINT"
NAME = "openness"
Around = Callable[[Callable[[], Awaitable[Any]], Any, Any], Awaitable[Any]]


def traced() -> tuple[Around, ...]:
    """What a worker puts around each of its jobs; nothing where nobody collects."""
    if not os.environ.get(COLLECTOR) or find_spec("opentelemetry") is None or find_spec("opentelemetry.sdk") is None:
        return ()
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer = provider.get_tracer(NAME)

    async def around(call_next: Callable[[], Awaitable[Any]], context: Any, _worker: Any) -> Any:
        job = context.job
        facts = {f"openness.{name}": str(value) for name, value in job.task_kwargs.items()}
        facts |= {"messaging.destination.name": str(job.queue), "openness.attempts": job.attempts}
        with tracer.start_as_current_span(job.task_name, attributes=facts):
            return await call_next()

    return (around,)
