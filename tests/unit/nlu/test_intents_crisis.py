"""The crisis lexicon: none missed, sayings kept apart."""

from pathlib import Path

import pytest
import yaml

from nlu.analysis import shared_analyzer
from nlu.intents.crisis import shared_lexicon

SENTENCES = yaml.safe_load((Path(__file__).parent / "crisis_sentences.yml").read_text(encoding="utf-8"))
CRISIS = [
    *SENTENCES["crisis"],
    "haluan kuolla",
    "mä haluun kuolla",
    "en jaksa enää elää",
    "en haluis enää olla olemassa",
    "mietin itsemurhaa",
    "aion tappaa itteni",
    "viiltelen itseäni",
    "mies hakkaa mua",
    "mieheni lyö minua",
    "olis parempi ilman mua",
    "tapan sen virkailijan",
    "pelkään henkeni puolesta",
    "hyppään sillalta",
    "i want to die",
    "en tiedä miksi mä elän",
    "minkä takia mä enää elän",
]
NEAR_MISSES = [
    *SENTENCES["near_misses"],
    "tää homma tappaa mut",
    "millä mä elän jos jään kotiin",
    "mitä hyötyä siitä on jos elän maalla",
    "mistä mä elän opintojen ajan",
    "kuolen tylsyyteen",
    "kuolin nauruun",
    "tämä työ tappaa minut",
    "ammatti on kuollut",
    "isäni on kuollut",
    "hakkaan päätä seinään",
    "en jaksa elää tällä tuella",
    "lähetä minulle viesti",
    "onks sul poikaystävää",
    "haluan opiskella väkivallan ehkäisyä",
]


@pytest.mark.parametrize("text", CRISIS)
def test_crisis_is_found(text: str) -> None:
    assert shared_lexicon().find(shared_analyzer().tokens(text))


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_miss_is_no_crisis(text: str) -> None:
    assert shared_lexicon().find(shared_analyzer().tokens(text)) is None


BESIDE_SAYINGS = [
    "työt loppu",
    "tää homma vituttaa",
    "korona vei kaiken",
    "olen kyllästynyt jonottamiseen",
    "lama tappoi sen",
]


@pytest.mark.parametrize("saying", BESIDE_SAYINGS)
@pytest.mark.parametrize("wish", ["tapan itteni", "haluan tappaa itseni", "mä tapan itseni"])
def test_no_saying_hides_who_means_to_kill_themselves(saying: str, wish: str) -> None:
    assert shared_lexicon().find(shared_analyzer().tokens(f"{saying} {wish}")) == "self_harm"
