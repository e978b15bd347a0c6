"""Spans, and the W3C `traceparent` that carries a trace from one process to the next.

Spans are exported (OTLP over HTTP) only where `OTEL_EXPORTER_OTLP_ENDPOINT` is set, the standard's own
variable; without it every call here is nearly free. No span holds anything that a person wrote.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
HEADER = "traceparent"

_PROPAGATOR = TraceContextTextMapPropagator()
_SILENT = trace.NoOpTracer()
_TRACERS: list[trace.Tracer] = []  # at most one

__all__ = ["HEADER", "SpanKind", "configure", "provider_for", "span", "trace_id", "traceparent", "use"]


def configure(service: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Export this process's spans where the environment says so. Returns whether it does."""
    if not environment.get(ENDPOINT):
        return False
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    use(provider_for(service, OTLPSpanExporter()))
    return True


def use(provider: TracerProvider | None) -> None:
    """Send this process's spans to a provider from now on; None stops it."""
    _TRACERS.clear()
    if provider is not None:
        _TRACERS.append(provider.get_tracer("suunta"))


def provider_for(service: str, exporter: SpanExporter) -> TracerProvider:
    """A provider that names the process `suunta-<service>` and exports in the background."""
    provider = TracerProvider(resource=Resource.create({"service.name": f"suunta-{service}"}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


@contextmanager
def span(
    name: str,
    *,
    parent: str | None = None,
    root: bool = False,
    kind: SpanKind = SpanKind.INTERNAL,
    **attributes: str | int | float | bool,
) -> Iterator[Span]:
    """A span around a piece of work; `parent` is another process's traceparent, `root` begins a trace.

    An error marks the span with its type alone: messages may quote a text.
    """
    if not _TRACERS and parent is None and not root:
        yield trace.get_current_span()
        return
    context = Context() if root else _PROPAGATOR.extract({HEADER: parent}) if parent else None
    tracer = _TRACERS[0] if _TRACERS else _SILENT
    with tracer.start_as_current_span(
        name,
        context,
        kind,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield current
        except Exception as error:
            current.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def traceparent() -> str | None:
    """The current span for the next process; None when nothing is traced."""
    carrier: dict[str, str] = {}
    _PROPAGATOR.inject(carrier)
    return carrier.get(HEADER)


def trace_id() -> str | None:
    """The current trace's id for log lines; None when nothing is traced."""
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else None
