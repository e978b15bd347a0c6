"""The talk on skills: what is asked, what is saved, that a no is kept, and that it always ends."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.turn import Entity, Turn
from actions.guidance.mapping_data import load_mapping
from actions.guidance.mapping_state import MappingState
from actions.guidance.mapping_view import summary_card
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.saved import SavedSkills
from actions.guidance.talk import MOST_ASIDES, is_talking
from actions.services import Services
from actions.skills.background import Background, MapSkills
from actions.skills.career_change import CareerChange
from actions.skills.choose import Choose
from actions.skills.fallback import Fallback
from actions.skills.inform import Inform
from actions.skills.questions import Skip
from actions.skills.restart import Affirm, Deny
from actions.skills.resume import Resume, Stop
from backends.client.courses import CoursesClient, CoursesFound
from backends.client.occupations import Occupation
from backends.client.skills import (
    BackendUnavailable,
    Failure,
    FollowUpQuestion,
    MappedSkills,
    Suggestion,
    ToldExperience,
)
from tests.support.services import INTAKE, FakeSkills, services_with
from tests.unit.actions.test_skills import COURSE

SELLER = Suggestion("occ/seller", "myyjä", 0.9, "high", ("kaupan kassalla",))
CARER = Suggestion("occ/carer", "kodinhoitaja", 0.6, "medium", ("hoidin äitiä",))
UNSURE = Suggestion("occ/guard", "vartija", 0.2, "low", ("yövuoroja",))
TILL = Suggestion("skill/till", "käyttää kassakonetta", 0.9, "high", ("kassalla",), ("myyjä",))
SHELF = Suggestion("skill/shelf", "täyttää hyllyjä", 0.8, "high", ("kassalla",), ("myyjä",))
TEAM = Suggestion("skill/team", "työskennellä ryhmässä", 0.8, "medium", ("hyvä porukka",))
COOK = Occupation("occ/cook", "kokki", "5120", None, None, (), ())
INTRODUCED = f"{load_mapping().intro} {load_mapping().story}"
STORY = "olin kaupan kassalla ja meillä oli hyvä porukka"

Profile = dict[str, Any]


class Conversation:
    """Turns of one learner, with the profile carried from one to the next as the gateway does."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.profile: Profile = {}
        self.guide = Guide(Turn("", ""), INTAKE)

    async def take(self, skill: SuuntaAction, text: str, intent: str, *entities: Entity) -> str:
        self.guide = Guide(Turn(text, intent, entities, self.profile), INTAKE)
        await skill.reply_to(self.guide, self.services)
        for effect in self.guide.reply.effects():
            if effect["type"] == "profile.set":
                self.profile[effect["key"]] = effect["value"]
            elif effect["type"] == "profile.delete":
                self.profile.pop(effect["key"], None)
        return " ".join(message.text or message.response or "" for message in self.guide.reply.messages)

    async def press(self, value: str) -> str:
        return await self.take(Choose(), "/choose", "choose", Entity("answer", value, value))

    @property
    def saved(self) -> SavedSkills:
        return SavedSkills.from_json(self.profile.get("skills", {}))

    @property
    def payloads(self) -> list[str]:
        return [button.payload for message in self.guide.reply.messages for button in message.buttons]


def talking(mapped: MappedSkills | BackendUnavailable, known: tuple[Occupation, ...] = ()) -> Conversation:
    return Conversation(services_with(skills=FakeSkills(mapped, known=known)))


async def test_a_story_is_used_at_once_and_shown_as_evidence() -> None:
    talk = talking(MappedSkills((SELLER,), (TILL,), "high"))
    said = await talk.take(Background(), STORY, "describe_background")
    assert "kaupan kassalla" in said
    assert "myyjä" in said
    assert said.count("?") == 1
    assert talk.profile["fact.background"]["said"] == STORY


async def test_yes_leads_to_skills_then_to_the_hidden_ones_then_to_the_sum() -> None:
    talk = talking(MappedSkills((SELLER,), (TILL, SHELF, TEAM), "high"))
    await talk.take(Background(), STORY, "describe_background")
    said = await talk.take(Affirm(), "joo", "affirm")
    assert "käyttää kassakonetta" in said
    said = await talk.press("skills:ok")
    assert "työskennellä ryhmässä" in said
    assert "hyvä porukka" in said
    said = await talk.press("skills:ok")
    assert said == load_mapping().summary
    assert [one["label"] for one in talk.saved.occupations] == ["myyjä"]
    assert talk.saved.held_uris == ("skill/till", "skill/shelf", "skill/team")
    assert "talk" not in talk.profile
    assert "/request_human" in talk.payloads


