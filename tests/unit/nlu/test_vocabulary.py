"""Which of the lexicons' words count as base forms, and which are slips that are repaired."""

import pytest

from nlu.analysis import shared_analyzer
from nlu.analysis.voikko import VoikkoMorphology
from nlu.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    morphology = VoikkoMorphology()
    return load_vocabulary(lambda word: bool(morphology.read(word)))


@pytest.mark.parametrize("word", ["lähäri", "raksa", "poke", "sähkäri", "insseri", "yki", "oppari", "kela"])
def test_slang_is_kept(vocabulary: Vocabulary, word: str) -> None:
    assert word in vocabulary.words


@pytest.mark.parametrize(
    ("slip", "lemma"),
    {
        "vartia": "vartija",
        "sihteri": "sihteeri",
        "hygienapassi": "hygieniapassi",
        "kondittori": "kondiittori",
        "rakenus": "rakennus",
        "kaivosmiäs": "kaivosmies",
        "koneistajaks": "koneistaja",
        "kauppaala": "kauppa-ala",
        "itala": "it-ala",
        "lviasentaja": "lviasentaja",
    }.items(),
)
def test_a_slip_is_no_base_form_but_repaired(vocabulary: Vocabulary, slip: str, lemma: str) -> None:
    assert slip not in vocabulary.words
    assert shared_analyzer().lemmas(slip)[0] == lemma


@pytest.mark.parametrize("form", ["lähäriks", "raksalla", "insserin", "pokena", "respassa"])
def test_slang_takes_endings(vocabulary: Vocabulary, form: str) -> None:
    assert shared_analyzer().lemmas(form)[0] in vocabulary.words
