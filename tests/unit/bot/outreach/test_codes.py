"""Codes have no look-alikes, and are read however somebody types them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.outreach.codes import ALPHABET, LENGTH, new_code, normalised

LOOK_ALIKES = ({"0", "o"}, {"1", "i", "l", "j"}, {"2", "z"}, {"5", "s"}, {"8", "b"}, {"u", "v"}, {"m", "n"})


def test_no_two_signs_of_a_group_of_look_alikes_are_used() -> None:
    for group in LOOK_ALIKES:
        assert len(group & set(ALPHABET)) <= 1, group
    assert len(set(ALPHABET)) == len(ALPHABET)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.integers(0, LENGTH), st.sampled_from(" -"))
def test_a_code_is_read_in_any_case_and_with_stray_signs(code: str, at: int, stray: str) -> None:
    assert normalised(f" {code[:at]}{stray}{code[at:].upper()} ") == code


@given(st.text(max_size=12))
def test_what_is_read_as_a_code_is_one(written: str) -> None:
    code = normalised(written)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


def test_new_codes_are_codes() -> None:
    assert {normalised(code) == code for code in (new_code() for _ in range(50))} == {True}
