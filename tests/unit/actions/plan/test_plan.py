"""The plan in the conversation: saving with the steps that follow, showing, changing, keeping questions."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.courses.data import load_texts
from actions.courses.shown import ShownCourse, ShownCourses
from actions.dialogue.guide import Guide
from actions.plan.data import load_plan_texts
from actions.skills.explain_courses import ExplainCourses
from actions.skills.plan import EditPlan, ShowPlan
from actions.skills.save_course import SaveCourse
from backends.client.facts import FactMissing, FactsClient, StatedFact
from tests.support.plan import Keeper
from tests.support.services import services_with
from tests.unit.actions.test_skills import said

A = ShownCourse("a", "Hygieniapassi", "Omnia", ("Espoo",), "https://opintopolku.fi/x", "Koska.", sample=True)
B = ShownCourse("b", "Trukkikurssi", None, ("Salo",), None, "Koska toivot.")
SHOWN = ShownCourses(current=(A, B))
COURSES = load_texts()
TEXTS = load_plan_texts()
FACT = StatedFact("short", "Voinko?", "En voi varmistaa.", "Voinko?", False, "Kela", None, date(2026, 11, 23))


class Facts(FactsClient):
    """Knows one fact."""

    def __init__(self) -> None: ...

    async def fact(self, fact_id: str) -> StatedFact | FactMissing:
        return FACT if fact_id == FACT.id else FactMissing(fact_id)


def keeper(shown: ShownCourses = SHOWN, **facts: str) -> Keeper:
    profile: dict[str, Any] = {f"fact.{name}": {"value": value} for name, value in facts.items()}
    return Keeper({**profile, "courses": shown.to_json()}, services_with(facts=Facts()))


def cards(guide: Guide) -> list[dict[str, Any]]:
    return [card for message in guide.reply.messages for card in message.custom.get("cards", ())]


async def save(learner: Keeper, text: str) -> Guide:
    return await learner.turn(SaveCourse(), "save_course", text)


async def test_a_saved_course_brings_its_steps_with_who_where_and_when() -> None:
    learner = keeper()
    guide = await save(learner, "tallenna toi eka")
    assert learner.keys == ["course:a", "step:ask:a"]
    course, *steps = learner.plan
    assert (course["title"], course["provider"], course["place"], course["sample"]) == (
        "Hygieniapassi",
        "Omnia",
        "Espoo",
        True,
    )
    assert all(step["who"] and step["where"] and step["when"] for step in steps)
    assert steps[0]["who"].startswith("Omnia")
    [card] = cards(guide)
    assert (card["kind"], card["page"], card["subtitle"]) == ("plan", True, "1 koulutus, 1 askel")
    assert "Hygieniapassi" in said(guide)[0]


async def test_saving_again_changes_nothing_and_says_so() -> None:
    learner = keeper()
    await save(learner, "tallenna eka")
    before = list(learner.plan)
    guide = await save(learner, "tallenna eka")
    assert learner.plan == before
    assert said(guide)[0] == COURSES.saved_again.format(names="Hygieniapassi")


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"employment_status": "unemployed"}, "step:benefit"),
        ({"employment_status": "laid_off"}, "step:benefit"),
        ({"age": "22"}, "step:ohjaamo"),
    ],
)
async def test_steps_are_for_whom_they_fit(facts: dict[str, str], step: str) -> None:
    learner = keeper(SHOWN, **facts)
    await save(learner, "tallenna eka")
    assert step in learner.keys
    assert step not in (await _saved_keys(keeper(employment_status="employed", age="45")))


async def _saved_keys(learner: Keeper) -> list[str]:
    await save(learner, "tallenna eka")
    return learner.keys


async def test_who_decides_on_studying_with_a_benefit_is_a_step_before_starting() -> None:
    learner = keeper(employment_status="unemployed")
    await save(learner, "tallenna eka")
    step = next(one for one in learner.plan if one["key"] == "step:benefit")
    assert "työllisyyspalvelut" in step["who"]
    assert "ennen kuin aloitat" in step["when"]


async def test_it_asks_which_one_where_that_is_not_said() -> None:
    learner = keeper()
    guide = await save(learner, "tallenna tämä")
    assert learner.plan == []
    assert said(guide) == [COURSES.which_save]
    assert [button.title for button in guide.reply.messages[0].buttons] == [
        "Hygieniapassi",
        "Trukkikurssi",
        COURSES.buttons.all,
    ]
    await learner.press(SaveCourse(), "save_course", "course:b")
    assert "course:b" in learner.keys


async def test_it_means_the_course_that_was_explained() -> None:
    learner = keeper()
    guide = await learner.turn(ExplainCourses(), "explain_recommendation", "miksi ehdotit tokaa")
    assert "Koska toivot." in said(guide)[0]
    await save(learner, "tallenna se")
    assert learner.keys[0] == "course:b"


async def test_with_nothing_shown_there_is_a_way_on() -> None:
    learner = keeper(ShownCourses())
    guide = await save(learner, "tallenna toi")
    assert said(guide) == [COURSES.none_shown]
    assert guide.reply.messages[0].buttons


async def test_a_plan_of_a_reminder_alone_counts_nothing_that_is_not_there() -> None:
    learner = keeper(ShownCourses())
    learner.reminders = [{"id": "r", "due_at": "2026-12-03T08:00:00+00:00"}]
    guide = await learner.turn(ShowPlan(), "show_plan", "näytä suunnitelma")
    assert cards(guide)[0]["subtitle"] == ""
    await save(keeper(), "tallenna kaikki")
    learner = keeper()
    guide = await save(learner, "tallenna kaikki")
    assert cards(guide)[0]["subtitle"] == "2 koulutusta, 2 askelta"


async def test_the_plan_is_shown_with_everything_in_it() -> None:
    learner = keeper()
    learner.profile["skills"] = {
        "occupations": [{"uri": "u", "label": "kassanhoitaja"}],
        "held": [{"uri": f"s{n}", "label": f"taito {n}"} for n in range(6)],
    }
    learner.reminders = [{"id": "r", "due_at": "2026-12-03T08:00:00+00:00"}]
    await save(learner, "tallenna kaikki")
    await learner.press(EditPlan(), "edit_plan", "question:short")
    guide = await learner.turn(ShowPlan(), "show_plan", "näytä suunnitelma")
    text = said(guide)[0]
    for words in ("Hygieniapassi", "Trukkikurssi", "kassanhoitaja", "ja 2 muuta", "Voinko?", "3.12.2026"):
        assert words in text
    assert cards(guide)[0]["why"].startswith("Seuraava askel")


async def test_an_empty_plan_says_how_to_fill_it() -> None:
    guide = await Keeper().turn(ShowPlan(), "show_plan", "näytä suunnitelma")
    assert said(guide) == [TEXTS.empty]
    assert cards(guide) == []


async def test_a_step_is_done_and_a_course_goes_with_its_own_steps() -> None:
    learner = keeper()
    await save(learner, "tallenna kaikki")
    await learner.press(EditPlan(), "edit_plan", "done:step:ask:a")
    assert [one["key"] for one in learner.plan if one.get("done")] == ["step:ask:a"]
    guide = await learner.press(EditPlan(), "edit_plan", "edit")
    titles = [button.title for button in guide.reply.messages[0].buttons]
    assert "Poista: Hygieniapassi" in titles
    assert sum(title.startswith("Tehty: Katso tiedot") for title in titles) == 1
    await learner.press(EditPlan(), "edit_plan", "remove:course:a")
    assert learner.keys == ["course:b", "step:ask:b"]


async def test_old_buttons_change_nothing_and_are_answered() -> None:
    learner = keeper()
    await save(learner, "tallenna eka")
    before = list(learner.plan)
    for value in ("remove:course:gone", "done:nothing", "question:gone", "", "nonsense"):
        guide = await learner.press(EditPlan(), "edit_plan", value)
        assert guide.reply.messages[0].text
        assert guide.reply.messages[0].buttons
        assert learner.plan == before


ACTIONS = st.sampled_from(
    [
        ("say", "tallenna eka"),
        ("say", "tallenna toka"),
        ("say", "tallenna kaikki"),
        ("press", "remove:course:a"),
        ("press", "remove:course:b"),
        ("press", "done:step:ask:a"),
        ("press", "question:short"),
        ("press", "edit"),
        ("show", ""),
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTIONS, max_size=8))
async def test_whatever_is_done_each_entry_is_kept_once_and_every_turn_leads_on(
    actions: list[tuple[str, str]],
) -> None:
    learner = keeper()
    for kind, value in actions:
        if kind == "say":
            guide = await save(learner, value)
        elif kind == "press":
            guide = await learner.press(EditPlan(), "edit_plan", value)
        else:
            guide = await learner.turn(ShowPlan(), "show_plan", "näytä suunnitelma")
        assert guide.reply.messages
        assert guide.reply.messages[-1].buttons
        assert len(learner.keys) == len(set(learner.keys))
        kept = {key.removeprefix("course:") for key in learner.keys if key.startswith("course:")}
        of_courses = {key.rpartition(":")[2] for key in learner.keys if key.startswith("step:")}
        assert of_courses <= kept
