"""Says back what was understood, in sentences that a person would say: "olet työtön ja paikka on Oulu"."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from actions.dialogue.facts import Fact
from actions.intake.model import Intake, Phrases

CLAUSES_IN_A_SENTENCE = 3  # more make it long for one who reads plain Finnish
WORDS_SAID_BACK = 5  # a longer answer in the learner's own words is thanked for, not repeated


def said_back(facts: Iterable[Fact], intake: Intake, taken: Iterable[str] = ()) -> str:
    """Return clauses for what is known, without the closing stop; more than three make further sentences.

    `taken` are questions whose answers were taken away: that is said, too.

    Empty where there is nothing that is worth repeating.
    """
    gone = [clause for name in taken if (clause := intake.question(name).taken)]
    parts = batched([*_clauses(facts, intake), *gone], CLAUSES_IN_A_SENTENCE)
    sentences = [_joined(clauses, intake.phrases) for clauses in parts]
    if not sentences:
        return ""
    also = [intake.phrases.also.format(facts=one) for one in sentences[1:]]
    return " ".join([f"{sentences[0]}." if also else sentences[0], *also]).removesuffix(".")


def _clauses(facts: Iterable[Fact], intake: Intake) -> Iterator[str]:
    for fact in facts:
        if not intake.has(fact.question):
            continue
        question = intake.question(fact.question)
        if fact.entity is None and question.option(fact.value) is None and question.answers.free_text:
            if len(fact.value.split()) <= WORDS_SAID_BACK:
                yield intake.phrases.own_words.format(label=fact.value.rstrip(".!"))
        elif clause := question.said_back(fact.value, fact.entity):
            yield clause


def _joined(clauses: Sequence[str], phrases: Phrases) -> str:
    """Clauses as a list with "ja" before the last."""
    head = ", ".join(clauses[:-1])
    return f"{head}{phrases.and_}{clauses[-1]}" if head else clauses[-1]
