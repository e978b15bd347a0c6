"""The purposes of the repository are sound, in plain Finnish; wrong ones are refused with their file."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from actions.skills import human
from bot.privacy.purposes import CONTACT, FOLLOW_UP, GUIDANCE, REMINDER, SEND_PLAN, read_purposes
from bot.texts import TextsError
from cli.paths import ROOT

DATA = ROOT / "data"


def test_what_the_code_relies_on_is_there() -> None:
    purposes = read_purposes(DATA)
    assert {purpose.id for purpose in purposes.asked if purpose.contact} == {
        CONTACT,
        FOLLOW_UP,
        REMINDER,
        SEND_PLAN,
    }
    assert not purposes[GUIDANCE].revocable


def test_the_widgets_privacy_text_says_the_same_time() -> None:
    said = yaml.safe_load((DATA / "widget" / "fi.yml").read_text(encoding="utf-8"))["privacy_text"]
    assert ("puoleen vuoteen" in said) == (read_purposes(DATA)[GUIDANCE].keep_days in range(180, 185))


def test_what_the_dialogue_asks_a_consent_for_is_a_purpose() -> None:
    purpose = read_purposes(DATA).find(human.PURPOSE)
    assert purpose
    assert purpose.accepts(human.CONSENT_VERSION)
    assert purpose.profile_keys == (human.SUMMARY_KEY,)


def test_sentences_are_short() -> None:
    for purpose in read_purposes(DATA):
        for text in (purpose.text, *purpose.tells):
            for sentence in re.split(r"(?<=[.!?])\s", text):
                assert len(sentence.split()) <= 14, sentence


def test_a_consent_holds_for_the_text_that_was_seen() -> None:
    purpose = read_purposes(DATA)[CONTACT].model_copy(update={"version": "3", "still_accepts": ("2",)})
    assert [purpose.accepts(version) for version in ("1", "2", "3")] == [False, True, True]


def test_what_was_agreed_to_before_is_kept_and_told_of_no_messages() -> None:
    purpose = read_purposes(DATA)[CONTACT]
    earlier = purpose.told("1")
    assert earlier and "viest" not in str(earlier) and "viestejä" in purpose.text
    assert purpose.accepts("1") and not purpose.allows_messages("1") and purpose.allows_messages("2")
    assert purpose.told(purpose.version) and purpose.told("0") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"earlier": []}, "in `earlier`"),
        ({"without_messages": ["0"]}, "still hold"),
        ({"basis": "public_task"}, "with a consent only"),
        ({"readers": None}, "belong together"),
        ({"keep_days": 0}, "keep_days"),
        ({"version": None}, "version"),
        ({"id": "other"}, "same name"),
        ({"more": 1}, "more"),
    ],
)
def test_a_wrong_purpose_is_named(change: dict[str, object], said: str, tmp_path: Path) -> None:
    folder = tmp_path / "privacy" / "purposes"
    shutil.copytree(DATA / "privacy" / "purposes", folder)
    path = folder / "contact.yml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text()), **change}))
    with pytest.raises(TextsError, match=f"contact.yml.*{said}"):
        read_purposes(tmp_path)


def test_a_missing_purpose_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match="accountability, guidance, improvement, operation"):
        read_purposes(tmp_path)
