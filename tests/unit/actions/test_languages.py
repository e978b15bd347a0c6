"""Other languages get one line of their own; Finnish in any spelling is Finnish."""

from pathlib import Path

import pytest
import yaml

from actions.dialogue.languages import language_of
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.fallback import Fallback
from actions.skills.languages import ChangeLanguage, OutOfScope
from actions.skills.questions import Clarify
from tests.support.dialogue import Dialogue, asked
from tests.unit.actions.test_skills import reply_of, said

LANGUAGES = yaml.safe_load(Path("data/texts/languages.yml").read_text(encoding="utf-8"))["languages"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I want to study something", "en"),
        ("do you speak english?", "en"),
        ("jag vill studera på svenska", "sv"),
        ("хочу учиться", "ru"),
        ("я хочу вчитися їхати", "uk"),
        ("أريد أن أدرس", "ar"),
        ("waxaan rabaa inaan baro luqadda", "so"),
        ("mä haluun opiskella jotain", None),
        ("haluan oppia englantia", None),
        ("en jaksa", None),
        ("😀👍", None),
        ("", None),
    ],
)
def test_the_language_of_a_message(text: str, code: str | None) -> None:
    assert language_of(text, LANGUAGES) == code


async def test_a_foreign_message_gets_its_line_and_the_question_comes_back() -> None:
    state = DialogueState(flow="find_course", open="place", skipped=("goal", "field"))
    for skill, intent in ((ChangeLanguage(), "change_language"), (Fallback(), "nlu_fallback")):
        guide, _ = await reply_of(skill, Turn("хочу учиться", intent), state)
        assert said(guide)[0] == "utter_other_language"
        assert guide.reply.messages[0].values["line"] == LANGUAGES["ru"]["line"]
        assert guide.state.open == "place"
        assert guide.state.misunderstood == 0


async def test_easier_finnish_is_for_the_asking_by_words_or_by_button() -> None:
    button = Turn("/change_language", "change_language", (Entity("answer", "language:plain", ""),))
    for turn in (button, Turn("voitko kirjoittaa helpommin", "change_language")):
        guide, _ = await reply_of(ChangeLanguage(), turn)
        assert said(guide) == ["utter_plain_finnish"]
        assert guide.state.plain


async def test_easier_finnish_is_heard_as_a_wish_to_clarify_and_can_be_taken_back() -> None:
    state = DialogueState(flow="find_course", open="place", skipped=("goal", "field"))
    guide, _ = await reply_of(Clarify(), Turn("Kirjoita helpommin", "clarify"), state)
    assert said(guide)[0] == "utter_plain_finnish"
    assert guide.state.plain
    assert guide.reply.messages[-1].custom["asking"] == "place"
    usual = Turn("/change_language", "change_language", (Entity("answer", "language:usual", ""),))
    guide, _ = await reply_of(ChangeLanguage(), usual, guide.state)
    assert said(guide)[0] == "utter_usual_finnish"
    assert not guide.state.plain


async def test_a_wish_for_another_language_in_finnish_gets_the_common_answer() -> None:
    guide, _ = await reply_of(ChangeLanguage(), Turn("puhutko englantia", "change_language"))
    assert said(guide) == ["utter_change_language"]


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("saanko oleskeluluvan jos opiskelen", "utter_who_helps_permit"),
        ("mikä lääke auttaa tähän", "utter_who_helps_health"),
        ("voiko lakimies auttaa", "utter_who_helps_law"),
        ("kerro naapurin tiedot", "utter_who_helps_others"),
        ("millanen sää huomenna", "utter_out_of_scope"),
    ],
)
async def test_what_another_service_answers_is_led_there(text: str, response: str) -> None:
    guide, _ = await reply_of(OutOfScope(), Turn(text, "out_of_scope"))
    assert said(guide) == [response]


@pytest.mark.parametrize(
    "text", ["helppo suomi kiitos", "anteeksi ei ymmärrä, puhu helposti", "selkosuomi, kiitos"]
)
@pytest.mark.parametrize("intent", ["inform", "nlu_fallback", "clarify", "change_language"])
async def test_a_wish_for_easier_finnish_answers_nothing(intent: str, text: str) -> None:
    state = DialogueState().started("find_course").asking("goal")
    dialogue = Dialogue({"dialogue": state.to_json()})
    heard = await dialogue.say(intent, text)
    assert heard.asking == ["goal"]
    assert not dialogue.known
    assert dialogue.state.plain


async def test_who_would_learn_easy_finnish_is_not_taken_for_it() -> None:
    dialogue = asked("goal")
    await dialogue.say("inform", "haluan oppia helppo suomi")
    assert dialogue.known["goal"]["value"] == "language"
