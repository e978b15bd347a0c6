"""The basis of the DPIA names every table that holds something of a person."""

from bot.tables import PERSONAL_TABLES
from cli.paths import ROOT

BASIS = (ROOT / "docs" / "privacy" / "dpia-basis.md").read_text(encoding="utf-8")


def test_every_table_of_a_conversation_is_named() -> None:
    names = {table.name for table in PERSONAL_TABLES} | {
        "conversations",
        "staff",
        "audit",
        "erasures",
        "impact_counts",
    }
    assert [name for name in sorted(names) if f"`{name}`" not in BASIS] == []
