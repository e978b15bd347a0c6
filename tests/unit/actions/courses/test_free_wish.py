"""A wish for what is free is told from a question of what a course costs."""

import pytest

from actions.courses.free_wish import wishes_free, worries_of_money


@pytest.mark.parametrize(
    "text",
    ["Olen köyhä, löytyisikö jotain maksutonta?", "rahat on loppu, onko mitään ilmasta", "sais ilmaseks",
     "Onko tarjolla maksuttomia kursseja?", "olis hyvä jos se ois ilmanen", "löytyykö halvempaa",
     "ei oo varaa, ilmanen pitäis olla", "haluaisin vain maksuttomia", "onks ilmasia",
     "kiitos mutta ei maksullisia", "en pysty maksaan, halvempia"],
)  # fmt: skip
def test_a_wish_in_any_form(text: str) -> None:
    assert wishes_free(text)


@pytest.mark.parametrize(
    "text",
    ["paljonko tämä maksaa?", "onko se maksullinen", "onks toi ilmanen", "olisiko se ilmainen?",
     "ovatko nämä maksuttomia?", "luulin että se on ilmainen", "onko opiskelu ilmaista",
     "en tarvitse ilmaista", "liian kallis", "löytyykö ilmastointialaa", "mulla ei oo rahaa"],
)  # fmt: skip
def test_a_question_or_a_remark_is_none(text: str) -> None:
    assert not wishes_free(text)


def test_little_money_is_a_worry_beside_the_wish() -> None:
    assert worries_of_money("eläke on pieni, löytyykö maksutonta")
    assert not worries_of_money("löytyykö maksutonta")
