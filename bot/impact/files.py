"""The report as files: CSV, XLSX (openpyxl), Word (python-docx). What the page hides is hidden here."""

import csv
import io
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bot.impact import wording
from bot.impact.report import Report
from bot.impact.tables import Cell, Table, all_tables, said
from bot.impact.texts import impact_texts
from bot.spreadsheets import safe

WIDE, NARROW = 44, 16
SHEET_NAME = 31


def csv_file(report: Report, data: Path) -> bytes:
    """One row a figure: section, figure, value, definition. UTF-8 with a mark, semicolons (Finnish Excel)."""
    t = impact_texts(data)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for table in all_tables(report, data):
        writer.writerow([t.columns.section, *table.columns])
        writer.writerows(
            [safe(table.title), *(safe(said(cell, t.few)) for cell in row)] for row in table.rows
        )
        writer.writerow([])
    writer.writerow([t.caution])
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(report: Report, data: Path) -> bytes:
    """A sheet a table; figures are numbers, hidden ones the words for it."""
    t = impact_texts(data)
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in all_tables(report, data):
        sheet = book.create_sheet(table.title[:SHEET_NAME].replace("/", " "))
        sheet.append(list(table.columns))
        for row in table.rows:
            sheet.append([_for_sheet(cell, t.few) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column in range(1, len(table.columns) + 1):
            letter = get_column_letter(column)
            text = any(isinstance(row[column - 1], str) for row in table.rows)
            sheet.column_dimensions[letter].width = WIDE if text else NARROW
            for cell in sheet[letter]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(cell.value, float):
                    cell.number_format = "0 %"
        sheet.freeze_panes = "A2"
    book.properties.title = t.title
    book.properties.creator = t.service
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _for_sheet(cell: Cell, few: str) -> str | int | float:
    if cell is None:
        return few
    return safe(cell) if isinstance(cell, str) else cell


def docx_file(report: Report, data: Path) -> bytes:
    """A report that can be sent as it is: headings, what it tells and what not, tables with header rows."""
    t = impact_texts(data)
    document = Document()
    document.core_properties.title = f"{t.title} – {t.service}"
    document.core_properties.author = t.service
    document.core_properties.language = t.language
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(f"{t.title} – {t.service}", level=0)
    for line in heading_lines(report, data):
        document.add_paragraph(line)
    for table in all_tables(report, data):
        _add_table(document, table, t.few)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def heading_lines(report: Report, data: Path) -> list[str]:
    """What stands at the top of a report: of when, of what period, how to read it, the goal."""
    t, filters = impact_texts(data), report.filters
    period = t.all_time
    if filters.first or filters.last:
        period = t.period.format(
            first=wording.month(filters.first) if filters.first else "",
            last=wording.month(filters.last) if filters.last else "",
        )
    chosen = [filters.region, filters.channel, filters.place_type, filters.campaign]
    return [
        t.made.format(day=wording.day(report.made_at), time=wording.clock(report.made_at)),
        ", ".join([period, *(one for one in chosen if one)]),
        t.intro,
        t.caution,
        t.goal.text.format(
            goal=wording.number(report.goal_students, t.few), count=wording.number(report.students, t.few)
        ),
    ]


def _add_table(document: WordDocument, table: Table, few: str) -> None:
    document.add_heading(table.title, level=1)
    made = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
        cell.text = name
    header = made.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in table.rows:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.text = said(value, few)
    for note in table.notes:
        document.add_paragraph(note)
