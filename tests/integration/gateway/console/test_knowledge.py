"""Edits to facts: written by one lead, approved by another, then told to learners; by nobody alone."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from backends.client.facts import FactsClient, StatedFact
from backends.facts.overlay import FILE_NAME
from bot.console.schema import AuditEntry
from bot.conversations import journal
from bot.impact.schema import ImpactMark, ImpactRow
from bot.keys import DATABASE
from bot.knowledge.schema import FactEdit
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.console.conftest import BOTH, SignIn
from tests.integration.gateway.fakes import Parts
from tests.support.console import Browser, Page, organisations_file
from tests.support.facts_backend import FactsBackend, facts_in

FACT = "/console/knowledge/facts/student_aid"
FORM = {
    "short": "Opintotuki nousi.",
    "text": "Opintotuki on 300 euroa kuussa.",
    "unsure": "En voi varmistaa opintotuen määrää.",
    "question": "Paljonko opintotuki on?",
    "source": "Kela",
    "url": "https://kela.fi",
    "checked_on": "2026-11-20",
    "status": "verified",
    "valid_from": "2026-08-01",
    "valid_to": "",
    "why": "Kela muutti määrää",
}


@pytest.fixture
async def facts(parts: Parts, tmp_path: Path) -> FactsBackend:
    """The backends' facts in the place of the neighbour that is only well."""
    await parts.backends.stop()
    backend = FactsBackend(parts.backends.port, facts_in(tmp_path))
    parts.backends = backend  # type: ignore[assignment]
    await backend.start()
    return backend


@pytest.fixture
async def gateway(start: Start, tmp_path: Path, facts: FactsBackend) -> Gateway:
    """A gateway beside them."""
    return await start(organisations=organisations_file(tmp_path))


@pytest.fixture
async def learners(facts: FactsBackend) -> AsyncIterator[FactsClient]:
    """What learners are told."""
    client = FactsClient(f"http://127.0.0.1:{facts.port}")
    yield client
    await client.close()


@pytest.fixture
async def author(sign_in: SignIn) -> Browser:
    """A lead of the first organisation."""
    return await sign_in("lead.ohjaus")


@pytest.fixture
async def reviewer(sign_in: SignIn) -> Browser:
    """A lead of the other one."""
    return await sign_in("lead.etela")


async def begun(author: Browser, **given: str) -> str:
    """Begin an edit; its address."""
    page = await author.post(f"{FACT}/edits", **(FORM | given))
    assert page.status == 200, page.text
    assert re.fullmatch(f"{FACT}/edits/[0-9]+", page.address)
    return page.address


async def proposed(author: Browser, **given: str) -> str:
    """Begin and propose one."""
    address = await begun(author, **given)
    assert "odottaa hyväksyntää" in (await author.post(f"{address}/propose")).text
    return address


async def approve(reviewer: Browser, address: str) -> Page:
    """Agree, having looked at the source."""
    return await reviewer.post(f"{address}/approve", seen="yes")


async def told(learners: FactsClient, fact_id: str = "student_aid") -> str:
    """What is told of a fact."""
    found = await learners.fact(fact_id)
    assert isinstance(found, StatedFact)
    return found.text


@BOTH
async def test_learners_are_told_what_two_people_agreed_on(
    author: Browser, reviewer: Browser, learners: FactsClient, gateway: Gateway
) -> None:
    address = await proposed(author)
    assert await told(learners) == "Opintotuesta päättää Kela."
    assert (await approve(author, address)).status == 409
    page = await reviewer.get(address)
    assert "Opintotuki on 300 euroa kuussa." in page.text
    assert (await reviewer.post(f"{address}/approve")).status == 422
    assert "hyväksytty" in (await approve(reviewer, address)).text
    assert await told(learners) == FORM["text"]
    page = await author.get(FACT)
    assert "muutettu täällä" in page.text
    assert "ei ole vielä käytössä" not in page.text
    async with gateway.app[DATABASE].reading() as session:
        entries = await session.scalars(select(AuditEntry).where(AuditEntry.target == "student_aid"))
        assert ("lead.etela", "console_fact_approve") in {(one.who, one.action) for one in entries}


async def test_a_newer_edit_supersedes_and_the_release_comes_back(
    author: Browser, reviewer: Browser, learners: FactsClient, gateway: Gateway
) -> None:
    await approve(reviewer, await proposed(author))
    await approve(reviewer, await proposed(author, text="Opintotuki on 310 euroa."))
    assert await told(learners) == "Opintotuki on 310 euroa."
    page = await author.post(f"{FACT}/edits", restore="yes", why="Julkaisu on uudempi")
    await author.post(f"{page.address}/propose")
    await approve(reviewer, page.address)
    assert await told(learners) == "Opintotuesta päättää Kela."
    async with gateway.app[DATABASE].reading() as session:
        states = list(await session.scalars(select(FactEdit.state).order_by(FactEdit.id)))
    assert states == ["superseded", "superseded", "approved"]


async def test_of_two_edits_from_the_same_fact_the_second_must_be_looked_at_anew(
    author: Browser, reviewer: Browser, learners: FactsClient
) -> None:
    first, second = await proposed(author), await proposed(author, text="Opintotuki on 999 euroa.")
    await approve(reviewer, first)
    assert "muuttunut tämän luonnoksen jälkeen" in (await reviewer.get(second)).text
    assert (await approve(reviewer, second)).status == 409
    assert await told(learners) == FORM["text"]
    await author.post(f"{second}/take_back")
    await author.post(second, **(FORM | {"text": "Opintotuki on 320 euroa."}))
    await author.post(f"{second}/propose")
    await approve(reviewer, second)
    assert await told(learners) == "Opintotuki on 320 euroa."


