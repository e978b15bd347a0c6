"""Posters and cards: tagged PDF in plain Finnish, with a code that a reader decodes."""

import io
import re
from datetime import date
from typing import Any, cast

import pikepdf
import pytest
import segno
import zxingcpp
from PIL import Image

from bot.outreach import qr
from bot.outreach.pages import Format, render_not_in_use, render_print
from bot.outreach.schema import Campaign
from bot.outreach.texts import place_types
from bot.plan.rendering import render
from tests.unit.bot.outreach.conftest import DATA

URL = "https://suunta.example.fi"
MILLIMETRE = 72 / 25.4


def campaign(**given: Any) -> Campaign:
    held = {
        "code": "k4mt7x",
        "place_type": "cafe",
        "municipality": "Tampere",
        "partner": "<b>Kerttu & Co</b>",
    }
    return Campaign(**{**held, "starts_on": date(2026, 11, 1), **given})


def printed(form: Format) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(render_print(campaign(), DATA, URL, form), "poster.css")))


def decoded(pdf: pikepdf.Pdf) -> set[str]:
    """What the codes on the first page say."""
    found = set()
    for picture in pdf.pages[0].get_images().values():
        image = pikepdf.PdfImage(cast(pikepdf.Stream, picture)).as_pil_image().convert("L")
        found |= {code.text for code in zxingcpp.read_barcodes(image)}
    return found


@pytest.mark.parametrize(("form", "height"), [(Format.A4, 297), (Format.A5, 210), (Format.CARDS, 297)])
def test_it_is_one_tagged_page_with_a_code_that_is_read(form: Format, height: int) -> None:
    pdf = printed(form)
    assert len(pdf.pages) == 1
    assert float(pdf.pages[0].mediabox[3]) == pytest.approx(height * MILLIMETRE, abs=1)
    assert decoded(pdf) == {f"{URL}/o/k4mt7x"}
    assert pdf.Root["/MarkInfo"]["/Marked"]
    assert str(pdf.Root["/Lang"]) == "fi"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "Kahvila" in metadata["dc:title"]


def test_the_words_of_a_partner_are_text() -> None:
    html = render_print(campaign(), DATA, URL, Format.A4)
    assert "&lt;b&gt;Kerttu &amp; Co&lt;/b&gt;" in html
    assert "Suunta on robotti." in html
    assert "suunta.example.fi/o/k4mt7x" in html


@pytest.mark.parametrize("kind", [one.id for one in place_types(DATA).places])
def test_every_kind_of_place_has_a_poster(kind: str) -> None:
    headline = place_types(DATA).get(kind)
    assert headline
    assert headline.headline in render_print(campaign(place_type=kind), DATA, URL, Format.A4)


def test_the_code_as_a_picture_is_read_even_when_a_part_is_covered() -> None:
    image = Image.open(io.BytesIO(qr.png(f"{URL}/o/k4mt7x"))).convert("L")
    side = image.width // 8
    image.paste(255, (image.width // 2, image.height // 2, image.width // 2 + side, image.height // 2 + side))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [f"{URL}/o/k4mt7x"]
    assert qr.svg(URL).startswith(b"<svg")


@pytest.mark.parametrize("why", ["ended", "early", "unknown"])
def test_a_code_that_is_not_in_use_leads_on_to_the_chat(why: str) -> None:
    html = render_not_in_use(DATA, why)
    assert 'href="/chat"' in html
    assert "Se ei haittaa." in html


def test_the_path_for_a_drawing_of_ones_own_has_the_same_dark_modules() -> None:
    size, path = qr.path(f"{URL}/o/k4mt7x")
    dark = 0
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", path):
        assert qr.QUIET_ZONE <= int(x) < size - qr.QUIET_ZONE
        assert qr.QUIET_ZONE <= int(y) < size - qr.QUIET_ZONE
        dark += int(length)
    assert dark == sum(map(sum, segno.make(f"{URL}/o/k4mt7x", error="q", micro=False).matrix))
