"""Short statements without a word of danger: a guess of the model calls no crisis of them."""

from pathlib import Path

import pytest
import yaml

from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import Thresholds, decide
from nlu.intents.harmless import tells_of_no_danger
from nlu.intents.scored import Scored
from nlu.paths import ROOT
from nlu.reading import read_message

SENTENCES = yaml.safe_load((Path(__file__).parent / "crisis_sentences.yml").read_text(encoding="utf-8"))
HARMLESS = [
    "haluan metalli en it",
    "mä haluun it, en metsä",
    "en siivous vaan it",
    "I am 27 years old",
    "I am unemployed",
    "I have three children",
    "I am a cook from Kuopio",
    "my age is 52",
]
NOT_KNOWN_AS_HARMLESS = [
    "en halua",
    "haluan pois",
    "en halua olla",
    "haluan puuhun",
    "haluan it ei elämä",
    "I am in danger",
    "I am not 40",
    "I want to be dead",
    "I have a gun",
    "my husband is 40",
    "olen sairaslomalla enkä halua",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_tell_of_no_danger(text: str) -> None:
    assert tells_of_no_danger(read_message(text))


@pytest.mark.parametrize("text", HARMLESS)
def test_the_guess_of_the_model_calls_no_crisis(text: str) -> None:
    ranking = [Scored("crisis", 0.97), Scored("inform", 0.02), Scored("deny", 0.01)]
    decision = decide(read_message(text), ranking, shared_lexicon(), Thresholds())
    assert decision.intent.name == "inform"


@pytest.mark.parametrize("text", NOT_KNOWN_AS_HARMLESS)
def test_one_more_word_is_left_to_the_model(text: str) -> None:
    assert not tells_of_no_danger(read_message(text))


def test_no_crisis_that_is_known_is_harmless() -> None:
    rows = yaml.safe_load((ROOT / "data" / "nlu" / "crisis.yml").read_text(encoding="utf-8"))["nlu"]
    trained = [line[2:] for row in rows for line in row["examples"].splitlines()]
    known = [text for text in (*trained, *SENTENCES["crisis"]) if tells_of_no_danger(read_message(text))]
    assert len(trained) > 400
    assert known == []
