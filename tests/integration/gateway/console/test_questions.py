"""What was not answered, for the lead: of one organisation, in groups of five, gone with its conversation."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.console.keys import ORGANISATIONS
from bot.conversations import journal
from bot.impact.schema import ImpactMark, ImpactRow
from bot.keys import DATABASE, PRIVACY
from bot.knowledge.schema import Unanswered
from bot.privacy.erasure import BY_LEARNER, erase_within
from bot.privacy.retention import delete_batch
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.console.conftest import BOTH, SignIn

QUESTIONS = "/console/knowledge/questions"


async def asked(
    gateway: Gateway, count: int, word: str, organisation: str = "ohjaus", days: int = 0
) -> list[str]:
    """As many conversations in which a word was not understood; their ids."""
    ids = []
    async with gateway.app[DATABASE].writing() as session:
        for _ in range(count):
            begun, _ = await journal.begin(session, "web", None, "fi")
            begun.organisation = organisation
            await session.flush()
            ids.append(begun.id)
            for number, kind in enumerate(("not_understood", "no_courses", "unsure")):
                session.add(
                    Unanswered(
                        conversation_id=begun.id,
                        message_seq=1,
                        number=number,
                        organisation=organisation,
                        at=datetime.now(UTC) - timedelta(days=days),
                        kind=kind,
                        intent="ask_cost" if kind == "unsure" else None,
                        confidence=0.4 if kind == "unsure" else None,
                        words=[word] if kind != "unsure" else [],
                    )
                )
    return ids


@BOTH
async def test_a_lead_sees_what_five_people_asked_and_nothing_of_fewer(
    gateway: Gateway, sign_in: SignIn
) -> None:
    await asked(gateway, 7, "asuntolaina")
    await asked(gateway, 4, "salaisuus")
    page = await (lead := await sign_in("lead.ohjaus")).get(QUESTIONS)
    assert page.status == 200
    assert page.text.count("asuntolaina") == 2
    assert "vähintään 5" in page.text
    assert "40 %" in page.text
    assert "salaisuus" not in page.text
    await asked(gateway, 1, "salaisuus")
    assert "salaisuus" in (await lead.get(QUESTIONS)).text


async def test_another_organisations_questions_are_not_counted(gateway: Gateway, sign_in: SignIn) -> None:
    assert gateway.app[ORGANISATIONS].named("etela")
    await asked(gateway, 4, "asuntolaina")
    await asked(gateway, 4, "asuntolaina", "etela")
    for lead in ("lead.ohjaus", "lead.etela"):
        assert "asuntolaina" not in (await (await sign_in(lead)).get(QUESTIONS)).text


async def test_words_go_with_their_conversation_and_after_their_time(
    gateway: Gateway, sign_in: SignIn
) -> None:
    ids = await asked(gateway, 5, "asuntolaina")
    await asked(gateway, 5, "vanha", days=91)
    database, purposes = gateway.app[DATABASE], gateway.app[PRIVACY].purposes
    async with database.writing() as session:
        await erase_within(session, ids[0], BY_LEARNER)
        connection = await session.connection()
        deleted = await connection.run_sync(delete_batch, purposes, datetime.now(UTC))
    assert deleted["improvement"] == 15
    async with database.reading() as session:
        left = set(await session.scalars(select(Unanswered.conversation_id)))
    assert left == set(ids[1:])
    assert "asuntolaina" not in (await (await sign_in("lead.ohjaus")).get(QUESTIONS)).text


async def test_facts_that_were_missing_are_counted_by_topic(gateway: Gateway, sign_in: SignIn) -> None:
    month = datetime.now(UTC).strftime("%Y-%m")
    columns = ImpactRow.__table__.columns
    zeros = {one.name: 0 for one in columns if one.type.python_type is int and one.name != "id"}
    ids = await asked(gateway, 6, "x")
    async with gateway.app[DATABASE].writing() as session:
        for number, one in enumerate(ids):
            session.add(
                ImpactRow(conversation_id=one, month=month, channel="web", organisation="ohjaus", **zeros)
            )
            session.add(ImpactMark(conversation_id=one, kind="unsure", name="ask_financing", month=month))
            if number < 4:
                session.add(ImpactMark(conversation_id=one, kind="unknown", name="ask_privacy", month=month))
    page = await (await sign_in("lead.ohjaus")).get(QUESTIONS)
    table = page.text.partition("Mitä tietoa puuttui")[2]
    assert table.count('<tr><th scope="row"') == 1
    assert "vähintään 5" in table
    assert "alle 5" in table
    assert "Tietopankki ei juuri nyt vastaa." in table  # this gateway's backends keep no facts


async def test_a_lead_takes_it_to_the_maintainers_as_a_table(gateway: Gateway, sign_in: SignIn) -> None:
    await asked(gateway, 7, "asuntolaina")
    await asked(gateway, 4, "salaisuus")
    found = await (await sign_in("lead.ohjaus")).get(f"{QUESTIONS}.csv")
    assert found.status == 200
    lines = found.text.splitlines()
    assert "Mitä robotti ei ymmärtänyt;asuntolaina;5;" in lines
    assert "Haut, joihin ei löytynyt koulutusta;asuntolaina;5;" in lines
    assert "salaisuus" not in found.text
    assert (await (await sign_in("counsellor.ohjaus")).get(f"{QUESTIONS}.csv")).status == 403
