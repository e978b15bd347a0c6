"""A school or an exam that one tells to have besides what is known: "myös merkonomin paperit". Pure."""

from collections.abc import Sequence

from actions.corrections.clauses import NO
from actions.corrections.data import correction_words
from actions.dialogue.desires import WISHING
from actions.dialogue.phrases import options_in
from actions.intake.model import Question
from nlu.entities.words import Word
from nlu.naming import said

BROKEN_OFF = "kesken"
THAT = "et"  # in speech "että", which reads like a no
INTO = ("Ill", "Tra")  # "lukioon", "merkonomiksi": where one would go


def school_said(
    words: Sequence[Word], clauses: Sequence[tuple[int, int]], question: Question, known: str | None
) -> str | None:
    """The highest school that a clause tells one has been to, where it is higher than the known one."""
    levels = correction_words().levels
    best = None
    for first, end in clauses:
        for value in _told_in(words[first:end], question):
            if value in levels and (best is None or levels.index(value) > levels.index(best)):
                best = value
    if best is None or best == known:
        return None
    lower = known in levels and levels.index(best) < levels.index(known)
    return None if lower else best


def _told_in(clause: Sequence[Word], question: Question) -> list[str]:
    text = " ".join(word.form for word in clause if word.form != THAT)
    having = frozenset(correction_words().having)
    has = any(having.intersection((*word.lemmas, f"={word.form}")) for word in clause)
    if not has or WISHING.search(text) or any(word.form in (*NO, BROKEN_OFF) for word in clause):
        return []
    if all(word.case in INTO for word in clause if word.token.pos == "NOUN"):
        return []
    named = options_in(text, question, True)
    parts = [one for one in question.options if said(text.replace("-", " ")).names_any(one.words)]
    return [option.value for option in (*named, *parts)]
