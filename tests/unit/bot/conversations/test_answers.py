"""The engine's answer: how its items make messages, and what is no whole turn."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.answers import Answer, EngineFailure, FailureKind, read_answer

Json = dict[str, Any]


def words(text: str, **keys: Any) -> Json:
    return {"recipient_id": "x", "text": text, **keys}


def custom(**keys: Any) -> Json:
    return {"recipient_id": "x", "custom": keys}


def whole(*items: Json) -> Answer:
    """The answer to these items, which must be whole."""
    answer = read_answer(list(items))
    assert isinstance(answer, Answer), answer
    return answer


def test_texts_are_messages_and_a_custom_belongs_to_the_one_before() -> None:
    answer = whole(
        words("Hyvä: Oulu."),
        words("Mikä ala?", buttons=[{"title": "Ohita", "payload": "/skip"}]),
        custom(asking="field", progress={"done": 1, "of": 4}, turn="done", effects=[{"type": "x"}]),
    )
    first, second = answer.messages
    assert (first.text, first.asking, first.progress) == ("Hyvä: Oulu.", None, None)
    assert (second.text, second.asking) == ("Mikä ala?", "field")
    assert second.progress == {"done": 1, "of": 4}
    assert second.buttons == [{"title": "Ohita", "payload": "/skip"}]
    assert answer.effects == ({"type": "x"},)


def test_a_custom_without_a_text_before_it_is_a_message_when_it_shows_something() -> None:
    card = {"kind": "course", "title": "Kurssi"}
    answer = whole(
        custom(cards=[card]), words("Loppu"), custom(cards=[card]), custom(cards=[card], turn="done")
    )
    assert [(message.text, len(message.cards)) for message in answer.messages] == [
        ("", 1),
        ("Loppu", 1),
        ("", 1),
    ]


def test_a_custom_that_shows_nothing_leaves_the_text_open_for_the_next() -> None:
    answer = whole(words("Moi"), custom(effects=[{"type": "x"}]), custom(asking="place", turn="done"))
    assert [(message.text, message.asking) for message in answer.messages] == [("Moi", "place")]


def test_effects_of_all_items_keep_their_order() -> None:
    answer = whole(
        words("a"), custom(effects=[{"n": 1}, {"n": 2}]), words("b"), custom(effects=[{"n": 3}], turn="done")
    )
    assert [effect["n"] for effect in answer.effects] == [1, 2, 3]


@pytest.mark.parametrize(
    "items",
    [
        None,
        {},
        "moi",
        [],
        [None],
        [words("Moi")],
        [words("Moi"), custom(turn="almost")],
        [custom(turn="done")],
        [words("  "), custom(turn="done")],
        [{"text": 5}, custom(turn="done")],
        [words("Moi", buttons="x"), custom(turn="done")],
        [words("Moi", buttons=[{"title": "a"}]), custom(turn="done")],
        [words("Moi", buttons=[{"title": "", "payload": "/x"}]), custom(turn="done")],
        [words("Moi"), custom(turn="done", cards=["x"])],
        [words("Moi"), custom(turn="done", effects={"a": 1})],
        [words("Moi"), custom(turn="done", progress={"done": 1})],
        [words("Moi"), custom(turn="done", asking=5)],
        [words("mo\ud800i"), custom(turn="done")],
    ],
)
def test_what_is_no_whole_turn_is_a_failure_that_quotes_nothing(items: Any) -> None:
    failure = read_answer(items)
    assert isinstance(failure, EngineFailure)
    assert failure.kind is FailureKind.ANSWERED
    assert "Moi" not in failure.reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "buttons", "custom", "cards", "turn", "effects", "asking"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_no_json_breaks_the_reading(items: list[Any]) -> None:
    assert isinstance(read_answer(items), Answer | EngineFailure)
