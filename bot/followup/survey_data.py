"""The surveys as data (`data/followup/surveys.yml`): questions, options, and what is counted of them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field, model_validator

from bot.impact.definitions import Rule
from bot.texts import Strict, read_model

MOST_QUESTIONS = 10


class Question(Strict):
    """One question with its options; `regions`: the options are the regions of Finland."""

    id: str = Field(pattern=r"^[a-z_]{2,20}$")
    text: str = Field(min_length=1, max_length=120)
    why: str = ""
    options: Mapping[str, str] = {}
    regions: bool = False

    @model_validator(mode="after")
    def _has_options(self) -> "Question":
        if bool(self.options) == self.regions:
            raise ValueError(f"{self.id}: either options or regions")
        return self


class Survey(Strict):
    """A survey: short, every question may be skipped."""

    id: str = Field(pattern=r"^[a-z_]{2,20}$")
    title: str
    intro: str
    thanks: str
    questions: tuple[Question, ...] = Field(min_length=1, max_length=MOST_QUESTIONS)


class Measure(Strict):
    """Answers that are counted together."""

    survey: str
    when: tuple[Rule, ...]


class Page(Strict):
    """The words around a survey."""

    language: str
    service: str
    ticket_title: str
    ticket: str
    open: str
    no_answer: str
    send: str
    why: str
    anonymous: str
    done_title: str
    used_title: str
    used: str
    to_chat: str
    region_other: str


class Surveys(Strict):
    """All surveys."""

    measures: Mapping[str, Measure]
    regions: Question
    surveys: tuple[Survey, ...]
    page: Page

    def get(self, name: str) -> Survey | None:
        """The survey of an id."""
        return next((one for one in self.surveys if one.id == name), None)

    @model_validator(mode="after")
    def _measures_name_what_is_asked(self) -> "Surveys":
        for name, measure in self.measures.items():
            survey = self.get(measure.survey)
            options = {one.id: one.options for one in survey.questions} if survey else {}
            for rule in measure.when:
                for question, answers in rule.items():
                    if set(answers) - options.get(question, {}).keys():
                        raise ValueError(f"measure {name}: {question} has not all of {answers}")
        return self


@cache
def surveys(data: Path) -> Surveys:
    """Read `followup/surveys.yml`. Raises TextsError."""
    return read_model(data / "followup" / "surveys.yml", Surveys)
