from __future__ import annotations

import pytest

from backends.courses.search.roots import root_of


@pytest.mark.parametrize(
    "family",
    [
        ("hitsaaja", "hitsaus", "hitsata", "hitsari"),
        ("hoitaja", "hoito", "hoitaa", "hoitaminen"),
        ("rakentaja", "rakennus", "rakentaa"),
        ("kuljettaja", "kuljetus", "kuljettaa"),
        ("opiskella", "opiskelu", "opiskelija"),
    ],
)
def test_one_family_has_one_root(family: tuple[str, ...]) -> None:
    assert len({root_of(word) for word in family}) == 1
    assert root_of(family[0]) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("auto", "automaatio"), ("eläin", "elintarvike"), ("merimies", "esimies"), ("puhtaus", "puhevammainen")],
)
def test_words_that_only_look_alike_have_different_roots(one: str, other: str) -> None:
    assert root_of(one) is None or root_of(one) != root_of(other)


@pytest.mark.parametrize("word", ["auto", "ea 1", "c1e", "", "ab"])
def test_short_words_and_codes_have_no_root(word: str) -> None:
    assert root_of(word) is None
