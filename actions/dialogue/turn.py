"""One learner message as the actions see it: what the model read in it, and what is known so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """A piece of the message that means something: `value` is normalised, `text` as it was written.

    `role` says of a field or an occupation whether it is what the learner looks for ("goal") or comes from
    ("background"); None where the message does not tell. `meant` is what the reader of stories takes it for
    ("wish", "had", "not", "other"; of a place "p" or "p:not"), with `likely` as a share. Where that is
    believed, the role is `sure`, and may be "denied" or "other" too.
    """

    name: str
    value: str
    text: str
    canonical: str | None = None
    role: str | None = None
    meant: str | None = None
    likely: float = 0.0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """An answer to a question that the reader of stories finds in a message: how surely it is this value, and
    how surely the question is answered at all."""

    question: str
    value: str
    confidence: float
    answered: float


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a message that means something by itself, surely."""

    text: str
    intent: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A parsed message with the profile that the gateway sent along.

    `silent_hours` is how long nobody had said anything before it, `plan` and `reminders` what the learner
    keeps, `rounds` the times of applying that they may be reminded of, `at` when the message came, `channel`
    the way it came by. `candidates` are the intents that an unclear message may have, likeliest first, and
    `confidences` how likely each is. `clauses` are those of a message that tells or asks several things.
    `told` is what the reader of stories finds in it.
    """

    text: str
    intent: str
    entities: tuple[Entity, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    confidences: Mapping[str, float] = field(default_factory=dict)
    source: str | None = None
    silent_hours: float = 0.0
    plan: tuple[Mapping[str, Any], ...] = ()
    reminders: tuple[Mapping[str, Any], ...] = ()
    rounds: tuple[Mapping[str, Any], ...] = ()
    at: datetime | None = None
    channel: str = "web"
    clauses: tuple[Clause, ...] = ()
    told: tuple[Telling, ...] = ()

    @property
    def is_button(self) -> bool:
        """Whether the message is a button's payload and not the learner's own words."""
        return self.text.startswith("/")


def read_turn(latest_message: Mapping[str, Any]) -> Turn:
    """Make a turn of Rasa's latest message.

    The profile stands in the metadata; a message without it (a test, Rasa's own shell) is a first one.
    """
    metadata = latest_message.get("metadata") or {}
    text = str(latest_message.get("text") or "")
    decision = latest_message.get("decision") or {}
    return Turn(
        text=text,
        intent=str((latest_message.get("intent") or {}).get("name") or ""),
        entities=tuple(_entity(entity, text) for entity in latest_message.get("entities") or ()),
        profile=metadata.get("profile") or {},
        candidates=tuple(_candidates(decision)),
        confidences=_candidates(decision),
        source=metadata.get("source"),
        silent_hours=float(metadata.get("silent_hours") or 0.0),
        plan=tuple(metadata.get("plan") or ()),
        reminders=tuple(metadata.get("reminders") or ()),
        rounds=tuple(metadata.get("rounds") or ()),
        channel=str(metadata.get("channel") or "web"),
        at=datetime.fromisoformat(metadata["at"]) if metadata.get("at") else None,
        clauses=tuple(
            Clause(text[row["start"] : row["end"]], str(row["name"]))
            for row in latest_message.get("clauses") or ()
        ),
        told=tuple(
            Telling(str(row["question"]), str(row["value"]), float(row["confidence"]), float(row["answered"]))
            for row in latest_message.get("told") or ()
        ),
    )


def _entity(entity: Mapping[str, Any], text: str) -> Entity:
    start, end = entity.get("start") or 0, entity.get("end") or 0
    said = str(entity.get("value", "")) if text.startswith("/") else text[start:end]
    canonical, meant = entity.get("canonical"), entity.get("meant") or {}
    return Entity(
        name=str(entity.get("entity", "")),
        value=str(entity.get("value", "")),
        text=said,
        canonical=str(canonical) if canonical else None,
        role=entity.get("intended"),
        meant=meant.get("label"),
        likely=float(meant.get("confidence") or 0.0),
    )


def _candidates(decision: Mapping[str, Any]) -> dict[str, float]:
    """The confidence of each intent that an unclear message may have; of a bare name it is not known."""
    if decision.get("kind") != "clarify":
        return {}
    return {
        str(candidate["name"] if isinstance(candidate, Mapping) else candidate): float(
            candidate.get("confidence") or 0.0 if isinstance(candidate, Mapping) else 0.0
        )
        for candidate in decision.get("candidates") or ()
    }
