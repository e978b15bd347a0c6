"""What a statement names as hard is met as that worry, whatever it looks like."""

import pytest

from tests.support.dialogue import asked

KNOWN = {name: name for name in ("goal", "field", "place", "study_mode")}


@pytest.mark.parametrize(
    ("intent", "text", "value"),
    [
        ("bot_challenge", "netti ja koneet ei oo mun juttu yhtään", "contact"),
        ("inform", "vauva on puol vuotta eikä päivähoitoa oo", "family"),
        ("nlu_fallback", "bussit ei kulje meiltä päin", "distance"),
        ("nlu_fallback", "suomen kieli ei ole hyvä", "language_support"),
    ],
)
async def test_a_statement_names_what_is_hard(intent: str, text: str, value: str) -> None:
    dialogue = asked("barriers", **KNOWN)
    heard = await dialogue.say(intent, text)
    assert dialogue.known["barriers"]["value"] == value
    assert heard.asking == ["employment_status"]


@pytest.mark.parametrize("text", ["ei oo lapsia", "ei mitään rahahuolia"])
async def test_what_there_is_none_of_is_not_hard(text: str) -> None:
    dialogue = asked("barriers", **KNOWN)
    await dialogue.say("inform", text)
    assert dialogue.known.get("barriers", {}).get("value") not in ("family", "free")


async def test_a_question_is_no_hindrance() -> None:
    dialogue = asked("barriers", **KNOWN)
    heard = await dialogue.say("bot_challenge", "onko siellä tietokoneita")
    assert "barriers" not in dialogue.known
    assert heard.asking == ["barriers"]
