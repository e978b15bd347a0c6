"""Rounds are read out of Opintopolku's answers as they stand; what is torn or over is not taken."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.rounds.models import RoundError
from bot.rounds.opintopolku import read_rounds

CHECKED = date(2026, 8, 1)
TEACHING = {
    "oid": "1.2.246.562.17.1",
    "koulutusOid": "1.2.246.562.13.1",
    "tila": "julkaistu",
    "nimi": {"fi": "Lähihoitaja"},
}
HAKU = {"oid": "1.2.246.562.29.1", "nimi": {"fi": "Jatkuva haku"}}
TIMES = {"alkaa": "2026-08-10T08:00", "paattyy": "2026-09-15T15:00"}
REAL = (
    Path(__file__).resolve().parents[5]
    / "shared/data/konfo-fixtures/konfo-ui/src/main/app/playwright/fixtures"
    / "toteutus-ajoneuvoalan-perustutkinto.json"
)


def read(tmp_path: Path, answer: Any, today: date = CHECKED) -> list[Any]:
    path = tmp_path / "answer.json"
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
    return [one for some in read_rounds(path, CHECKED, today).values() for one in some]


def external(times: list[Any], **more: Any) -> dict[str, Any]:
    target = {"oid": "1.2.246.562.20.1", "hakuOid": HAKU["oid"], "hakuajat": times, **more}
    return {**TEACHING, "hakukohteet": [target], "haut": [HAKU]}


def inner(times: list[Any], **more: Any) -> dict[str, Any]:
    target = {"hakukohdeOid": "1.2.246.562.20.1", "hakuajat": times, **more}
    haku = {"hakuOid": HAKU["oid"], "nimi": HAKU["nimi"], "hakukohteet": [target]}
    return {**TEACHING, "haut": [HAKU["oid"]], "hakutiedot": [haku]}


@pytest.mark.parametrize("shape", [external, inner])
def test_a_toteutus_has_its_times_with_both_oids(tmp_path: Path, shape: Any) -> None:
    [one] = read(tmp_path, shape([TIMES]))
    assert (one.title, one.source) == ("Jatkuva haku: Lähihoitaja", "Opintopolku")
    assert (one.opens_on, one.closes_on, one.closes_at) == (date(2026, 8, 10), date(2026, 9, 15), "15:00")
    assert one.courses == (TEACHING["oid"], TEACHING["koulutusOid"])
    assert one.key == f"{HAKU['oid']} {TEACHING['oid']} 0"


@pytest.mark.parametrize("shape", [external, inner])
def test_what_is_over_not_published_or_without_times_is_left_out(tmp_path: Path, shape: Any) -> None:
    assert read(tmp_path, shape([TIMES]), date(2026, 9, 16)) == []
    assert read(tmp_path, shape([TIMES], tila="tallennettu")) == []
    assert read(tmp_path, shape([])) == []
    assert read(tmp_path, {**shape([TIMES]), "tila": "arkistoitu"}) == []
    assert read(tmp_path, shape([{"alkaa": "2023-08-21T08:15"}])) == []


def test_a_haku_is_of_many_and_gives_its_times_where_a_target_has_none(tmp_path: Path) -> None:
    [one] = read(tmp_path, {**HAKU, "hakuajat": [TIMES]})
    assert (one.title, one.courses, one.key) == ("Jatkuva haku", (), f"{HAKU['oid']} 0")
    answer = external([], kaytetaanHaunAikataulua=True)
    answer["haut"] = [{**HAKU, "hakuajat": [TIMES]}]
    assert [one.opens_on for one in read(tmp_path, answer)] == [date(2026, 8, 10)]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{",
        "null",
        "[1]",
        "{}",
        json.dumps({"total": 3, "hits": []}),
        json.dumps(external([{"alkaa": "pian"}])),
        json.dumps(external([{"paattyy": "2026-09-15T15:00"}])),
        json.dumps(external([{"alkaa": "2026-09-15T15:00", "paattyy": "2026-08-10T08:00"}])),
    ],
)
def test_a_file_with_a_fault_gives_nothing(tmp_path: Path, answer: str) -> None:
    with pytest.raises(RoundError):
        read(tmp_path, answer)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RoundError):
        read_rounds(tmp_path / "none.json", CHECKED, CHECKED)


@pytest.mark.skipif(not REAL.exists(), reason="the real answers are not here")
def test_a_real_answer() -> None:
    [found] = read_rounds(REAL, date(2023, 9, 1), date(2023, 9, 1)).values()
    assert {one.closes_at for one in found} == {"15:00"}
    assert {one.opens_on for one in found} == {date(2023, 8, 23), date(2024, 2, 20)}
    assert len({one.key for one in found}) == len(found)
    assert all("Ajoneuvoalan" in one.title and len(one.title) <= 120 for one in found)
