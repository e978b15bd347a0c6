"""Compares a report of the dashboard with the independent counts: every figure, group, month and region."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.impact.report import Report
from evaluation.impact import independent as own
from evaluation.impact.synthetic import Answered, Person

Scan = tuple[int, date, int]


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
    return found + _rows(report, some)


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


def _rows(report: Report, some: Sequence[Person]) -> list[str]:
    """Months and regions: a figure that is shown is right; a hidden one is below five, or protects one."""
    found = []
    month: Callable[[Person], str] = lambda one: own.month_of(one.began)  # noqa: E731
    region: Callable[[Person], str] = lambda one: own.region_of(one) or ""  # noqa: E731
    for name, rows, key in (("month", report.months, month), ("region", report.regions, region)):
        truth = own.by((one for one in some if one.wrote), key)
        for row, values in rows.items():
            if values["wrote"] is not None and values["wrote"] != truth[row]:
                found.append(f"{name} {row}: {values['wrote']}, counted {truth[row]}")
        needless = [row for row, values in rows.items() if values["wrote"] is None and truth[row] >= 5]
        if needless and not any(0 < count < 5 for count in truth.values()):
            found.append(f"{name}: hidden without cause: {needless}")
    return found
