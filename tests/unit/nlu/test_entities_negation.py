"""What is denied is no entity, and what only stands near a negation is one."""

from __future__ import annotations

import pytest

from nlu.reading import read_message

DENIED = [
    ("en ole työtön", "employment_status"),
    ("mä en oo työtön", "employment_status"),
    ("eläkkeellä en oo", "employment_status"),
    ("en ole käynyt ammattikoulua", "education_level"),
    ("ei mua huvita mikään hoitoala", "field"),
    ("en halua Ouluun", "place"),
    ("ei Ouluun", "place"),
    ("en halua lähihoitajaksi", "occupation"),
    ("joku lyhyt, ettei mene kahta vuotta", "duration"),
    ("ei kolmea vuotta", "duration"),
    ("se ei saa kestää kolmea vuotta", "duration"),
    ("allergia tuli työstä", "qualification"),
]

STATED = [
    ("olen työtön", "employment_status", "unemployed"),
    ("en ole työtön vaan lomautettu", "employment_status", "laid_off"),
    ("en halua enää olla työtön", "employment_status", "unemployed"),
    ("mulla ei oo ku peruskoulu", "education_level", "basic"),
    ("en ole käynyt kuin peruskoulun", "education_level", "basic"),
    ("en osaa sanoa, asun Oulussa", "place", "Oulu"),
    ("ei oo töitä Kajaanissa", "place", "Kajaani"),
    ("en tiedä, ehkä hoitoala", "field", "hoitoala"),
    ("en halua Ouluun, mieluummin Kemi", "place", "Kemi"),
    ("eikö Oulussa ole mitään?", "place", "Oulu"),
    ("en voi opiskella kuin puoli vuotta", "duration", "6"),
    ("ei haittaa vaikka kestää kaksi vuotta", "duration", "24"),
    ("tuli työ kortti", "qualification", "tulityökortti"),
]


@pytest.mark.parametrize(("text", "kind"), DENIED)
def test_what_is_denied_is_left_out(text: str, kind: str) -> None:
    assert [entity.value for entity in read_message(text).entities if entity.entity == kind] == []


@pytest.mark.parametrize(("text", "kind", "value"), STATED)
def test_what_is_stated_near_a_negation_stays(text: str, kind: str, value: str) -> None:
    assert [entity.value for entity in read_message(text).entities if entity.entity == kind] == [value]
