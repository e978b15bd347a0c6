"""What is refused is kept, said back, and shown nowhere; what is lacking or asked refuses nothing."""

import pytest

from actions.dialogue.turn import Entity
from actions.guidance.interest_data import load_directions, load_interests
from actions.guidance.interest_state import InterestState
from actions.guidance.scoring import suggest
from tests.support.dialogue import Dialogue, asked


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("siivosin kymmenen vuotta, en enää ikinä mitään siivoushommia", "cleaning"),
        ("ihan mikä vaan käy paitsi kaupan ala", "sales"),
        ("mitä tahansa muuta kuin hoitoalaa", "care"),
        ("keittiöön en palaa", "cooking"),
        ("myyjän hommat saa jäädä", "sales"),
        ("jotain muuta mut ei raksalle", "building"),
        ("älkää sitten ehdottako mulle mitään siivousta", "cleaning"),
    ],
)
async def test_what_is_refused_is_kept_and_said_back(text: str, direction: str) -> None:
    dialogue = asked("field", goal="occupation")
    heard = await dialogue.say("inform", text)
    assert dialogue.profile["refused"] == [direction]
    assert heard.texts[0].startswith("Selvä, jätän pois tämän")
    assert "field" not in dialogue.known


@pytest.mark.parametrize(
    "text",
    [
        "en oo ikinä ollu kokki",
        "en osaa siivota",
        "ei oo rahaa ruokaan",
        "pääseekö hoitoalalle jos ei oo papereita",
    ],
)
async def test_what_is_lacking_or_asked_is_not_refused(text: str) -> None:
    dialogue = asked("field", goal="occupation")
    await dialogue.say("inform", text)
    assert "refused" not in dialogue.profile


async def test_who_refuses_their_work_is_asked_what_else_and_not_shown_work_near_it() -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say(
        "career_change",
        "oon tarjoilija, kaikki muu käy kuin ravintola-ala",
        [Entity("occupation", "tarjoilija", "tarjoilija", role="background")],
    )
    assert heard.asking
    assert not any("osaat jo paljon" in text for text in heard.texts)


async def test_what_was_refused_is_not_taken_as_the_wish_unless_it_is_chosen() -> None:
    dialogue = asked("field", goal="occupation")
    await dialogue.say("inform", "mitä vaan muuta mut ei ravintola-alaa")
    kitchen = Entity("field", "ravintola-ala", "keittiöstä")
    await dialogue.say("inform", "mitä ne yleensä tekee jotka on lähteny keittiöstä", [kitchen])
    assert "field" not in dialogue.known


async def test_who_chooses_it_after_all_is_taken_at_their_word() -> None:
    dialogue = asked("field", goal="occupation")
    await dialogue.say("inform", "mitä vaan muuta mut ei ravintola-alaa")
    await dialogue.say("inform", "ravintola-ala", [Entity("field", "ravintola-ala", "ravintola-ala")])
    assert dialogue.known["field"]["value"] == "ravintola-ala"


async def test_who_says_only_what_they_do_not_want_is_asked_on() -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say("nlu_fallback", "en enää ikinä mitään siivousta")
    assert heard.texts[0].startswith("Selvä, jätän pois tämän")
    assert heard.asking == ["goal"]


async def test_a_way_to_study_refuses_no_work() -> None:
    dialogue = Dialogue({})
    await dialogue.say("inform", "haluun opiskella mut en koneella")
    assert "refused" not in dialogue.profile


def test_no_refused_direction_is_suggested() -> None:
    state = InterestState().answering("opening", words="tykkään ruuasta ja kasveista")
    liked = suggest(state, load_interests(), load_directions())
    assert "cooking" in {one.direction.id for one in liked}
    kept = suggest(state, load_interests(), load_directions(), refused={"cooking"})
    assert "cooking" not in {one.direction.id for one in kept}
