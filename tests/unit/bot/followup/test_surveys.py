"""Surveys: a token answers once, and nothing leads from an answer to a token, or from a token to a person."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.conversations.base import Base
from bot.conversations.database import Database
from bot.conversations.schema import Conversation
from bot.followup import surveying, tickets
from bot.followup.schema import SurveyAnswer, SurveyTicket, SurveyToken
from bot.followup.survey_data import surveys
from bot.impact.definitions import groups
from tests.unit.bot.followup.conftest import DATA

TODAY = date(2026, 11, 26)


async def token_of(database: Database, survey: str = "start", today: date = TODAY) -> str:
    async with database.writing() as session:
        return await tickets.mint(session, survey, "ohjaus", today)


async def test_a_token_answers_once(database: Database) -> None:
    token = await token_of(database)
    given = {"age": "from_55", "gender": "man", "region": "Pirkanmaa", "field": "rubbish", "x": "y"}
    async with database.writing() as session:
        assert await surveying.answer(session, DATA, token, given, TODAY)
    async with database.writing() as session:
        assert await surveying.answer(session, DATA, token, given, TODAY) is None
        assert await surveying.survey_of(session, DATA, token, TODAY) is None
    async with database.reading() as session:
        [kept] = list(await session.scalars(select(SurveyAnswer)))
    assert (kept.answers, kept.region, kept.month) == (
        {"age": "from_55", "gender": "man"},
        "Pirkanmaa",
        "2026-11",
    )
    assert kept.organisation == "ohjaus"


async def test_a_token_is_good_for_a_year_and_tells_no_day(database: Database) -> None:
    tokens = [await token_of(database, today=date(2026, 11, day)) for day in (1, 30)]
    async with database.reading() as session:
        assert {row.valid_to for row in await session.scalars(select(SurveyToken))} == {date(2027, 11, 30)}
        for token in tokens:
            assert await surveying.survey_of(session, DATA, token, date(2027, 11, 30))
            assert await surveying.survey_of(session, DATA, token, date(2027, 12, 1)) is None


async def test_a_ticket_is_changed_once_and_leads_to_no_token(
    database: Database, conversation: Conversation
) -> None:
    async with database.writing() as session:
        ticket = await tickets.issue(session, conversation.id, "start")
        assert ticket
        assert await tickets.issue(session, conversation.id, "start") is None
    async with database.writing() as session:
        token = await tickets.change(session, ticket, TODAY)
        assert token
        assert await tickets.change(session, ticket, TODAY) is None
        assert await tickets.change(session, "unknown", TODAY) is None
    async with database.reading() as session:
        [held] = list(await session.scalars(select(SurveyTicket)))
        [minted] = list(await session.scalars(select(SurveyToken)))
    of_ticket = {str(value) for value in (held.conversation_id, held.key_hash, tickets.hash_of(ticket))}
    of_token = {str(getattr(minted, column.name)) for column in SurveyToken.__table__.columns}
    assert not of_ticket & of_token
    assert conversation.id not in of_token


def test_the_tables_of_surveys_know_no_person_no_moment_and_no_order() -> None:
    tables = Base.metadata.tables
    for table in (tables["survey_tokens"], tables["survey_answers"]):
        names = {column.name for column in table.columns}
        assert not names & {"conversation_id", "at", "created_at", "asked_at", "who", "address"}
        assert not any(column.autoincrement is True for column in table.columns)
        assert table.dialect_options["sqlite"]["with_rowid"] is False
    assert "token_hash" not in {column.name for column in SurveyAnswer.__table__.columns}


async def test_sqlite_keeps_tokens_in_the_order_of_their_hashes(
    database_file: Path, database: Database
) -> None:
    import sqlite3

    for _ in range(20):
        await token_of(database)
    with sqlite3.connect(database_file) as connection:
        rows = [one for (one,) in connection.execute("SELECT token_hash FROM survey_tokens")]
        assert rows == sorted(rows)
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            connection.execute("SELECT rowid FROM survey_tokens")


def test_every_question_can_be_skipped_and_surveys_are_short() -> None:
    for survey in surveys(DATA).surveys:
        assert len(survey.questions) <= 8
        assert surveying.chosen(survey, {}, DATA) == {}


def test_target_groups_ask_for_what_the_start_survey_asks() -> None:
    start = surveys(DATA).get("start")
    assert start
    options = {question.id: question.options for question in start.questions}
    for group in groups(DATA).groups:
        for rule in group.survey:
            for question, answers in rule.items():
                assert set(answers) <= options[question].keys(), group.id
