"""No two messages alike follow each other."""

from itertools import pairwise

from bot.conversations.alike import told_apart
from bot.conversations.answers import BotMessage
from bot.texts import SaidAgain

AGAIN = SaidAgain(text=("Vielä kerran.", "Samoin."), cards=("Katso nämä.", "Tässä."))


def texts(before: list[str], *said: str, cards: bool = False) -> list[str]:
    messages = [BotMessage(text, cards=[{"title": "Kurssi"}] if cards else []) for text in said]
    return [message.text for message in told_apart(before, messages, AGAIN)]


def test_what_is_new_stays_as_it_is() -> None:
    assert texts(["Hei.", "Missä asut?"], "Kiitos.", "Minkä ikäinen olet?") == [
        "Kiitos.",
        "Minkä ikäinen olet?",
    ]


def test_what_was_said_right_before_says_so_and_never_twice_alike() -> None:
    said = ["Missä asut?"]
    for _ in range(4):
        said.append(texts(said[-1:], "Missä asut?")[0])
    assert said[1:3] == ["Vielä kerran. Missä asut?", "Samoin. Missä asut?"]
    assert all(one != other for one, other in pairwise(said))


def test_the_same_answer_to_the_same_question_says_so_though_another_question_stood_between() -> None:
    assert texts(["Se on maksuton.", "Missä asut?"], "Se on maksuton.", "Missä asut?") == [
        "Vielä kerran. Se on maksuton.",
        "Missä asut?",
    ]


def test_two_alike_in_one_turn_are_told_apart() -> None:
    assert texts([], "Hei.", "Hei.") == ["Hei.", "Vielä kerran. Hei."]


def test_cards_get_a_lead_of_their_own_and_an_empty_text_none() -> None:
    assert texts(["Löysin nämä."], "Löysin nämä.", cards=True) == ["Katso nämä. Löysin nämä."]
    assert texts([""], "") == [""]
