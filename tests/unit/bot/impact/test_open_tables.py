"""Open tables as they are downloaded: StatFin's with titles and codes, Vipunen's with hidden figures."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.conversations.database import Database
from bot.impact.background import BackgroundError, Figure, keep
from bot.impact.csv_tables import CsvTableError, day_in
from bot.impact.open_tables import Choice, take
from bot.impact.schema import OpenFigure
from bot.settings import ROOT

DATA = ROOT / "data"
TODAY = date(2026, 11, 27)
STATFIN = (
    '"Väestö muuttujina Alue, Ikä ja Vuosi"\r\n\r\n'
    '"Alue","Ikä","Vuosi","Väestö 31.12."\r\n'
    '"KOKO MAA","55","2025",75000\r\n'
    '"MK06 Pirkanmaa","55","2025",6100\r\n'
    '"MK06 Pirkanmaa","56","2025",6200\r\n'
    '"MK06 Pirkanmaa","65","2025",9000\r\n'
    '"MK06 Pirkanmaa","55","2024",1\r\n'
    '"MK19 Lappi","55","2025",2300\r\n'
    '"564 Oulu","55","2025",2000\r\n'
)
AGED = Choice(
    measure="aged_55",
    region="Alue",
    value="Väestö 31.12.",
    day="Vuosi",
    source="Tilastokeskus, väestörakenne",
    where={"Ikä": frozenset({"55", "56"}), "Vuosi": frozenset({"2025"})},
)
VIPUNEN = (
    "Koulutuksen maakunta;Ikäryhmä;Opiskelijat\n"
    "Pirkanmaa;55 vuotta täyttäneet;1 210\n"
    "Lappi;55 vuotta täyttäneet;1-4\n"
    "Lappi;55 vuotta täyttäneet;120\n"
    "Kainuu;Alle 25 vuotta;300\n"
)
OLDER = Choice(
    measure="students_over_55",
    region="Koulutuksen maakunta",
    value="Opiskelijat",
    day="20.9.2025",
    source="Vipunen",
    where={"Ikäryhmä": frozenset({"55 vuotta täyttäneet"})},
)


def file_of(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_statfins_rows_are_added_up_by_region(tmp_path: Path, encoding: str) -> None:
    taken = take(file_of(tmp_path, STATFIN, encoding), DATA, AGED, TODAY)
    day, source = date(2025, 12, 31), "Tilastokeskus, väestörakenne"
    assert taken.figures == (
        Figure("Pirkanmaa", "aged_55", 12300, day, source),
        Figure("Lappi", "aged_55", 2300, day, source),
    )
    assert taken.hidden == ()


def test_what_vipunen_hides_leaves_its_region_out(tmp_path: Path) -> None:
    taken = take(file_of(tmp_path, VIPUNEN), DATA, OLDER, TODAY)
    assert taken.figures == (Figure("Pirkanmaa", "students_over_55", 1210, date(2025, 9, 20), "Vipunen"),)
    assert taken.hidden == ("Lappi",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"measure": "happy"}, "is not in"),
        ({"region": "Maakunta"}, "no header has"),
        ({"value": "Määrä"}, "no header has"),
        ({"where": {"Sukupuoli": frozenset({"x"})}}, "no header has"),
        ({"where": {"Ikä": frozenset({"99"})}}, "no row names"),
        ({"where": {"Ikä": frozenset({"55"})}}, "several days"),
        ({"day": "2027-01-01"}, "has not been yet"),
        ({"day": "eilen"}, "is no day"),
        ({"value": "Alue"}, "is no whole number"),
        ({"source": " "}, "source is missing"),
    ],
)
def test_what_cannot_be_taken_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(BackgroundError, match=said):
        take(file_of(tmp_path, STATFIN), DATA, replace(AGED, **change), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"x", b"PK\x03\x04\0\0", b'"a,b\n' * 9])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(BackgroundError):
        take(path, DATA, AGED, TODAY)
    with pytest.raises(BackgroundError):
        take(tmp_path / "none.csv", DATA, AGED, TODAY)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("1.2.2025", date(2025, 2, 1)),
        ("2024", date(2024, 12, 31)),
        ("2025M02", date(2025, 2, 28)),
        ("2025Q3", date(2025, 9, 30)),
    ],
)
def test_days_are_read_as_the_tables_write_them(written: str, day: date) -> None:
    assert day_in(written) == day


@pytest.mark.parametrize("written", ["", "31.2.2025", "2025M13", "2025Q5", "tammikuu 2025", "2025-13-01"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(CsvTableError):
        day_in(written)


async def test_one_measure_is_replaced_and_the_others_stay(database: Database, tmp_path: Path) -> None:
    taken = take(file_of(tmp_path, STATFIN), DATA, AGED, TODAY)
    older = take(file_of(tmp_path, VIPUNEN), DATA, OLDER, TODAY)
    for figures, only in ((taken.figures, "aged_55"), (older.figures, "students_over_55"), ((), "aged_55")):
        async with database.writing() as session:
            await keep(session, figures, only)
    async with database.reading() as session:
        assert set(await session.scalars(select(OpenFigure.name))) == {"students_over_55"}
