"""Synthetic people and what the gateway's tables hold of their conversations. Nobody real is in them."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

PLACES = ("Tampere", "Helsinki", "Oulu", "Turku", "Kuopio", "Rovaniemi", "Pirkanmaa", "Kallio", None, None)
REGION = {
    "Tampere": "Pirkanmaa",
    "Pirkanmaa": "Pirkanmaa",
    "Helsinki": "Uusimaa",
    "Kallio": "Uusimaa",
    "Oulu": "Pohjois-Pohjanmaa",
    "Turku": "Varsinais-Suomi",
    "Kuopio": "Pohjois-Savo",
    "Rovaniemi": "Lappi",
}
CHANNELS = ("web", "web", "web", "telegram", "sms")
EDUCATION = (
    "none",
    "unfinished",
    "basic",
    "vocational",
    "upper_secondary_general",
    "higher",
    "foreign",
    None,
)
EMPLOYMENT = (
    "unemployed",
    "laid_off",
    "at_risk",
    "employed",
    "part_time",
    "entrepreneur",
    "student",
    "at_home",
    "retired",
    "other",
    None,
)
LANGUAGE = ("native", "good", "some", "little", None)
GOAL = ("occupation", "job", "skill", "language", "school", "unsure", "degree", "study", None)
WISHES = (
    "family",
    "distance",
    "contact",
    "free",
    "own_pace",
    "small_start",
    "language_support",
    "all_ages",
)
QUESTIONS = (
    "goal",
    "field",
    "place",
    "study_mode",
    "barriers",
    "employment_status",
    "education_level",
    "age",
)
TOPICS = ("ask_financing", "ask_how_to_apply", "ask_benefits")
CAMPAIGNS = (
    ("cccccc", "cafe", "Tampere"),
    ("dddddd", "library", "Oulu"),
    ("ffffff", "unemployed_association", "Turku"),
)
FIRST = datetime(2025, 1, 2, 9, tzinfo=UTC)
DAYS = 700


@dataclass(slots=True)
class Person:
    """One conversation as it was: the truth that figures are compared with."""

    number: int
    began: datetime
    channel: str
    place: str | None
    source: str | None
    age: int | None
    facts: dict[str, str]
    wishes: frozenset[str]
    degree_part: bool
    wrote: bool
    suggested: bool
    saved: bool
    asked_human: str | None  # "owner" or "button"
    waited: timedelta | None
    agreed: bool
    follow_ups: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    feedback: str | None = None
    asked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    topics: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The conversation's id."""
        return f"c{self.number:07}"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered survey."""

    survey: str
    month: str
    region: str | None
    answers: dict[str, str]


def people(count: int, seed: int = 7) -> list[Person]:
    """So many people; the same seed gives the same."""
    chance = random.Random(seed)
    return [_person(chance, number) for number in range(count)]


def _person(chance: random.Random, number: int) -> Person:
    wrote = chance.random() < 0.8
    suggested = wrote and chance.random() < 0.6
    asked_human = chance.choice(("owner", "button", None, None, None)) if wrote else None
    facts = {
        "education_level": EDUCATION,
        "employment_status": EMPLOYMENT,
        "language": LANGUAGE,
        "goal": GOAL,
    }
    told = {name: value for name, some in facts.items() if wrote and (value := chance.choice(some))}
    agreed = suggested and chance.random() < 0.4
    asked = tuple(chance.sample(QUESTIONS, chance.randrange(len(QUESTIONS)))) if wrote else ()
    return Person(
        number=number,
        began=FIRST + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(8 * 60)),
        channel=chance.choice(CHANNELS),
        place=chance.choice(PLACES) if wrote else None,
        source=chance.choice((None, None, *(one[0] for one in CAMPAIGNS))),
        age=chance.choice((None, chance.randrange(17, 75))) if wrote else None,
        facts=told,
        wishes=frozenset(one for one in WISHES if wrote and chance.random() < 0.1),
        degree_part=wrote and chance.random() < 0.1,
        wrote=wrote,
        suggested=suggested,
        saved=suggested and chance.random() < 0.5,
        asked_human=asked_human,
        waited=timedelta(minutes=chance.choice((2, 9, 45, 600, 3000))) if chance.random() < 0.15 else None,
        agreed=agreed,
        follow_ups=_follow_ups(chance) if agreed else [],
        feedback=chance.choice(("good", "good", "bad", None, None, None)) if wrote else None,
        asked=asked,
        skipped=tuple(one for one in asked if chance.random() < 0.2),
        topics={one: chance.choice(("told", "unsure", "unknown")) for one in TOPICS if chance.random() < 0.1},
    )


def _follow_ups(chance: random.Random) -> list[tuple[str, str, dict[str, str]]]:
    made = []
    for kind, question, options in (
        ("week", "how", ("started", "applied", "thinking", "stuck")),
        ("check_in", "studies", ("well", "so_so", "hard")),
        ("outcome", "now", ("employed", "entrepreneur", "student", "unemployed", "other")),
    ):
        state = chance.choice(("waiting", "asked", "answered", "answered", "cancelled"))
        answers = {question: chance.choice(options)} if state == "answered" else {}
        made.append((kind, state, answers))
    return made


def surveys(count: int, seed: int = 8) -> list[Answered]:
    """So many answered surveys, three starts to one end."""
    chance = random.Random(seed)
    return [_answered(chance) for _ in range(count)]


def _answered(chance: random.Random) -> Answered:
    day = (FIRST + timedelta(days=chance.randrange(DAYS))).date()
    region = chance.choice((*sorted(set(REGION.values())), None))
    if chance.random() < 0.25:
        options = {
            "finished": ("all", "part", "no"),
            "useful": ("much", "some", "little", "none"),
            "now": ("employed", "entrepreneur", "studying", "unemployed", "at_home", "other"),
        }
        survey = "end"
    else:
        survey = "start"
        options = {
            "age": ("u25", "from_25", "from_40", "from_55"),
            "gender": ("woman", "man", "other", "no_say"),
            "education": ("none", "basic", "vocational", "general", "higher", "foreign"),
            "situation": (
                "unemployed",
                "laid_off",
                "at_risk",
                "employed",
                "entrepreneur",
                "at_home",
                "student",
            ),
            "finnish": ("native", "good", "some", "little"),
            "field": ("social_health", "education", "technology", "business"),
            "study": ("degree", "degree_part", "short"),
        }
    answers = {name: chance.choice(some) for name, some in options.items() if chance.random() < 0.9}
    return Answered(survey, day.strftime("%Y-%m"), region, answers)


def scans(days: int, seed: int = 9) -> list[tuple[int, date, int]]:
    """(campaign, day, count) of so many days."""
    chance = random.Random(seed)
    return [
        (campaign, FIRST.date() + timedelta(days=day), chance.randrange(1, 9))
        for campaign in range(1, len(CAMPAIGNS) + 1)
        for day in range(days)
    ]


def tables(some: Iterable[Person]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the gateway's tables hold of these people: (table, row)."""
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


def _messages(person: Person) -> Iterator[tuple[str, dict[str, Any]]]:
    def message(seq: int, sender: str, **more: Any) -> tuple[str, dict[str, Any]]:
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


def _profile(person: Person) -> Iterator[tuple[str, dict[str, Any]]]:
    def value(key: str, held: Any) -> tuple[str, dict[str, Any]]:
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


def _human(person: Person) -> Iterator[tuple[str, dict[str, Any]]]:
    def change(before: str, after: str, at: datetime) -> tuple[str, dict[str, Any]]:
        row = {"conversation_id": person.id, "at": at, "before": before, "after": after}
        return "owner_changes", {**row, "who": "x", "why": "x"}

    if person.asked_human == "owner":
        yield change("bot", "waiting", person.began)
    if person.waited is not None:
        yield change("waiting", "counsellor", person.began + person.waited)
