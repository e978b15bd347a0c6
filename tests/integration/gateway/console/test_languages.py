"""A counsellor reads the console in a language of their own; what it lacks stands in Finnish, and says so."""

import pytest

from tests.integration.gateway.conftest import Gateway
from tests.support.console import Browser


async def test_a_choice_follows_the_person_and_not_the_browser(gateway: Gateway) -> None:
    async with Browser(gateway.url) as first, Browser(gateway.url) as second, Browser(gateway.url) as other:
        await first.sign_in("counsellor.ohjaus")
        assert '<html lang="fi">' in (await first.get("/console/queue")).text
        await first.post("/console/language", language="sv")
        page = await first.get("/console/queue")
        assert '<html lang="sv">' in page.text
        assert "Väntar på handledare" in page.text
        await second.sign_in("counsellor.ohjaus")
        assert '<html lang="sv">' in (await second.get("/console/queue")).text
        await other.sign_in("toinen.ohjaus")
        assert '<html lang="fi">' in (await other.get("/console/queue")).text


async def test_a_page_without_words_of_the_language_is_marked_as_finnish(gateway: Gateway) -> None:
    async with Browser(gateway.url) as browser:
        await browser.sign_in("lead.ohjaus")
        await browser.post("/console/language", language="en")
        page = await browser.get("/console/impact")
        assert '<html lang="en">' in page.text
        assert '<main id="main" tabindex="-1" lang="fi">' in page.text
        assert "Field mode" in page.text  # the navigation


@pytest.mark.parametrize(
    ("account", "address", "swedish", "english"),
    [
        ("counsellor.ohjaus", "guided", "Ingenting sparas", "Nothing is stored"),
        ("counsellor.ohjaus", "guided/unstored", "Tips för att fråga", "Hints for asking"),
        ("counsellor.ohjaus", "field", "Enhetens läge", "State of the device"),
        ("counsellor.ohjaus", "outreach", ">Bibliotek</option>", ">Library</option>"),
        ("counsellor.ohjaus", "rounds", "Ansökningstider", "Application rounds"),
        ("counsellor.ohjaus", "action-plan", "Verksamhetsplan", "Action plan"),
        ("counsellor.ohjaus", "training", "Introduktion", "made-up cases"),
        ("lead.ohjaus", "knowledge", "Ändringar på hälft", "Unfinished changes"),
        ("lead.ohjaus", "knowledge/questions", "Ingens meningar visas", "sentences are shown"),
        ("lead.ohjaus", "reviews", "Respons på förslagen", "Feedback on suggestions"),
        ("auditor.ohjaus", "audit", "Är loggen hel", "Is the trail whole"),
    ],
)
async def test_every_page_speaks_the_language_that_was_chosen(
    gateway: Gateway, account: str, address: str, swedish: str, english: str
) -> None:
    async with Browser(gateway.url) as browser:
        await browser.sign_in(account)
        for language, words in (("sv", swedish), ("en", english)):
            await browser.post("/console/language", language=language)
            page = await browser.get(f"/console/{address}")
            assert f'<html lang="{language}">' in page.text
            assert '<main id="main" tabindex="-1">' in page.text  # all of it is in the language
            assert words in page.text


async def test_the_screen_that_is_turned_to_a_person_speaks_as_the_questions_do(gateway: Gateway) -> None:
    async with Browser(gateway.url) as browser:
        await browser.sign_in("counsellor.ohjaus")
        await browser.post("/console/language", language="sv")
        page = await browser.post("/console/guided/unstored/person", **{"q.goal.words": "oma <b>yritys</b>"})
        assert page.status == 200
        assert '<main id="main" tabindex="-1" lang="fi">' in page.text
        assert "Voit myös jättää vastaamatta." in page.text
        assert "oma &lt;b&gt;yritys&lt;/b&gt;" in page.text


async def test_the_sign_in_page_speaks_before_anybody_is_known(gateway: Gateway) -> None:
    async with Browser(gateway.url) as browser:
        page = await browser.get("/console/sign-in/language/en")
        assert page.address == "/console/sign-in"
        assert '<html lang="en">' in page.text
        assert (await browser.get("/console/sign-in/language/xx")).status == 404


async def test_an_unknown_language_is_refused(gateway: Gateway) -> None:
    async with Browser(gateway.url) as browser:
        await browser.sign_in("counsellor.ohjaus")
        assert (await browser.post("/console/language", language="../fi")).status == 422
