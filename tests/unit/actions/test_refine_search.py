"""Refining: the search changes and what changed is said; never more of the same, never a dead end."""

from dataclasses import replace
from typing import Any

import pytest

from actions.courses.data import load_texts
from actions.courses.shown import shown_courses
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.skills.find_course import FindCourse
from actions.skills.refine_search import RefineSearch
from backends.client.courses import BackendUnavailable, Course, CoursesClient, CoursesFound, Failure
from tests.support.services import INTAKE, services_with
from tests.unit.actions.test_skills import ALL_KNOWN, COURSE, OULU, said

KNOWN = ALL_KNOWN | {
    "fact.field": {"value": "hoitoala", "said": ""},
    "fact.place": {"value": "Oulu", "said": ""},
}
TEXTS = load_texts()
START = DialogueState(flow="find_course")


def course(name: str, **changes: Any) -> Course:
    return replace(COURSE, id=name, name=name, **changes)


FAR = course("kaukana", place_match="other", extent="180 osp", cost_class="paid")
NEAR = course("lähellä", place_match="met", extent="150 osp", cost_class="small_fee")
SHORT = course("lyhyt", place_match="near", extent="2 days", cost_class="small_fee")
FREE = course("ilmainen", place_match="online", extent="60 osp", cost_class="free")
ALL = (FAR, NEAR, SHORT, FREE)


class Backend(CoursesClient):
    """Gives pages of one list, as the backend does; remembers what was asked."""

    def __init__(self, items: tuple[Course, ...] = ALL, *, down: bool = False) -> None:
        self.items, self.down = items, down
        self.asked: list[dict[str, Any]] = []

    async def search(self, text: str = "", **wishes: Any) -> CoursesFound | BackendUnavailable:
        self.asked.append({"text": text, **wishes})
        if self.down:
            return BackendUnavailable(Failure.TIMEOUT)
        page = self.items[wishes["offset"] : wishes["offset"] + wishes["limit"]]
        return CoursesFound(page, (), len(self.items), matched=True)

    async def similar(self, course_id: str, **wishes: Any) -> CoursesFound:
        self.asked.append({"similar": course_id, **wishes})
        return CoursesFound(self.items, (), len(self.items), matched=True)


class Talk:
    """Turns of one learner; what a turn stores is in the profile of the next one."""

    def __init__(self, backend: Backend, facts: dict[str, Any] | None = None) -> None:
        self.backend = backend
        self.profile: dict[str, Any] = {"dialogue": START.to_json(), **(KNOWN if facts is None else facts)}

    async def turn(self, skill: Any, text: str, *entities: Entity, intent: str = "refine_search") -> Guide:
        guide = Guide(Turn(text, intent, entities, self.profile), INTAKE)
        await skill.reply_to(guide, services_with(courses=self.backend))
        for effect in guide.reply.effects():
            if effect["type"] == "profile.set":
                self.profile[effect["key"]] = effect["value"]
            elif effect["type"] == "profile.delete":
                self.profile.pop(effect["key"], None)
        return guide

    async def find(self) -> Guide:
        return await self.turn(FindCourse(), "etsi", intent="find_course")

    async def refine(self, text: str, *entities: Entity) -> Guide:
        return await self.turn(RefineSearch(), text, *entities)


def names(guide: Guide) -> list[str]:
    return [card["title"] for message in guide.reply.messages for card in message.custom.get("cards", ())]


def changed(guide: Guide) -> str:
    return " ".join(message.values.get("changed", "") for message in guide.reply.messages).strip()


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("lähempänä", ["lähellä", "lyhyt", "ilmainen"], TEXTS.changed.nearer.format(place="Oulu")),
        ("joku halvempi", ["ilmainen"], TEXTS.changed.cheaper),
        ("vain maksuttomat", ["ilmainen"], TEXTS.changed.free),
    ],
)
async def test_a_refining_changes_the_search_and_says_what_changed(
    text: str, expected: list[str], words: str
) -> None:
    talk = Talk(Backend())
    await talk.find()
    guide = await talk.refine(text)
    assert names(guide) == expected
    assert changed(guide) == words
    assert said(guide) == ["utter_courses_found"]


