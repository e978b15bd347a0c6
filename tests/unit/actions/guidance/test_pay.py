"""Who asks what one earns is told of pay, whatever the words; the money of a student is another thing."""

import pytest

from actions.dialogue.turn import Entity
from actions.guidance.pay import asks_of_pay
from tests.support.dialogue import asked

COOK = Entity("occupation", "kokki", "kokilla")


@pytest.mark.parametrize(
    "text",
    [
        "paljonko hommasta maksetaan",
        "paljoks sellasesta saa palkkaa",
        "ansaitseeko sillä hyvin",
        "tuleeks sillä toimeen",
        "mimmonen tili siinä on",
        "onko siellä kova palkka",
    ],
)
def test_what_one_earns_is_asked_in_many_ways(text: str) -> None:
    assert asks_of_pay(text)


@pytest.mark.parametrize(
    "text",
    [
        "palkka loppui keväällä",
        "haluan paremman palkan",
        "kuka maksaa palkan oppisopimuksessa",
        "maksetaanko opiskelun aikana palkkaa",
        "mikä ala maksaa parhaiten",
        "mitä koulutus maksaa",
        "en tiedä mitä teen kun palkka pienenee",
    ],
)
def test_other_money_is_none_of_it(text: str) -> None:
    assert not asks_of_pay(text)


@pytest.mark.parametrize("question", ["goal", "background", "study_mode"])
async def test_it_is_told_of_the_occupation_that_is_named_and_the_question_comes_back(question: str) -> None:
    dialogue = asked(question)
    heard = await dialogue.say("ask_labour_market", "paljoko kokilla maksetaan", [COOK])
    assert any("kokki" in text and "työehtosopimuksessa" in text for text in heard.texts)
    assert heard.asking == [question]
    assert question not in dialogue.known


async def test_without_an_occupation_it_is_told_of_pay_alone() -> None:
    heard = await asked("goal").say("ask_financing", "paljonko siitä tienaa")
    assert any("Palkkaa en voi luvata" in text for text in heard.texts)
