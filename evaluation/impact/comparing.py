"""Compares a report of the dashboard with the independent counts: every figure, group, month and region."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from bot.impact.report import Report
from evaluation.impact import independent as own
from evaluation.impact.synthetic import Answered, Person

Scan = tuple[int, date, int]
Rows = Mapping[str, Mapping[str, int | None]]


def differences(
    report: Report, some: Sequence[Person], answered: Sequence[Answered], scanned: Sequence[Scan]
) -> list[str]:
    """What differs, in a line each; empty when everything is equal."""
    expected = expected_figures(some, answered, scanned)
    shown = {one.figure.id: one for section in report.sections for one in section.values}
    found = [f"figures: {sorted(shown.keys() ^ expected.keys())}"] if shown.keys() != expected.keys() else []
    for name, truth in expected.items():
        value = shown[name].share if shown[name].is_share else shown[name].count
        if value != truth:
            found.append(f"{name}: the report says {value}, counted {truth}")
    for group in report.groups:
        told = own.GROUPS.get(group.id)
        truth = own.hidden_below_five(sum(map(told, some))) if told else None
        students = own.hidden_below_five(
            sum(one.survey == "start" and own.STUDENTS[group.id](one) for one in answered)
        )
        if (group.conversations, group.students) != (truth, students):
            found.append(
                f"group {group.id}: {group.conversations}/{group.students}, counted {truth}/{students}"
            )
    return found + _rows(report, some, answered)


def expected_figures(
    some: Sequence[Person], answered: Sequence[Answered], scanned: Sequence[Scan]
) -> dict[str, int | float | None]:
    """Every figure as it should be shown."""
    expected: dict[str, int | float | None] = {
        "scans": own.hidden_below_five(sum(count for _, _, count in scanned))
    }
    for name, truth in own.COUNTS.items():
        expected[name] = own.hidden_below_five(sum(map(truth, some)))
    for name, (part, whole) in own.SHARES.items():
        expected[name] = own.share_of(sum(map(part, some)), sum(map(whole, some)))
    for name, told in own.SURVEY_COUNTS.items():
        expected[name] = own.hidden_below_five(sum(map(told, answered)))
    for name, (some_of, all_of) in own.SURVEY_SHARES.items():
        expected[name] = own.share_of(sum(map(some_of, answered)), sum(map(all_of, answered)))
    return expected


def _rows(report: Report, some: Sequence[Person], answered: Sequence[Answered]) -> list[str]:
    """Months and regions: a figure that is shown is right; a hidden one is below five, or protects one."""
    found = []
    for name, rows, of_person, of_survey in (
        ("month", report.months, lambda one: own.month_of(one.began), lambda one: one.month),
        ("region", report.regions, lambda one: own.region_of(one) or "", lambda one: one.region or ""),
    ):
        for measure, told in own.BY_MONTH.items():
            truth = own.by((one for one in some if told(one)), of_person)
            found += _column(name, measure, rows, truth)
        starts = own.by((one for one in answered if one.survey == "start"), of_survey)
        found += _column(name, "start", rows, starts)
    return found


def _column(name: str, measure: str, rows: Rows, truth: Counter[str]) -> list[str]:
    """What differs in a column."""
    shown = {row: values[measure] for row, values in rows.items()}
    found = [
        f"{name} {row}: {measure} is {value}, counted {truth[row]}"
        for row, value in shown.items()
        if value is not None and value != truth[row]
    ]
    needless = [row for row, value in shown.items() if value is None and truth[row] >= own.LEAST]
    if needless and not any(0 < count < own.LEAST for count in truth.values()):
        found.append(f"{name}: {measure} is hidden without cause: {needless}")
    if missing := truth.keys() - rows.keys():
        found.append(f"{name}: there is no row of {sorted(missing)}")
    return found
