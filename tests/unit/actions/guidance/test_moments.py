"""What a short answer to what was last shown means; that it holds for a while, and never hides a wish."""

from typing import Any

import pytest

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.guidance.moments import PROFILE_KEY, TURNS, Reaction, keep_moment, load_moments, reactions_to
from tests.support.services import INTAKE


def at(moment: str, text: str, *entities: Entity) -> Guide:
    profile = {PROFILE_KEY: {"name": moment, "left": TURNS}}
    return Guide(Turn(text, "nlu_fallback", entities, profile), INTAKE)


def deed(one: Reaction) -> Any:
    return one.does or one.reads or one.pick or one.say


@pytest.mark.parametrize(
    ("moment", "text", "done"),
    [
        ("human", "joo kiitos", "/request_human"),
        ("human", "mielellään", "/request_human"),
        ("directions", "ei nappaa", '/choose{"answer": "interests:more"}'),
        ("directions", "onks muita?", '/choose{"answer": "interests:more"}'),
        ("directions", "miks just nää?", "reasons"),
        ("plan", "poista toi kurssi", '/edit_plan{"answer": "edit"}'),
        ("plan", "näytä uudestaan", "/show_plan"),
        ("worry", "no kokeillaan", "/find_course"),
    ],
)
def test_an_answer_is_known_by_its_words(moment: str, text: str, done: str) -> None:
    assert deed(next(iter(reactions_to(at(moment, text))))) == done


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("courses", "kiva mutta mitä tää maksaa mulle jos asun kaukana muualla"),
        ("worry", "onko siellä muita?"),
        ("human", "mitä kursseja on turussa"),
    ],
)
def test_what_says_more_is_no_answer(moment: str, text: str) -> None:
    assert not any(one.whole or one.names for one in reactions_to(at(moment, text)))


def test_a_message_that_names_something_is_none() -> None:
    cook = Entity("occupation", "kokki", "kokki")
    assert not list(reactions_to(at("courses", "jotain muuta, vaikka kokki", cook)))


def test_without_a_moment_nothing_is_meant() -> None:
    assert not list(reactions_to(Guide(Turn("joo", "affirm"), INTAKE)))


def kept(guide: Guide) -> Any:
    keep_moment(guide)
    return guide.reply.kept.get(PROFILE_KEY, "untouched")


def test_what_was_shown_is_kept_and_a_question_ends_it() -> None:
    guide = at("worry", "mitä se maksaa")
    guide.reply.say_text("Kurssit", [], {"cards": [{"kind": "course"}]})
    assert kept(guide) == {"name": "courses", "left": TURNS}
    guide = at("worry", "mitä se maksaa")
    guide.state = DialogueState(flow="find_course", open="place")
    assert kept(guide) is None


def test_the_way_to_a_human_alone_is_a_moment() -> None:
    guide = Guide(Turn("ootko robotti", "bot_challenge"), INTAKE)
    guide.reply.say_text("Olen.", [Button("Ihmisen luo", "/request_human")], {})
    assert kept(guide) == {"name": "human", "left": TURNS}


def test_it_holds_for_a_few_turns_of_other_things() -> None:
    left: Any = {"name": "plan", "left": TURNS}
    for _ in range(TURNS - 1):
        guide = Guide(Turn("mikä on oppisopimus", "ask_apprenticeship", (), {PROFILE_KEY: left}), INTAKE)
        left = kept(guide)
        assert left["name"] == "plan"
    assert kept(Guide(Turn("moi", "greet", (), {PROFILE_KEY: left}), INTAKE)) is None


def test_every_reaction_can_be_reached_by_words_or_by_a_place() -> None:
    for reactions in load_moments().moments.values():
        for one in reactions:
            assert one.whole or one.names or one.asks or one.pick in ("takes", "option")