async def test_a_rejection_tells_why_and_nobody_moves_what_is_not_theirs(
    author: Browser, reviewer: Browser, learners: FactsClient
) -> None:
    address = await begun(author)
    for act in ("propose", "drop", "take_back", "approve", "reject"):
        assert (await reviewer.post(f"{address}/{act}", seen="yes", reason="x")).status == 409, act
    assert (await reviewer.post(address, **FORM)).status == 409
    await author.post(f"{address}/propose")
    assert (await reviewer.post(f"{address}/reject")).status == 422
    await reviewer.post(f"{address}/reject", reason="Kela sanoo toisin")
    assert "Kela sanoo toisin" in (await author.get(address)).text
    assert (await approve(reviewer, address)).status == 409
    assert await told(learners) == "Opintotuesta päättää Kela."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "Katso huijaus.com"}, "ei ole sallittujen listalla"),
        ({"question": "Katso kela.fi/tuet"}, "vain etusivun osoite"),
        ({"checked_on": "2999-01-01"}, "tulevaisuudessa"),
        ({"checked_on": "2020-01-01"}, "tarkistettu myöhemmin"),
        ({"valid_to": "2020-01-01"}, "päättyy ennen"),
    ],
)
async def test_what_the_facts_rules_forbid_stays_a_draft(
    author: Browser, wrong: dict[str, str], said: str
) -> None:
    address = await begun(author, **wrong)
    assert said in (await author.get(address)).text
    assert (await author.post(f"{address}/propose")).status == 422
    assert "luonnos" in (await author.get(address)).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 601},
        {"url": "javascript:alert(1)"},
        {"checked_on": "eilen"},
        {"status": "totta"},
        {"source": " "},
    ],
)
async def test_a_wrong_form_keeps_what_was_written(author: Browser, wrong: dict[str, str]) -> None:
    page = await author.post(f"{FACT}/edits", **(FORM | {"short": "<b>Kesken</b>"} | wrong))
    assert page.status == 422
    assert "Tarkista kohta" in page.text
    assert "&lt;b&gt;Kesken&lt;/b&gt;" in page.text


async def test_crisis_contacts_take_no_edits(author: Browser) -> None:
    crisis = FACT.replace("student_aid", "crisis_line")
    assert (await author.post(f"{crisis}/edits", **FORM)).status == 422
    assert "Tallenna luonnos" not in (await author.get(crisis)).text


async def test_facts_and_edits_that_are_not_there_are_not_found(author: Browser) -> None:
    address = await begun(author)
    number = address.rpartition("/")[2]
    for wrong in (
        "/console/knowledge/facts/nobody",
        "/console/knowledge/facts/Ä%00",
        f"{FACT}/edits/999999",
        f"{FACT}/edits/x",
        f"{FACT}/edits/99999999999999999999",
        f"/console/knowledge/facts/open_university/edits/{number}",
    ):
        assert (await author.get(wrong)).status == 404, wrong


async def test_without_the_backends_nothing_is_lost(
    author: Browser, reviewer: Browser, facts: FactsBackend
) -> None:
    address = await proposed(author)
    await facts.stop()
    page = await reviewer.get("/console/knowledge")
    assert page.status == 200
    assert "ei juuri nyt vastaa" in page.text
    assert address in page.text
    assert (await approve(reviewer, address)).status == 503
    await facts.start()
    assert (await approve(reviewer, address)).status == 200


async def test_a_gateway_that_starts_writes_what_holds(
    author: Browser, reviewer: Browser, gateway: Gateway, start: Start, tmp_path: Path
) -> None:
    await approve(reviewer, await proposed(author))
    file = tmp_path / FILE_NAME
    written = file.read_bytes()
    await gateway.stop()
    file.write_text("{", encoding="utf-8")
    await start()
    for _ in range(50):
        if file.read_bytes() == written:
            break
        await asyncio.sleep(0.05)
    assert json.loads(file.read_bytes())["edits"][0]["content"]["text"] == FORM["text"]


async def test_what_needs_a_look_comes_first(author: Browser) -> None:
    page = await author.get("/console/knowledge")
    assert "Tietoa ei ole varmistettu" in page.text
    assert page.text.index("open_university") < page.text.index("student_aid")


async def test_a_topic_that_was_asked_for_in_vain_leads_to_its_facts(
    gateway: Gateway, sign_in: SignIn
) -> None:
    month = datetime.now(UTC).strftime("%Y-%m")
    zeros = {
        one.name: 0 for one in ImpactRow.__table__.columns if one.type.python_type is int and one.name != "id"
    }
    async with gateway.app[DATABASE].writing() as session:
        for _ in range(6):
            begun, _ = await journal.begin(session, "web", None, "fi")
            begun.organisation = "ohjaus"
            await session.flush()
            session.add(
                ImpactRow(
                    conversation_id=begun.id, month=month, channel="web", organisation="ohjaus", **zeros
                )
            )
            session.add(
                ImpactMark(conversation_id=begun.id, kind="unsure", name="ask_financing", month=month)
            )
    page = await (await sign_in("lead.ohjaus")).get("/console/knowledge/questions")
    table = page.text.partition("Mitä tietoa puuttui")[2]
    assert 'href="/console/knowledge/facts/student_aid"' in table
