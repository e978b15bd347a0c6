"""Background figures: taken whole or not at all, dated, with their source; compared without small groups."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.conversations.database import Database
from bot.followup.schema import TrainingNeed
from bot.impact.background import BackgroundError, keep, read_figures
from bot.impact.needs import needs_table
from bot.impact.planning import planning_tables
from bot.impact.schema import OpenFigure
from bot.impact.tables import Withheld
from bot.settings import ROOT
from tests.unit.bot.impact.conftest import Town

DATA = ROOT / "data"
TODAY = date(2026, 11, 26)
HEAD = "region,measure,value,as_of,source\n"
GOOD = (
    "Pirkanmaa,adults,300 000,2025-12-31,Tilastokeskus\n"
    "pirkanmaa,basic_only,45000,2024-12-31,Tilastokeskus\n"
    "Pirkanmaa,foreign_language,20000,2024-12-31,Tilastokeskus\n"
)


def file_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "regions.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Tampere,adults,1,2025-01-01,x", "'Tampere' is no region"),
        ("Pirkanmaa,happy,1,2025-01-01,x", "'happy' is not in"),
        ("Pirkanmaa,adults,-1,2025-01-01,x", "'-1' is no whole number"),
        ("Pirkanmaa,adults,1.5,2025-01-01,x", "is no whole number"),
        ("Pirkanmaa,adults,1.000,2025-01-01,x", "is no whole number"),
        ("Pirkanmaa,adults,1,31.2.2025,x", "is no day"),
        ("Pirkanmaa,adults,1,eilen,x", "is no day"),
        ("Pirkanmaa,adults,1,2027-01-01,x", "has not been yet"),
        ("Pirkanmaa,adults,1,2025-01-01,", "source is missing"),
        ("Pirkanmaa,adults", "is no whole number"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(BackgroundError, match="line 5") as refused:
        read_figures(file_of(tmp_path, HEAD + GOOD + row + "\n"), DATA, TODAY)
    assert said in str(refused.value)


def test_a_file_of_a_finnish_spreadsheet_is_read(tmp_path: Path) -> None:
    lines = (HEAD + GOOD).replace(",", ";").replace("\n", "\r\n")
    path = tmp_path / "regions.csv"
    path.write_bytes(lines.encode("utf-8-sig"))
    assert read_figures(path, DATA, TODAY) == read_figures(file_of(tmp_path, HEAD + GOOD), DATA, TODAY)


def test_a_file_in_finnish_is_the_same(tmp_path: Path) -> None:
    lines = "Maakunta;Tieto;Arvo;Tilanne;Lähde\nPirkanmaa;adults;300 000,0;31.12.2025;Tilastokeskus\n"
    path = tmp_path / "regions.csv"
    path.write_bytes(lines.encode("cp1252"))
    read = read_figures(path, DATA, TODAY)
    assert read == read_figures(file_of(tmp_path, HEAD + GOOD), DATA, TODAY)[:1]


def test_a_file_without_its_columns_or_with_a_figure_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackgroundError, match="columns as_of, source, value are missing"):
        read_figures(file_of(tmp_path, "region,measure\nPirkanmaa,adults\n"), DATA, TODAY)
    with pytest.raises(BackgroundError, match="twice"):
        read_figures(file_of(tmp_path, HEAD + GOOD + GOOD), DATA, TODAY)
    with pytest.raises(BackgroundError):
        read_figures(tmp_path / "none.csv", DATA, TODAY)


async def test_who_lives_there_stands_beside_whom_we_reach(town: Town, tmp_path: Path) -> None:
    figures = read_figures(file_of(tmp_path, HEAD + GOOD), DATA, TODAY)
    database = Database(town.url)
    async with database.writing() as session:
        await keep(session, figures[:1])
        await keep(session, figures)
    async with database.reading() as session:
        assert len(list(await session.scalars(select(OpenFigure)))) == 3
        summary, regions, needs = await planning_tables(session, DATA, None)
    await database.close()
    in_words = {row[1]: row[2:] for row in regions.rows}
    here = [one for one in town.people if _is_in_pirkanmaa(one)]
    told = [one for one in here if "education_level" in one.facts]
    little = [one for one in told if one.facts["education_level"] in ("none", "unfinished", "basic")]
    assert in_words["Vain peruskoulu"][:4] == (45000, 0.15, len(little), len(little) / len(told))
    assert in_words["Vain peruskoulu"][4] == "tavoitamme enemmän kuin ryhmän osuus on"
    assert in_words["Muu kieli kuin suomi tai ruotsi"][2:] == ("", "", "")
    assert "Lähde: Tilastokeskus, tilanne 31.12.2025." in regions.notes
    assert needs.rows == ()
    [row] = summary.rows
    wrote = sum(one.wrote for one in here)
    assert row == ("Pirkanmaa", 300000, wrote, "–", "Vain peruskoulu", "–")


async def test_a_region_is_chosen_and_what_we_miss_is_named(town: Town, tmp_path: Path) -> None:
    rows = (
        "Lappi,adults,100,2025-12-31,x\nLappi,basic_only,99,2025-12-31,x\nLappi,unemployed,0,2025-12-31,x\n"
    )
    figures = read_figures(file_of(tmp_path, HEAD + GOOD + rows), DATA, TODAY)
    database = Database(town.url)
    async with database.writing() as session:
        await keep(session, figures)
    async with database.reading() as session:
        summary, regions, _ = await planning_tables(session, DATA, None, "Lappi")
    async with database.writing() as session:
        await keep(session, [])
    await database.close()
    assert {row[0] for row in (*summary.rows, *regions.rows)} == {"Lappi"}
    [row] = summary.rows
    assert row[3:] == ("Vain peruskoulu", "Työttömät", "–")


async def test_where_nobody_is_known_it_cannot_be_said_and_small_ones_are_not_shown(
    database: Database, tmp_path: Path
) -> None:
    figures = read_figures(file_of(tmp_path, HEAD + GOOD), DATA, TODAY)
    async with database.writing() as session:
        await keep(session, figures)
    async with database.reading() as session:
        [row] = (await planning_tables(session, DATA, None))[0].rows
    assert row == ("Pirkanmaa", 300000, Withheld.FIGURE, "–", "–", "Vain peruskoulu")


def _is_in_pirkanmaa(person: object) -> bool:
    from evaluation.impact.independent import region_of
    from evaluation.impact.synthetic import Person

    assert isinstance(person, Person)
    return region_of(person) == "Pirkanmaa"


async def test_needs_of_workplaces_are_shown_from_five_forms_on(database: Database) -> None:
    for number in range(6):
        async with database.writing() as session:
            answers = {"field": "cleaning", "need": "language" if number else "card", "when": "now"}
            session.add(TrainingNeed(day=TODAY, region=None, answers=answers))
        async with database.reading() as session:
            needs = await needs_table(session, DATA)
        assert bool(needs.rows) == (number >= 4)
    shown = {row[1]: row[2] for row in needs.rows}
    assert (shown["Puhdistus- ja kiinteistöala"], shown["Nyt"]) == (6, 6)
    # five beside the six that are shown would tell of the one
    assert shown["Suomen kielen taitoa"] is shown["Lupakortteja ja lyhyitä kursseja"] is Withheld.FIGURE
    assert needs.notes[0] == "Lomakkeita on 6. Ne ovat ajalta 11/2026–11/2026."


async def test_needs_of_a_region_are_shown_where_neither_it_nor_the_rest_is_few(database: Database) -> None:
    for number in range(9):
        async with database.writing() as session:
            region = "Lappi" if number < 5 else "Kainuu"
            session.add(TrainingNeed(day=TODAY, region=region, answers={"field": "cleaning"}))
    async with database.reading() as session:
        assert not (await needs_table(session, DATA, "Lappi")).rows
        assert (await needs_table(session, DATA)).rows
    async with database.writing() as session:
        session.add(TrainingNeed(day=date(2026, 3, 1), region="Kainuu", answers={"field": "cleaning"}))
    async with database.reading() as session:
        here = await needs_table(session, DATA, "Kainuu")
        assert not (await needs_table(session, DATA, "Uusimaa")).rows
    assert {row[1]: row[2] for row in here.rows}["Puhdistus- ja kiinteistöala"] == 5
    assert here.notes[0] == "Lomakkeita on 5. Ne ovat ajalta 3/2026–11/2026."
