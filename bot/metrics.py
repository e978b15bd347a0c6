"""Prometheus metrics of the gateway. Labels are routes, stages and outcomes; never what a person wrote.

Counters live as long as the process. What the database knows better (the queue) is read when asked for.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 3.0, 5.0, 10.0, 30.0, 60.0)

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "suunta_gateway_requests",
    "Requests by route, method and status.",
    ("route", "method", "status"),
    registry=REGISTRY,
)
REQUEST_SECONDS = Histogram(
    "suunta_gateway_request_seconds",
    "Seconds until a request was answered; long polls wait on purpose.",
    ("route",),
    buckets=SECONDS,
    registry=REGISTRY,
)
STAGE_SECONDS = Histogram(
    "suunta_turn_stage_seconds",
    "Seconds of a turn by stage: queue (stored until taken up), engine, store, whole.",
    ("stage",),
    buckets=SECONDS,
    registry=REGISTRY,
)
TURNS = Counter(
    "suunta_turns",
    "Turns by outcome: answered, not_understood, hand_over, failed.",
    ("outcome",),
    registry=REGISTRY,
)
ENGINE_FAILURES = Counter(
    "suunta_engine_failures", "Failed answers of the engine by kind.", ("kind",), registry=REGISTRY
)
NOTICES = Counter("suunta_notices", "Notices to learners whose answer was late.", registry=REGISTRY)
CHANNEL_EVENTS = Counter(
    "suunta_channel_events", "Events of messaging channels by sort.", ("channel", "event"), registry=REGISTRY
)
DELIVERIES = Counter(
    "suunta_deliveries",
    "Messages to messaging channels by outcome.",
    ("channel", "outcome"),
    registry=REGISTRY,
)
LETTERS = Counter(
    "suunta_letters",
    "E-mails and text messages to contact data, by what they are and how it went.",
    ("what", "outcome"),
    registry=REGISTRY,
)
ROUNDS_LOOKED_UP = Counter(
    "suunta_rounds_looked_up",
    "OIDs whose times of applying were looked up, by outcome: found, missing, unreadable, away.",
    ("outcome",),
    registry=REGISTRY,
)
OWNER_MOVES = Counter("suunta_owner_moves", "Changes of owner by move.", ("move",), registry=REGISTRY)
JOBS = Counter(
    "suunta_jobs", "Runs of timed jobs by kind and outcome.", ("kind", "outcome"), registry=REGISTRY
)
JOBS_LATE = Gauge(
    "suunta_jobs_late_seconds", "How long the longest-waiting job is overdue, 0 for none.", registry=REGISTRY
)
QUEUE = Gauge("suunta_queue_messages", "Messages that wait for their answer.", registry=REGISTRY)
QUEUE_AGE = Gauge("suunta_queue_age_seconds", "Age of the oldest of them, 0 for none.", registry=REGISTRY)


def outcome_of(effects: Iterable[dict[str, Any]]) -> str:
    """How a whole turn ended, read from its effects."""
    outcome = "answered"
    for effect in effects:
        if effect.get("type") == "owner.request":
            return "hand_over"
        value = effect.get("value")
        if effect.get("key") == "dialogue" and isinstance(value, dict) and value.get("misunderstood"):
            outcome = "not_understood"
    return outcome


def seconds_since(moment: datetime) -> float:
    """Seconds from a moment until now, none below zero: the clock may have been set back."""
    return max(0.0, (datetime.now(UTC) - moment).total_seconds())
