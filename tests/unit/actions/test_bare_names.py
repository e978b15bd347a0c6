"""A bare name in more words is the field that is asked for; what tells of one's life is not."""

import pytest

from tests.support.dialogue import Dialogue, asked


@pytest.mark.parametrize(
    ("intent", "text", "field"),
    [
        ("inform", "joku puutarha tai sellanen vois olla mulle ihan hyvä", "puutarha-ala"),
        ("nlu_fallback", "myynti kai sopis mulle näistä kaikista parhaiten", "myynti"),
        ("worry_digital", "kai ne tietokoneet tai joku semmonen", "tietotekniikka"),
        ("worry_family", "no vaikka päiväkoti tai joku semmonen", "kasvatusala"),
    ],
)
async def test_a_bare_name_is_the_field_that_is_asked_for(intent: str, text: str, field: str) -> None:
    dialogue = asked("field", goal="occupation")
    heard = await dialogue.say(intent, text)
    assert dialogue.known["field"]["value"] == field
    assert heard.asking == ["place"]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("inform", "ei mitään myyntiä kuitenkaan"),
        ("worry_family", "lapset vie ajan"),
        ("worry_time_distance", "auto on rikki"),
        ("worry_digital", "tietokoneet tuntuu kyllä tosi vaikeilta"),
        ("ask_cost", "mitä puutarha maksaa"),
        ("crisis", "puutarha tai mikään ei auta enää"),
    ],
)
async def test_what_denies_asks_or_tells_of_ones_life_is_none(intent: str, text: str) -> None:
    dialogue = asked("field", goal="occupation")
    await dialogue.say(intent, text)
    assert "field" not in dialogue.known


async def test_a_bare_name_is_none_where_another_question_waits() -> None:
    dialogue = asked("barriers", goal="occupation")
    await dialogue.say("inform", "puutarha vie aina kaiken mun ajan kesällä")
    assert "field" not in dialogue.known


@pytest.mark.parametrize("intent", ["go_back", "bot_challenge", "inform", "ask_how_to_apply"])
async def test_a_question_with_an_answer_of_its_own_is_answered_whatever_it_looks_like(intent: str) -> None:
    dialogue = asked("goal", field="autoala")
    heard = await dialogue.say(intent, "pääseekö takaisin samaan kouluun")
    assert any("Kesken jääneisiin" in text for text in heard.texts)
    assert heard.asking == ["goal"]


@pytest.mark.parametrize(
    ("text", "field"), [("kissajutut", "eläintenhoito"), ("kukkahommat", "puutarha-ala")]
)
async def test_a_word_to_begin_with_is_the_field(text: str, field: str) -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say("nlu_fallback", text)
    assert dialogue.known["field"]["value"] == field
    assert heard.asking == ["goal"]
