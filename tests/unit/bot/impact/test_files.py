"""Files of the report open, hold the same figures as the page, hide the same, and carry no formula."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from docx import Document
from openpyxl import load_workbook

from bot.impact.charts import Bar, bars
from bot.impact.counting import Counts, Filters
from bot.impact.files import csv_file, docx_file, xlsx_file
from bot.impact.page import render_for_pdf, values
from bot.impact.report import report
from bot.plan.rendering import render
from bot.settings import ROOT
from tests.unit.bot.impact.conftest import Town

pytestmark = pytest.mark.slow

DATA = ROOT / "data"


def test_csv_is_read_by_a_finnish_spreadsheet(town: Town) -> None:
    raw = csv_file(town.report, DATA)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    reach = next(row for row in rows if row[1:2] == ["Keskustelut"] and row[0] == "Keitä tavoitettiin")
    assert reach[2] == str(town.report.value("conversations").count)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_a_workbook_holds_numbers_and_the_words_for_hidden_ones(town: Town) -> None:
    book = load_workbook(io.BytesIO(xlsx_file(town.report, DATA)))
    rows = {row[0]: row for row in book["Keitä tavoitettiin"].iter_rows(values_only=True)}
    assert rows["Keskustelut"][1] == town.report.value("conversations").count
    months = [row[4] for row in book["Kuukausittain"].iter_rows(min_row=2, values_only=True)]
    assert set(map(type, months)) <= {int, str}
    assert "alle 5" in months


def test_a_word_report_has_headings_header_rows_and_the_caution(town: Town) -> None:
    document = Document(io.BytesIO(docx_file(town.report, DATA)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "eivät yksin osoita, että muutos johtuu Suunnasta" in text
    assert "Kohderyhmät" in text
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    assert document.core_properties.language == "fi"


def test_the_pdf_is_tagged_with_tables_and_described_charts(town: Town) -> None:
    pdf = pikepdf.open(io.BytesIO(render(render_for_pdf(town.report, DATA), "impact_report.css")))
    assert pdf.Root["/MarkInfo"]["/Marked"]
    assert str(pdf.Root["/Lang"]) == "fi"
    found: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(str(element["/S"]))
            if element.get("/S") == "/Figure":
                assert "/Alt" in element or "/ActualText" in element
            children: Any = element.get("/K", [])
            for child in children if isinstance(children, pikepdf.Array) else [children]:
                walk(child)

    walk(pdf.Root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(found)


def test_every_chart_stands_beside_a_table_of_its_figures(town: Town) -> None:
    for table in values(town.report, DATA)["tables"]:
        if table.chart:
            assert table.chart.count("<text") == 2 * len(table.rows)
            assert 'role="img"' in table.chart
            assert "style=" not in table.chart


def test_labels_of_a_chart_are_text() -> None:
    picture = bars("<Otsikko>", [Bar("<script>", 3, "3"), Bar("pieni", None, "alle 5")])
    assert "<script>" not in picture
    assert picture.count("<rect") == 3


def test_a_report_on_nothing_is_a_report() -> None:
    empty = report(Counts(), DATA, Filters(), datetime(2026, 11, 26, tzinfo=UTC))
    assert empty.value("conversations").count is None
    assert csv_file(empty, DATA)
    assert xlsx_file(empty, DATA)
    assert docx_file(empty, DATA)
    assert "alle 5" in render_for_pdf(empty, DATA)
