from __future__ import annotations

from typing import Any

import pytest

from backends.courses.registers.koodisto import names


def code(uri: str, version: int = 1, **texts: str) -> dict[str, Any]:
    return {
        "koodiUri": uri,
        "versio": version,
        "metadata": [{"kieli": k, "nimi": v} for k, v in texts.items()],
    }


def test_names_are_finnish_before_other_languages_and_the_newest_version_wins() -> None:
    found, refused = names(
        [
            code("koulutus_1#2", 2, SV="Ny", FI="Uusi"),
            code("koulutus_1#1", 1, FI="Vanha"),
            code("koulutus_2", SV="Bara på svenska"),
        ]
    )
    assert found == {"koulutus_1": "Uusi", "koulutus_2": "Bara på svenska"}
    assert refused == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({}, "unreadable"),
        ([3], "no_code"),
        ([code("koulutus")], "no_code"),
        ([code("koulutus_1")], "no_name"),
    ],
)
def test_what_is_refused_says_why(content: object, reason: str) -> None:
    found, refused = names(content)
    assert found == {}
    assert [one.reason for one in refused] == [reason]
