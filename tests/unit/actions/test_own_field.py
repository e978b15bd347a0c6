"""Own words are the field only where the course search knows them; else the question is put otherwise."""

import pytest

from actions.dialogue.state import DialogueState
from backends.client.courses import CoursesClient, CoursesFound
from tests.support.dialogue import COURSES, Dialogue
from tests.support.services import services_with


class Knows(CoursesClient):
    """Knows the words that it is given, and no others."""

    def __init__(self, *words: str) -> None:
        self.words = words

    async def search(self, text: str = "", **wishes: object) -> CoursesFound:
        matched = text.lower() in self.words
        return CoursesFound(COURSES, (), len(COURSES), matched)


def asked(*words: str) -> Dialogue:
    state = DialogueState().started("find_course").asking("field")
    known = {"fact.goal": {"value": "occupation", "said": ""}}
    services = services_with(courses=Knows(*words))
    return Dialogue({"dialogue": state.to_json(), **known}, services=services)


async def test_words_that_the_search_knows_are_the_field() -> None:
    dialogue = asked("savesta muotoilu")
    await dialogue.say("inform", "savesta muotoilu")
    assert dialogue.known["field"]["value"] == "savesta muotoilu"


@pytest.mark.parametrize("intent", ["inform", "nlu_fallback", "out_of_scope"])
async def test_words_that_lead_nowhere_are_asked_after_once_and_then_left(intent: str) -> None:
    dialogue = asked()
    heard = await dialogue.say(intent, "plörinät vaan")
    assert heard.asking == ["field"]
    assert "field" not in dialogue.known
    heard = await dialogue.say(intent, "plörinät siis")
    assert heard.asking == ["place"]
    assert "field" not in dialogue.known


async def test_words_that_tell_a_goal_name_no_field() -> None:
    dialogue = asked("oikeen ammatin")
    heard = await dialogue.say("inform", "oikeen ammatin")
    assert heard.asking == ["field"]


async def test_words_that_tell_what_one_is_like_begin_the_talk_on_interests() -> None:
    dialogue = asked()
    await dialogue.say("inform", "ihmisten seurassa jotain")
    assert dialogue.profile["talk"]["name"] == "interests"