async def test_shorter_ones_are_looked_for_among_short_studies() -> None:
    talk = Talk(Backend((FAR, NEAR, FREE, SHORT)))
    await talk.find()
    guide = await talk.refine("onko lyhyempää")
    assert names(guide) == ["lyhyt"]
    assert talk.backend.asked[-1]["kinds"] == list(INTAKE.short_study.kinds)


async def test_what_takes_half_a_year_at_most_is_shorter_than_a_degree() -> None:
    part = course("osa", kind="degree_part", extent=None)
    whole = course("koko", kind="degree", extent=None)
    talk = Talk(Backend((FAR, whole, part)))
    await talk.find()
    talk.profile["courses"]["current"] = talk.profile["courses"]["current"][:1]
    assert names(await talk.refine("lyhyempi")) == ["osa"]


async def test_the_same_course_in_another_region_is_no_other_course() -> None:
    twins = [replace(FREE, id=str(number), provider=None) for number in range(3)]
    other = replace(FREE, id="x", provider="Toinen opisto")
    talk = Talk(Backend((FAR, FAR, FAR, *twins, other)))
    await talk.find()
    assert names(await talk.refine("ilmaiset")) == ["ilmainen", "ilmainen"]


async def test_a_named_course_is_what_the_others_are_measured_by() -> None:
    talk = Talk(Backend((FAR, NEAR, FREE, SHORT)))
    await talk.find()
    guide = await talk.refine("onko ekaa lyhyempää")
    assert names(guide) == ["lähellä", "ilmainen", "lyhyt"]


async def test_more_goes_on_within_the_limits() -> None:
    cheap = tuple(course(f"c{number}", cost_class="free") for number in range(5))
    talk = Talk(Backend((FAR, *cheap)))
    await talk.find()
    assert names(await talk.refine("ilmaiset")) == ["c0", "c1", "c2"]
    assert names(await talk.refine("näytä lisää")) == ["c3", "c4"]
    assert said(await talk.refine("näytä lisää")) == ["utter_no_more_courses"]


async def test_where_nothing_fits_that_is_said_and_the_search_stays() -> None:
    talk = Talk(Backend((FAR, FAR)))
    await talk.find()
    guide = await talk.refine("halvempi")
    assert said(guide)[0].startswith(TEXTS.nothing["cheaper"])
    assert guide.reply.messages[0].buttons
    assert shown_courses(guide).limits == {}
    assert names(await talk.refine("näytä lisää")) == []


async def test_what_is_already_shown_is_no_find() -> None:
    talk = Talk(Backend((FAR, NEAR)))
    await talk.find()
    guide = await talk.refine("halvempi")
    assert said(guide)[0].startswith(TEXTS.nothing["cheaper"])


async def test_a_limit_can_be_dropped_by_its_button() -> None:
    talk = Talk(Backend())
    await talk.find()
    guide = await talk.refine("ilmaiset")
    buttons = [button for message in guide.reply.messages for button in message.buttons]
    drop = next(button for button in buttons if "drop:" in button.payload)
    assert drop.title == TEXTS.buttons.drop.format(label=TEXTS.labels["free"])
    guide = await talk.refine("/refine_search", Entity("answer", "drop:cheaper", ""))
    assert names(guide) == ["kaukana", "lähellä", "lyhyt"]
    assert changed(guide) == TEXTS.changed.dropped


async def test_a_new_way_of_study_is_said_back_and_searched() -> None:
    talk = Talk(Backend())
    await talk.find()
    guide = await talk.refine("entä verkossa", Entity("study_mode", "online", "verkossa"))
    assert talk.backend.asked[-1]["modes"] == ["online"]
    assert talk.backend.asked[-1]["offset"] == 0
    assert "verkossa" in changed(guide)


async def test_nearer_to_a_named_place_takes_the_place() -> None:
    talk = Talk(Backend())
    await talk.find()
    kouvola = Entity("place", "Kouvola", "Kouvolaa")
    guide = await talk.refine("onko vastaavaa lähempänä Kouvolaa", kouvola)
    assert talk.backend.asked[-1]["place"] == "Kouvola"
    assert "Kouvola" in changed(guide)


