"""What could not be answered is noted as words, once a turn; what was answered is not."""

from typing import Any

import pytest

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.dialogue.unanswered import EFFECT, MOST_WORDS, telling_words
from actions.skills.course_cards import show_courses
from actions.skills.fallback import Fallback
from actions.skills.languages import OutOfScope
from backends.client.courses import BackendUnavailable, CoursesClient, CoursesFound, Failure
from tests.support.services import INTAKE, services_with

LOAN = "mistä saisin lainaa asuntoon"


async def noted(
    text: str,
    intent: str = "nlu_fallback",
    likely: dict[str, float] | None = None,
    skill: type[SuuntaAction] = Fallback,
    **state: object,
) -> list[dict[str, Any]]:
    """What a turn tells of an unanswered question."""
    likely = likely or {}
    stored = DialogueState(**state)  # type: ignore[arg-type]
    turn = Turn(text, intent, (), {"dialogue": stored.to_json()}, tuple(likely), confidences=likely)
    guide = Guide(turn, INTAKE)
    await skill().reply_to(guide, services_with())
    return [effect for effect in guide.reply.effects() if effect["type"] == EFFECT]


async def test_what_was_not_understood_is_noted_with_its_likely_meaning() -> None:
    (effect,) = await noted("lohikäärme lentää", likely={"greet": 0.3, "goodbye": 0.2})
    assert (effect["kind"], effect["intent"], effect["confidence"]) == ("not_understood", "greet", 0.3)
    assert effect["words"] == ["lentää", "lohikäärme"]


async def test_what_was_only_unsure_is_noted_without_words() -> None:
    likely = {"worry_age": 0.6, "worry_confidence": 0.2}
    (effect,) = await noted("ei kukaan palkkaa", likely=likely, flow="find_course", open="goal")
    assert (effect["kind"], effect["intent"], effect["words"]) == ("unsure", "worry_age", [])


async def test_what_the_service_does_not_do_is_noted_unless_somebody_else_is_named() -> None:
    (effect,) = await noted(LOAN, "out_of_scope", skill=OutOfScope)
    assert (effect["kind"], effect["words"]) == ("out_of_scope", ["asunto", "laina", "saada"])
    assert await noted("i need help in english please", "out_of_scope", skill=OutOfScope) == []


async def test_a_turn_is_noted_once_also_when_one_skill_answers_as_another() -> None:
    assert len(await noted(LOAN, likely={"out_of_scope": 0.8, "ask_cost": 0.1})) == 1


async def test_a_button_is_no_question() -> None:
    assert await noted("/out_of_scope", "out_of_scope", skill=OutOfScope) == []


class Courses(CoursesClient):
    """Answers every search alike."""

    def __init__(self, found: CoursesFound | BackendUnavailable) -> None:
        self.found = found

    async def search(self, text: str = "", **wishes: Any) -> CoursesFound | BackendUnavailable:
        return self.found


async def looked_for(
    field: str, found: CoursesFound | BackendUnavailable, **state: object
) -> list[dict[str, Any]]:
    """What a search for a field tells of an unanswered question."""
    facts = {f"fact.{name}": {"value": "x", "said": "x"} for name in INTAKE.flows["find_course"]}
    stored = DialogueState(**state)  # type: ignore[arg-type]
    profile = {**facts, "fact.field": {"value": field, "said": field}, "dialogue": stored.to_json()}
    guide = Guide(Turn("/find_course", "find_course", (), profile), INTAKE)
    await show_courses(guide, Courses(found))
    return [effect for effect in guide.reply.effects() if effect["type"] == EFFECT]


async def test_what_was_looked_for_in_vain_is_noted() -> None:
    (effect,) = await looked_for("lohikäärmeen kesyttäjä", CoursesFound())
    assert (effect["kind"], effect["intent"]) == ("no_courses", None)
    assert effect["words"] == ["kesyttäjä", "lohikäärme"]


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (CoursesFound(matched=True), {}),
        (BackendUnavailable(Failure.CONNECTION), {}),
        (CoursesFound(), {"seen": 3}),
    ],
    ids=["found", "away", "seen all"],
)
async def test_a_search_that_was_answered_or_could_not_be_asked_is_not_noted(
    found: CoursesFound | BackendUnavailable, state: dict[str, object]
) -> None:
    assert await looked_for("kokki", found, **state) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Koirani nimi on Musti ja se on 7 vuotta", ["koira", "nimi", "olla", "vuosi"]),
        ("soita [puhelinnumero] tai 0401234567", []),
        ("Asun Oulussa", ["asua"]),
        ("", []),
        ("!!! 123 ???", []),
    ],
)
def test_names_numbers_and_masked_places_are_no_telling_words(text: str, words: list[str]) -> None:
    found = telling_words(text)
    assert set(words) <= set(found)
    assert not {"musti", "oulu", "7", "puhelinnumero", "0401234567"} & set(found)
    assert found == sorted(found)


def test_a_long_story_gives_a_few_words() -> None:
    story = " ".join(["koira kissa talo auto pankki laina koulu kurssi työ raha aika matka juna"] * 30)
    assert len(telling_words(story)) == MOST_WORDS
