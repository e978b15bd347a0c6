"""The plan's PDF is tagged, titled, in Finnish, with alternatives for pictures; its page is safe HTML."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bot.plan.calendar import calendar_file
from bot.plan.models import Entry, Plan, Reminded, Skill
from bot.plan.page import render_for_pdf, render_gone, render_page
from bot.plan.pdf import PdfError, make_pdf
from bot.plan.rendering import render

pytestmark = pytest.mark.slow

DATA = Path("data")
NASTY = '<script>alert("x")</script> & Äiti'
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


def entry(kind: Any, title: str, **held: Any) -> Entry:
    return Entry(id=title[:9], kind=kind, key=title, title=title, **held)


def plan() -> Plan:
    return Plan(
        made_at=NOW,
        courses=[
            entry("course", "Hygieniapassi", provider="Omnia", url="https://opintopolku.fi/", sample=True)
        ],
        steps=[entry("step", NASTY, who="Omnia", where="Espoo", when="ennen kuin haet", done=True)],
        questions=[entry("question", "Voinko opiskella?", who="Kela")],
        skills=[Skill(label="kassanhoitaja", uri="u", occupation=True), Skill(label="palvella", uri="s")],
        reminders=[Reminded(id="r", due_at=datetime(2026, 12, 3, 8, tzinfo=UTC))],
    )


EMPTY = Plan(made_at=NOW, courses=[], steps=[], questions=[], skills=[], reminders=[])


@pytest.fixture(scope="module")
def made() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(render_for_pdf(plan(), DATA))))


def tags(element: Any) -> list[str]:
    """The types of all structure elements under one."""
    found = [str(element["/S"])] if isinstance(element, pikepdf.Dictionary) and "/S" in element else []
    children = element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else element
    if isinstance(children, pikepdf.Array):
        for child in children:
            found += tags(child) if isinstance(child, pikepdf.Dictionary) else []
    elif isinstance(children, pikepdf.Dictionary):
        found += tags(children)
    return found


def figures(element: Any) -> list[Any]:
    """All figures under a structure element."""
    found = [element] if element.get("/S") == "/Figure" else []
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        found += figures(child) if isinstance(child, pikepdf.Dictionary) else []
    return found


def test_it_is_tagged_pdf_ua_in_finnish_with_a_title(made: pikepdf.Pdf) -> None:
    root = made.Root
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "fi"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert str(made.docinfo["/Title"]).startswith("Oma suunnitelmasi")
    with made.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].startswith("Oma suunnitelmasi")


def test_headings_lists_links_and_the_picture_have_their_tags(made: pikepdf.Pdf) -> None:
    root = made.Root["/StructTreeRoot"]
    found = tags(root)
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/P", "/Link", "/Figure"} <= set(found)
    assert next(tag for tag in found if tag in ("/H1", "/H2")) == "/H1"
    [figure] = figures(root)
    assert str(figure["/Alt"]) == "Suunnan merkki: kompassi"


def test_every_page_belongs_to_the_structure(made: pikepdf.Pdf) -> None:
    for page in made.pages:
        assert "/StructParents" in page.obj
        assert page.obj["/Tabs"] == "/S"


async def test_it_is_made_in_a_process_of_its_own() -> None:
    assert (await make_pdf(render_for_pdf(EMPTY, DATA))).startswith(b"%PDF")


async def test_a_rendering_that_takes_too_long_is_ended() -> None:
    with pytest.raises(PdfError, match="too long"):
        await make_pdf(render_for_pdf(plan(), DATA), seconds=0.01)


def test_nothing_is_fetched_from_elsewhere(caplog: pytest.LogCaptureFixture) -> None:
    html = '<html lang="fi"><title>x</title><img alt="x" src="http://127.0.0.1:9/x.png"><img alt="y" src="file:///etc/passwd">'
    assert render(html).startswith(b"%PDF")
    assert "fetches nothing" in caplog.text


def test_what_people_wrote_is_text_on_the_page() -> None:
    html = render_page(plan(), DATA, "/plan/key")
    assert NASTY not in html
    assert "&lt;script&gt;" in html
    assert 'href="/plan/key/suunnitelmani.pdf"' in html
    assert "Kuka auttaa" in html


def test_an_empty_plan_and_a_dead_address_say_what_to_do() -> None:
    assert "ei ole vielä mitään" in render_page(EMPTY, DATA, "/plan/key")
    assert "/chat" in render_gone(DATA)


def test_reminders_go_into_a_calendar() -> None:
    text = calendar_file(plan(), "Muistutus, Suunnasta", "https://suunta.example/plan/" + "k" * 43)
    assert "DTSTART;VALUE=DATE:20261203\r\n" in text
    assert "SUMMARY:Muistutus\\, Suunnasta\r\n" in text
    assert max(len(line) for line in text.split("\r\n")) <= 75
    assert text.replace("\r\n ", "").count("k" * 43) == 1
