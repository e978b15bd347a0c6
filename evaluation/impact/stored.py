"""What the gateway's tables hold of synthetic people's conversations."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from evaluation.impact.synthetic import Person

Row = tuple[str, dict[str, Any]]  # of a table


def tables(some: Iterable[Person]) -> Iterator[Row]:
    """All rows of these people."""
    for person in some:
        yield "conversations", _conversation(person)
        yield from _messages(person)
        yield from _profile(person)
        yield from _human(person)
        if person.saved:
            yield (
                "plan_items",
                {
                    "conversation_id": person.id,
                    "id": "m2-0",
                    "kind": "course",
                    "key": "course:x",
                    "item": {},
                    "done": False,
                    "position": 0,
                    "at": person.began,
                },
            )
        if person.agreed:
            yield (
                "consents",
                {
                    "conversation_id": person.id,
                    "message_seq": 2,
                    "number": 0,
                    "purpose": "follow_up",
                    "at": person.began,
                    "version": "1",
                    "granted": True,
                },
            )
        for number, (kind, state, answers) in enumerate(person.follow_ups):
            yield (
                "follow_ups",
                {
                    "conversation_id": person.id,
                    "id": f"f{number}",
                    "kind": kind,
                    "state": state,
                    "answers": answers,
                },
            )


def _conversation(person: Person) -> dict[str, Any]:
    reached = person.waited is not None
    waits = person.asked_human == "owner" and not reached
    return {
        "id": person.id,
        "token_hash": "t",
        "engine_id": f"e{person.number:07}",
        "channel": person.channel,
        "source": person.source,
        "language": "fi",
        "owner": "waiting" if waits else "counsellor" if reached else "bot",
        "last_seq": 4,
        "turns": 1,
        "created_at": person.began,
        "active_at": person.began,
        "organisation": "ohjaus",
    }


def _messages(person: Person) -> Iterator[Row]:
    def message(seq: int, sender: str, **more: Any) -> Row:
        row = {"conversation_id": person.id, "seq": seq, "sender": sender, "at": person.began, "text": "x"}
        base = {**row, "buttons": [], "cards": [], "noticed": False, "payload": None}
        return "messages", {**base, **more}

    yield message(1, "bot")
    if person.wrote:
        pressed = "/request_human" if person.asked_human == "button" else None
        yield message(2, "learner", payload=pressed)
        cards = (
            [{"kind": "course", "title": "Kurssi"}] if person.suggested else [{"kind": "fact", "title": "x"}]
        )
        yield message(3, "bot", cards=cards)


def _profile(person: Person) -> Iterator[Row]:
    def value(key: str, held: Any) -> Row:
        row = {"conversation_id": person.id, "key": key, "value": held, "at": person.began}
        return "profile", row

    facts = dict(person.facts)
    if person.age is not None:
        facts["age"] = str(person.age)
    for name, told in facts.items():
        yield value(f"fact.{name}", {"value": told, "said": "", "canonical": None, "entity": None})
    if person.place:
        yield value("fact.place", {"value": person.place, "said": "x", "canonical": person.place})
    for wish in sorted(person.wishes):
        yield value(f"wish.{wish}", "x")
    state: dict[str, Any] = {"asked": list(person.asked), "skipped": list(person.skipped)}
    if person.degree_part:
        state["flow"] = "find_degree_part"
    if person.wrote:
        yield value("dialogue", state)
    if person.feedback:
        yield value("feedback", person.feedback)
    if person.topics:
        yield value("facts_asked", person.topics)


def _human(person: Person) -> Iterator[Row]:
    def change(before: str, after: str, at: datetime) -> Row:
        row = {"conversation_id": person.id, "at": at, "before": before, "after": after}
        return "owner_changes", {**row, "who": "x", "why": "x"}

    if person.asked_human == "owner":
        yield change("bot", "waiting", person.began)
    if person.waited is not None:
        yield change("waiting", "counsellor", person.began + person.waited)
