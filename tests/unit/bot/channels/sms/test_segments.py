"""What a text message costs: signs outside GSM 03.38 make every segment less than half as long."""

import pytest

from bot.channels.sms.segments import plainer, segments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ä" * 160, 1),
        ("ä" * 161, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("–" * 70, 1),
        ("–" * 71, 2),
        ("\U0001f642" * 36, 2),
    ],
)
def test_segments_are_counted_as_operators_count(text: str, count: int) -> None:
    assert segments(text) == count


def test_signs_that_double_the_price_are_replaced() -> None:
    text = "Esimerkki – tarkista ”Opintopolusta”… " * 4
    assert segments(text) == 3 and segments(plainer(text)) == 1
    assert plainer("Ää Öö Åå: \U0001f642") == "Ää Öö Åå: \U0001f642"
