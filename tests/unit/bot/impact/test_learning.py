"""What the assistant learns: equal to counts by hand, nothing below five, every question in words."""

from collections import Counter
from datetime import timedelta

from bot.conversations.database import Database
from bot.impact.counting import Filters
from bot.impact.learning import LEFT_AFTER, Learned, learned, learning_tables, question_titles
from bot.impact.tables import Withheld
from bot.settings import ROOT
from evaluation.impact.run import LATER
from tests.unit.bot.impact.conftest import Town

DATA = ROOT / "data"


async def test_questions_and_topics_are_what_was_counted_by_hand(town: Town) -> None:
    database = Database(town.url)
    async with database.reading() as session:
        found = await learned(session, Filters(), LATER)
        nothing = await learned(session, Filters(first="2099-01"), LATER)
        middle = max(one.began for one in town.people if one.began < LATER) - timedelta(days=300)
        earlier = await learned(session, Filters(), middle)
    await database.close()
    asked = Counter(("asked", name) for one in town.people for name in one.asked)
    skipped = Counter(("skipped", name) for one in town.people for name in one.skipped)
    topics = Counter((how, topic) for one in town.people for topic, how in one.topics.items())
    assert Counter(dict(found.marks)) == asked + skipped + topics
    assert sum(found.stands.values()) == len(town.people)
    left = [one for one in town.people if one.began < middle - LEFT_AFTER]
    assert 0 < sum(earlier.stands.values()) == len(left) < len(town.people)
    assert earlier.marks == found.marks
    assert (found.good, found.bad) == (
        sum(one.feedback == "good" for one in town.people),
        sum(one.feedback == "bad" for one in town.people),
    )
    assert nothing == Learned({}, {}, 0, 0)


def test_nothing_below_five_is_shown_and_questions_have_their_words() -> None:
    marks = {
        ("asked", "goal"): 100,
        ("skipped", "goal"): 10,
        ("asked", "age"): 4,
        ("unknown", "ask_financing"): 3,
    }
    tables = learning_tables(Learned(marks, {"goal": 50, "age": 2, "talk": 9}, 20, 3), DATA)
    cells = [cell for table in tables for row in table.rows for cell in row[1:]]
    counts = [cell for cell in cells if isinstance(cell, int)]
    assert counts and all(count >= 5 for count in counts)
    stands, questions, facts, feedback = tables
    assert {row[0]: row[1] for row in stands.rows} == {
        question_titles(DATA)["goal"]: 50,
        "Keskusteli": Withheld.FIGURE,
        question_titles(DATA)["age"]: Withheld.FIGURE,
    }
    assert questions.rows[list(question_titles(DATA)).index("goal")][1:] == (100, 10, 0.1)
    assert facts.rows[0][1:] == (None, None, None)
    assert [row[1] for row in feedback.rows] == [Withheld.FIGURE] * 2
