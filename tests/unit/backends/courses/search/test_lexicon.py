from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backends.courses.search.lexicon import Lexicon, LexiconError, load_lexicon
from backends.paths import SEARCH_DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEARCH_DATA, tmp_path / "search"))


def test_synonyms_are_many_and_lead_to_other_words(lexicon: Lexicon) -> None:
    assert len(lexicon.synonyms) > 400
    assert "järjestyksenvalvoja" in lexicon.synonyms["järkkärikortti"]
    assert all(finds for finds in lexicon.synonyms.values())


def test_no_cue_that_is_lifted_out_is_also_a_stop_word(lexicon: Lexicon) -> None:
    lifted = {phrase for phrase, cues in lexicon.cues.items() if not any(cue.keep for cue in cues)}
    assert not lifted & lexicon.stop


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("words.yml", "stop: [on]\ngeneric: []\nheads: []\nendings: []", "words.yml: stop"),
        (
            "words.yml",
            "{stop: [], generic: [], heads: [], endings: [], weak: [], refusals: {wishes: []}}",
            "wishes",
        ),
        ("cues.yml", "mode:\n  - {want: [by_mail], say: [postitse]}", "by_mail"),
        ("cues.yml", "weather:\n  - {want: [sun], say: [aurinko]}", "weather"),
        ("synonyms.yml", "groups:\n  - {say: atk, find: [tietokone]}", "synonyms.yml"),
        ("why.yml", "- a\n- b", "why.yml"),
        ("synonyms.yml", "groups: [", "synonyms.yml"),
    ],
)
def test_a_wrong_file_is_named(folder: Path, file: str, content: str, reason: str) -> None:
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=reason):
        load_lexicon(folder)
