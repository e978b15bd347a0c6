"""The tagger learns from a few stories, and its reading says how sure it is."""

from pathlib import Path

import pytest

from nlu.reading import read_message
from nlu.told.features import Sentence
from nlu.told.reading import read_told
from nlu.told.stories import load_stories, story_of
from nlu.told.tagger import MOST_WORDS, Tagger

STORIES = [
    "olin [{had}](had) monta vuotta, nyt haluisin [{wish}](wish)",
    "[firma meni kii](s:unemployed) ja [{had}](had) jäi, kiinnostais [{wish}](wish)",
    "[oon töissä](s:employed) mut [{wish}](wish) ois se mitä haluun, sisko on [{other}](other)",
    "asun [Porissa](p), veli asuu [Oulussa](p:not), [peruskoulu](e:basic) on käyty",
]
WORK = [
    ("kokki", "leipuriks", "hoitaja"),
    ("hitsaaja", "puutarhuriks", "myyjä"),
    ("siivooja", "sähkömieheks", "poliisi"),
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    trained = Tagger()
    trained.fit(
        [
            story_of(line.format(had=had, wish=wish, other=other))
            for line in STORIES
            for had, wish, other in WORK * 4
        ]
    )
    return trained


def test_roles_are_learned_from_the_surroundings(tagger: Tagger) -> None:
    told = read_told("olin maalari monta vuotta, nyt haluisin kampaajaks", tagger)
    assert [one.label for one in told.meant] == ["had", "wish"]
    assert all(one.confidence > 0.5 for one in told.meant)


def test_a_situation_is_told_with_its_words(tagger: Tagger) -> None:
    text = "firma meni kii ja kokki jäi"
    status = next(one for one in read_told(text, tagger).tellings if one.question == "employment_status")
    assert status.value == "unemployed"
    assert status.answered >= status.confidence > 0.5
    assert "firma" in text[status.start : status.end]


def test_places_are_told_apart(tagger: Tagger) -> None:
    told = read_told("asun Raumalla, veli asuu Kuopiossa", tagger)
    assert [one.label for one in told.meant] == ["p", "p:not"]


@pytest.mark.parametrize("text", ["", "?!", "\x00", "a" * 5000, "[x](y)", "! " * 1000])
def test_rubbish_tells_nothing_surely(tagger: Tagger, text: str) -> None:
    told = read_told(text, tagger)
    assert told.meant == ()
    assert all(one.confidence < 0.9 for one in told.tellings)


def test_a_stored_tagger_reads_the_same(tagger: Tagger, tmp_path: Path) -> None:
    tagger.save(tmp_path / "told")
    text = "olin kokki monta vuotta, nyt haluisin leipuriks"
    assert read_told(text, Tagger.load(tmp_path / "told")) == read_told(text, tagger)


def test_only_a_tagger_is_loaded(tmp_path: Path) -> None:
    import joblib

    joblib.dump({}, tmp_path / "other")
    with pytest.raises(TypeError, match="no tagger"):
        Tagger.load(tmp_path / "other")


def test_every_word_of_the_own_stories_has_a_row(tagger: Tagger) -> None:
    for story in load_stories()[:20]:
        sentence = Sentence(read_message(story.text))
        spots, rows = tagger.read(sentence)
        assert len(spots) <= MOST_WORDS
        assert rows.shape == (len(spots), len(tagger.labels))
        assert abs(float(rows.sum()) - len(spots)) < 0.01