async def test_a_no_is_kept_and_does_not_come_back() -> None:
    talk = talking(MappedSkills((SELLER, CARER), (), "high"))
    await talk.take(Background(), STORY, "describe_background")
    said = await talk.take(Deny(), "ei", "deny")
    assert "kodinhoitaja" in said
    assert talk.saved.rejected == ("occ/seller",)
    await talk.take(Deny(), "ei", "deny")
    await talk.take(Skip(), "/skip", "skip")
    said = await talk.take(Background(), "hoidin äitiä ja olin kassalla", "describe_background")
    assert "myyjä" not in said
    assert "kodinhoitaja" not in said


async def test_one_skill_may_be_dropped() -> None:
    talk = talking(MappedSkills((SELLER,), (TILL, SHELF), "high"))
    await talk.take(Background(), STORY, "describe_background")
    await talk.press("skills:yes")
    said = await talk.press("skills:drop:shelf")
    assert "täyttää hyllyjä" not in said
    await talk.press("skills:ok")
    assert talk.saved.held_uris == ("skill/till",)
    assert talk.saved.rejected == ("skill/shelf",)


async def test_the_learner_writes_the_right_one() -> None:
    talk = talking(MappedSkills((SELLER,), (), "high"), (COOK,))
    await talk.take(Background(), STORY, "describe_background")
    assert await talk.press("skills:edit") == load_mapping().edit
    await talk.take(Inform(), "kokki", "inform", Entity("occupation", "kokki", "kokki"))
    assert [one["label"] for one in talk.saved.occupations] == ["kokki"]


async def test_a_vague_story_gets_each_follow_up_question_once() -> None:
    question = FollowUpQuestion("ordinary_day", "Mitä teit tavallisena päivänä?")
    talk = talking(MappedSkills((UNSURE,), (), "low", question))
    said = await talk.take(Background(), "tein yövuoroja siellä", "describe_background")
    assert question.text in said
    said = await talk.take(Fallback(), "no kaikenlaista siinä sivussa", "nlu_fallback")
    assert question.text not in said
    assert said == load_mapping().pick
    await talk.press("skills:pick:guard")
    assert [one["label"] for one in talk.saved.occupations] == ["vartija"]


async def test_words_beside_a_choice_are_asked_about_no_second_time() -> None:
    talk = talking(MappedSkills((UNSURE,), (), "low"))
    assert load_mapping().pick in await talk.take(
        Background(), "tein yövuoroja siellä", "describe_background"
    )
    said = [await talk.take(Inform(), words, "inform") for words in ("asun kemissä", "mieluiten iltaisin")]
    assert not any(load_mapping().pick in answer for answer in said)
    assert load_mapping().nothing in " ".join(said)


async def test_a_confirmation_that_gets_no_answer_comes_to_an_end() -> None:
    talk = talking(MappedSkills((SELLER,), (), "high"))
    await talk.take(Background(), STORY, "describe_background")
    said = [await talk.take(Inform(), f"no siis {count} vuotta", "inform") for count in range(8)]
    assert "myyjä" not in said[-1]


async def test_a_wish_without_a_story_asks_for_one() -> None:
    talk = talking(MappedSkills())
    assert await talk.take(MapSkills(), "mitä mä osaan", "map_skills") == INTRODUCED
    said = await talk.press("skills:start:home")
    assert "kotona" in said


async def test_what_was_told_earlier_is_not_asked() -> None:
    talk = talking(MappedSkills((SELLER,), (TILL,), "high"))
    talk.profile["fact.background"] = {"value": STORY, "said": STORY}
    said = await talk.take(MapSkills(), "/map_skills", "map_skills")
    assert "myyjä" in said


async def test_a_backend_that_is_down_loses_nothing() -> None:
    talk = talking(BackendUnavailable(Failure.CONNECTION, ""))
    said = await talk.take(Background(), STORY, "describe_background")
    assert said == load_mapping().unavailable
    assert talk.profile["fact.background"]["said"] == STORY
    assert {"/map_skills", "/find_course", "/request_human"} <= set(talk.payloads)


