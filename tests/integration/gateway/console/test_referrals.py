"""A referral from draft to answer: the person reads and agrees on a page of their own, the partner reads."""

import re

from tests.integration.gateway.console.conftest import SignIn, address_of
from tests.support.chat import Learner
from tests.support.console import Browser

SUMMARY = "Etsii hoitoalan kurssia. <b>Oulu</b>"


async def drafted(counsellor: Browser, waiting: Learner) -> tuple[str, str]:
    """Draft a referral; its address in the console and the person's page."""
    base = f"{address_of(waiting)}/referrals"
    await counsellor.post(f"{address_of(waiting)}/claim")
    page = await counsellor.post(base, partner_kind="institution", partner="Oulun opisto", summary=SUMMARY)
    (number,) = re.findall(r'id="r-([^"]+)"', page.text)
    (person,) = set(re.findall(r'href="[^"]*(/referral/[A-Za-z0-9_-]{43})"', page.text))
    return f"{base}/{number}", person


async def agree(browser: Browser, person: str, says: str = "yes") -> str:
    """Answer on the person's page; what it shows then."""
    shown = (await browser.get(person)).text
    seen = re.findall(r'name="seen" value="(\w+)"', shown)
    form = {"says": says, **({"seen": seen[0]} if seen else {})}
    return (await browser.send(person, form, {"Origin": browser.url})).text


async def test_a_referral_is_seen_agreed_to_sent_and_answered(
    counsellor: Browser, sign_in: SignIn, waiting: Learner
) -> None:
    one, person = await drafted(counsellor, waiting)
    base = one.rpartition("/")[0]
    assert (await counsellor.post(f"{one}/send", way="link")).status == 409
    assert (await counsellor.get(f"{one}/paper.pdf")).status == 409
    await counsellor.post(f"{one}/ask")
    assert person in str(await waiting.poll())
    learner = await sign_in("")
    assert "&lt;b&gt;Oulu" in (await learner.get(person)).text
    assert "Annoit luvan" in await agree(learner, person)
    async with counsellor.session.get(f"{counsellor.url}{one}/paper.pdf") as paper:
        assert (await paper.read()).startswith(b"%PDF")
    page = await counsellor.post(f"{one}/send", way="link")
    (link,) = set(re.findall(r'href="[^"]*(/referral/for/[A-Za-z0-9_-]{43})"', page.text))
    partner = await learner.get(link)
    assert "Oulun opisto" in partner.text
    assert partner.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in partner.headers["Cache-Control"]
    assert "taho on vastannut" in (await counsellor.post(f"{one}/step", step="answer")).text
    stranger = await sign_in("counsellor.etela")
    for path, form in ((f"{one}/step", {"step": "close"}), (f"{one}/send", {"way": "link"})):
        assert (await stranger.post(path, **form)).status == 404
    assert (await stranger.get(base)).status == 404
    assert "Lupaa ei ole" in await agree(learner, person, "no")
    assert (await learner.get(link)).status == 404
    assert (await counsellor.post(f"{one}/step", step="close")).status == 409
    async with waiting.session.get(f"{waiting.base}/export", headers=waiting.headers) as export:
        told = await export.text()
    assert "hoitoalan kurssia" in told
    assert link.rpartition("/")[2] not in told


async def test_the_consent_taken_back_in_the_chat_ends_it_too(counsellor: Browser, waiting: Learner) -> None:
    one, person = await drafted(counsellor, waiting)
    await agree(counsellor, person)
    page = await counsellor.post(f"{one}/send", way="link")
    (link,) = set(re.findall(r'href="[^"]*(/referral/for/[A-Za-z0-9_-]{43})"', page.text))
    address = f"{waiting.base}/consents/referral"
    async with waiting.session.delete(address, headers=waiting.headers) as answer:
        assert answer.status == 200
    assert (await counsellor.get(link)).status == 404


async def test_words_that_changed_meanwhile_are_read_again(counsellor: Browser, waiting: Learner) -> None:
    one, person = await drafted(counsellor, waiting)
    shown = (await counsellor.get(person)).text
    (seen,) = re.findall(r'name="seen" value="(\w+)"', shown)
    await counsellor.post(f"{one}/words", partner_kind="workplace", partner="", summary="Toiset sanat")
    stale = await counsellor.send(person, {"says": "yes", "seen": seen}, {"Origin": counsellor.url})
    assert stale.status == 409
    assert "Toiset sanat" in stale.text


async def test_what_is_no_referral_is_refused(counsellor: Browser, waiting: Learner) -> None:
    one, person = await drafted(counsellor, waiting)
    base = one.rpartition("/")[0]
    for form in ({"partner_kind": "nobody", "summary": "x"}, {"partner_kind": "workplace", "summary": " "}):
        assert (await counsellor.post(base, **form)).status == 422
    assert (await counsellor.post(f"{one}/send", way="pigeon")).status == 422
    assert (await counsellor.post(f"{one}/step", step="consent")).status == 422
    assert (await counsellor.get("/referral/" + "x" * 43)).status == 404
    assert (await counsellor.send("/referral/%00", {"says": "yes"}, {"Origin": counsellor.url})).status == 404
    assert (await counsellor.get("/referral/for/" + person.rpartition("/")[2])).status == 404
