"""Each check of `suunta validate` finds the fault that it is there for."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.validation.dialogue import check_dialogue
from cli.validation.facts import check_facts
from cli.validation.guidance import check_guidance
from cli.validation.intakes import check_intakes
from cli.validation.training_data import check_training_data

ROOT = Path(__file__).resolve().parents[3]

Check = Callable[[Path], Iterator[str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data that the checks read, to be broken."""
    for folder in (
        "data/facts",
        "data/guidance",
        "data/intake",
        "data/rules",
        "data/skills/core",
        "data/texts",
    ):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("domain.yml", "data/addresses.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "data" / "nlu").mkdir()
    for name in ("dev", "held"):
        (tmp_path / "evaluation" / "nlu" / name).mkdir(parents=True)
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def examples(root: Path, intent: str, *lines: str) -> None:
    block = "\n".join(f"    - {line}" for line in lines)
    text = f'version: "3.1"\nnlu:\n- intent: {intent}\n  examples: |\n{block}\n'
    (root / "data" / "nlu" / f"{intent}.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("check", [check_intakes, check_facts, check_dialogue])
def test_the_repository_itself_is_sound(check: Check) -> None:
    """The training data take seconds: `make check` looks at them once, by `suunta validate`."""
    assert list(check(ROOT)) == []


def test_a_broken_intake_is_named(copy: Path) -> None:
    replace(copy / "data" / "intake" / "adult.yml", "id: place", "id: PLACE")
    assert any(fault.startswith("data/intake/adult.yml") for fault in check_intakes(copy))


def test_an_intent_without_a_rule_is_named(copy: Path) -> None:
    replace(copy / "domain.yml", "intents:\n", "intents:\n  - juggle\n")
    assert "data/rules: the intent juggle has no rule, so it would get no answer" in list(
        check_dialogue(copy)
    )


def test_a_rule_that_calls_what_is_not_there_is_named(copy: Path) -> None:
    replace(copy / "data" / "rules" / "conversation.yml", "action: utter_thank", "action: utter_thanks")
    assert any("utter_thanks" in fault for fault in check_dialogue(copy))


def test_a_rule_that_no_action_closes_is_named(copy: Path) -> None:
    rules = copy / "data" / "rules" / "conversation.yml"
    replace(
        rules, "      - action: utter_thank\n      - action: action_resume\n", "      - action: utter_thank\n"
    )
    assert any("must end with an action" in fault for fault in check_dialogue(copy))


def test_an_action_that_nobody_wrote_is_named(copy: Path) -> None:
    replace(copy / "domain.yml", "actions:\n", "actions:\n  - action_juggle\n")
    assert "domain.yml: action_juggle has no class under actions/skills" in list(check_dialogue(copy))


def test_contradictions_repeats_and_thin_intents_are_named(copy: Path) -> None:
    examples(copy, "thank", "kiitos paljon", "kiitos  paljon!")
    examples(copy, "goodbye", "Kiitos paljon")
    faults = list(check_training_data(copy))
    assert "data/nlu: 'kiitos paljon' stands under goodbye and thank" in [fault.lower() for fault in faults]
    assert any(fault.startswith("data/nlu/thank.yml: 2 examples") for fault in faults)


def test_a_repeat_within_an_intent_is_named(copy: Path) -> None:
    examples(copy, "thank", "kiitos paljon", "kiitos  paljon!")
    assert "data/nlu/thank.yml: 'kiitos paljon' stands 2 times" in list(check_training_data(copy))


def test_a_wrong_annotation_is_named(copy: Path) -> None:
    examples(copy, "inform", 'asun [Oulussa]{"entity": "town"}', "asun [Oulussa]{entity: place}")
    faults = list(check_training_data(copy))
    assert any("town is no entity" in fault for fault in faults)
    assert any("unreadable annotation" in fault for fault in faults)


@pytest.mark.parametrize("name", ["dev", "held"])
def test_a_leak_into_the_test_set_is_named(copy: Path, name: str) -> None:
    examples(copy, "inform", 'asun nykyään [Oulussa]{"entity": "place", "value": "Oulu"}')
    tests = copy / "evaluation" / "nlu" / name / "informing.yml"
    tests.write_text("- {text: Asun nykyään Oulussa., intent: inform}\n", encoding="utf-8")
    assert any(
        fault.endswith(
            "'Asun nykyään Oulussa.' is a near copy of the training sentence 'asun nykyään Oulussa'"
        )
        for fault in check_training_data(copy)
    )


@pytest.mark.slow
def test_guidance_that_breaks_its_schema_is_named(copy: Path) -> None:
    replace(copy / "data" / "guidance" / "interests.yml", "traits: {food: 3}", "traits: {foood: 3}")
    assert [fault.partition(":")[0] for fault in check_guidance(copy)] == ["data/guidance/interests.yml"]


@pytest.mark.slow
def test_an_example_occupation_that_the_core_does_not_know_is_named(copy: Path) -> None:
    replace(
        copy / "data" / "guidance" / "directions.yml", "[lähihoitaja, kodinhoitaja,", "[velho, kodinhoitaja,"
    )
    assert len(list(check_guidance(copy))) == 1
    assert "velho" in next(check_guidance(copy))


def test_an_address_that_is_not_certain_is_named(copy: Path) -> None:
    replace(copy / "domain.yml", "osoitteesta ohjaamot.fi", "osoitteesta www.ohjaamo-lahella.fi")
    replace(copy / "domain.yml", "osoitteessa tyomarkkinatori.fi", "osoitteessa kela.fi/opiskelu")
    assert [fault.split(": ")[1] for fault in check_facts(copy)] == [
        "www.ohjaamo-lahella.fi",
        "kela.fi/opiskelu",
    ]


def test_a_fact_on_a_topic_that_nobody_asks_about_is_named(copy: Path) -> None:
    replace(copy / "data" / "facts" / "money.yml", "topics: [ask_cost]", "topics: [ask_price]")
    assert list(check_facts(copy)) == [
        "data/facts: fees_third_country: the topic ask_price is no intent of domain.yml"
    ]


def test_facts_that_cannot_be_read_are_named(copy: Path) -> None:
    replace(copy / "data" / "facts" / "crisis.yml", "status: verified", "status: sure")
    assert [fault.partition(":")[0] for fault in check_facts(copy)] == ["data/facts/crisis.yml"]