async def test_a_goal_that_was_open_is_taken_up_again() -> None:
    talk = talking(MappedSkills((SELLER,), (), "high"))
    talk.profile["dialogue"] = {"flow": "find_course", "open": "place", "skipped": ["goal", "field"]}
    await talk.take(MapSkills(), "/map_skills", "map_skills")
    await talk.take(Inform(), STORY, "inform")
    await talk.take(Affirm(), "joo", "affirm")
    assert talk.guide.state.flow == "find_course"
    assert talk.guide.state.open == "place"


@pytest.mark.parametrize("value", ["skills:yes", "skills:pick:guard", "skills:ok", "skills:x"])
async def test_an_old_button_asks_what_is_open(value: str) -> None:
    talk = talking(MappedSkills())
    await talk.take(MapSkills(), "/map_skills", "map_skills")
    assert await talk.press(value) == load_mapping().story


async def at_skills(*skills: Suggestion) -> Conversation:
    """A talk that asks about a few skills of confirmed work."""
    talk = talking(MappedSkills((SELLER,), skills, "high"))
    await talk.take(Background(), STORY, "describe_background")
    await talk.take(Affirm(), "joo", "affirm")
    return talk


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("kaikki noi", ["käyttää kassakonetta", "täyttää hyllyjä"]),
        ("ekan osaan", ["käyttää kassakonetta"]),
        ("no ton vikan", ["täyttää hyllyjä"]),
        ("molemmat kyllä", ["käyttää kassakonetta", "täyttää hyllyjä"]),
        ("osaanhan mie nuo", ["käyttää kassakonetta", "täyttää hyllyjä"]),
        ("kaikki paitsi eka", ["täyttää hyllyjä"]),
        ("muut joo mut en ekaa", ["täyttää hyllyjä"]),
        ("viimestä en osaa, muut kyllä", ["käyttää kassakonetta"]),
        ("en tota vikaa", []),
    ],
)
async def test_skills_are_taken_by_their_places(words: str, held: list[str]) -> None:
    talk = await at_skills(TILL, SHELF)
    await talk.take(Fallback(), words, "nlu_fallback")
    assert [one["label"] for one in talk.saved.held] == held


async def test_words_that_tell_no_skill_are_asked_about_once_and_take_no_skill_as_held() -> None:
    talk = await at_skills(TILL, SHELF)
    talk.services = services_with(skills=FakeSkills(MappedSkills()))
    said = await talk.take(Fallback(), "en tajuu tätä juttua", "nlu_fallback")
    assert said.startswith(load_mapping().unclear)
    assert not talk.saved.held


@pytest.mark.parametrize(("skill", "intent"), [(Stop(), "stop"), (Inform(), "inform")])
async def test_who_has_had_enough_sees_the_sum(skill: SuuntaAction, intent: str) -> None:
    talk = await at_skills(TILL, SHELF)
    said = await talk.take(skill, "riittää jo", intent)
    assert said in (load_mapping().summary, load_mapping().summary_little)


async def test_a_wish_in_the_middle_leaves_for_a_search() -> None:
    talk = await at_skills(TILL, SHELF)
    cook = Entity("occupation", "kokki", "kokiksi")
    await talk.take(Inform(), "haluisin kokiksi", "inform", cook)
    assert talk.guide.state.flow == "find_course"
    assert talk.guide.facts["field"].value == "kokki"


async def test_other_questions_one_after_the_other_leave_the_talk() -> None:
    talk = talking(MappedSkills())
    await talk.take(MapSkills(), "/map_skills", "map_skills")
    answers = [await talk.take(Resume(), "mikä tää on", "bot_challenge") for _ in range(MOST_ASIDES + 1)]
    assert all(load_mapping().story in answer for answer in answers[:-1])
    assert load_mapping().story not in answers[-1]
    assert not is_talking(talk.guide)


async def test_old_work_beside_a_known_wish_is_a_fact_and_begins_no_talk() -> None:
    talk = talking(MappedSkills((SELLER,), (), "high"))
    talk.profile["fact.field"] = {"value": "hoitoala", "said": "hoitoala", "entity": "field"}
    said = await talk.take(Background(), STORY, "describe_background")
    assert "myyjä" not in said
    assert talk.guide.state.open is not None


