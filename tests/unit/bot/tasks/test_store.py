"""Tasks with days: whose they are, when they are due, done and postponed."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from bot.conversations.database import Database
from bot.conversations.schema import Conversation
from bot.guided.service import Actor
from bot.privacy.erasure import erase_within
from bot.tasks import store
from bot.tasks.store import NewTask

TODAY = date(2026, 11, 26)
MAIJA, VILLE, STRANGER = Actor("maija", "ohjaus"), Actor("ville", "ohjaus"), Actor("maija", "etela")


def task(days: int, title: str = "Soita") -> NewTask:
    """A task due some days from today."""
    return NewTask(title=title, due_on=TODAY + timedelta(days=days))


async def test_the_agenda_says_what_is_late_due_and_to_come(database: Database) -> None:
    async with database.writing() as session:
        for days in (3, -1, 0):
            await store.add(session, task(days, f"Tehtävä {days}"), MAIJA)
        agenda = await store.own_agenda(session, MAIJA, TODAY)
        assert [one.title for one in agenda.late] == ["Tehtävä -1"]
        assert [one.title for one in agenda.today] == ["Tehtävä 0"]
        assert [one.title for one in agenda.coming] == ["Tehtävä 3"]
        assert await store.count_due(session, MAIJA, TODAY) == 2
        for other in (VILLE, STRANGER):
            assert await store.count_due(session, other, TODAY) == 0
            assert await store.find(session, agenda.late[0].id, other) is None


async def test_done_and_postponed(database: Database) -> None:
    async with database.writing() as session:
        made = await store.add(session, task(0), MAIJA)
        assert store.postpone(made, TODAY + timedelta(days=7))
        assert store.postpone(made, TODAY + timedelta(days=7))
        assert made.postponed == 1
        store.finish(made, MAIJA, done=True)
        at = made.done_at
        store.finish(made, VILLE, done=True)
        assert (made.done_by, made.done_at) == ("maija", at)
        assert not store.postpone(made, TODAY)
        agenda = await store.own_agenda(session, MAIJA, TODAY)
        assert [one.id for one in agenda.done] == [made.id]
        store.finish(made, MAIJA, done=False)
        assert (await store.own_agenda(session, MAIJA, TODAY)).coming


async def test_the_projects_tasks_are_everybodys(database: Database) -> None:
    async with database.writing() as session:
        made = await store.add(session, task(0), MAIJA, project=True)
        assert await store.find(session, made.id, VILLE)
        assert await store.find(session, made.id, STRANGER) is None
        assert await store.count_due(session, MAIJA, TODAY) == 0
        assert (await store.project_agenda(session, "ohjaus", TODAY)).today


async def test_a_task_with_a_conversation_goes_with_it_and_holds_no_number(
    database: Database, conversation: Conversation
) -> None:
    async with database.writing() as session:
        made = await store.add(session, task(0, "Soita 040 123 4567"), MAIJA, conversation_id=conversation.id)
        assert "4567" not in made.title
        await erase_within(session, conversation.id, "learner")
        session.expire_all()
        assert (await store.own_agenda(session, MAIJA, TODAY)).today == []


@pytest.mark.parametrize(
    "given", [{"title": " ", "due_on": TODAY}, {"title": "x", "due_on": "9999-01-01"}, {"title": "x" * 301}]
)
def test_what_is_no_task_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NewTask.model_validate({"due_on": TODAY, **given})
