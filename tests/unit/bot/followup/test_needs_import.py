"""Forms of workplaces from paper: each row a form, options alone, a file in the place of its earlier self."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.conversations.database import Database
from bot.followup.needs_import import FilledIn, NeedsError, keep, read_forms
from bot.followup.schema import TrainingNeed
from tests.unit.bot.followup.conftest import DATA

TODAY = date(2026, 11, 27)
HEAD = "Päivä;Mikä on toimialanne?;region;need;people;when\n"
GOOD = (
    "20.10.2026;Kauppa;Lappi;language;2–5;Nyt\n"
    "3.11.2026;;;Lupakortteja ja lyhyitä kursseja;;\n"
    "5.11.2026;;;;;\n"
)


def file_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lomakkeet.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_ids_and_words_are_read_and_empty_forms_left_out(tmp_path: Path) -> None:
    assert read_forms(file_of(tmp_path, HEAD + GOOD), DATA, TODAY) == [
        FilledIn(
            date(2026, 10, 1),
            "Lappi",
            {"field": "retail", "need": "language", "people": "few", "when": "now"},
        ),
        FilledIn(date(2026, 11, 1), None, {"need": "card"}),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("20.10.2026;Avaruus;;;;", "'Avaruus' is no answer to field"),
        ("20.10.2026;;Tampere;;;", "'Tampere' is no answer to region"),
        ("eilen;;;;;", "is no day"),
        ("1.1.2027;Kauppa;;;;", "has not been yet"),
    ],
)
def test_a_form_with_a_fault_keeps_all_back(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(NeedsError, match="line 5") as refused:
        read_forms(file_of(tmp_path, HEAD + GOOD + row + "\n"), DATA, TODAY)
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", "field;need\nKauppa;card\n", "päivä;nimi\n1.1.2026;x\n"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NeedsError):
        read_forms(file_of(tmp_path, text), DATA, TODAY)


async def test_a_file_that_comes_again_takes_its_own_place(database: Database, tmp_path: Path) -> None:
    forms = read_forms(file_of(tmp_path, HEAD + GOOD), DATA, TODAY)
    async with database.writing() as session:
        session.add(TrainingNeed(day=TODAY, region=None, answers={"field": "ict"}, batch=None))
    for batch, some in (("a.csv", forms), ("b.csv", forms[:1]), ("a.csv", forms)):
        async with database.writing() as session:
            await keep(session, some, batch)
    async with database.reading() as session:
        batches = sorted(str(one.batch) for one in await session.scalars(select(TrainingNeed)))
    assert batches == ["None", "a.csv", "a.csv", "b.csv"]
