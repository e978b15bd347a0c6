"""Reading texts: parts, negation, terms, and texts that are odd."""

from __future__ import annotations

import pytest

from backends.skills.embedded import reader
from backends.skills.matching.reading import MOST_PARTS


def _lemmas(text: str) -> tuple[list[list[str]], list[str]]:
    read = reader().read(text)
    return [[word.lemma for word in part] for part in read.parts], [word.lemma for word in read.denied]


@pytest.mark.parametrize(
    ("text", "parts", "denied"),
    [
        ("hitsata en osaa", [], ["hitsata"]),
        ("hitsata en osaa mutta sorvasin", [["sorvata"]], ["hitsata"]),
        ("sorvasin ja jyrsin", [["sorvata"], ["jyrsiä"]], []),
        ("en ole käynyt kouluja ja siivosin hotellia", [["siivota", "hotelli"]], ["koulu"]),
        ("en pelkää korkeita paikkoja", None, []),
        ("ei haittaa lika", None, []),
        ("autoin lasta kun se ei pysynyt paikallaan", [["auttaa", "lapsi"], ["pysynyt"]], []),
        ("hitsaus ei suju", [], ["hitsaus", "sujua"]),
        ("ei mitään kassahommia", [], ["kassahomma"]),
        ("leikkasin lautoja ja laitoin ne pinoon", [["leikata", "lauta"], ["pino"]], []),
        ("oon käyny lukion, siivosin hotellia", [["siivota", "hotelli"]], []),
        ("mul on amis kesken", [], []),
        ("kauppaopisto 80-luvulta", [], []),
        ("siivosin koulua", [["siivota", "koulu"]], []),
        ("", [], []),
        ("👍 !!! 12 34", [], []),
    ],
)
def test_parts_and_what_is_denied(text: str, parts: list[list[str]] | None, denied: list[str]) -> None:
    found, not_done = _lemmas(text)
    assert not_done == denied
    if parts is not None:
        assert found == parts
    else:
        assert found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("oot ihan vammanen", []),
        ("vitun vammanen paska", []),
        ("senkin lehmä", []),
        ("hoidin vammaista siskoa", [["hoitaa", "vammainen", "sisko"]]),
        ("vittu mä lypsin lehmiä", [["lypsää", "lehmä"]]),
        ("saatanan kylmää oli vammaisten leirillä", [["kylmä", "vammainen", "leiri"]]),
    ],
)
def test_what_somebody_is_called_says_nothing(text: str, parts: list[list[str]]) -> None:
    assert _lemmas(text) == (parts, [])


def test_a_text_of_several_jobs_has_several_parts() -> None:
    parts, _ = _lemmas("kymmenen vuotta puusepänverstaalla, sivussa seuran taloudenhoito")
    assert parts == [["puusepänverstas"], ["seura", "taloudenhoito"]]


def test_terms_hold_the_parts_of_compounds() -> None:
    (word,) = reader().phrase("lounaslistaa")
    assert dict(word.terms)["lounaslista"] == 1
    assert 0 < dict(word.terms)["lounas"] < 1
    assert word.text == "lounaslistaa"


@pytest.mark.parametrize(
    "text", ["paistoin pihvejä, " * 2_000, "x" * 20_000, "ä\x00\u202e " * 5_000, "olen " * 4_000]
)
def test_very_long_and_odd_texts_are_cut(text: str) -> None:
    assert len(reader().read(text).parts) <= MOST_PARTS
