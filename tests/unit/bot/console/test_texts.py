"""The console speaks from data alone: Finnish stands in for what another language lacks."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.console.guided.suggesting import read_rules
from bot.console.permissions import Action
from bot.console.quick_replies import read_quick_replies
from bot.console.texts import read_console_texts
from bot.outreach.texts import place_types
from bot.referrals.texts import referral_texts
from bot.texts import TextsError

FINNISH_LETTER = re.compile("[äöåÄÖÅ]")
FILLED = re.compile(r"{% block body_class %}.*?{% endblock %}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SEEN = re.compile(r'(?:aria-label|title|placeholder|alt|value)="([^"{]*[a-zäö]{3}[^"{]*)"')
NOT_WORDS = re.compile(r"^(yes|no|true|false|accepted|rejected|[a-z_.-]+)$")


def said(words: Any) -> Any:
    """The same words in a language that does not exist."""
    if isinstance(words, dict):
        return {name: said(part) for name, part in words.items()}
    if isinstance(words, list):
        return [said(part) for part in words]
    return f"⟦{words}⟧" if isinstance(words, str) else words


def put(folder: Path, language: str, words: Any) -> None:
    """Write a file of words."""
    (folder / "console").mkdir(exist_ok=True)
    file = folder / "console" / f"texts.{language}.yml"
    file.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")


def test_a_whole_language_replaces_every_word(root: Path, tmp_path: Path) -> None:
    finnish = yaml.safe_load((root / "data/console/texts.fi.yml").read_text(encoding="utf-8"))
    put(tmp_path, "fi", finnish)
    put(tmp_path, "sv", said(finnish))
    texts = read_console_texts(tmp_path)
    assert texts["sv"].signin.title == f"⟦{finnish['signin']['title']}⟧"
    assert texts["sv"].problems["gone"].title.startswith("⟦")
    assert texts["fi"].signin.title == finnish["signin"]["title"]


def test_what_a_language_lacks_is_said_in_finnish(tmp_path: Path) -> None:
    put(tmp_path, "fi", {"a": {"b": "yksi", "c": "kaksi"}, "d": "kolme"})
    put(tmp_path, "en", {"a": {"b": "one"}})
    english = read_console_texts(tmp_path)["en"]
    assert (english.a.b, english.a.c, english.d) == ("one", "kaksi", "kolme")


def test_without_finnish_the_gateway_does_not_begin(tmp_path: Path) -> None:
    put(tmp_path, "en", {"a": "one"})
    with pytest.raises(TextsError):
        read_console_texts(tmp_path)


FIELD = re.compile(r"\{(\w*)\}")


def flat(words: Any, place: str = "") -> dict[str, str]:
    """Each sentence by its dotted name."""
    if not isinstance(words, dict):
        return {place: str(words)}
    return {name: text for key, part in words.items() for name, text in flat(part, f"{place}.{key}").items()}


def fields(text: str) -> set[str]:
    """What is filled in."""
    return set(FIELD.findall(text))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_another_language_names_what_finnish_names_with_the_same_fields(language: str, root: Path) -> None:
    folder = root / "data/console"
    finnish = flat(yaml.safe_load((folder / "texts.fi.yml").read_text(encoding="utf-8")))
    given = flat(yaml.safe_load((folder / f"texts.{language}.yml").read_text(encoding="utf-8")))
    assert given[".language"] == language
    assert sorted(given.keys() - finnish.keys()) == []
    assert [name for name in given if fields(given[name]) != fields(finnish[name])] == []
    assert [name for name in given if not given[name].strip()] == []
    assert sorted(finnish.keys() - given.keys()) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_finnish_sentence_stands_among_those_of_another_language(language: str, root: Path) -> None:
    folder = root / "data/console"
    finnish = flat(yaml.safe_load((folder / "texts.fi.yml").read_text(encoding="utf-8")))
    given = flat(yaml.safe_load((folder / f"texts.{language}.yml").read_text(encoding="utf-8")))
    same = [name for name, text in given.items() if text == finnish[name] and len(text.split()) > 3]
    assert [given[name] for name in same if re.search("[A-Za-zåäö]{3}", FIELD.sub("", given[name]))] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_trail_has_words_for_whatever_can_be_done(language: str, root: Path) -> None:
    named = yaml.safe_load((root / f"data/console/texts.{language}.yml").read_text(encoding="utf-8"))
    assert set(named["audit"]["actions"]) == set(Action)
    assert set(named["guided"]["reasons"]) == set(read_rules(root / "data").reasons)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_chosen_from_lists_has_its_name_in_each_language(language: str, root: Path) -> None:
    data = root / "data"
    named = [*place_types(data).places, *referral_texts(data).partners, *read_quick_replies(data)]
    assert [one.title for one in named if language not in one.titles] == []
    assert named[0].called(language) == named[0].titles[language]
    assert named[0].called("xx") == named[0].title
    asking = [one for one in read_quick_replies(data) if one.fields]
    assert asking
    assert [one.id for one in asking if set(one.labelled(language)) != set(one.fields)] == []
    assert [one.id for one in asking if one.labelled(language) == one.fields] == []


def test_whose_words_a_page_shows_is_known(root: Path, tmp_path: Path) -> None:
    texts = read_console_texts(root / "data")
    assert texts["sv"].spoken_in("queue.html") == "sv"
    assert texts["sv"].spoken_in("knowledge_fact.html") == "sv"
    assert texts["sv"].spoken_in("impact.html") == texts["en"].spoken_in("impact_tables.html") == "fi"
    assert texts["fi"].spoken_in("audit.html") == "fi"
    put(tmp_path, "fi", {"language": "fi", "guided": {"title": "a", "b": "c"}, "audit": {"title": "d"}})
    put(tmp_path, "sv", {"language": "sv", "guided": {"b": "x"}})
    swedish = read_console_texts(tmp_path)["sv"]
    assert swedish.spoken_in("guide.html") == "fi"  # a few words of it stand on other pages
    assert swedish.spoken_in("audit.html") == "fi"


def test_every_page_knows_whose_words_it_shows(root: Path) -> None:
    texts = read_console_texts(root / "data")
    pages = [path.name for path in (root / "bot/console/templates").glob("*.html")]
    borrowed = {name for name in pages if texts["sv"].spoken_in(name) == "fi"}
    assert borrowed == {
        "base.html",
        "impact.html",
        "impact_nav.html",
        "impact_table.html",
        "impact_tables.html",
        "knowledge_nav.html",
    }


def test_no_template_holds_words_of_its_own(root: Path) -> None:
    found = {}
    for path in (root / "bot/console/templates").rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        shown = [line.strip() for line in TAG.sub("\n", FILLED.sub("", source)).splitlines()]
        words = [line for line in shown if re.search("[A-Za-zÄÖäö]{3}", line)]
        words += [one for one in SEEN.findall(source) if not NOT_WORDS.match(one)]
        if words or FINNISH_LETTER.search(source):
            found[path.name] = words
    assert found == {}


def test_no_code_of_the_console_holds_a_finnish_sentence(root: Path) -> None:
    quoted = re.compile(r'(?<!")"[^"\n]*[äöÄÖ][^"\n]*"(?!")')
    found = {
        path.name: hits
        for path in (root / "bot/console").rglob("*.py")
        if (hits := quoted.findall(path.read_text(encoding="utf-8")))
    }
    assert found == {}
