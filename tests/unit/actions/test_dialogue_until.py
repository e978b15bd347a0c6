"""How long there is until a time of the year that a message names."""

from datetime import date

import pytest

from actions.dialogue.until import time_until
from tests.support.dialogue import asked

AUTUMN = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("kesään asti", "8"),
        ("ens syksyyn", "11"),
        ("jouluun", "2"),
        ("huhtikuuhun", "6"),
        ("lokakuuhun", "12"),
        ("talvella", None),
        ("kesätöitä", None),
        ("olin siellä kesään asti ja sitten muutin takaisin kotiin", None),
    ],
)
def test_the_months_until_then(text: str, months: str | None) -> None:
    fact = time_until(text, AUTUMN)
    assert (fact.value if fact else None) == months


async def test_it_answers_how_long_one_could_study() -> None:
    dialogue = asked("duration")
    await dialogue.say("inform", "kesään asti")
    assert 1 <= int(dialogue.known["duration"]["value"]) <= 12


async def test_a_question_of_it_is_no_answer() -> None:
    dialogue = asked("duration")
    await dialogue.say("inform", "kestääkö se kesään asti?")
    assert "duration" not in dialogue.known
