"""What was understood is said back in sentences that a person would say."""

from pathlib import Path

import pytest

from actions.dialogue.facts import Fact
from actions.dialogue.said_back import said_back
from actions.intake.model import load_intake

INTAKE = load_intake(Path("data/intake/adult.yml"))
OULU = Fact("place", "Oulu", "", entity="place")
OUT_OF_WORK = Fact("employment_status", "unemployed", "", entity="employment_status")
CARE = Fact("field", "hoitoala", "", entity="field")
ONLINE = Fact("study_mode", "online", "", entity="study_mode")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ([], ""),
        ([OUT_OF_WORK], "olet työtön"),
        ([CARE, OULU], "sinua kiinnostaa hoitoala ja paikka on Oulu"),
        ([CARE, OULU, ONLINE], "sinua kiinnostaa hoitoala, paikka on Oulu ja opiskelet verkossa"),
        (
            [CARE, OULU, ONLINE, OUT_OF_WORK],
            "sinua kiinnostaa hoitoala, paikka on Oulu ja opiskelet verkossa. Lisäksi olet työtön",
        ),
        ([Fact("field", "kielet", "", entity="field")], "sinua kiinnostavat kielet"),
        ([Fact("field", "kokki", "", entity="occupation")], "toiveammattisi on kokki"),
        ([Fact("field", "suomen kieli", "")], "sanoit ”suomen kieli”"),
        ([Fact("age", "45", "", entity="age")], "olet 45-vuotias"),
        ([Fact("duration", "18", "", entity="duration")], "sinulla on aikaa noin 18 kuukautta"),
        ([Fact("motivation", "kyllästyin työhöni.", "")], "sanoit ”kyllästyin työhöni”"),
        ([Fact("motivation", "haluan että lapsillani on joskus paremmin kuin nyt", "")], ""),
        ([Fact("shoe_size", "43", "")], ""),
    ],
)
def test_facts_are_said_back_as_clauses(facts: list[Fact], said: str) -> None:
    assert said_back(facts, INTAKE) == said


@pytest.mark.parametrize("question", INTAKE.questions, ids=lambda question: question.id)
def test_every_quick_answer_has_a_clause_of_its_own(question: object) -> None:
    from actions.intake.model import Question

    assert isinstance(question, Question)
    for option in question.options:
        clause = question.said_back(option.value, next(iter(question.answers.entities), None))
        assert clause, f"{question.id}: {option.value}"
        assert len(clause.split()) > 1, f"{question.id}: '{clause}' is no clause"
