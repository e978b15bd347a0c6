"""Courses side by side: what differs, what is alike, which is the least."""

from dataclasses import replace

from actions.courses.comparing import compared_text, least_of
from actions.courses.shown import ShownCourse

A = ShownCourse("a", "Lähihoitaja", "OSAO", hours=4_800.0, cost=0.0)
B = ShownCourse("b", "Hoiva-avustaja", "TAI", hours=1_200.0, cost=0.0)
TWIN = ShownCourse("t", "Lähihoitaja", "TAI", hours=4_800.0)


def row(fact: str, *values: str) -> dict[str, object]:
    return {"fact": fact, "label": fact.capitalize(), "values": list(values), "differs": len(set(values)) > 1}


def test_differences_come_first_then_what_is_alike() -> None:
    facts = [row("language", "suomi", "suomi"), row("place", "Oulu", "Turku"), row("outcomes", "x", "y")]
    lines = compared_text((A, B), facts).splitlines()
    assert lines[1:3] == ["1. Lähihoitaja", "2. Hoiva-avustaja"]
    assert "Place – 1: Oulu; 2: Turku" in lines
    assert lines[-1] == "Samaa kaikissa – Language: suomi."
    assert "Outcomes" not in " ".join(lines)


def test_what_nobody_knows_is_not_alike() -> None:
    text = compared_text((A, B), [row("cost", "ei tiedossa", "ei tiedossa")])
    assert "ei tiedossa" not in text
    assert "En tiedä näistä eroja" in text


def test_courses_of_one_name_begin_with_what_tells_them_apart() -> None:
    text = compared_text((A, TWIN), [])
    assert "1. OSAO: Lähihoitaja" in text
    assert "2. TAI: Lähihoitaja" in text


def test_which_is_the_shortest_is_said_only_where_it_is_known() -> None:
    assert least_of({"shorter"}, (A, B)) == ["Lyhin: Hoiva-avustaja."]
    assert least_of({"cheaper"}, (A, TWIN))[0].startswith("Halvin: tätä en tiedä")
    assert least_of({"cheaper"}, (A, B)) == ["Halvin: näissä ei ole eroa."]
    assert least_of({"shorter"}, (A, replace(B, hours=None, at_most=800.0)))[0].startswith("Lyhin: tätä en")
    assert least_of(set(), (A, B)) == []
