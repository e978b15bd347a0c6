"""Every rule's own table, and the table of spoken forms."""

import pytest
import yaml

from nlu.analysis import shared_analyzer
from nlu.spoken.forms import SpokenForms
from nlu.spoken.rules import RULES, load_rules

ROWS = [
    (rule["name"], form, lemma)
    for rule in yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]
    for form, lemma in (rule.get("table") or {}).items()
]


@pytest.mark.parametrize(("rule", "form", "lemma"), ROWS)
def test_rule_table(rule: str, form: str, lemma: str) -> None:
    assert shared_analyzer().lemmas(form)[0] == lemma, rule


def test_every_spoken_form_gets_its_base_form() -> None:
    wrong = [
        (form, lemma)
        for form, lemma in SpokenForms.load().items()
        if shared_analyzer().lemmas(form)[0] != lemma
    ]
    assert not wrong


def test_candidates_are_bounded_and_new() -> None:
    for form in ("ssssttttaaaa" * 4, "opiskellemmaan", "ab"):
        forms = [candidate.form for candidate in load_rules().candidates(form)]
        assert len(forms) <= 60
        assert form not in forms
        assert len(forms) == len(set(forms))
