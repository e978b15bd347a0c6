"""Where a clause ends depends on what is read."""

import re

import pytest

from actions.dialogue.clauses import ANSWER_END, LIKING_END, SUBJECT_END, WISH_END

TEXT = "yksi, kaks mutta kolme kun neljä vaan viis vaikka kuus? seiska"


@pytest.mark.parametrize(
    ("end", "parts"),
    [
        (ANSWER_END, ["yksi", "kaks", "kolme kun neljä", "viis vaikka kuus? seiska"]),
        (WISH_END, ["yksi", "kaks", "kolme kun neljä vaan viis", "kuus", "seiska"]),
        (LIKING_END, ["yksi", "kaks", "kolme", "neljä vaan viis vaikka kuus", "seiska"]),
        (SUBJECT_END, ["yksi", "kaks", "kolme", "neljä", "viis vaikka kuus", "seiska"]),
    ],
)
def test_the_words_that_begin_another_clause(end: re.Pattern[str], parts: list[str]) -> None:
    assert [part.strip() for part in end.split(TEXT)] == parts


def test_a_part_of_a_word_ends_none() -> None:
    assert all(
        len(end.split("muttamuki kunto")) == 1 for end in (ANSWER_END, WISH_END, LIKING_END, SUBJECT_END)
    )
