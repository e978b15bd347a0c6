"""Every figure: defined in data, counted right on people whose truth is known, and never below five."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.impact.counting import measures_of
from bot.impact.definitions import figures, groups
from bot.impact.report import BY_MONTH
from bot.impact.tables import all_tables
from bot.settings import ROOT
from evaluation.impact.comparing import differences, expected_figures
from tests.unit.bot.impact.conftest import Town

DATA = ROOT / "data"
ALL = list(figures(DATA))


def test_figures_count_what_there_is_and_have_each_name_once() -> None:
    known = measures_of(DATA)
    for figure in ALL:
        assert figure.count in known, figure.id
        assert figure.of is None or figure.of in known, figure.id
    assert len({figure.id for figure in ALL}) == len(ALL)


@pytest.mark.parametrize("name", [figure.id for figure in ALL])
def test_a_figure_is_what_was_counted_by_hand(town: Town, name: str) -> None:
    expected = expected_figures(town.people, town.surveys, town.scans)[name]
    value = town.report.value(name)
    assert (value.share if value.is_share else value.count) == expected
    assert expected, "the fixture must hold something to count"


@pytest.mark.parametrize("name", [group.id for group in groups(DATA).groups])
def test_a_target_group_is_what_was_counted_by_hand(town: Town, name: str) -> None:
    group = next(one for one in town.report.groups if one.id == name)
    assert group.students
    assert group.conversations or not group.asked_in_conversations
    assert differences(town.report, town.people, town.surveys, town.scans) == []


@pytest.mark.parametrize("rows", ["months", "regions"])
def test_months_and_regions_stand_with_what_they_count(town: Town, rows: str) -> None:
    table = next(one for one in all_tables(town.report, DATA) if one.id == rows)
    for title, measure in zip(table.columns[1:], BY_MONTH, strict=True):
        [figure] = [one for one in ALL if one.count == measure and one.of is None]
        assert f"{title}: {figure.definition}" in table.notes


def test_a_wrong_figure_by_month_or_region_would_be_found(town: Town) -> None:
    """The comparison itself: each column of each row, one more than it is, is a difference."""
    for rows in ("months", "regions"):
        held = getattr(town.report, rows)
        for measure in BY_MONTH:
            row = next(name for name, values in held.items() if values[measure] is not None)
            wrong = {**held, row: {**held[row], measure: held[row][measure] + 1}}
            report = replace(town.report, **{rows: wrong})  # type: ignore[arg-type]
            [said] = differences(report, town.people, town.surveys, town.scans)
            assert row in said and measure in said


def test_nothing_below_five_is_in_a_report(town: Town) -> None:
    report = town.report
    counts = [value.count for section in report.sections for value in section.values]
    counts += [one for row in (*report.months.values(), *report.regions.values()) for one in row.values()]
    counts += [one for group in report.groups for one in (group.conversations, group.students)]
    assert None in counts, "the fixture must hold something small"
    assert min(one for one in counts if one is not None) >= 5


def test_shares_say_what_they_do_not_tell() -> None:
    """No claim of an effect: a share of employment or study names whose it is, and that it shows no cause."""
    for figure in ALL:
        if "employed" in figure.id or ("study" in figure.id and figure.of):
            assert "vastanneista" in figure.limits, figure.id
            assert "ei kerro" in figure.limits, figure.id


def test_definitions_are_the_same_in_the_documentation(root: Path) -> None:
    text = (root / "docs" / "impact.md").read_text(encoding="utf-8")
    for figure in ALL:
        formula = figure.count if figure.of is None else f"{figure.count} / {figure.of}"
        assert f"| `{figure.id}` | {figure.title} | `{formula}` | {figure.definition} |" in text, figure.id
    for group in groups(DATA).groups:
        assert f"| `{group.id}` | {group.title} | {group.definition} |" in text, group.id
