"""The interests talk: three directions, never one, whatever is answered; always a way past."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from actions.dialogue.guide import Guide
from actions.dialogue.turn import Entity, Turn
from actions.guidance.interest_data import load_directions, load_interests
from actions.guidance.interest_state import InterestState
from actions.guidance.interest_talk import InterestTalk, choose_in_interests
from actions.guidance.reading import read_words
from actions.guidance.scoring import choose_three, suggest
from actions.skills.direction import UnsureDirection
from actions.skills.fallback import Fallback
from actions.skills.inform import Inform
from actions.skills.questions import Skip, WhyAsked
from actions.skills.resume import Resume, Stop
from actions.skills.worry import MeetWorry
from tests.support.services import INTAKE, services_with

ITEMS = [item.id for item in load_interests().items]
Profile = dict[str, Any]


def choice(value: str) -> Turn:
    return Turn("/choose", "choose", (Entity("answer", value, value),))


def with_profile(turn: Turn, profile: Profile) -> Turn:
    return Turn(turn.text, turn.intent, turn.entities, profile)


def profile_after(guide: Guide, profile: Profile) -> Profile:
    """What the gateway's profile holds after the turn's effects."""
    after = dict(profile)
    for effect in guide.reply.effects():
        if effect["type"] == "profile.set":
            after[effect["key"]] = effect["value"]
        elif effect["type"] == "profile.delete":
            after.pop(effect["key"], None)
    return after


async def begun(text: str = "/unsure_direction") -> Profile:
    guide = Guide(Turn(text, "unsure_direction"), INTAKE)
    await UnsureDirection().reply_to(guide, services_with())
    return profile_after(guide, {})


async def test_it_says_how_long_it_takes_and_asks_one_thing() -> None:
    guide = Guide(Turn("en tiiä mitä haluun", "unsure_direction"), INTAKE)
    await UnsureDirection().reply_to(guide, services_with())
    text = guide.reply.messages[0].text or ""
    assert len(guide.reply.messages) == 1
    assert "minuuttia" in text
    assert text.count("?") == 1


async def test_a_liking_in_the_first_message_is_not_asked_again() -> None:
    guide = Guide(Turn("en tiiä mitä haluun, tykkään koirista", "unsure_direction"), INTAKE)
    await UnsureDirection().reply_to(guide, services_with())
    assert load_interests().items[0].text not in (guide.reply.messages[0].text or "")
    assert load_interests().items[1].text in (guide.reply.messages[0].text or "")


async def test_the_reason_is_in_the_persons_own_words() -> None:
    profile = await begun()
    guide = Guide(with_profile(Turn("hoidan koiria ja hevosia", "inform"), profile), INTAKE)
    await Inform().reply_to(guide, services_with())
    guide = Guide(with_profile(choice("interests:enough"), profile_after(guide, profile)), INTAKE)
    await InterestTalk().hear(guide, services_with())
    cards = guide.reply.messages[0].custom["cards"]
    assert cards[0]["title"] == "Eläimet"
    assert "hoidan koiria ja hevosia" in cards[0]["why"]
    assert 2 <= len(cards) <= 3
    assert guide.recall("talk") is None


async def test_a_question_of_another_subject_leads_back() -> None:
    profile = await begun()
    guide = Guide(with_profile(Turn("mistä rahat", "ask_financing"), profile), INTAKE)
    await Resume().reply_to(guide, services_with())
    assert load_interests().items[0].text in (guide.reply.messages[-1].text or "")


async def test_why_and_skip_are_always_there() -> None:
    profile = await begun()
    guide = Guide(with_profile(Turn("miks", "why_asked"), profile), INTAKE)
    await WhyAsked().reply_to(guide, services_with())
    assert load_interests().items[0].why in (guide.reply.messages[0].text or "")
    for _ in ITEMS:
        guide = Guide(with_profile(Turn("ohita", "skip"), profile), INTAKE)
        await Skip().reply_to(guide, services_with())
        profile = profile_after(guide, profile)
    assert "talk" not in profile
    assert guide.reply.messages[-1].text == load_interests().result.nothing
    assert any(button.payload == "/request_human" for button in guide.reply.messages[-1].buttons)


@pytest.mark.parametrize("value", ["interests:more", "interests:likes:cook", "interests:no:such", "x"])
async def test_old_buttons_break_nothing(value: str) -> None:
    guide = Guide(choice(value), INTAKE)
    assert choose_in_interests(guide) is value.startswith("interests")


@pytest.mark.parametrize(
    ("text", "liked", "denied"),
    [
        ("tykkään laittaa ruokaa", "food", None),
        ("en tykkää ihmisistä mutta koneet on kivoja", "machines", "social"),
        ("rassailen mopoja", "vehicles", None),
        ("en jaksa nostella", None, "heavy"),
    ],
)
def test_own_words_are_read_with_what_they_deny(text: str, liked: str | None, denied: str | None) -> None:
    heard = read_words(text).traits
    assert liked is None or heard[liked] > 0
    assert denied is None or heard[denied] < 0


def test_every_direction_can_be_reached_and_is_not_drowned() -> None:
    """Who likes exactly what a direction gives sees it among the first three."""
    for one in load_directions().directions:
        state = InterestState().answering("likes", words=" ".join(one.words[:3]))
        three = choose_three(suggest(state, load_interests(), load_directions()))
        assert one.id in [found.direction.id for found in three], one.id


class InterestsMachine(RuleBasedStateMachine):
    """Any mix of answers, skips and steps back: no item twice without cause, and always an end."""

    @initialize()
    def begin(self) -> None:
        self.state = InterestState()
        self.steps = 0

    @precondition(lambda self: self.state.next_item(ITEMS))
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        name = self.state.next_item(ITEMS) or ""
        left = self.state.left(ITEMS)
        option = data.draw(st.sampled_from([one.id for one in load_interests().item(name).options]))
        self.state = self.state.answering(name, option=option)
        assert self.state.left(ITEMS) == left - 1
        assert self.state.next_item(ITEMS) != name

    @precondition(lambda self: self.state.next_item(ITEMS))
    @rule()
    def skip(self) -> None:
        name = self.state.next_item(ITEMS) or ""
        self.state = self.state.skipping(name)
        assert self.state.next_item(ITEMS) != name

    @rule()
    def go_back(self) -> None:
        settled = len(ITEMS) - self.state.left(ITEMS)
        self.state = self.state.going_back(ITEMS)
        assert len(ITEMS) - self.state.left(ITEMS) == max(settled - 1, 0)

    @rule()
    def show(self) -> None:
        ranked = suggest(self.state, load_interests(), load_directions())
        three = [one.direction.id for one in choose_three(ranked, self.state.shown)]
        assert len(three) <= 3
        assert not set(three) & set(self.state.shown)
        self.state = self.state.having_shown(three)

    @invariant()
    def survives_the_profile(self) -> None:
        assert InterestState.from_json(self.state.to_json()) == self.state


TestInterests = InterestsMachine.TestCase
TestInterests.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (Turn("asun lahessa", "inform", (Entity("place", "Lahti", "lahessa"),)), "paikka on Lahti"),
        (Turn("oon ollu yrittäjä", "describe_background"), "sanoit ”oon ollu yrittäjä”"),
    ],
)
async def test_a_fact_beside_the_talk_is_said_back_and_the_item_stays_open(turn: Turn, said: str) -> None:
    profile = await begun()
    guide = Guide(with_profile(turn, profile), INTAKE)
    await Inform().reply_to(guide, services_with())
    assert len(guide.reply.messages) == 1
    text = guide.reply.messages[0].text or ""
    assert said in text
    assert load_interests().items[0].text in text
    assert load_interests().unclear not in text
    assert guide.news


async def test_a_fact_and_a_liking_in_one_message_are_both_taken() -> None:
    profile = await begun()
    place = Entity("place", "Pori", "porissa")
    guide = Guide(with_profile(Turn("asun porissa ja leivon", "inform", (place,)), profile), INTAKE)
    await Inform().reply_to(guide, services_with())
    assert "paikka on Pori" in (guide.reply.messages[0].text or "")
    assert load_interests().items[1].text in (guide.reply.messages[0].text or "")


async def heard(turn: Turn, profile: Profile) -> tuple[bool, Guide]:
    guide = Guide(with_profile(turn, profile), INTAKE)
    return await InterestTalk().hear(guide, services_with()), guide


async def test_what_was_done_so_far_is_kept_and_thanked_for() -> None:
    taken, guide = await heard(
        Turn("olin varastolla yli kymmenen vuotta", "describe_background"), await begun()
    )
    assert taken
    assert guide.values["background"] == "olin varastolla yli kymmenen vuotta"


async def test_a_question_is_left_to_its_skill() -> None:
    taken, _ = await heard(Turn("saisko siihen päivärahaa", "nlu_fallback"), await begun())
    assert not taken


@pytest.mark.parametrize("text", ["näytä vaihtoehtoja", "näytä kursseja", "jo riittää"])
async def test_who_has_enough_sees_directions(text: str) -> None:
    profile = await begun()
    _, guide = await heard(choice("interests:likes:nature"), profile)
    taken, guide = await heard(Turn(text, "nlu_fallback"), profile_after(guide, profile))
    assert taken
    assert guide.reply.messages[0].custom["cards"]


async def test_a_worry_that_tells_what_one_can_do_is_an_answer_too() -> None:
    profile = await begun()
    for option in ("likes:cook", "strength:order", "with_whom:alone"):
        guide = Guide(with_profile(choice(f"interests:{option}"), profile), INTAKE)
        await InterestTalk().hear(guide, services_with())
        profile = profile_after(guide, profile)
    turn = Turn("en voi nostella mitään raskasta, polvi kipeä", "worry_health")
    guide = Guide(with_profile(turn, profile), INTAKE)
    await MeetWorry().reply_to(guide, services_with())
    assert "own_pace" in guide.wishes
    answers = InterestState.from_json(guide.recall("talk")).answers
    assert answers[-1].item == "day"


async def test_an_unclear_why_is_answered_with_the_reason() -> None:
    profile = await begun()
    unclear = Turn(
        "miks näit udellaan", "nlu_fallback", (), profile, ("why_asked", "complain"), {"why_asked": 0.6}
    )
    guide = Guide(unclear, INTAKE)
    await Fallback().reply_to(guide, services_with())
    assert load_interests().items[0].why in (guide.reply.messages[0].text or "")


async def test_an_option_is_taken_by_its_place() -> None:
    profile = await begun()
    guide = Guide(with_profile(Turn("se eka", "affirm"), profile), INTAKE)
    await Fallback().reply_to(guide, services_with())
    stored = InterestState.from_json(profile_after(guide, profile)["talk"])
    assert stored.answers[0].option == load_interests().items[0].options[0].id


@pytest.mark.parametrize("answers", [(), ("interests:likes:cook",)])
async def test_who_has_had_enough_is_shown_directions_or_let_go(answers: tuple[str, ...]) -> None:
    profile = await begun()
    for value in answers:
        guide = Guide(with_profile(choice(value), profile), INTAKE)
        await InterestTalk().hear(guide, services_with())
        profile = profile_after(guide, profile)
    guide = Guide(with_profile(Turn("riittää jo", "stop"), profile), INTAKE)
    await Stop().reply_to(guide, services_with())
    assert len(guide.reply.messages) == 1
    left = guide.reply.messages[0].response == "utter_talk_left"
    assert left is not bool(answers)


async def test_to_ask_for_a_direction_again_in_the_talk_does_not_begin_it_anew() -> None:
    profile = await begun()
    guide = Guide(with_profile(choice("interests:likes:cook"), profile), INTAKE)
    await InterestTalk().hear(guide, services_with())
    profile = profile_after(guide, profile)
    again = Turn("mitä mun kannattais tehdä ekaks", "unsure_direction")
    guide = Guide(with_profile(again, profile), INTAKE)
    await UnsureDirection().reply_to(guide, services_with())
    assert load_interests().items[1].text in (guide.reply.messages[-1].text or "")


async def test_a_worry_that_is_only_likely_is_met_in_the_talk() -> None:
    profile = await begun()
    likely = {"worry_confidence": 0.65, "insult": 0.33}
    turn = Turn("oon vissiin liian tyhmä", "nlu_fallback", (), profile, tuple(likely), likely)
    guide = Guide(turn, INTAKE)
    await Fallback().reply_to(guide, services_with())
    assert guide.reply.messages[0].response == "utter_worry_confidence"
    assert load_interests().items[0].text in (guide.reply.messages[-1].text or "")


async def test_none_of_the_options_leaves_the_item() -> None:
    profile = await begun()
    guide = Guide(with_profile(Turn("ei mikää noista", "deny"), profile), INTAKE)
    await Fallback().reply_to(guide, services_with())
    assert load_interests().items[1].text in (guide.reply.messages[-1].text or "")


async def test_a_way_to_study_that_is_denied_in_the_talk_is_not_kept() -> None:
    profile = await begun()
    evening = Entity("study_mode", "evening", "iltasin")
    guide = Guide(with_profile(Turn("iltasin ei käy", "inform", (evening,)), profile), INTAKE)
    await Inform().reply_to(guide, services_with())
    assert "study_mode" not in guide.facts
