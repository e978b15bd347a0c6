"""The dashboard in the console: figures with definitions beside them, filters, files; nothing small."""

import pytest

from bot.archive.stores import store_at
from bot.impact.definitions import figures
from bot.impact.keys import IMPACT
from bot.keys import DATABASE
from bot.settings import ROOT
from evaluation.impact.filling import fill
from evaluation.impact.run import count_all
from evaluation.impact.synthetic import people, surveys
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import SignIn
from tests.support.console import Browser


@pytest.fixture
async def funder(gateway: Gateway, sign_in: SignIn) -> Browser:
    """A funder at a gateway where people have been."""
    database = gateway.app[DATABASE]
    engine = store_at(database.url).engine()
    fill(engine, people(120), surveys(60))
    engine.dispose()
    await count_all(database)
    return await sign_in("funder.ohjaus")


async def test_every_figure_stands_with_its_definition(funder: Browser) -> None:
    page = await funder.get("/console/impact")
    assert page.status == 200
    for figure in figures(ROOT / "data"):
        assert figure.title in page.text
        assert figure.definition.replace("'", "&#39;") in page.text
    assert page.text.count("<svg") == 6
    assert "alle 5" in page.text
    assert "style=" not in page.text


async def test_files_hold_what_the_filters_leave(funder: Browser, gateway: Gateway) -> None:
    page = await funder.get("/console/impact?region=Pirkanmaa&channel=web")
    assert "?region=Pirkanmaa&amp;channel=web" in page.text
    for kind, begins in (("csv", "\ufeff"), ("pdf", "%PDF"), ("xlsx", "PK"), ("docx", "PK")):
        async with funder.session.get(f"{funder.url}/console/impact/report.{kind}?region=Pirkanmaa") as file:
            assert file.status == 200
            assert (await file.read()).startswith(begins.encode())
            assert f"suunta-vaikuttavuus.{kind}" in file.headers["Content-Disposition"]
    assert gateway.app[IMPACT]


@pytest.mark.parametrize(
    "query", ["first=2026-13", "region=%00", "channel=%3Cscript%3E", "campaign=" + "x" * 101]
)
async def test_what_is_no_filter_is_refused_with_a_way_on(funder: Browser, query: str) -> None:
    page = await funder.get(f"/console/impact?{query}")
    assert page.status == 422
    assert "<script>" not in page.text.replace("<script src", "").replace('<script type="module"', "")


async def test_a_region_that_does_not_exist_is_an_empty_report(funder: Browser) -> None:
    page = await funder.get("/console/impact?region=Atlantis")
    assert page.status == 200
    assert "alle 5" in page.text
