"""The import of labour market statements: what is read, and every row that is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backends.labour.domain import Balance, LabourDataError
from backends.labour.importing import Known, read_csv
from backends.labour.store import ImportedOutlooks, write_outlooks

TODAY = date(2026, 11, 26)
KNOWN = Known({"kokki": "uri:kokki"}.get, {"lappi": "Lappi", "Lappi": "Lappi"}.get)
HEADER = "ammatti;isco;maakunta;tilanne;päivä;lähde\n"


def _file(folder: Path, content: str | bytes) -> Path:
    path = folder / "barometri.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_rows_are_read_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    rows = "kokki;;Lappi;pula;26.3.2026;Työvoimabarometri\n;5120;koko maa;tasapaino;2026-03-26;x\n"
    read = read_csv(_file(tmp_path, (HEADER + rows).encode(encoding)), KNOWN, TODAY)
    assert not read.refused
    assert [(one.occupation, one.region, one.balance) for one in read.outlooks] == [
        ("uri:kokki", "Lappi", Balance.SHORTAGE),
        ("5120", None, Balance.BALANCE),
    ]
    assert read.outlooks[0].source == "Työvoimabarometri"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("lentäjä;;Lappi;pula;2026-01-01;x", "unknown occupation"),
        (";51200;Lappi;pula;2026-01-01;x", "isco"),
        ("kokki;;Atlantis;pula;2026-01-01;x", "unknown region"),
        ("kokki;;Lappi;hyvä;2026-01-01;x", "balance"),
        ("kokki;;Lappi;pula;eilen;x", "date is not"),
        ("kokki;;Lappi;pula;2027-01-01;x", "future"),
        ("kokki;;Lappi;pula;2026-01-01;", "source"),
        ("kokki;;Lappi", "source"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, reason: str) -> None:
    read = read_csv(_file(tmp_path, f"{HEADER}{row}\n"), KNOWN, TODAY)
    assert not read.outlooks
    (refused,) = read.refused
    assert refused.startswith("line 2: ")
    assert reason in refused


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "empty"), ("a;b\n1;2\n", "columns are missing"), (b"PK\x00\x01", "no CSV"), (HEADER, "no rows")],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(LabourDataError) as error:
        read_csv(_file(tmp_path, content), KNOWN, TODAY)
    assert reason in str(error.value)


def test_the_newest_statement_counts_and_the_nearest_group(tmp_path: Path) -> None:
    rows = (
        "kokki;;Lappi;pula;2025-01-01;x\nkokki;;Lappi;tasapaino;2026-01-01;x\n"
        ";51;koko maa;ylitarjonta;2026-01-01;x\n"
    )
    store = tmp_path / "labour.sqlite"
    write_outlooks(store, read_csv(_file(tmp_path, HEADER + rows), KNOWN, TODAY).outlooks)
    held = ImportedOutlooks(store)
    near, far = held.outlook("uri:kokki", "5120", ("Lappi",)), held.outlook("uri:x", "5131", ("Lappi",))
    assert near is not None and far is not None
    assert (near.balance, far.balance) == (Balance.BALANCE, Balance.SURPLUS)
    assert held.outlook("uri:x", "7111", ()) is None


def test_a_broken_store_is_as_none(tmp_path: Path) -> None:
    store = tmp_path / "labour.sqlite"
    store.write_bytes(b"no database at all")
    assert ImportedOutlooks(store).outlook("uri:kokki", "5120", ()) is None