async def test_nearer_without_a_place_asks_for_it() -> None:
    facts = {key: value for key, value in KNOWN.items() if key != "fact.place"}
    talk = Talk(Backend(), facts)
    talk.profile["dialogue"]["skipped"] = ["place"]
    await talk.find()
    guide = await talk.refine("lähempänä")
    assert guide.state.open == "place"
    assert names(guide) == []


async def test_the_whole_country_drops_the_place_and_keeps_the_fact() -> None:
    talk = Talk(Backend((NEAR, FAR, FREE, SHORT)))
    await talk.find()
    await talk.refine("entä jos otetaan koko suomi")
    assert talk.backend.asked[-1]["place"] is None
    assert talk.profile["fact.place"]["value"] == "Oulu"


async def test_another_field_is_asked_for_unless_it_is_named() -> None:
    talk = Talk(Backend())
    await talk.find()
    assert (await talk.refine("joku muu ala")).state.open == "field"
    guide = await talk.refine("joku muu ala, metalliala", Entity("field", "metalliala", "metalliala"))
    assert talk.backend.asked[-1]["text"] == "metalliala"
    assert "metalliala" in changed(guide)


async def test_similar_ones_are_new_ones() -> None:
    talk = Talk(Backend())
    await talk.find()
    guide = await talk.refine("samanlaisia kuin toka")
    assert talk.backend.asked[-1]["similar"] == "lähellä"
    assert names(guide) == ["ilmainen"]


async def test_when_courses_begin_is_not_known_and_that_is_said() -> None:
    talk = Talk(Backend())
    await talk.find()
    guide = await talk.refine("onko mitään mikä alkaisi jo nyt")
    assert said(guide) == [TEXTS.starts]
    assert guide.reply.messages[0].buttons


async def test_the_button_to_narrow_asks_how() -> None:
    talk = Talk(Backend())
    await talk.find()
    guide = await talk.refine("/refine_search", Entity("answer", "refine:narrow", ""))
    assert said(guide) == [TEXTS.narrow]
    assert len(guide.reply.messages[0].buttons) == 7


async def test_before_any_courses_the_wish_is_kept_for_the_search_to_come() -> None:
    talk = Talk(Backend(), {})
    talk.profile["dialogue"] = DialogueState().to_json()
    guide = await talk.refine("joku lyhyempi")
    assert said(guide)[0] == TEXTS.none_shown_refine
    assert guide.state.open == "goal"
    assert "shorter" in shown_courses(guide).limits
    guide = await talk.refine("näytä muita")
    assert said(guide)[0] in TEXTS.none_shown_open
    assert guide.state.open == "goal"


async def test_before_any_courses_and_any_question_they_are_looked_for_first() -> None:
    talk = Talk(Backend())
    talk.profile["dialogue"] = DialogueState(flow="find_course").to_json()
    guide = await talk.refine("näytä muita")
    assert said(guide)[0] == TEXTS.none_shown


async def test_a_backend_that_is_down_is_said() -> None:
    talk = Talk(Backend())
    await talk.find()
    talk.backend.down = True
    for text in ("halvempi", "näytä lisää"):
        assert said(await talk.refine(text)) == ["utter_courses_unavailable"]


async def test_a_new_place_searches_without_the_old_nearness() -> None:
    talk = Talk(Backend())
    await talk.find()
    await talk.refine("lähempänä")
    guide = await talk.refine("entä Oulussa", replace(OULU, value="Kemi"))
    assert "nearer" not in shown_courses(guide).limits
    assert talk.backend.asked[-1]["place"] == "Kemi"


async def test_another_field_goes_before_limits_that_lead_nowhere() -> None:
    talk = Talk(Backend((FAR, NEAR)))
    await talk.find()
    cook = Entity("occupation", "kokki", "kokiksi")
    guide = await talk.refine("sittenkin joku lyhyempi, vaikka kokiksi", cook)
    assert guide.values["field"] == "kokki"
    assert names(guide) == ["kaukana", "lähellä"]
    assert changed(guide).startswith(TEXTS.nothing["shorter"])
