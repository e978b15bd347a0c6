"""The basis of the DPIA names every table, also those that hold nothing of a person."""

import re

import bot.tables  # noqa: F401 - makes all tables known
from bot.conversations.base import Base
from cli.paths import ROOT

BASIS = (ROOT / "docs" / "privacy" / "dpia-basis.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| [^|]+ \| (?P<purpose>[^|]+) \| (?P<kept>[^|]+) \| (?P<where>[^|]+) \|$", re.M
)


def test_every_table_is_named_with_what_it_is_for_and_how_long_it_is_kept() -> None:
    where = " ".join(row["where"] for row in ROW.finditer(BASIS))
    assert [name for name in sorted(Base.metadata.tables) if f"`{name}`" not in where] == []


def test_no_table_is_named_that_is_gone() -> None:
    named = {name for row in ROW.finditer(BASIS) for name in re.findall(r"`(\w+)`", row["where"])}
    assert named <= set(Base.metadata.tables)
