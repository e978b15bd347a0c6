"""The dashboard as values for its templates: the page in the console, and the report's HTML for the PDF."""

import base64
from pathlib import Path
from typing import Any

from bot.html import rendered
from bot.impact import wording
from bot.impact.charts import in_width
from bot.impact.files import heading_lines
from bot.impact.report import Report
from bot.impact.tables import Table, all_tables, is_figure, said
from bot.impact.texts import impact_texts

PIXELS = 480  # of a chart on paper


def values(report: Report, data: Path) -> dict[str, Any]:
    """What both templates need."""
    t = impact_texts(data)
    return {
        "w": t,
        "report": report,
        "tables": all_tables(report, data),
        "said": lambda cell: said(cell, t),
        "is_figure": is_figure,
        "month": wording.month,
        "goal_share": min((report.students or 0) / report.goal_students, 1),
        "students": wording.number(report.students, t.few),
        "lines": heading_lines(report, data),
    }


def render_for_pdf(report: Report, data: Path) -> str:
    """The report as HTML for the PDF; its charts are pictures in the page, described by their titles."""
    return rendered("impact_report.html", **values(report, data), picture=picture_address, logo="icon.svg")


def picture_address(table: Table) -> str:
    """The chart of a table as an address that needs no file."""
    picture = in_width(table.chart or "", PIXELS).encode()
    return f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"
