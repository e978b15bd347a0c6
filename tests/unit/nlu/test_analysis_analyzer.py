"""The analyser on Voikko: base forms, compounds, spoken and misspelled forms, hostile input."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from nlu.analysis import shared_analyzer
from tests.support.timing import fastest

LEMMAS = {
    # written Finnish
    "lähihoitajaksi": "lähihoitaja",
    "opiskelemaan": "opiskella",
    "Helsingissä": "helsinki",
    "työttömänä": "työtön",
    # proper names give way to common words
    "Toivo": "toivoa",
    "Onni": "onni",
    # spoken forms
    "mä": "minä",
    "oon": "olla",
    "haluun": "haluta",
    "emmä": "ei",
    "lähihoitajaks": "lähihoitaja",
    "kannattaaks": "kannattaa",
    "helsingis": "helsinki",
    # dialects
    "opiskellemmaan": "opiskella",
    "kolome": "kolme",
    "tehä": "tehdä",
    "tiijä": "tietää",
    # no umlauts
    "lahihoitaja": "lähihoitaja",
    "tyottomana": "työtön",
    "tyovoimatoimistoon": "työvoimatoimisto",
    # slips
    "opskella": "opiskella",
    "ammattikuolu": "ammattikoulu",
    "hitsaus-kurssi": "hitsauskurssi",
    # slang and abbreviations with endings
    "sähkäriks": "sähkäri",
    "dösäkuski": "dösäkuski",
    "amiksen": "amis",
    "kelalta": "kela",
}


@pytest.mark.parametrize(("form", "lemma"), LEMMAS.items())
def test_base_form(form: str, lemma: str) -> None:
    assert shared_analyzer().tokens(form)[0].lemma == lemma


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("lähihoitajaksi", ("lähi", "hoitaja")),
        ("työvoimatoimistosta", ("työ", "voima", "toimisto")),
        ("kuorma-autonkuljettaja", ("kuorma", "auto", "kuljettaja")),
        ("kurssi", ()),
    ],
)
def test_parts_of_compounds(form: str, parts: tuple[str, ...]) -> None:
    assert shared_analyzer().tokens(form)[0].parts == parts


@pytest.mark.parametrize(
    "text", ["", "😀", "\x00\x01", "привет", "مرحبا", "a" * 2_000, "ab " * 666, "ä-" * 1_000]
)
def test_every_token_has_a_lemma_and_a_part_of_speech(text: str) -> None:
    for token in shared_analyzer().tokens(text):
        assert token.lemma
        assert token.pos
        assert text[token.start : token.end] == token.text


def test_lemmas_are_never_empty() -> None:
    assert shared_analyzer().lemmas("xqzw") == ("xqzw",)
    assert shared_analyzer().lemmas(" ") == ("",)


def test_long_gibberish_takes_bounded_time() -> None:
    texts = (" ".join(f"q{run}xz{number}rtplk" for number in range(160))[:2_000] for run in range(3))
    assert fastest(lambda: shared_analyzer().tokens(next(texts))) < 1.0


def test_threads_share_one_analyser() -> None:
    texts = [f"haluun lähihoitajaks {number} työttömänä" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: [token.lemma for token in shared_analyzer().tokens(text)], texts))
    assert all(lemmas[:2] == ["haluta", "lähihoitaja"] for lemmas in found)
