"""Whether a way to study is wished for, or is only what a question is about: "miten oppisopimus tehdään?"."""

import re

from actions.dialogue.turn import Turn
from nlu.asking import QUESTION_WORDS, is_question

ASKS_OF_WAYS = ("ask_apprenticeship", "ask_flexible_study")
STUDY_MODE = "study_mode"
# A way that one would study by stands in a case: "oppisopimuksella", "verkossa", "iltaisin".
AS_A_WAY = re.compile(r"(?:ll[aä]|[aeiouyäö]l|n[aä]|ss[aä]|sin|een|sti)$")
OF_ONESELF = re.compile(r"\b\w{2,}n(?:ko|kö|ks)\b")  # "voinko", "pääsenks", not "onko"
# Whether or what it is: "onks sitä oppisopimusta vielä olemassa", a learner's "mis on oppisopimus".
OF_BEING = re.compile(r"\bolemas\w*|^\W*mis on\b")
# What is asked of pay is asked of the way, and does not choose it.
OF_PAY = re.compile(r"\b(?:makset\w+|palk(?:ka|an|kaa|asta)\b|liksa\w*)")


def is_only_asked_of(turn: Turn, open_question: str | None) -> bool:
    """Whether the way to study that a message names is the subject of its question.

    Who asks whether they could, or answers how they would like to study by a question that a yes would
    answer ("onko iltaisin?"), wishes for it.
    """
    if turn.is_button or not turn.intent.startswith(ASKS_OF_WAYS) or not is_question(turn.text):
        return False
    if OF_PAY.search(turn.text.lower()) or OF_BEING.search(turn.text.lower()):
        return True
    named = [one.text.lower() for one in turn.entities if one.name == STUDY_MODE]
    if any(AS_A_WAY.search(text) for text in named) or OF_ONESELF.search(turn.text.lower()):
        return False
    asks_how = bool(QUESTION_WORDS.intersection(turn.text.lower().split()))
    return asks_how or open_question != STUDY_MODE
