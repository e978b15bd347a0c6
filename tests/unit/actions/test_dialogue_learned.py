"""What the reader of stories finds is believed where it is sure, and only then."""

from dataclasses import replace

import pytest

from actions.dialogue.denying import is_denied
from actions.dialogue.desires import BACKGROUND, GOAL, is_left, is_wished
from actions.dialogue.guide import Guide
from actions.dialogue.learned import note_learned, tells_a_story, with_learned_roles
from actions.dialogue.others import is_of_another
from actions.dialogue.turn import Entity, Telling, Turn
from tests.support.services import INTAKE

TEXT = "olin hitsaaja kakskyt vuotta ja leipuri vois olla"
WELDER = Entity("occupation", "hitsaaja", "hitsaaja", role=GOAL, meant="had", likely=0.9)
BAKER = Entity("occupation", "leipuri", "leipuri", meant="wish", likely=0.95)


def roles(*entities: Entity, text: str = TEXT) -> list[tuple[str | None, bool]]:
    turn = with_learned_roles(Turn(text, "inform", entities))
    return [(one.role, one.sure) for one in turn.entities]


def test_a_sure_role_goes_before_the_rules() -> None:
    assert roles(WELDER, BAKER) == [(BACKGROUND, True), (GOAL, True)]


def test_an_unsure_role_changes_nothing() -> None:
    assert roles(replace(WELDER, likely=0.6)) == [(GOAL, False)]


def test_beside_a_sure_wish_a_weaker_one_is_none() -> None:
    assert roles(replace(WELDER, meant="wish", likely=0.6), BAKER) == [("other", True), (GOAL, True)]


@pytest.mark.parametrize(
    ("meant", "tells"),
    [("wish", is_wished), ("had", is_left), ("not", is_denied), ("other", is_of_another)],
)
def test_all_readers_hear_a_sure_role(meant: str, tells: object) -> None:
    turn = with_learned_roles(Turn(TEXT, "inform", (replace(WELDER, meant=meant),)))
    answers = [reader(turn.entities[0], TEXT) for reader in (is_wished, is_left, is_denied, is_of_another)]
    assert answers.count(True) == 1
    assert [is_wished, is_left, is_denied, is_of_another][answers.index(True)] is tells


@pytest.mark.parametrize(
    "text", ["paljonko hitsaajan koulutus maksaa?", "hitsaaja", '/find_course{"a": "hitsaaja"}']
)
def test_questions_names_and_buttons_are_left_to_the_rules(text: str) -> None:
    turn = Turn(text, "inform", (WELDER,))
    assert with_learned_roles(turn) is turn


def test_a_place_that_is_not_meant_goes_where_another_stays() -> None:
    home = Entity("place", "Kouvola", "Kouvolassa", meant="p", likely=0.9)
    away = Entity("place", "Oulu", "Oulussa", meant="p:not", likely=0.9)
    both = with_learned_roles(Turn("asun Kouvolassa, veli Oulussa", "inform", (home, away)))
    assert both.entities == (home,)
    alone = with_learned_roles(Turn("veli on Oulussa nyt", "inform", (away,)))
    assert alone.entities == (away,)


def test_of_two_situations_the_told_one_stays() -> None:
    work, none = (Entity("employment_status", value, value) for value in ("employed", "unemployed"))
    turn = Turn(TEXT, "inform", (work, none), told=(Telling("employment_status", "unemployed", 0.4, 0.5),))
    assert with_learned_roles(turn).entities == (none,)


def guide_told(*told: Telling) -> Guide:
    return Guide(Turn("pulju pantiin kiinni ja nyt mietin", "inform", told=told), INTAKE)


def test_a_sure_answer_is_noted() -> None:
    guide = guide_told(Telling("employment_status", "unemployed", 0.8, 0.9))
    note_learned(guide)
    assert guide.values == {"employment_status": "unemployed"}


def test_a_sick_leave_is_kept_as_another_situation_without_words() -> None:
    guide = guide_told(Telling("employment_status", "sick_leave", 0.9, 0.9))
    note_learned(guide)
    assert guide.values == {"employment_status": "other"}
    assert guide.facts["employment_status"].said == ""


def test_what_is_answered_in_words_nobody_understood_is_not_asked() -> None:
    guide = guide_told(Telling("employment_status", "part_time", 0.4, 0.8))
    note_learned(guide)
    assert guide.values == {}
    assert "employment_status" in guide.state.skipped


def test_a_guess_is_none() -> None:
    guide = guide_told(Telling("employment_status", "part_time", 0.3, 0.4), Telling("field", "maa", 0.9, 0.9))
    note_learned(guide)
    assert (guide.values, guide.state.skipped) == ({}, ())


def test_what_the_message_said_in_known_words_stands() -> None:
    guide = guide_told(Telling("employment_status", "employed", 0.9, 0.9))
    guide.turn = replace(guide.turn, told=guide.turn.told)
    guide.note_facts()
    note_learned(guide)
    note_learned(guide)
    assert guide.values == {"employment_status": "employed"}


@pytest.mark.parametrize(
    ("text", "asked", "story"),
    [
        ("olin kassalla viistoist vuotta ja nyt mietin vaikka mitä muuta", "goal", True),
        ("olin kassalla viistoist vuotta ja nyt mietin vaikka mitä muuta", "study_mode", False),
        ("olin kassalla viistoist vuotta ja nyt mietin vaikka mitä muuta", None, False),
        ("uusi ammatti", "goal", False),
        ("pääseekö sinne näillä papereilla jos on ollu pitkään töissä?", "goal", False),
    ],
)
def test_a_long_answer_to_a_first_question_is_a_story(text: str, asked: str | None, story: bool) -> None:
    guide = Guide(Turn(text, "inform"), INTAKE)
    if asked:
        guide.state = guide.state.started("find_course").asking(asked)
    assert tells_a_story(guide) is story
