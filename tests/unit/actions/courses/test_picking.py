"""Which of the shown courses a message means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.courses.picking import picked
from actions.courses.shown import ShownCourse, ShownCourses
from actions.dialogue.turn import Entity, Turn

A = ShownCourse("a", "Hoiva-avustajan koulutus", "Raision seudun opisto", ("Raisio",))
B = ShownCourse("b", "Hygieniapassi", None, ("Turku",))
C = ShownCourse("c", "Lähihoitaja", "Turun ammatti-instituutti", ("Turku",))
D = ShownCourse("d", "Trukkikurssi", "Toinen opisto", ("Salo",))
SHOWN = ShownCourses(current=(A, B, C), earlier=(D,))


def ids(text: str, shown: ShownCourses = SHOWN, entities: tuple[Entity, ...] = ()) -> list[str]:
    return [one.id for one in picked(Turn(text, "save_course", entities), shown).courses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tallenna toi eka", ["a"]),
        ("laita toi toka talteen", ["b"]),
        ("tallenna se kolmas", ["c"]),
        ("vertaa ekaa ja kolmatta", ["a", "c"]),
        ("vertaa kolmatta ja ensimmäistä", ["a", "c"]),
        ("numero kaksi kiitos", ["b"]),
        ("toi keskimmäinen muistiin", ["b"]),
        ("tallennetaan toi viimenen", ["c"]),
        ("nappaa toi alin talteen", ["c"]),
        ("ota ylimmäinen talteen", ["a"]),
        ("säästä noi kaks ylintä", ["a", "b"]),
        ("tallenna kaikki", ["a", "b", "c"]),
        ("laita nää talteen", ["a", "b", "c"]),
        ("säilytä nämä kaksi", []),
        ("toi eka oli turhan kallis ja kolmas liian kaukana mut toi toka vois olla", ["b"]),
        ("tallenna kolmas mutta kiire on", ["c"]),
        ("seivaa eka ja toka", ["a", "b"]),
        ("kakkonen", ["b"]),
        ("tallena ensimmainen", ["a"]),
    ],
)
def test_a_place_in_the_list(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tallenna se raision kurssi", ["a"]),
        ("tallentaisitko tuon hygieniapassikurssin", ["b"]),
        ("pane tuo lähihoitajakoulutus muistiin", ["c"]),
        ("vertaa hygieniapassia ja lähihoitajaa", ["b", "c"]),
        ("säästä se trukkikurssi mulle", ["d"]),
    ],
)
def test_a_name_a_town_or_a_provider(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_town_that_the_model_read_counts_too() -> None:
    assert ids("se siellä", entities=(Entity("place", "Raisio", "siellä"),)) == ["a"]


def test_both_are_two() -> None:
    assert ids("tallenna molemmat") == []
    assert ids("tallenna molemmat", ShownCourses(current=(A, C))) == ["a", "c"]


def test_words_that_all_have_tell_nothing() -> None:
    alike = ShownCourses(current=(B, C))
    assert ids("tallenna se turun kurssi", ShownCourses(current=(B, B))) == []
    assert ids("tallenna kurssi", alike) == []


def test_it_means_the_course_that_was_spoken_of() -> None:
    assert ids("tallenna se") == []
    assert ids("tallenna se", SHOWN.spoken_of(C)) == ["c"]


def test_a_button_means_its_course_and_an_old_one_none() -> None:
    for value, expected in (("course:d", ["d"]), ("all", ["a", "b", "c"]), ("course:gone", [])):
        text = f'/save_course{{"answer": "{value}"}}'
        assert ids(text, entities=(Entity("answer", value, value),)) == expected
    assert ids("/save_course") == []


@given(st.text(max_size=60))
def test_whatever_is_said_only_shown_courses_are_meant_in_their_order(text: str) -> None:
    found = ids(text)
    assert found == [one.id for one in SHOWN.all if one.id in found]


@given(st.text(max_size=60))
def test_nothing_is_meant_where_nothing_was_shown(text: str) -> None:
    assert ids(text, ShownCourses()) == []
