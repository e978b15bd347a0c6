"""Where a clause ends: at a mark, or before a word that begins another, by what is read."""

import re

NEGATION = "ei"  # the base form of every no
MARKS = ",.!?;"
MARKS_OF_A_STATEMENT = ",.;!"
BUT = ("mut", "mutta")
AS = ("koska", "ku", "kun")


def _end(marks: str, *words: str) -> re.Pattern[str]:
    return re.compile(rf"[{marks}]|\b(?:{'|'.join(words)})\b")


ANSWER_END = _end(MARKS_OF_A_STATEMENT, *BUT, "vaan", "mutku", "eiku")
WISH_END = _end(MARKS, *BUT, "ja", "koska", "vaikka")
LIKING_END = _end(MARKS, *BUT, *AS, "ja nyt")
SUBJECT_END = _end(MARKS, *BUT, *AS, "jos", "ja nyt", "vaan")