async def test_what_one_could_do_with_known_skills_is_told() -> None:
    talk = await at_skills(TILL, SHELF)
    await talk.press("skills:ok")
    said = await talk.take(MapSkills(), "mitä kaikkea niillä vois tehdä", "map_skills")
    assert load_mapping().story not in said
    assert said in {load_occupation_texts().reach.none, load_occupation_texts().reach.no_more}


MOVES = ["skills:yes", "skills:no", "skills:edit", "skills:none", "skills:ok", "skills:enough", "skills:x"]


class MappingMachine(RuleBasedStateMachine):
    """Any moves in any order: one question a message, nothing rejected comes back, and a human in reach."""

    @initialize()
    def begin(self) -> None:
        question = FollowUpQuestion("where", "Missä teit tätä?")
        mapped = MappedSkills((SELLER, CARER, UNSURE), (TILL, SHELF, TEAM), "high", question)
        self.talk = talking(mapped, (COOK,))
        self.said_no: set[str] = set()
        asyncio.run(self.talk.take(MapSkills(), "/map_skills", "map_skills"))

    @rule(value=st.sampled_from(MOVES))
    def press(self, value: str) -> None:
        asyncio.run(self.talk.press(value))

    @rule(text=st.sampled_from([STORY, "hoidin äitiä kotona", "kokki", "en oo tehny mitään"]))
    def tell(self, text: str) -> None:
        asyncio.run(self.talk.take(Inform(), text, "inform"))

    @rule(yes=st.booleans())
    def decide(self, yes: bool) -> None:
        asyncio.run(self.talk.take(Affirm() if yes else Deny(), "", "affirm" if yes else "deny"))

    @rule()
    def skip(self) -> None:
        asyncio.run(self.talk.take(Skip(), "/skip", "skip"))

    @invariant()
    def one_question_and_a_way_out(self) -> None:
        messages = self.talk.guide.reply.messages
        assert sum((message.text or "").count("?") for message in messages[-1:]) <= 1
        rasa_says = any(message.response for message in messages)
        assert rasa_says or "/request_human" in self.talk.payloads

    @invariant()
    def what_was_refused_is_not_offered(self) -> None:
        stored = self.talk.profile.get("talk") or {}
        if stored.get("name") == "skills":
            state = MappingState.from_json(stored)
            offered = {one["uri"] for one in state.offered}
            asked_now = state.stage in {"confirming", "picking", "skills"}
            assert not (asked_now and offered & set(self.talk.saved.rejected))

    @invariant()
    def the_profile_stays_small(self) -> None:
        assert len(str(self.talk.profile)) < 6_000


TestMapping = MappingMachine.TestCase
TestMapping.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


async def test_how_long_it_was_done_is_said_back_and_kept_in_the_persons_own_words() -> None:
    told = ToldExperience(144.0, "long", "kaksitoista vuotta")
    seller = replace(SELLER, experience=told)
    talk = Conversation(services_with(skills=FakeSkills(MappedSkills((seller,), (), "high"))))
    said = await talk.take(Background(), "kaksitoista vuotta kaupan kassalla", "describe_background")
    assert "”kaupan kassalla”, ”kaksitoista vuotta”" in said
    await talk.take(Affirm(), "joo", "affirm")
    assert talk.profile["skills"]["occupations"][0]["experience"] == "kaksitoista vuotta"
    card = summary_card(SavedSkills.from_json(talk.profile["skills"]))
    assert card["details"][load_mapping().card.work] == "myyjä (kaksitoista vuotta)"


class KnowsDrawing(CoursesClient):
    """Knows courses in drawing, and nothing else."""

    async def search(self, text: str = "", **wishes: object) -> CoursesFound:
        found = (COURSE,) if "piirtää" in text else ()
        return CoursesFound(found, (), len(found), bool(found))


async def test_who_wants_a_change_and_says_to_what_need_not_tell_of_the_old_work() -> None:
    talk = Conversation(services_with(skills=FakeSkills(), courses=KnowsDrawing("http://127.0.0.1:1")))
    await talk.take(CareerChange(), "haluan vaihtaa alaa", "career_change")
    await talk.take(Inform(), "piirtäminen kiinnostais", "inform")
    assert talk.profile["fact.field"]["value"] == "piirtää"
    assert talk.profile["dialogue"]["flow"] == "find_course"
    assert "talk" not in talk.profile
