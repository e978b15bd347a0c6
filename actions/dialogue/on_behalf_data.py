"""The words by which a message for somebody else is known and read as told of oneself, as data
(`data/guidance/on_behalf.yml`)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from actions.guidance.data import guidance_table
from actions.tables import Strict

GROUP = re.compile(r"\{([a-z_]+)\}")
STEMS = r"^\w+ \w+ \w+ \w+$"

OWNER = r"(?:mun|minun|meidän|meiän|meijän|mein)\s+"

People = Annotated[str, Field(pattern=STEMS)]


class OnBehalf(Strict):
    """All of it; the patterns name `groups` and the forms of people in braces."""

    note: str
    clients: tuple[People, ...]
    others: tuple[People, ...]
    kin: tuple[People, ...]
    groups: dict[str, str]
    sure: tuple[str, ...]
    unsure: tuple[str, ...]
    signs: tuple[str, ...]
    asked: tuple[str, ...]
    unless: tuple[str, ...]
    writer: tuple[str, ...]
    related: tuple[str, ...]
    another: str
    first: tuple[str, ...]
    own: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    turns_by_name: tuple[tuple[str, str], ...]
    between: tuple[str, ...]
    begins: tuple[str, ...]
    thing: str
    of_things: frozenset[str]
    somebody: str
    denied: frozenset[str]
    verbs: dict[str, str]
    endings: dict[str, str]
    impersonal: frozenset[str]
    age: str = Field(pattern=r"\{age\}")

    @model_validator(mode="after")
    def _compiles(self) -> Self:
        for written in (*self.patterns(), *(one for one, _ in (*self.turns, *self.turns_by_name))):
            _compiled(self.filled(written, forms_of(self.people)))
        return self

    @property
    def people(self) -> tuple[str, ...]:
        """All who may be meant."""
        return (*self.clients, *self.others, *self.kin)

    def patterns(self) -> Iterable[str]:
        """Every pattern of a message or of a clause of it."""
        signs = (*self.sure, *self.unsure, *self.signs, *self.asked)
        of_writer = (*self.writer, *self.related, *self.first, *self.own)
        return (*signs, *of_writer, *self.unless, self.another)

    def compiled(self, patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        """Patterns with everybody's forms in place."""
        return tuple(self._all[one] for one in patterns)

    def filled(self, written: str, forms: Mapping[str, str]) -> str:
        """A pattern with its groups and the forms of people in place."""
        known = {**self.groups, **forms}
        while (found := GROUP.search(written)) is not None:
            if found[1] not in known:
                raise ValueError(f"there is no group {found[0]}")
            written = written.replace(found[0], known[found[1]])
        return written

    @cached_property
    def _all(self) -> dict[str, re.Pattern[str]]:
        forms = {**forms_of(self.people), "client": forms_of((*self.clients, *self.others))["is"]}
        return {one: _compiled(self.filled(one, forms)) for one in self.patterns()}


def forms_of(people: Iterable[str]) -> dict[str, str]:
    """What finds people in five cases: who it is, whose, for whom, whose it is and of whom.

    `my` is one's own kin."""
    rows = [row.split() for row in people]
    return {
        "client": "(?!)",
        "is": _any(f"{name}|{own}(?:ni|mme)" for name, _, own, _ in rows),
        "my": _any(f"{OWNER}{name}|{own}(?:ni|mme)" for name, _, own, _ in rows),
        "of": _any(f"{weak}n|{own}(?:ni|mme)" for _, weak, own, _ in rows),
        "to": _any(f"{weak}lle(?:ni|mme|en)?" for _, weak, _, _ in rows),
        "at": _any(f"{weak}ll?[aä]?(?:ni|mme)?" for _, weak, _, _ in rows),
        "some": _any(f"{some}(?:ni|mme)?" for *_, some in rows),
    }


def _any(forms: Iterable[str]) -> str:
    return rf"(?:{'|'.join(forms)})(?!\w)"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def on_behalf_words() -> OnBehalf:
    """The data. Raises TableError."""
    return guidance_table("on_behalf.yml", OnBehalf)
