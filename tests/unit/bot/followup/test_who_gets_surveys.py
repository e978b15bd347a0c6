"""The two surveys: for those who have begun to study, whatever they do now, and nobody else; once each."""

import re

import pytest
from sqlalchemy import select

from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.followup.questions import questions
from bot.followup.schema import SurveyTicket
from bot.scheduler.runner import Scheduler
from tests.support.clock import HandClock
from tests.unit.bot.followup.conftest import DATA, Press, later

KNOWN = questions(DATA)
LINK = re.compile(r"https://suunta\.example\.fi/s/t/[\w-]{22}")
DAYS = {kind.id: kind.after_days + 1 for kind in KNOWN.kinds}
OUTCOMES = ["employed", "entrepreneur", "unemployed", "other"]


async def answered(
    press: Press, scheduler: Scheduler, clock: HandClock, *answers: tuple[str, str]
) -> list[BotMessage]:
    """Agree and answer what is asked, in turn; what is said to the last answer."""
    said = await press(do="agree")
    for kind, option in answers:
        later(clock, days=DAYS[kind])
        await scheduler.run_due()
        said = await press(do="answer", kind=kind, option=option)
    return said


async def offered(database: Database) -> list[str]:
    async with database.reading() as session:
        return sorted(await session.scalars(select(SurveyTicket.survey)))


def leads_to_a_survey(said: list[BotMessage]) -> bool:
    return any(LINK.search(message.text) for message in said)


@pytest.mark.parametrize("option", OUTCOMES)
async def test_the_last_one_is_for_whoever_studied_whatever_they_do_now(
    option: str, database: Database, press: Press, scheduler: Scheduler, clock: HandClock
) -> None:
    said = await answered(press, scheduler, clock, ("week", "started"), ("outcome", option))
    if not leads_to_a_survey(said):  # a person was offered first
        said = await press(do="not_now", survey="end")
    assert leads_to_a_survey(said)
    assert await offered(database) == ["end", "start"]


@pytest.mark.parametrize("option", OUTCOMES)
async def test_who_never_studied_gets_none(
    option: str, database: Database, press: Press, scheduler: Scheduler, clock: HandClock
) -> None:
    said = await answered(press, scheduler, clock, ("week", "thinking"), ("outcome", option))
    assert not leads_to_a_survey(said)
    assert not leads_to_a_survey(await press(do="not_now", survey="end"))
    assert await offered(database) == []


@pytest.mark.parametrize("option", ["well", "so_so", "hard"])
async def test_who_began_later_gets_the_first_one_then_and_once(
    option: str, database: Database, press: Press, scheduler: Scheduler, clock: HandClock
) -> None:
    said = await answered(press, scheduler, clock, ("week", "applied"), ("check_in", option))
    if option == "hard":
        assert said[-1].text == KNOWN.person.offer.format(who=KNOWN.person.somebody)
        said = await press(do="person", survey="start")
    assert leads_to_a_survey(said)
    assert not leads_to_a_survey(await press(do="not_now", survey="start"))
    assert await offered(database) == ["start"]


async def test_who_has_not_begun_yet_gets_none(
    database: Database, press: Press, scheduler: Scheduler, clock: HandClock
) -> None:
    assert not leads_to_a_survey(
        await answered(press, scheduler, clock, ("week", "applied"), ("check_in", "not_yet"))
    )
    assert await offered(database) == []


async def test_the_buttons_of_the_person_lead_on_to_the_survey(
    press: Press, scheduler: Scheduler, clock: HandClock
) -> None:
    said = await answered(press, scheduler, clock, ("week", "started"), ("check_in", "hard"))
    payloads = [str(button["payload"]) for button in said[-1].buttons]
    assert all('"survey": "start"' in payload for payload in payloads)
    assert ['"do": "person"' in payload for payload in payloads] == [True, False]


def test_surveys_are_offered_where_students_can_be() -> None:
    """Each survey has a way to it; the first one wherever somebody tells that they study."""
    options = [one for kind in KNOWN.kinds for one in kind.options]
    assert {one.survey for one in options} == {"start", "end", None}
    assert all(one.survey == "start" for one in options if one.studies)
