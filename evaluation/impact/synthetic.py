"""Synthetic people, answered surveys and scans, as they were: the truth. Nobody real is in them."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

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
        ("check_in", "studies", ("well", "so_so", "hard", "not_yet")),
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
