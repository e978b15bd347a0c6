"""How the files of `data/plan/` that the dialogue needs are read, checked against their schema."""

from functools import cache
from pathlib import Path

from pydantic import Field

from actions.settings import ActionsSettings
from actions.tables import Strict, read_table


class Ages(Strict):
    """From an age, and under another one, in years."""

    from_: int = Field(alias="from", ge=0)
    under: int = Field(ge=1)


class StepRule(Strict):
    """A next step and for whom it is. `each`: one for every course."""

    id: str = Field(pattern=r"^[a-z_]+$")
    title: str
    who: str
    where: str
    when: str
    each: bool = False
    for_: dict[str, tuple[str, ...]] = Field(default={}, alias="for")
    wish: str | None = None
    skills: bool = False
    ages: Ages | None = None


class StepRules(Strict):
    """All of them."""

    steps: tuple[StepRule, ...]
    provider_unknown: str


class Counted(Strict):
    """How a number of entries is said: of none nothing need be said."""

    none: str
    one: str
    many: str = Field(pattern=r"\{count\}")

    def of(self, count: int) -> str:
        """The words for so many."""
        return self.many.format(count=count) if count > 1 else self.one if count else self.none


class CardTexts(Strict):
    """The plan's card; its subtitle counts what is in it."""

    title: str
    courses: Counted
    steps: Counted
    questions: Counted
    next: str
    no_next: str


class Buttons(Strict):
    """Titles of buttons."""

    show: str
    edit: str
    remove: str
    done: str
    keep_question: str
    remind: str
    unremind: str
    find: str
    apply: str
    human: str


class PlanTexts(Strict):
    """What is said of the plan."""

    card: CardTexts
    shown: str
    courses: str
    steps: str
    step: str
    step_done: str
    line: str
    skills: str
    questions: str
    reminders: str
    more_skills: str
    hint: str
    empty: str
    removed: str
    done: str
    question_kept: str
    gone: str
    what_to_change: str
    buttons: Buttons


@cache
def load_steps() -> StepRules:
    """`data/plan/steps.yml`. Raises TableError."""
    return read_table(_folder() / "steps.yml", StepRules)


@cache
def load_plan_texts() -> PlanTexts:
    """`data/plan/texts.yml`. Raises TableError."""
    return read_table(_folder() / "texts.yml", PlanTexts)


def _folder() -> Path:
    return ActionsSettings().data / "plan"
