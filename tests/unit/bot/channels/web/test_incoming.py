"""What a learner sends, cleaned: text stays, and what is no text goes."""

import unicodedata

import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.web.incoming import (
    HIDDEN,
    LONGEST_TEXT,
    MOST_SEQ,
    clean,
    client_message_id,
    language_of,
    message_text,
    number,
    seconds,
)
from bot.errors import ApiError
from privacy.masking import mask


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("asun Oulussa", "asun Oulussa"),
        ("  reunat pois \n", "reunat pois"),
        ("rivi\nja\tsarkain", "rivi\nja\tsarkain"),
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("rivi\r\nrivi", "rivi\nrivi"),
        ("a\u202eb\u2066c\u2069d", "abcd"),
        ("mo\u00adi\u200b", "moi"),
        ("\ufeffmoi", "moi"),
        ("a\ud800b\udfff", "ab"),
        ("a\u0308iti", "äiti"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x00\u202e \n", ""),
        ("١٢٣ здравствуй 你好", "١٢٣ здравствуй 你好"),
    ],
)
def test_text_is_cleaned(sent: str, kept: str) -> None:
    assert clean(sent) == kept


ANYTHING = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Mn"]),
        st.sampled_from("0123456789+-ab \n\u200c\u200d\u0000"),
    ),
    max_size=40,
)


@given(ANYTHING)
@example("1\u200d\x002")
@example("1\u202e\u200d\u202e2")
def test_a_cleaned_text_is_clean(sent: str) -> None:
    kept = clean(sent)
    assert clean(kept) == kept
    assert not HIDDEN.search(kept)
    assert not {unicodedata.category(character) for character in kept.replace("\n", "").replace("\t", "")} & {
        "Cc",
        "Cs",
    }
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode("utf-8")


@given(ANYTHING.filter(lambda text: not any(character.isspace() for character in text)))
def test_letters_and_digits_are_never_lost(sent: str) -> None:
    def of_text(text: str) -> list[str]:
        decomposed = unicodedata.normalize("NFD", text)
        return [character for character in decomposed if character.isalnum()]

    assert of_text(clean(sent)) == of_text("".join(c for c in sent if unicodedata.category(c) != "Cs"))


@pytest.mark.parametrize(
    "hidden", ["\u200d", "\u200c", "\u00ad", "\u200b", "\u200d\x00", "\x00\u200d", "\u200d\u202e"]
)
def test_no_hidden_sign_keeps_an_identity_code_from_the_filter(hidden: str) -> None:
    masked = mask(clean(f"hetuni on 131052-3{hidden}08T"))
    assert masked.kinds == {"henkilotunnus"}
    assert "308T" not in masked.text


def test_the_longest_text_is_taken_and_one_more_is_not() -> None:
    assert message_text({"text": "ä" * LONGEST_TEXT}) == "ä" * 2_000
    with pytest.raises(ApiError) as refused:
        message_text({"text": "ä" * (LONGEST_TEXT + 1)})
    assert (refused.value.status, refused.value.code) == (413, "text_too_long")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_request"),
        ({"text": 5}, "bad_request"),
        ({"text": ["moi"]}, "bad_request"),
        ({"text": ""}, "empty_text"),
        ({"text": " \n\t"}, "empty_text"),
        ({"text": "\x00\u202e"}, "empty_text"),
    ],
)
def test_what_is_no_text_is_refused(body: dict[str, object], code: str) -> None:
    with pytest.raises(ApiError) as refused:
        message_text(body)
    assert (refused.value.status, refused.value.code) == (422, code)


@pytest.mark.parametrize("identifier", ["a", "~!/{}", "x" * 100])
def test_a_visible_identifier_is_taken(identifier: str) -> None:
    assert client_message_id({"client_message_id": identifier}) == identifier


@pytest.mark.parametrize("identifier", [None, 5, "", "x" * 101, "a b", "ä", "a\n", "a\x00"])
def test_any_other_identifier_is_refused(identifier: object) -> None:
    with pytest.raises(ApiError) as refused:
        client_message_id({"client_message_id": identifier})
    assert refused.value.code == "bad_client_message_id"


def test_the_language_is_finnish_unless_a_code_is_given() -> None:
    assert language_of({}) == "fi"
    assert language_of({"language": "sv"}) == "sv"
    for wrong in (None, 5, "", "FI", "suomi", "fi\n", "../fi"):
        with pytest.raises(ApiError):
            language_of({"language": wrong})


@pytest.mark.parametrize(
    ("query", "value"),
    [("", 0), ("?after=7", 7), ("?after=007", 7), ("?after=999999999999999999", MOST_SEQ)],
)
def test_a_number_of_the_query(query: str, value: int) -> None:
    assert number(make_mocked_request("GET", f"/{query}"), "after") == value


@pytest.mark.parametrize("query", ["-1", "1.5", "x", "", "%D9%A1", "9999999999999999999", "1%0A"])
def test_what_is_no_number_is_refused(query: str) -> None:
    with pytest.raises(ApiError):
        number(make_mocked_request("GET", f"/?after={query}"), "after")


def test_a_duration_of_the_query() -> None:
    assert seconds(make_mocked_request("GET", "/"), "wait") == 0
    assert seconds(make_mocked_request("GET", "/?wait=2.5"), "wait") == 2.5
    for wrong in ("-1", "nan", "inf", "x", ""):
        with pytest.raises(ApiError):
            seconds(make_mocked_request("GET", f"/?wait={wrong}"), "wait")
