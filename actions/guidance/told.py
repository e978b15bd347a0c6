"""What a first message tells by its words, beside the entities that are found in it. Pure."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Self

from pydantic import Field, field_validator, model_validator

from actions.dialogue.facts import Fact, free_text_fact
from actions.guidance.data import guidance_table
from actions.intake.model import Intake
from actions.tables import Strict
from nlu.asking import asks

CLAUSE_END = re.compile(
    r"[.,;!?()\n]+|\b(?:mut|mutta|mutku)\b"
    r"|\bja\b(?= (?:nyt |mä |minä )*(?:halua|haluu|halui|tahdo|tahto|kiinnosta))"
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
GROUP = re.compile(r"\{([a-z_]+)\}")
ASKED = "?"
OF_HEALTH = ("own_pace", "small_start")


class Telling(Strict):
    """What tells an answer to a question; `over` are answers that it is surer than."""

    question: str
    value: str | None = None
    keeps: bool = False
    says: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    over: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if (self.value is None) != self.keeps:
            raise ValueError("a telling gives a value or keeps the words")
        return self


class Told(Strict):
    """All of it; `groups` are parts that patterns name as {name}."""

    passes_by: tuple[str, ...]
    groups: dict[str, str] = Field(default={})
    told: tuple[Telling, ...] = Field(min_length=1)

    @field_validator("told")
    @classmethod
    def _known(cls, told: tuple[Telling, ...]) -> tuple[Telling, ...]:
        for one in told:
            for pattern in (*one.says, *one.unless):
                re.compile(GROUP.sub("", pattern))
        return told

    def pattern(self, written: str) -> re.Pattern[str]:
        """A pattern with its groups in place."""
        return _compiled(GROUP.sub(lambda found: self.groups[found[1]], written))

    @cached_property
    def beside(self) -> tuple[re.Pattern[str], ...]:
        """What makes a clause one about something else."""
        return tuple(self.pattern(one) for one in self.passes_by)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def load_told() -> Told:
    """`data/guidance/told.yml`."""
    return guidance_table("told.yml", Told)


def told_in(text: str, known: Mapping[str, Fact], intake: Intake, only: str | None = None) -> dict[str, Fact]:
    """The facts that the words tell of questions without an answer, or with a weaker one; of `only` one."""
    table = load_told()
    clauses = list(_telling_clauses(text, table))
    found: dict[str, Fact] = {}
    for one in table.told:
        earlier = known.get(one.question)
        waits = earlier is None or earlier.value in one.over
        wanted = only in (None, one.question) and one.question not in found
        if not (wanted and intake.has(one.question) and waits):
            continue
        facts = (fact for clause in clauses if (fact := _fact(one, clause, table, intake)))
        if (fact := next(facts, None)) is not None:
            found[one.question] = fact
    return found


def names_health(text: str) -> bool:
    """Whether a text speaks of health or of what makes learning hard, whose words are never kept."""
    table = load_told()
    return any(
        table.pattern(pattern).search(text.lower())
        for one in table.told
        if one.value in OF_HEALTH
        for pattern in one.says
    )


def _fact(one: Telling, clause: str, table: Told, intake: Intake) -> Fact | None:
    """What a clause tells; of one that speaks of health too, only the words that tell it are kept."""
    told = _told_by(one, clause, table)
    if not told:
        return None
    if one.value:
        return Fact(one.question, one.value, "" if names_health(clause) else clause)
    words = told if names_health(clause) else clause
    return None if names_health(words) else free_text_fact(intake.question(one.question), words)


def _told_by(one: Telling, clause: str, table: Told) -> str:
    """The words of a clause that tell it; empty where they do not."""
    low = clause.lower()
    if any(table.pattern(pattern).search(low) for pattern in one.unless):
        return ""
    found = (table.pattern(pattern).search(low) for pattern in one.says)
    return next((clause[one.start() : one.end()] for one in found if one), "")


def _telling_clauses(text: str, table: Told) -> Iterator[str]:
    """The clauses that ask nothing, suppose nothing and are about oneself."""
    for sentence in SENTENCE.findall(text):
        clauses = [clause.strip() for clause in CLAUSE_END.split(sentence) if clause.strip()]
        for at, clause in enumerate(clauses):
            asked = sentence.rstrip().endswith(ASKED) and at == len(clauses) - 1
            words = clause.lower().split()
            if asked or (words and asks(words[0])):
                continue
            if not any(pattern.search(clause.lower()) for pattern in table.beside):
                yield clause
