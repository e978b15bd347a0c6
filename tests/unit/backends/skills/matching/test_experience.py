"""How long and how much: what people say of it, and what is no length of work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.skills.embedded import reader
from backends.skills.matching.evidence import Evidence, experience_of
from backends.skills.matching.experience import LONGEST_MONTHS


@pytest.mark.parametrize(
    ("text", "months", "extent"),
    [
        ("kymmenen vuotta puusepänverstaalla", 120, None),
        ("hitsasin 15 vuotta telakalla", 180, None),
        ("siivosin 3v toimistoja", 36, None),
        ("oon ajanu rekkaa parikyt vuotta", 240, None),
        ("olin tarjoilijana puoli vuotta", 6, None),
        ("tein varastossa hommia kahdeksan kuukautta", 8, None),
        ("kaksi kesää jäätelökioskilla", 6, None),
        ("maalasin taloja 1998-2005", 84, None),
        ("vedin kesät huvipuiston laitteita", None, "seasonal"),
        ("sivussa seuran taloudenhoito", None, "beside"),
        ("hoidin äitiä päivittäin", None, "regular"),
        ("oon ikäni korjannut autoja", None, "long"),
        ("joskus tein pitopöytiä", None, "rarely"),
        ("siivosin iltaisin viisi vuotta", 60, "beside"),
    ],
)
def test_lengths_and_extents(text: str, months: float | None, extent: str | None) -> None:
    (told,) = reader().read(text).experiences
    assert (told.months, told.extent) == (months, extent)
    assert all(words in text for words in told.words.split(", "))


@pytest.mark.parametrize(
    "text",
    [
        "hitsasin putkia",
        "olen 52 vuotta",
        "olin kokkina kolme vuotta sitten",
        "lapsi on 3 vuotta vanha",
        "en ole siivonnut kymmeneen vuoteen",
        "500 vuotta vanhoja hirsitaloja",
        "",
        "🙂 12 34",
    ],
)
def test_what_is_no_length_of_work(text: str) -> None:
    assert [told.months for told in reader().read(text).experiences if told.months] == []


def test_a_length_told_apart_belongs_to_the_work_before_it() -> None:
    text = "paistoin pihvejä ravintolassa, kuus vuotta. talvisin kolasin lunta"
    read = reader().read(text)
    cook = Evidence(starts=(text.index("pihvejä"),))
    caretaker = Evidence(starts=(text.index("kolasin"), text.index("lunta")))
    about_cooking, about_snow = experience_of(read, cook), experience_of(read, caretaker)
    assert about_cooking is not None and about_cooking.months == 72
    assert about_snow is not None and (about_snow.months, about_snow.extent) == (None, "seasonal")
    assert experience_of(read, Evidence()) is None


@given(st.text(alphabet="012345v kuosita-–,.ä", max_size=60))
def test_whatever_is_written_it_is_within_bounds(text: str) -> None:
    for told in reader().read(text).experiences:
        assert told.months is None or 0 < told.months <= LONGEST_MONTHS
        assert 0 <= told.start <= told.end <= len(text)
