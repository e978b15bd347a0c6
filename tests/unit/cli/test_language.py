"""The language check: each rule finds its fault, lets plain Finnish pass, and knows its exceptions."""

import shutil
from pathlib import Path

import pytest
import yaml

from cli.validation.language import check_language
from cli.validation.language.check import faults_of, rare_words, sentences_of
from cli.validation.language.frequency import Frequencies, frequencies_in
from cli.validation.language.messages import messages_of
from cli.validation.language.rules import Source, read_rules

ROOT = Path(__file__).resolve().parents[3]
RULES = read_rules(ROOT)
# What the learners of the small repository write.
FAMILIAR = (
    "Hei, moi ja joo! Missä asut? Mitä teet? Tässä on monta sanaa mutta ei silti liian yhdessä lauseessa nyt."
)
LONG = (
    "Sinä voit hakea tähän silloin kun sinulle parhaiten sopii "
    "ja kun olet ensin jutellut siitä rauhassa ihmisen kanssa nyt."
)


def test_the_repository_itself_is_plain() -> None:
    assert list(check_language(ROOT)) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Missä haluat opiskella?", []),
        ("Voit opiskella omaan tahtiin.", []),
        ("Kerro {place} ja {facts}. Sitten jatketaan.", []),
        (LONG, ["length"]),
        ("Missä asut? Mitä teet?", ["questions"]),
        ("Voitte hakea heti.", ["you"]),
        ("Mitä teidän koulussa opitaan?", ["you"]),
        ("Mikäli haluat, voit hakea.", ["instead"]),
        ("Kartoittaminen auttaa sinua.", ["instead"]),
        ("Tuki haetaan ja maksetaan keväällä.", ["passive"]),
        ("Haku on auki, paikka on vapaa, aika sopii, hinta on pieni.", ["commas"]),
        ("Saat tästä ammattikorkeakoulututkintotodistuksen.", ["word"]),
        ("Sinun pitäisi tietää tämä.", ["never"]),
        ("Saat varmasti töitä.", ["never"]),
        ("Siitä voi tulla sinulle ihan oikea karenssi pian.", ["explain"]),
        ("Karenssi tarkoittaa, että menetät etuuden joksikin aikaa.", []),
    ],
)
def test_each_rule_finds_its_fault_and_no_other(text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in faults_of(text, RULES)] == rules


def test_sentences_end_at_stops_and_lines_and_placeholders_are_one_word() -> None:
    assert sentences_of("Hei {name}! Mitä kuuluu?\n– tehty: {title}") == [
        "Hei X!",
        "Mitä kuuluu?",
        "– tehty: X",
    ]
    assert sentences_of("{changed}{relaxed}") == ["XX"]
    assert sentences_of("...") == []


def write(root: Path, name: str, content: object) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_only_what_is_said_is_a_message(tmp_path: Path) -> None:
    rows = [{"text": "Hei.", "buttons": [{"title": "Jatka", "payload": "/x"}], "id": "a"}]
    write(tmp_path, "d.yml", {"responses": {"utter_a": rows}, "intents": ["greet"]})
    only = Source(path="d.yml", under="responses", only=("text", "title"))
    assert [one.text for one in messages_of(tmp_path, only)] == ["Jatka", "Hei."]
    skipping = Source(path="d.yml", under="responses", skip=("payload", "id"))
    assert [one.text for one in messages_of(tmp_path, skipping)] == ["Jatka", "Hei."]
    assert list(messages_of(tmp_path, Source(path="d.yml", only=("text",), under="intents"))) == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository with one file of texts and the real rules for it."""
    shutil.copytree(ROOT / "data" / "language", tmp_path / "data" / "language")
    path = tmp_path / "data" / "language" / "plain.yml"
    rules = yaml.safe_load(path.read_text(encoding="utf-8"))
    write(tmp_path, "data/language/plain.yml", {**rules, "files": [{"path": "texts.yml"}], "exceptions": []})
    (tmp_path / "data" / "nlu").mkdir()
    (tmp_path / "data" / "nlu" / "inform.yml").write_text(2 * f"    - {FAMILIAR}\n", encoding="utf-8")
    return tmp_path


def with_exception(root: Path, starts: str, rule: str) -> None:
    path = root / "data" / "language" / "plain.yml"
    rules = yaml.safe_load(path.read_text(encoding="utf-8"))
    row = {"file": "texts.yml", "starts": starts, "rule": rule, "why": "Tried in this test."}
    write(root, "data/language/plain.yml", {**rules, "exceptions": [row]})


def test_a_fault_names_file_and_place_and_an_exception_excuses_it(small: Path) -> None:
    write(small, "texts.yml", {"a": {"ask": "Missä asut? Mitä teet?"}})
    assert next(check_language(small)).startswith("texts.yml: a.ask: 2 questions")
    with_exception(small, "Missä asut?", "questions")
    assert list(check_language(small)) == []


def test_an_exception_that_nothing_needs_is_a_fault(small: Path) -> None:
    write(small, "texts.yml", {"a": "Missä asut?"})
    with_exception(small, "Missä asut?", "questions")
    assert "is not needed" in next(check_language(small))


def test_long_sentences_in_the_mean_are_a_fault(small: Path) -> None:
    write(small, "texts.yml", {"a": "Tässä on monta sanaa mutta ei silti liian monta yhdessä lauseessa nyt."})
    assert "in the mean" in next(check_language(small))


def test_broken_rules_are_named_and_not_raised(small: Path) -> None:
    write(small, "data/language/plain.yml", {"limits": {}})
    assert next(check_language(small)).startswith("data/language/plain.yml")


@pytest.mark.parametrize(
    ("text", "rare"),
    [
        ("Voit opiskella koulussa.", []),
        ("Koulukoira opiskelee.", []),
        ("Kansliapäällikkö opiskelee.", ["Kansliapäällikkö"]),
        ("Useimmiten opiskellaan koulussa.", []),
        ("Xyzzy opiskelee.", []),
    ],
)
def test_a_word_that_learners_do_not_write_is_rare(text: str, rare: list[str]) -> None:
    seen = Frequencies(["voit opiskella koulussa", "koira voi opiskella koulussa", "koira"])
    assert [fault.split("'")[1] for _, fault in rare_words(text, RULES, seen)] == rare


def test_learners_sentences_are_counted_without_their_marks() -> None:
    seen = frequencies_in(ROOT)
    assert seen.of("kouluun") > 10
    assert seen.of("employment_status") == 0


def test_variants_of_a_message_are_not_alike(small: Path) -> None:
    write(small, "texts.yml", {"a": ["Hei.", "Moi."], "b": [{"text": "Joo."}, {"text": "joo"}]})
    assert list(check_language(small)) == ["texts.yml: b[1]: says what another variant says"]
