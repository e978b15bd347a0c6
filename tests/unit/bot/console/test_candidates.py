"""Approved corrections as candidates: the lexicon's own form, counts, nothing that a spreadsheet runs."""

from datetime import UTC, datetime

import yaml

from backends.skills.core.schema import LexiconTable
from bot.console.guided.candidates import lexicon, table
from bot.console.schema import SuggestionReview

SKILL = "http://data.europa.eu/esco/skill/1"
OCCUPATION = "http://data.europa.eu/esco/occupation/2"
HEADING = "Ehdotuksia.\nLue ensin."


def review(
    key: str, edited: str | None = None, reason: str | None = None, title: str = "nimi"
) -> SuggestionReview:
    """An approved review: a correction, or with a reason a rejection."""
    return SuggestionReview(
        conversation_id=None,
        organisation="ohjaus",
        at=datetime(2026, 11, 26, tzinfo=UTC),
        who="maija",
        kind="skill" if "/skill/" in key else "occupation" if "/occupation/" in key else "course",
        key=key,
        suggestion={"title": title},
        decision="edited" if edited else "rejected",
        edited=edited,
        reason=reason,
        state="approved",
    )


def test_corrections_are_entries_of_the_lexicon() -> None:
    written = lexicon(
        [
            review(SKILL, "Hoitaa  kassaa", title="kassan hoito"),
            review(SKILL, "hoitaa kassaa", title="kassan hoito"),
            review(SKILL, "kassalla olo", title="kassan hoito"),
            review(OCCUPATION, "kaupan kassa", title="myyjä"),
            review(OCCUPATION, reason="wrong"),
            review("course:1", "Trukkikurssi"),
            review(SKILL, "x"),
            review(SKILL, "y" * 81),
            review(SKILL, "Nimi"),
        ],
        HEADING,
    )
    assert written.startswith("# Ehdotuksia.\n# Lue ensin.\n")
    found = LexiconTable.model_validate(yaml.safe_load(written))
    assert [(one.linked, [skill.uri for skill in one.skills], one.expressions) for one in found.entries] == [
        ((), [SKILL], ("hoitaa kassaa", "kassalla olo")),
        ((OCCUPATION,), [], ("kaupan kassa",)),
    ]


def test_hostile_corrections_stay_texts() -> None:
    said = "{{ x }}: - !!python/object\n- a"
    found = LexiconTable.model_validate(yaml.safe_load(lexicon([review(SKILL, said)], HEADING)))
    assert found.entries[0].expressions == ("{{ x }}: - !!python/object - a",)
    assert "'=cmd()" in table([review("course:1", "=cmd()")])


def test_without_corrections_there_are_comments_alone() -> None:
    assert yaml.safe_load(lexicon([review(SKILL, reason="wrong")], HEADING)) is None


def test_the_same_decision_is_counted() -> None:
    lines = table([*(review(SKILL, reason="wrong") for _ in range(3)), review(SKILL, "muu")]).splitlines()
    assert len(lines) == 3
    assert lines[1] == f"skill;{SKILL};nimi;rejected;;wrong;3"
