"""After courses another teaching language is looked for; where there is none the same courses come again."""

from dataclasses import replace
from typing import Any

from actions.dialogue.turn import Entity
from backends.client.courses import CoursesClient, CoursesFound
from tests.support.dialogue import COURSES, Dialogue
from tests.support.services import services_with
from tests.unit.actions.test_correcting import after_courses

IN_SWEDISH = replace(COURSES[2], id="sv", name="Kurs", languages=("fi", "sv"))
ALL = (*COURSES, IN_SWEDISH)


class Pages(CoursesClient):
    """Gives pages of one list."""

    def __init__(self) -> None:
        """Needs no address."""

    async def search(self, text: str = "", **wishes: Any) -> CoursesFound:
        """A page."""
        page = ALL[wishes["offset"] : wishes["offset"] + wishes["limit"]]
        return CoursesFound(page, (), len(ALL), matched=True)


def seeing_courses() -> Dialogue:
    dialogue = after_courses()
    dialogue.services = services_with(courses=Pages())
    current = [{"id": one.id, "name": one.name} for one in COURSES]
    dialogue.profile["courses"] = {"current": current, "about": "puutarhuri"}
    return dialogue


def shown(dialogue: Dialogue) -> list[str]:
    return [one["id"] for one in dialogue.profile["courses"]["current"]]


async def test_what_is_taught_in_it_is_shown_and_stays_the_limit() -> None:
    dialogue = seeing_courses()
    await dialogue.say("change_language", "olis helpompi på svenska")
    assert shown(dialogue) == ["sv"]
    assert dialogue.profile["courses"]["limits"] == {"sv": 1.0}


async def test_without_any_the_same_courses_come_again() -> None:
    dialogue = seeing_courses()
    english = Entity("field", "englanti", "englanniksi")
    await dialogue.say("compare_courses", "olis helpompi englanniksi", [english])
    assert shown(dialogue) == [one.id for one in COURSES]
    assert not dialogue.profile["courses"]["limits"]
    assert dialogue.known["field"]["value"] == "puutarhuri"
    assert dialogue.state.seen == len(COURSES)


async def test_a_message_in_another_language_gets_its_line() -> None:
    dialogue = seeing_courses()
    await dialogue.say("change_language", "hello can you help me please in english")
    assert not dialogue.profile["courses"].get("limits")
