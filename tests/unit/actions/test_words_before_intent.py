"""The quick answer that the words name goes before what the intent would make of the open question."""

import pytest

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.occupation import AskLabourMarket
from actions.skills.worry import MeetWorry
from nlu.asking import asks_of_need, is_question
from tests.support.dialogue import Dialogue
from tests.support.services import INTAKE, services_with

KOTKA = Entity("place", "Kotka", "kotkasta")


async def heard(skill: SuuntaAction, text: str, intent: str, question: str) -> Guide:
    state = DialogueState(flow="find_course", open=question, asked=(question,))
    guide = Guide(Turn(text, intent, (), {"dialogue": state.to_json()}), INTAKE)
    await skill.reply_to(guide, services_with())
    return guide


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ammatin haluaisin", "occupation"),
        ("sekä ammatti että töitä", "occupation"),
        ("töitä ja ammatti", "job"),
        ("en tiedä mutta tutkinto kai", "degree"),
        ("en ammattia, kurssin vaan", "skill"),
    ],
)
async def test_the_goal_that_is_named_is_the_answer(text: str, value: str) -> None:
    guide = await heard(AskLabourMarket(), text, "ask_labour_market", "goal")
    assert guide.values["goal"] == value


async def test_who_only_answers_is_asked_the_next_question_at_once() -> None:
    guide = await heard(AskLabourMarket(), "ammatti ja töitä", "ask_labour_market", "goal")
    assert [message.custom.get("asking") for message in guide.reply.messages] == ["field"]


@pytest.mark.parametrize("text", ["oonko liian vanha", "no olenk mää liia vanha", "pelottaaks muitakin?"])
async def test_a_worry_that_asks_leaves_the_question_open(text: str) -> None:
    guide = await heard(MeetWorry(), text, "worry_age", "barriers")
    assert "barriers" not in guide.facts
    assert "all_ages" in guide.wishes
    assert guide.state.open == "barriers"


async def test_a_worry_that_states_is_the_answer() -> None:
    guide = await heard(MeetWorry(), "oon aika vanha jo", "worry_age", "barriers")
    assert guide.values["barriers"] == "all_ages"


@pytest.mark.parametrize("text", ["olenk mää sopiva", "Pääseek sin", "no onks siel tilaa", "mitä se on?"])
def test_spoken_questions_are_questions(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["kuka sen maksaa", "kelpaakohan tämä", "mitä mun pitää tehdä"])
def test_question_words_ask(text: str) -> None:
    assert is_question(text)
    assert not is_question("mitä vaan käy")


@pytest.mark.parametrize(
    ("text", "value"),
    [("paikan päälläkin", "contact"), ("opettaja ja ryhmä", "contact"), ("miten vaan", "any")],
)
def test_an_enclitic_or_another_word_beside_is_the_same_answer(text: str, value: str) -> None:
    state = DialogueState(flow="find_course", open="study_mode")
    guide = Guide(Turn(text, "inform", (), {"dialogue": state.to_json()}), INTAKE)
    assert guide.note_answer()
    assert guide.values["study_mode"] == value


@pytest.mark.parametrize("text", ["verkko ois paras", "kaks vuotta", "Turku", "joko verkossa tai illalla"])
def test_words_that_only_end_alike_are_none(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize("text", ["tarviinko mä ajokortin", "hei pitääks olla peruskoulu"])
def test_a_question_of_need(text: str) -> None:
    assert asks_of_need(text)
    assert not asks_of_need("tarvitsen ajokortin")


@pytest.mark.parametrize(
    "text",
    [
        "haluisin kyllä ammatin, en mitään iltakurssia, naapurikin kävi kurssin eikä siitä mitään tullut",
        "ammatin mä haluan",
        "saisinko tästä jonku ammatin?",
        "voikohan täältä saada ammatin",
    ],
)
async def test_the_goal_is_heard_in_the_clause_that_wishes(text: str) -> None:
    dialogue = Dialogue({"dialogue": DialogueState().started("find_course").asking("goal").to_json()})
    heard = await dialogue.say("unsure_direction", text)
    assert dialogue.known["goal"]["value"] == "occupation"
    assert heard.asking == ["field"]


@pytest.mark.parametrize("intent", ["career_change", "find_course"])
async def test_who_wishes_for_an_occupation_is_asked_which(intent: str) -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say(intent, "haluisin kunnon ammatin, en kurssia")
    assert dialogue.known["goal"]["value"] == "occupation"
    assert heard.asking == ["field"]


async def test_who_wants_to_change_work_tells_of_it_first() -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say("career_change", "haluan vaihtaa ammattia, tähän oon kyllästynyt")
    assert "field" not in heard.asking


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("hygieniapassi vanhentui, tarttisin uuden", "hygieniapassi"),
        ("hygieniapassi meni vanhaks, pitäis saada uus", "hygieniapassi"),
        ("hygieniapassi vanhentui enkä enää tarvinnut, nyt uusi ammatti", None),
    ],
)
async def test_papers_that_are_to_be_renewed_are_wished_for(text: str, field: str | None) -> None:
    dialogue = Dialogue({})
    await dialogue.say("find_short_course", text, [Entity("qualification", "hygieniapassi", "hygieniapassi")])
    assert dialogue.known.get("field", {}).get("value") == field


async def test_a_goal_that_is_wished_for_in_an_unclear_message_is_heard() -> None:
    dialogue = Dialogue({})
    await dialogue.say("nlu_fallback", "koulu ei nappaa. tahtosin jonkun lyhyen kurssin kotkasta", [KOTKA])
    assert dialogue.known["goal"]["value"] == "skill"


@pytest.mark.parametrize(
    ("text", "goal"),
    [("koulu eka", "study"), ("minä tahdon työ", "job"), ("koulu loppuun ja sit töihin", "school")],
)
async def test_the_goal_in_the_words_of_who_learns_finnish(text: str, goal: str) -> None:
    dialogue = Dialogue({"dialogue": DialogueState().started("find_course").asking("goal").to_json()})
    heard = await dialogue.say("worry_confidence", text)
    assert dialogue.known["goal"]["value"] == goal
    assert "goal" not in heard.asking
