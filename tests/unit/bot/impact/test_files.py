"""Files of the report open, hold the same figures as the page, hide the same, and carry no formula."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import load_workbook

from bot.impact.charts import Bar, bars
from bot.impact.counting import Counts, Filters
from bot.impact.files import csv_file, docx_file, of_report, xlsx_file
from bot.impact.page import render_for_pdf, values
from bot.impact.report import report
from bot.impact.tables import Withheld, all_tables
from bot.impact.texts import impact_texts
from bot.plan.rendering import render
from bot.settings import ROOT
from tests.unit.bot.impact.conftest import Town

pytestmark = pytest.mark.slow

DATA = ROOT / "data"
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def test_csv_is_read_by_a_finnish_spreadsheet(town: Town) -> None:
    raw = csv_file(of_report(town.report, DATA), DATA)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    reach = next(row for row in rows if row[1:2] == ["Keskustelut"] and row[0] == "Keitä tavoitettiin")
    assert reach[2] == str(town.report.value("conversations").count)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_a_workbook_holds_numbers_and_the_words_for_hidden_ones(town: Town) -> None:
    book = load_workbook(io.BytesIO(xlsx_file(of_report(town.report, DATA), DATA)))
    rows = {row[0]: row for row in book["Keitä tavoitettiin"].iter_rows(values_only=True)}
    assert rows["Keskustelut"][1] == town.report.value("conversations").count
    months = [row[4] for row in book["Kuukausittain"].iter_rows(min_row=2, values_only=True)]
    assert set(map(type, months)) <= {int, str}
    assert "ei näytetä" in months and "alle 5" not in months


def test_no_figure_of_five_or_more_is_called_smaller_than_five() -> None:
    counts = Counts()
    for month, wrote in (("2026-01", 60), ("2026-02", 70), ("2026-03", 2)):
        counts.add(month, "Lappi", Counter(wrote=wrote, human_asked=wrote, human_asked_and_reached=wrote - 1))
    some = {table.id: table for table in all_tables(report(counts, DATA, Filters(), NOW), DATA)}
    assert some["months"].rows[0][1] is some["months"].rows[2][1] is Withheld.FIGURE
    assert some["months"].rows[1][1] == 70 and "ei näytetä" in str(some["months"].chart)
    assert "alle 5" in impact_texts(DATA).withheld_note and some["months"].notes
    reached = next(row for row in some["people"].rows if row[0] == "Pyytäneistä sai yhteyden")
    assert reached[1:3] == (Withheld.FIGURE, Withheld.FIGURE)  # 129 of 132: the three are not to be reckoned


def test_a_word_report_has_headings_header_rows_and_the_caution(town: Town) -> None:
    document = Document(io.BytesIO(docx_file(of_report(town.report, DATA), DATA)))
    spoken = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert spoken == {"fi-FI"}
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "eivät yksin osoita, että muutos johtuu Suunnasta" in text
    assert "Kohderyhmät" in text
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    assert document.core_properties.language == "fi"
    page = document.sections[0]
    sizes = [page.page_width, page.page_height, page.left_margin, page.right_margin]
    width, height, left, right = (round((size or 0) / Mm(1)) for size in sizes)
    assert (width, height) == (210, 297)
    for table in document.tables:
        assert sum(cell.width or 0 for cell in table.rows[0].cells) / Mm(1) < width - left - right + 1


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx", "pdf"])
def test_a_file_says_whose_figures_it_has_of_when_and_with_which_filters(town: Town, kind: str) -> None:
    filters = Filters(channel="sms", place_type="cafe", campaign="dddddd", organisation="ohjaus")
    some = replace(town.report, filters=filters, whose="Suunnan ohjaus")
    match kind:
        case "csv":
            text = csv_file(of_report(some, DATA), DATA).decode()
        case "xlsx":
            cells = load_workbook(io.BytesIO(xlsx_file(of_report(some, DATA), DATA))).worksheets[0]["A"]
            text = " ".join(str(cell.value) for cell in cells)
        case "docx":
            text = " ".join(
                one.text for one in Document(io.BytesIO(docx_file(of_report(some, DATA), DATA))).paragraphs
            )
        case _:
            text = render_for_pdf(some, DATA)
    for wanted in (
        "Suunnan ohjaus",
        "tekstiviesti",
        "Kahvila",
        "kampanja dddddd",
        "Laskettu",
        "eivät yksin osoita",
    ):
        assert wanted in text


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
            assert table.chart.count("<text") == 2 * len(table.rows) and table.chart_title
            assert 'role="img"' in table.chart
            assert "style=" not in table.chart


def test_a_chart_keeps_its_words_whole_and_their_size() -> None:
    label = "Työttömät, lomautetut ja irtisanomisuhan alla olevat"
    picture = bars("x", [Bar(label, 4, "4"), Bar("Lyhyt", 8, "8")])
    lines = re.findall("<tspan[^>]*>([^<]*)</tspan>", picture)
    assert " ".join(lines[:-1]) == label and max(map(len, lines)) <= 36
    assert 'width="100%"' in picture and "viewBox" not in picture  # scaled, words would shrink on a telephone
    tops = [int(y) for y in re.findall(r'<tspan x="0" y="(\d+)"', picture)]
    assert tops == sorted(set(tops))


def test_labels_of_a_chart_are_text() -> None:
    picture = bars("<Otsikko>", [Bar("<script>", 3, "3"), Bar("pieni", None, "alle 5")])
    assert "<script>" not in picture
    assert picture.count("<rect") == 3


def test_a_report_on_nothing_is_a_report() -> None:
    empty = report(Counts(), DATA, Filters(), NOW)
    assert empty.value("conversations").count is None
    assert csv_file(of_report(empty, DATA), DATA)
    assert xlsx_file(of_report(empty, DATA), DATA)
    assert docx_file(of_report(empty, DATA), DATA)
    assert "alle 5" in render_for_pdf(empty, DATA)
