"""People who belong to several organisations work in one of them at a time."""

import pytest

from tests.integration.gateway.console.conftest import SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import TOKEN, Browser


async def test_who_belongs_to_two_organisations_changes_over_and_back(
    sign_in: SignIn, waiting: Learner
) -> None:
    browser = await sign_in("molemmat")
    assert (await browser.get(address_of(waiting))).status == 200
    page = await browser.post("/console/organisation", organisation="etela")
    assert "Ohjaamo Etela" in page.text
    assert "Vaihda: Ohjaamo Ohjaus" in page.text
    assert (await browser.get(address_of(waiting))).status == 404
    assert (await browser.get("/console/reviews")).status == 200
    browser.csrf = TOKEN.findall(page.text)[0]
    assert (
        "Vaihda: Ohjaamo Etela" in (await browser.post("/console/organisation", organisation="ohjaus")).text
    )


@pytest.mark.parametrize("name", ["etela", "ohjaus", "nowhere", ""])
async def test_nobody_changes_over_to_where_they_have_no_role(name: str, counsellor: Browser) -> None:
    assert (await counsellor.post("/console/organisation", organisation=name)).status == 404
    assert "Vaihda:" not in (await counsellor.get("/console/queue")).text
