"""The dashboard in the console: figures with definitions beside them, filters, files; nothing small."""

import re

import pytest
from sqlalchemy import select, update

from bot.archive.stores import store_at
from bot.console.permissions import ALLOWED, Action, Role
from bot.conversations.schema import Conversation
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


async def test_planning_is_chosen_by_region_and_comes_as_files(funder: Browser) -> None:
    page = await funder.get("/console/impact/planning?region=Lappi")
    assert page.status == 200
    assert "Ammattien näkymiä ei saatu juuri nyt" in page.text  # the stand-in of the backends knows none
    assert '<option value="Lappi" selected>' in page.text
    assert "planning.docx?region=Lappi" in page.text
    for kind, begins in (("csv", "\ufeff"), ("xlsx", "PK"), ("docx", "PK")):
        async with funder.session.get(f"{funder.url}/console/impact/planning.{kind}?region=Lappi") as file:
            assert file.status == 200
            assert (await file.read()).startswith(begins.encode())
            assert f"suunta-suunnittelu.{kind}" in file.headers["Content-Disposition"]


async def test_what_the_assistant_learns_is_of_the_months_that_are_chosen(funder: Browser) -> None:
    whole = await funder.get("/console/impact/assistant")
    none = await funder.get("/console/impact/assistant?first=2099-01")
    assert 'name="first"' in whole.text
    assert re.search(r'data-label="Kysyttiin" class="figure">\d', whole.text)
    assert not re.search(r'data-label="Kysyttiin" class="figure">\d', none.text)


SEES_ALL = {role for role in Role if role in ALLOWED[Action.IMPACT_SEE_ALL]}


@pytest.mark.parametrize("role", sorted(ALLOWED[Action.IMPACT_SEE]))
@pytest.mark.parametrize("organisation", ["ohjaus", "etela"])
async def test_figures_of_another_organisation_are_behind_a_wall(
    role: Role, organisation: str, gateway: Gateway, sign_in: SignIn
) -> None:
    some = await people_of_two(gateway)
    browser = await sign_in(f"{role}.{organisation}")
    for whose in ("ohjaus", "etela"):
        page = await browser.get(f"/console/impact?organisation={whose}")
        file = await browser.get(f"/console/impact/report.csv?organisation={whose}")
        other = [
            await browser.get(f"/console/impact/{name}?organisation={whose}")
            for name in ("assistant", "planning")
        ]
        seen = whose == organisation or role in SEES_ALL
        assert {one.status for one in (page, file, *other)} == {200 if seen else 403}
        assert ('name="organisation"' in page.text) == (role in SEES_ALL)
    whole = await browser.get("/console/impact/report.csv")
    assert opened_in(whole.text) == (sum(some.values()) if role in SEES_ALL else some[organisation])


async def people_of_two(gateway: Gateway) -> dict[str, int]:
    """90 people, two thirds of them in the first organisation."""
    database = gateway.app[DATABASE]
    engine = store_at(database.url).engine()
    some = people(90)
    fill(engine, some)
    engine.dispose()
    async with database.writing() as session:
        names = sorted(await session.scalars(select(Conversation.id)))
        for number, name in enumerate(names):
            whose = "etela" if number % 3 == 0 else "ohjaus"
            await session.execute(
                update(Conversation).where(Conversation.id == name).values(organisation=whose)
            )
    await count_all(database)
    return {"ohjaus": 60, "etela": 30}


def opened_in(csv: str) -> int:
    """How many conversations were opened, as the file says."""
    [line] = [line for line in csv.splitlines() if "Avatut keskustelut" in line]
    return next(int(cell) for cell in re.split("[;,]", line) if cell.strip().isdigit())
