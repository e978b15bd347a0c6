"""What an entry of a plan holds, and the plan as it is shown and downloaded."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["course", "step", "question"]
Line = Annotated[str, Field(min_length=1, max_length=300)]


class Content(BaseModel):
    """What stands in an entry. A step says who helps, where and when; a question whom to ask."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    title: Line
    provider: Line | None = None
    place: Line | None = None
    why: Annotated[str, Field(max_length=600)] | None = None
    url: Annotated[str, Field(max_length=600, pattern=r"^https?://[^\s]+$")] | None = None
    sample: bool = False
    who: Line | None = None
    where: Line | None = None
    when: Line | None = None
    note: Annotated[str, Field(max_length=1_000)] | None = None

    def stored(self) -> dict[str, Any]:
        """What is kept: only what is there."""
        return self.model_dump(exclude_defaults=True)


class NewEntry(Content):
    """An entry to be kept. The same `key` again changes nothing."""

    kind: Kind
    key: Annotated[str, Field(min_length=1, max_length=120)]

    @property
    def content(self) -> Content:
        """The entry without what names it."""
        return Content.model_validate(self.model_dump(exclude={"kind", "key"}))


class Entry(Content):
    """An entry of a plan."""

    id: str
    kind: Kind
    key: str
    done: bool = False


class Skill(BaseModel):
    """An occupation or a skill that the learner has confirmed, by its name and its ESCO URI."""

    label: str
    uri: str
    occupation: bool = False


class Reminded(BaseModel):
    """A reminder that waits."""

    id: str
    due_at: datetime


class Plan(BaseModel):
    """A whole plan, as the page and the PDF show it and the download gives it."""

    version: Literal["1"] = "1"
    language: Literal["fi"] = "fi"
    made_at: datetime
    courses: list[Entry]
    steps: list[Entry]
    questions: list[Entry]
    skills: list[Skill]
    reminders: list[Reminded]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.courses or self.steps or self.questions or self.skills or self.reminders)


class Change(BaseModel):
    """Who changed what, and when; `before` is None for what was added, `after` for what was removed."""

    item_id: str
    at: datetime
    who: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
