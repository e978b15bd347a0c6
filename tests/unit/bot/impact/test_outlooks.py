"""The occupational outlook on the planning page: as imported, with its source, or plainly not there."""

from datetime import date

from backends.client.outlooks import OutlooksClient, StatedOutlook
from backends.client.transport import BackendUnavailable, Failure
from bot.impact.outlooks import outlook_table
from bot.settings import ROOT

DATA = ROOT / "data"
OLD = "Tieto on yli vuoden vanha. Tilanne on voinut muuttua."


class Says(OutlooksClient):
    """Answers what it is told to."""

    def __init__(self, answer: tuple[StatedOutlook, ...] | BackendUnavailable) -> None:
        self.answer = answer

    async def all(self, region: str | None = None) -> tuple[StatedOutlook, ...] | BackendUnavailable:
        """The answer."""
        return self.answer


async def test_statements_stand_with_region_source_and_day() -> None:
    day = date(2026, 3, 26)
    said = (
        StatedOutlook("kokki", "Lappi", "pula tekijöistä", day, "Työvoimabarometri", None),
        StatedOutlook("ammattiluokka 5321", None, "tasapaino", date(2024, 1, 2), "Muu", OLD),
    )
    table = await outlook_table(Says(said), DATA)
    assert table.rows == (
        ("kokki", "Lappi", "pula tekijöistä", "Työvoimabarometri", "26.3.2026"),
        ("ammattiluokka 5321", "koko maa", "tasapaino", "Muu", "2.1.2024"),
    )
    assert table.notes[1:] == (OLD,)
    assert "eivät lupaa" in table.notes[0]


async def test_nothing_imported_and_backends_away_are_told_apart() -> None:
    nothing = await outlook_table(Says(()), DATA)
    away = await outlook_table(Says(BackendUnavailable(Failure.TIMEOUT)), DATA)
    assert nothing.rows == away.rows == ()
    assert "labour import" in nothing.notes[0]
    assert "juuri nyt" in away.notes[0]
