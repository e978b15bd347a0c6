"""What counts as a near copy of a training sentence, and what does not."""

import pytest

from cli.validation.near_copies import NearCopies, letters_of
from cli.validation.training_data import lemmas_of

TRAINED = (
    "toistatko kysymyksen",
    "sähköiset lomakkeet ovat minulle liian vaikeita",
    "Onnistuuko opiskelu töiden ohella?",
    "Missä Oulun työllisyyspalvelut sijaitsevat?",
    "kiitos paljon",
    "haluan puhua ihmisen kanssa",
    "mitä eroa on oppisopimuksella ja koulutussopimuksella",
    "paljonko tämä maksaa",
)
COPIES = [
    # the same letters
    ("toistatko kysymyk sen", "toistatko kysymyksen"),
    ("PALJONKO TAMA MAKSAA?", "paljonko tämä maksaa"),
    # a word more, a word misspelled, another name in its place
    (
        "Sähköiset lomakkeet ovat minulle aivan liian vaikeita.",
        "sähköiset lomakkeet ovat minulle liian vaikeita",
    ),
    ("haluaan puhua ihmisen kansa", "haluan puhua ihmisen kanssa"),
    ("Missä Kuopion työllisyyspalvelut sijaitsevat?", "Missä Oulun työllisyyspalvelut sijaitsevat?"),
    # the same base forms, bent and ordered otherwise
    ("työn ohella onnistuuko opiskelu", "Onnistuuko opiskelu töiden ohella?"),
    (
        "Mitä eroa on koulutussopimuksella ja oppisopimuksella?",
        "mitä eroa on oppisopimuksella ja koulutussopimuksella",
    ),
]
OTHERS = [
    # what can hardly be said otherwise
    "kiitos paljon",
    "kiitos",
    # the same question in other words, the same frame with another question
    "nettilomakkeita en osaa täyttää",
    "haluan puhua rahasta jonkun kanssa",
    "mitä eroa on lähihoitajalla ja sairaanhoitajalla",
    "paljonko lähihoitaja tienaa",
    "",
    "😀 😀 😀 😀",
]


@pytest.fixture(scope="module")
def copies() -> NearCopies:
    return NearCopies(TRAINED, lemmas_of)


@pytest.mark.parametrize(("text", "original"), COPIES)
def test_a_near_copy_is_found(copies: NearCopies, text: str, original: str) -> None:
    assert copies.original_of(text) == original


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_said_otherwise_is_no_copy(copies: NearCopies, text: str) -> None:
    assert copies.original_of(text) is None


def test_letters_alone_are_compared() -> None:
    assert letters_of("En ymmärtänyt, kysymystä_1!") == "enymmartanytkysymysta1"
