"""Finnish studies, who is let in, and parts of a qualification that have no entity."""

import pytest

from actions.base import SuuntaAction
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.guidance.groups import group_asked
from actions.skills.entry import AskEntry
from actions.skills.find_course import FindCourse, FindDegreePart
from actions.skills.finnish import AskFinnish
from actions.skills.worry import MeetWorry
from backends.client.courses import CoursesClient, CoursesFound
from tests.support.services import INTAKE, services_with
from tests.unit.actions.test_skills import COURSE

PORI = Entity("place", "Pori", "porissa")


class Knows(CoursesClient):
    """Knows the words of one course."""

    def __init__(self, words: str) -> None:
        self.words = words

    async def search(self, text: str = "", **wishes: object) -> CoursesFound:
        hit = text == self.words
        return CoursesFound((COURSE,) if hit else (), (), int(hit), hit)


async def reply_of(
    skill: SuuntaAction, turn: Turn, state: DialogueState, *facts: Fact, courses: CoursesClient | None = None
) -> Guide:
    profile = {"dialogue": state.to_json(), **{fact.key: fact.to_json() for fact in facts}}
    guide = Guide(Turn(turn.text, turn.intent, turn.entities, profile), INTAKE)
    await skill.reply_to(guide, services_with(courses=courses))
    return guide


def said(guide: Guide) -> list[str]:
    return [message.response or message.text or "" for message in guide.reply.messages]


async def test_who_wants_to_learn_finnish_is_asked_where_in_the_plainest_words() -> None:
    turn = Turn("haluan oppia suomi", "ask_finnish_language")
    guide = await reply_of(AskFinnish(), turn, DialogueState())
    assert guide.values == {"goal": "language", "field": "suomen kieli"}
    assert guide.state.open == "place"
    assert guide.state.plain
    assert len(said(guide)) == 1


async def test_who_asks_how_much_finnish_is_needed_is_told_that() -> None:
    turn = Turn("riittääkö mun suomi lähihoitajaksi", "ask_finnish_language")
    guide = await reply_of(AskFinnish(), turn, DialogueState())
    assert said(guide) == ["utter_finnish_needed"]
    assert "goal" not in guide.facts


async def test_finnish_in_the_middle_of_another_search_leads_back_to_it() -> None:
    turn = Turn("missä voi opiskella suomea", "ask_finnish_language")
    state = DialogueState(flow="find_course", open="place")
    known = (Fact("goal", "occupation", ""), Fact("field", "kokki", ""))
    guide = await reply_of(AskFinnish(), turn, state, *known)
    assert said(guide)[0] == "utter_ask_finnish_language"
    assert guide.values["field"] == "kokki"
    assert guide.state.open == "place"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("otetaanko miehiä", "men"),
        ("otetaaks hoitoalalle miehii?", "men"),
        ("pääseekö nainen rakennusalalle", "women"),
        ("huolitaanko viiskymppisiä?", "older"),
        ("ottaisko ne tämmösii äijii", "men"),
        ("oonkohan mä siellä ainut ukkeli", "men"),
        ("tuleeks sinne muitaki naisii", "women"),
        ("olenko ainoa nainen verstaalla", "women"),
        ("otetaanko maahanmuuttajia", "immigrants"),
        ("mieheni on töissä", None),
        ("onko mieheni osaaminen riittävä tähän kaikkeen mitä olen nyt sinulle kertonut ja kertonut?", None),
        ("mitä vaaditaan?", None),
    ],
)
def test_the_group_that_is_asked_of(text: str, group: str | None) -> None:
    found = group_asked(text)
    assert (found.id if found else None) == group


async def test_entry_is_answered_in_general_where_no_group_is_named() -> None:
    guide = await reply_of(AskEntry(), Turn("mitä vaaditaan", "ask_entry_requirements"), DialogueState())
    assert said(guide) == ["utter_ask_entry_requirements"]


async def test_the_name_of_a_part_is_kept_where_the_search_knows_it() -> None:
    turn = Turn("haluaisin suorittaa ikääntyvien hoito tutkinnonosan porissa", "ask_degree_parts", (PORI,))
    guide = await reply_of(FindDegreePart(), turn, DialogueState(), courses=Knows("ikääntyvien hoito"))
    assert guide.values["field"] == "ikääntyvien hoito"
    other = await reply_of(FindDegreePart(), turn, DialogueState(), courses=Knows("jotain muuta"))
    assert "field" not in other.facts
    assert other.state.open == "field"


async def test_who_looks_for_a_course_is_not_asked_whether_for_a_course() -> None:
    field = Entity("field", "sähköala", "sähköalan")
    turn = Turn("etsin jotain sähköalan kurssia", "find_course", (field,))
    guide = await reply_of(FindCourse(), turn, DialogueState())
    assert guide.values["goal"] == "skill"
    assert guide.state.open == "place"


async def test_a_quick_answer_inside_a_worry_is_heard() -> None:
    state = DialogueState(flow="find_course", open="study_mode", skipped=("goal", "field", "place"))
    turn = Turn("päivällä kun lapsi on päiväkodissa", "worry_family")
    guide = await reply_of(MeetWorry(), turn, state)
    assert guide.values["study_mode"] == "contact"
    assert guide.values["barriers"] == "family"
    assert guide.state.open == "employment_status"


async def test_a_quick_answer_to_another_question_is_taken_as_that() -> None:
    from actions.skills.fallback import Fallback

    state = DialogueState(flow="find_course", open="goal")
    guide = await reply_of(Fallback(), Turn("Päivällä.", "nlu_fallback"), state)
    assert guide.values == {"study_mode": "contact"}
    assert guide.state.open == "goal"
