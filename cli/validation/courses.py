"""Checks of what the course search and the talk on courses are made of: catalogue, words, texts."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from pydantic import ValidationError

from actions.courses.data import CourseTexts, Words
from actions.plan.data import PlanTexts, StepRules
from actions.reminders.data import ReminderTexts, ReminderWords
from actions.tables import Strict
from backends.courses.catalogue import load_catalogue
from backends.courses.catalogue_yaml import LocatedYaml, Location, read_yaml
from backends.courses.domain import CatalogueError
from backends.courses.search.lexicon import LexiconError, load_lexicon

TABLES: dict[str, type[Strict]] = {
    "courses/words.yml": Words,
    "courses/texts.yml": CourseTexts,
    "plan/steps.yml": StepRules,
    "plan/texts.yml": PlanTexts,
    "reminders/words.yml": ReminderWords,
    "reminders/texts.yml": ReminderTexts,
}
TEXTS = ("search/elements.yml", "search/live.yml", "search/problems.yml", "search/why.yml")


def check_courses(root: Path) -> Iterator[str]:
    """Yield what is wrong, each with its file, its line and the reason."""
    return course_faults(root / "data")


def course_faults(data: Path) -> Iterator[str]:
    """Yield what is wrong in a folder of data (SUUNTA_DATA)."""
    for name, schema in TABLES.items():
        yield from _faults(data, name, schema)
    for name in TEXTS:
        yield from _faults(data, name)
    try:
        load_lexicon(data / "search")
    except LexiconError as error:
        yield f"data/search/{error}"
    try:
        load_catalogue(data / "catalogue", data / "lookups" / "places")
    except CatalogueError as error:
        yield f"data/catalogue/{error}"


def _faults(data: Path, name: str, schema: type[Strict] | None = None) -> Iterator[str]:
    try:
        located = read_yaml(data / name, f"data/{name}")
    except CatalogueError as error:
        yield str(error)
        return
    if schema is not None:
        try:
            schema.model_validate(located.data)
        except ValidationError as error:
            for fault in error.errors(include_input=False, include_url=False):
                place = ".".join(map(str, fault["loc"])) or "file"
                yield f"{_where(located, fault['loc'])}: {place}: {fault['msg']}"
    for location, text in _strings(located.data, ()):
        if not _may_be_filled(text):
            yield f"{_where(located, location)}: '{text}': a brace without its pair ({{{{ is a plain one)"


def _where(located: LocatedYaml, location: Location) -> str:
    line = located.line_of(location)
    return located.file if line is None else f"{located.file}:{line}"


def _strings(content: object, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(content, str):
        yield location, content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _strings(value, (*location, key))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _strings(value, (*location, number))


def _may_be_filled(text: str) -> bool:
    try:
        list(Formatter().parse(text))
    except ValueError:
        return False
    return True
