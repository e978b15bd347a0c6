"""docs/outreach.md says what the code does: the steps that are counted, the formats of prints."""

import re
from pathlib import Path

from bot.console.texts import read_console_texts
from bot.outreach.counts import STEPS
from bot.outreach.pages import Format
from tests.unit.bot.outreach.conftest import DATA


def test_the_steps_that_are_counted_are_those_that_are_defined(root: Path) -> None:
    text = (root / "docs" / "outreach.md").read_text(encoding="utf-8")
    defined = dict(re.findall(r"^\| (\w[\w ]*) \| `(\w+)` \| \w.*\|$", text, re.MULTILINE))
    steps = read_console_texts(DATA)["fi"].outreach.steps
    assert defined == {steps[step]: step for step in STEPS}
    assert all(form in text for form in Format)
