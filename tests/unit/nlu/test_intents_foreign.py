"""Crisis and language in messages that we cannot read: the lexicon decides, not the model's guess."""

from __future__ import annotations

import pytest

from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import Thresholds, decide
from nlu.intents.scored import Scored
from nlu.reading import read_message

FOREIGN_GUESS = [Scored("crisis", 0.6), Scored("change_language", 0.3), Scored("inform", 0.1)]

CRISIS = ["я не хочу жить, хочу умереть", "муж бьёт меня", "I want to die", "jag vill dö", "min man slår mig"]
LANGUAGE = [
    "я хочу учиться",
    "Хочу учить финский",
    "أريد أن أتعلم",
    "aniga waxaan rabaa shaqo",
    "I need help with finding a school",
    "moi I want обучение lähihoitajaks",
]


@pytest.mark.parametrize("text", CRISIS)
def test_a_crisis_in_another_language_is_caught(text: str) -> None:
    assert decide(read_message(text), FOREIGN_GUESS, shared_lexicon(), Thresholds()).intent.name == "crisis"


@pytest.mark.parametrize("text", LANGUAGE)
def test_a_wish_in_another_language_is_no_crisis(text: str) -> None:
    decision = decide(read_message(text), FOREIGN_GUESS, shared_lexicon(), Thresholds())
    assert (decision.kind, decision.intent.name) == ("act", "change_language")


def test_beside_another_script_the_model_does_not_guess_a_crisis_at_all() -> None:
    likely = [Scored("crisis", 0.5), Scored("change_language", 0.3), Scored("inform", 0.2)]
    decision = decide(read_message("hei I want обучение hitsariksi"), likely, shared_lexicon(), Thresholds())
    assert (decision.kind, decision.intent.name) == ("clarify", "change_language")
    assert round(decision.intent.confidence, 2) == 0.6


def test_in_finnish_the_model_is_believed_early() -> None:
    message = read_message("kaikki olisi helpompaa jos en heräisi aamulla")
    assert decide(message, FOREIGN_GUESS, shared_lexicon(), Thresholds()).intent.name == "crisis"
