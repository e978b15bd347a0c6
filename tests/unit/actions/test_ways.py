"""A question about a way to study is answered, and chooses none."""

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.dialogue.ways import is_only_asked_of
from tests.support.dialogue import Dialogue


@pytest.mark.parametrize(
    ("text", "named", "open_question", "only_asked"),
    [
        ("mikä on oppisopimus", "oppisopimus", None, True),
        ("miten oppisopimus tehdään?", "oppisopimus", "study_mode", True),
        ("onko oppisopimus mahdollinen?", "oppisopimus", "study_mode", False),
        ("onko oppisopimus mahdollinen?", "oppisopimus", None, True),
        ("voinko opiskella oppisopimuksella?", "oppisopimuksella", None, False),
        ("saanko oppisopimuksen?", "oppisopimuksen", None, False),
        ("maksetaanko oppisopimuksella palkkaa?", "oppisopimuksella", "study_mode", True),
        ("onko oppisopimusta olemassa enää?", "oppisopimusta", "study_mode", True),
        ("oppisopimuksella tietty", "oppisopimuksella", "study_mode", False),
    ],
)
def test_what_is_only_asked_of(text: str, named: str, open_question: str | None, only_asked: bool) -> None:
    turn = Turn(text, "ask_apprenticeship", (Entity("study_mode", "workplace", named),))
    assert is_only_asked_of(turn, open_question) is only_asked


async def test_a_question_before_the_search_leaves_the_way_open() -> None:
    dialogue = Dialogue({"dialogue": DialogueState(flow="find_course", open="place").to_json()})
    entity = Entity("study_mode", "workplace", "oppisopimus")
    heard = await dialogue.say("ask_apprenticeship", "miten oppisopimus toimii?", [entity])
    assert "study_mode" not in dialogue.known
    assert heard.asking == ["place"]
