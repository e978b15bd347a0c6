"""A page's tables as files: CSV, XLSX (openpyxl), Word (python-docx). What the page hides is hidden here."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from bot.console.texts import Words
from bot.impact import wording
from bot.impact.report import Report
from bot.impact.tables import Cell, Table, all_tables, is_figure, said
from bot.impact.texts import impact_texts
from bot.outreach.texts import place_types
from bot.spreadsheets import safe

WIDE, NARROW = 44, 16
SHEET_NAME = 31
PAGE_MM, FIGURE_MM = 174, 24  # of a Word page between its margins, and of a column with figures


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: its title, what stands at its top, its tables."""

    title: str
    lines: Sequence[str]
    tables: Sequence[Table]


def of_report(report: Report, data: Path) -> Document:
    """The dashboard's report."""
    return Document(impact_texts(data).title, heading_lines(report, data), all_tables(report, data))


def csv_file(document: Document, data: Path) -> bytes:
    """What it is of, then one row a figure: section, figure, value, definition. For Finnish Excel."""
    t = impact_texts(data)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe(line)] for line in [f"{document.title} – {t.service}", *document.lines])
    writer.writerow([])
    for table in document.tables:
        writer.writerow([t.columns.section, *table.columns])
        writer.writerows([safe(table.title), *(safe(said(cell, t)) for cell in row)] for row in table.rows)
        writer.writerows([safe(note)] for note in table.notes)
        writer.writerow([])
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(document: Document, data: Path) -> bytes:
    """What it is of, then a sheet a table; figures are numbers, hidden ones the words for it."""
    t = impact_texts(data)
    book = Workbook()
    first = book.worksheets[0]
    first.title = document.title[:SHEET_NAME]
    notes = dict.fromkeys(note for table in document.tables for note in table.notes)
    for line in [f"{document.title} – {t.service}", *document.lines, *notes]:
        first.append([safe(line)])
    first["A1"].font = Font(bold=True, size=14)
    first.column_dimensions["A"].width = WIDE * 2
    for cell in first["A"]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for table in document.tables:
        sheet = book.create_sheet(table.title[:SHEET_NAME].replace("/", " "))
        sheet.append(list(table.columns))
        for row in table.rows:
            sheet.append([_for_sheet(cell, t) for cell in row])
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
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
    book.properties.title = document.title
    book.properties.creator = t.service
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _for_sheet(cell: Cell, t: Words) -> str | int | float:
    return cell if isinstance(cell, int | float) else safe(said(cell, t))


def docx_file(document: Document, data: Path) -> bytes:
    """A report that can be sent as it is: headings, what it tells and what not, tables with header rows."""
    t = impact_texts(data)
    made = docx.Document()
    made.core_properties.title = f"{document.title} – {t.service}"
    made.core_properties.author = t.service
    made.core_properties.language = t.language
    made.styles["Normal"].font.size = Pt(11)
    for spoken in made.styles.element.iter(qn("w:lang")):  # else it is read out as English
        spoken.set(qn("w:val"), t.locale)
    _set_page(made)
    made.add_heading(f"{document.title} – {t.service}", level=0)
    for line in document.lines:
        made.add_paragraph(line)
    for table in document.tables:
        _add_table(made, table, t)
    out = io.BytesIO()
    made.save(out)
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
    kind = place_types(data).get(filters.place_type) if filters.place_type else None
    chosen = [
        filters.region,
        t.channels.get(filters.channel, filters.channel) if filters.channel else None,
        kind.title if kind else filters.place_type,
        t.of_campaign.format(code=filters.campaign) if filters.campaign else None,
    ]
    whose = report.whose or filters.organisation
    return [
        t.of_organisation.format(name=whose) if whose else t.of_all,
        t.made.format(day=wording.day(report.made_at), time=wording.clock(report.made_at)),
        ", ".join([period, *(one for one in chosen if one)]),
        t.intro,
        t.caution,
        t.goal.text.format(
            goal=wording.number(report.goal_students, t.few), count=wording.number(report.students, t.few)
        ),
    ]


def _set_page(document: WordDocument) -> None:
    """A4 with narrow margins; the library's own page is an American one."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)


def _widths(table: Table) -> list[Length]:
    """Narrow columns for figures, the rest of the page shared by those with words."""
    wordy = {0} | {
        number
        for row in table.rows
        for number, cell in enumerate(row)
        if number > 2 and isinstance(cell, str) and cell
    }
    figures = len(table.columns) - len(wordy)
    rest = (PAGE_MM - FIGURE_MM * figures) / len(wordy)
    return [Mm(rest if number in wordy else FIGURE_MM) for number in range(len(table.columns))]


def _add_table(document: WordDocument, table: Table, t: Words) -> None:
    document.add_heading(table.title, level=1)
    made = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
        cell.text = name
    header = made.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in table.rows:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.text = said(value, t)
            if is_figure(value):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made.autofit = False
    for column, width in zip(made.columns, _widths(table), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    for note in table.notes:
        document.add_paragraph(note)
