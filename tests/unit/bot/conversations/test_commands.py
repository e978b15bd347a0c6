"""Typed commands: whatever a learner types, Rasa sees no command in it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.web.incoming import clean
from bot.conversations.commands import BLANKS, SLASHES, neutralised


def is_command_for_rasa(text: str) -> bool:
    """Rasa's own rule (YAMLStoryReader.unpack_regex_message): stripped, then a slash in front."""
    return text.strip().startswith("/")


def may_become_a_command(text: str) -> bool:
    """The same after what a tokenizer or a form of Unicode may do to a text before it is looked at."""
    forms = (unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD"))
    return is_command_for_rasa(text) or any(is_command_for_rasa(form) for form in forms)


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        " /restart",
        "\n\t/restart",
        '/inform{"place": "Oulu"}',
        '/inform@0.9{"place": "Oulu"}',
        "//restart",
        "/ restart",
        "/",
        "\u00a0/restart",
        "\u3000/restart",
        "\u2028/restart",
        "\u200b/restart",
        "\ufeff/restart",
        "\u202e/restart",
        "\u0000/restart",
        "\u0338/restart",
        "\u2800/restart",
        "\u3164/restart",
        "\ud800/restart",
        "\ue000/restart",
        "\uff0frestart",
        "\u2044restart",
        "\u2215restart",
        "\u29f8restart",
    ],
)
def test_a_typed_command_is_shielded_and_loses_its_arguments(typed: str) -> None:
    safe = neutralised(typed)
    assert not may_become_a_command(safe)
    assert safe.startswith("'")
    assert "{" not in safe
    assert "Oulu" not in safe


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("asun Oulussa", "asun Oulussa"),
        ("  asun Oulussa \n", "asun Oulussa"),
        ("ja/tai", "ja/tai"),
        ("8/2026", "8/2026"),
        ("en tiedä {hmm}", "en tiedä {hmm}"),
        ("'/restart", "'/restart"),
        ("🙂 /restart", "🙂 /restart"),
        ("- /restart", "- /restart"),
        ("\u200bmoi", "\u200bmoi"),
        ("", ""),
        (" \u200b ", "\u200b"),
    ],
)
def test_what_is_no_command_stays_as_it_is(typed: str, heard: str) -> None:
    assert neutralised(typed) == heard


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(sorted(SLASHES | BLANKS) + list("/{}\"'@ \n\t\\")),
        st.characters(categories=["Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"]),
        st.characters(),
    ),
    max_size=20,
)


@given(HOSTILE)
@example("/")
@example("\u0340/x")
def test_no_text_becomes_a_command(typed: str) -> None:
    assert not may_become_a_command(neutralised(typed))
    assert not may_become_a_command(neutralised(clean(typed)))


@given(before=st.sampled_from(["", " ", "\u200b", "\u00a0\u202e", "\ufeff\n"]), after=HOSTILE)
def test_nothing_behind_a_brace_of_a_command_is_heard(before: str, after: str) -> None:
    assert neutralised(f"{before}/inform{{{after}") == "'/inform"


@given(HOSTILE)
def test_twice_is_once(typed: str) -> None:
    assert neutralised(neutralised(typed)) == neutralised(typed)
