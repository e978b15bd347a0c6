"""A counsellor reads the console in a language of their own; what it lacks stands in Finnish, and says so."""

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
        await browser.sign_in("auditor.ohjaus")
        await browser.post("/console/language", language="en")
        page = await browser.get("/console/audit")
        assert '<html lang="en">' in page.text
        assert '<main id="main" tabindex="-1" lang="fi">' in page.text
        assert "Audit trail" in page.text  # the navigation


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
